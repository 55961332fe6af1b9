/** What churn is foretold from: the inputs of the risk score as numbers, each with its evidence in words. All of them are known of any day. */
import { sql, type SQL } from 'drizzle-orm'
import type { FieldContext } from '../catalogue/types.ts'

export type ChurnInput = {
  key: string
  label: string
  value: (c: FieldContext) => SQL
  words: (c: FieldContext) => SQL
}

const short = (value: SQL, digits: number) => sql`trim_scale(round((${value})::numeric, ${digits}::int))`
/** Between two ends; LEAST and GREATEST would make an end of a null. */
const within = (low: number, value: SQL, high: number) =>
  sql`case when ${value} is not null then least(${high}::float8, greatest(${low}::float8, ${value})) end`

/**
 * The day of renewal is not among them, though it is in the risk score: who left is looked at as of a fixed time before
 * they left, which mostly is that time before their renewal, so that the day would tell what it is meant to foretell.
 */
export const churnInputs: ChurnInput[] = [
  {
    key: 'health',
    label: 'health',
    value: (c) => c.field('health'),
    words: (c) => sql`coalesce('health ' || ${short(c.field('health'), 0)}, 'no health')`,
  },
  {
    key: 'health_slope',
    label: 'health trend',
    value: (c) => within(-30, c.field('health_slope'), 30),
    words: (c) =>
      sql`coalesce('health ' || ${short(c.field('health_slope'), 1)} || ' points in 30 days', 'no health trend')`,
  },
  {
    key: 'usage_change',
    label: 'usage change',
    value: (c) => within(-1, c.field('usage_change'), 2),
    words: (c) =>
      sql`coalesce('usage change ' || ${short(sql`100 * ${c.field('usage_change')}`, 0)} || ' %', 'no usage to compare')`,
  },
  {
    key: 'sentiment',
    label: 'sentiment',
    value: (c) => c.field('sentiment'),
    words: (c) => sql`coalesce('sentiment ' || ${short(c.field('sentiment'), 2)}, 'no sentiment')`,
  },
  {
    key: 'open_tickets',
    label: 'open tickets',
    value: (c) => within(0, c.field('open_tickets'), 20),
    words: (c) => sql`${c.field('open_tickets')} || ' open tickets'`,
  },
  {
    key: 'urgent_tickets',
    label: 'urgent tickets',
    value: (c) => within(0, c.field('urgent_tickets'), 5),
    words: (c) => sql`${c.field('urgent_tickets')} || ' urgent tickets'`,
  },
  {
    key: 'days_since_touch',
    label: 'days since touch',
    // The step from 1 to 10 days says as much as that from 10 to 100.
    value: (c) => sql`ln(1 + ${within(0, c.field('days_since_touch'), 365)})`,
    words: (c) => sql`coalesce(${c.field('days_since_touch')} || ' days since touch', 'never in touch')`,
  },
  {
    key: 'multithreading',
    label: 'multithreading',
    value: (c) => c.field('multithreading'),
    words: (c) => sql`'multithreading ' || ${short(c.field('multithreading'), 0)}`,
  },
  {
    key: 'nps',
    label: 'NPS',
    value: (c) => c.field('nps'),
    words: (c) => sql`coalesce('NPS ' || ${short(c.field('nps'), 1)}, 'no NPS response')`,
  },
]
