/** The measures of contacts: whether they are still there and in touch, and how they use the product. */
import { sql, type SQL } from 'drizzle-orm'
import { column, crossed, dayOfMoment, derived, of, percent, setDays, upTo, words } from '../fields.ts'
import type { Field, FieldContext, Part } from '../types.ts'
import { usageFalls } from '../words/health.ts'
import { fadingUse, silence, touchVerbs } from '../words/people.ts'
import { unused } from '../words/product-use.ts'
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
            'left|departed|gone|former|ex|who left|no longer there|no longer with them|walked out|moved on|resigned|not there anymore|not there any more|changed jobs|no longer around|no longer at the company|no longer working there|no longer works there|no longer work there|not with them anymore|not with them any more|not around anymore|not around any more|gone for good|laid off|made redundant|let go|fired|sacked|retired|departing|out of there|has flown the coop|no more with them|who have left|who has left|that have left|bygone|past|no longer on board|no longer in the job|no longer in post|no longer in the building|has left the building|off to pastures new|with another company now|elsewhere now|working elsewhere now|works elsewhere now|now elsewhere|jumped ship|has jumped ship|have jumped ship|out of the door|out the door|no longer employed|already gone',
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
        {
          words: words(
            'key|important|main|vital|crucial|decisive|influential|that matter|who matter|that matter most|who count|that count|pivotal|central|most important|top-level|with influence|with clout|with a say|with a vote|powerful|senior',
          ),
          where: isTrue('key'),
        },
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
              'never touched|never contacted|never spoken to|never talked to|never heard from|never reached|no touch ever|no touch on record|no contact on record|never been in touch|never met|never met with|never rung|never called|never phoned|never mailed|never emailed|never written to|never approached|never been touched|never been contacted|nobody has ever spoken to|nobody has ever talked to|nobody ever spoke to|nobody has ever contacted|no one has ever spoken to|we know only by name|we only know by name|complete strangers|strangers to us|never got hold of|never had a word with|never exchanged a word with|never had contact with|never had any contact with|untouched|untouched so far',
            ),
            where: { field: 'last_touch_on', op: 'is_null' },
          },
        ],
        superlatives: {
          high: words(
            'most recently touched|most recently contacted|last spoken to|most recently spoken to|talked to most recently',
          ),
          low: words(
            'longest ago|touched longest ago|contacted longest ago|spoken to longest ago|not spoken to the longest',
          ),
        },
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
            'longest silent|longest quiet|quietest|most silent|most neglected|longest without contact|longest without a touch|longest since touch|we have neglected the longest|neglected the longest|neglected longest|longest neglected|ignored the longest|longest ignored|quiet the longest|silent the longest|longest out of touch|out of touch the longest|not spoken to for the longest|not heard from the longest|not heard from for the longest|longest unheard from|longest unspoken to|longest untouched|untouched the longest|coldest|most out of touch|dustiest',
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
      window: ({ usage }) => usage.windowDays,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'events')}, 0)`,
      phrases: {
        adjectives: [{ ...unused, days: 28, where: { field: 'events_28d', op: 'eq', value: 0 } }],
        nouns: words(
          'usage|events|usage events|product events|product clicks|event count|event total|number of events|user activity|clicks|click|click count|number of clicks|clicking|clicks in the product|product usage|product use',
        ),
        verbs: [
          ...words('use'),
          ...crossed(
            'use',
            'it|us|the product|our product|our thing|our stuff|the tool|our tool|the platform|our platform|the software|our software|the system|our app|the app',
          ),
        ],
        superlatives: {
          high: [
            ...crossed(
              'most active|most engaged|busiest|keenest|heaviest|most frequent|most avid|hardest working',
              'people|person|folks|individuals|heads|contacts',
            ),
            ...words(
              'heaviest user|heaviest users|most active user|most active users|keenest user|keenest users|busiest user|busiest users|biggest user|biggest users|most frequent user|most frequent users|most avid user|most avid users|most engaged users|hardest-core users|most intensive users|top user|top users by usage|clicks most|click most|clicks the most|click the most|clicks around the most|click around the most|clicks around most|click around most|logs in most|log in most|logs in the most|log in the most|logs in most often|log in most often|uses us most|use us most|uses us the most|use us the most|uses it the most|use it the most|uses the product most|use the product most|uses the product the most|use the product the most|most clicks|most usage|most events|most active|heaviest|keenest|most engaged|most frequent|uses it most|use it most|biggest power|busiest|heaviest using|most avid|hardest using',
            ),
          ],
          low: words(
            'lightest user|lightest users|least active user|least active users|least frequent users|clicks least|click least|logs in least|log in least|uses it least|use it least|uses the product least|use the product least|uses us least|use us least|fewest clicks|fewest events|least usage|least active|least engaged|lightest|laziest|least frequent',
          ),
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
      window: ({ usage }) => usage.windowDays,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'is_heavy')}, false)`,
      phrases: {
        adjectives: [
          {
            words: words(
              'power|power user|heavy user|heavy users|super user|super users|superuser|superusers|power user type|hardcore user|hardcore users|avid user|avid users|keen user|keen users|intensive user|intensive users|frequent user|frequent users|top user|top users|heavy hitter|heavy hitters|addict|addicts|product addict|product addicts|junkie|junkies|fanatic|fanatics|die-hard user|die-hard users|diehard user|diehard users|devoted user|devoted users|daily driver|daily drivers|expert user|expert users|superfan|hooked|hooked on the product|hooked on it|glued to the product|glued to it|all over the product|in there every day|in it every day',
            ),
            verbs: words(
              'live in the product|live in our product|live in the tool|live in our tool|practically live in the product|practically live in our product|practically live in the tool|all but live in the product|basically live in the product|basically live in our product|use it heavily|use us heavily|use it a lot|use us a lot|use the product a lot|use our product a lot|use it all the time|use the product all the time|use it day in day out|use it constantly|use the product heavily|use it intensively|hammer the product|hammer it|lean on it heavily|swear by it|cannot do without it',
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
      over: ({ usage }) => usage.windowDays,
      sql: (c) => sql`(${of(c, 'falling', 'contact_id')} is not null)`,
      phrases: {
        adjectives: [
          {
            words: [
              ...fadingUse,
              ...usageFalls,
              ...words(
                'declining|declining user|fading user|fading users|fading|dropping off|usage down|usage is fading|usage is down|usage is dropping|usage dropped|usage has dropped|usage halved|usage has halved|losing interest|on the wane|waning|lapsing|less and less',
              ),
            ],
            verbs: crossed(
              'use it|use us|use the product|use the tool|use the platform|log in',
              'less|far less|much less|a lot less|way less|a good deal less|noticeably less|considerably less|lots less|less often|less and less|less than before|far less than before|much less than before|less than they used to|far less than they used to|much less than they used to|not as much as before',
            ).concat(
              words(
                'tail off|drift away|cool off|lose steam|fade away|tune out|drop off|fall off|fall off a cliff|go off a cliff|drop off a cliff|drop like a stone|fall by the wayside|give up on the product|lose interest|go off the product|go off it|go lukewarm|go lukewarm on the product|wean themselves off|slack off|ease off|slow down|all but stop using the product|all but stop using it|almost stop using the product|almost stop using it|nearly stop using the product|nearly stop using it|all but give up|halve their use|halve their usage',
              ),
            ),
            where: isTrue('declining_user'),
          },
        ],
      },
    },
  ),
]

export const contactParts = { touch, heavy, falling }
