/** The stores that generated workspaces are measured in: a fresh one, embedded or on a server, or one that is kept between runs and filled where it lacks the workspace. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../kit/postgres.ts'
import { emptyDatabase } from '../kit/server-databases.ts'
import { openDb, type Db, type OpenOptions } from '#db/connect.ts'
import { importBundle, type ImportReport } from '#db/import/import-bundle.ts'
import { listWorkspaces } from '#db/people.ts'
import { bigWorkspace } from './big-workspace.ts'

/** `embedded` and `server` are fresh; else a data folder or a Postgres address that is kept. */
export type StoreName = string

export type BenchStore = {
  kind: Db['kind']
  options: OpenOptions
  /** For a process of Steward. */
  env: Record<string, string>
  remove: () => Promise<void>
}

const inFolder = (root: string, remove: () => Promise<void>): BenchStore => ({
  kind: 'pglite',
  options: { folder: join(root, 'db') },
  env: { DATA_DIR: root },
  remove,
})
const atAddress = (url: string, remove: () => Promise<void>): BenchStore => ({
  kind: 'server',
  options: { url },
  env: { DATABASE_URL: url },
  remove,
})

/** Null where a server is wanted and none can be had. */
export async function benchStore(name: StoreName): Promise<BenchStore | null> {
  const keep = async () => {}
  if (/^postgres(ql)?:/.test(name)) return atAddress(name, keep)
  if (name === 'embedded') {
    const root = mkdtempSync(join(tmpdir(), 'steward-bench-store-'))
    return inFolder(root, async () => rmSync(root, { recursive: true, force: true }))
  }
  if (name !== 'server') return inFolder(name, keep)
  const server = await startPostgres({ settings: [] })
  if (!server) return null
  const database = await emptyDatabase(server.url)
  return atAddress(database.url, async () => {
    await database.drop()
    await server.stop()
  })
}

export type Generated = { accounts: number; seed: number }
export const workspaceOf = ({ accounts, seed }: Generated): string => `big-${accounts}-${seed}`

/** Imports the workspace where the store does not have it. */
export async function fill(db: Db, given: Generated): Promise<ImportReport | null> {
  const id = workspaceOf(given)
  if ((await listWorkspaces(db)).some((each) => each.id === id)) return null
  const report = await importBundle(db, { workspace: { id, name: id }, source: bigWorkspace(given) })
  const [first] = report.problems
  if (first) throw new Error(`the generated workspace was refused: ${JSON.stringify(first)}`)
  return report
}

export const openBench = (store: Pick<BenchStore, 'options'>): Promise<Db> => openDb(store.options)
