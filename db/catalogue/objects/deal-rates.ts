/** Rates of opportunities over a window: renewals won of those due, and deals won of those decided. */
import { sql } from 'drizzle-orm'
import { column, words } from '../fields.ts'
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
      nouns: ['renewal rate by arr', 'dollar renewal rate', 'renewal success', 'win rate of renewals'],
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
    phrases: { nouns: ['renewal rate by number', 'share of renewals won'] },
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
    phrases: {
      nouns: words(
        'close rate|success rate|conversion rate|share of deals won|win ratio|hit rate|strike rate|closing rate|win percentage|batting average',
      ),
    },
  },
]
