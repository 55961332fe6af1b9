/** What a query's answer is by the fixture's own files: read as plain rows and looked through by the naive evaluator, with no code of the store's. */
import { parse } from 'csv-parse/sync'
import { query as querySchema, type Query } from '#db/query/query.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { momentMs } from '../naive/calendar.ts'
import { evaluate, type Answer } from '../naive/evaluate.ts'
import {
  keyOf,
  tables,
  worldOf,
  type Cell,
  type Entry,
  type Row,
  type Table,
  type World,
} from '../naive/world.ts'

const numbers = new Set(
  `arr seats amount probability sentiment csat notice_days events active_users score usage engagement support
   relationship commercial duration_min sites`.split(/\s+/),
)
const booleans = new Set(['auto_renew', 'no_show'])

function cellOf(column: string, text: string): Cell {
  if (column === 'tags') return text === '' ? [] : text.split(';')
  if (text === '') return null
  if (numbers.has(column)) return Number(text)
  return booleans.has(column) ? text === 'true' : text
}

type Kept = { table: Table; key: string; row: Row }

/** Of each bundle once: every asker and every clock looks at the same rows. */
const kept = new WeakMap<Map<string, string>, Kept[]>()

export function entriesOf(files: Map<string, string>, recorded: number): Entry[] {
  const rows = kept.get(files) ?? rowsOf(files)
  kept.set(files, rows)
  return rows.map((each) => ({ ...each, recorded, validFrom: recorded }))
}

function rowsOf(files: Map<string, string>): Kept[] {
  return tables.flatMap((table) => {
    const text = files.get(`${table}.csv`) ?? ''
    const rows = parse<Record<string, string>>(text, { columns: true, skip_empty_lines: true })
    return rows.map((cells): Kept => {
      const row: Row = Object.fromEntries(
        Object.entries(cells).map(([column, cell]) => [
          table === 'users' && column === 'email' ? 'id' : column,
          cellOf(column, cell),
        ]),
      )
      return { table, key: keyOf(table, row), row }
    })
  })
}

export type Oracle = (query: Query, asker: Asker, clock: Clock) => Answer

/** Rights are not its business: it answers as for somebody who sees all. */
export function oracleOf(entries: (recorded: number) => Entry[]): Oracle {
  const worlds = new Map<string, World>()
  const worldFor = (asker: Asker, clock: Clock): World => {
    const key = `${asker.email} ${clock.now}`
    const known = worlds.get(key)
    if (known) return known
    const all = entries(momentMs(clock.now))
    const blank = worldOf(all, { asker, clock, currencies: [] })
    const currencies = [...new Set(blank.rows('accounts').map((row) => String(row.currency)))]
    const made = worldOf(all, { asker, clock, currencies })
    worlds.set(key, made)
    return made
  }
  return (query, asker, clock) => evaluate(querySchema.parse(query), worldFor(asker, clock))
}
