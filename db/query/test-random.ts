/** Random events, periods and figures for properties over the test workspace, and how figures are compared. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Aggregate, CalendarUnit, Condition, Period } from './query.ts'
import type { Cell, Row } from './table.ts'

type Asked = { from: string; scope: 'all'; where?: Condition }
/** What happens on a day: the object, its date, keys and figures to group by. */
const events: { asked: Asked; date: string; keys: string[]; sums: string[] }[] = [
  {
    asked: { from: 'ticket', scope: 'all' },
    date: 'opened_at',
    keys: ['priority', 'status', 'account.region', 'account.csm'],
    sums: ['first_response_h', 'resolution_h'],
  },
  {
    asked: { from: 'activity', scope: 'all' },
    date: 'at',
    keys: ['type', 'direction', 'account.name', 'no_show'],
    sums: ['sentiment'],
  },
  {
    asked: { from: 'opportunity', scope: 'all' },
    date: 'close_on',
    keys: ['type', 'status', 'account.segment'],
    sums: ['probability'],
  },
  {
    asked: { from: 'usage', scope: 'all' },
    date: 'on',
    keys: ['feature', 'account.name'],
    sums: ['events', 'active_users'],
  },
]
export const event = fc.constantFrom(...events)
export const units = fc.constantFrom<CalendarUnit>('week', 'month', 'quarter', 'year')
const day = fc
  .integer({ min: 0, max: 900 })
  .map((n) => new Date(Date.UTC(2024, 6, 1 + n)).toISOString().slice(0, 10))
export const span = fc.tuple(day, day).map((days): { from: string; to: string } => {
  const [from = '', to = ''] = days.toSorted()
  return { from, to }
})
export const period = fc.oneof<fc.Arbitrary<Period>[]>(
  span,
  fc.record({
    last: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom<CalendarUnit>('day', 'week', 'month'),
  }),
  fc.record({ this: units, toDate: fc.boolean() }),
  fc.record({ previous: units, count: fc.integer({ min: 1, max: 3 }) }),
)
export const during = (field: string, value: Period): Condition => ({ field, op: 'during', value })
export const figuresOf = ({ sums }: (typeof events)[number]): Aggregate[] => [
  { fn: 'count', as: 'n' },
  ...sums.flatMap((field): Aggregate[] => [
    { fn: 'sum', field, as: `sum ${field}` },
    { fn: 'median', field, as: `middle ${field}` },
    { fn: 'percentile', p: 90, field, as: `high ${field}` },
  ]),
]
export const near = (a: Cell | undefined, b: Cell | undefined) =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a)) : a === b
export const alike = (found: Row[], wanted: Row[]) => {
  const near_ = found.every((row, at) => Object.keys(row).every((key) => near(row[key], wanted[at]?.[key])))
  if (!near_ || found.length !== wanted.length) expect(found).toEqual(wanted)
}
export const sum = (found: Row[], key: string) => found.reduce((all, row) => all + Number(row[key] ?? 0), 0)
export const fiscal = fc.constantFrom(1, 2, 7, 11)
