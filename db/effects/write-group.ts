/** Writes rows of one table alike: those of the version that was approved, one statement for all, or row by row where the database refuses one. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { dataFault } from '../import/upsert.ts'
import type { RowOperation } from './contract.ts'
import { readBack } from './cells.ts'
import { dependentOn } from './dependents.ts'
import { isSeries, writeSeries } from './series.ts'
import { columnsOf } from './writable.ts'

export type Group = {
  object: string
  table: string
  operation: RowOperation
  /** Of what is written, by commas. */
  columns: string
  rows: number
  seqs: number[]
}
export type Outcome = { done: number; skipped: number; failed: number }
export const nothing = (): Outcome => ({ done: 0, skipped: 0, failed: 0 })
export function add(told: Outcome, { done, skipped, failed }: Outcome): void {
  told.done += done
  told.skipped += skipped
  told.failed += failed
}

export type OfRun = { workspace: string; proposal: string; run: string }

/** Rows that the database refuses fail with its reason, and only those. */
export async function apply(tx: Tx, of: OfRun, group: Group): Promise<Outcome> {
  try {
    // Nested, so that a refused statement takes back itself and not the whole batch.
    return await tx.transaction((inner) => write(inner as unknown as Tx, of, group))
  } catch (error) {
    const reason = dataFault(error)
    if (reason === null) throw error
    const { seqs } = group
    const [only] = seqs
    if (seqs.length === 1 && only !== undefined) return fail(tx, of, only, reason)
    const half = seqs.length >> 1
    const told = nothing()
    for (const some of [seqs.slice(0, half), seqs.slice(half)])
      add(told, await apply(tx, of, { ...group, seqs: some, rows: some.length }))
    return told
  }
}

async function fail(tx: Tx, { workspace, proposal }: OfRun, seq: number, reason: string): Promise<Outcome> {
  await tx.execute(
    sql`update proposal_rows set state = 'failed', note = ${`The database does not take it: ${reason}`}
        where workspace_id = ${workspace} and proposal_id = ${proposal}::uuid and seq = ${seq}`,
  )
  return { done: 0, skipped: 0, failed: 1 }
}

async function write(tx: Tx, of: OfRun, group: Group): Promise<Outcome> {
  if (isSeries(group.table)) return writeSeries(tx, of, group)
  const { workspace, proposal } = of
  const { seqs } = group
  const [first = 0] = seqs
  const last = seqs.at(-1) ?? first
  const isWhole = last - first + 1 === seqs.length
  const which = isWhole
    ? sql`p.seq between ${first} and ${last}`
    : sql`p.seq = any (${sql.param(seqs)}::int[])`
  const ours = sql`p.workspace_id = ${workspace} and p.proposal_id = ${proposal}::uuid and ${which}`
  const { statement, gone, moved } = await writing(tx, of, group)
  // No join: what Postgres expects of rows that were just written would make it a nested loop.
  const isWritten = sql`p.row_id in (select id from written)`
  const [outcome] = await rowsOf<Outcome>(
    tx,
    sql`with batch as materialized (
          select p.seq, p.row_id, p.source_id, p.version, p.write from proposal_rows p where ${ours}),
        written as (${statement}),
        told as (
          update proposal_rows p
          set state = case when ${isWritten} then 'done' else 'skipped' end,
              note = case when ${isWritten} then p.note when ${gone} then 'It is no longer there.' else ${moved} end,
              done_at = case when ${isWritten} then clock_timestamp() end
          where ${ours} returning p.state)
        select count(*) filter (where state = 'done')::int as done, count(*) filter (where state = 'skipped')::int as skipped,
               0 as failed from told`,
  )
  if (!outcome) throw new Error('an aggregate without a row')
  return outcome
}

type Writing = {
  /** Answers the ids of the rows that it wrote. */
  statement: SQL
  /** Of a row `p` that was not written: that it is not there; else why it was left. */
  gone: SQL
  moved: SQL
}

async function writing(tx: Tx, { workspace }: OfRun, group: Group): Promise<Writing> {
  const { table, operation } = group
  const types = columnsOf(table)
  const columns = group.columns === '' ? [] : group.columns.split(',')
  const name = sql.identifier(table)
  const gone = sql`not exists (select from ${name} g where g.workspace_id = ${workspace} and g.id = p.row_id)`
  const value = (column: string): SQL => {
    const type = types.get(column)
    if (!type) throw new Error(`${table} has no column ${column}`)
    return readBack({ sqlType: type.getSQLType() }, sql`b.write`, column)
  }
  const approved = (row: string) =>
    sql`t.workspace_id = ${workspace} and t.id = ${sql.raw(row)}.row_id and t.xmin::text = ${sql.raw(row)}.version`
  const changed = sql`'It was changed since it was approved.'`
  if (operation === 'update') {
    const set = columns.map((column) =>
      column === 'custom'
        ? sql`custom = jsonb_strip_nulls(t.custom || ${value(column)})`
        : sql`${sql.identifier(column)} = ${value(column)}`,
    )
    return {
      statement: sql`update ${name} t set ${sql.join([...set, sql`updated_at = now()`], sql`, `)} from batch b where ${approved('b')} returning t.id`,
      gone,
      moved: changed,
    }
  }
  if (operation === 'create') {
    const names = columns.map((column) => sql.identifier(column))
    return {
      statement: sql`insert into ${name} (workspace_id, ${sql.join(names, sql`, `)})
        select ${workspace}, ${sql.join(columns.map(value), sql`, `)} from batch b on conflict do nothing returning id`,
      gone: sql`false`,
      moved: sql`'Something like it is there already.'`,
    }
  }
  const isUsed = await dependentOn(tx, { workspace, table, row: 't' })
  return {
    statement: sql`delete from ${name} t using batch b where ${approved('b')} and not ${isUsed} returning t.id`,
    gone,
    moved: sql`case when exists (select from ${name} t where ${approved('p')}) then 'Other records depend on it.' else ${changed} end`,
  }
}
