/** The ids by which other systems know the workspace's rows: read before an import of such a system, written after it. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../../connect.ts'
import type { FileSpec } from '../file-spec.ts'

/** Rows of a source other than the bundle have its name before their id. */
export const sourceIdOf = (source: string, id: string): string =>
  source === 'bundle' ? id : `${source}:${id}`

/** External ids of rows whose own id does not tell it, because they landed on another row; by external id. */
export async function landedElsewhere(
  tx: Tx,
  workspace: string,
  { object, table }: FileSpec,
  source: string,
): Promise<Map<string, string>> {
  const rows = await rowsOf<{ external_id: string; source_id: string }>(
    tx,
    sql`select e.external_id, t.source_id from external_ids e
        join ${sql.identifier(table)} t on t.workspace_id = e.workspace_id and t.id = e.id
        where e.workspace_id = ${workspace} and e.object = ${object} and e.source = ${source}
          and t.source_id <> ${`${source}:`}::text || e.external_id`,
  )
  return new Map(rows.map((row) => [row.external_id, row.source_id]))
}

/** Of the rows that this source made, and of `others`: those that landed on rows of another (external id → `source_id`). */
export async function writeExternalIds(
  tx: Tx,
  workspace: string,
  { object, table }: FileSpec,
  source: string,
  others: ReadonlyMap<string, string>,
): Promise<void> {
  const prefix = `${source}:`
  const name = sql.identifier(table)
  const keep = sql`on conflict (workspace_id, object, source, external_id) do update set id = excluded.id
                   where external_ids.id is distinct from excluded.id`
  await tx.execute(
    sql`insert into external_ids (workspace_id, object, source, external_id, id)
        select ${workspace}::text, ${object}::text, ${source}::text, substr(source_id, ${prefix.length + 1}::int), id
        from ${name} where workspace_id = ${workspace} and starts_with(source_id, ${prefix}) ${keep}`,
  )
  const pairs = [...others].map(([external_id, source_id]) => ({ external_id, source_id }))
  for (let at = 0; at < pairs.length; at += 5000) {
    const part = JSON.stringify(pairs.slice(at, at + 5000))
    await tx.execute(
      sql`insert into external_ids (workspace_id, object, source, external_id, id)
          select ${workspace}::text, ${object}::text, ${source}::text, r.external_id, t.id
          from json_to_recordset(${part}::json) as r(external_id text, source_id text)
          join ${name} t on t.workspace_id = ${workspace} and t.source_id = r.source_id ${keep}`,
    )
  }
}
