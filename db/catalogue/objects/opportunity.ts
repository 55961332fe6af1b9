/** Opportunities: renewals, expansions and new business in the pipeline, won or lost. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, derived, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import {
  beating,
  byOdds,
  chances,
  contested,
  decided,
  lostVerbs,
  lostWords,
  pastDue,
  rivalling,
  snatching,
  stageKin,
  stillOpen,
  uncontested,
  wonVerbs,
} from '../words/deals.ts'
import { reasonKin } from '../words/reasons.ts'
import { dealRates } from './deal-rates.ts'

export const opportunity: ObjectType = {
  key: 'opportunity',
  label: 'Opportunity',
  plural: 'Opportunities',
  nouns: words(
    'deal|opp|oppty|sales opportunity|piece of business|bid|tender|pursuit|sales deal|bet|shot|fish|iron in the fire|iron we have in the fire|potential deal|business opportunity|sales pursuit|chunk of business',
  ),
  kinds: [
    {
      words: words(
        'pipeline|pipe|sales pipeline|funnel|open business|business in play|deals in play|sales funnel|open pipeline|pot',
      ),
      where: { field: 'status', op: 'eq', value: 'open' },
    },
  ],
  description: 'A renewal, expansion or new sale that may be won.',
  table: 'opportunities',
  title: 'name',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the opportunity.', { column: 'source_id' }),
    stored('name', 'Name', 'text', 'The opportunity’s name.'),
    stored('type', 'Type', 'enum', 'What would be sold.', {
      values: [
        choice(
          'renewal',
          'Renewal',
          ...words('renewal business|extension|prolongation|contract renewal|re-sign'),
        ),
        choice(
          'expansion',
          'Expansion',
          ...words(
            'land-and-expand|land and expand|upsell|up-sell|cross-sell|cross sell|growth|upgrade|add-on|add on|seat expansion|expansion business|upsell business|upselling|cross-selling|cross selling|growth business|additional business|more business',
          ),
        ),
        choice(
          'new',
          'New',
          ...words(
            'new business|new logo|net new|net-new|new sale|first sale|greenfield|brand new|new customer business|new-logo|brand-new business|brand new business|net new business',
          ),
        ),
      ],
      phrases: { nouns: words('kind|opportunity type|deal type|type of deal|kind of deal|sort of deal') },
    }),
    stored('stage', 'Stage', 'text', 'How far the sale has come.', {
      phrases: {
        kin: stageKin,
        nouns: words(
          'how far along|how far along it is|how far along they are|how far they are|how far they have come|how far they have got|how far it has come|how advanced they are|how far advanced they are|sales stage|deal stage|pipeline stage|phase|sales phase|deal phase|funnel stage|pipeline phase',
        ),
      },
    }),
    stored('amount', 'Amount', 'money', 'What the opportunity is worth a year.', {
      better: 'high',
      additive: true,
      implicitFor: 'money',
      phrases: {
        nouns: words(
          'commit|commit number|commit figure|commit total|value|money|dough|moolah|bucks|deal size|size|pipeline|pipe|pipe value|pipeline amount|pipeline value|worth|deal value|deal amount|price tag|contract value|ticket size|dollar value|tcv|acv',
        ),
        verbs: words(
          'worth|be worth|bring in|bring|come to|be valued at|run to|stack up to|weigh in at|be priced at|be priced|go for|be sized at',
        ),
        superlatives: {
          high: words(
            'biggest|largest|most valuable|priciest|fattest|juiciest|meatiest|chunkiest|heftiest|beefiest|dearest|most expensive|most lucrative|most money|biggest ticket|highest value',
          ),
          low: words('smallest|cheapest|least valuable|lowest value|puniest|least money'),
        },
      },
    }),
    stored('probability', 'Probability', 'number', 'The chance of winning, 0–100.', {
      unit: 'percent',
      better: 'high',
      implicitFor: 'percent',
      phrases: {
        nouns: words(
          'chance|likelihood|win probability|odds|chance of winning|win chance|chance of closing|prob|win likelihood|close probability|probability of closing|probability of winning|probability to close|likelihood to close|certainty|odds of winning',
        ),
        adjectives: chances,
        grades: {
          high: words(
            'sure thing|safe bet|sure bet|near certain|nearly certain|almost certain|near-certain|likely|very likely|highly likely|promising|in with a good chance|as good as done|as good as won|nearly there|a lock',
          ),
          low: words(
            'long shot|unlikely|iffy|shaky|doubtful|outside chance|slim chance|wobbly|pie in the sky|wishful thinking|a gamble|gamble',
          ),
        },
        superlatives: {
          high: words(
            'most likely|likeliest|surest|safest|most probable|most certain|most promising|most likely to close|most likely to win|most likely to be won|likeliest to close|likeliest to win|best odds|best chances|best chance|surest to close|safest bet|surest bet|surest thing|highest odds|most certain to close|most sure',
          ),
          low: words(
            'most likely to fall through|most likely to be lost|most likely to slip away|most likely to slip|most likely to get away|most likely to go south|most likely to fail|most likely to fall apart|most likely to go wrong|most likely to die|most likely to go nowhere|likeliest to fall through|likeliest to be lost|likeliest to slip away|least likely to come off|least likely to come in|least likely to land|least sure|biggest question mark|least likely|unlikeliest|least likely to close|least likely to win|shakiest|most doubtful|riskiest|worst odds|longest odds|least probable|least certain|most uncertain|slimmest chances|worst chances|longest shot|biggest gamble|lowest odds|iffiest|dodgiest|most at risk of being lost|most unlikely|slimmest odds|poorest odds|poorest chances',
          ),
        },
      },
    }),
    derived('weighted_amount', 'Weighted amount', 'money', 'Amount × probability ÷ 100.', {
      better: 'high',
      additive: true,
      refines: 'amount',
      sql: (c) => sql`${column(c.row, 'amount')} * ${column(c.row, 'probability')} / 100`,
      phrases: {
        nouns: words(
          'weighted pipeline|weighted value|realistic value|likely value|true value|real value|odds-adjusted value|expected value|forecast|amount times probability|prob-weighted value|probability-weighted value|risk-adjusted value|risk adjusted value|odds-weighted value|expected amount|expected revenue|weighted total|probability-weighted amount|probability-adjusted amount|risk-adjusted pipeline|weighted pipe|forecast value|forecasted amount|probability-adjusted total|risk-adjusted total|weighted sum|odds-adjusted amount|probability-adjusted value|risk-adjusted amount|discounted value|discounted amount|probability-weighted total|probability-weighted pipeline|probability-adjusted pipeline',
        ),
        manners: byOdds,
      },
    }),
    stored('close_on', 'Close date', 'date', 'The day the opportunity closes or closed.', {
      event: 'main',
      phrases: {
        nouns: words(
          'closing date|close|expected close|closing|expected closing|planned closing|target closing|estimated close|estimated close date|estimated closing|anticipated close|projected close|expected signature|expected signing|signing|signature day|closing day|close day|expected close day|go date|land date|expected close date|expected closing date|target close|target close date|decision date|signature date|signing date|planned close',
        ),
        verbs: words(
          'close|land|sign|expect to close|come in|be signed|be decided|be closed|cross the line|get over the line|come to a close|finalise|finalize|conclude|be due to close|be set to close|be slated to close|come home|wrap up|be wrapped up|tie up|be tied up|sew up|be sewn up|be done|be finalised|be finalized|be inked|be due|be due in|fall in|drop|be meant to land|be meant to close|be supposed to land|be supposed to close|be expected to close|be expected to land|be scheduled to close|be sealed|be concluded|be finished|come up for signature',
        ),
        superlatives: {
          low: words(
            'next|soonest|earliest|closing soonest|closest to closing|first to close|closing first|closing next|nearest|due to close soonest|soonest to close|next to close',
          ),
          high: ['latest', 'furthest out', 'latest to close', 'last to close', 'closing last'],
        },
      },
    }),
    stored('competitor', 'Competitor', 'text', 'Who else the account looks at, or whom it was lost to.', {
      phrases: {
        nouns: words(
          'rival|competition|competing vendor|other vendor|opponent|contender|challenger|adversary|competing supplier|rival vendor|rival supplier|competing product|who we are up against|who are we up against|who we lose to|competing bidder|rival bidder|other bidder',
        ),
        verbs: words(
          'face|encounter|come up against|run up against|bump into|compete with|compete against|be up against|lose out to',
        ),
        cues: [
          ...words(
            'to|against|competing with|up against|versus|vs|beaten by|beat us|took off us|went to|went with',
          ),
          ...words(
            'lost out to|losing out to|going with|chose|choosing|picked|picked by|preferred|pipped by|snatched by',
          ),
          ...words(
            'snapped up by|taken by|poached by|in competition with|competing against|head to head with|facing',
          ),
          ...words(
            'fighting|fighting against|battling|battle with|go up against|going up against|run into|running into',
          ),
          ...words(
            'considering|evaluating|also talking to|in a race with|contested by|switched to|switching to|because of',
          ),
          ...words('outbid by|undercut by|with'),
          ...rivalling,
        ],
        adjectives: [
          {
            words: contested,
            where: { field: 'competitor', op: 'not_null' },
          },
          {
            words: uncontested,
            where: { field: 'competitor', op: 'is_null' },
          },
        ],
      },
    }),
    stored('owner', 'Owner', 'person', 'The seller who owns the opportunity.', {
      column: 'owner_id',
      phrases: {
        nouns: words(
          'who on the team|who on our team|who of us|who among us|who of the team|who in the team|which of us|person|head|deal owner|opportunity owner|seller|ae|rep|salesperson|sales rep|sales person|account executive|account exec|closer|salesman|saleswoman|dealmaker|sales owner|who in sales|who on the sales team|who on the sales side|who among the sellers|who of the sales team|who of the sellers|who of the reps|hunter|deal lead|rainmaker|salespeople|sales people|sales guy|sales colleague',
        ),
        verbs: words(
          'own|work on|run|sell|drive|pursue|chase|hunt|have in play|have in the pipe|nurse|nurse along|shepherd|push|juggle|babysit|pitch|have on the go|have cooking|have on the boil|chase down|go after|be after|quarterback|spearhead|front|steer',
        ),
      },
    }),
    stored('status', 'Status', 'enum', 'Open, won or lost.', {
      evidence: ['lost_reason'],
      values: [
        choice('open', 'Open', ...stillOpen),
        choice(
          'won',
          'Won',
          ...words(
            'win|closed won|closed-won|successful|landed|bagged|booked|in the bag|over the line|secured|clinched|sealed|nailed|inked|captured|brought home|brought in|scooped|close won|clinch|secure|bag|victory|got over the line|closed successfully|taken home',
          ),
        ),
        choice(
          'lost',
          'Lost',
          ...words(
            'loss|lose|closed lost|closed-lost|failed|dead|missed|missed out on|lost out|lost out on|slipped away|got away|fell through|fallen through|fall through|gone south|went south|blew|blown|not won|did not win|turned down|rejected|unsuccessful|did not get|bit the dust|miss out on|fell apart|fallen apart|went nowhere|gone nowhere|defeat|came to nothing|missed out',
          ),
        ),
      ],
      phrases: {
        nouns: words('opportunity status|deal status|outcome|result'),
        adjectives: [
          { words: beating, where: { field: 'status', op: 'eq', value: 'lost' } },
          {
            ...snatching,
            where: {
              and: [
                { field: 'status', op: 'eq', value: 'lost' },
                { field: 'competitor', op: 'not_null' },
              ],
            },
          },
          {
            words: [],
            verbs: words('win|close|land|sign|sell|bring in|bring|bring home|book|pull in|rake in'),
            deed: true,
            where: { field: 'status', op: 'eq', value: 'won' },
          },
          { words: [], verbs: wonVerbs, where: { field: 'status', op: 'eq', value: 'won' } },
          { words: lostWords, verbs: lostVerbs, where: { field: 'status', op: 'eq', value: 'lost' } },
          { words: decided, where: { field: 'open', op: 'eq', value: false } },
        ],
      },
    }),
    derived('open', 'Open', 'boolean', 'Neither won nor lost.', {
      sql: (c) => sql`${column(c.row, 'status')} = 'open'`,
    }),
    derived('overdue', 'Overdue', 'boolean', 'Still open after its close date.', {
      evidence: ['days_overdue'],
      sql: (c) =>
        sql`(${column(c.row, 'status')} = 'open' and coalesce(${column(c.row, 'close_on')} < ${c.day}, false))`,
      phrases: {
        adjectives: [
          {
            ...pastDue,
            where: { field: 'overdue', op: 'eq', value: true },
          },
        ],
      },
    }),
    derived(
      'days_overdue',
      'Days overdue',
      'number',
      'Days since the close date, of overdue opportunities.',
      {
        unit: 'days',
        better: 'low',
        sql: (c) => sql`case when ${c.field('overdue')} then ${c.day} - ${column(c.row, 'close_on')} end`,
        phrases: {
          nouns: words(
            'how late|how late they are|how late they were|how overdue|how far behind|how delayed|how far over|how much too late|how far past their close date|days late|days past due|overdue by|late by|days behind|days past the close date|slippage|delay|days of delay|days behind schedule|past due by|past its close date by|past their close date by|days past their close date|days past its close date|past the close date by',
          ),
          superlatives: {
            high: words(
              'longest overdue|most overdue|longest past their close date|latest past its close date|furthest behind|most delayed|longest delayed|slipped the furthest|slipped furthest|slipped the most|dragged on the longest|dragging on the longest|furthest overdue|furthest past their close date',
            ),
          },
        },
      },
    ),
    stored('lost_reason', 'Lost reason', 'text', 'Why the opportunity was lost.', {
      phrases: {
        nouns: words(
          'loss reason|reason|reason for losing|reason lost|reason for the loss|cause of loss|cause|why lost|why we lost|why we lose|loss cause|reason why|grounds',
        ),
        cues: words(
          'because|because of|due to|over|on|owing to|on account of|for reasons of|thanks to|citing|down to|blamed on|on grounds of|on the grounds of|by reason of|out of',
        ),
        kin: reasonKin,
      },
    }),
  ],
  relations: [toAccount, belongsTo('owner', 'Owner', 'user', 'owner_id')],
  portfolio: dealRates,
  usually: [],
  columns: ['name', 'account.name', 'type', 'stage', 'amount', 'probability', 'close_on', 'status'],
  orderBy: [{ by: 'amount', dir: 'desc' }],
  owner: 'owner',
  currency: 'account.currency',
}
