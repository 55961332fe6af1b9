/** A seeded workspace of any size as a bundle that is made while it is read: the same seed and size give the same bytes, and nothing is kept of a row. */
import type { Cell } from '#db/demo/csv.ts'
import type { BundleSource } from '#db/import/source.ts'
import { records, type Table } from './big-workspace-records.ts'
import { series } from './big-workspace-series.ts'
import { openWorld, type World } from './big-workspace-world.ts'

export const leastAccounts = 10
export const mostAccounts = 1_000_000

export const bigTables: Table[] = [...records, ...series]

const chunkCharacters = 128 * 1024

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = typeof cell === 'object' ? cell.join(';') : String(cell)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function* chunksOf({ columns, rows }: Table, world: World): Generator<Uint8Array> {
  let text = `${columns.join(',')}\n`
  for (const row of rows(world)) {
    text += `${row.map(cellText).join(',')}\n`
    if (text.length < chunkCharacters) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text) yield Buffer.from(text)
}

/** About so many bytes a file has: they are known only once they were made, and progress needs no more. */
const roughBytes: Record<string, number> = {
  'users.csv': 1,
  'accounts.csv': 220,
  'contacts.csv': 560,
  'contracts.csv': 110,
  'opportunities.csv': 90,
  'milestones.csv': 100,
  'tasks.csv': 130,
  'nps.csv': 40,
  'health_scores.csv': 450,
  'usage.csv': 800,
  'user_usage.csv': 250,
  'activities.csv': 5_200,
  'tickets.csv': 400,
  'kpi_definitions.csv': 1,
  'kpis.csv': 45,
}

export function bigWorkspace({ accounts, seed }: { accounts: number; seed: number }): BundleSource {
  if (!Number.isSafeInteger(accounts) || accounts < leastAccounts || accounts > mostAccounts)
    throw new RangeError(`a workspace has from ${leastAccounts} to ${mostAccounts} accounts, not ${accounts}`)
  const world = openWorld(seed, accounts)
  return {
    name: `generated, ${accounts} accounts, seed ${seed}`,
    list: async () =>
      bigTables.map(({ path }) => ({ path, bytes: Math.round((roughBytes[path] ?? 100) * accounts) })),
    async *open(path) {
      const table = bigTables.find((each) => each.path === path)
      if (!table) throw new Error(`the generated workspace has no ${path}`)
      yield* chunksOf(table, world)
    },
  }
}
