/** The rows of an object as one statement: the columns asked for, or the usual ones with what the filter and the order speak of. */
import { sql, type SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import { isMade } from './figure.ts'
import { keyOfMade, madeOf, madeSql } from './made.ts'
import { resolve, shown, sorted } from './operand.ts'
import { maxRows, type Condition, type MadeColumn, type Operand, type ParsedQuery } from './query.ts'
import { refusal, under } from './refuse.ts'
import { addsUp, columnOf, type Compiled, type ResultColumn } from './result.ts'
import type { Rows } from './rows.ts'
import { whereOf } from './where.ts'

/** `currency` is the path to that of money. */
type Shown = { column: ResultColumn; sql: SQL; currency?: string | undefined }

/** Fields of the row that the filter and the order speak of: shown beside the usual columns, for they are the point. */
function spokenOf(query: ParsedQuery): (string | Operand)[] {
  const walked = (condition: Condition): Operand[] => {
    if ('and' in condition) return condition.and.flatMap(walked)
    if ('or' in condition) return condition.or.flatMap(walked)
    if ('not' in condition) return walked(condition.not)
    // Texts that were searched are long, and may be several.
    if (!('field' in condition) || condition.op === 'matches') return []
    const { field, at, since, to, unit } = condition
    return [{ field, at, since, to, unit }]
  }
  return [
    ...(query.where ? walked(query.where) : []),
    ...(query.orderBy ?? []).map((each) => each.by),
  ].filter((each) => each !== 'id' && (typeof each === 'string' || each.field !== 'id'))
}

const mostColumns = 12

export function listed(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Compiled {
  const { object } = rows
  // The filter and the order first: a fault in them is told at its own place.
  const where = whereOf(rows, query, scope)
  const order = orderOf(rows, query)
  const selected = columnsOf(rows, query, order)
  const columns = selected.map((each, at) => sql`${each.sql} as ${sql.raw(`c${at}`)}`)
  const id = object.id === null ? sql`null::text` : sql.raw(`${rows.alias}.${object.id}`)
  return {
    sql: sql`select ${id} as id, ${sql.join([...columns, sql`count(*) over ()::float8 as total`], sql`, `)}
      from ${rows.from()} where ${where} order by ${order} limit ${query.limit ?? maxRows}`,
    query,
    object: object.key,
    columns: selected.map(({ column }) => column),
    names: selected.map((_, at) => `c${at}`),
    empty: selected.map(() => null),
    parts: [],
    apart: [],
    scope,
  }
}

/** Each column once; money of several currencies has its currency beside it. */
function columnsOf(rows: Rows, query: ParsedQuery, order: SQL): Shown[] {
  const { object, statement } = rows
  const { currencies } = statement.catalogue
  const asked: [string | Operand | MadeColumn, string][] = query.select
    ? query.select.map((each, at) => [each, under('select', at)])
    : [...object.columns, ...spokenOf(query)].map((each) => [each, 'select'])
  const columns = new Map<string, Shown>()
  const add = (each: Shown) => columns.set(each.column.key, each)
  const plain = (each: string | Operand, path: string): Shown => {
    const value = resolve(rows, each, path)
    return { column: columnOf(value, currencies), sql: shown(rows, value), currency: value.currency }
  }
  for (const [each, path] of asked) {
    if (!query.select && columns.size >= mostColumns) break
    add(isMade(each) ? made(rows, each, order, path) : plain(each, path))
  }
  if (currencies.length < 2) return [...columns.values()]
  const money = [...columns.values()].filter(({ column }) => column.type === 'money')
  for (const each of new Set(money.flatMap(({ currency }) => currency ?? [])))
    if (!columns.has(each)) add(plain(each, 'select'))
  return [...columns.values()]
}

/** A column made from a field of all rows of the answer. */
function made(rows: Rows, given: MadeColumn, order: SQL, path: string): Shown {
  const { currencies } = rows.statement.catalogue
  const value = resolve(rows, given.of, under(path, 'of'))
  const source = columnOf(value, currencies)
  const { column } = madeOf(given, { column: source, adds: addsUp(source) }, path)
  const within = (given.within ?? []).map((each, at) => resolve(rows, each, under(under(path, 'within'), at)))
  const apart = currencies.length > 1 ? value.currency : undefined
  const partition = [...within, ...(apart ? [resolve(rows, apart, path)] : [])].map((each) => each.sql)
  return { column, sql: madeSql(given, value.sql, { partition, order }), currency: value.currency }
}

/** The asked order, else the object's; rows without a value last; then what keeps the order the same each time. */
function orderOf(rows: Rows, query: ParsedQuery): SQL {
  const { object, alias } = rows
  const asked = query.orderBy?.length ? query.orderBy : object.orderBy
  const terms = asked.map(({ by, dir }, at) => {
    const path = under(under('orderBy', at), 'by')
    const given = (query.select ?? []).filter(isMade).find((each) => by === keyOfMade(each))
    if (given && query.select?.some((each) => isMade(each) && each.make === 'running'))
      throw refusal(
        path,
        'running totals follow an order by fields, not by what is made from them.',
        `Order by ${given.of} instead.`,
      )
    const term = given ? made(rows, given, sql`1`, path).sql : sorted(rows, resolve(rows, by, path))
    return sql`${term} ${sql.raw(dir)} nulls last`
  })
  const ties =
    object.id === null
      ? [
          ...object.orderBy.map(({ by }) => sorted(rows, resolve(rows, by, 'orderBy'))),
          sql.raw(`${alias}.account_id`),
        ]
      : [sorted(rows, resolve(rows, object.title, 'orderBy')), sql.raw(`${alias}.${object.id}`)]
  return sql.join([...terms, ...ties], sql`, `)
}
