/** Whether other records hang on a row: what must be moved or removed before it can go. */
import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { dependents } from '../history/revert.ts'
import { keptTables } from '../history/tables.ts'
import { isSeries } from './series.ts'

type Asked = {
  workspace: string
  table: string
  /** The alias of the row. */
  row: string
  /** A proposal whose own rows do not count where they go, too, or are moved away. */
  settledBy?: string
}

/** True or false of the row. */
export async function dependentOn(tx: Tx, { workspace, table, row, settledBy }: Asked): Promise<SQL> {
  const found = (await dependents(tx, table)).filter((each) => keptTables.has(each.table))
  if (found.length === 0) return sql`false`
  const each = found.map(({ table: other, column }) => {
    const name = sql.identifier(column)
    const isSettled =
      settledBy === undefined
        ? sql``
        : sql`and not exists (select from proposal_rows s where s.workspace_id = ${workspace} and s.proposal_id = ${settledBy}::uuid
            and s."table" = ${other} and not s.excluded
            and ${isSeries(other) ? sql`s.row_id = d.${name}` : sql`s.row_id = d.id and (s.operation = 'delete' or s.write ? ${column}::text)`})`
    return sql`exists (select from ${sql.identifier(other)} d where d.workspace_id = ${workspace}
      and d.${name} = ${sql.raw(row)}.id ${isSettled})`
  })
  return sql`(${sql.join(each, sql` or `)})`
}
