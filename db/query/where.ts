/** The WHERE clause of a query: its workspace, its filter, and what the usual scope leaves out. */
import { sql, type SQL } from 'drizzle-orm'
import type { ScopeClause } from '../catalogue/types.ts'
import { conditionSql } from './condition.ts'
import { keyOf } from './group-key.ts'
import type { GroupKey, ParsedQuery } from './query.ts'
import { withinReach } from './reach.ts'
import type { Rows } from './rows.ts'

/** Rows whose key is none of those values; `null` is the value of those without one. */
export type Except = { key: GroupKey; values: (string | null)[] }

function exceptOf(rows: Rows, { key, values }: Except): SQL[] {
  const [part] = keyOf(rows, key, 'pivot').parts
  if (!part) return []
  const given = values.filter((value) => value !== null)
  const listed = sql`(${part})::text in (${sql.join(
    given.map((value) => sql`${value}::text`),
    sql`, `,
  )})`
  return [
    ...(given.length > 0 ? [sql`(${listed}) is not true`] : []),
    ...(values.includes(null) ? [sql`(${part}) is not null`] : []),
  ]
}

export function whereOf(rows: Rows, query: ParsedQuery & { except?: Except }, scope: ScopeClause[]): SQL {
  const usual = query.scope !== 'all'
  const all = [
    sql`${sql.raw(rows.alias)}.workspace_id = ${rows.statement.workspace}`,
    ...withinReach(rows, query.where),
    ...(query.except ? exceptOf(rows, query.except) : []),
    ...(query.where ? [conditionSql(rows, query.where, 'where', usual)] : []),
    ...scope.map((clause) => conditionSql(rows, clause.where, 'scope', usual)),
  ]
  return sql.join(all, sql` and `)
}
