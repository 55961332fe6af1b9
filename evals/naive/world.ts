/** The rows of one workspace as they were known at a moment, as plain objects, with nothing but loops to look them up. */
import type { Asker, Clock } from '#db/contract.ts'
import { dayOfMoment, momentMs } from './calendar.ts'

export type Cell = string | number | boolean | null | string[]
export type Row = Readonly<Record<string, Cell>>

export const tableKeys = {
  users: ['id'],
  accounts: ['id'],
  contacts: ['id'],
  contracts: ['id'],
  opportunities: ['id'],
  milestones: ['id'],
  activities: ['id'],
  tickets: ['id'],
  nps: ['id'],
  tasks: ['id'],
  health_scores: ['account_id', 'on'],
  usage: ['account_id', 'on', 'feature'],
  user_usage: ['account_id', 'contact_id', 'on'],
} satisfies Record<string, string[]>
export type Table = keyof typeof tableKeys
export const tables = Object.keys(tableKeys) as Table[]

/** One thing that was put on record: a row as it became, or null where it went. */
export type Entry = { table: Table; key: string; row: Row | null; recorded: number; validFrom: number }

export const keyOf = (table: Table, row: Row): string =>
  tableKeys[table].map((column) => String(row[column])).join('|')

export type World = {
  /** What relative days count from. */
  clock: Clock
  /** The turn's own clock; another one where a figure is taken on a day of its own. */
  present: Clock
  isSampled: boolean
  asker: Asker
  currencies: string[]
  rows: (table: Table) => Row[]
  /** Rows of a table whose column has that value; none for null. */
  having: (table: Table, column: string, value: Cell) => Row[]
  one: (table: Table, id: Cell) => Row | null
  day: (moment: string) => string
  /** What a stored column held on a day. */
  kept: (row: Row, column: string, endOfDay: number) => Cell
  /** Worked out once for each key. */
  once: <T>(key: string, work: () => T) => T
}

export const text = (row: Row, key: string): string | null => {
  const value = row[key]
  return typeof value === 'string' ? value : null
}
export const number = (row: Row, key: string): number | null => {
  const value = row[key]
  return typeof value === 'number' ? value : null
}

type Settings = { asker: Asker; clock: Clock; currencies: string[] }

export function worldOf(entries: Entry[], { asker, clock, currencies }: Settings): World {
  const now = momentMs(clock.now)
  const known = entries.filter((entry) => entry.recorded <= now)
  const latest = new Map<Table, Map<string, Row>>(tables.map((table) => [table, new Map()]))
  for (const { table, key, row } of known) {
    if (row) latest.get(table)?.set(key, row)
    else latest.get(table)?.delete(key)
  }
  const places = new Map<Row, { table: Table; key: string }>()
  for (const [table, rows] of latest) for (const [key, row] of rows) places.set(row, { table, key })
  const worked = new Map<string, unknown>()
  const once = <T>(key: string, work: () => T): T => {
    if (!worked.has(key)) worked.set(key, work())
    return worked.get(key) as T
  }
  const rows = (table: Table) => once(`rows ${table}`, () => [...(latest.get(table)?.values() ?? [])])
  return {
    ...{ clock, present: clock, isSampled: false, asker, currencies, rows, once },
    having: (table, column, value) =>
      value === null
        ? []
        : once(`having ${table} ${column} ${String(value)}`, () =>
            rows(table).filter((row) => row[column] === value),
          ),
    one: (table, id) => (typeof id === 'string' ? (latest.get(table)?.get(id) ?? null) : null),
    day: (moment) => once(`day ${moment}`, () => dayOfMoment(moment, clock.timeZone)),
    kept: (row, column, endOfDay) => {
      const place = places.get(row)
      return place ? keptValue(known, { ...place, column, endOfDay }) : null
    },
  }
}

/** As if that day were today: relative days count from it, and what is dated has its value of it. */
export const onDay = (world: World, day: string): World => ({
  ...world,
  clock: { ...world.clock, today: day },
  isSampled: true,
})

type Asked = { table: Table; key: string; column: string; endOfDay: number }

/**
 * Each value holds from the day that its change names; of those that hold by the end of the day, the one that holds from
 * the latest moment, and of two of one moment the one that was recorded last.
 */
function keptValue(known: Entry[], { table, key, column, endOfDay }: Asked): Cell {
  let found: Entry | null = null
  let before: Cell | undefined
  for (const entry of known) {
    if (entry.table !== table || entry.key !== key) continue
    const value = entry.row?.[column] ?? null
    const changed = before === undefined || JSON.stringify(value) !== JSON.stringify(before)
    before = entry.row ? value : undefined
    if (!changed || entry.validFrom >= endOfDay) continue
    if (!found || entry.validFrom >= found.validFrom) found = entry
  }
  return found?.row?.[column] ?? null
}
