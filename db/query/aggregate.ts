/** Figures over rows, by group or over all: one statement, whose groups are filled, completed with made columns, ordered and counted around them. */
import { sql, type SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import { isMade } from './figure.ts'
import { filled, fillOf } from './fill.ts'
import { groupsOf, type FigureColumn, type Groups } from './groups.ts'
import { madeOf, madeSql, ratioOf } from './made.ts'
import { maxRows, type MadeColumn, type ParsedQuery } from './query.ts'
import { refusal, under, unknown } from './refuse.ts'
import type { Apart, Compiled, ResultColumn } from './result.ts'
import type { Rows } from './rows.ts'

export function grouped(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Compiled {
  const fill = fillOf(query, rows.statement.clock)
  const plain = groupsOf(rows, query, scope)
  return complete(query, fill ? filled(plain, fill) : plain)
}

/** The groups with the columns made from their figures, in their order. */
export function complete(query: ParsedQuery, groups: Groups): Compiled {
  const { keys, firsts, added } = groups
  const { figures, all, source, order } = withMade(query, groups)
  const kept = havingOf(query, all)
  const columns = [...keys.map((each) => each.column), ...figures.map((figure) => figure.column)]
  return {
    sql: sql`select g.*, count(*) over ()::float8 as total from (${source}) g ${kept} ${order ? sql`order by ${order}` : sql``}
      limit ${query.limit ?? maxRows}`,
    query,
    object: 'group',
    columns,
    names: [
      ...keys.map((each, at) => `g${(firsts[at] ?? 0) + each.shown}`),
      ...figures.map(({ name }) => name),
    ],
    empty: [...keys.map(() => null), ...figures.map(({ empty }) => empty)],
    parts: keys.map(({ parts }, at) => parts.map((_, part) => `g${(firsts[at] ?? 0) + part}`)),
    scope: groups.scope,
    apart: apartIn([...keys, ...figures], added),
  }
}

/** What was added to keep money apart, with the columns that are of it. */
const apartIn = (columns: { column: ResultColumn; currency: string | null }[], added: string[]): Apart[] =>
  added.map((currency) => ({
    currency,
    columns: columns
      .filter((each) => each.currency === currency && each.column.type === 'money')
      .map(({ column }) => column.key),
  }))

/** Groups that are shown, by their figures. */
function havingOf(query: ParsedQuery, figures: FigureColumn[]): SQL {
  const tests = (query.having ?? []).map(({ of, op, value }, at) => {
    const figure = sourceOf(figures, of, under(under('having', at), 'of'))
    if (figure.column.type !== 'number' && figure.column.type !== 'money')
      throw refusal(under('having', at), `${figure.column.key} is a ${figure.column.type}, not a number.`)
    return sql`${sql.raw(`g.${figure.name}`)} ${sql.raw(signs[op])} ${value}::float8`
  })
  return tests.length > 0 ? sql`where ${sql.join(tests, sql` and `)}` : sql``
}

const signs = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function sourceOf(figures: FigureColumn[], key: string, path: string, where = ''): FigureColumn {
  const keys = figures.map(({ column }) => column.key)
  const source = figures.find(({ column }) => column.key === key)
  if (!source) throw unknown(path, 'figure', key, keys, where)
  return source
}

/** `over`: of a ratio, what it is divided by. */
type Made = {
  given: MadeColumn
  path: string
  figure: FigureColumn
  source: FigureColumn
  over?: FigureColumn | undefined
}

function withMade(query: ParsedQuery, groups: Groups) {
  const asked = (query.measures ?? []).map((each, at) => ({ each, path: under('measures', at) }))
  const all = [...groups.figures]
  const made: Made[] = []
  for (const { each, path } of asked) {
    if (!isMade(each)) continue
    const place = under(path, 'of')
    const source = sourceOf(all, each.of, place, ' before it')
    if (made.some(({ figure, given }) => figure === source && given.make === 'running'))
      throw refusal(place, 'nothing is made from a running total.')
    if (each.make === 'running' && query.series)
      throw refusal(place, 'figures on several days do not add up to a running total.')
    const over =
      each.make === 'ratio' ? sourceOf(all, each.to ?? '', under(path, 'to'), ' before it') : undefined
    const { column, adds } = over
      ? { column: ratioOf(each, source, over, path), adds: false }
      : madeOf(each, source, path)
    let key = column.key
    for (let n = 2; all.some((other) => other.column.key === key); n++) key = `${column.key}_${n}`
    const figure: FigureColumn = {
      ...{ column: { ...column, key }, adds, currency: source.currency },
      empty: each.make === 'running' ? 0 : null,
      name: `m${made.length}`,
    }
    all.push(figure)
    made.push({ given: each, path, figure, source, over })
  }
  const order = orderOf(
    query,
    groups,
    all,
    new Set(made.filter(({ given }) => given.make === 'running').map(({ figure }) => figure)),
  )
  // Running totals come last, for they go by an order that may rest on the others.
  const inTurn = [
    ...made.filter(({ given }) => given.make !== 'running'),
    ...made.filter(({ given }) => given.make === 'running'),
  ]
  const source = inTurn.reduce<SQL>((inner, { given, path, figure, source: from, over }) => {
    const of = sql.raw(`g.${from.name}`)
    const value = over
      ? sql`(${of}::float8 / nullif(${sql.raw(`g.${over.name}`)}::float8, 0))`
      : madeSql(given, of, {
          partition: partitionOf(query, groups, given, from, path),
          order: order ?? sql`1`,
        })
    return sql`select g.*, ${value} as ${sql.raw(figure.name)} from (${inner}) g`
  }, groups.sql)
  return { figures: inAskedOrder(query, all, groups.figures.length), all, source, order }
}

/** Made columns stand where they were asked for, among the figures; a comparison's four stay together. */
function inAskedOrder(query: ParsedQuery, all: FigureColumn[], plain: number): FigureColumn[] {
  const asked = query.measures ?? []
  const plainAsked = asked.filter((each) => !isMade(each)).length || 1
  const each = plain / plainAsked
  if (asked.every(isMade)) return all
  let [nextPlain, nextMade] = [0, plain]
  return asked.flatMap((one) =>
    isMade(one) ? all.slice(nextMade, ++nextMade) : all.slice(nextPlain, (nextPlain += each)),
  )
}

/** What a whole is told apart by: what was asked, the currency of money, and the day of figures on several. */
function partitionOf(
  query: ParsedQuery,
  { keys, firsts }: Groups,
  given: MadeColumn,
  source: FigureColumn,
  path: string,
): SQL[] {
  const names = new Set(given.within ?? [])
  for (const [at, name] of [...names].entries())
    if (!keys.some(({ key }) => key === name))
      throw unknown(
        under(under(path, 'within'), at),
        'key',
        name,
        keys.map(({ key }) => key),
        ' of these groups',
      )
  if (source.currency) names.add(source.currency)
  if (query.series) names.add(query.series.by)
  return keys.flatMap(({ key, parts }, at) =>
    names.has(key) ? parts.map((_, part) => sql.raw(`g.g${(firsts[at] ?? 0) + part}`)) : [],
  )
}

/** Groups by the asked order, else dates in their order and other keys by the first figure, highest first; a filled date stays in its order too. */
function orderOf(
  query: ParsedQuery,
  { keys, firsts }: Groups,
  figures: FigureColumn[],
  running: Set<FigureColumn>,
): SQL | null {
  const partOf = (at: number) => (part: number) => sql.raw(`g.g${(firsts[at] ?? 0) + part}`)
  const byKey = (at: number) => keys[at]?.order(partOf(at)) ?? sql`1`
  const ties = [
    ...keys.map((_, at) => byKey(at)),
    ...keys.flatMap(({ exact }, at) => (exact ? [exact(partOf(at))] : [])),
  ]
  const names = [...keys.map((each) => each.key), ...figures.map(({ column }) => column.key)]
  const asked = (query.orderBy ?? []).map(({ by, dir }, place) => {
    const name = typeof by === 'string' ? by : by.field
    const path = under(under('orderBy', place), 'by')
    const at = names.indexOf(name)
    const loose =
      at >= 0 ? at : names.findIndex((each) => each.startsWith(`${name}_`) || each.endsWith(`_${name}`))
    if (loose < 0) throw unknown(path, 'column', name, names, ' in this answer')
    const figure = figures[loose - keys.length]
    if (figure && running.has(figure))
      throw refusal(path, 'a running total follows the order of the answer, so it cannot make it.')
    const term = figure ? sql.raw(`g.${figure.name}`) : byKey(loose)
    return sql`${term} ${sql.raw(dir)} nulls last`
  })
  const [first] = figures
  const isFilled = query.groupBy?.some((each) => typeof each === 'object' && each.fill)
  const usual =
    keys[0]?.dated || isFilled || !first ? [] : [sql`${sql.raw(`g.${first.name}`)} desc nulls last`]
  const terms = [...(asked.length > 0 ? asked : usual), ...ties]
  return terms.length > 0 ? sql.join(terms, sql`, `) : null
}
