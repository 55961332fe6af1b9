/** Consumes an approved proposal and starts its run, in the caller's transaction: the one place where a receipt is asked for. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/connect.ts'
import { admit, startRun, type Admission } from '#db/effects/receipt.ts'
import { runs } from '#db/schema/tables.ts'

/** Answers the run's id. */
export async function carryOut(tx: Tx, admission: Admission): Promise<string> {
  const { workspaceId, id, undoes } = admission.row
  const run = await startRun(tx, await admit(tx, admission))
  if (undoes !== null)
    await tx
      .update(runs)
      .set({ undoneBy: id })
      .where(and(eq(runs.workspaceId, workspaceId), eq(runs.id, undoes)))
  return run
}
