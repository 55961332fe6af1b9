/** The account's measures of usage, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { column, crossed, derived, of, percent, setNumber, words } from '../fields.ts'
import type { Field } from '../types.ts'
import { usageFalls, usageNouns, usageRises } from '../words/health.ts'

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
          'people actually use us|people actually using it|people actually using us|people really use us|people actively use us|people use it|people use the tool|people use the platform|people use the software|people log in|people log on|people logged in|people logging on|users log in|users logged in|active user|monthly active user|mau|users|active user count|user base|people using it|people logging in|people using us|active people|people active|people in the product|users logging in|actual user|number of users|people who use it|people who use us|people that use it|people who log in|people that log in|people on the product|users on the product|heads on the product|people on the tool|people use our product|people use the product|people use us|people using the product|people using our product|people in the tool|live user|heads in the product|active head|active head count|active headcount|colleagues using it|employees using it|staff using it|users in the product|real user|actual head count',
        ),
        superlatives: {
          low: words(
            'fewest active users|least active users|fewest users|fewest people using it|smallest user base|fewest people logging in',
          ),
          high: words(
            'most active users|most used|busiest on the product|most people using it|most people logging in|biggest user base|largest user base|most users',
          ),
        },
        adjectives: [
          {
            words: [
              ...words(
                'unused|zombie|inactive users|no logins|not logged in|not logging in|not using it|not using us|not using the product|never log in|never logs in|zero users|zero active users|zero usage|zero logins|no users|no users at all|without users|without a single user|without a single active user|not a single active user|not a single user|ghost town|dead in the water|completely unused|totally unused|no usage at all|no usage whatsoever|not in use|not in use at all|not used at all|never used|never use it|not used by anyone|not used by anybody|not a single login|without a single login|no login at all|no logins at all|stopped using it|stopped using us|stopped using the product|stopped using the tool|stopped using our product|have stopped using it|has stopped using it|given up using it|gave up using it|given up on the product|gave up on the product|quit using it|quit using the product|stopped logging in|no longer using it|no longer using us|no longer using the product|no longer use it|no longer use us|no longer use the product|do not use it|do not use it at all|do not use us|do not use us at all|do not use the product|does not use it|does not use it at all|does not use us|does not use the product|not using it at all|not using us at all|not using the product at all|not touched the product|haven’t touched the product|never touch it|never touch the product|never open it|never open the product|lying fallow|gathering dust completely|sits unused|sit unused|sitting unused',
              ),
              ...crossed('no|without|without any', 'active users|usage|product usage|active people'),
              ...crossed(
                'nobody|no one|no user|not a soul',
                'logs in|log in|is logging in|logging in|logs on|uses it|use it|uses them|is using it|opens it|has opened it|touches it|is in the product|in the product|uses us|is using us|uses the product|is using the product|ever logs in|has logged in|logged in|using it|uses it at all',
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
            'adoption rate|adoption level|level of adoption|uptake|take-up|take up|utilisation|utilization|utilisation rate|utilization rate|occupancy|penetration|fill rate|usage rate|active seat|active licence|active license|seat fill|share of active seats|seat take-up|seat uptake|utilisation level|utilization level|how well adopted|how well used|seat fill rate|share of seats used|share of licences used|share of licenses used|share of seats in use|share of licences in use|share of licenses in use|part of the seats in use|percentage of seats used|percentage of seats in use|how much of their seats they use|how much of their licences they use|how many of their seats they use|how many of their licences they use|degree of adoption|rate of adoption|rate of utilisation|seat filling|seat fullness|licence fullness|licence fill rate|license fill rate',
          ),
          ...crossed(
            'seat|licence|license',
            'usage|utilisation|utilization|adoption|occupancy|use|uptake|take-up',
          ),
          ...crossed(
            'seats|licences|licenses',
            'active|in use|in active use|used|being used|occupied|taken|taken up|filled|actually used|actually in use|really used|really in use|that are used|that are in use|put to use|they use|they really use|they actually use|somebody uses|anybody uses|people use|getting used|that get used|in actual use|somebody sits in|filled with users|alive',
          ),
          ...crossed('used|utilised|utilized|occupied', 'seats|licences|licenses'),
        ],
        verbs: words('use|utilise|utilize|make use of|fill|occupy|put to use'),
        superlatives: {
          high: words(
            'make the most of their licences|make the most of their seats|make the most of what they bought|making the most of their seats|making the most of their licences|make the best use of their seats|make the best use of their licences|get the most out of their seats|get the most out of their licences|best adopted|most adopted|best utilised|best utilized|most utilised|most utilized|fullest|best-adopted|best used|best at using it|most of their seats in use',
          ),
          low: words(
            'least adopted|worst adopted|emptiest|least utilised|least utilized|worst utilised|worst utilized|most underused|most under-used|most shelfware|worst used|worst at using it|most idle seats|most unused seats|most empty seats|most idle licences|most unused licences|most wasted seats|most wasted licences|emptiest seats|lowest uptake|worst uptake|lowest seat usage',
          ),
        },
        grades: {
          high: words(
            'sticky|hooked|hooked on it|hooked on the product|in love with the product|living in the product|live in the product|high uptake|strong adoption|strong uptake|well adopted|well-adopted|well used|well-used|heavily used|well utilised|well utilized|well embedded|deeply embedded|deeply adopted|fully embedded|highly adopted',
          ),
          low: words(
            'shelfware|underused|under-used|underutilised|underutilized|under-utilised|under-utilized|poorly adopted|badly adopted|barely used|hardly used|scarcely used|barely using it|hardly using it|barely use it|hardly use it|poorly used|poorly utilised|idle seat|idle licence|idle license|unused seat|unused licence|unused license|empty seat|spare seat|spare licence|spare license|lots of idle seats|lots of idle licences|lots of idle licenses|lots of unused seats|lots of empty seats|overlicensed|over-licensed|gathering dust|sitting idle|lying idle|licences sitting idle|licenses sitting idle|seats sitting idle|hardly anyone logs in|hardly anybody logs in|almost nobody logs in|scarcely anyone logs in|hardly anyone uses it|hardly anybody uses it|almost nobody uses it|few people log in|hardly anyone logs in there|hardly anyone there logs in|barely log in|barely logging in|hardly log in|hardly logging in|hardly ever log in|rarely log in|rarely logging in|scarcely use it|scarcely using it|hardly ever use it|hardly use us|barely use us|rarely use it|rarely used|seldom use it|seldom used|hardly use the product|barely use the product|hardly using the product|barely using the product|hardly use what they pay for|barely use what they pay for|not using what they pay for|do not use what they pay for|paying for seats nobody uses|paying for seats they do not use|pay for seats they do not use|paying for licences nobody uses|paying for licences they do not use|paying for nothing|paying for air|with seats to spare|with licences to spare|seats going to waste|licences going to waste|licenses going to waste|wasted seat|wasted licence|wasted license|seats gathering dust|licences gathering dust|licenses gathering dust|half-empty|half empty|dormant seat|dormant licence|dormant license|poor uptake|weak uptake|low uptake|poor take-up|low take-up|poor adoption|weak adoption|low usage',
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
                'oversubscribed|over-subscribed|over capacity|bursting at the seams|more users than seats|more users than licences|fully utilised and more|overusing|over-using|over-utilised|overutilised|over-utilized|maxed out|over their limit|out of seats|run out of seats|ran out of seats|running out of seats|out of licences|out of licenses|run out of licences|ran out of licences|more people than seats|more people than licences|more users than they pay for|more people than they pay for|using more than they pay for|use more than they pay for|using more than they bought|use more than they bought|above their seat count|overfull|busting their seat limit|bursting out of their seats|in need of more seats|short of seats|short on seats|past their seat limit|over their seat limit',
              ),
            ],
            where: { field: 'adoption', op: 'gt', value: 1 },
          },
          {
            words: crossed(
              'bought|buy|have|have bought|having|with|pay for|paying for|own|purchased|took|hold',
              'more seats|more licences|more licenses|too many seats|too many licences',
              'than they use|than they need|than they can use|than users|than active users|than people|than they have users|than they have people|than people using it|than they actually use|than they ever use|than they fill',
            ),
            where: { field: 'adoption', op: 'lt', value: 1 },
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
      window: ({ usage }) => usage.windowDays,
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) => of(c, 'usage', 'events'),
      phrases: {
        nouns: words(
          'usage|product usage|usage events|usage volume|activity volume|event|usage level|level of usage|amount of usage|product activity|product use|in-product activity|usage figures|usage numbers|usage count|how active|how busy|clicks|click|actions in the product|activity in the product|how much they use it|how much they use us|how much it is used|how often they use it|usage intensity|intensity of usage|use of the product|using the product|using our product|using the tool|usage of the product|number of usage events|number of events|engagement|product engagement',
        ),
        superlatives: {
          low: words(
            'least active|lightest usage|lightest using|least used|least busy|least engaged|idlest|use it least|use it the least|use us least|use us the least|using it the least|lightest user',
          ),
          high: [
            'most active',
            'busiest',
            'heaviest usage',
            'heaviest using',
            ...words(
              'heaviest users of the product|most engaged|use it most|use it the most|use us most|use us the most|using it the most|uses it the most|uses us the most|heaviest user|click the most|clicks the most|keenest|most clicks',
            ),
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
            'change in usage|change of usage|usage trend|usage movement|usage delta|usage swing|usage shift|usage development|usage momentum|change in product usage|change in use',
          ),
          ...crossed(usageNouns, 'change|movement|difference'),
          ...crossed('using the product|using it|using us|using the tool|using our product', 'change'),
          ...crossed('change|movement|development|shift', 'in|of', usageNouns),
          ...crossed(
            'usage',
            'growth|drop|decline|rise|increase|gain|fall|decrease|loss|dip|jump|slump|surge|climb',
          ),
          ...crossed(
            'growth|drop|decline|rise|increase|fall|decrease|dip|jump|slump|surge',
            'in usage|in product usage|of usage',
          ),
        ],
        grades: {
          high: crossed(
            usageNouns,
            'is|are|has been|stays|stayed|remains|',
            'flat|steady|stable|unchanged|level|constant|the same|stagnant|stagnating|on a plateau',
          ),
        },
        adjectives: [{ words: usageRises, where: { field: 'usage_change', op: 'gt', value: 0 } }],
        superlatives: {
          high: words(
            'biggest usage growth|biggest usage gain|biggest usage jump|biggest usage rise|fastest growing usage|steepest usage growth|largest usage growth|largest usage gain|biggest increase in usage|biggest jump in usage|biggest rise in usage|biggest growth in usage|biggest usage increase|strongest usage growth|highest usage growth|biggest leap in usage|biggest usage leap|biggest surge in usage|biggest usage surge|steepest rise in usage|sharpest rise in usage|greatest rise in usage|largest rise in usage|largest increase in usage|biggest gain in usage|largest usage increase|biggest winners on usage|biggest gainers on usage|biggest usage gainers|biggest gainers in usage|fastest-growing usage',
          ),
          low: [
            ...crossed(
              'how hard|how far|how much|how badly|how steeply|how sharply|how strongly|how fast|how deep',
              'usage|product usage|their usage|use|logins',
              'fell|dropped|declined|went down|has fallen|has dropped|has declined|has gone down|slid|shrank|sank|plunged|collapsed|is down|decreased|tumbled',
            ),
            ...words(
              'biggest usage drop|largest usage drop|steepest usage drop|biggest drop in usage|largest drop in usage|steepest drop in usage|biggest fall in usage|biggest usage decline|largest usage decline|biggest usage fall|biggest decline in usage|steepest usage decline|steepest decline in usage|steepest fall in usage|hardest fall in usage|sharpest fall in usage|sharpest decline in usage|greatest drop in usage|greatest fall in usage|most usage lost|largest fall in usage|worst fall in usage|worst decline in usage|worst usage decline|worst usage fall|biggest usage slump|biggest slump in usage|worst usage slump|biggest losers on usage|biggest usage losers|biggest losers in usage|usage losers|worst usage drop|worst drop in usage|biggest usage loss|sharpest usage drop|sharpest drop in usage|hardest usage drop|biggest dip in usage|biggest usage dip',
            ),
          ],
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
      over: ({ usage }) => usage.windowDays,
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
        superlatives: {
          high: words(
            'lost the most users|losing the most users|lose the most users|most users lost|most declining users|most users dropping off|most fading users|shed the most users|shedding the most users|bled the most users|bleeding the most users',
          ),
        },
        nouns: words(
          'users lost|number of declining users|declining user count|number of fading users|fading user count|number of users dropping off|users dropping off|users fading away',
        ),
      },
    },
  ),
]
