/** Who carries a run out: a lease that ends by itself, and a fence that counts up with each claim, so that whoever lost it writes nothing more. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'

/** A batch holds the run's row, so it may take longer: nobody claims a row that is held. */
const lease = sql`interval '5 seconds'`

/** Another one has claimed the run since. */
export class Fenced extends Error {
  constructor() {
    super('the run was taken over by another worker')
    this.name = 'Fenced'
  }
}

type OfRun = { workspace: string; run: string }
export type Claim = OfRun & { fence: number }

/** Null where the run is over or paused, another one is at it, or nothing may be carried out at present. */
export async function claimRun(tx: Tx, { workspace, run }: OfRun): Promise<{ fence: number } | null> {
  const [claimed] = await rowsOf<{ fence: number }>(
    tx,
    sql`update runs r set state = 'running', fence = r.fence + 1, leased_until = clock_timestamp() + ${lease}
        from (select workspace_id, id from runs
              where workspace_id = ${workspace} and id = ${run}::uuid and state in ('queued', 'running')
                and (leased_until is null or leased_until < clock_timestamp())
                and (wish = 'stop' or not ${isHeld(workspace)})
              for update skip locked) free
        where r.workspace_id = free.workspace_id and r.id = free.id
        returning r.fence`,
  )
  return claimed ?? null
}

const isHeld = (workspace: string) =>
  sql`exists (select from holds where workspace_id = ${workspace} and lifted_at is null)`

export type Wanted = { wish: 'run' | 'pause' | 'stop'; isHeld: boolean; proposal: string; actor: string }

/** Prolongs the lease and holds the run's row until the transaction ends, so that no claim comes between. Throws Fenced. */
export async function renew(tx: Tx, { workspace, run, fence }: Claim): Promise<Wanted> {
  // A worker that stands still in the middle of a batch must let go of the row before long.
  await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '10000', true)`)
  const [wanted] = await rowsOf<Wanted>(
    tx,
    sql`update runs set leased_until = clock_timestamp() + ${lease}
        where workspace_id = ${workspace} and id = ${run}::uuid and fence = ${fence} and state = 'running'
        returning wish, ${isHeld(workspace)} as "isHeld", proposal_id as proposal, approved_by as actor`,
  )
  if (!wanted) throw new Fenced()
  return wanted
}

/** On the embedded store, of which there is one process: whatever is leased when it starts is leased by nobody. */
export async function freeLeases(tx: Tx, workspace: string): Promise<void> {
  await tx.execute(
    sql`update runs set leased_until = null where workspace_id = ${workspace} and state = 'running' and leased_until is not null`,
  )
}

/** Runs that nobody is at, oldest first; none while a hold stands, but for those that are to stop. */
export const listWaiting = (tx: Tx, workspace: string): Promise<{ id: string }[]> =>
  rowsOf<{ id: string }>(
    tx,
    sql`select id from runs where workspace_id = ${workspace} and state in ('queued', 'running')
          and (leased_until is null or leased_until < clock_timestamp())
          and (wish = 'stop' or not ${isHeld(workspace)})
        order by started_at, id`,
  )
