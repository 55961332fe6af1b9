/** The account's measures of usage, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { column, crossed, derived, of, percent, setNumber, words } from '../fields.ts'
import type { Field } from '../types.ts'
import { usageFalls } from '../words/health.ts'

export const usageMeasures: Field[] = [
  derived(
    'active_users',
    'Active users',
    'number',
    ({ usage }) =>
      `Distinct contacts with events in the last ${usage.windowDays} days, where the account has a per-user feed; else the highest active users of one feature.`,
    {
      unit: 'users',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => sql`case when ${of(c, 'feed', 'present')} then coalesce(${of(c, 'people', 'active')}, 0)
        else ${of(c, 'usage', 'widest')} end`,
      phrases: {
        nouns: words(
          'active user|monthly active user|mau|users|active user count|user base|people using it|people logging in|people using us|active people|people active|people in the product|users logging in|actual user|number of users',
        ),
        superlatives: {
          low: ['fewest active users', 'least active users'],
          high: ['most active users', 'most used', 'busiest on the product'],
        },
        adjectives: [
          {
            words: [
              ...words(
                'unused|zombie|inactive users|no logins|not logged in|not logging in|not using it|not using us|not using the product|never log in|never logs in|zero users|zero active users|zero usage|zero logins|no users|no users at all|without users|without a single user|without a single active user|not a single active user|not a single user|ghost town|dead in the water|completely unused|totally unused|no usage at all|no usage whatsoever|not in use|not in use at all|not used at all|never used|never use it|not used by anyone|not used by anybody',
              ),
              ...crossed('no|without|without any', 'active users|usage|product usage|active people'),
              ...crossed(
                'nobody|no one|no user|not a soul',
                'logs in|is logging in|logging in|uses it|is using it|uses us|is using us|uses the product|is using the product|ever logs in|has logged in|logged in|using it|uses it at all',
              ),
            ],
            where: {
              or: [
                { field: 'active_users', op: 'eq', value: 0 },
                { field: 'active_users', op: 'is_null' },
              ],
            },
          },
        ],
      },
    },
  ),
  derived(
    'adoption',
    'Adoption',
    'number',
    ({ usage }) => `Active users of the last ${usage.windowDays} days ÷ seats, uncapped.`,
    {
      unit: 'ratio',
      dated: true,
      better: 'high',
      implicitFor: 'percent',
      evidence: ['active_users', 'seats'],
      sql: (c) => sql`${c.field('active_users')}::float8 / nullif(${column(c.row, 'seats')}, 0)`,
      phrases: {
        nouns: [
          ...words(
            'adoption rate|adoption level|level of adoption|uptake|take-up|take up|utilisation|utilization|utilisation rate|utilization rate|occupancy|penetration|fill rate|usage rate|active seat|active licence|active license|seat fill|share of active seats|seat take-up|seat uptake|utilisation level|utilization level|how well adopted|how well used',
          ),
          ...crossed(
            'seat|licence|license',
            'usage|utilisation|utilization|adoption|occupancy|use|uptake|take-up',
          ),
          ...crossed(
            'seats|licences|licenses',
            'active|in use|in active use|used|being used|occupied|taken|taken up|filled|actually used|actually in use|really used|that are used|that are in use|put to use',
          ),
          ...crossed('used|utilised|utilized|occupied', 'seats|licences|licenses'),
        ],
        verbs: words('use|utilise|utilize|make use of|fill|occupy|put to use'),
        superlatives: {
          high: words(
            'best adopted|most adopted|best utilised|best utilized|most utilised|most utilized|fullest',
          ),
          low: words(
            'least adopted|worst adopted|emptiest|least utilised|least utilized|worst utilised|worst utilized|most underused|most under-used|most shelfware',
          ),
        },
        grades: {
          high: words(
            'sticky|well adopted|well-adopted|well used|well-used|heavily used|well utilised|well utilized|well embedded|deeply embedded|deeply adopted|fully embedded|highly adopted',
          ),
          low: words(
            'shelfware|underused|under-used|underutilised|underutilized|under-utilised|under-utilized|poorly adopted|badly adopted|barely used|hardly used|scarcely used|barely using it|hardly using it|barely use it|hardly use it|poorly used|poorly utilised|idle seat|idle licence|idle license|unused seat|unused licence|unused license|empty seat|spare seat|spare licence|spare license|lots of idle seats|lots of idle licences|lots of idle licenses|lots of unused seats|lots of empty seats|overlicensed|over-licensed|gathering dust|sitting idle|lying idle|licences sitting idle|licenses sitting idle|seats sitting idle',
          ),
        },
        adjectives: [
          {
            words: [
              ...crossed(
                'outgrowing|outgrown|outgrew|outgrow|over|beyond|using more than|use more than|more users than|more active users than|short of|exceeding|exceed',
                'their seats|their licences|their licenses|its seats|their seat count|their licence count|the seats they bought|seats bought',
              ),
              ...words(
                'oversubscribed|over-subscribed|over capacity|bursting at the seams|more users than seats|more users than licences|fully utilised and more|overusing|over-using|over-utilised|overutilised|over-utilized|maxed out|over their limit',
              ),
            ],
            where: { field: 'adoption', op: 'gt', value: 1 },
          },
        ],
      },
    },
  ),
  derived(
    'events_28d',
    'Events in 28 days',
    'number',
    ({ usage }) => `Usage events of the last ${usage.windowDays} days, all features.`,
    {
      unit: 'events',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => of(c, 'usage', 'events'),
      phrases: {
        nouns: words(
          'usage|product usage|usage events|usage volume|activity volume|event|usage level|level of usage|amount of usage|product activity|product use|in-product activity|usage figures|usage numbers|usage count|how active|how busy',
        ),
        superlatives: {
          low: ['least active', 'lightest usage', 'lightest using', 'least used'],
          high: [
            'most active',
            'busiest',
            'heaviest usage',
            'heaviest using',
            'heaviest users of the product',
          ],
        },
      },
    },
  ),
  derived(
    'usage_change',
    'Usage change',
    'number',
    ({ usage: { windowDays } }) =>
      `Events of the last ${windowDays} days ÷ events of the ${windowDays} days before − 1, all features.`,
    {
      unit: 'ratio',
      over: ({ usage }) => usage.windowDays,
      dated: true,
      better: 'high',
      sql: (c) => {
        const before = of(c, 'usage', 'events_before')
        // One division, so that a fall of exactly a fifth is −0.2: of 80 / 100 − 1 a rounding would be left.
        return sql`(coalesce(${of(c, 'usage', 'events')}, 0) - ${before})::float8 / nullif(${before}, 0)`
      },
      phrases: {
        nouns: [
          ...words(
            'change in usage|change of usage|usage trend|usage movement|usage delta|usage swing|usage shift|usage development|usage momentum',
          ),
          ...crossed(
            'usage',
            'growth|drop|decline|rise|increase|gain|fall|decrease|loss|dip|jump|slump|surge|climb',
          ),
          ...crossed(
            'growth|drop|decline|rise|increase|fall|decrease|dip|jump|slump|surge',
            'in usage|in product usage|of usage',
          ),
        ],
        superlatives: {
          high: words(
            'biggest usage growth|biggest usage gain|biggest usage jump|biggest usage rise|fastest growing usage|steepest usage growth|largest usage growth|largest usage gain|biggest increase in usage|biggest jump in usage|biggest rise in usage|biggest growth in usage|biggest usage increase|strongest usage growth|highest usage growth',
          ),
          low: words(
            'biggest usage drop|largest usage drop|steepest usage drop|biggest drop in usage|largest drop in usage|steepest drop in usage|biggest fall in usage|biggest usage decline|largest usage decline|biggest usage fall|biggest decline in usage|steepest usage decline|steepest decline in usage|worst usage drop|worst drop in usage|biggest usage loss|sharpest usage drop|sharpest drop in usage|hardest usage drop|biggest dip in usage|biggest usage dip',
          ),
        },
      },
    },
  ),
  derived(
    'usage_down',
    'Usage down',
    'boolean',
    (s) => `Usage change of ${percent(s.usage.downAt)} or worse.`,
    {
      dated: true,
      evidence: ['usage_change'],
      sql: (c) => sql`${c.field('usage_change')} <= ${setNumber(c.settings.usage.downAt)}`,
      phrases: {
        adjectives: [
          {
            words: usageFalls,
            where: { field: 'usage_down', op: 'eq', value: true },
          },
        ],
      },
    },
  ),
  derived(
    'power_users',
    'Power users',
    'number',
    ({ usage }) =>
      `Contacts of the per-user feed at or above the ${Math.round(100 * usage.powerUserShare)}th percentile of their account’s ${usage.windowDays}-day events, with at least ${usage.powerUserDays} active days.`,
    {
      unit: 'users',
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'heavy', 'users')}, 0)`,
      phrases: {
        nouns: words(
          'number of power users|power user count|heavy user count|number of heavy users|number of super users|super user count',
        ),
      },
    },
  ),
  derived(
    'declining_users',
    'Declining users',
    'number',
    ({ usage }) =>
      `Contacts whose ${usage.windowDays}-day events are at most ${usage.decliningTo === 0.5 ? 'half' : percent(usage.decliningTo)} of the ${usage.windowDays} days before, which were at least ${usage.decliningFrom}.`,
    {
      unit: 'users',
      dated: true,
      better: 'low',
      additive: true,
      sql: (c) => sql`coalesce(${of(c, 'falling', 'users')}, 0)`,
      phrases: {
        nouns: words(
          'number of declining users|declining user count|number of fading users|fading user count|number of users dropping off|users dropping off|users fading away',
        ),
      },
    },
  ),
]
