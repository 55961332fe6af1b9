/** Carries a run out, batch by batch, each in one transaction: killed at any moment, it goes on where it stopped, with no row twice and none lost. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { codesOf } from '../connection-loss.ts'
import { Problem } from '../problem.ts'
import { applyBatch } from './apply.ts'
import { claimRun, Fenced, renew, type Claim } from './claim.ts'
import type { RunView } from './contract.ts'
import { endRun, setAside } from './end-run.ts'
import { reach } from './failpoint.ts'
import { runOf } from './runs.ts'

/** Rows of a transaction: few at first, so that progress shows; more while that is quick. */
const batch = { least: 200, most: 1_000, quickMs: 250 }
const manyRows = 1_000

type Work = {
  workspace: string
  run: string
  /** Lets go of the run after the batch that runs; another worker, or the next process, carries it on. */
  signal?: AbortSignal | undefined
  onProgress?: ((run: RunView) => void) | undefined
  /** Of its batches, in rows; as quick as it goes where left out. */
  size?: number | undefined
}

/**
 * Resolves when the run is over, is set aside, or another worker has it; says how it stands then. Throws where the database
 * can't be reached: the lease then ends by itself.
 */
export async function workRun(db: Db, work: Work): Promise<RunView> {
  const { workspace, run } = work
  const claim = await db.inWorkspace(workspace, (tx) => claimRun(tx, { workspace, run }))
  if (claim) {
    reach('run-claimed')
    await carryOut(db, { ...work, ...claim })
    await refreshStatistics(db, work)
  }
  return db.inWorkspace(workspace, (tx) => runOf(tx, workspace, run), 'read')
}

/** What Postgres plans by: the embedded store has no autovacuum, and a server's comes a minute later. Few rows change no plan. */
async function refreshStatistics(db: Db, { workspace, run }: Work): Promise<void> {
  const tables = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<{ table: string }>(
        tx,
        sql`select distinct p."table" from runs r
            join proposal_rows p on p.workspace_id = r.workspace_id and p.proposal_id = r.proposal_id
            where r.workspace_id = ${workspace} and r.id = ${run}::uuid and r.done >= ${manyRows}`,
      ),
    'read',
  )
  if (tables.length === 0) return
  const names = ['proposal_rows', 'field_history', ...tables.map(({ table }) => table)]
  await db.asOwner((tx) =>
    tx.execute(
      sql`analyze ${sql.join(
        names.map((name) => sql.identifier(name)),
        sql`, `,
      )}`,
    ),
  )
}

async function carryOut(db: Db, work: Work & Claim): Promise<void> {
  const { workspace, run, signal, onProgress } = work
  let size = work.size ?? batch.least
  for (;;) {
    const began = performance.now()
    const isOver = await attempt(db, work, (tx) => (signal?.aborted ? letGo(tx, work) : step(tx, work, size)))
    reach(isOver ? 'run-ended' : 'batch-stored')
    if (isOver) return
    if (work.size === undefined && performance.now() - began < batch.quickMs)
      size = Math.min(batch.most, 2 * size)
    if (onProgress) onProgress(await db.inWorkspace(workspace, (tx) => runOf(tx, workspace, run), 'read'))
  }
}

/** True when there is nothing more to do for this worker. A batch that came through unheard is not done again: its rows are done. */
async function attempt(db: Db, work: Work & Claim, once: (tx: Tx) => Promise<boolean>): Promise<boolean> {
  try {
    return await db.inWorkspace(work.workspace, once, 'idempotent')
  } catch (error) {
    if (error instanceof Fenced) return true
    if (isPassing(db, error)) throw error
    await fail(db, work, error)
    return true
  }
}

/** A lost connection, a full disk, or rows that others write just now (class 40): the run is taken up again when its lease has ended. */
const isPassing = (db: Db, error: unknown) =>
  db.storageFault() !== null ||
  (error instanceof Problem && error.code === 'interrupted') ||
  codesOf(error).some((code) => code.startsWith('40'))

async function letGo(tx: Tx, work: Work & Claim): Promise<boolean> {
  await renew(tx, work)
  await setAside(tx, { ...work, state: 'queued' })
  return true
}

/** One batch, or what people want instead of it. */
async function step(tx: Tx, work: Work & Claim, size: number): Promise<boolean> {
  const { workspace, run, fence } = work
  const { wish, isHeld, proposal } = await renew(tx, work)
  reach('batch-begun')
  if (wish === 'stop') {
    await endRun(tx, { workspace, run, state: 'stopped' })
    return true
  }
  if (isHeld || wish === 'pause') {
    await setAside(tx, { workspace, run, state: isHeld ? 'queued' : 'paused' })
    return true
  }
  const { left } = await applyBatch(tx, { workspace, run, proposal, fence, size })
  reach('batch-written')
  if (left > 0) return false
  await endRun(tx, { workspace, run, state: 'done' })
  reach('run-ending')
  return true
}

/** What is done stays done, and can be taken back; the rest is as it was. */
async function fail(db: Db, work: Work & Claim, error: unknown): Promise<void> {
  const { workspace, run } = work
  const problem =
    error instanceof Problem ? error.message : 'An unexpected failure ended it; the log has the cause.'
  await db.inWorkspace(workspace, async (tx) => {
    await renew(tx, work)
    await endRun(tx, { workspace, run, state: 'failed', problem })
  })
  if (!(error instanceof Problem)) throw error
}
