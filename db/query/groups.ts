/** Groups with their figures, as the innermost select gives them: of the rows as they are, over two periods, or on several days. */
import { sql, type SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import { conditionSql } from './condition.ts'
import { isMade, plainFigure, portfolioOf, type Figure } from './figure.ts'
import { filled } from './fill.ts'
import { keyOf, type Key } from './group-key.ts'
import { assertOnDays, scopeOnDays } from './on-day.ts'
import { resolve } from './operand.ts'
import { samplesOf, twoSpans, type ClosedSpan, type Sample } from './periods.ts'
import type { Aggregate, ParsedQuery } from './query.ts'
import { refusal, under } from './refuse.ts'
import type { ResultColumn } from './result.ts'
import { openRows, rowsOn, type Rows } from './rows.ts'
import { whereOf } from './where.ts'

/** A figure by the name that the statement gives it. */
export type FigureColumn = {
  column: ResultColumn
  name: string
  currency: string | null
  adds: boolean
  empty: 0 | null
}
export type Groups = {
  keys: Key[]
  /** The place of each key's first part: parts go by `g0`, `g1`, … in the order of the keys. */
  firsts: number[]
  figures: FigureColumn[]
  sql: SQL
  /** What the usual scope leaves out. */
  scope: ScopeClause[]
  /** The currencies that were added to keep money apart. */
  added: string[]
}

type Asked = [Aggregate, string]
const counted: Aggregate = { fn: 'count' }

/** The figures asked for themselves, each with its place in the query. */
export function plainAsked(query: ParsedQuery): Asked[] {
  const asked = (query.measures ?? []).flatMap((each, at): Asked[] =>
    isMade(each) ? [] : [[each, under('measures', at)]],
  )
  return asked.length > 0 ? asked : [[counted, 'measures']]
}

function keysOf(rows: Rows, query: ParsedQuery, figures: Figure[]): { keys: Key[]; added: string[] } {
  const keys = (query.groupBy ?? []).map((each, at) => keyOf(rows, each, under('groupBy', at)))
  const isOne = rows.statement.catalogue.currencies.length < 2
  const currencies = new Set(isOne ? [] : figures.flatMap(({ currency }) => currency ?? []))
  const added = [...currencies].filter((currency) => keys.every(({ key }) => key !== currency))
  return { keys: [...keys, ...added.map((currency) => keyOf(rows, currency, 'groupBy'))], added }
}

/** The same figure twice (over two windows) goes by two keys. */
function unique(figures: Figure[]): Figure[] {
  const taken = new Set<string>()
  return figures.map((figure) => {
    let key = figure.key
    for (let n = 2; taken.has(key); n++) key = `${figure.key}_${n}`
    taken.add(key)
    return { ...figure, key, column: { ...figure.column, key } }
  })
}

const firstsOf = (keys: Key[]): number[] =>
  keys.map((_, at) => keys.slice(0, at).reduce((sum, each) => sum + each.parts.length, 0))
const partsIn = (keys: Key[]): number => keys.reduce((sum, each) => sum + each.parts.length, 0)

/** `constant` leads the parts and is of no row, so that groups without rows still tell nothing apart by it. */
function selectOf(rows: Rows, keys: Key[], figures: Figure[], where: SQL, constant?: SQL): SQL {
  const lead = constant ? [constant] : []
  const parts = [...lead, ...keys.flatMap((each) => each.parts)]
  const columns = [...parts, ...figures.map((figure) => figure.sql)].map(
    (part, at) => sql`${part} as ${sql.raw(`g${at}`)}`,
  )
  const places = parts.map((_, at) => at + 1).slice(lead.length)
  const groupBy = places.length > 0 ? sql`group by ${sql.raw(places.join(', '))}` : sql``
  return sql`select ${sql.join(columns, sql`, `)} from ${rows.from()} where ${where} ${groupBy}`
}

const namedFrom = (figures: Figure[], first: number): FigureColumn[] =>
  figures.map(({ column, currency, adds, empty }, at) => ({
    ...{ column, currency, adds, empty },
    name: `g${first + at}`,
  }))

export function groupsOf(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Groups {
  if (query.series) {
    const { by, over } = query.series
    const samples = samplesOf(over, by, rows.statement.clock, under('series', 'over'))
    return sampledGroups(rows, query, scope, samples, by)
  }
  return query.compare ? comparedGroups(rows, query, scope) : presentGroups(rows, query, scope)
}

/** Whether a figure says by itself which rows count, so that the usual scope leaves none out before it. */
const hasWhole = (rows: Rows, asked: Asked[]): boolean =>
  asked.some(([each, path]) => 'measure' in each && portfolioOf(rows, each.measure, path).wholeScope)
/** The scope as far as a figure is narrowed by it. */
const saidScope = (rows: Rows, asked: Asked[], scope: ScopeClause[]): ScopeClause[] =>
  !hasWhole(rows, asked) || asked.some(([each]) => 'fn' in each) ? scope : []

function presentGroups(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Groups {
  const asked = plainAsked(query)
  const isWhole = hasWhole(rows, asked)
  // Figures of the whole scope say by themselves which rows count; the others then carry the scope as their filter.
  const figures = unique(
    asked.map(([each, path]) => plainFigure(rows, each, path, isWhole ? scope : [], query.scope !== 'all')),
  )
  const { keys, added } = keysOf(rows, query, figures)
  return {
    keys,
    firsts: firstsOf(keys),
    figures: namedFrom(figures, partsIn(keys)),
    sql: selectOf(rows, keys, figures, whereOf(rows, query, isWhole ? [] : scope)),
    scope: saidScope(rows, asked, scope),
    added,
  }
}

/** Both sides of each figure are aggregates of one select; the change is made from them around it. */
function comparedGroups(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Groups {
  const { compare } = query
  if (!compare) throw new Error('a comparison of nothing')
  const { clock } = rows.statement
  const spans = twoSpans(compare, clock)
  const isFlow = compare.field !== undefined
  const side =
    compare.field === undefined ? stockSide(rows, query, scope) : flowSide(rows, query, compare.field)
  const asked = plainAsked(query)
  const now = unique(asked.map(([each, path]) => side(each, path, spans.now)))
  const then = asked.map(([each, path]) => side(each, path, spans.then))
  for (const [at, figure] of now.entries())
    if (figure.column.type !== 'number' && figure.column.type !== 'money')
      throw refusal(asked[at]?.[1] ?? 'measures', `${figure.column.key} is no number, so it has no change.`)
  const { keys, added } = keysOf(rows, query, now)
  const parts = partsIn(keys)
  const figures = namedFrom([...now, ...then], parts)
  const changes = now.map((_, at) => ({
    now: sql.raw(`g.g${parts + at}`),
    then: sql.raw(`g.g${parts + now.length + at}`),
  }))
  const made = changes.flatMap((each, at) => [
    sql`${each.now} - ${each.then} as ${sql.raw(`d${at}`)}`,
    sql`(${each.now} - ${each.then}) / nullif(abs(${each.then}), 0) as ${sql.raw(`r${at}`)}`,
  ])
  const shownScope = isFlow ? scope : saidScope(rows, asked, scopeOnDays(rows, scope))
  const inner = selectOf(rows, keys, [...now, ...then], whereOf(rows, query, isFlow ? scope : []))
  return {
    keys,
    firsts: firstsOf(keys),
    figures: now.flatMap((_, at) => fourOf(figures[at], figures[now.length + at], at)),
    sql: sql`select g.*, ${sql.join(made, sql`, `)} from (${inner}) g`,
    scope: shownScope,
    added,
  }
}

function fourOf(now: FigureColumn | undefined, then: FigureColumn | undefined, at: number): FigureColumn[] {
  if (!now || !then) return []
  const { column } = now
  const unit = column.unit === 'score' ? 'points' : column.unit
  const named = (suffix: string, words: string, rest: Partial<ResultColumn> = {}): ResultColumn => ({
    ...{ ...column, ...rest },
    key: `${column.key}_${suffix}`,
    label: `${column.label}, ${words}`,
  })
  return [
    now,
    { ...then, column: named('then', 'before') },
    { ...now, name: `d${at}`, column: named('change', 'change', unit ? { unit } : {}) },
    {
      ...{ ...now, name: `r${at}`, adds: false, empty: null },
      column: named('change_ratio', 'change in %', { type: 'number', unit: 'ratio' }),
    },
  ]
}

type Side = (each: Aggregate, path: string, span: ClosedSpan) => Figure

/** Over the rows whose date lies in the period. */
function flowSide(rows: Rows, query: ParsedQuery, field: string): Side {
  const { key, type } = resolve(rows, field, under('compare', 'field'))
  if (type !== 'date' && type !== 'time')
    throw refusal(under('compare', 'field'), `${key} is not a date, so no row lies in a period by it.`)
  return (each, path, span) => {
    if ('measure' in each)
      throw refusal(path, `${each.measure} has a window of its own, not a date.`, 'Leave compare.field out.')
    const inSpan = conditionSql(rows, { field, op: 'during', value: span }, under('compare', 'field'), false)
    return plainFigure(rows, each, path, [], query.scope !== 'all', [inSpan])
  }
}

/** As on the last day of the period, at the latest today. */
function stockSide(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): Side {
  const { today } = rows.statement.clock
  const held = scopeOnDays(rows, scope)
  return (each, path, span) => {
    assertOnDays(rows, each, held, path)
    const there = rowsOn(rows, span.to < today ? span.to : today)
    const windowed = 'measure' in each && !each.during ? { ...each, during: span } : each
    return plainFigure(there, windowed, path, held, query.scope !== 'all')
  }
}

/** The figures on each day: the groups of each, one below the other. `alongside` are figures of the rows as they are now. */
export function sampledGroups(
  rows: Rows,
  query: ParsedQuery,
  scope: ScopeClause[],
  samples: Sample[],
  unit: string,
  alongside: Aggregate[] = [],
): Groups {
  const held = scopeOnDays(rows, scope)
  for (const [each, path] of plainAsked(query)) assertOnDays(rows, each, held, path)
  const branches = samples.map(({ label, day }) => {
    const own = openRows(rows.statement, rows.object, rows.reach)
    const there = rowsOn(own, day)
    const figures = unique([
      ...plainAsked(query).map(([each, path]) => plainFigure(there, each, path, held, query.scope !== 'all')),
      ...alongside.map((each) => plainFigure(own, each, 'measures', [], false)),
    ])
    const { keys, added } = keysOf(own, query, figures)
    const where = whereOf(own, query, [])
    return { keys, added, figures, select: selectOf(own, keys, figures, where, sql`${label}::text`) }
  })
  const [first] = branches
  if (!first) throw refusal(under('series', 'over'), 'there is no day in it.')
  const sampled: Key = {
    key: unit,
    parts: [sql``],
    column: {
      key: unit,
      label: `${unit.charAt(0).toUpperCase()}${unit.slice(1)}`,
      type: unit === 'day' || unit === 'week' ? 'date' : 'text',
    },
    shown: 0,
    order: (group) => group(0),
    dated: true,
    currency: null,
  }
  const keys = [sampled, ...first.keys]
  const groups: Groups = {
    keys,
    firsts: firstsOf(keys),
    figures: namedFrom(first.figures, partsIn(keys)),
    sql: sql.join(
      branches.map(({ select }) => sql`(${select})`),
      sql` union all `,
    ),
    scope: saidScope(rows, plainAsked(query), held),
    added: first.added,
  }
  // Money kept apart by a currency that nobody asked for, and no rows: the units still stand.
  const isAlone = first.keys.length === first.added.length && first.added.length > 0
  return isAlone ? filled(groups, { at: 0, labels: samples.map(({ label }) => label) }) : groups
}
