/** What the evaluator knows of an object: its fields with their kinds, its relations, and what a query leaves out or shows by itself. */
import type { Period } from '#db/query/query.ts'
import { momentMs, plusDays } from './calendar.ts'
import { Temporal } from 'temporal-polyfill'
import type { Cell, Row, Table, World } from './world.ts'

export type Kind = 'text' | 'number' | 'money' | 'boolean' | 'date' | 'time' | 'enum' | 'list' | 'person'

/** The world on a day; `asked` where the query names the day, so that it is not simply the present. */
export type Seen = { world: World; day: string; asked: boolean }

export type FieldOf = {
  kind: Kind
  of: (row: Row, seen: Seen) => Cell
  /** The value on another day can be worked out, from dates of its own (`fed`) or from what was put on record (`kept`). */
  dated?: 'fed' | 'kept'
  /** Of a closed list, in its order. */
  values?: readonly string[]
  /** Upper and lower case are two things: ids. */
  exact?: true
  /** Answered in prose: only its presence and its points are compared. */
  prose?: true
}

export type RelationOf = { to: string; many?: true; rows: (row: Row, world: World) => Row[] }

/** Left out of what is usual, unless one of the fields is spoken of. */
export type Usual = {
  keeps: (row: Row, seen: Seen) => boolean
  /** Rests on dates, so that it holds on a day of its own, too. */
  fed?: true
  lifted: { field: string; values?: string[] }[]
}

export type FigureOf = {
  windowed: boolean
  /** Of all accounts, whatever the usual scope. */
  whole?: true
  perCurrency?: true
  of: (rows: Row[], window: { first: string; last: string }, seen: Seen) => number | null
}

export type ObjectOf = {
  key: string
  table: Table
  fields: Map<string, FieldOf>
  relations: Map<string, RelationOf>
  columns: string[]
  order: { by: string; dir: 'asc' | 'desc' }[]
  usually: Usual[]
  figures: Map<string, FigureOf>
  /** The path to the currency of its money. */
  currency?: string
  /** Null where a row is a point of a series. */
  id: 'id' | null
}

export const lastYear: Period = { last: 12, unit: 'month' }

/** The first moment after the day. */
export const endOfDay = (day: string, zone: string): number =>
  momentMs(
    Temporal.PlainDate.from(plusDays(day, 1)).toZonedDateTime({ timeZone: zone }).toInstant().toString(),
  )

export const stored = (kind: Kind, column: string, rest: Partial<FieldOf> = {}): FieldOf => ({
  kind,
  dated: 'kept',
  of: (row, { world, day, asked }) =>
    asked ? world.kept(row, column, endOfDay(day, world.clock.timeZone)) : (row[column] ?? null),
  ...rest,
})

/** Fields that are read from their columns, by kind: `name`, or `field=column`. */
export function storedFields(columns: Partial<Record<Kind, string>>): [string, FieldOf][] {
  return Object.entries(columns).flatMap(([kind, names]) =>
    names.split(' ').map((name): [string, FieldOf] => {
      const [field = name, column = field] = name.split('=')
      return [field, stored(kind as Kind, column, field === 'id' ? { exact: true } : {})]
    }),
  )
}

export const choice = (column: string, values: readonly string[]): FieldOf =>
  stored('enum', column, { values })

export const one = (to: string, table: Table, column: string): RelationOf => ({
  to,
  rows: (row, world) => {
    const found = world.one(table, row[column] ?? null)
    return found ? [found] : []
  },
})

export const many = (to: string, table: Table, column: string): RelationOf => ({
  to,
  many: true,
  rows: (row, world) => world.having(table, column, row.id ?? null),
})
