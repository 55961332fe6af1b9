/** The query as data: one zod schema that an answer, a segment, a report and a trigger share. Nothing here touches SQL. */
import { z } from 'zod'
import { most, tooLarge } from './limits.ts'

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

/** A list of so many at most; told so, and no words of the schema. */
const upTo = <T extends z.ZodArray>(limit: number, noun: string, list: T): T =>
  list.refine(({ length }) => length <= limit, `there are at most ${limit} ${noun}`)

export const distanceUnits = ['days', 'hours'] as const
/**
 * What can be shown, filtered, grouped or sorted: the key of a field or measure of the queried object, or a path
 * over to-one relations (`account.segment`), which is none where no row stands there. Of a measure that can be dated, `at`
 * takes its value on that day and `since` its change from that day to now (value now − value then).
 *
 * `to` makes it a distance in time, a number: from the date `field` to the date field `to`, or to `today`. In days
 * (the default) both ends are calendar days of the workspace's time zone and the result is a whole number; in hours a
 * date counts from the start of its day and `today` is the turn's moment. Negative where `to` is earlier; none where
 * either end is none. It goes by the key `<field>_to_<to>_<unit>`. Not together with `at` or `since`.
 */
export const operand = z.strictObject({
  field: z.string(),
  at: dayValue.optional(),
  since: dayValue.optional(),
  to: z.string().optional().describe('A date field or "today": the time from `field` to it'),
  unit: z.enum(distanceUnits).optional(),
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
  'matches',
  'is_null',
  'not_null',
] as const
export type Operator = (typeof operators)[number]

export type Condition =
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition }
  | (Operand & { op: Operator; value?: Scalar | Scalar[] | Period })
  | { some: string; where?: Condition }
  | { none: string; where?: Condition }
  | { count: string; where?: Condition; op: (typeof comparisons)[number]; value: number }

/**
 * One filter. `eq`/`in` on a list field (tags) ask whether it holds any of the values. Negations (`ne`, `not_in`,
 * `not`) keep rows without a value: "not green" includes accounts that have no score. `some`/`none`/`count` look at
 * a to-many relation (`{ some: 'tickets', where: … }`); all conditions in one `where` speak of the same related row.
 *
 * `matches` searches words in a text field, or with the field `any_text` in all text fields of the object together
 * (stored and custom ones, the id left out; `account.any_text` over a relation). All terms must hold, in any order:
 * `word` (equal, or of the same English stem), `start*` (a word that begins so), `"some words"` (exactly these, next
 * to each other, within one field), each with `-` in front for its opposite. Case and accents are ignored; every sign
 * that is no letter or digit parts words, and words that it joins (`e-mail`) are searched as a phrase. Text that is
 * none holds no words, so that only opposites hold of it. The first 100,000 characters of a text are searched.
 */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(condition) }),
    z.strictObject({ or: z.array(condition) }),
    z.strictObject({ not: condition }),
    z.strictObject({
      ...operand.shape,
      op: z.enum(operators),
      value: z.union([scalar, upTo(most.listed, 'values', z.array(scalar)), period]).optional(),
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

/** A whole filter: refused before it is read where it is too deep or too long. */
const filter = z.preprocess((value, context) => {
  const fault = tooLarge(value)
  if (!fault) return value
  context.addIssue(fault)
  return z.NEVER
}, condition)

export const aggregateFunctions = [
  'count',
  'sum',
  'avg',
  'median',
  'percentile',
  'stddev',
  'min',
  'max',
  'count_distinct',
] as const
/**
 * A column made from another column of the answer, which `of` names by its key.
 *
 * `share`: the value ÷ the sum of the column over all rows of the answer, before `limit`; none where the value is none
 * or the sum is 0 or none. `rank`: 1 for the highest (`dir: 'asc'`: the lowest), equals share a rank and leave a gap
 * behind them (1, 2, 2, 4; `dense`: 1, 2, 2, 3); none where the value is none. `running`: the sum down to and with this
 * row, in the order of the answer, before `limit`; a value that is none adds nothing.
 *
 * `within` starts anew for each combination of values of those columns, a `series` for each day. Money of several
 * currencies is never compared or added: each currency is a whole of its own. `share` and `running` want what adds up
 * (counts, sums, money and plain quantities, shares; not ratios, percents, scores, points, averages, measures of the
 * portfolio). Nothing is made from a running total, and the answer is not ordered by one.
 *
 * `ratio`: of figures alone, the value ÷ the one of the figure `to` in the same row; none where either is none or `to` is 0.
 *
 * Of groups (`measures`), `of` is the key of a figure, also of one that is made from another, if it stands before, and
 * `within` names keys. Of rows (`select`), `of` and `within` are fields, shown or not.
 */
export const madeColumn = z.strictObject({
  make: z.enum(['share', 'rank', 'running', 'ratio']),
  of: z.string(),
  to: z.string().optional().describe('Of a ratio: the figure that it is divided by'),
  within: upTo(most.keys, 'keys', z.array(z.string())).optional(),
  dir: z.enum(['asc', 'desc']).optional(),
  dense: z.boolean().optional(),
  as: z.string().optional(),
})
export type MadeColumn = z.infer<typeof madeColumn>

/**
 * One figure a group (or of the whole, without groupBy): `{ fn: 'count' }`, `{ fn: 'sum', field: 'arr' }`, a portfolio
 * measure of the catalogue (`{ measure: 'nrr', during: … }`), or one made from another figure (`{ make: 'share', of: 'sum_arr' }`).
 * `where` narrows the rows of this figure alone.
 *
 * Money of several currencies is kept apart by the currency of the row that it is of: a key is added for it (`currency`;
 * of `parent.arr` `parent.currency`), and taken away where all that is shown is of one.
 *
 * Values that are none do not count; over no values a count and a sum are 0 and the others none. `median` and
 * `percentile` (`p`, 0–100) interpolate between neighbours (Postgres' percentile_cont); `stddev` is of a sample, none
 * of fewer than two. Keys: `count`, `<fn>_<field>`, `p<p>_<field>`, the measure's, `share_<of>`, `rank_<of>`,
 * `running_<of>`; or `as`. A key that is taken gets `_2`.
 */
export const aggregate = z.union([
  z.strictObject({
    fn: z.enum(aggregateFunctions),
    p: z.number().min(0).max(100).optional(),
    ...operand.partial().shape,
    where: filter.optional(),
    as: z.string().optional(),
  }),
  z.strictObject({ measure: z.string(), during: period.optional(), as: z.string().optional() }),
  madeColumn,
])
export type AnyFigure = z.infer<typeof aggregate>
/** A figure that is asked for itself, not made from another. */
export type Aggregate = Exclude<AnyFigure, MadeColumn>

/**
 * A key to group by; `by` cuts a date into calendar units (weeks by their Monday `2026-11-16`, months `2026-11`,
 * quarters `2026-Q4`, years `2026`; where the fiscal year does not start in January, quarters and years are fiscal:
 * `FY2027-Q1` by the year it ends in). Rows without a value are a group of their own, with none for its key.
 *
 * `fill` gives every unit that the period touches, also those without rows: counts and sums 0, other figures none, and
 * with further keys every unit for every combination of their values that occurs in the period (none, if none does).
 * Rows outside the period, or without the date, are left out, as a filter on the date would; what such a filter lifts of
 * the usual scope is lifted. The period needs both ends.
 */
export const groupKey = z.union([
  z.string(),
  z.strictObject({ ...operand.shape, by: calendarUnit.optional(), fill: period.optional() }),
])
export type GroupKey = z.infer<typeof groupKey>

/**
 * Rows and groups without a value come last, in either direction. Where nothing is asked, rows stand in their object's
 * usual order; groups stand in the order of their keys where the first is a date or one is filled, else by the first
 * figure, highest first. Equals stand in the order of their keys (rows: of their names, then ids): dates by time, closed
 * lists as declared, texts without case (groups that differ in case alone: capitals first). An order of groups by a column
 * that is not there is refused.
 */
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

/**
 * Each figure over two periods: columns `<key>` (now), `<key>_then`, `<key>_change` (now − then) and `<key>_change_ratio`
 * (change ÷ |then|; none where then is 0); none where either side is. `with` is `previous` where left out.
 *
 * `previous` is the stretch just before: of whole months (a month, quarter, year, several) as many whole months, of
 * `{ this: …, toDate: true }` as many days of the unit before (at most all of it), else as many days.
 * `year_earlier`: the same days a year earlier; whole months stay whole months. Both periods need both ends.
 *
 * With `field`, a date field, a figure is over the rows whose `field` lies in the period; groups without such a row in
 * either period are left out. Without it, each figure is taken on the last day of its period, as `series` takes it, at
 * the latest today; a windowed measure (NRR) without a `during` of its own then has the period for its window.
 */
export const compare = z.strictObject({
  period,
  with: z.union([z.enum(['previous', 'year_earlier']), period]).optional(),
  field: z.string().optional().describe('A date of the rows; without it: as on the last days'),
})
export type Compare = z.infer<typeof compare>

/**
 * Each figure on the last day of every unit that the period touches, of the running one today; units that have not
 * begun are left out. The first column goes by the unit (`month`) and holds labels as groupBy does.
 *
 * A figure on a day is what it would have been were that day today: relative days and periods in it count from there,
 * and its fields, also those in its own `where`, have the value of that day where they are dated by a feed of their own
 * (`at` without more); all others stand as they are now. So do the query's `where` and `groupBy`: they choose and sort
 * the rows as they are now. Of the usual scope what rests on dated fields holds as on that day (who was active then); the
 * rest of it is left out, so that those who have left since are still counted while they were there. A figure that rests on nothing
 * dated is refused. Windowed measures have their window end on the day.
 */
export const series = z.strictObject({ by: calendarUnit, over: period })
export type Series = z.infer<typeof series>

/**
 * Spreads one key of `groupBy` (`key`, as the answer names it) over columns. Columns go by `<figure>:<value>` (`:none`
 * without a value), dates in their order, closed lists in theirs, others by their total of the first figure, highest
 * first, none last. Beyond `limit` columns (12) those with the highest total stay (of dates the latest) and the rest is
 * one column `<figure>:other`, computed over their rows together; `others: false` drops it. `totals` adds
 * `<figure>:total` over all rows of the line, and beside the rows `totals`: the line over all rows, one a currency. A
 * value that is called none, other or total itself goes by `none_2` and so on.
 * A cell without rows is 0 for counts and sums, else none. Lines are ordered as the same groups without the key would
 * be; `limit` counts lines. Not with columns made from others.
 */
export const pivot = z.strictObject({
  key: z.string(),
  limit: z.int().positive().optional(),
  others: z.boolean().optional(),
  totals: z.boolean().optional(),
})
export type Pivot = z.infer<typeof pivot>

/**
 * The cohort triangle: rows by the unit of their date `start` (further keys of `groupBy` behind it), and for each age
 * the figure on the last day of the cohort's unit (age 0), of the unit after it (1), and so on, the running one today;
 * what has not begun is none. `over` takes the rows whose `start` lies in it, as a filter on it would (also where it cuts a
 * unit; a `start` that the usual scope is lifted by lifts it); cohorts whose unit has not begun are left out. `ages`: the
 * highest age. Figures are taken on days as in `series`.
 *
 * Columns: `cohort`, the further keys, `size` (all rows of the cohort), `<figure>:0`, `<figure>:1`, … As `share` (the
 * default) each is divided by age 0 of its line, none where that is 0; as `value` it is the figure. Cohorts without
 * rows are left out; lines stand in time order, those of one cohort in the order of their keys. No `limit` applies.
 */
export const cohort = z.strictObject({
  start: z.string(),
  by: calendarUnit,
  over: period,
  ages: z.int().positive().optional(),
  as: z.enum(['share', 'value']).optional(),
})
export type Cohort = z.infer<typeof cohort>

/** Keeps the groups whose figure (by its key) meets the comparison; a figure that is none meets none. Shares and ranks are of all groups. */
export const having = z.strictObject({ of: z.string(), op: z.enum(comparisons), value: z.number() })
export type Having = z.infer<typeof having>

export const maxRows = 10_000
export const query = z.strictObject({
  from: z.string().describe('The object: account, contact, ticket, …'),
  where: filter.optional(),
  select: upTo(most.columns, 'columns', z.array(z.union([z.string(), operand, madeColumn])))
    .optional()
    .describe("Columns; the object's usual ones when left out"),
  groupBy: upTo(most.keys, 'keys', z.array(groupKey)).optional(),
  measures: upTo(most.figures, 'figures', z.array(aggregate))
    .optional()
    .describe('Figures over the rows, or over each group'),
  having: upTo(most.keys, 'comparisons of figures', z.array(having))
    .optional()
    .describe('Only groups whose figures meet these'),
  compare: compare.optional().describe('Each figure over two periods: now, then, change'),
  series: series.optional().describe('Each figure on the last day of every unit: ARR month by month'),
  pivot: pivot.optional().describe('One key of groupBy as columns'),
  cohort: cohort.optional().describe('Figures by the unit of a start date (customer_since) and by age since'),
  orderBy: upTo(most.keys, 'columns to order by', z.array(order)).optional(),
  limit: z.int().positive().max(maxRows).optional(),
  /** `usual` leaves out what people do not mean (churned accounts, contacts who left) unless the filter speaks of it. */
  scope: z.enum(['usual', 'all']).optional(),
  asOf: asOf.optional(),
})
export type Query = z.input<typeof query>
export type ParsedQuery = z.output<typeof query>
