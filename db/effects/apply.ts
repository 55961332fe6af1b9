/** Carries out a batch of a run: rows as they were approved, written by few statements, each row's outcome stored beside it. What moved since is left. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { beginChange } from '../history/change.ts'
import { Fenced } from './claim.ts'
import { add, apply, nothing, type Group } from './write-group.ts'

type Batch = {
  workspace: string
  run: string
  proposal: string
  fence: number
  /** Of rows. */
  size: number
}

export type Applied = { done: number; skipped: number; failed: number; left: number }

type Standing = { actor: string; total: number; over: number }

/** `tx` is Steward's own; the batch is one change of it. Throws Fenced where another worker has the run. */
export async function applyBatch(tx: Tx, batch: Batch): Promise<Applied> {
  const { workspace, run, proposal, fence, size } = batch
  const [standing] = await rowsOf<Standing>(
    tx,
    sql`select approved_by as actor, total, done + skipped + failed as over from runs
        where workspace_id = ${workspace} and id = ${run}::uuid and fence = ${fence} for update`,
  )
  if (!standing) throw new Fenced()
  const groups = await groupsOf(tx, batch, standing.over)
  const [first] = groups
  if (!first) return { done: 0, skipped: 0, failed: 0, left: 0 }
  await tx.execute(sql`select set_config('timezone', 'UTC', true)`)
  await beginChange(tx, workspace, { kind: 'run', source: 'steward', ref: run, actorId: standing.actor })
  const told = nothing()
  for (const group of groups) add(told, await apply(tx, { workspace, proposal, run }, group))
  await tx.execute(
    sql`update runs set done = done + ${told.done}, skipped = skipped + ${told.skipped}, failed = failed + ${told.failed}
        where workspace_id = ${workspace} and id = ${run}::uuid`,
  )
  const rows = told.done + told.skipped + told.failed
  // A full batch may be the last one: the next, which finds nothing, says so.
  const left = rows < size ? 0 : Math.max(1, standing.total - standing.over - rows)
  return { ...told, left }
}

/** The next rows, those that are written alike together. Rows are done in their order, so none before the first `over` waits. */
async function groupsOf(tx: Tx, { workspace, proposal, size }: Batch, over: number): Promise<Group[]> {
  const keys = (json: SQL) =>
    sql`coalesce((select string_agg(k, ',' order by k) from jsonb_object_keys(${json}) k), '')`
  return rowsOf<Group>(
    tx,
    sql`with next as (
          select seq, object, "table", operation, write from proposal_rows
          where workspace_id = ${workspace} and proposal_id = ${proposal}::uuid and seq > ${over}
            and state = 'pending' and not excluded
          order by seq limit ${size})
        select object, "table", operation, ${keys(sql`write`)} as columns, count(*)::int as rows, to_json(array_agg(seq order by seq)) as seqs
        from next group by 1, 2, 3, 4 order by min(seq)`,
  )
}
