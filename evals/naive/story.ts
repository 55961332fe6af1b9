/** A workspace's story in chapters: what each import brings, what goes in between, and the ledger of all that was put on record. */
import { momentMs, plusDays } from './calendar.ts'
import { keyOf, tables, type Entry, type Row, type Table } from './world.ts'
import { accountOf, chanceOf, drawOf, rowsOf, seriesOf, usersOf, type Draw, type Scene } from './workspace.ts'

export type Chapter = {
  /** When it is put on record, and since when its values hold where that is another time. */
  recorded: string
  validFrom: string | null
  files: Map<Table, Row[]>
  /** Source ids of rows that go before the import, in a change of their own. */
  gone: { table: Table; id: string }[]
}
export type Story = {
  chapters: Chapter[]
  ledger: Entry[]
  settings: { timeZone: string; fiscalYearStart: number }
  today: string
  people: string[]
}

const days = [
  '2024-02-29',
  '2025-03-31',
  '2025-08-31',
  '2025-12-31',
  '2026-01-01',
  '2026-06-15',
  '2025-11-03',
]
const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland', 'Europe/Berlin']
const perAccount: [Table, number][] = [
  ['contacts', 5],
  ['contracts', 2],
  ['opportunities', 2],
  ['milestones', 2],
  ['activities', 9],
  ['tickets', 4],
  ['nps', 4],
  ['tasks', 2],
]
const seriesTables: Table[] = ['health_scores', 'usage', 'user_usage']

export function storyOf(seed: number, most = 14): Story {
  const draw = drawOf(chanceOf(seed))
  const today = draw.pick(days)
  const people = Array.from({ length: draw.int(4, 6) }, (_, i) => `p${i}@us.example`)
  const scene: Scene = { today, draw, people }
  const currencies = draw.is(0.7) ? ['EUR', 'USD', 'USD'] : ['USD']
  const now = new Map<Table, Map<string, Row>>(tables.map((table) => [table, new Map()]))
  const ledger: Entry[] = []
  const chapters: Chapter[] = []
  const backs = [200, 81, 20, 3].slice(0, draw.int(2, 4))
  for (const [i, back] of backs.entries()) {
    const recorded = `${plusDays(today, -back)}T1${i}:30:00Z`
    const validFrom = draw.is(0.4) ? `${plusDays(today, -back - draw.int(0, 40))}T00:00:00Z` : null
    const gone = i === 0 ? [] : goneRows(now, draw)
    const times = { recorded: momentMs(recorded), validFrom: momentMs(validFrom ?? recorded) }
    for (const { table, id } of gone) {
      now.get(table)?.delete(id)
      ledger.push({ table, key: id, row: null, recorded: times.recorded, validFrom: times.recorded })
    }
    const files =
      i === 0 ? firstFiles(scene, currencies, draw.int(8, most)) : laterFiles(scene, currencies, now)
    for (const [table, rows] of files) {
      for (const row of rows) {
        const key = keyOf(table, row)
        if (JSON.stringify(now.get(table)?.get(key)) === JSON.stringify(row)) continue
        now.get(table)?.set(key, row)
        ledger.push({ table, key, row, ...times })
      }
    }
    chapters.push({ recorded, validFrom, files, gone })
  }
  const settings = { timeZone: draw.pick(zones), fiscalYearStart: draw.pick([1, 1, 2, 5, 7, 11]) }
  return { chapters, ledger, settings, today, people }
}

/** Rows that nothing else refers to. */
function goneRows(now: Map<Table, Map<string, Row>>, draw: Draw): Chapter['gone'] {
  const leaves: Table[] = ['tickets', 'activities', 'tasks', 'milestones', 'opportunities', 'nps']
  return leaves.flatMap((table) =>
    [...(now.get(table)?.keys() ?? [])].filter(() => draw.is(0.04)).map((id) => ({ table, id })),
  )
}

function firstFiles(scene: Scene, currencies: string[], count: number): Map<Table, Row[]> {
  const files = new Map<Table, Row[]>([['users', usersOf(scene)]])
  const accounts: Row[] = []
  for (let i = 0; i < count; i++) {
    const account = accountOf(`A${i}`, scene, accounts, currencies)
    accounts.push(i < 6 ? { ...account, tier: i % 2 ? 'gold' : 'silver' } : account)
  }
  files.set('accounts', accounts)
  for (const account of accounts) addRows(files, account, scene, { prefix: 'a', share: 1 })
  return files
}

/** Some accounts bring nothing at all. */
function addRows(
  files: Map<Table, Row[]>,
  account: Row,
  scene: Scene,
  { prefix, share }: { prefix: string; share: number },
): void {
  const { draw } = scene
  const id = String(account.id)
  const add = (table: Table, rows: Row[]) => files.set(table, [...(files.get(table) ?? []), ...rows])
  const contacts: Row[] = []
  for (const [table, most] of perAccount) {
    if (draw.is(0.2)) continue
    for (let i = 0; i < draw.int(0, Math.ceil(most * share)); i++) {
      const row = rowsOf(table, `${prefix}-${table}-${id}-${i}`, id, scene, contacts)
      if (table === 'contacts') contacts.push(row)
      add(table, [row])
    }
  }
  for (const table of seriesTables) if (draw.is(0.6 * share)) add(table, seriesOf(table, id, scene, contacts))
}

/** New rows, and others of the same id with new values. */
function laterFiles(
  scene: Scene,
  currencies: string[],
  now: Map<Table, Map<string, Row>>,
): Map<Table, Row[]> {
  const { draw } = scene
  const prefix = `n${draw.int(1, 1_000_000)}`
  const current = (table: Table) => [...(now.get(table)?.values() ?? [])]
  const accounts = current('accounts').map((row, i, all) =>
    draw.is(0.25)
      ? { ...accountOf(String(row.id), scene, all.slice(0, i), currencies), tier: row.tier ?? null }
      : row,
  )
  const files = new Map<Table, Row[]>([
    ['users', current('users')],
    ['accounts', [...accounts, accountOf(`A-${prefix}`, scene, accounts, currencies)]],
  ])
  for (const [table] of perAccount) {
    const changed = current(table)
      .filter((row) => row.account_id !== null && draw.is(0.15))
      .map((row) => {
        const all = current('contacts')
        // Reports to those before them only: nobody in a circle.
        const before = table === 'contacts' ? all.slice(0, all.indexOf(row)) : all
        const own = before.filter((contact) => contact.account_id === row.account_id)
        return rowsOf(table, String(row.id), String(row.account_id), scene, own)
      })
    files.set(table, changed)
  }
  for (const account of files.get('accounts') ?? []) {
    if (draw.is(0.4)) addRows(files, account, scene, { prefix, share: 0.4 })
  }
  return files
}
