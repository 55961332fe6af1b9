/** The record that an import leaves: running, then done, failed or stopped; and the lock that lets one import at a time into a workspace. */
import { and, eq, sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { imports } from '../schema/workspaces.ts'
import type { ImportLog } from './import-log.ts'

export const busy = (workspace: string) =>
  new Problem('conflict', `Another import into the workspace ${workspace} is running.`, {
    next: 'Wait for it to end, then import again.',
  })

/** Held to the end of the transaction; a process that dies lets go of it. */
export async function lock(tx: Tx, workspace: string): Promise<boolean> {
  const [row] = await rowsOf<{ got: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`import ${workspace}`}, 0)) as got`,
  )
  return row?.got ?? false
}

export async function beginRecord(tx: Tx, workspaceId: string, id: string, source: string): Promise<void> {
  if (!(await lock(tx, workspaceId))) throw busy(workspaceId)
  // Whoever has the lock knows that no other import is at work: what still says so lost its process.
  await tx
    .update(imports)
    .set({ state: 'stopped', endedAt: sql`now()` })
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.state, 'running')))
  await tx.insert(imports).values({ workspaceId, id, source, state: 'running' })
}

export const endRecord = (tx: Tx, id: string, state: 'done' | 'failed' | 'stopped', log: ImportLog) =>
  tx
    .update(imports)
    .set({
      state,
      endedAt: sql`clock_timestamp()`,
      counts: log.counts,
      problems: log.problems,
      problemCount: log.problemCount,
    })
    .where(eq(imports.id, id))
