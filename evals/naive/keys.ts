/** What rows are grouped by, and the groups that they fall into. */
import type { GroupKey } from '#db/query/query.ts'
import { daysOf, firstOf, plus, unitName, type Days } from './calendar.ts'
import type { CalendarUnit, Period } from '#db/query/query.ts'
import type { FieldOf, ObjectOf } from './kinds.ts'
import { operandOf } from './operand.ts'
import { Refusal } from './refusal.ts'
import type { Cell, Row, World } from './world.ts'

/** A key of the groups; a list is one value after the other. `fill`: what is there even without rows. */
export type Part = { key: string; field: FieldOf; values: (row: Row) => Cell[]; fill: string[] | null }
export type Group = { cells: Map<string, Cell>; rows: Row[] }

export const label: FieldOf = { kind: 'date', of: () => null }

export function bothEnds(period: Period, world: World): { first: string; last: string } {
  const { first, last }: Days = daysOf(period, world.clock)
  if (first === null || last === null) throw new Refusal('the period needs both ends')
  return { first, last }
}

/** The first days of the units that the days touch. */
export function unitsOf(
  { first, last }: { first: string; last: string },
  unit: CalendarUnit,
  fiscal: number,
): string[] {
  const starts: string[] = []
  for (let day = firstOf(first, unit, fiscal); day <= last; day = plus(day, 1, unit)) starts.push(day)
  return starts
}

export function partOf(object: ObjectOf, given: GroupKey, world: World): Part {
  const { by, fill }: Exclude<GroupKey, string> = typeof given === 'string' ? { field: given } : given
  const operand = operandOf(object, given, world)
  const { field, of } = operand
  const fiscal = world.clock.fiscalYearStart
  const dayOf = (value: string) => (field.kind === 'time' ? world.day(value) : value)
  const span = fill ? bothEnds(fill, world) : null
  const cut = (value: Cell): Cell => {
    if (typeof value !== 'string') return value
    // A moment is grouped by its day, where nothing else is said.
    return by === undefined ? dayOf(value) : unitName(dayOf(value), by, fiscal)
  }
  return {
    key: by ? `${operand.key}_${by}` : operand.key,
    field: by || field.kind === 'time' ? label : field,
    fill: span && by ? unitsOf(span, by, fiscal).map((day) => unitName(day, by, fiscal)) : null,
    values: (row) => {
      const value = of(row)
      if (Array.isArray(value)) return value.length ? value : [null]
      if (!span) return [cut(value)]
      const day = typeof value === 'string' ? dayOf(value) : null
      return day !== null && day >= span.first && day <= span.last ? [cut(value)] : []
    },
  }
}

const combine = (lists: Cell[][]): Cell[][] =>
  lists.reduce<Cell[][]>(
    (found, list) => found.flatMap((cells) => list.map((value) => [...cells, value])),
    [[]],
  )

/** The rows by the values of their keys; with a filled key, every unit for every combination of the others. */
export function split(rows: Row[], parts: Part[], apart: Part | null = null): Group[] {
  const groups = new Map<string, Group>()
  const at = (cells: Cell[]): Group => {
    const name = JSON.stringify(cells)
    const group = groups.get(name) ?? {
      cells: new Map(parts.map((part, i): [string, Cell] => [part.key, cells[i] ?? null])),
      rows: [],
    }
    groups.set(name, group)
    return group
  }
  for (const row of rows)
    for (const cells of combine(parts.map((part) => part.values(row)))) at(cells).rows.push(row)
  if (parts.some((part) => part.fill)) {
    const others = parts.filter((part) => !part.fill)
    const occurring = [...groups.values()].map(({ cells }) => others.map(({ key }) => cells.get(key) ?? null))
    // A currency that nobody asked for is no reason to leave a unit out.
    const known =
      others.some((part) => part !== apart) || occurring.length ? occurring : [others.map(() => null)]
    for (const kept of known) {
      const lists = parts.map((part) => part.fill ?? [kept[others.indexOf(part)] ?? null])
      for (const cells of combine(lists)) at(cells)
    }
  }
  return [...groups.values()]
}

/** The groups of the rows; where nobody asked for any, there is one even without rows. */
export function groupsIn(rows: Row[], parts: Part[], apart: Part | null): Group[] {
  const whole = { cells: new Map<string, Cell>(), rows }
  const found = parts.length ? split(rows, parts, apart) : [whole]
  return found.length === 0 && parts.every((part) => part === apart) ? [whole] : found
}
