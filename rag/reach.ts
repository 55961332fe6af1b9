/** Names the accounts of somebody who reads few: row security alone leaves the database to guess that they read half of all, and it then looks through all. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'

/** More than these are no small part of a workspace. */
const mostAccounts = 200

/** Over the rows `c` of `chunks`; null for Steward's own work, and for whoever reads many accounts. Row security still decides. */
export async function reachOf(tx: Tx): Promise<SQL | null> {
  const [row] = await rowsOf<{ ids: string[] | null }>(
    tx,
    sql`select case when current_user = 'steward_person'
          then (select array_agg(id::text) from (select id from accounts limit ${mostAccounts + 1}) few) end as ids`,
  )
  if (!row?.ids || row.ids.length > mostAccounts) return null
  return sql`(c.account_id = any (${sql.param(row.ids)}::uuid[]) or c.account_id is null)`
}
