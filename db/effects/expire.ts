/** Marks proposals that nobody decided in time. They could not be approved before that either: the time itself is checked. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '../connect.ts'

export async function expireProposals(db: Db, workspace: string): Promise<number> {
  const expired = await db.inWorkspace(workspace, (tx) =>
    rowsOf(
      tx,
      sql`update proposals set state = 'expired', decided_at = expires_at
          where workspace_id = ${workspace} and state = 'open' and expires_at <= now() returning 1`,
    ),
  )
  return expired.length
}
