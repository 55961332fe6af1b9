/** Carries out the bulk workspace's runs as the service does, until the one that it is named is over; kills or stops itself at the place that it is named. */
import { openDb, rowsOf } from '#db/connect.ts'
import { freeLeases } from '#db/effects/claim.ts'
import { arm, type Failpoint } from '#db/effects/failpoint.ts'
import { createRunWorkers } from '#db/effects/workers.ts'
import { sql } from 'drizzle-orm'
import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export type Order = {
  /** A folder, or a server's address. */
  place: string
  workspace: string
  run: string
  size: number
  /** Where it strikes itself, at which time that it comes by, and how. */
  strike?: { at: Failpoint; hit: number; signal: 'SIGKILL' | 'SIGSTOP' }
}
export type Told =
  | { what: 'ready' }
  | { what: 'over'; state: string; resumedMs: number | null; hits: Partial<Record<Failpoint, number>> }
  | { what: 'error'; message: string }

const tell = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`)
const { place, workspace, run, size, strike } = JSON.parse(process.argv[2] ?? '{}') as Order

const hits: Partial<Record<Failpoint, number>> = {}
/** From the start of this process until it had the run. */
let resumedMs: number | null = null
arm((at) => {
  hits[at] = (hits[at] ?? 0) + 1
  if (at === 'run-claimed') resumedMs ??= performance.now()
  if (strike?.at === at && strike.hit === hits[at]) process.kill(process.pid, strike.signal)
})
const db = await openDb(/^postgres/.test(place) ? { url: place, poolSize: 4 } : { folder: place })
if (db.kind === 'pglite') await db.inWorkspace(workspace, (tx) => freeLeases(tx, workspace))
const workers = createRunWorkers(db, (error) => tell({ what: 'error', message: String(error) }), size)
tell({ what: 'ready' })
workers.sweep()
for (;;) {
  const [row] = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<{ state: string }>(
        tx,
        sql`select state from runs where workspace_id = ${workspace} and id = ${run}::uuid`,
      ),
    'read',
  )
  if (row && ['done', 'stopped', 'failed'].includes(row.state)) {
    tell({ what: 'over', state: row.state, resumedMs, hits })
    break
  }
  await sleep(20)
}
await workers.stop()
await db.close()
process.exit(0)
