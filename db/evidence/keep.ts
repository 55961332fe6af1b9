/** Works the evidence of large workspaces out ahead, in small transactions: all accounts once a day and layout, then those that changed. */
import { sql } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadCatalogue } from '../catalogue/load.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { evidenceOf, layoutOf } from './layout.ts'
import { fits, stateOf, type EvidenceState } from './standing.ts'

/** Below this many accounts measures are worked out as they are asked for: it takes some tenths of a second. */
export const leastAccounts = 3_000
const chunk = 1_000
/** A working-out that nobody finished in this time was left behind. */
const abandonedAfter = '15 minutes'
const longestWaitMs = 60_000

export type Kept = 'small' | 'busy' | 'built' | 'refreshed' | 'current'

type Job = { db: Db; workspace: string; clock: Clock; signal?: AbortSignal | undefined }

/** One pass. Safe to call from several processes at once: one works, the others answer `busy`. */
export async function keepEvidence(job: Job, least = leastAccounts): Promise<Kept> {
  const { db, workspace, clock } = job
  const found = await db.inWorkspace(
    workspace,
    async (tx) => {
      const [size] = await rowsOf<{ accounts: number }>(
        tx,
        sql`select count(*)::int as accounts from (select from accounts where workspace_id = ${workspace} limit ${least}) few`,
      )
      if ((size?.accounts ?? 0) < least) return null
      const catalogue = await loadCatalogue(tx, workspace)
      return { state: await stateOf(tx, workspace), layout: layoutOf(catalogue, clock.timeZone) }
    },
    'read',
  )
  if (!found) return 'small'
  const { state, layout } = found
  const asked = { day: clock.today, timeZone: clock.timeZone, layout }
  if (state && fits(state, asked)) return refresh(job, state)
  return build(job, layout)
}

/** Held to the end of the transaction, so that two passes never work out the same accounts from two snapshots. */
async function lock(tx: Tx, workspace: string): Promise<boolean> {
  const [row] = await rowsOf<{ got: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`evidence ${workspace}`}, 0)) as got`,
  )
  return row?.got ?? false
}

/** A generation's number is the time, so that none is ever used twice, whatever became of the one before. */
async function build(job: Job, layout: string): Promise<Kept> {
  const { db, workspace, clock } = job
  const begun = await db.inWorkspace(workspace, (tx) => begin(tx, job, layout))
  if (!begun) return 'busy'
  const { generation } = begun
  const drop = () =>
    db.inWorkspace(workspace, (tx) => dropGenerations(tx, workspace, sql`= ${generation}::bigint`))
  try {
    // Whoever writes from here on leaves marks; those who began before must have ended, for they leave none.
    if (!(await othersEnded(job, begun.transaction))) {
      await drop()
      return 'busy'
    }
    let last: string | null = null
    do {
      if (job.signal?.aborted) throw new Error('the work was ended')
      const after: string | null = last
      last = await db.inWorkspace(workspace, (tx) => workOut(tx, job, { generation, layout, after }), 'bulk')
    } while (last !== null)
    await db.inWorkspace(
      workspace,
      async (tx) => {
        await tx.execute(
          sql`update evidence_states set is_ready = true where workspace_id = ${workspace} and generation = ${generation}::bigint`,
        )
        await dropGenerations(tx, workspace, sql`< ${generation}::bigint`)
      },
      'bulk',
    )
  } catch (error) {
    await drop()
    throw error
  }
  return 'built'

  async function begin(tx: Tx, { workspace: id }: Job, wanted: string) {
    if (!(await lock(tx, id))) return null
    const [row] = await rowsOf<{ generation: string; transaction: string }>(
      tx,
      sql`insert into evidence_states (workspace_id, generation, day, time_zone, layout)
          select ${id}, greatest(coalesce(max(generation), 0) + 1, extract(epoch from clock_timestamp()) * 1000)::bigint, ${clock.today}::date, ${clock.timeZone}, ${wanted}
          from evidence_states where workspace_id = ${id}
          having count(*) filter (where not is_ready and started_at > now() - ${abandonedAfter}::interval) = 0
          returning generation, pg_current_xact_id()::text as transaction`,
    )
    return row ? { generation: Number(row.generation), transaction: row.transaction } : null
  }
}

async function othersEnded({ db, workspace }: Job, transaction: string): Promise<boolean> {
  const start = performance.now()
  while (performance.now() - start < longestWaitMs) {
    const [row] = await db.inWorkspace(
      workspace,
      (tx) =>
        rowsOf<{ ended: boolean }>(
          tx,
          sql`select pg_snapshot_xmin(pg_current_snapshot()) > ${transaction}::xid8 as ended`,
        ),
      'read',
    )
    if (row?.ended) return true
    await sleep(100)
  }
  return false
}

/** The next accounts in the order of their ids; answers the last of them, or null where there are no more. */
async function workOut(
  tx: Tx,
  { workspace, clock }: Job,
  { generation, layout, after }: { generation: number; layout: string; after: string | null },
): Promise<string | null> {
  const catalogue = await loadCatalogue(tx, workspace)
  if (layoutOf(catalogue, clock.timeZone) !== layout)
    throw new Error('the measures were defined anew meanwhile')
  const accounts = await rowsOf<{ id: string }>(
    tx,
    sql`select id from accounts where workspace_id = ${workspace} and id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
        order by id limit ${chunk}`,
  )
  if (accounts.length === 0) return null
  const ids = sql`${`{${accounts.map(({ id }) => id).join(',')}}`}::uuid[]`
  await tx.execute(
    sql`insert into account_evidence (workspace_id, generation, account_id, evidence)
        select ${workspace}, ${generation}::bigint, f.account_id, f.evidence
        from (${evidenceOf(catalogue, { workspace, clock, accounts: ids })}) f`,
  )
  return accounts.at(-1)?.id ?? null
}

/** Marks and evidence in one statement, so of one snapshot: a mark that it takes away is of a change that it saw. */
async function refresh({ db, workspace, clock }: Job, { generation, layout }: EvidenceState): Promise<Kept> {
  let done: Kept = 'current'
  for (;;) {
    const count = await db.inWorkspace(
      workspace,
      (tx) => refreshSome(tx, { db, workspace, clock }, generation, layout),
      'bulk',
    )
    if (count === null) return 'busy'
    if (count > 0) done = 'refreshed'
    if (count < chunk) return done
  }
}

/** How many marks were taken; null where another pass is at work or the layout is another by now. */
async function refreshSome(
  tx: Tx,
  { workspace, clock }: Job,
  generation: number,
  layout: string,
): Promise<number | null> {
  if (!(await lock(tx, workspace))) return null
  const catalogue = await loadCatalogue(tx, workspace)
  if (layoutOf(catalogue, clock.timeZone) !== layout) return null
  const ours = sql`k.workspace_id = ${workspace} and k.generation = ${generation}::bigint`
  const accounts = sql`array(select distinct t.account_id from taken t)`
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`with taken as (
          delete from evidence_marks k where ${ours} and k.account_id in (
            select k.account_id from evidence_marks k where ${ours} order by k.account_id limit ${chunk})
          returning k.account_id
        ), written as (
          insert into account_evidence (workspace_id, generation, account_id, evidence)
          select ${workspace}, ${generation}::bigint, f.account_id, f.evidence
          from (${evidenceOf(catalogue, { workspace, clock, accounts })}) f
          on conflict (workspace_id, generation, account_id) do update set evidence = excluded.evidence
        )
        select count(*)::int as count from taken`,
  )
  return row?.count ?? 0
}

async function dropGenerations(tx: Tx, workspace: string, which: ReturnType<typeof sql>): Promise<void> {
  for (const table of ['evidence_states', 'account_evidence', 'evidence_marks'])
    await tx.execute(
      sql`delete from ${sql.identifier(table)} where workspace_id = ${workspace} and generation ${which}`,
    )
}
