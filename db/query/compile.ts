/** Compiles a query to one SQL statement with bound parameters, checked against the catalogue on the way. */
import { sql, type SQL } from 'drizzle-orm'
import type { Catalogue, ScopeClause } from '../catalogue/types.ts'
import type { Asker, Clock } from '../contract.ts'
import { grouped } from './aggregate.ts'
import { resolve, shown, sorted, type Value } from './operand.ts'
import {
  maxRows,
  query as querySchema,
  type Condition,
  type Operand,
  type ParsedQuery,
  type Query,
} from './query.ts'
import { reachOf } from './reach.ts'
import { malformed, under } from './refuse.ts'
import { columnOf, type Compiled } from './result.ts'
import { objectOf, openRows, openStatement, type Rows } from './rows.ts'
import { usualClauses } from './usual.ts'
import { whereOf } from './where.ts'

export function compileQuery(
  catalogue: Catalogue,
  given: Query,
  { asker, clock }: { asker: Asker; clock: Clock },
): Compiled {
  const parsed = querySchema.safeParse(given)
  if (!parsed.success) throw malformed(parsed.error)
  const query = parsed.data
  const statement = openStatement(catalogue, asker, clock)
  const object = objectOf(catalogue, query.from, 'from')
  const rows = openRows(statement, object, reachOf(statement, object, query.where))
  const scope = usualClauses(object, query.where, query.scope)
  return query.groupBy || query.measures ? grouped(rows, query, scope) : listed(rows, query, scope)
}

/** Fields of the row that the filter and the order speak of: shown beside the usual columns, for they are the point. */
function spokenOf(query: ParsedQuery): (string | Operand)[] {
  const walked = (condition: Condition): Operand[] => {
    if ('and' in condition) return condition.and.flatMap(walked)
    if ('or' in condition) return condition.or.flatMap(walked)
    if ('not' in condition) return walked(condition.not)
    if (!('field' in condition)) return []
    const { field, at, since } = condition
    return [{ field, ...(at !== undefined && { at }), ...(since !== undefined && { since }) }]
  }
  return [
    ...(query.where ? walked(query.where) : []),
    ...(query.orderBy ?? []).map((each) => each.by),
  ].filter((each) => each !== 'id' && (typeof each === 'string' || each.field !== 'id'))
}

const mostColumns = 12

function listed(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Compiled {
  const { object, statement } = rows
  const { currencies } = statement.catalogue
  // The filter and the order first: a fault in them is told at its own place.
  const where = whereOf(rows, query, scope)
  const order = orderOf(rows, query)
  const asked: [string | Operand, string][] = query.select
    ? query.select.map((each, at) => [each, under('select', at)])
    : [...object.columns, ...spokenOf(query)].slice(0, mostColumns).map((each) => [each, 'select'])
  const values = new Map<string, Value>()
  for (const [operand, path] of asked) {
    const value = resolve(rows, operand, path)
    values.set(value.key, value)
  }
  const ofMoney = [...values.values()].some((value) => value.type === 'money')
  if (ofMoney && currencies.length > 1 && object.currency && !values.has(object.currency))
    values.set(object.currency, resolve(rows, object.currency, 'select'))
  const selected = [...values.values()]
  const names = selected.map((_, at) => `c${at}`)
  const columns = selected.map((value, at) => sql`${shown(rows, value)} as ${sql.raw(`c${at}`)}`)
  const id = object.id === null ? sql`null::text` : sql.raw(`${rows.alias}.${object.id}`)
  return {
    sql: sql`select ${id} as id, ${sql.join([...columns, sql`count(*) over ()::float8 as total`], sql`, `)}
      from ${rows.from()} where ${where} order by ${order} limit ${query.limit ?? maxRows}`,
    query,
    object: object.key,
    columns: selected.map((value) => columnOf(value, currencies)),
    names,
    scope,
  }
}

/** The asked order, else the object's; rows without a value last; then what keeps the order the same each time. */
function orderOf(rows: Rows, query: ParsedQuery): SQL {
  const { object, alias } = rows
  const asked = query.orderBy?.length ? query.orderBy : object.orderBy
  const terms = asked.map(({ by, dir }, at) => {
    const value = resolve(rows, by, under(under('orderBy', at), 'by'))
    return sql`${sorted(rows, value)} ${sql.raw(dir)} nulls last`
  })
  const ties =
    object.id === null
      ? object.orderBy.map(({ by }) => sorted(rows, resolve(rows, by, 'orderBy')))
      : [sorted(rows, resolve(rows, object.title, 'orderBy')), sql.raw(`${alias}.${object.id}`)]
  return sql.join([...terms, ...ties], sql`, `)
}
