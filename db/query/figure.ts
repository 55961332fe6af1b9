/** One figure of an aggregate: a function of a field, or a portfolio measure of the catalogue over its window. */
import { sql, type SQL } from 'drizzle-orm'
import { resolvePeriod } from '../calendar.ts'
import type { PortfolioMeasure, ScopeClause } from '../catalogue/types.ts'
import { conditionSql } from './condition.ts'
import { resolve, shown, type Value } from './operand.ts'
import { inSentence } from './print.ts'
import type { Aggregate, AnyFigure, MadeColumn, Operand, Period } from './query.ts'
import { refusal, under, unknown } from './refuse.ts'
import { addsUp, columnOf, type ResultColumn } from './result.ts'
import type { Rows } from './rows.ts'

export type Figure = {
  key: string
  sql: SQL
  column: ResultColumn
  /** Of money: the key of the currency that it is in. */
  currency: string | null
  /** Whether figures of several groups may be added to one. */
  adds: boolean
  /** What it is over no rows. */
  empty: 0 | null
}
const lastYear: Period = { last: 12, unit: 'month' }

export const isMade = (given: AnyFigure | string | Operand): given is MadeColumn =>
  typeof given === 'object' && 'make' in given

/** The first and last day of a figure's window; an end in the future is today. */
function windowOf(rows: Rows, during: Period | undefined, path: string): { start: string; end: string } {
  const { clock } = rows.statement
  const { from, to } = resolvePeriod(during ?? lastYear, clock)
  if (!from) throw refusal(path, 'the window needs a first day.')
  const end = to && to < clock.today ? to : clock.today
  if (from >= end) throw refusal(path, 'the window has not begun, so there is nothing to compare.')
  return { start: from, end }
}

export function portfolioOf(rows: Rows, key: string, path: string): PortfolioMeasure {
  const all = rows.object.portfolio ?? []
  const found = all.find((each) => each.key === key)
  if (found) return found
  throw unknown(
    under(path, 'measure'),
    'measure',
    key,
    all.map((each) => each.key),
    ` of ${rows.object.plural.toLowerCase()} as a whole`,
  )
}

export function portfolioFigure(
  rows: Rows,
  given: Extract<Aggregate, { measure: string }>,
  path: string,
): Figure {
  const measure = portfolioOf(rows, given.measure, path)
  if (given.during && !measure.windowed)
    throw refusal(under(path, 'during'), `${measure.label} is as of today and has no window.`)
  const { start, end } = measure.windowed
    ? windowOf(rows, given.during, under(path, 'during'))
    : { start: rows.statement.clock.today, end: rows.statement.clock.today }
  const days = { start, end }
  const context = rows.context(rows, { iso: rows.statement.clock.today, past: false })
  const value = measure.sql({
    ...context,
    start: sql`${start}::date`,
    end: sql`${end}::date`,
    at: (key, day) => rows.context(rows, { iso: days[day], past: true }).field(key),
  })
  const key = given.as ?? measure.key
  const { currencies } = rows.statement.catalogue
  const unit = measure.type === 'money' && currencies.length === 1 ? currencies[0] : measure.unit
  return {
    key,
    sql: sql`(${value})::float8`,
    column: { key, label: labelOf(given.as, measure.label), type: measure.type, ...(unit && { unit }) },
    currency: (measure.perCurrency && rows.object.currency) || null,
    adds: false,
    // Amounts and counts over no rows are zero; shares of nothing are none.
    empty: measure.type === 'money' || measure.unit === 'items' ? 0 : null,
  }
}

/** A figure that was given a name is called by it. */
export const labelOf = (as: string | undefined, usual: string): string =>
  as ? `${as.charAt(0).toUpperCase()}${as.slice(1)}`.replaceAll('_', ' ') : usual

const functionLabels = {
  count: 'Number of',
  sum: 'Total',
  avg: 'Average',
  median: 'Median',
  percentile: 'Percentile',
  stddev: 'Standard deviation of',
  min: 'Lowest',
  max: 'Highest',
  count_distinct: 'Different',
}
type Function = Extract<Aggregate, { fn: string }>

/** Any figure that is asked for itself. `scope` narrows functions; portfolio measures say by themselves which rows count. */
export const plainFigure = (
  rows: Rows,
  given: Aggregate,
  path: string,
  scope: ScopeClause[],
  usual: boolean,
  during: SQL[] = [],
): Figure =>
  'measure' in given
    ? portfolioFigure(rows, given, path)
    : functionFigure(rows, given, path, scope, usual, during)

export function functionFigure(
  rows: Rows,
  given: Function,
  path: string,
  scope: ScopeClause[],
  usual: boolean,
  during: SQL[] = [],
): Figure {
  const { fn, p, field, at, since, to, unit: apart, where, as } = given
  if ((p !== undefined) !== (fn === 'percentile'))
    throw refusal(under(path, 'p'), p === undefined ? 'a percentile needs p, 0–100.' : `${fn} has no p.`)
  const filters = [
    ...during,
    ...scope.map((clause) => conditionSql(rows, clause.where, 'scope', usual)),
    ...(where ? [conditionSql(rows, where, under(path, 'where'), usual)] : []),
  ]
  const filter = filters.length > 0 ? sql` filter (where ${sql.join(filters, sql` and `)})` : sql``
  if (field === undefined) {
    if (fn !== 'count') throw refusal(under(path, 'field'), `${fn} needs a field.`)
    const key = as ?? 'count'
    const column = { key, label: labelOf(as, rows.object.plural), type: 'number', unit: 'items' }
    return { key, sql: sql`(count(*)${filter})::float8`, column, currency: null, adds: true, empty: 0 }
  }
  const value = resolve(rows, { field, at, since, to, unit: apart }, path)
  const key = as ?? (p === undefined ? `${fn}_${value.key}` : `p${p}_${value.key}`)
  const { sql: figure, type, unit } = applied(rows, given, value, filter, under(path, 'fn'))
  const name = p === undefined ? functionLabels[fn] : `P${p} of`
  const label = labelOf(as, `${name} ${inSentence(value.label)}`)
  const column = { key, label, type, ...(unit && { unit }) }
  return {
    key,
    sql: figure,
    column,
    currency: (type === 'money' && value.currency) || null,
    adds: fn === 'count' || (fn === 'sum' && addsUp(column)),
    empty: fn === 'count' || fn === 'sum' || fn === 'count_distinct' ? 0 : null,
  }
}

function applied(rows: Rows, { fn, p }: Function, value: Value, filter: SQL, path: string) {
  const { unit } = columnOf(value, rows.statement.catalogue.currencies)
  // An empty list is no value, for conditions (`is_null`) as for counts.
  const one = value.type === 'list' ? sql`nullif(${value.sql}, '{}')` : value.sql
  if (fn === 'count') return { sql: sql`(count(${one})${filter})::float8`, type: 'number', unit: 'items' }
  if (fn === 'count_distinct')
    return { sql: sql`(count(distinct ${one})${filter})::float8`, type: 'number', unit: 'items' }
  if ((fn === 'min' || fn === 'max') && (value.type === 'date' || value.type === 'time'))
    return {
      sql: shown(rows, { ...value, sql: sql`(${sql.raw(fn)}(${value.sql})${filter})` }),
      type: value.type,
      unit,
    }
  if (fn === 'avg' && value.type === 'boolean')
    return { sql: sql`(avg(${value.sql}::int)${filter})::float8`, type: 'number', unit: 'ratio' }
  if (value.type !== 'number' && value.type !== 'money')
    throw refusal(
      path,
      `${fn} of ${value.key} has no meaning: it is a ${value.type}.`,
      'Use count or count_distinct.',
    )
  if (fn === 'median' || fn === 'percentile')
    return {
      sql: sql`(percentile_cont(${(p ?? 50) / 100}::float8) within group (order by ${value.sql}::float8)${filter})`,
      type: value.type,
      unit,
    }
  if (fn === 'stddev')
    return {
      sql: sql`(stddev_samp(${value.sql}::float8)${filter})`,
      type: value.type,
      unit: unit === 'score' ? 'points' : unit,
    }
  const figure = sql`(${sql.raw(fn)}(${value.sql})${filter})::float8`
  return { sql: fn === 'sum' ? sql`coalesce(${figure}, 0)` : figure, type: value.type, unit }
}
