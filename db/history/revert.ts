/** Takes a change back: what is still as the change left it becomes what it was; what was edited since stays, and is listed. */
import { sql, type SQL } from 'drizzle-orm'
import { appendAudit } from '../audit/append.ts'
import { personOrSystem } from '../audit/contract.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { workspaces } from '../schema/workspaces.ts'
import { eq } from 'drizzle-orm'
import { rowKey } from './as-of.ts'
import { beginChange } from './change.ts'
import { keptTables } from './tables.ts'

/** `row` is the source's id where the table has one, else the key. `column` is null where the whole row stays. */
export type Conflict = { table: string; row: string; column: string | null; reason: string }
export type RevertReport = {
  /** The change that the revert itself is: reverting that one brings everything back. */
  id: string
  /** Rows by table. */
  removed: Record<string, number>
  restored: Record<string, number>
  /** The first thousand; `conflictCount` is the number of all. */
  conflicts: Conflict[]
  conflictCount: number
}

const mostConflicts = 1000

/** Columns that name a row of their own table without a foreign key. */
const looseReferences = new Map([
  ['accounts', 'parent_id'],
  ['contacts', 'reports_to_id'],
  ['users', 'manager_id'],
])

/** Ends a dry run: its transaction is taken back. */
class DryRun extends Error {}

type Work = { tx: Tx; workspace: string; change: string; report: RevertReport }

/** Throws a Problem where there is no such change. With `dryRun` the report says what would be; nothing is written. */
export async function revertChange(
  db: Db,
  workspace: string,
  change: string,
  { actorId, dryRun }: { actorId?: string; dryRun?: boolean } = {},
): Promise<RevertReport> {
  const report: RevertReport = { id: '', removed: {}, restored: {}, conflicts: [], conflictCount: 0 }
  try {
    await db.inWorkspace(workspace, async (tx) => {
      const work = { tx, workspace, change, report }
      await assertKnown(work)
      await tx.execute(sql`select set_config('timezone', 'UTC', true)`)
      report.id = await beginChange(tx, workspace, {
        kind: 'revert',
        source: 'steward',
        ref: change,
        actorId,
      })
      const tables = [...keptTables.keys()]
      for (const table of tables) await putBack(work, table)
      for (const table of tables.toReversed()) await remove(work, table)
      for (const table of tables) await restore(work, table)
      await tx
        .update(workspaces)
        .set({ version: sql`${workspaces.version} + 1` })
        .where(eq(workspaces.id, workspace))
      if (dryRun) throw new DryRun()
      await appendAudit(tx, workspace, {
        actor: personOrSystem(actorId),
        ...{ action: 'import_reverted', subject: { kind: 'change', id: change } },
        details: { removed: report.removed, restored: report.restored, conflicts: report.conflictCount },
      })
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return report
}

async function assertKnown({ tx, workspace, change }: Work): Promise<void> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(change)
  const found = isId
    ? await rowsOf(tx, sql`select id from changes where workspace_id = ${workspace} and id = ${change}::uuid`)
    : []
  if (found.length === 0)
    throw new Problem('not_found', `There is no change ${change} in this workspace.`, {
      done: 'Nothing was changed.',
    })
}

const idOf = (table: string, alias: string): SQL =>
  keptTables.get(table)?.[0] === 'id' ? sql.raw(`${alias}.source_id`) : keyOf(table, alias)
const keyOf = (table: string, alias: string): SQL => rowKey(alias, keptTables.get(table) ?? ['id'])

const count = (into: Record<string, number>, table: string, more: number) => {
  if (more > 0) into[table] = (into[table] ?? 0) + more
}

async function note({ tx, report }: Work, table: string, conflicts: SQL): Promise<void> {
  const found = await rowsOf<{ row: string; column: string | null; reason: string; all: number }>(
    tx,
    sql`select c.*, count(*) over ()::int as all from (${conflicts}) c order by c.row, c.column limit ${mostConflicts}`,
  )
  report.conflictCount += found[0]?.all ?? 0
  for (const { row, column, reason } of found) {
    if (report.conflicts.length < mostConflicts) report.conflicts.push({ table, row, column, reason })
  }
}

/** The columns that the change updated, each with the value before its first and after its last statement; `custom` by its keys. */
const changedCells = ({ workspace, change }: Work, table: string): SQL => {
  const name = sql.identifier(table)
  const key = keyOf(table, 'x')
  return sql`
    cells as (
      select h.row_key, b.key as col, (array_agg(b.value order by h.seq))[1] as before,
             (array_agg(h.after -> b.key order by h.seq desc))[1] as after
      from field_history h cross join lateral jsonb_each(h.before) b
      where h.workspace_id = ${workspace} and h.change_id = ${change}::uuid and h.object = ${table}
        and h.operation = 'update' group by 1, 2),
    parts as (
      select row_key, col, null::text as part, before, after from cells where col <> 'custom'
      union all
      select row_key, col, k, before -> k, after -> k from cells
        cross join lateral jsonb_object_keys(before || after) k where col = 'custom' and before -> k is distinct from after -> k),
    compared as (
      select p.*, ${idOf(table, 'x')} as row,
             case when p.part is null then to_jsonb(x) -> p.col else x.doc -> p.part end as now
      from parts p join (select t.*, to_jsonb(t) -> 'custom' as doc from ${name} t where t.workspace_id = ${workspace}) x
        on ${key} = p.row_key)`
}

async function putBack(work: Work, table: string): Promise<void> {
  const { tx, workspace, report } = work
  const cells = changedCells(work, table)
  await note(
    work,
    table,
    sql`with ${cells} select row, coalesce(part, col) as column, 'was changed again since' as reason from compared
        where now is distinct from after and now is distinct from before`,
  )
  const columns = await columnsOf(tx, table)
  const names = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  )
  const values = sql.join(
    columns.map((column) => sql`r.${sql.identifier(column)}`),
    sql`, `,
  )
  const hasCustom = columns.includes('custom')
  const custom = hasCustom
    ? sql`|| case when p.gone is null and p.parts is null then '{}'::jsonb else
        jsonb_build_object('custom', (t.custom - coalesce(p.gone, '{}')) || coalesce(p.parts, '{}')) end`
    : sql``
  const [row] = await rowsOf<{ rows: number }>(
    tx,
    sql`with ${cells},
      patches as (
        select row_key, jsonb_object_agg(col, before) filter (where part is null) as whole,
               jsonb_object_agg(part, before) filter (where part is not null and before is not null) as parts,
               array_agg(part) filter (where part is not null and before is null) as gone
        from compared where now is not distinct from after group by row_key),
      written as (
        update ${sql.identifier(table)} t
        set (${names}) = (select ${values} from jsonb_populate_record(t, coalesce(p.whole, '{}') ${custom}) r)
        from patches p where t.workspace_id = ${workspace} and ${keyOf(table, 't')} = p.row_key returning 1)
      select count(*)::int as rows from written`,
  )
  count(report.restored, table, row?.rows ?? 0)
}

/** All but keys, generated columns and what says when and by whom the row came. */
async function columnsOf(tx: Tx, table: string): Promise<string[]> {
  const keys = keptTables.get(table) ?? []
  const rows = await rowsOf<{ name: string }>(
    tx,
    sql`select attname::text as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0
        and not attisdropped and attgenerated = '' order by attnum`,
  )
  const own = new Set(['workspace_id', 'created_at', 'change_id', ...keys])
  return rows.map(({ name }) => name).filter((name) => !own.has(name))
}

/** Rows elsewhere that name this row: foreign keys, and the references of a table to itself. */
export async function dependents(tx: Tx, table: string): Promise<{ table: string; column: string }[]> {
  const found = await rowsOf<{ table: string; column: string }>(
    tx,
    sql`select c.conrelid::regclass::text as table, a.attname::text as column from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'workspace_id'
        where c.contype = 'f' and c.confrelid = ${`public.${table}`}::regclass`,
  )
  const loose = looseReferences.get(table)
  return loose ? [...found, { table, column: loose }] : found
}

/** Rows that the change made go, unless somebody changed them or hung something on them since. */
async function remove(work: Work, table: string): Promise<void> {
  const { tx, workspace, change, report } = work
  const name = sql.identifier(table)
  const edited = sql`exists (select from field_history h where h.workspace_id = ${workspace} and h.object = ${table}
    and h.row_key = ${keyOf(table, 't')} and h.change_id not in (${change}::uuid, ${report.id}::uuid))`
  const isObject = keptTables.get(table)?.[0] === 'id'
  const names = isObject ? await dependents(tx, table) : []
  const used = names.map(
    (each) => sql`exists (select from ${sql.identifier(each.table)} d where d.workspace_id = ${workspace}
      and d.${sql.identifier(each.column)} = t.id
      ${each.table === table ? sql`and d.change_id <> ${change}::uuid` : sql``})`,
  )
  const inUse = used.length > 0 ? sql`(${sql.join(used, sql` or `)})` : sql`false`
  const ofChange = sql`t.workspace_id = ${workspace} and t.change_id = ${change}::uuid`
  await note(
    work,
    table,
    sql`select ${idOf(table, 't')} as row, null::text as column,
               case when ${edited} then 'was changed since' else 'other rows depend on it' end as reason
        from ${name} t where ${ofChange} and (${edited} or ${inUse})`,
  )
  const [row] = await rowsOf<{ rows: number }>(
    tx,
    sql`with gone as (delete from ${name} t where ${ofChange} and not (${edited} or ${inUse}) returning 1)
        select count(*)::int as rows from gone`,
  )
  count(report.removed, table, row?.rows ?? 0)
}

/** What a row of the table belongs to: tables, and the columns that name their rows. */
export const owners = (tx: Tx, table: string): Promise<{ table: string; column: string }[]> =>
  rowsOf<{ table: string; column: string }>(
    tx,
    sql`select c.confrelid::regclass::text as table, a.attname::text as column from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'workspace_id'
        where c.contype = 'f' and c.conrelid = ${`public.${table}`}::regclass`,
  )

/** Rows that the change deleted come back as they were, unless their key is taken or what they belong to is gone. */
async function restore(work: Work, table: string): Promise<void> {
  const { tx, workspace, change, report } = work
  const [any] = await rowsOf(
    tx,
    sql`select 1 from field_history where workspace_id = ${workspace} and change_id = ${change}::uuid
        and object = ${table} and operation = 'delete' limit 1`,
  )
  if (!any) return
  const columns = [
    'workspace_id',
    ...(keptTables.get(table) ?? []),
    'change_id',
    ...(await columnsOf(tx, table)),
  ]
  const names = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  )
  const values = sql.join(
    columns.map((column) => sql`r.${sql.identifier(column)}`),
    sql`, `,
  )
  const orphaned = (await owners(tx, table)).map(
    ({ table: owner, column }) => sql`(r.${sql.identifier(column)} is not null and not exists (
      select from ${sql.identifier(owner)} o where o.workspace_id = ${workspace} and o.id = r.${sql.identifier(column)}))`,
  )
  const orphan = orphaned.length > 0 ? sql.join(orphaned, sql` or `) : sql`false`
  const deleted = sql`field_history h cross join lateral jsonb_populate_record(null::public.${sql.identifier(table)}, h.before) r
    where h.workspace_id = ${workspace} and h.change_id = ${change}::uuid and h.object = ${table} and h.operation = 'delete'`
  await note(
    work,
    table,
    sql`select ${idOf(table, 'r')} as row, null::text as column, 'what it belongs to is gone' as reason
        from ${deleted} and (${orphan})`,
  )
  const [row] = await rowsOf<{ rows: number; all: number }>(
    tx,
    sql`with back as (
          insert into ${sql.identifier(table)} (${names}) select ${values} from ${deleted} and not (${orphan})
          on conflict do nothing returning 1)
        select count(*)::int as rows, (select count(*)::int from ${deleted} and not (${orphan})) as all from back`,
  )
  count(report.restored, table, row?.rows ?? 0)
  const taken = (row?.all ?? 0) - (row?.rows ?? 0)
  report.conflictCount += taken
  if (taken > 0)
    report.conflicts.push({ table, row: `${taken} rows`, column: null, reason: 'their id was taken since' })
}
