/** Opens a change: every row that its transaction writes carries it, and the history says where each value came from. */
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Db, Tx } from '../connect.ts'
import { changes, type ChangeKind } from '../schema/history.ts'

export type Origin = {
  kind: ChangeKind
  /** `bundle`, another system's name, or `steward` for what is edited here. */
  source: string
  /** The user on whose behalf. */
  actorId?: string | undefined
  /** The import, the run, or the change that is reverted. */
  ref?: string | undefined
  /** ISO moment or day since when the values hold; now where left out. */
  validFrom?: string | undefined
}

/** One change a transaction, before its first write. Answers the change's id. */
export async function beginChange(tx: Tx, workspaceId: string, origin: Origin): Promise<string> {
  const id = v7()
  const { kind, source, actorId, ref, validFrom } = origin
  await tx.insert(changes).values({ workspaceId, id, kind, source, actorId, ref, validFrom })
  await tx.execute(sql`select set_config('app.change', ${id}, true)`)
  return id
}

/** Runs work in one transaction as one change. */
export const inChange = <T>(db: Db, workspace: string, origin: Origin, work: (tx: Tx) => Promise<T>) =>
  db.inWorkspace(workspace, async (tx) => {
    await beginChange(tx, workspace, origin)
    return work(tx)
  })
