/** Rates of opportunities over a window: renewals won of those due, and deals won of those decided. */
import { sql } from 'drizzle-orm'
import { column, words } from '../fields.ts'
import { byCount, byValue, upForRenewal, winningDeals, winningVerbs } from '../words/keeping.ts'
import type { FieldContext, PortfolioMeasure } from '../types.ts'

const dueRenewals = (c: FieldContext & { start: ReturnType<typeof sql>; end: ReturnType<typeof sql> }) =>
  sql`${column(c.row, 'type')} = 'renewal' and ${column(c.row, 'close_on')} between ${c.start} and ${c.end}`

export const dealRates: PortfolioMeasure[] = [
  {
    key: 'renewal_rate',
    label: 'Renewal rate',
    description: 'Renewals won ÷ renewals due in the window, by ARR.',
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    perCurrency: true,
    sql: (
      c,
    ) => sql`coalesce(sum(${column(c.row, 'amount')}) filter (where ${dueRenewals(c)} and ${column(c.row, 'status')} = 'won'), 0)
      / nullif(sum(${column(c.row, 'amount')}) filter (where ${dueRenewals(c)}), 0)`,
    phrases: {
      manners: byValue,
      nouns: words(
        'renewal rate by arr|dollar renewal rate|renewal success|win rate of renewals|renewal success rate|renewal percentage rate|rate of renewal|rate of renewals|renewals rate|rate at which customers renew|rate at which we renew|rate at which they renew|renewal win rate|renewal hit rate|renewal close rate|renewal conversion|renewal conversion rate|renewal quota|how well we renew|how good we are at renewals|how well renewals go|how successful our renewals are|on-time renewal rate|value renewal rate|renewal rate in dollars|renewal rate in money|renewal rate in arr|renewal rate by value|renewal rate by money|renewal ratio|re-sign rate|resign rate for renewals',
      ),
    },
  },
  {
    key: 'renewal_rate_count',
    label: 'Renewal rate by count',
    description: 'Renewals won ÷ renewals due in the window, by count.',
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    sql: (c) => sql`count(*) filter (where ${dueRenewals(c)} and ${column(c.row, 'status')} = 'won')::float8
      / nullif(count(*) filter (where ${dueRenewals(c)}), 0)`,
    kept: {
      of: 'rows',
      verbs: winningVerbs,
      with: upForRenewal,
      must: true,
      undated: true,
      decides: 'status',
    },
    refines: 'renewal_rate',
    phrases: {
      manners: byCount,
      nouns: words(
        'renewal rate by number|share of renewals won|renewal rate in numbers|renewal rate by heads|renewal rate by deals|percentage of renewals won|percent of renewals won|proportion of renewals won|share of renewals closed|percentage of renewals closed|count renewal rate|logo renewal success',
      ),
    },
  },
  {
    key: 'win_rate',
    label: 'Win rate',
    description: 'Opportunities won ÷ opportunities won or lost with a close date in the window, by count.',
    type: 'number',
    unit: 'ratio',
    better: 'high',
    windowed: true,
    sql: (
      c,
    ) => sql`count(*) filter (where ${column(c.row, 'status')} = 'won' and ${column(c.row, 'close_on')} between ${c.start} and ${c.end})::float8
      / nullif(count(*) filter (where ${column(c.row, 'status')} in ('won', 'lost') and ${column(c.row, 'close_on')} between ${c.start} and ${c.end}), 0)`,
    kept: { of: 'rows', verbs: winningDeals, undated: true, decides: 'status' },
    phrases: {
      manners: byCount,
      nouns: words(
        'how often we win|how often do we win|how often we come out on top|how often do we come out on top|how often we win deals|how often do we win deals|how many of our deals we win|our record|win loss ratio|win-loss ratio|win/loss ratio|share we win|share of deals we win|share of deals we won|percentage of deals won|percentage of deals we win|percentage of deals we won|proportion of deals won|odds of us winning|success ratio|wins to losses|close rate|success rate|conversion rate|share of deals won|win ratio|hit rate|strike rate|closing rate|win percentage|batting average',
      ),
    },
  },
]
