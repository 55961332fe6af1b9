/** The inverse of rows that a run made or removed: they go, unless somebody worked with them since; they come back, unless their place is taken. */
import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { owners } from '../history/revert.ts'
import { accountOf, mayAct, personalColumn } from './acting.ts'
import { dependentOn } from './dependents.ts'
import { wholeRow } from './materialise-deletion.ts'
import type { DoneRows } from './undo.ts'
import { columns, doneRows, place, tell, told, type Undoing } from './undo-rows.ts'
import { objectFor } from './writable.ts'

export async function undoCreations(work: Undoing, kind: DoneRows): Promise<string[]> {
  const { tx, workspace, proposal, run, asker, catalogue } = work
  const object = objectFor(catalogue, kind.object)
  const own = personalColumn(object)
  const isUsed = await dependentOn(tx, { workspace, table: kind.table, row: 'x', settledBy: proposal })
  const isEdited = sql`exists (select from field_history h where h.workspace_id = ${workspace} and h.object = ${kind.table}
    and h.row_key = x.id::text and h.recorded_at >= x.created_at
    and h.change_id not in (select c.id from changes c where c.workspace_id = ${workspace} and c.kind = 'run' and c.ref = ${run}))`
  return tell(
    work,
    object,
    sql`with judged as materialized (
        select r.seq, r.row_id, r.source_id, r.name, coalesce(${accountOf(object, 'x')}, r.account_id) as account_id, r.after,
               x.id, x.xmin::text as version, ${wholeRow(kind.table, 'x')} as whole,
               case when x.id is null then 'gone' when not ${mayAct(asker, 'a', own ? sql`x.${sql.identifier(own)}` : undefined)} then 'foreign'
                 when ${isEdited} then 'conflict' when ${isUsed} then 'conflict' else 'written' end as fate,
               case when x.id is null then 'It is no longer there.' when ${isEdited} then 'It was changed since.' else 'Other records depend on it.' end as why
        from proposal_rows r left join ${sql.identifier(kind.table)} x on x.workspace_id = ${workspace} and x.id = r.row_id
          left join accounts a on a.workspace_id = ${workspace} and a.id = coalesce(${accountOf(object, 'x')}, r.account_id)
        where ${doneRows(work, kind)}),
      put as (
        insert into proposal_rows (${columns})
        select ${workspace}, ${proposal}::uuid, ${place(work, sql`f.fate <> 'written'`)}, ${kind.object}, ${kind.table}, 'delete', f.row_id,
               f.source_id, f.name, f.account_id, f.version, f.after, '{}', '{}',
               case when f.fate = 'written' then f.whole else '{}' end,
               case when f.fate = 'written' then 'pending' else 'skipped' end, case when f.fate <> 'written' then f.why end
        from judged f where f.fate in ('written', 'conflict', 'gone'))
      select ${told('foreign')}, ${told('conflict')}, ${toldAs('gone', 'same')} from judged`,
  )
}

/** What is gone already needs no taking back. */
const toldAs = (fate: string, name: string): SQL =>
  sql`json_build_object('count', count(*) filter (where fate = ${fate}), 'names', to_json((array_agg(name order by seq) filter (where fate = ${fate}))[1:3])) as ${sql.raw(name)}`

export async function undoDeletions(work: Undoing, kind: DoneRows): Promise<string[]> {
  const { tx, workspace, proposal, asker, catalogue } = work
  const object = objectFor(catalogue, kind.object)
  const own = personalColumn(object)
  const table = sql.identifier(kind.table)
  const isTaken = sql`exists (select from ${table} t where t.workspace_id = ${workspace} and (t.id = r.row_id or t.source_id = r.source_id))`
  const isOrphan = await orphaned(tx, work, kind.table)
  return tell(
    work,
    object,
    sql`with judged as materialized (
        select r.seq, r.row_id, r.source_id, r.name, r.account_id, r.before, r.restore,
               case when not ${mayAct(asker, 'a', own ? sql`(r.restore ->> ${own}::text)::uuid` : undefined)} then 'foreign'
                 when ${isTaken} then 'conflict' when ${isOrphan} then 'conflict' else 'written' end as fate,
               case when ${isTaken} then 'Its id was taken since.' else 'What it belongs to is gone.' end as why
        from proposal_rows r left join accounts a on a.workspace_id = ${workspace} and a.id = r.account_id
        where ${doneRows(work, kind)}),
      put as (
        insert into proposal_rows (${columns})
        select ${workspace}, ${proposal}::uuid, ${place(work, sql`f.fate <> 'written'`)}, ${kind.object}, ${kind.table}, 'create', f.row_id,
               f.source_id, f.name, f.account_id, null, '{}', f.before, case when f.fate = 'written' then f.restore else '{}' end, '{}',
               case when f.fate = 'written' then 'pending' else 'skipped' end, case when f.fate <> 'written' then f.why end
        from judged f where f.fate <> 'foreign')
      select ${told('foreign')}, ${told('conflict')}, ${toldAs('nothing', 'same')} from judged`,
  )
}

/** What the row belongs to is neither there nor comes back with it. */
async function orphaned(tx: Tx, { workspace, proposal }: Undoing, table: string): Promise<SQL> {
  const found = await owners(tx, table)
  const gone = found.map(({ table: owner, column }) => {
    const id = sql`(r.restore ->> ${column}::text)::uuid`
    return sql`(${id} is not null and not exists (select from ${sql.identifier(owner)} o where o.workspace_id = ${workspace} and o.id = ${id})
      and not exists (select from proposal_rows s where s.workspace_id = ${workspace} and s.proposal_id = ${proposal}::uuid and s.row_id = ${id} and s.operation = 'create'))`
  })
  return gone.length > 0 ? sql`(${sql.join(gone, sql` or `)})` : sql`false`
}
