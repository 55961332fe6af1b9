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
import type { EnumValue, Field, ObjectType } from '../types.ts'
import {
  answeredFirst,
  answeredLast,
  answeringTicket,
  unansweredTickets,
  untilAnswered,
} from '../words/answers.ts'
import { speaking } from '../words/topics.ts'
import { lingering, longestLasting, pressing, undoneWords, waitingVerbs } from '../words/work.ts'

export const priorityLadder: Field['ladder'] = { rungs: ['low', 'normal', 'high', 'urgent'], worse: 'up' }
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

const starNames = ['one', 'two', 'three', 'four', 'five']
/** "One-star tickets", "rated two stars", "one or two stars". */
const stars = starNames.flatMap((said, at) => {
  const next = starNames[at + 1]
  const own = crossed(`${said}|${at + 1}|rated ${said}|rated ${at + 1}|a ${said}`, 'star|stars')
  const both = next
    ? crossed(
        `${said}|${at + 1}|a ${said}|only ${said}|rated ${said}`,
        'or|and|to|star or|-',
        `${next}|${at + 2}|a ${next}`,
        'star|stars',
      )
    : []
  return [
    { words: own, where: { field: 'csat', op: 'eq' as const, value: at + 1 } },
    { words: both, where: { field: 'csat', op: 'in' as const, value: [at + 1, at + 2] } },
  ]
})
/** The ends of the scale. */
const ends = [
  {
    words: words(
      'full marks|top marks|full stars|all five stars|five out of five|5 out of 5|5/5|perfect score|a perfect score|perfect rating|perfect csat|the full five|highest possible rating|best possible rating|maximum rating|top rating|top score|a perfect five|a perfect 5|flying colours|flying colors',
    ),
    where: { field: 'csat', op: 'eq' as const, value: 5 },
  },
  {
    words: words(
      'one out of five|1 out of 5|1/5|lowest possible rating|worst possible rating|bottom marks|lowest possible score|worst possible score|minimum rating|the lowest rating there is|rock bottom rating',
    ),
    where: { field: 'csat', op: 'eq' as const, value: 1 },
  },
]

export const ticket: ObjectType = {
  key: 'ticket',
  label: 'Ticket',
  plural: 'Tickets',
  nouns: words(
    'incoming ticket|inbound ticket|incoming case|incoming issue|incoming request|ticket received|tix|tkt|case|support case|support ticket|issue|support issue|support request|bug report|helpdesk ticket|help desk ticket|incident|trouble ticket|service request|service ticket|support query|support enquiry|support inquiry|help request|bug|defect|zendesk ticket|jira ticket|customer issue|customer ticket|client ticket|customer problem|problems|technical problem|tech problem|support problem|glitch|outage|malfunction|hiccup|support call|customer case|escalation|support',
  ),
  kinds: [
    {
      words: words(
        'backlog|support backlog|ticket backlog|backlog of tickets|support queue|ticket queue|support pile|case backlog|open caseload',
      ),
      where: { field: 'open', op: 'eq', value: true },
    },
    {
      words: words(
        'p1|p0|sev1|sev 1|sev0|sev 0|blocker|showstopper|show-stopper|show stopper|fire|burning issue|something urgent|something burning|something critical|urgent matter|critical matter|urgent problem|critical problem|burning problem|critical issue|urgent request|emergency ticket',
      ),
      where: { field: 'priority', op: 'eq', value: 'urgent' },
    },
    {
      words: words('p2|sev2|sev 2'),
      where: { field: 'priority', op: 'eq', value: 'high' },
    },
  ],
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
      prose: true,
      phrases: {
        nouns: words('topic|subject line'),
        cues: [...speaking, ...words('on|re|around|titled|to')],
      },
    }),
    stored('priority', 'Priority', 'enum', 'How pressing the ticket is.', {
      values: priorityValues,
      ladder: priorityLadder,
      phrases: {
        nouns: [
          ...words('prio|severity|urgency|priority level|severity level|importance|gravity|level of urgency'),
          ...words('degree of urgency|priority class|seriousness|urgency level|how much of a hurry'),
          ...pressing,
        ],
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
            'closed|resolved|done|fixed|cleared|sorted out|wrapped up|put to bed|dealt with|handled|settled|completed|finished|cracked|squashed|sorted|off the list|closed out|laid to rest|done and dusted|taken care of',
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
                'open|left open|been left open|still left open|open with us|still open with us|unsolved|unresolved|outstanding|not solved|still open|not closed|in the queue|in the backlog|ongoing|not resolved|not fixed|unfixed|not sorted out|unclosed|still live|live|still running|without a solution|without a resolution|without a fix|never solved|never fixed|never resolved|never closed|still unsolved|still unresolved|unsettled|not done|not finished|unfinished|waiting to be solved|waiting to be fixed|waiting to be resolved|to be solved|awaiting resolution|awaiting a solution|not over',
              ),
              ...crossed(
                'not yet|still not|not been|not yet been',
                'solved|resolved|fixed|closed|settled|done',
              ),
              ...lingering,
              ...undoneWords,
              ...crossed(
                'nobody|no one|nobody has|no one has|support has not|support still has not|support has yet to',
                'fixed|solved|resolved|cracked|settled|fix|solve|resolve|fixing|solving|resolving|closing',
              ),
              ...crossed(
                'on|still on|sitting on|lying on|stuck on|left on|still sitting on|still lying on',
                'the go|our desk|our desks|our plate|our table|our list|support’s desk|the support desk|the pile|our pile|our hands|our books',
              ),
              ...words(
                'with us|still with us|still with support|in our court|ball in our court|on our side|in our hands|unclosed|still not over|not put to bed|still being worked on|being worked on|in progress|under way|in the works|work in progress',
              ),
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
        verbs: words(
          'open|raise|create|file|submit|log|come in|arrive|lodge|register|reach us|hit us|hit the queue|hit our queue|roll in|pour in|drop in|flow in|trickle in|turn up|land in the queue|land with us|land on our desk|land with support|receive|we receive|we get|enter the queue|come through|come to us|send in|send to us|send us|write in|write in about|ring in|phone in|call in|get sent in|be sent in|be raised|be logged|be filed|be opened|get raised|get logged|get opened|get filed|get reported|be reported|opened with us',
        ),
        adjectives: [
          {
            words: words('new|brand new|newly opened|freshly opened|newly raised'),
            where: { field: 'opened_at', op: 'during', value: { last: 7, unit: 'day' } },
          },
        ],
        superlatives: {
          high: words(
            'newest|latest|most recent|most recently opened|last opened|last to come in|latest to come in|freshest|most recently raised',
          ),
          low: words('oldest|earliest|first opened|most aged'),
        },
      },
    }),
    stored('first_response_at', 'First response', 'time', 'When support first answered.', {
      event: 'past',
      evidence: ['first_response_h'],
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
          'solve|close|resolve|fix|sort out|settle|crack|finish|complete|wrap up|put to bed|deal with|squash|close out|get solved|get fixed|get closed|get resolved|be closed|be solved|be fixed|be resolved|be settled|be cleared|shut|shut down|knock out|clear|clear up|put right|iron out|tidy up|get through|polish off|be sorted|get sorted|get sorted out|get wrapped up|tick off|lay to rest|finish off|clean up|work off|get done with|see off|get off the list|get off our desk|bring to a close|draw a line under|cross off|take care of|handle|sign off',
        ),
      },
    }),
    stored('csat', 'CSAT', 'number', 'How satisfied the customer was, 1–5.', {
      unit: 'score',
      ...{ lowest: 1, highest: 5 },
      better: 'high',
      phrases: {
        nouns: words(
          'support rated|support been rated|support rating|support ratings|how satisfied|how satisfied they were|how satisfied were customers|how satisfied were customers with support|how satisfied customers were|how satisfied customers were with support|how happy were customers with support|how happy customers were with support|how happy they were with support|satisfaction with support|happiness with support|satisfaction with our support|satisfaction with our help|customer satisfaction|satisfaction|satisfaction score|csat score|rating|customer satisfaction score|satisfaction rating|csat rating|star|star rating|ticket rating|support rating|sat score|csat mark|happiness score',
        ),
        verbs: words(
          'rate|rate our support|rate support|rate the support|earn|score|mark|grade|score us|mark us|rate us|give us|grade us|award|award us|get us|earn us|rate it|give it|score it',
        ),
        superlatives: {
          high: words(
            'best rated|highest rated|top rated|best scored|most satisfied|best marked|best graded',
          ),
          low: words('worst rated|lowest rated|worst scored|most dissatisfied|worst marked|worst graded'),
        },
        grades: {
          low: words(
            'badly rated|poorly rated|low rated|badly scored|badly marked|poor rating|bad rating|low rating|low csat|bad csat|poor csat|bad marks|poor marks|low marks|unhappy with our help|unhappy with support|unhappy with how we handled it|unhappy with the answer|dissatisfied with our help|dissatisfied with support',
          ),
          high: words(
            'well rated|highly rated|good rating|high rating|good csat|high csat|good marks|high marks|happy with our help|happy with support|satisfied with support|pleased with support',
          ),
        },
        adjectives: [
          {
            words: words(
              'nobody bothered to rate|no one bothered to rate|the customer did not rate|customers did not rate|never got rated|that nobody scored|nobody scored|starless|no stars|without stars|without any stars|unrated|not rated|without a rating|never rated|no rating|no csat|without csat|without a csat|no csat score|nobody rated|no one rated|not scored|unscored|no satisfaction score|without a satisfaction score|not been rated',
            ),
            where: { field: 'csat', op: 'is_null' },
          },
          ...stars,
          ...ends,
          {
            words: [
              ...words(
                'with a rating|with a csat|with csat|with any rating|that got a rating|with stars|that have a rating',
              ),
              ...crossed(
                'did customers|did the customer|did they|did clients|customers|the customer|clients|they|somebody|someone|anybody',
                'rate|rated|scored|have rated|has rated|bother to rate|bothered to rate|actually rate|actually rated',
              ),
              ...words(
                'got rated|were rated at all|rated at all|were rated by the customer|rated by the customer',
              ),
              ...words(
                'rated by customers|received a rating|have been rated|has been rated|were scored at all',
              ),
            ],
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
          nouns: [
            ...untilAnswered,
            ...words(
              'first response hours|response hours|hours to first response|hours to first reply|hours until first reply|hours until first response|hours to a first reply|hours until a first reply|first response|time to first response|response time|frt|first reply|first answer|time to first reply|time to first answer|reply time|initial response|initial response time|first reaction|reaction time|wait for a first response|wait for a first answer|time until first response|time until the first response|time till first response|first touch time|first reply time|first answer time|answer time|time to respond|time to answer|time to reply',
            ),
          ],
          verbs: answeringTicket,
          superlatives: {
            high: [
              ...words(
                'slowest answered|slowest to be answered|longest unanswered|longest without an answer|slowest first response|slowest first reply|slowest first answer|longest first response|longest wait|longest waits',
              ),
              ...answeredLast,
            ],
            low: [
              ...words(
                'fastest answered|quickest answered|fastest first response|fastest first reply|quickest first reply',
              ),
              ...answeredFirst,
            ],
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
          'resolution|resolution hours|hours to resolution|hours to resolve|hours to solve|hours to fix|hours to close|from raised to fixed|from opening to closing|from opened to closed|from open to close|from opened to solved|from raised to solved|from raised to closed|from opening to solution|from start to finish|until it is fixed|until it is solved|until they are fixed|until they are solved|before it is solved|before it is fixed|time to resolution|time to solve|solution time|time to close|time to fix|ttr|mttr|time to resolve|solving time|fix time|turnaround|turnaround time|handling time|time to solution|closure time|time until solved|time till solved|time to sort out|time to be solved|time to be fixed',
        ),
        verbs: [
          ...words(
            'solve|resolve|close|fix|sort out|crack|shut|be closed|be fixed|be resolved|be settled|be cleared|be sorted|be sorted out|get sorted|get sorted out|be solved|get solved|get fixed|get resolved|get closed',
          ),
          ...crossed(
            'take to',
            'solve|fix|close|resolve|sort out|be solved|get solved|be resolved|be fixed|be closed',
          ),
        ],
        adjectives: [
          {
            words: crossed(
              'solved|closed|fixed|resolved|sorted|sorted out|dealt with|handled|done|wrapped up',
              'the same day|same day|same-day|on the same day|within the day|that same day|the day they came in|the day it came in|on the spot|right away|straight away|at once|there and then',
            ),
            where: { field: 'resolution_h', op: 'lte', value: 24 },
          },
        ],
        superlatives: {
          high: [
            ...words('slowest|took longest|dragged on longest|dragged on the longest|longest to solve'),
            ...crossed(
              'dragged on longest|dragged on the longest|took longest|took the longest|took us longest|took us the longest|ran longest|lasted longest|were open longest|were open the longest|stayed open longest|stayed open the longest|lay around longest|sat longest',
              'before they were|before it was|until they were|until it was|before being|to be|to get|until we had them|before we got them',
              'solved|sorted|sorted out|fixed|closed|resolved|done|finished',
            ),
            ...crossed(
              'slowest to|longest to',
              'be solved|solve|fix|close|resolve|be fixed|be resolved|be closed',
            ),
          ],
          low: [
            ...words('fastest|quickest|speediest'),
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
          'how old|how old they are|how long they have been open|how long open|days open|ticket age|days old|days unsolved|days unresolved|days in the queue|days waiting',
        ),
        verbs: waitingVerbs,
        superlatives: {
          high: longestLasting,
        },
        grades: { high: words('ancient|age-old|aged|very old|super old|really old|getting old') },
      },
    }),
  ],
  relations: [toAccount, belongsTo('contact', 'Contact', 'contact', 'contact_id')],
  usually: [],
  columns: ['subject', 'account.name', 'priority', 'status', 'opened_at', 'first_response_h', 'csat'],
  orderBy: [{ by: 'opened_at', dir: 'desc' }],
  owner: 'account.csm',
}
