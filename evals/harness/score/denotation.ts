/** Whether an answer has the rows, the order, the groups or the figures that it should, whatever its columns are called. */
import type { Query } from '#db/query/query.ts'
import type { Check } from '../../contract.ts'
import { differenceOf } from '../../naive/compare.ts'
import type { Answer, AnswerRow } from '../../naive/evaluate.ts'
import { Refusal } from '../../naive/refusal.ts'
import type { Cell } from '../../naive/world.ts'
import { fails, holds, isNear, listed, sameSet, type Scene, type Scorer } from './check.ts'

type Rows = Record<string, unknown>[]

/** Tables of the object, else any that is not of groups. */
function tablesOf({ told }: Scene, object: string): Rows[] {
  const tables = told.answer.data
  const own = tables.filter((table) => table.object === object)
  return (own.length > 0 ? own : tables.filter((table) => table.object !== 'group')).map(({ rows }) => rows)
}

const idsOf = (rows: Rows) => rows.map(({ id }) => String(id))

/** The best of several, so that an answer with a summary beside the list is judged by the list. */
const best = (what: string, none: string, checks: Check[]): Check =>
  checks.toSorted((a, b) => b.score - a.score)[0] ?? fails(what, none)

const sameCell = (found: unknown, wanted: Cell): boolean => {
  if (typeof wanted === 'number') return typeof found === 'number' && isNear(found, wanted)
  return JSON.stringify(found ?? null) === JSON.stringify(wanted)
}

/** Each line once, by its cells alone; in the order of the classes where order was asked for. */
function sameLines(rows: Rows, answer: Answer, limit: number, isOrdered: boolean): Check {
  const wanted = answer.classes.flat().length
  const size = Math.min(wanted, limit)
  if (rows.length !== size) return fails('groups', `${rows.length} lines, ${size} wanted`)
  const left = isOrdered ? answer.classes.map((tied) => [...tied]) : [answer.classes.flat()]
  for (const [at, row] of rows.entries()) {
    const [tied] = left
    const match = tied?.findIndex((line) => hasCells(row, line)) ?? -1
    if (!tied || match < 0)
      return fails('groups', `line ${at + 1}: ${JSON.stringify(row)} is not right`, at / size)
    tied.splice(match, 1)
    if (tied.length === 0) left.shift()
  }
  return holds('groups')
}

function hasCells(row: Record<string, unknown>, line: AnswerRow): boolean {
  const cells = Object.values(row)
  return Object.values(line).every((wanted) => {
    const at = cells.findIndex((cell) => sameCell(cell, wanted))
    if (at >= 0) cells.splice(at, 1)
    // A table may leave out what is nowhere; a figure of none may stand as 0.
    return at >= 0 || wanted === null
  })
}

function sameTop(rows: Rows, answer: Answer, limit: number): Check {
  const size = Math.min(answer.classes.flat().length, limit)
  if (rows.length !== size) return fails('order', `${rows.length} rows, ${size} wanted`)
  const left = answer.classes.map((tied) => tied.map(({ id }) => String(id)))
  for (const [at, id] of idsOf(rows).entries()) {
    const [tied] = left
    const match = tied?.indexOf(id) ?? -1
    if (!tied || match < 0)
      return fails('order', `place ${at + 1} is ${id}, not ${listed(tied ?? [])}`, at / size)
    tied.splice(match, 1)
    if (tied.length === 0) left.shift()
  }
  return holds('order')
}

function figuresOf({ told }: Scene): unknown[] {
  const single = told.answer.data
    .filter(({ rows }) => rows.length === 1)
    .flatMap(({ rows }) => Object.values(rows[0] ?? {}))
  return told.answer.values.length > 0 ? told.answer.values.map(({ value }) => value) : single
}

const sameFigures = (scene: Scene, wanted: Cell[]): Check => {
  const found = figuresOf(scene)
  const missing = wanted.filter((cell) => !found.some((one) => sameCell(one, cell)))
  return missing.length === 0
    ? holds('value')
    : fails('value', `wanted ${listed(missing)}, found ${listed(found) || 'no figure'}`)
}

function byQuery(scene: Scene, query: Query): Check {
  const answer = scene.oracle(query)
  const limit = query.limit ?? Number.POSITIVE_INFINITY
  const isOrdered = query.orderBy !== undefined
  const isGrouped = [query.groupBy, query.series, query.cohort, query.pivot].some(
    (part) => part !== undefined,
  )
  if (isGrouped || query.compare) {
    const lines = scene.told.answer.data.map(({ rows }) => sameLines(rows, answer, limit, isOrdered))
    return best('groups', 'no table', lines)
  }
  if (query.measures) return sameFigures(scene, Object.values(answer.classes[0]?.[0] ?? {}))
  const tables = tablesOf(scene, query.from)
  if (tables.length === 0 && answer.total === 0) return holds('rows')
  if (isOrdered)
    return best(
      'order',
      'no rows',
      tables.map((rows) => sameTop(rows, answer, limit)),
    )
  const wanted = answer.classes.flat().map(({ id }) => String(id))
  return best(
    'rows',
    'no rows',
    tables.map((rows) => sameSet('rows', idsOf(rows), wanted)),
  )
}

/** By any of its readings. A query case is held against it to the cell. */
export const byReference: Scorer = (scene) => {
  const { query, orQuery = [] } = scene.expect
  if (!query) return null
  const checks = [query, ...orQuery].map((reading) => byQuery(scene, reading))
  return checks.find(({ ok }) => ok) ?? checks[0] ?? null
}

export const exactly: Scorer = ({ expect, one, attempt, told, oracle }) => {
  if (!expect.exact || !one.query) return null
  let wanted: Answer
  try {
    wanted = oracle(one.query)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return attempt.result ? fails('exact', `answered, though ${error.message}`) : holds('exact')
  }
  if (!attempt.result) return fails('exact', told.answer.error?.what ?? 'no answer')
  const limit = one.query.cohort ? undefined : one.query.limit
  const why = differenceOf(wanted, attempt.result, limit ?? Number.POSITIVE_INFINITY)
  return why === null ? holds('exact') : fails('exact', why.slice(0, 400))
}

export const byRows: Scorer = (scene) => {
  const { rows } = scene.expect
  if (!rows) return null
  const { ids, optional = [] } = rows
  const direct = scene.attempt.result ? [scene.attempt.result.rows as Rows] : []
  const tables = [...direct, ...tablesOf(scene, rows.object)]
  if (tables.length === 0 && ids.length === 0) return holds('rows')
  return best(
    'rows',
    'no rows',
    tables.map((found) => {
      const check = sameSet('rows', idsOf(found), ids, optional)
      if (!check.ok || !rows.ordered) return check
      return idsOf(found).join() === ids.join()
        ? check
        : fails('rows', `the order is ${listed(idsOf(found))}`, 0.5)
    }),
  )
}

export const byGroups: Scorer = (scene) => {
  const { groups } = scene.expect
  if (!groups) return null
  const lines = groups.map(({ keys, value }) =>
    Object.fromEntries([...keys, value].map((cell, at) => [String(at), cell])),
  )
  const answer = {
    columns: [],
    classes: [lines],
    total: lines.length,
    prose: new Set<string>(),
    open: new Set<string>(),
  }
  return best(
    'groups',
    'no table',
    scene.told.answer.data.map(({ rows }) => sameLines(rows, answer, Infinity, false)),
  )
}

/** Any order among equals; a list that is cut in the middle of equals may end with any of them. */
export const byTop: Scorer = (scene) => {
  const { top } = scene.expect
  if (!top) return null
  const classes: AnswerRow[][] = []
  let last: unknown
  for (const [id, value] of top.ranked) {
    if (classes.length > 0 && sameCell(value, last as Cell)) classes.at(-1)?.push({ id: id })
    else classes.push([{ id: id }])
    last = value
  }
  const answer = {
    columns: [],
    classes,
    total: top.ranked.length,
    prose: new Set<string>(),
    open: new Set<string>(),
  }
  const tables = scene.told.answer.data.filter(({ object }) => object !== 'group')
  return best(
    'order',
    'no rows',
    tables.map(({ rows }) => sameTop(rows, answer, top.most)),
  )
}

export const byValue: Scorer = (scene) => {
  const { value } = scene.expect
  if (!value) return null
  const found = figuresOf(scene)
  const isRight = (one: unknown) =>
    typeof value.is === 'number'
      ? typeof one === 'number' && isNear(one, value.is, value.within)
      : sameCell(one, value.is)
  return found.some(isRight)
    ? holds('value')
    : fails('value', `wanted ${String(value.is)}, found ${listed(found) || 'no figure'}`)
}
