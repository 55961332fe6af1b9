/** The account's measures of support and of its voice (NPS), each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { choice, crossed, derived, of, words } from '../fields.ts'
import type { Field } from '../types.ts'
import { answeredFirst, answeredLast, answeringTicket, untilAnswered } from '../words/answers.ts'
import { npsLadder, npsVerbs, npsWords } from '../words/voice.ts'

const longestWaits = [
  ...answeredLast,
  ...words('wait longest|wait the longest|waits longest|waits the longest|waited longest|waited the longest'),
]

export const supportMeasures: Field[] = [
  derived('open_tickets', 'Open tickets', 'number', 'Tickets that are not solved.', {
    unit: 'items',
    dated: true,
    better: 'low',
    additive: true,
    sql: (c) => sql`coalesce(${of(c, 'tickets', 'open')}, 0)`,
    phrases: {
      nouns: words(
        'open ticket|ticket count|open case|open issue|support load|ticket load|ticket backlog|unsolved ticket|unresolved ticket|outstanding ticket|open support ticket|open support case|support backlog|open bug|backlog|ticket pile',
      ),
      superlatives: {
        low: [
          'fewest tickets',
          'fewest open tickets',
          'least tickets',
          'smallest backlog',
          'least support load',
        ],
        high: words(
          'most tickets|highest support load|noisiest|neediest|most open tickets|most unsolved tickets|most unresolved tickets|most open cases|most open issues|biggest backlog|largest backlog|biggest ticket backlog|most support tickets|loudest|most tickets open|most needy|heaviest support load|most demanding|ticket heaviest',
        ),
      },
    },
  }),
  derived('urgent_tickets', 'Urgent open tickets', 'number', 'Open tickets of priority urgent.', {
    unit: 'items',
    dated: true,
    better: 'low',
    additive: true,
    sql: (c) => sql`coalesce(${of(c, 'tickets', 'urgent')}, 0)`,
    phrases: {
      superlatives: {
        low: ['fewest urgent tickets'],
        high: ['most urgent tickets', 'most urgent open tickets', 'most urgent cases', 'most urgent issues'],
      },
      nouns: words(
        'urgent ticket|open urgent ticket|urgent case|urgent issue|urgent open ticket|critical ticket|p1 ticket|critical case|open p1|urgent unsolved ticket',
      ),
    },
  }),
  derived(
    'first_response_h',
    'First response time',
    'number',
    'Median hours from a ticket’s opening to its first response, over all its tickets.',
    {
      unit: 'hours',
      dated: true,
      better: 'low',
      sql: (c) => of(c, 'tickets', 'first_response_h'),
      phrases: {
        superlatives: {
          low: [
            ...answeredFirst,
            ...words(
              'fastest support|quickest support|fastest first response|fastest first reply|fastest first answer|shortest wait|shortest waits|fastest served|wait the shortest',
            ),
          ],
          high: [
            ...longestWaits,
            ...words(
              'longest wait|longest waits|longest waiting|wait the longest for a first answer|wait longest for a first answer|wait the longest for a first response|wait the longest for a first reply|wait longest for a first reply|wait longest for a first response|waiting the longest for a first answer|waiting longest for a first answer|waiting longest for support|wait the longest for support|wait longest for support|slowest support|slowest first response|slowest first answer|slowest first reply|longest first response|slowest supported|slowest served',
            ),
          ],
        },
        nouns: [
          ...untilAnswered,
          ...words(
            'first response|time to first response|support response time|frt|first answer|first reply|time to first answer|time to first reply|first answer from support|first response from support|first reply from support|wait for support|initial response time|support reaction time',
          ),
        ],
        verbs: [
          ...answeringTicket.filter((verb) => verb.includes('first') || verb.includes('support')),
          ...crossed(
            'wait for|wait for a|wait for the|get a',
            'first answer from support|first response from support|first reply from support',
          ),
          ...crossed(
            'wait for|wait on',
            'support|our support|the support team|an answer from support|a reply from support',
          ),
        ],
      },
    },
  ),
  derived('nps', 'NPS', 'number', 'Mean of the newest response of each contact, 0–10.', {
    unit: 'score',
    dated: true,
    better: 'high',
    sql: (c) => of(c, 'voice', 'score'),
    phrases: {
      superlatives: {
        low: [
          'least likely to recommend',
          'biggest critics',
          'biggest detractors',
          'most critical',
          'worst scoring on nps',
        ],
        high: [
          'biggest fans',
          'biggest promoters',
          'most likely to recommend',
          'most promoting',
          'best scoring on nps',
        ],
      },
      nouns: ['nps score', 'net promoter score', 'mean nps', 'account nps'],
    },
  }),
  derived(
    'nps_band',
    'NPS band',
    'enum',
    'By the account’s NPS, unrounded: promoter from 9, passive from 7, else detractor; none without a response.',
    {
      dated: true,
      values: [
        choice('promoter', 'Promoter', 'advocate', ...npsWords.promoter),
        choice('passive', 'Passive', ...npsWords.passive),
        choice('detractor', 'Detractor', ...npsWords.detractor),
      ],
      ladder: npsLadder,
      evidence: ['nps', 'nps_responses'],
      sql: (c) => {
        const nps = c.field('nps')
        return sql`case when ${nps} >= 9 then 'promoter' when ${nps} >= 7 then 'passive' when ${nps} is not null then 'detractor' end`
      },
      phrases: {
        nouns: ['nps category', 'nps group'],
        adjectives: [
          { words: [], verbs: npsVerbs.promoter, where: { field: 'nps_band', op: 'eq', value: 'promoter' } },
          {
            words: [],
            verbs: npsVerbs.detractor,
            where: { field: 'nps_band', op: 'eq', value: 'detractor' },
          },
          {
            words: words(
              'without nps|never surveyed|no nps response|never answered nps|no nps|unsurveyed|no survey answer|without an nps|no nps score|without an nps score|never answered a survey|never answered the survey|no survey response|no survey on record|not surveyed|without a survey answer|without any nps|never gave us an nps',
            ),
            where: { field: 'nps', op: 'is_null' },
          },
        ],
      },
    },
  ),
  derived('nps_responses', 'NPS responses', 'number', 'Contacts with an NPS response.', {
    unit: 'items',
    dated: true,
    better: 'high',
    additive: true,
    sql: (c) => sql`coalesce(${of(c, 'voice', 'responses')}, 0)`,
    phrases: {
      nouns: words(
        'survey responses|number of nps responses|nps answers|survey answers|number of survey answers',
      ),
    },
  }),
]
