/** Opportunities: renewals, expansions and new business in the pipeline, won or lost. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, crossed, derived, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import { chances } from '../words/deals.ts'
import { dealRates } from './deal-rates.ts'

export const opportunity: ObjectType = {
  key: 'opportunity',
  label: 'Opportunity',
  plural: 'Opportunities',
  nouns: words('deal|opp|oppty|sales opportunity|piece of business|bid|tender|pursuit|sales deal'),
  kinds: [
    {
      words: words('pipeline|pipe|sales pipeline|funnel|open business'),
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
            'upsell|up-sell|cross-sell|cross sell|growth|upgrade|add-on|add on|seat expansion|expansion business|upsell business|upselling|cross-selling|cross selling|growth business|additional business|more business',
          ),
        ),
        choice(
          'new',
          'New',
          ...words(
            'new business|new logo|net new|net-new|new sale|first sale|greenfield|brand new|new customer business|new-logo',
          ),
        ),
      ],
      phrases: { nouns: words('kind|opportunity type|deal type|type of deal|kind of deal|sort of deal') },
    }),
    stored('stage', 'Stage', 'text', 'How far the sale has come.', {
      phrases: {
        nouns: words(
          'sales stage|deal stage|pipeline stage|phase|sales phase|deal phase|funnel stage|pipeline phase',
        ),
      },
    }),
    stored('amount', 'Amount', 'money', 'What the opportunity is worth a year.', {
      better: 'high',
      additive: true,
      implicitFor: 'money',
      phrases: {
        nouns: words(
          'value|deal size|size|pipeline|pipe|pipe value|pipeline amount|pipeline value|worth|deal value|deal amount|price tag|contract value|ticket size|dollar value|tcv|acv',
        ),
        verbs: words('be worth|bring in|bring|come to'),
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
        superlatives: {
          high: words(
            'most likely|likeliest|surest|safest|most probable|most certain|most promising|most likely to close|most likely to win|most likely to be won|likeliest to close|likeliest to win|best odds|best chances|best chance',
          ),
          low: words(
            'least likely|unlikeliest|least likely to close|least likely to win|shakiest|most doubtful|riskiest|worst odds|longest odds|least probable|least certain|most uncertain|slimmest chances|worst chances',
          ),
        },
      },
    }),
    derived('weighted_amount', 'Weighted amount', 'money', 'Amount × probability ÷ 100.', {
      better: 'high',
      additive: true,
      sql: (c) => sql`${column(c.row, 'amount')} * ${column(c.row, 'probability')} / 100`,
      phrases: {
        nouns: words(
          'weighted pipeline|weighted value|weighted|expected value|forecast|amount times probability|prob-weighted value|probability-weighted value|weighted by odds|weighted by probability|risk-adjusted value|risk adjusted value|odds-weighted value|expected amount|expected revenue|weighted total|probability-weighted amount|probability-adjusted amount|risk-adjusted pipeline|weighted pipe|forecast value|forecasted amount',
        ),
      },
    }),
    stored('close_on', 'Close date', 'date', 'The day the opportunity closes or closed.', {
      event: 'main',
      phrases: {
        nouns: words(
          'closing date|close|expected close|closing|expected close date|expected closing date|target close|decision date|signature date|signing date|planned close',
        ),
        verbs: words(
          'close|land|sign|expect to close|come in|be signed|be decided|be closed|cross the line|get over the line|come to a close|finalise|finalize|conclude|be due to close|be set to close|be slated to close|come home',
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
        nouns: words('rival|competition|competing vendor|other vendor|opponent'),
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
        ],
        adjectives: [
          {
            words: words(
              'contested|competitive|with a competitor|in competition|with competition|with a rival|against a competitor|up against somebody|with a competitor in play|with a competitor named',
            ),
            where: { field: 'competitor', op: 'not_null' },
          },
          {
            words: words(
              'uncontested|without competition|without a competitor|no competitor|unopposed|without a rival|no rival|no competition|without competitors|non-competitive|with nobody else in the race',
            ),
            where: { field: 'competitor', op: 'is_null' },
          },
        ],
      },
    }),
    stored('owner', 'Owner', 'person', 'The seller who owns the opportunity.', {
      column: 'owner_id',
      phrases: {
        nouns: words(
          'person|head|deal owner|opportunity owner|seller|ae|rep|salesperson|sales rep|sales person|account executive|account exec|closer|salesman|saleswoman|dealmaker|sales owner',
        ),
        verbs: words('own|work on|run|sell|drive|pursue|chase|hunt|have in play|have in the pipe'),
      },
    }),
    stored('status', 'Status', 'enum', 'Open, won or lost.', {
      values: [
        choice(
          'open',
          'Open',
          ...words(
            'still open|in play|live|ongoing|in progress|active|pending|undecided|in flight|up for grabs|on the table|in the works|in the hopper|in the funnel|in pursuit|not closed|not yet closed|unclosed|in motion|alive|still alive|still in play|still running|not decided|not yet decided|being worked|being worked on|still breathing|breathing|still going|still on|not over|running',
          ),
        ),
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
            'lose|closed lost|closed-lost|failed|dead|missed|missed out on|lost out|lost out on|slipped away|got away|fell through|fallen through|fall through|gone south|went south|blew|blown|not won|did not win|turned down|rejected|unsuccessful|did not get|bit the dust|miss out on|fell apart|fallen apart|went nowhere|gone nowhere|defeat|came to nothing|missed out',
          ),
        ),
      ],
      phrases: {
        nouns: words('opportunity status|deal status|outcome|result'),
        adjectives: [
          {
            words: words(
              'beaten by|beat us|beats us|beating us|pipped by|snatched by|took off us|take off us|takes off us|taking off us|taken off us by|lost out to|outbid by|undercut by|pipped at the post by|stolen by|poached by',
            ),
            where: { field: 'status', op: 'eq', value: 'lost' },
          },
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
            words: [
              ...words('overdue|past due|slipped|slipping|stale|pushed|sliding|behind schedule|lagging'),
              ...crossed(
                'past|beyond|after|over',
                'its close date|their close date|the close date|close date',
              ),
              ...crossed(
                'past|beyond|after',
                'its closing date|their closing date|the closing date|its date|their date',
              ),
              ...crossed(
                'slipped|slid|gone|went|ran',
                'past its close date|past their close date|past the close date',
              ),
              ...crossed(
                'should have',
                'closed|closed by now|landed|landed by now|been closed|been signed|been won',
              ),
              ...crossed('should be', 'closed|closed by now|done by now|signed by now'),
              ...crossed(
                'close date|closing date|with a close date|with close date',
                'behind us|already behind us|is behind us|is already behind us|has gone by|passed|has passed|already passed|in the past|is in the past|already past|gone by|already gone',
              ),
            ],
            verbs: crossed(
              'miss|slip past|slide past|go past|blow past|run past',
              'its close date|their close date|the close date|its closing date|their closing date',
            ),
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
            'days late|days past due|overdue by|late by|days behind|days past the close date|slippage',
          ),
          superlatives: { high: words('longest overdue|most overdue|longest past their close date') },
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
