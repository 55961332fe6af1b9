/** Users: the people of our own team, with the load that each carries. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, derived, of, owned, stored, words } from '../fields.ts'
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
        high: ['busiest', 'most loaded', 'most accounts', 'most overloaded', 'most stretched'],
        low: ['least loaded', 'fewest accounts'],
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
      nouns: ['annual recurring revenue', 'revenue', 'book value', 'book of business', 'managed arr'],
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
          'at risk account|accounts at risk|risky accounts|at risk customer|customers at risk|risky customers',
        ),
      },
    },
  ),
  count('overdue_tasks', 'Overdue tasks', 'The user’s own open tasks past due.', 'tasks', 'overdue', {
    better: 'low',
    phrases: {
      nouns: words(
        'overdue task|late tasks|tasks past due|overdue to-do|overdue todo|missed deadline|late to-dos',
      ),
      superlatives: { high: words('most behind|furthest behind|most late') },
    },
  }),
  count('open_tasks', 'Open tasks', 'The user’s own open tasks.', 'tasks', 'open', {
    phrases: {
      nouns: words('open task|tasks|open to-do|to-dos|open todo|open action item|to-do load|task load'),
      superlatives: { high: words('most swamped|most snowed under|most buried') },
    },
  }),
  count(
    'renewals_90',
    'Renewals in 90 days',
    'Active accounts of the user that renew in 0…90 days.',
    'book',
    'renewals_90',
    {
      phrases: { nouns: words('upcoming renewals|renewals') },
    },
  ),
  derived('renewing_arr_90', 'ARR renewing in 90 days', 'money', `ARR of those renewals; ${oneCurrency}.`, {
    additive: true,
    sql: (c) =>
      sql`case when coalesce(${of(c, 'book', 'currencies')}, 0) <= 1 then coalesce(${of(c, 'book', 'renewing_arr')}, 0) end`,
    phrases: { nouns: ['arr up for renewal', 'renewing arr'] },
  }),
  derived('health', 'Average health', 'number', 'Mean health of the user’s active accounts.', {
    unit: 'score',
    better: 'high',
    sql: (c) => of(c, 'book', 'health'),
    phrases: { nouns: ['mean health', 'book health', 'health'] },
  }),
]

export const user: ObjectType = {
  key: 'user',
  label: 'User',
  plural: 'Users',
  nouns: words(
    'colleague|team member|teammate|team|employee|coworker|co-worker|staff|staff member|member of the team|workmate',
  ),
  kinds: [
    {
      words: words('csm|customer success manager|success manager|cs manager|success rep|cs rep'),
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
      phrases: { nouns: ['email', 'e-mail', 'email address', 'mail address'] },
    }),
    stored('name', 'Name', 'text', 'The user’s name.'),
    stored('role', 'Role', 'enum', 'What the user may do.', {
      values: [
        choice('viewer', 'Viewer', 'view-only user'),
        choice('csm', 'CSM', 'customer success manager', 'success manager'),
        choice('manager', 'Manager', 'team lead', 'lead'),
        choice('admin', 'Admin', 'administrator'),
      ],
      phrases: { nouns: ['user role', 'permission'] },
    }),
    stored('manager', 'Manager', 'person', 'Whom the user reports to.', {
      column: 'manager_id',
      phrases: {
        nouns: words('boss|lead|supervisor|line manager|team lead'),
        verbs: words('report|report to|manage|lead|work for|work under|answer to'),
      },
    }),
    stored('slack_id', 'Slack id', 'text', 'The user’s id in Slack.', {
      phrases: { nouns: ['slack', 'slack handle'] },
    }),
    stored('time_zone', 'Time zone', 'text', 'The user’s time zone.', { phrases: { nouns: ['timezone'] } }),
    stored('locale', 'Locale', 'text', 'The user’s language and formats.', {
      phrases: { nouns: ['language'] },
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
