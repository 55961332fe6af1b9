/** The account's measures of money and renewal, each defined once as DOMAIN.md has it. */
import { sql } from 'drizzle-orm'
import { column, derived, of, percent, setNumber, words, crossed } from '../fields.ts'
import type { Field } from '../types.ts'
import { gainedFastest, gainedSlowest } from '../words/value-gained.ts'
import { ofActive } from './account-risk.ts'

export const valueMeasures: Field[] = [
  derived(
    'active',
    'Active',
    'boolean',
    'Lifecycle is not churned. On a day: a customer by then, and not yet churned; who churned and nobody knows when is not.',
    {
      dated: true,
      sql: (c) => {
        const stays = sql`${column(c.row, 'lifecycle')} is distinct from 'churned'`
        if (!c.past) return stays
        return sql`coalesce(${column(c.row, 'customer_since')} <= ${c.day}, true)
          and coalesce(${column(c.row, 'churned_on')} > ${c.day}, ${stays})`
      },
      phrases: {
        adjectives: [
          {
            words: words(
              'active|current|live|existing|still with us|still a customer|still customers|still on board|still around|still here|still ours|still paying us|alive|still alive|not churned|retained|stuck around|stuck with us|stayed with us|still active|still under contract|still in contract|have we got left|do we have left|we have got left|have we still got|do we still have|we still have|still there|remain with us|still standing|still on the books|still on our books|have not left|have not left us|has not left us|not left us|did not leave|stayed put|still in the fold|still in the boat|still in the tent|remaining with us|hanging in there|who stayed|that stayed',
            ),
            where: { field: 'active', op: 'eq', value: true },
          },
        ],
      },
    },
  ),
  derived(
    'arr',
    'ARR',
    'money',
    'Annual recurring revenue; a churned account keeps what it had when it left. On a day: the sum of the contracts that run then, 0 once churned; without any contract the account’s own.',
    {
      dated: true,
      writes: 'arr',
      better: 'high',
      additive: true,
      implicitFor: 'money',
      per: 'year',
      sql: (c) => {
        const own = column(c.row, 'arr')
        if (!c.past) return own
        return sql`case
          when ${column(c.row, 'churned_on')} <= ${c.day} then 0
          when coalesce(${of(c, 'contracts', 'contracts')}, 0) > 0 then ${of(c, 'contracts', 'arr')}
          when coalesce(${column(c.row, 'customer_since')} <= ${c.day}, true) then coalesce(${own}, 0) else 0 end`
      },
      phrases: {
        nouns: words(
          'annual recurring revenue|recurring revenue|revenue|annual revenue|contract value|acv|account value|spend|book value|yearly revenue|annual contract value|yearly spend|annual spend|annual value|yearly value|subscription revenue|subscription value|contract size|annual fee|yearly fee|annual bill|yearly bill|price tag|wallet|yearly income|run rate|run-rate|annual run rate|recurring income|income|revenues|worth|billings|turnover|dollar value|annual billing|yearly billing|takings|recurring money|money|cash|dough|moolah|bucks|coin|annual money|renewal money|how valuable|dollars|dollar|revenue stream|yearly money|fees|annual fees|subscription fee|subscription fees|contract volume|contract money|yearly contract value|yearly recurring revenue|what they pay|what they pay us|what they bring in|what they bring us|what they spend|what they are worth|how much they pay|how much they pay us|how much they spend|how much they bring in|how much they are worth|book of revenue|annualised revenue|annualized revenue|annual income|yearly takings|yearly turnover|annual turnover|earnings|annual earnings|recurring earnings|recurring fee|recurring fees|subscription income|yearly worth|annual worth',
        ),
        verbs: words(
          'do we bill|do we invoice|do we charge|we bill|we invoice|we charge|we billed|we invoiced|we charged|be billed|get billed|be invoiced|get invoiced|be charged|get charged|pay|pay us|spend|bring|bring in|bring us|worth|be worth|bring home|take home|earn|earn us|make us|net us|generate|contribute|yield|shell out|fork out|cough up|invest|spend with us|spend on us|put down|be valued at|be good for|pay annually|pay yearly|pay per year|get from|earn from|make from|make on|earn with|pay in|hand over|fork over|hand us|drop on us|rake in|pull in|add to our revenue|account for in revenue|be good to us for|put in our pocket|put into our pockets|net',
        ),
        superlatives: {
          high: words(
            'biggest|largest|most valuable|highest paying|highest-paying|top paying|major|highest value|highest-value|best paying|best-paying|biggest spending|biggest-spending|priciest|fattest|juiciest|richest|hugest|meatiest|beefiest|chunkiest|weightiest|most lucrative|most expensive|dearest|costliest|top-paying|top-spending|highest-spending|highest spending|biggest-ticket|most precious|bulkiest|heftiest|fattest-paying|highest-grossing|highest grossing|plumpest|most well-paying|best earning|top earning|highest earning|most profitable|biggest-paying|biggest paying|most substantial|pay the most|pay us the most|paying the most|paying us the most|spend the most|bring in the most|worth the most',
          ),
          low: words(
            'smallest|tiniest|least valuable|lowest paying|lowest-paying|cheapest|lowest spending|lowest-spending|puniest|least lucrative|littlest|teeniest|lowest value|lowest-value|least expensive|slightest|measliest|slimmest|skinniest|smallest-paying|worst paying|worst-paying|pay the least|pay us the least|paying the least|spend the least|worth the least|bring in the least',
          ),
        },
        grades: {
          high: words(
            'worth it|are worth it|is worth it|worth the effort|worth our while|worth the trouble|whale|big fish|heavyweight|heavy hitter|big hitter|big spender|big payer|big-ticket|big ticket|cash cow|crown jewel|big name|big gun|big beast|elephant|jumbo|high-value|high value|high-paying|high-spending|heavy spender|lucrative|big tuna|big boy|behemoth|big logo|big cheese',
          ),
          low: words(
            'minnow|tiddler|low-value|low value|small potatoes|peanuts|low-paying|low-spending|small spender|bargain|cheapskate',
          ),
        },
      },
    },
  ),
  derived(
    'days_to_renewal',
    'Days to renewal',
    'number',
    'Renewal date − today, of active accounts. Negative: the renewal is overdue.',
    {
      unit: 'days',
      dated: true,
      evidence: ['renewal_date', 'auto_renew'],
      sql: (c) => ofActive(c, sql`${column(c.row, 'renewal_date')} - ${c.day}`),
      phrases: {
        nouns: words(
          'days until renewal|time to renewal|days left|days to go|days before renewal|days till renewal|days to expiry|days until expiry|time till renewal|time until renewal|days remaining|remaining days|remaining term|remaining time|time left|time remaining|runway|time on the clock|left on the clock|days on the clock|time left on the clock|time left on their contract|time left on the contract|left on their contract|left on the contract|left on their term|left to run|left to go|to go until renewal|to go before renewal|to go to renewal|days to go until renewal|days to go before renewal|days to the renewal|days before they renew|days until they renew|days till they renew|how soon they renew|away from renewal|away from their renewal|days away from renewal|from renewal|shy of renewal|days shy of renewal|off renewal|days left on the contract|contract days left',
        ),
        adjectives: [
          {
            words: [
              ...words(
                'overdue renewal|overdue for renewal|renewal overdue|slipped|past renewal|lapsed|slipped past their date|out of contract|late renewal|late to renew|past their date|overdue to renew|unrenewed|past due for renewal|behind on renewal|behind on their renewal|past expiry|past their expiry|off contract|yet to renew|not renewed|not yet renewed|not renewed yet|still not renewed|have not renewed|has not renewed|have not renewed yet|has not renewed yet|never renewed|missed renewal|lapsed renewal|without a valid contract|without a running contract|running on borrowed time|past the end of their term|past the end of their contract|beyond their term|past term|past their term|have not signed again|has not signed again|not signed again|still not signed again|should have renewed by now|should have renewed already|should already have renewed|were due to renew and have not|was due to renew and has not|due to renew but did not|sleeping on their renewal|late with their renewal|late on renewal|late on their renewal|behind with their renewal|behind with renewal|overdue on renewal|overdue on their renewal|in overtime|on overtime|running past their term|running without a contract|without a contract in force|past the renewal day|past renewal day|out of term|past their sell-by date|past their use-by date|let their renewal day pass',
              ),
              ...crossed(
                'past|beyond|slipped past|missed|past their own',
                'their renewal|its renewal|the renewal|their renewal date|its renewal date|the renewal date|renewal date',
              ),
              ...crossed(
                'renewal|renewal date|contract|subscription|agreement',
                'has passed|passed|is past|has slipped|slipped|is overdue|is late|lapsed|has lapsed|came and went|has come and gone|expired|has expired|is behind us|already behind us|already passed|is already past|ran out|has run out|has already run out|has slipped by|slipped by|has gone by|went by|was missed|is history|is in the past|lies in the past|lies behind us|has elapsed|elapsed|has been and gone|is overdue already',
              ),
              ...crossed(
                'let their|let the',
                'renewal slip|renewal pass|contract lapse|subscription lapse|contract run out',
              ),
            ],
            where: { field: 'days_to_renewal', op: 'lt', value: 0 },
          },
        ],
      },
    },
  ),
  derived(
    'time_to_value',
    'Time to value',
    'number',
    'Days from customer since to the earliest done milestone of kind value, else to go-live; none while both are open.',
    {
      unit: 'days',
      dated: true,
      better: 'low',
      evidence: ['customer_since', 'go_live_on'],
      sql: (c) => {
        const live = column(c.row, 'go_live_on')
        const by = sql`case when ${live} <= ${c.day} then ${live} end`
        return sql`coalesce(${of(c, 'milestones', 'value_on')}, ${by}) - ${column(c.row, 'customer_since')}`
      },
      phrases: {
        nouns: [
          ...words(
            'ttv|days to value|time to first value|onboarding time|time to go live|time-to-value|days until value|days to first value|time until value|time till value|ramp time|ramp-up time|time to launch|time to get live|time to live|speed to value|onboarding duration|onboarding length|onboarding period|implementation time|implementation duration|time to get value|days to go live|days to launch|time it takes to get value|days to get to value|days to get value|rollout time|time to first results|time to results|time to benefit|days to benefit|time to payoff|days to first results|onboarding days|days to onboard|days of onboarding|time to onboard|onboarding speed|speed of onboarding|how fast they get value|how long they take to get value|how long they need to get value|how quickly they get value|days to being live|time to being live|days until live|days until go-live|time until go-live|days till go-live|time till go-live|how long onboarding takes|how long onboarding took',
          ),
          ...crossed(
            'days|time|days it takes|time it takes',
            'to|until|till|before|up to',
            'first value|the first value|first benefit|the first benefit|first results|the first results',
          ),
          ...crossed(
            '|days|days pass|days lie|time|time passes',
            'from|between',
            'signing|signature|the signature|signing up|signing with us|contract|the contract|joining|becoming a customer|the sale|day one',
            'to|and|until|till',
            'value|first value|the first value|getting value|first results|results|real value',
          ),
          ...words('from start to value|from sign-up to value|from kick-off to value|from sale to value'),
        ],
        verbs: words(
          'hit value|hit first value|get their first value|have first value|gain value|gain first value|arrive at value|arrive at first value|make it to value|make it to first value|land on value|be at value|unlock value|unlock first value|get to value|get to first value|reach value|reach first value|see value|see first value|realise value|realize value|find value|get value|get value out of it|get off the ground|get going|get up to speed|get something out of it|get something out of us|get something out of the product|get some value|get some value out of it|get value out of us|get value from us|get value out of the product|get real value|get real value out of us|get real value out of it|get any value|get their money’s worth|get benefit|reap benefits|reap the benefits|benefit|bear fruit|see first results|see the first results|see a return|see a payoff|see the first value|saw first value|get first value|get first results|take off with the product|ramp up|come to value|see results|take to value|take to get going|take to get value|take to see value|take to see first value|need to get going|need to get value|need to see value|need to see first value|need to reach value|need to reach first value|need to onboard|need to get live|take to go live|take to get to value|take to reach value|take to get live|take to launch|take to onboard|need to go live|need to get to value|deliver value',
        ),
        superlatives: {
          high: [
            ...gainedSlowest,
            ...words(
              'slowest to value|slowest onboarded|slowest to launch|slowest to go live|slowest to get going|slowest to get value|slowest to reach value|slowest to see value|longest to value|longest to go live|longest to get to value|longest to reach value|longest to get going|slowest starter|slowest onboarding|longest onboarding|slowest off the blocks|slowest to onboard',
            ),
          ],
          low: [
            ...gainedFastest,
            ...words(
              'fastest to value|fastest onboarded|quickest to value|quickest to launch|quickest to go live|fastest to go live|fastest to launch|fastest off the ground|quickest off the ground|fastest onboarding|quickest onboarding|quickest to get going|fastest to get going|fastest to get value|quickest to see value|quickest to get value|fastest to reach value|fastest to onboard',
            ),
          ],
        },
        grades: {
          high: words(
            'slow burner|slow starter|late bloomer|slow to get value|slow to go live|slow to launch|off to a slow start|got off to a slow start|slow off the mark|slow off the blocks|slow to get going|slow to ramp up|slow to take off|slow to onboard|laggard|a slow start',
          ),
          low: words(
            'fast starter|quick starter|quick to get value|quick win|hit the ground running|off to a flying start|got off to a flying start|off to a quick start|quick off the mark|quick off the blocks|quick to go live|quick to launch|quick to onboard|fast to value|quick to value',
          ),
        },
      },
    },
  ),
  derived(
    'clv',
    'Customer lifetime value',
    'money',
    ({ clv }) =>
      `ARR × gross margin (${clv.grossMargin}) ÷ logo churn of its segment over the last 12 months, at least ${percent(clv.leastChurn)}.`,
    {
      dated: true,
      better: 'high',
      additive: true,
      sql: (c) =>
        sql`${c.field('arr')} * ${setNumber(c.settings.clv.grossMargin)} / greatest(${setNumber(c.settings.clv.leastChurn)}, coalesce(${of(c, 'segmentChurn', 'churn')}, 0))`,
      phrases: {
        nouns: words(
          'clv|ltv|lifetime|lifetime value|worth over their lifetime|worth over its lifetime|worth to us over their lifetime|worth in the long run|long-run value|customer lifetime value|customer value|lifetime worth|lifetime revenue|long-term value|value over their lifetime|value over its lifetime|value over a lifetime|total lifetime value|customer lifetime worth|cltv|lifetime customer value',
        ),
      },
    },
  ),
]
