/** The query as data: one zod schema that an answer, a segment, a report and a trigger share. Nothing here touches SQL. */
import { z } from 'zod'

export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export const calendarUnit = z.enum(calendarUnits)
export type CalendarUnit = z.infer<typeof calendarUnit>

/** A day: ISO, or counted from today (`{ today: -30 }` is thirty days ago; with `unit`, that many units). */
export const dayValue = z.union([
  z.iso.date(),
  z.strictObject({ today: z.int(), unit: calendarUnit.optional() }),
])
export type DayValue = z.infer<typeof dayValue>

/**
 * A span of days, both ends included. Relative forms are resolved each time the query runs, so that a saved
 * query keeps its meaning: `last`/`next` count from today (`{ last: 30, unit: 'day' }` is today − 30 … today),
 * `this`/`previous`/`following` are whole calendar units (quarters and years follow the fiscal year;
 * `count` takes several adjoining ones: `{ previous: 'quarter', count: 2 }`).
 */
export const period = z.union([
  z.strictObject({ last: z.int().positive(), unit: calendarUnit }),
  z.strictObject({ next: z.int().positive(), unit: calendarUnit }),
  z.strictObject({ this: calendarUnit, toDate: z.boolean().optional() }),
  z.strictObject({ previous: calendarUnit, count: z.int().positive().optional() }),
  z.strictObject({ following: calendarUnit, count: z.int().positive().optional() }),
  z.strictObject({ from: dayValue.optional(), to: dayValue.optional() }),
])
export type Period = z.infer<typeof period>

/**
 * What can be shown, filtered, grouped or sorted: the key of a field or measure of the queried object, or a path
 * over to-one relations (`account.segment`). Of a measure that can be dated, `at` takes its value on that day and
 * `since` its change from that day to now (value now − value then).
 */
export const operand = z.strictObject({
  field: z.string(),
  at: dayValue.optional(),
  since: dayValue.optional(),
})
export type Operand = z.infer<typeof operand>
const operandOrKey = z.union([z.string(), operand])

/** `me` and `my_team` are replaced by the asker's e-mail addresses when the query runs. */
export const person = z.strictObject({ person: z.enum(['me', 'my_team']) })
export const scalar = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  person,
  z.strictObject({ today: z.int(), unit: calendarUnit.optional() }),
])
export type Scalar = z.infer<typeof scalar>

export const comparisons = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const
export const operators = [
  ...comparisons,
  'in',
  'not_in',
  'between',
  'during',
  'contains',
  'is_null',
  'not_null',
] as const
export type Operator = (typeof operators)[number]

export type Condition =
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition }
  | { field: string; at?: DayValue; since?: DayValue; op: Operator; value?: Scalar | Scalar[] | Period }
  | { some: string; where?: Condition }
  | { none: string; where?: Condition }
  | { count: string; where?: Condition; op: (typeof comparisons)[number]; value: number }

/**
 * One filter. `eq`/`in` on a list field (tags) ask whether it holds any of the values. Negations (`ne`, `not_in`,
 * `not`) keep rows without a value: "not green" includes accounts that have no score. `some`/`none`/`count` look at
 * a to-many relation (`{ some: 'tickets', where: … }`); all conditions in one `where` speak of the same related row.
 */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(condition) }),
    z.strictObject({ or: z.array(condition) }),
    z.strictObject({ not: condition }),
    z.strictObject({
      ...operand.shape,
      op: z.enum(operators),
      value: z.union([scalar, z.array(scalar), period]).optional(),
    }),
    z.strictObject({ some: z.string(), where: condition.optional() }),
    z.strictObject({ none: z.string(), where: condition.optional() }),
    z.strictObject({
      count: z.string(),
      where: condition.optional(),
      op: z.enum(comparisons),
      value: z.number(),
    }),
  ]),
)

export const aggregateFunctions = ['count', 'sum', 'avg', 'median', 'min', 'max', 'count_distinct'] as const
/**
 * One figure a group (or of the whole, without groupBy): `{ fn: 'count' }`, `{ fn: 'sum', field: 'arr' }`, or a
 * portfolio measure of the catalogue (`{ measure: 'nrr', during: … }`). `where` narrows the rows of this figure alone.
 */
export const aggregate = z.union([
  z.strictObject({
    fn: z.enum(aggregateFunctions),
    ...operand.partial().shape,
    where: condition.optional(),
    as: z.string().optional(),
  }),
  z.strictObject({ measure: z.string(), during: period.optional(), as: z.string().optional() }),
])
export type Aggregate = z.infer<typeof aggregate>

/** A key to group by; `by` cuts a date into calendar units. */
export const groupKey = z.union([
  z.string(),
  z.strictObject({ ...operand.shape, by: calendarUnit.optional() }),
])
export type GroupKey = z.infer<typeof groupKey>

export const order = z.strictObject({
  /** A field, an operand, or the name (`as`, or the default `sum_arr`, `count`, `nrr`) of a figure of this query. */
  by: operandOrKey,
  dir: z.enum(['asc', 'desc']).default('asc'),
})

/**
 * The query as it would have been answered then: with the rows and values on record by the end of that day (or by that
 * moment), and `today` being that day. `at` asks for another day's value as known now; both may stand together.
 */
export const asOf = z.union([dayValue, z.iso.datetime({ offset: true })])
export type AsOf = z.infer<typeof asOf>

export const maxRows = 10_000
export const query = z.strictObject({
  from: z.string().describe('The object: account, contact, ticket, …'),
  where: condition.optional(),
  select: z.array(operandOrKey).optional().describe("Columns; the object's usual ones when left out"),
  groupBy: z.array(groupKey).optional(),
  measures: z.array(aggregate).optional().describe('Figures over the rows, or over each group'),
  orderBy: z.array(order).optional(),
  limit: z.int().positive().max(maxRows).optional(),
  /** `usual` leaves out what people do not mean (churned accounts, contacts who left) unless the filter speaks of it. */
  scope: z.enum(['usual', 'all']).optional(),
  asOf: asOf.optional(),
})
export type Query = z.input<typeof query>
export type ParsedQuery = z.output<typeof query>
