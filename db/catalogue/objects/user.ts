/** Users: the people of our own team, with the load that each carries. */
import { sql } from 'drizzle-orm'
import { crossed, belongsTo, choice, derived, of, owned, stored, words } from '../fields.ts'
import type { Field, ObjectType, Part } from '../types.ts'

/** The active accounts of each CSM, with their risk. Computed for all at once: risk is the dear part. */
const book: Part = {
  key: 'csm_id',
  whole: true,
  sql: ({ rows, day, workspace }) => {
    const accounts = rows('account', 'b')
    const renewal = accounts.field('renewal_date')
    const arr = accounts.field('arr')
    const counts = sql`
      select b.csm_id, count(*) as accounts, count(distinct b.currency) as currencies, sum(${arr}) as arr,
        sum(${arr}) filter (where ${renewal} between ${day} and ${day} + 90) as renewing_arr,
        count(*) filter (where ${renewal} between ${day} and ${day} + 90) as renewals_90,
        avg(${accounts.field('health')}) as health`
    return sql`${counts} from ${accounts.from()}
      where b.workspace_id = ${workspace} and b.lifecycle is distinct from 'churned' group by b.csm_id`
  },
}

const risk: Part = {
  key: 'csm_id',
  whole: true,
  sql: ({ rows, workspace }) => {
    const accounts = rows('account', 'b')
    const atRisk = accounts.field('risk')
    return sql`select b.csm_id, count(*) as accounts from ${accounts.from()}
      where b.workspace_id = ${workspace} and b.lifecycle is distinct from 'churned' and ${atRisk} = 'at_risk'
      group by b.csm_id`
  },
}

const tasks: Part = {
  key: 'assignee_id',
  whole: true,
  sql: ({ day, workspace }) => sql`
    select x.assignee_id, count(*) as open, count(*) filter (where x.due_on < ${day}) as overdue
    from tasks x where x.workspace_id = ${workspace} and x.status = 'open' group by x.assignee_id`,
}

const count = (
  key: string,
  label: string,
  description: string,
  part: string,
  name: string,
  rest: Partial<Field> = {},
) =>
  derived(key, label, 'number', description, {
    unit: 'items',
    additive: true,
    ...rest,
    sql: (c) => sql`coalesce(${of(c, part, name)}, 0)`,
  })

const oneCurrency = 'none where the book holds several currencies'
const load: Field[] = [
  count('accounts', 'Active accounts', 'Active accounts the user is CSM of.', 'book', 'accounts', {
    phrases: {
      nouns: [
        'account count',
        'number of accounts',
        'book size',
        'workload',
        'load',
        'csm load',
        'account load',
      ],
      superlatives: {
        high: words(
          'busiest|most loaded|most accounts|most overloaded|most stretched|most customers|most clients|most logos|most companies|most on their plate|fullest plate|most overworked|most to look after|most to do|carries most|carries the most accounts',
        ),
        low: words(
          'least loaded|fewest accounts|fewest customers|fewest clients|least on their plate|emptiest plate|most room|most capacity|least to do|lightest load',
        ),
      },
    },
  }),
  derived('arr', 'ARR', 'money', `ARR of the active accounts the user is CSM of; ${oneCurrency}.`, {
    better: 'high',
    additive: true,
    implicitFor: 'money',
    sql: (c) =>
      sql`case when coalesce(${of(c, 'book', 'currencies')}, 0) <= 1 then coalesce(${of(c, 'book', 'arr')}, 0) end`,
    phrases: {
      superlatives: {
        low: words(
          'least money|smallest book|lightest book|thinnest book|smallest portfolio|least arr|lowest arr|slimmest book',
        ),
        high: words(
          'most money|most revenue|biggest book|largest book|heaviest book|fattest book|richest book|most arr|highest arr|biggest portfolio|largest portfolio|heaviest portfolio',
        ),
      },
      nouns: words(
        'annual recurring revenue|revenue|book value|book of business|managed arr|managed revenue|revenue under management|money under management|arr under management|under management|revenue managed|revenue in their care|arr in their care|value of their book|size of book in money',
      ),
    },
  }),
  count(
    'at_risk_accounts',
    'At-risk accounts',
    'Active accounts of the user whose risk is at_risk.',
    'risk',
    'accounts',
    {
      better: 'low',
      phrases: {
        nouns: words(
          'at risk account|accounts at risk|risky accounts|at risk customer|customers at risk|risky customers|accounts in trouble|customers in trouble|shaky accounts|wobbly accounts|accounts on the brink|accounts we may lose|customers we may lose|clients at risk|clients in trouble',
        ),
        superlatives: {
          high: words(
            'most accounts at risk|most at-risk accounts|most customers at risk|most accounts in trouble|most customers in trouble|most risky accounts|riskiest book|shakiest book|most troubled book|most fires|most fires to put out',
          ),
          low: words(
            'fewest accounts at risk|fewest at-risk accounts|fewest customers in trouble|safest book',
          ),
        },
      },
    },
  ),
  count('overdue_tasks', 'Overdue tasks', 'The user’s own open tasks past due.', 'tasks', 'overdue', {
    better: 'low',
    phrases: {
      nouns: [
        ...words(
          'overdue task|late tasks|tasks past due|overdue to-do|overdue todo|missed deadline|late to-dos',
        ),
        ...crossed(
          'tasks|to-dos|todos|jobs|action items|chores',
          'past their deadline|past their date|past their due date|past the deadline|past the due date|past deadline|past their day|beyond their deadline|after their deadline|gone past their date|gone past their deadline|that are overdue|that are late|running late|behind schedule',
        ),
        ...crossed('overdue|late|unfinished late', 'jobs|chores|action items|assignments|homework'),
      ],
      superlatives: {
        high: words(
          'most behind|furthest behind|most late|most behind with their tasks|most behind on tasks|furthest behind with their tasks|furthest behind on tasks|drowning most in late to-dos|drowning in late to-dos|drowning the most in late to-dos|most swamped with late tasks|deepest in late tasks|most to-dos past their date|most tasks past their date|most tasks past due|most late tasks|most late to-dos|most overdue to-dos|worst off with late tasks|most missed deadlines',
        ),
      },
    },
  }),
  count('open_tasks', 'Open tasks', 'The user’s own open tasks.', 'tasks', 'open', {
    phrases: {
      nouns: words('open task|tasks|open to-do|to-dos|open todo|open action item|to-do load|task load'),
      superlatives: {
        high: words(
          'most swamped|most snowed under|most buried|most on their plate|most on his plate|most on her plate|fullest plate|most left to do|most to do|most on their list|most still to do|longest to-do list|longest task list|drowning most|drowning the most|deepest in work|most open to-dos|most tasks open|most work waiting|most unfinished work|most tasks left|most to get through',
        ),
      },
    },
  }),
  count(
    'renewals_90',
    'Renewals in 90 days',
    'Active accounts of the user that renew in 0…90 days.',
    'book',
    'renewals_90',
    {
      ahead: () => 90,
      phrases: {
        nouns: words(
          'upcoming renewals|renewals|renewals coming up|renewals due|renewals ahead|renewals on the horizon|renewals in the next 90 days',
        ),
        superlatives: {
          high: words(
            'most renewals coming up|most upcoming renewals|most renewals ahead|most renewals due|most renewals in the next 90 days',
          ),
          low: words('fewest upcoming renewals|fewest renewals coming up|fewest renewals ahead'),
        },
      },
    },
  ),
  derived('renewing_arr_90', 'ARR renewing in 90 days', 'money', `ARR of those renewals; ${oneCurrency}.`, {
    additive: true,
    ahead: () => 90,
    sql: (c) =>
      sql`case when coalesce(${of(c, 'book', 'currencies')}, 0) <= 1 then coalesce(${of(c, 'book', 'renewing_arr')}, 0) end`,
    phrases: {
      nouns: [
        ...words('renewing arr|renewing revenue|renewing money'),
        ...crossed(
          'renewal|renewing',
          'arr|revenue|money|value|volume|dollars|business|income|amount',
          '|coming up|ahead|due|at stake|on the line',
          '|over the next 90 days|in the next 90 days|next 90 days|within 90 days|in 90 days|in the coming 90 days|over the coming 90 days|in the next three months|over the next three months|in the next 3 months|over the next 3 months|this coming quarter',
        ),
        ...crossed(
          'arr|revenue|money|value|book|recurring revenue|dollars|income|business',
          'up for renewal|coming up for renewal|due for renewal|due to renew|renewing',
          '|next 90 days|coming up over the next 90 days|in the next 90 days|over the next 90 days|in 90 days|within 90 days|within the next 90 days|in the coming 90 days|in the next three months|in the next 3 months|over the next three months|over the next 3 months',
        ),
      ],
    },
  }),
  derived('health', 'Average health', 'number', 'Mean health of the user’s active accounts.', {
    unit: 'score',
    better: 'high',
    sql: (c) => of(c, 'book', 'health'),
    phrases: {
      nouns: words(
        'mean health|book health|health|health of the book|health of their book|portfolio health|health of their accounts',
      ),
      superlatives: {
        high: words(
          'healthiest book|healthiest portfolio|best book|happiest book|strongest book|healthiest accounts|best average health|greenest book',
        ),
        low: words(
          'sickest book|unhealthiest book|weakest book|worst book|unhealthiest portfolio|sickest portfolio|poorliest book|reddest book|worst average health|lowest average health',
        ),
      },
    },
  }),
]

export const user: ObjectType = {
  key: 'user',
  label: 'User',
  plural: 'Users',
  nouns: words(
    'people are on|people do i have on|people have i got on|people sit on|who on the team|who on our team|who on my team|who in the team|who of us|which of us|who among us|which of our people|colleague|team member|teammate|team|employee|coworker|co-worker|crew|crew member|squad member|squad|person on the team|people on the team|person of ours|one of ours|one of us|somebody on the team|someone on the team|who else|member of staff|headcount|our own people|folks on the team|staff|staff member|member of the team|workmate',
  ),
  kinds: [
    {
      words: words(
        'csm|customer success manager|success manager|cs manager|success rep|cs rep|account minder|success person|success people|success colleague|customer success person|success folk|csm colleague|success guy',
      ),
      where: { field: 'role', op: 'eq', value: 'csm' },
    },
  ],
  description: 'A person of our own team.',
  table: 'users',
  title: 'name',
  id: 'email',
  fields: [
    stored('id', 'E-mail', 'text', 'The user’s e-mail address, which identifies them.', {
      column: 'email',
      identifies: true,
      phrases: { nouns: ['email', 'e-mail', 'email address', 'mail address'] },
    }),
    stored('name', 'Name', 'text', 'The user’s name.'),
    stored('role', 'Role', 'enum', 'What the user may do.', {
      values: [
        choice(
          'viewer',
          'Viewer',
          ...words(
            'view-only user|view only user|read-only user|read only user|view-only|view only|read-only|read only|can only look|may only look|can only read|may only read|with view-only rights|with read-only rights|view-only rights|read-only rights|onlooker|spectator|reader|can look but not touch|can only look but not touch|cannot change anything|may not change anything',
          ),
        ),
        choice('csm', 'CSM', 'customer success manager', 'success manager'),
        choice(
          'manager',
          'Manager',
          ...crossed(
            'manage|lead|run|head|head up|supervise|look after',
            'a team|people|a group|a team of their own|their own team|others|direct reports',
          ),
          ...words(
            'team lead|lead|team leader|head of team|people manager|line manager|supervisor|team head|runs a team|run a team|leads a team|lead a team|manages people|manage people|manages a team|with a team of their own|in charge of a team',
          ),
        ),
        choice(
          'admin',
          'Admin',
          ...words(
            'administrator|admin rights|with admin rights|full rights|with full rights|superuser|super user|root|can change everything|can do everything|may do anything|workspace admin|workspace administrator|steward admin',
          ),
        ),
      ],
      phrases: {
        nouns: words(
          'user role|permission|rights|access rights|access level|permission level|access|what they may do|seniority',
        ),
      },
    }),
    stored('manager', 'Manager', 'person', 'Whom the user reports to.', {
      column: 'manager_id',
      phrases: {
        nouns: words(
          'boss|lead|supervisor|line manager|team lead|superior|chief|head|team leader|higher-up|manager in charge|report line|reporting line',
        ),
        verbs: words(
          'report|report to|manage|lead|work for|work under|answer to|serve under|be managed by|be led by|be on the team of|be part of the team of|belong to the team of|be under|sit under|be responsible to|take orders from|report in to|report into|look up to|be a report of|be a direct report of|be a member of the team of',
        ),
      },
    }),
    stored('slack_id', 'Slack id', 'text', 'The user’s id in Slack.', {
      phrases: { nouns: words('slack|slack handle|slack name|slack account|handle in slack|slack user') },
    }),
    stored('time_zone', 'Time zone', 'text', 'The user’s time zone.', { phrases: { nouns: ['timezone'] } }),
    stored('locale', 'Locale', 'text', 'The user’s language and formats.', {
      phrases: { nouns: words('language|tongue|language setting|locale setting') },
    }),
    ...load,
  ],
  relations: [
    owned('accounts', 'Accounts', 'account', [{ words: ['account', 'customer', 'book'] }], 'csm_id'),
    owned('sales_accounts', 'Accounts as AE', 'account', [], 'ae_id'),
    owned('tasks', 'Tasks', 'task', [{ words: ['task', 'to-do'] }], 'assignee_id'),
    owned('opportunities', 'Opportunities', 'opportunity', [{ words: ['opportunity', 'deal'] }], 'owner_id'),
    owned('activities', 'Activities', 'activity', [{ words: ['activity', 'meeting', 'touch'] }], 'owner_id'),
    belongsTo('manager', 'Manager', 'user', 'manager_id'),
    owned(
      'reports',
      'Reports',
      'user',
      [{ words: ['report', 'direct report', 'team member'] }],
      'manager_id',
    ),
  ],
  parts: { book, risk, tasks },
  usually: [],
  columns: ['name', 'role', 'manager'],
  orderBy: [{ by: 'name', dir: 'asc' }],
  owner: 'id',
}
