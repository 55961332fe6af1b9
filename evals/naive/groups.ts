/** Figures over the rows, or over each group of them, worked out group by group. */
import type { Condition, Having, ParsedQuery } from '#db/query/query.ts'
import { inScope, meets, type Scope } from './condition.ts'
import type { Answer, AnswerRow } from './evaluate.ts'
import { apartByName, figureOf, numeric, type Figure, type PlainAggregate } from './figures.ts'
import type { FieldOf, ObjectOf } from './kinds.ts'
import { groupsIn, partOf, type Part } from './keys.ts'
import { madeKey, madeValues, type MadeColumn } from './made.ts'
import { isNumber } from './numbers.ts'
import { shown } from './operand.ts'
import { classesOf, keyOf, type Key, type Sorting } from './order.ts'
import type { Cell, Row, World } from './world.ts'

export type Cells = Map<string, Cell>
/** A column of the answer; `made` ones follow from another column. */
export type Column = { key: string; field: FieldOf; made?: MadeColumn }

const asked = (query: ParsedQuery) => (query.measures?.length ? query.measures : [{ fn: 'count' as const }])
export const plainOf = (query: ParsedQuery): PlainAggregate[] =>
  asked(query).flatMap((each) => ('make' in each ? [] : [each]))

/** Figures and what is made of them, in the order asked. */
function columnsOf(query: ParsedQuery, figures: Figure[]): Column[] {
  let next = 0
  const columns = asked(query).map((each): Column => {
    if ('make' in each) return { key: madeKey(each, each.of), field: numeric, made: each }
    const figure = figures[next++]
    if (!figure) throw new Error('a figure is missing')
    return figure
  })
  return apartByName(columns)
}

/** The rows that meet the filter, whatever the scope, and those of them that the usual scope keeps. */
export function rowsFor(object: ObjectOf, query: ParsedQuery, world: World): { met: Row[]; usual: Set<Row> } {
  const scope: Scope = query.scope ?? 'usual'
  const said: Condition[] = query.where ? [query.where] : []
  const met = world
    .rows(object.table)
    .filter((row) => said.every((condition) => meets(object, row, condition, world, scope)))
  return { met, usual: new Set(met.filter(inScope(object, said, world, scope))) }
}

export function groupsOf(object: ObjectOf, query: ParsedQuery, world: World): Answer {
  const settings = { world, scope: query.scope ?? ('usual' as const) }
  const figures = apartByName(plainOf(query).map((each) => figureOf(object, each, settings)))
  const keys = (query.groupBy ?? []).map((each) => partOf(object, each, world))
  const apart = currencyPart(object, figures, keys, world)
  const parts = apart ? [...keys, apart] : keys
  const { met, usual } = rowsFor(object, query, world)
  const isWhole = figures.some((figure) => figure.whole)
  const groups = groupsIn(isWhole ? met : [...usual], parts, apart)
  const lines = groups.map(({ cells, rows }): Cells => {
    const line = new Map(cells)
    const usualRows = rows.filter((row) => usual.has(row))
    for (const figure of figures) {
      const own = figure.whole ? rows : usualRows
      line.set(figure.key, own.length === 0 && cells.size > 0 ? figure.ofNothing : figure.of(own))
    }
    return line
  })
  return answerOf({ query, parts, columns: columnsOf(query, figures), lines, apart }, world)
}

type Lines = {
  query: ParsedQuery
  parts: Part[]
  columns: Column[]
  lines: Cells[]
  apart: Part | null
}

/** The lines sorted, what is made of them added, and the currency taken away where it says nothing. */
export function answerOf({ query, parts, columns, lines, apart }: Lines, world: World): Answer {
  const ranks = columns.filter(({ made }) => made && made.make !== 'running')
  for (const column of ranks) addMade(column, lines, apart)
  const kept = lines.filter((line) =>
    (query.having ?? []).every((test) => passes(line.get(test.of) ?? null, test)),
  )
  const classes = classesOf(kept, sortingsOf(query, { parts, columns }, world))
  const isTied = classes.some((tied) => tied.length > 1)
  const running = columns.filter(({ made }) => made?.make === 'running')
  for (const column of running) addMade(column, classes.flat(), apart)
  const all: Column[] = [...parts, ...columns]
  const row = (cells: Cells): AnswerRow =>
    Object.fromEntries(all.map(({ key, field }) => [key, shown(field, cells.get(key) ?? null, world)]))
  const answer: Answer = {
    columns: all.map(({ key }) => key),
    classes: classes.map((tied) => tied.map(row)),
    total: kept.length,
    prose: new Set(),
    open: new Set(isTied ? running.map(({ key }) => key) : []),
  }
  return apart ? together(answer, apart.key, query) : answer
}

const tests: Record<Having['op'], (a: number, b: number) => boolean> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
}
const passes = (cell: Cell, { op, value }: Having): boolean => isNumber(cell) && tests[op](cell, value)

function addMade({ key, made }: Column, lines: Cells[], apart: Part | null): void {
  if (!made) return
  if (made.make === 'ratio') {
    for (const line of lines) {
      const [of, to] = [line.get(made.of) ?? null, line.get(made.to ?? '') ?? null]
      line.set(key, isNumber(of) && isNumber(to) && to !== 0 ? of / to : null)
    }
    return
  }
  const whole = [...(made.within ?? []), ...(apart ? [apart.key] : [])]
  const values = madeValues(made, lines, {
    of: (line) => line.get(made.of) ?? null,
    whole: (line) => JSON.stringify(whole.map((name) => line.get(name) ?? null)),
  })
  lines.forEach((line, i) => line.set(key, values[i] ?? null))
}

/** A column of currencies says nothing where the rows that are shown are of one. */
function together(answer: Answer, key: string, query: ParsedQuery): Answer {
  const shownRows = answer.classes.flat().slice(0, query.cohort ? undefined : query.limit)
  if (new Set(shownRows.map((row) => row[key])).size > 1) return answer
  const columns = answer.columns.filter((column) => column !== key)
  const without = (row: AnswerRow) =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
  return { ...answer, columns, classes: answer.classes.map((tied) => tied.map(without)) }
}

/** Money of several currencies is told apart, unless the groups already do so. */
export function currencyPart(object: ObjectOf, figures: Figure[], parts: Part[], world: World): Part | null {
  const path = figures.find((figure) => figure.currency !== null)?.currency
  if (!path || world.currencies.length < 2 || parts.some((part) => part.key === path)) return null
  return partOf(object, path, world)
}

/** As asked, else by the first key where it is a date, else by the first figure; then by the keys. */
function sortingsOf(
  query: ParsedQuery,
  { parts, columns }: { parts: Part[]; columns: Column[] },
  world: World,
): Sorting<Cells>[] {
  const by = (key: string, dir: 'asc' | 'desc'): Sorting<Cells> => {
    const column = [...parts, ...columns].find((each) => each.key === key)
    if (!column) throw new Error(`the evaluator has no column ${key} to sort by`)
    return { dir, key: (cells): Key => keyOf(column.field, cells.get(key) ?? null, world) }
  }
  const keys = parts.map((part) => by(part.key, 'asc'))
  if (query.orderBy) {
    const wanted = query.orderBy.map((order) =>
      by(typeof order.by === 'string' ? order.by : order.by.field, order.dir),
    )
    return [...wanted, ...keys]
  }
  const [part] = parts
  const [figure] = columns
  return part?.field.kind === 'date' || !figure ? keys : [by(figure.key, 'desc'), ...keys]
}
