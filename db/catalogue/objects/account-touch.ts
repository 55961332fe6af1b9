/** The account's measures of contact with its people, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { derived, of } from '../fields.ts'
import type { Settings } from '../../settings.ts'
import type { Field } from '../types.ts'

const threadWords = (weights: Settings['multithreading']['weights']): string => {
  const { executive_sponsor: sponsor, economic_buyer: buyer, champion, other } = weights
  const heads =
    sponsor === buyer
      ? `executive sponsor and economic buyer ${buyer}`
      : `executive sponsor ${sponsor}, economic buyer ${buyer}`
  return `${heads}, champion ${champion}, others ${other}`
}

export const touchMeasures: Field[] = [
  derived(
    'last_touch_on',
    'Last touch',
    'date',
    'The day of the newest activity that is not a note, either direction.',
    {
      dated: true,
      event: 'past',
      sql: (c) => of(c, 'touch', 'last_on'),
      phrases: {
        nouns: [
          'last contact',
          'last touchpoint',
          'last activity',
          'last interaction',
          'last spoke',
          'last conversation',
        ],
        verbs: ['speak', 'talk', 'contact', 'touch', 'hear', 'engage', 'reach'],
      },
    },
  ),
  derived(
    'days_since_touch',
    'Days since last touch',
    'number',
    'Days since the newest activity that is not a note; none where there was never one.',
    {
      unit: 'days',
      dated: true,
      better: 'low',
      sql: (c) => sql`${c.day} - ${of(c, 'touch', 'last_on')}`,
      phrases: ({ touch }) => ({
        nouns: [
          'touch',
          'days without touch',
          'days without contact',
          'days since contact',
          'time since last touch',
          'days since last contact',
        ],
        adjectives: [
          {
            words: [
              'quiet',
              'gone quiet',
              'went quiet',
              'gone dark',
              'went dark',
              'gone silent',
              'went silent',
              'silent',
              'untouched',
              'neglected',
              'out of touch',
              'no recent touch',
              'not contacted recently',
            ],
            where: {
              or: [
                { field: 'days_since_touch', op: 'gt', value: touch.quietDays },
                { field: 'days_since_touch', op: 'is_null' },
              ],
            },
          },
          { words: ['never touched', 'never contacted'], where: { field: 'last_touch_on', op: 'is_null' } },
        ],
        superlatives: {
          high: ['longest without contact', 'longest since touch', 'most neglected'],
          low: ['most recently touched'],
        },
      }),
    },
  ),
  derived(
    'response_time_h',
    'Response time',
    'number',
    'Median hours from an inbound e-mail to the first later outbound one of its thread.',
    {
      unit: 'hours',
      dated: true,
      better: 'low',
      sql: (c) => of(c, 'threads', 'response_time_h'),
      phrases: {
        nouns: [
          'e-mail response time',
          'email response time',
          'reply time',
          'time to reply',
          'our response time',
        ],
        superlatives: { high: ['slowest answered'], low: ['fastest answered'] },
      },
    },
  ),
  derived(
    'unanswered',
    'Unanswered e-mails',
    'number',
    ({ touch: { answerDays } }) =>
      `E-mail threads whose newest inbound message has no later answer after ${answerDays} working day${answerDays === 1 ? '' : 's'}.`,
    {
      unit: 'items',
      dated: true,
      better: 'low',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'threads', 'unanswered')}, 0)`,
      phrases: {
        nouns: [
          'unanswered e-mail',
          'unanswered email',
          'unanswered mail',
          'unanswered message',
          'unanswered thread',
          'unreplied email',
          'pending reply',
        ],
        adjectives: [
          {
            words: [
              'unanswered',
              'waiting for a reply',
              'waiting for an answer',
              'awaiting a reply',
              'awaiting reply',
              'awaiting our reply',
              'not replied to',
              'not answered',
              'unreplied',
              'waiting on us',
            ],
            where: { field: 'unanswered', op: 'gt', value: 0 },
          },
        ],
      },
    },
  ),
  derived(
    'multithreading',
    'Multithreading',
    'number',
    ({ multithreading: m }) =>
      `Contacts still there and in touch in the last ${m.windowDays} days, weighted (${threadWords(m.weights)}), × 100 ÷ ${m.full}, at most 100. Under ${m.single} is single-threaded.`,
    {
      unit: 'score',
      dated: true,
      better: 'high',
      evidence: ['silent_contacts', 'champion_left_on'],
      sql: (c) => sql`coalesce(${of(c, 'relations', 'multithreading')}, 0)`,
      phrases: ({ multithreading: { single } }) => ({
        nouns: [
          'multi-threading',
          'multithreading score',
          'threading',
          'relationship breadth',
          'relationship depth',
        ],
        adjectives: [
          {
            words: ['single-threaded', 'single threaded', 'singlethreaded', 'thin relationship'],
            where: { field: 'multithreading', op: 'lt', value: single },
          },
          {
            words: ['multi-threaded', 'multithreaded', 'well connected'],
            where: { field: 'multithreading', op: 'gte', value: single },
          },
        ],
      }),
    },
  ),
  derived(
    'champion_left_on',
    'Champion left on',
    'date',
    'The newest day on which a contact of role champion left.',
    {
      dated: true,
      event: 'past',
      sql: (c) => of(c, 'relations', 'champion_left_on'),
      phrases: {
        nouns: ['champion departure', 'champion left', 'champion loss'],
        adjectives: [
          {
            words: [
              'champion left',
              'lost their champion',
              'lost its champion',
              'lost a champion',
              'champion has left',
              'whose champion left',
            ],
            where: { field: 'champion_left_on', op: 'not_null' },
          },
        ],
      },
    },
  ),
  derived(
    'silent_contacts',
    'Silent key contacts',
    'number',
    ({ touch }) =>
      `Champions, economic buyers and executive sponsors who are still there and had no activity (notes excluded) in ${touch.silentDays} days.`,
    {
      unit: 'items',
      dated: true,
      better: 'low',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'relations', 'silent_contacts')}, 0)`,
      phrases: { nouns: ['silent contacts', 'number of silent contacts', 'silent key contact count'] },
    },
  ),
  derived(
    'sentiment',
    'Sentiment',
    'number',
    ({ sentiment }) => `Mean sentiment of the activities of the last ${sentiment.windowDays} days, −1 to 1.`,
    {
      dated: true,
      better: 'high',
      sql: (c) => of(c, 'mood', 'sentiment'),
      phrases: {
        nouns: ['mood', 'tone', 'customer sentiment', 'mean sentiment'],
        adjectives: [
          {
            words: [
              'negative sentiment',
              'unhappy',
              'frustrated',
              'angry',
              'in a bad mood',
              'upset',
              'negative',
            ],
            where: { field: 'sentiment', op: 'lt', value: 0 },
          },
          {
            words: ['positive sentiment', 'happy', 'satisfied', 'in a good mood', 'positive'],
            where: { field: 'sentiment', op: 'gt', value: 0 },
          },
        ],
        superlatives: { high: ['happiest'], low: ['unhappiest', 'angriest'] },
      },
    },
  ),
]
