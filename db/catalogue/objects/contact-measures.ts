/** The measures of contacts: whether they are still there and in touch, and how they use the product. */
import { sql, type SQL } from 'drizzle-orm'
import { column, crossed, dayOfMoment, derived, of, percent, setDays, upTo, words } from '../fields.ts'
import type { Field, FieldContext, Part } from '../types.ts'
import { silence, touchVerbs } from '../words/people.ts'
import { fallingUse, heavyUse } from './user-habits.ts'

const touch: Part = {
  key: 'contact_id',
  each: (context) => sql`
    select ${dayOfMoment(sql`x.at`, context)} as last_on
    from activities x
    where x.workspace_id = ${context.workspace} and x.contact_id = ${context.of} and x.type <> 'note'
      and ${upTo(sql`x.at`, context)}
    order by x.at desc limit 1`,
}

const heavy: Part = { key: 'contact_id', sql: heavyUse }
const falling: Part = { key: 'contact_id', sql: fallingUse }

const there = (c: FieldContext): SQL =>
  sql`(${column(c.row, 'left_on')} is null or ${column(c.row, 'left_on')} > ${c.day})`
const isTrue = (field: string) => ({ field, op: 'eq' as const, value: true })

export const contactMeasures: Field[] = [
  derived('left', 'Left', 'boolean', 'Has left the account’s company.', {
    dated: true,
    sql: (c) => sql`not ${there(c)}`,
    phrases: {
      adjectives: [
        {
          words: words(
            'left|departed|gone|former|ex|who left|no longer there|no longer with them|walked out|moved on|resigned|not there anymore|not there any more|changed jobs|no longer around|no longer at the company|no longer working there|no longer works there|no longer work there|not with them anymore|not with them any more|not around anymore|not around any more|gone for good|laid off|made redundant|let go|fired|sacked|retired|out of the door|out the door|no longer employed|already gone',
          ),
          where: isTrue('left'),
        },
        {
          words: words(
            'still there|still around|current|active|still with them|in place|still on board|still employed|still working there|still at the company|still in the job|still in post|still in seat|not left|has not left|have not left|not gone',
          ),
          where: { field: 'left', op: 'eq', value: false },
        },
      ],
    },
  }),
  derived('key', 'Key contact', 'boolean', 'A champion, economic buyer or executive sponsor.', {
    sql: (c) =>
      sql`coalesce(${column(c.row, 'role')} in ('champion', 'economic_buyer', 'executive_sponsor'), false)`,
    phrases: {
      adjectives: [
        { words: words('key|important|main|vital|crucial|decisive|influential'), where: isTrue('key') },
      ],
    },
  }),
  derived(
    'last_touch_on',
    'Last touch',
    'date',
    'The day of the contact’s newest activity that is not a note.',
    {
      dated: true,
      event: 'past',
      sql: (c) => of(c, 'touch', 'last_on'),
      phrases: {
        nouns: words('last contact|last activity|last interaction|last conversation|last spoke'),
        verbs: touchVerbs,
        adjectives: [
          {
            words: words(
              'never touched|never contacted|never spoken to|never talked to|never heard from|never reached|no touch ever|no touch on record|no contact on record|never been in touch',
            ),
            where: { field: 'last_touch_on', op: 'is_null' },
          },
        ],
        superlatives: { high: ['most recently touched'], low: ['longest ago'] },
      },
    },
  ),
  derived(
    'days_since_touch',
    'Days since last touch',
    'number',
    'Days since the contact’s newest activity that is not a note.',
    {
      unit: 'days',
      dated: true,
      better: 'low',
      sql: (c) => sql`${c.day} - ${of(c, 'touch', 'last_on')}`,
      phrases: {
        nouns: words(
          'days without touch|days without contact|days since contact|touch|days of silence|silence|days since last contact',
        ),
        superlatives: {
          high: words(
            'longest silent|longest quiet|quietest|most silent|most neglected|longest without contact|longest without a touch|longest since touch',
          ),
        },
      },
    },
  ),
  derived(
    'silent',
    'Silent',
    'boolean',
    ({ touch }) =>
      `A champion, economic buyer or executive sponsor who is still there and had no activity (notes excluded) in ${touch.silentDays} days.`,
    {
      dated: true,
      evidence: ['days_since_touch'],
      sql: (c) =>
        sql`(${c.field('key')} and ${there(c)} and coalesce(${c.field('days_since_touch')} >= ${setDays(c.settings.touch.silentDays)}, true))`,
      phrases: { adjectives: [{ words: silence.words, verbs: silence.verbs, where: isTrue('silent') }] },
    },
  ),
  derived(
    'events_28d',
    'Events in 28 days',
    'number',
    ({ usage }) => `Usage events of the contact in the last ${usage.windowDays} days.`,
    {
      unit: 'events',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'events')}, 0)`,
      phrases: {
        nouns: words('usage|events|usage events|user activity'),
        verbs: [
          ...words('use'),
          ...crossed(
            'use',
            'it|us|the product|our product|our thing|our stuff|the tool|our tool|the platform|our platform|the software|our software|the system|our app|the app',
          ),
        ],
        superlatives: {
          high: words(
            'most active|heaviest|keenest|most engaged|most frequent|uses it most|use it most|biggest power|busiest|heaviest using|most avid|hardest using',
          ),
          low: words('least active|least engaged|lightest|laziest|least frequent'),
        },
      },
    },
  ),
  derived(
    'power_user',
    'Power user',
    'boolean',
    ({ usage }) =>
      `At or above the ${Math.round(100 * usage.powerUserShare)}th percentile of the account’s ${usage.windowDays}-day events, with at least ${usage.powerUserDays} active days.`,
    {
      dated: true,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'is_heavy')}, false)`,
      phrases: {
        adjectives: [
          {
            words: words(
              'power|power user|heavy user|heavy users|super user|super users|superuser|superusers|power user type|hardcore user|hardcore users|avid user|avid users|keen user|keen users|intensive user|intensive users|frequent user|frequent users|top user|top users|heavy hitter|heavy hitters',
            ),
            verbs: words(
              'live in the product|use it heavily|use us heavily|use it a lot|use the product a lot',
            ),
            where: isTrue('power_user'),
          },
        ],
      },
    },
  ),
  derived(
    'declining_user',
    'Declining user',
    'boolean',
    ({ usage }) =>
      `Events of the last ${usage.windowDays} days at most ${usage.decliningTo === 0.5 ? 'half' : percent(usage.decliningTo)} of those of the ${usage.windowDays} days before, which were at least ${usage.decliningFrom}.`,
    {
      dated: true,
      sql: (c) => sql`(${of(c, 'falling', 'contact_id')} is not null)`,
      phrases: {
        adjectives: [
          {
            words: words(
              'declining|declining user|fading user|fading users|fading|dropping off|usage down|usage is fading|usage is down|usage is dropping|usage dropped|usage has dropped|usage halved|usage has halved|losing interest|on the wane|waning|lapsing|less and less',
            ),
            verbs: crossed(
              'use it|use us|use the product|use the tool|use the platform|log in',
              'less|far less|much less|less often|less and less|less than before|far less than before|much less than before|less than they used to|far less than they used to|much less than they used to|not as much as before',
            ).concat(words('tail off|drift away|cool off|lose steam|fade away|tune out|drop off')),
            where: isTrue('declining_user'),
          },
        ],
      },
    },
  ),
]

export const contactParts = { touch, heavy, falling }
