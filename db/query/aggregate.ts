/** Figures over rows, by group or over all: functions of fields, and the portfolio measures of the catalogue. */
import { sql, type SQL } from 'drizzle-orm'
import { resolvePeriod } from '../calendar.ts'
import { dayOfMoment } from '../catalogue/fields.ts'
import type { PortfolioMeasure, ScopeClause } from '../catalogue/types.ts'
import { columnOf, whereOf, type Compiled, type ResultColumn } from './compile.ts'
import { conditionSql } from './condition.ts'
import { rankOf, resolve, shown, type Value } from './operand.ts'
import { inSentence } from './print.ts'
import {
  maxRows,
  type Aggregate,
  type CalendarUnit,
  type GroupKey,
  type ParsedQuery,
  type Period,
} from './query.ts'
import { refusal, under, unknown } from './refuse.ts'
import type { Rows } from './rows.ts'

type Figure = { key: string; sql: SQL; column: ResultColumn; perCurrency: boolean }
/** A key of a group: what it is told apart by, what is shown, and what it sorts by, over the columns of the groups. */
type Key = {
  key: string
  parts: SQL[]
  column: ResultColumn
  shown: number
  order: (group: (at: number) => SQL) => SQL
  dated: boolean
}

const lastYear: Period = { last: 12, unit: 'month' }

/** The first and last day of a figure's window; an end in the future is today. */
export function windowOf(
  rows: Rows,
  during: Period | undefined,
  path: string,
): { start: string; end: string } {
  const { clock } = rows.statement
  const { from, to } = resolvePeriod(during ?? lastYear, clock)
  if (!from) throw refusal(path, 'the window needs a first day.')
  const end = to && to < clock.today ? to : clock.today
  if (from >= end) throw refusal(path, 'the window has not begun, so there is nothing to compare.')
  return { start: from, end }
}

export function grouped(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Compiled {
  const { object, statement } = rows
  const { currencies } = statement.catalogue
  const asked = query.measures?.length ? query.measures : [{ fn: 'count' as const }]
  const whole = asked.some(
    (each, at) => 'measure' in each && portfolioOf(rows, each.measure, under('measures', at)).wholeScope,
  )
  const keys = (query.groupBy ?? []).map((each, at) => keyOf(rows, each, under('groupBy', at)))
  const figures = asked.map((each, at) =>
    'measure' in each
      ? portfolioFigure(rows, each, under('measures', at))
      : functionFigure(rows, each, under('measures', at), whole ? scope : [], query.scope !== 'all'),
  )
  const named = new Set(keys.map((each) => each.key))
  const apart = currencies.length > 1 && object.currency && figures.some((figure) => figure.perCurrency)
  const added = apart && object.currency && !named.has(object.currency) ? object.currency : undefined
  if (added) keys.push(keyOf(rows, added, 'groupBy'))

  const parts = keys.flatMap((each) => each.parts)
  const firsts = keys.map((_, at) => keys.slice(0, at).reduce((sum, each) => sum + each.parts.length, 0))
  const inner = [...parts, ...figures.map((figure) => figure.sql)].map(
    (part, at) => sql`${part} as ${sql.raw(`g${at}`)}`,
  )
  // Figures of the whole scope say by themselves which rows count; the others then carry the scope as their filter.
  const where = whereOf(rows, query, whole ? [] : scope)
  const groupBy = parts.length > 0 ? sql`group by ${sql.raw(parts.map((_, at) => at + 1).join(', '))}` : sql``
  const names = [
    ...keys.map((each, at) => `g${(firsts[at] ?? 0) + each.shown}`),
    ...figures.map((_, at) => `g${parts.length + at}`),
  ]
  const order = orderOf(query, keys, figures, firsts, parts.length)
  const isScoped = !whole || asked.some((each) => 'fn' in each)
  return {
    sql: sql`select g.*, count(*) over ()::float8 as total from (
      select ${sql.join(inner, sql`, `)} from ${rows.from()} where ${where} ${groupBy}
    ) g ${order} limit ${query.limit ?? maxRows}`,
    query,
    object: 'group',
    columns: [...keys.map((each) => each.column), ...figures.map((figure) => figure.column)],
    names,
    scope: isScoped ? scope : [],
    ...(added && { apart: added }),
  }
}

function keyOf(rows: Rows, given: GroupKey, path: string): Key {
  const { by, ...operand } = typeof given === 'string' ? { field: given, by: undefined } : given
  const value = resolve(rows, operand, path)
  const column = columnOf(value, rows.statement.catalogue.currencies)
  const plain = { key: value.key, column, shown: 0, dated: false }
  if (value.type === 'date' || value.type === 'time') {
    const unit = by ?? 'day'
    const day = value.type === 'time' ? dayOfMoment(value.sql, rows.statement.clock) : value.sql
    const label = unit === 'day' ? value.label : `${value.label} (${unit})`
    const type = unit === 'day' || unit === 'week' ? 'date' : 'text'
    return {
      ...plain,
      key: by ? `${value.key}_${by}` : value.key,
      column: { key: by ? `${value.key}_${by}` : value.key, label, type },
      parts: [bucket(day, unit, rows.statement.clock.fiscalYearStart)],
      order: (group) => group(0),
      dated: true,
    }
  }
  if (by) throw refusal(under(path, 'by'), `${value.key} is not a date, so it has no ${by}s.`)
  if (value.type === 'person')
    return {
      ...plain,
      parts: [value.sql, shown(rows, value)],
      shown: 1,
      order: (group) => sql`lower(${group(1)})`,
    }
  if (value.type === 'list')
    return {
      ...plain,
      column: { ...column, type: 'text' },
      parts: [rows.each(value.sql, value.key)],
      order: (group) => sql`lower(${group(0)})`,
    }
  const isClosed = value.type === 'enum' && value.field.values?.length
  const isText = value.type === 'text'
  return {
    ...plain,
    parts: [shown(rows, value)],
    order: (group) =>
      isClosed ? rankOf(value.field, group(0)) : isText ? sql`lower(${group(0)})` : group(0),
  }
}

/** Weeks by their Monday, months as 2026-11, quarters as 2026-Q4; where the fiscal year is not the calendar's, FY and the year it ends in. */
function bucket(day: SQL, unit: CalendarUnit, fiscalYearStart: number): SQL {
  if (unit === 'day') return sql`to_char(${day}, 'YYYY-MM-DD')`
  if (unit === 'week') return sql`to_char(date_trunc('week', ${day}::timestamp), 'YYYY-MM-DD')`
  if (unit === 'month') return sql`to_char(${day}, 'YYYY-MM')`
  const form = unit === 'quarter' ? 'YYYY-"Q"Q' : 'YYYY'
  if (fiscalYearStart === 1) return sql`to_char(${day}, ${form}::text)`
  return sql`to_char(${day} + make_interval(months => ${13 - fiscalYearStart}::int), ${`"FY"${form}`}::text)`
}

function portfolioOf(rows: Rows, key: string, path: string): PortfolioMeasure {
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

function portfolioFigure(rows: Rows, given: Extract<Aggregate, { measure: string }>, path: string): Figure {
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
    column: { key, label: measure.label, type: measure.type, ...(unit && { unit }) },
    perCurrency: measure.perCurrency ?? false,
  }
}

const functionLabels = {
  count: 'Number of',
  sum: 'Total',
  avg: 'Average',
  median: 'Median',
  min: 'Lowest',
  max: 'Highest',
  count_distinct: 'Different',
}
type Function = Extract<Aggregate, { fn: string }>

function functionFigure(
  rows: Rows,
  given: Function,
  path: string,
  scope: ScopeClause[],
  usual: boolean,
): Figure {
  const { fn, field, at, since, where, as } = given
  const filters = [
    ...scope.map((clause) => conditionSql(rows, clause.where, 'scope', usual)),
    ...(where ? [conditionSql(rows, where, under(path, 'where'), usual)] : []),
  ]
  const filter = filters.length > 0 ? sql` filter (where ${sql.join(filters, sql` and `)})` : sql``
  if (field === undefined) {
    if (fn !== 'count') throw refusal(under(path, 'field'), `${fn} needs a field.`)
    const key = as ?? 'count'
    const column = { key, label: rows.object.plural, type: 'number', unit: 'items' }
    return { key, sql: sql`(count(*)${filter})::float8`, column, perCurrency: false }
  }
  const value = resolve(rows, { field, at, since }, path)
  const key = as ?? `${fn}_${value.key}`
  const { sql: figure, type, unit } = applied(rows, fn, value, filter, under(path, 'fn'))
  const label = `${functionLabels[fn]} ${inSentence(value.label)}`
  return {
    key,
    sql: figure,
    column: { key, label, type, ...(unit && { unit }) },
    perCurrency: type === 'money',
  }
}

function applied(rows: Rows, fn: Function['fn'], value: Value, filter: SQL, path: string) {
  const { unit } = columnOf(value, rows.statement.catalogue.currencies)
  if (fn === 'count')
    return { sql: sql`(count(${value.sql})${filter})::float8`, type: 'number', unit: 'items' }
  if (fn === 'count_distinct')
    return { sql: sql`(count(distinct ${value.sql})${filter})::float8`, type: 'number', unit: 'items' }
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
  if (fn === 'median')
    return {
      sql: sql`(percentile_cont(0.5) within group (order by ${value.sql}::float8)${filter})`,
      type: value.type,
      unit,
    }
  const figure = sql`(${sql.raw(fn)}(${value.sql})${filter})::float8`
  return { sql: fn === 'sum' ? sql`coalesce(${figure}, 0)` : figure, type: value.type, unit }
}

/** Groups by the asked order, else dates in their order and other keys by the first figure, highest first. */
function orderOf(query: ParsedQuery, keys: Key[], figures: Figure[], firsts: number[], parts: number): SQL {
  const column = (at: number) => sql.raw(`g.g${at}`)
  const byKey = (at: number) => keys[at]?.order((part) => column((firsts[at] ?? 0) + part)) ?? sql`1`
  const byFigure = (at: number) => column(parts + at)
  const ties = keys.map((_, at) => byKey(at))
  const names = [...keys.map((each) => each.key), ...figures.map((each) => each.key)]
  const asked = (query.orderBy ?? []).map(({ by, dir }, place) => {
    const name = typeof by === 'string' ? by : by.field
    const at = names.indexOf(name)
    const loose =
      at >= 0 ? at : names.findIndex((each) => each.startsWith(`${name}_`) || each.endsWith(`_${name}`))
    if (loose < 0)
      throw unknown(under(under('orderBy', place), 'by'), 'column', name, names, ' in this answer')
    const term = loose < keys.length ? byKey(loose) : byFigure(loose - keys.length)
    return sql`${term} ${sql.raw(dir)} nulls last`
  })
  const usual = keys[0]?.dated || figures.length === 0 ? [] : [sql`${byFigure(0)} desc nulls last`]
  const terms = [...(asked.length > 0 ? asked : usual), ...ties]
  return terms.length > 0 ? sql`order by ${sql.join(terms, sql`, `)}` : sql``
}
