/** Tells of tasks that have come to be overdue: nobody writes a row when a day passes. Once a task and day. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '../connect.ts'
import type { Clock } from '../contract.ts'

/** Days back: Steward may have been off for a while. What was overdue before that is old news. */
const lookBack = 7

export async function tellOverdue(
  db: Db,
  workspace: string,
  { today }: Pick<Clock, 'today'>,
): Promise<number> {
  const told = await db.inWorkspace(workspace, async (tx) => {
    // Two processes at once would tell of a task twice.
    await tx.execute(sql`select pg_advisory_xact_lock(7347829, hashtext(${workspace}))`)
    return rowsOf(
      tx,
      sql`insert into outbox (workspace_id, kind, object, row_id, account_id, details)
          select t.workspace_id, 'task.overdue', 'task', t.id, t.account_id, jsonb_build_object('due_on', t.due_on)
          from tasks t
          where t.workspace_id = ${workspace} and t.status = 'open'
            and t.due_on < ${today}::date and t.due_on >= ${today}::date - ${lookBack}::int
            and not exists (select from outbox o where o.workspace_id = t.workspace_id and o.kind = 'task.overdue'
                              and o.row_id = t.id and o.details ->> 'due_on' = t.due_on::text)
          returning 1`,
    )
  })
  return told.length
}
