/** Groups with one of their keys spread over columns. */
import type { ParsedQuery, Pivot } from '#db/query/query.ts'
import type { Answer } from './evaluate.ts'
import { apartByName, figureOf, type Figure } from './figures.ts'
import { answerOf, currencyPart, plainOf, rowsFor, type Cells, type Column } from './groups.ts'
import { partOf, split, type Group, type Part } from './keys.ts'
import type { ObjectOf } from './kinds.ts'
import { shown } from './operand.ts'
import { classesOf, keyOf } from './order.ts'
import { Refusal } from './refusal.ts'
import type { Cell, Row, World } from './world.ts'

type Spread = { name: string; holds: (row: Row) => boolean }

export function pivoted(object: ObjectOf, query: ParsedQuery, pivot: Pivot, world: World): Answer {
  const settings = { world, scope: query.scope ?? ('usual' as const) }
  const figures = apartByName(plainOf(query).map((each) => figureOf(object, each, settings)))
  const keys = (query.groupBy ?? []).map((each) => partOf(object, each, world))
  const spread = keys.find((part) => part.key === pivot.key)
  if (!spread) throw new Refusal('no such key')
  const apart = currencyPart(object, figures, keys, world)
  const parts = [...keys.filter((part) => part !== spread), ...(apart ? [apart] : [])]
  const { met, usual } = rowsFor(object, query, world)
  const isWhole = figures.some((figure) => figure.whole)
  const rows = isWhole ? met : [...usual]
  const valueOf = (figure: Figure, own: Row[]): Cell => {
    const kept = figure.whole ? own : own.filter((row) => usual.has(row))
    return kept.length ? figure.of(kept) : figure.ofNothing
  }
  const columns = spreadOf({ pivot, spread, figures }, rows, { valueOf, world })
  const all = parts.length ? split(rows, parts) : [{ cells: new Map<string, Cell>(), rows }]
  const lineOf = (group: Group): Cells => {
    const line = new Map(group.cells)
    for (const figure of figures) {
      line.set(figure.key, valueOf(figure, group.rows))
      for (const { name, holds } of columns) {
        line.set(`${figure.key}:${name}`, valueOf(figure, group.rows.filter(holds)))
      }
    }
    return line
  }
  const lines = all.map(lineOf)
  const named = columns.flatMap(({ name }) =>
    figures.map(({ key, field }): Column => ({ key: `${key}:${name}`, field })),
  )
  const hidden = figures.map(({ key, field }): Column => ({ key, field }))
  const answer = answerOf({ query, parts, columns: [...hidden, ...named], lines, apart }, world)
  const found = without(answer, new Set(figures.map(({ key }) => key)))
  if (!pivot.totals) return found
  const wholes = (apart ? split(rows, [apart]) : [{ cells: new Map<string, Cell>(), rows }]).map(lineOf)
  const lineKeys = new Set(parts.filter((part) => part !== apart).map((part) => part.key))
  const shownKeys = found.columns.filter((key) => !lineKeys.has(key))
  return {
    ...found,
    totals: wholes.map((line) => Object.fromEntries(shownKeys.map((key) => [key, line.get(key) ?? null]))),
  }
}

/** The lines are ordered as the groups would be, by figures that they do not show. */
function without(answer: Answer, keys: Set<string>): Answer {
  return {
    ...answer,
    columns: answer.columns.filter((key) => !keys.has(key)),
    classes: answer.classes.map((tied) =>
      tied.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !keys.has(key)))),
    ),
  }
}

type What = { pivot: Pivot; spread: Part; figures: Figure[] }
type How = { valueOf: (figure: Figure, rows: Row[]) => Cell; world: World }

function spreadOf({ pivot, spread, figures }: What, rows: Row[], { valueOf, world }: How): Spread[] {
  const groups = split(rows, [spread]).map(({ cells, rows: own }) => {
    const value = cells.get(spread.key) ?? null
    const [first] = figures
    return {
      value,
      total: first ? keyOf(first.field, valueOf(first, own), world) : null,
      key: keyOf(spread.field, value, world),
    }
  })
  const isDate = spread.field.kind === 'date'
  const isOwnOrder = isDate || spread.field.kind === 'enum'
  const byTotal = classesOf(groups, [
    { dir: 'desc', key: (each) => each.total },
    { dir: 'asc', key: (each) => each.key },
  ]).flat()
  const byKey = classesOf(groups, [{ dir: 'asc', key: (each) => each.key }]).flat()
  const limit = pivot.limit ?? 12
  const lasting = isDate ? byKey.filter((each) => each.value !== null).slice(-limit) : byTotal.slice(0, limit)
  const stay = new Set(isDate && groups.length <= limit ? groups : lasting)
  const ordered = (isOwnOrder ? byKey : byTotal).filter((each) => stay.has(each))
  const last = [
    ...ordered.filter((each) => each.value !== null),
    ...ordered.filter((each) => each.value === null),
  ]
  const holds = (value: Cell) => (row: Row) => spread.values(row).some((each) => each === value)
  const found = last.map(({ value }): Spread => ({
    name: value === null ? 'none' : String(shown(spread.field, value, world)),
    holds: holds(value),
  }))
  const gone = groups.filter((each) => !stay.has(each))
  if (gone.length && pivot.others !== false) {
    found.push({ name: 'other', holds: (row) => gone.some(({ value }) => holds(value)(row)) })
  }
  if (pivot.totals) found.push({ name: 'total', holds: () => true })
  return found
}
