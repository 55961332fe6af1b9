/** The values that a workspace's own columns are known to take: what only a person's own rows held is taken out of that list, now and in its history. */
import { sql } from 'drizzle-orm'
import { rowsOf } from '../connect.ts'
import { bundleFiles } from '../import/files/bundle-files.ts'
import { erasureMap } from './erasure-map.ts'
import { isOwn, type OwnRows } from './own-rows.ts'
import { ofWorkspace } from './scan.ts'

/** Whose own columns go or are emptied with a person. */
const held = () =>
  bundleFiles.flatMap(({ object, table }) => {
    const treatment = erasureMap.get(`public.${table}`)
    return treatment?.columns['custom'] && treatment.own ? [{ object, table, treatment }] : []
  })

/** Before the rows are dealt with: by object, every value that they hold or held. */
export async function valuesHeld({ tx, workspace, subject }: OwnRows): Promise<Map<string, string[]>> {
  const values = new Map<string, string[]>()
  for (const { object, table, treatment } of held()) {
    const own = isOwn(treatment, subject)
    if (!own) continue
    const rows = await rowsOf<{ value: string }>(
      tx,
      sql`with own as (select t.id, t.custom from ${sql.identifier(table)} t where ${ofWorkspace(treatment, workspace)} and ${own}),
            docs as (select custom as doc from own
              union all select v.doc -> 'custom' from field_history h cross join lateral (values (h.before), (h.after)) v (doc)
              where h.workspace_id = ${workspace} and h.object = ${table} and jsonb_typeof(v.doc -> 'custom') = 'object'
                and (h.row_key in (select id::text from own) or h.row_key = any (${sql.param(subject.rows)}::text[]))),
            wholes as (select e.value from docs cross join lateral jsonb_each_text(doc) e)
          select value from wholes where value is not null
          union select trim(part) from wholes cross join lateral unnest(string_to_array(value, ';')) part`,
    )
    values.set(
      object,
      rows.map(({ value }) => value).filter((value) => value !== ''),
    )
  }
  return values
}

export async function forgetValues(
  { tx, workspace, tally }: OwnRows,
  values: Map<string, string[]>,
): Promise<void> {
  for (const { object, table } of held()) {
    const candidates = values.get(object) ?? []
    if (candidates.length === 0) continue
    const left = await rowsOf<{ value: string }>(
      tx,
      sql`select value from unnest(${sql.param(candidates)}::text[]) value
          where not exists (select from ${sql.identifier(table)} t cross join lateral jsonb_each_text(t.custom) e
            where t.workspace_id = ${workspace} and (e.value = value.value or value.value = any (string_to_array(e.value, ';'))))`,
    )
    const lost = sql`${sql.param(left.map(({ value }) => value))}::text[]`
    const [done] = await rowsOf<{ rows: number }>(
      tx,
      sql`with done as (
            update custom_fields f set "values" = array(select v from unnest(f."values") with ordinality u (v, n) where v <> all (${lost}) order by n)
            where f.workspace_id = ${workspace} and f.object = ${object} and f."values" && ${lost} returning 1)
          select count(*)::int as rows from done`,
    )
    tally.add('public.custom_fields.values', 'emptied', done?.rows ?? 0)
    for (const side of ['before', 'after'] as const) {
      const doc = sql`h.${sql.identifier(side)}`
      await tx.execute(
        sql`update field_history h set ${sql.identifier(side)} = jsonb_set(${doc}, '{values}',
              (select coalesce(jsonb_agg(v), '[]') from jsonb_array_elements_text(${doc} -> 'values') v where v <> all (${lost})))
            where h.workspace_id = ${workspace} and h.object = 'custom_fields' and jsonb_typeof(${doc} -> 'values') = 'array'
              and ${doc} -> 'values' ?| ${lost}`,
      )
    }
  }
}
