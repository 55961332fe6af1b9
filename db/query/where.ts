/** The WHERE clause of a query: its workspace, its filter, and what the usual scope leaves out. */
import { sql, type SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import { conditionSql } from './condition.ts'
import type { ParsedQuery } from './query.ts'
import { withinReach } from './reach.ts'
import type { Rows } from './rows.ts'

export function whereOf(rows: Rows, query: ParsedQuery, scope: ScopeClause[]): SQL {
  const usual = query.scope !== 'all'
  const all = [
    sql`${sql.raw(rows.alias)}.workspace_id = ${rows.statement.workspace}`,
    ...withinReach(rows, query.where),
    ...(query.where ? [conditionSql(rows, query.where, 'where', usual)] : []),
    ...scope.map((clause) => conditionSql(rows, clause.where, 'scope', usual)),
  ]
  return sql.join(all, sql` and `)
}
