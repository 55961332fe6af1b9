/** What each column of a bundle's file is in SQL, as the text of its cell: the counterpart of the importer's cells. */
import { sql, type SQL } from 'drizzle-orm'
import { targetOf, type ColumnSpec, type ReferencedTable } from '../import/file-spec.ts'

const printedId: Record<ReferencedTable, string> = {
  users: 'source_id',
  accounts: 'source_id',
  contacts: 'source_id',
  kpi_definitions: 'key',
}

/** `t` is the alias of the row. Null where the cell is empty. */
export function cellSql(column: ColumnSpec, workspace: string): SQL {
  const value = sql`t.${sql.identifier(targetOf(column))}`
  if (column.to && column.to !== 'kpi_definitions') {
    const id = sql.identifier(printedId[column.to])
    return sql`(select o.${id} from ${sql.identifier(column.to)} o where o.workspace_id = ${workspace} and o.id = ${value})`
  }
  switch (column.type) {
    case 'money':
      return sql`trim_scale(${value})::text`
    case 'time':
      return sql`to_char(${value} at time zone 'UTC', case when date_trunc('second', ${value}) = ${value}
        then 'YYYY-MM-DD"T"HH24:MI:SS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end)`
    case 'list':
      return sql`array_to_string(${value}, ';')`
    default:
      return sql`${value}::text`
  }
}
