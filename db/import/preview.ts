/** What a dry run would change: examples of fields with their old and new values, and the fields that would come or change their kind. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { bundleFiles } from './files/bundle-files.ts'

const mostExamples = 20

export type Preview = {
  /** By file of the bundle, up to twenty each. */
  changes: { file: string; row: string; field: string; from: string | null; to: string | null }[]
  fields: { object: string; key: string; label: string; type: string; was: string | null }[]
}

/** Reads what the change of this transaction has done so far. */
export async function previewOf(tx: Tx, workspace: string, change: string): Promise<Preview> {
  const changes: Preview['changes'] = []
  for (const { table, path, id } of bundleFiles)
    changes.push(...(await changesOf(tx, { workspace, change, table, path, hasId: id !== undefined })))
  return { changes, fields: await fieldsOf(tx, workspace, change) }
}

type Asked = { workspace: string; change: string; table: string; path: string; hasId: boolean }

async function changesOf(
  tx: Tx,
  { workspace, change, table, path, hasId }: Asked,
): Promise<Preview['changes']> {
  const name = hasId
    ? sql`(select t.source_id from ${sql.identifier(table)} t where t.workspace_id = ${workspace} and t.id::text = h.row_key)`
    : sql`h.row_key`
  const rows = await rowsOf<{ row: string; field: string; from: string | null; to: string | null }>(
    tx,
    sql`select coalesce(${name}, h.row_key) as row, h.field, h."from", h."to" from (
          select h.row_key, f.field, min(h.seq) as seq, (array_agg(f."from" order by h.seq))[1] as "from",
                 (array_agg(f."to" order by h.seq desc))[1] as "to"
          from field_history h cross join lateral (
            select key as field, h.before ->> key as "from", h.after ->> key as "to"
            from jsonb_object_keys(h.before) as key where key not in ('updated_at', 'change_id', 'custom')
            union all
            select 'custom.' || key, h.before -> 'custom' ->> key, h.after -> 'custom' ->> key
            from jsonb_object_keys((h.before -> 'custom') || (h.after -> 'custom')) as key) f
          where h.workspace_id = ${workspace} and h.change_id = ${change} and h.object = ${table}
            and h.operation = 'update' group by h.row_key, f.field) h
        where h."from" is distinct from h."to" order by h.seq, h.field limit ${mostExamples}`,
  )
  const named = await namesOf(
    tx,
    workspace,
    rows.flatMap(({ from, to }) => [from, to]),
  )
  const shown = (text: string | null) => (text === null ? null : (named.get(text) ?? text))
  return rows.map(({ row, field, from, to }) => ({
    file: path,
    row: keyed(row, named),
    field,
    from: shown(from),
    to: shown(to),
  }))
}

/** A row of a series is known by its key: the ids in it are told by what answers print. */
const keyed = (row: string, named: Map<string, string>) =>
  row.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => named.get(id) ?? id)

/** Steward's own ids → what answers print. */
async function namesOf(tx: Tx, workspace: string, texts: (string | null)[]): Promise<Map<string, string>> {
  const ids = texts.filter(
    (text) => text !== null && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  )
  if (ids.length === 0) return new Map()
  const list = sql`(select json_array_elements_text(${JSON.stringify(ids)}::json)::uuid)`
  const rows = await rowsOf<{ id: string; name: string }>(
    tx,
    sql`select id::text, source_id as name from users where workspace_id = ${workspace} and id in ${list}
        union all select id::text, source_id from accounts where workspace_id = ${workspace} and id in ${list}
        union all select id::text, source_id from contacts where workspace_id = ${workspace} and id in ${list}`,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

const fieldsOf = (tx: Tx, workspace: string, change: string): Promise<Preview['fields']> =>
  rowsOf(
    tx,
    sql`select f.object, f.key, f.label, f.type,
               (select h.before ->> 'type' from field_history h where h.workspace_id = f.workspace_id
                 and h.change_id = ${change} and h.object = 'custom_fields'
                 and h.row_key = jsonb_build_array(f.object, f.key)::text and h.before ? 'type' limit 1) as was
        from custom_fields f where f.workspace_id = ${workspace}
          and (f.change_id = ${change} or exists (select from field_history h where h.workspace_id = f.workspace_id
                 and h.change_id = ${change} and h.object = 'custom_fields'
                 and h.row_key = jsonb_build_array(f.object, f.key)::text and h.before ? 'type'))
        order by f.object, f.key`,
  )
