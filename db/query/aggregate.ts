/** Figures over rows, by group or over all: one statement, whose groups are ordered and counted around it. */
import { sql, type SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import { functionFigure, portfolioFigure, portfolioOf, type Figure } from './figure.ts'
import { keyOf, type Key } from './group-key.ts'
import { maxRows, type ParsedQuery } from './query.ts'
import { under, unknown } from './refuse.ts'
import type { Compiled } from './result.ts'
import type { Rows } from './rows.ts'
import { whereOf } from './where.ts'

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
  for (const [at, figure] of figures.entries())
    figure.column.key = figure.key = free(figure.key, figures.slice(0, at))
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

/** The same figure twice (over two windows) goes by two keys. */
function free(key: string, taken: Figure[], n = 1): string {
  const name = n === 1 ? key : `${key}_${n}`
  return taken.some((each) => each.key === name) ? free(key, taken, n + 1) : name
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
