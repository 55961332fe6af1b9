/** Tickets: requests to support, and how they were served. */
import { sql } from 'drizzle-orm'
import {
  belongsTo,
  choice,
  column,
  crossed,
  derived,
  hoursBetween,
  stored,
  toAccount,
  words,
} from '../fields.ts'
import type { EnumValue, ObjectType } from '../types.ts'
import { answeringTicket, unansweredTickets } from '../words/answers.ts'
import { lingering, waitingVerbs } from '../words/work.ts'

export const priorityValues: EnumValue[] = [
  choice(
    'low',
    'Low',
    ...words(
      'low-priority|low prio|lo prio|minor|p4|p5|trivial|unimportant|prio 4|sev4|sev 4|cosmetic|nice to have|nice-to-have|lowest priority',
    ),
  ),
  choice(
    'normal',
    'Normal',
    ...words(
      'medium|standard|p3|medium-priority|medium prio|normal-priority|normal prio|moderate|routine|prio 3|sev3|sev 3|regular priority',
    ),
  ),
  choice(
    'high',
    'High',
    ...words(
      'high-priority|high prio|hi prio|hi-pri|important|major|p2|sev2|sev 2|prio 2|severe|serious|pressing|high severity|high-severity',
    ),
  ),
  choice(
    'urgent',
    'Urgent',
    ...words(
      'critical|p1|p0|sev1|sev 1|sev0|sev 0|prio 1|prio 0|blocker|burning|on fire|showstopper|show stopper|show-stopper|red hot|red-hot|mission critical|mission-critical|drop everything|very urgent|super urgent|top urgency|emergency|blocking|most urgent priority',
    ),
  ),
]

/** "One-star tickets", "rated two stars". */
const stars = ['one', 'two', 'three', 'four', 'five'].map((said, at) => ({
  words: crossed(`${said}|${at + 1}|rated ${said}|rated ${at + 1}|a ${said}`, 'star|stars'),
  where: { field: 'csat', op: 'eq' as const, value: at + 1 },
}))

export const ticket: ObjectType = {
  key: 'ticket',
  label: 'Ticket',
  plural: 'Tickets',
  nouns: words(
    'tix|tkt|case|support case|support ticket|issue|support issue|support request|bug report|helpdesk ticket|help desk ticket|incident|trouble ticket|service request|service ticket|support query|support enquiry|support inquiry|help request|bug|defect|zendesk ticket|jira ticket|customer issue|customer ticket|client ticket|customer case|escalation|support',
  ),
  description: 'A request that an account made to support.',
  table: 'tickets',
  title: 'subject',
  id: 'source_id',
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the ticket.', {
      column: 'source_id',
      phrases: { nouns: ['ticket number', 'ticket id'] },
    }),
    stored('subject', 'Subject', 'text', 'What the ticket is about.', {
      phrases: {
        nouns: words('topic|subject line'),
        cues: words(
          'about|regarding|on|concerning|mentioning|mention|related to|re|to do with|around|titled|on the topic of|on the subject of|dealing with|having to do with|complaining about',
        ),
      },
    }),
    stored('priority', 'Priority', 'enum', 'How pressing the ticket is.', {
      values: priorityValues,
      phrases: {
        nouns: words('prio|severity|urgency|priority level|severity level|importance'),
        superlatives: {
          low: ['least urgent', 'least important'],
          high: ['most urgent', 'most pressing', 'hottest', 'most critical', 'most important'],
        },
      },
    }),
    stored('status', 'Status', 'enum', 'Open, waiting on somebody, or solved.', {
      values: [
        choice('open', 'Open'),
        choice(
          'pending',
          'Pending',
          ...words(
            'waiting|on hold|parked|put on hold|on ice|paused|snoozed|held up|waiting on the customer|waiting for the customer|awaiting the customer|waiting on customer|waiting for customer|waiting on them|waiting for them|we are waiting on the customer for|we are waiting for the customer on|in their court|on their side|in the customer’s court|ball in their court|with the customer|awaiting customer',
          ),
        ),
        choice(
          'solved',
          'Solved',
          ...words(
            'closed|resolved|done|fixed|cleared|sorted out|wrapped up|put to bed|dealt with|handled|settled|completed|finished|cracked|squashed|off the list|closed out|laid to rest|done and dusted|taken care of',
          ),
        ),
      ],
      phrases: { nouns: ['ticket status', 'state'] },
    }),
    derived('open', 'Open', 'boolean', 'Not solved: open or pending.', {
      evidence: ['age_days'],
      sql: (c) => sql`${column(c.row, 'status')} <> 'solved'`,
      phrases: {
        adjectives: [
          {
            words: [
              ...words(
                'open|unsolved|unresolved|outstanding|not solved|still open|not closed|in the queue|in the backlog|ongoing|not resolved|not fixed|unfixed|not sorted out|unclosed|still live|live|still running|without a solution|without a resolution|without a fix|never solved|never fixed|never resolved|never closed|still unsolved|still unresolved|unsettled|not done|not finished|unfinished|waiting to be solved|waiting to be fixed|waiting to be resolved|to be solved|awaiting resolution|awaiting a solution|not over',
              ),
              ...crossed(
                'not yet|still not|not been|not yet been',
                'solved|resolved|fixed|closed|settled|done',
              ),
              ...lingering,
            ],
            where: { field: 'open', op: 'eq', value: true },
          },
        ],
      },
    }),
    stored('opened_at', 'Opened', 'time', 'When the ticket was opened.', {
      event: 'main',
      phrases: {
        nouns: ['opening', 'opening date', 'created'],
        verbs: ['open', 'raise', 'create', 'file', 'submit', 'log', 'come in'],
        superlatives: {
          high: words(
            'newest|latest|most recent|most recently opened|last opened|last to come in|latest to come in|freshest|most recently raised',
          ),
          low: words(
            'oldest|earliest|first opened|longest standing|stalest|most aged|longest running|longest unsolved|longest unresolved|longest pending|open the longest|open longest|unsolved the longest|unresolved the longest|pending the longest|longest lying around|waiting the longest|waiting longest|sitting the longest|dragging on the longest',
          ),
        },
      },
    }),
    stored('first_response_at', 'First response', 'time', 'When support first answered.', {
      event: 'past',
      phrases: {
        verbs: words(
          'answer|respond|respond to|reply|reply to|pick up|get back to|get back on|acknowledge|react to|look at|attend to|first answer|first respond',
        ),
        adjectives: [
          {
            words: unansweredTickets,
            where: { field: 'first_response_at', op: 'is_null' },
          },
        ],
      },
    }),
    stored('solved_at', 'Solved', 'time', 'When the ticket was solved.', {
      event: 'past',
      phrases: {
        nouns: words(
          'solving date|resolution|resolution date|solution date|date solved|date closed|closing date',
        ),
        verbs: words(
          'solve|close|resolve|fix|sort out|settle|crack|finish|complete|wrap up|put to bed|deal with|squash|close out|get solved|get fixed|get closed|get resolved',
        ),
      },
    }),
    stored('csat', 'CSAT', 'number', 'How satisfied the customer was, 1–5.', {
      unit: 'score',
      better: 'high',
      phrases: {
        nouns: words(
          'customer satisfaction|satisfaction|satisfaction score|csat score|rating|customer satisfaction score|satisfaction rating|csat rating|star|star rating|ticket rating|support rating|sat score|csat mark|happiness score',
        ),
        verbs: words('rate|earn'),
        superlatives: {
          high: words('best rated|highest rated|top rated|best scored|most satisfied'),
          low: words('worst rated|lowest rated|worst scored|most dissatisfied'),
        },
        adjectives: [
          {
            words: words(
              'unrated|not rated|without a rating|never rated|no rating|no csat|without csat|without a csat|no csat score|nobody rated|no one rated|not scored|unscored|no satisfaction score|without a satisfaction score|not been rated',
            ),
            where: { field: 'csat', op: 'is_null' },
          },
          ...stars,
          {
            words: words('with a rating|with a csat|with csat'),
            where: { field: 'csat', op: 'not_null' },
          },
        ],
      },
    }),
    derived(
      'first_response_h',
      'First response time',
      'number',
      'Hours from opening to the first response.',
      {
        unit: 'hours',
        better: 'low',
        sql: (c) => hoursBetween(column(c.row, 'opened_at'), column(c.row, 'first_response_at')),
        phrases: {
          nouns: words(
            'first response|time to first response|response time|frt|first reply|first answer|time to first reply|time to first answer|reply time|initial response|initial response time|first reaction|reaction time|wait for a first response|wait for a first answer|time until first response|time until the first response|time till first response|first touch time|first reply time|first answer time|answer time|time to respond|time to answer|time to reply',
          ),
          verbs: answeringTicket,
          superlatives: {
            high: words(
              'slowest answered|slowest to be answered|longest unanswered|longest without an answer|slowest first response',
            ),
            low: words('fastest answered|quickest answered|fastest first response'),
          },
        },
      },
    ),
    derived('resolution_h', 'Resolution time', 'number', 'Hours from opening to solution.', {
      unit: 'hours',
      better: 'low',
      sql: (c) => hoursBetween(column(c.row, 'opened_at'), column(c.row, 'solved_at')),
      phrases: {
        nouns: words(
          'time to resolution|time to solve|solution time|time to close|time to fix|ttr|mttr|time to resolve|solving time|fix time|turnaround|turnaround time|handling time|time to solution|closure time|time until solved|time till solved|time to sort out|time to be solved|time to be fixed',
        ),
        verbs: [
          ...words(
            'solve|resolve|close|fix|sort out|crack|be solved|get solved|get fixed|get resolved|get closed',
          ),
          ...crossed(
            'take to',
            'solve|fix|close|resolve|sort out|be solved|get solved|be resolved|be fixed|be closed',
          ),
        ],
        superlatives: {
          high: [
            ...words('slowest|slowest solved|took longest'),
            ...crossed(
              'slowest to|longest to',
              'be solved|solve|fix|close|resolve|be fixed|be resolved|be closed',
            ),
          ],
          low: [
            ...words('fastest|quickest|fastest solved|speediest'),
            ...crossed('fastest to|quickest to', 'be solved|solve|fix|close|resolve|be fixed'),
          ],
        },
      },
    }),
    derived('age_days', 'Age', 'number', 'Days since the ticket was opened, of open tickets.', {
      unit: 'days',
      better: 'low',
      sql: (c) => sql`case when ${column(c.row, 'status')} <> 'solved'
        then ${c.day} - (${column(c.row, 'opened_at')} at time zone ${c.timeZone}::text)::date end`,
      phrases: {
        nouns: words(
          'days open|ticket age|days old|days unsolved|days unresolved|days in the queue|days waiting',
        ),
        verbs: waitingVerbs,
        superlatives: {
          high: words(
            'longest open|oldest open|longest unsolved|longest unresolved|longest waiting|longest standing|longest running|stalest|oldest unsolved|oldest unresolved|dustiest|longest in the queue|open longest|unsolved longest|waiting longest',
          ),
        },
      },
    }),
  ],
  relations: [toAccount, belongsTo('contact', 'Contact', 'contact', 'contact_id')],
  usually: [],
  columns: ['subject', 'account.name', 'priority', 'status', 'opened_at', 'first_response_h', 'csat'],
  orderBy: [{ by: 'opened_at', dir: 'desc' }],
  owner: 'account.csm',
}
