/** Rows without an id of their own (usage, scores, KPIs, other systems' ids) that change hands in a merge: all of a table as one step, whole in both directions. */
import { sql, type SQL } from 'drizzle-orm'
import type { ObjectType } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import { keptTables } from '../history/tables.ts'
import { wholeRow } from './materialise-deletion.ts'
import { lastPlace, type Materialising } from './materialise.ts'
import type { DoneRows } from './undo.ts'
import { columns, doneRows, place, type Undoing } from './undo-rows.ts'
import type { Group, OfRun, Outcome } from './write-group.ts'
import { columnsOf } from './writable.ts'

/** By table: what its rows are called, and how two rows of one key become one; where nothing is said, that of the row that stays. */
const series: Record<string, { object: string; noun: string; both?: Record<string, SQL> }> = {
  usage: {
    ...{ object: 'usage', noun: 'usage' },
    both: {
      events: sql`case when l.events is null then w.events else l.events + coalesce(w.events, 0) end`,
      active_users: sql`greatest(l.active_users, w.active_users)`,
    },
  },
  user_usage: { object: 'user_usage', noun: 'usage by user', both: { events: sql`l.events + w.events` } },
  health_scores: { object: 'health_score', noun: 'health scores' },
  kpis: { object: 'kpi', noun: 'KPIs' },
  external_ids: { object: 'external_id', noun: 'ids in other systems' },
}

export const isSeries = (table: string): boolean => table in series

const keysOf = (table: string): readonly string[] =>
  keptTables.get(table) ?? ['object', 'source', 'external_id']

const equal = (keys: readonly string[], a: string, b: string): SQL =>
  sql.join(
    [sql`true`, ...keys.map((key) => sql`${sql.raw(`${a}."${key}"`)} = ${sql.raw(`${b}."${key}"`)}`)],
    sql` and `,
  )

type Named = { id: string; sourceId: string; name: string }

/** One row of the proposal for each table that has any: `remove` and `insert`, which the way back swaps. */
export async function materialiseSeries(
  work: Materialising,
  object: ObjectType,
  goes: Named,
  stays: Named,
): Promise<string[]> {
  const column = object.key === 'account' ? 'account_id' : `${object.key}_id`
  for (const table of Object.keys(series)) {
    const by = table === 'external_ids' ? 'id' : column
    if (columnsOf(table).has(by)) await step(work, { object, table, by, goes, stays })
  }
  return []
}

type Step = { object: ObjectType; table: string; by: string; goes: Named; stays: Named }

async function step(work: Materialising, { object, table, by, goes, stays }: Step): Promise<void> {
  const { tx, workspace, proposal } = work
  const { object: key = table, noun = table, both } = series[table] ?? {}
  const name = sql.identifier(table)
  const rest = keysOf(table).filter((each) => each !== by)
  const ofSide = (
    side: Named,
  ) => sql`x.workspace_id = ${workspace} and x.${sql.identifier(by)} = ${side.id}::uuid
    ${table === 'external_ids' ? sql`and x.object in (${object.key}, ${object.table})` : sql``}`
  const taken =
    table === 'external_ids' ? sql`false` : sql`exists (select from w where ${equal(rest, 'w', 'l')})`
  const one = both
    ? sql`${wholeRow(table, 'w')} || jsonb_build_object(${sql.join(
        Object.entries(both).map(([column, value]) => sql`${column}::text, ${value}`),
        sql`, `,
      )})`
    : null
  const list = (rows: SQL) => sql`coalesce((select jsonb_agg(j) from (${rows}) u (j)), '[]')`
  const met = sql`w join l on ${equal(rest, 'w', 'l')}`
  const accountOf = (side: Named) =>
    object.key === 'account'
      ? sql`${side.id}::uuid`
      : sql`(select o.account_id from ${sql.identifier(object.table)} o where o.workspace_id = ${workspace} and o.id = ${side.id}::uuid)`
  const last = await lastPlace(tx, workspace, proposal)
  await tx.execute(
    sql`with l as materialized (select x.* from ${name} x where ${ofSide(goes)}),
        w as materialized (select x.* from ${name} x where ${ofSide(stays)}),
        found as (select (select count(*) from l) as rows,
          ${list(sql`select ${wholeRow(table, 'l')} from l ${one ? sql`union all select ${wholeRow(table, 'w')} from ${met}` : sql``}`)} as remove,
          ${list(sql`select ${wholeRow(table, 'l')} || jsonb_build_object(${by}::text, ${stays.id}::text) from l where not ${taken}
            ${one ? sql`union all select ${one} from ${met}` : sql``}`)} as insert)
        insert into proposal_rows (workspace_id, proposal_id, seq, object, "table", operation, row_id, source_id, name, account_id, version, before, after, write, restore)
        select ${workspace}, ${proposal}::uuid, ${last}::int + 1, ${key}, ${table}, 'update', ${goes.id}::uuid, ${goes.sourceId},
               f.rows || ' rows of ' || ${noun}::text || ' of ' || ${goes.name}::text, ${accountOf(goes)}, f.rows::text,
               jsonb_build_object(${column(object)}::text, ${goes.sourceId}::text), jsonb_build_object(${column(object)}::text, ${stays.sourceId}::text),
               jsonb_build_object('by', ${by}::text, 'account', ${accountOf(stays)}, 'remove', f.remove, 'insert', f.insert),
               jsonb_build_object('by', ${by}::text, 'account', ${accountOf(goes)}, 'remove', f.insert, 'insert', f.remove)
        from found f where f.rows > 0`,
  )
}

const column = (object: ObjectType): string => `${object.key}_id`

/** Of a proposal's row `p`: what it would remove is no longer just so, or there is more of it. */
export function seriesMoved(table: string): SQL {
  const name = sql.identifier(table)
  const [t, r] = [wholeRow(table, 't'), wholeRow(table, 'r')]
  const by = [...columnsOf(table).keys()].filter((each) => ['account_id', 'contact_id', 'id'].includes(each))
  const counts = by.map(
    (each) =>
      sql`when ${each}::text then (select count(*) from ${name} t where t.workspace_id = p.workspace_id and t.${sql.identifier(each)} = p.row_id)`,
  )
  return sql`((select count(*) from jsonb_populate_recordset(null::${name}, p.write -> 'remove') r
      join ${name} t on t.workspace_id = p.workspace_id and ${equal(keysOf(table), 't', 'r')} where ${t} = ${r})
        <> jsonb_array_length(p.write -> 'remove')
    or (p.version is not null and (case p.write ->> 'by' ${sql.join(counts, sql` `)} end)::text <> p.version))`
}

/** Each row of the group is a step of its own. */
export async function writeSeries(tx: Tx, { workspace, proposal }: OfRun, group: Group): Promise<Outcome> {
  const { table } = group
  const name = sql.identifier(table)
  const told = { done: 0, skipped: 0, failed: 0 }
  const given = [...columnsOf(table).keys()].filter(
    (each) => !['workspace_id', 'created_at', 'change_id', 'updated_at'].includes(each),
  )
  const names = sql.join(
    given.map((each) => sql.identifier(each)),
    sql`, `,
  )
  for (const seq of group.seqs) {
    const it = sql`p.workspace_id = ${workspace} and p.proposal_id = ${proposal}::uuid and p.seq = ${seq}`
    const [state] = await rowsOf<{ moved: boolean }>(
      tx,
      sql`select ${seriesMoved(table)} as moved from proposal_rows p where ${it}`,
    )
    if (state?.moved !== false) {
      await tx.execute(
        sql`update proposal_rows p set state = 'skipped', note = 'It was changed since it was approved.' where ${it}`,
      )
      told.skipped++
      continue
    }
    await tx.execute(
      sql`delete from ${name} t using proposal_rows p, jsonb_populate_recordset(null::${name}, p.write -> 'remove') r
          where ${it} and t.workspace_id = ${workspace} and ${equal(keysOf(table), 't', 'r')}`,
    )
    await tx.execute(
      sql`insert into ${name} (workspace_id, ${names}) select ${workspace}, ${sql.join(
        given.map((each) => sql`r.${sql.identifier(each)}`),
        sql`, `,
      )} from proposal_rows p, jsonb_populate_recordset(null::${name}, p.write -> 'insert') r where ${it}`,
    )
    await tx.execute(sql`update proposal_rows p set state = 'done', done_at = clock_timestamp() where ${it}`)
    told.done++
  }
  return told
}

/** The same step backwards, where what it put there still stands just so; else it is listed and stays. */
export async function undoSeries(work: Undoing, kind: DoneRows): Promise<string[]> {
  const { tx, workspace, proposal } = work
  const rows = await rowsOf<{ name: string; left: boolean }>(
    tx,
    sql`with found as materialized (select r.* from proposal_rows r where ${doneRows(work, kind)}),
        judged as materialized (
          select f.*, (select ${seriesMoved(kind.table)} from (select f.workspace_id, f.row_id, f.restore as write, null::text as version) p) as left
          from found f),
        put as (
          insert into proposal_rows (${columns})
          select ${workspace}, ${proposal}::uuid, ${place(work, sql`f.left`)}, f.object, f."table", 'update', f.row_id, f.source_id, f.name,
                 (f.write ->> 'account')::uuid, null, f.after, f.before, case when f.left then '{}' else f.restore end, case when f.left then '{}' else f.write end,
                 case when f.left then 'skipped' else 'pending' end, case when f.left then 'It was changed since.' end
          from judged f)
        select name, "left" from judged`,
  )
  return rows.flatMap(({ name, left }) =>
    left ? [`${name} can not be taken back: they were changed since.`] : [],
  )
}
