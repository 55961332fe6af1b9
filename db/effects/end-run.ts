/** Ends a run, or sets it aside, in the caller's transaction: what it came to stands in the audit log, once. */
import { sql } from 'drizzle-orm'
import { appendAudit } from '../audit/append.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { RowOperation } from './contract.ts'

type Ending = { workspace: string; run: string; state: 'done' | 'stopped' | 'failed'; problem?: string }

type Ended = {
  proposal: string
  tool: string
  surface: string
  requester: string
  actor: string
  undoes: string | null
  total: number
  done: number
  skipped: number
  failed: number
}

/** The last thing that its transaction does. A run that is over already stays as it is. */
export async function endRun(tx: Tx, { workspace, run, state, problem }: Ending): Promise<void> {
  const [ended] = await rowsOf<Ended>(
    tx,
    sql`update runs r set state = ${state}, ended_at = clock_timestamp(), leased_until = null, problem = ${problem ?? null}
        from proposals p
        where r.workspace_id = ${workspace} and r.id = ${run}::uuid and r.state not in ('done', 'stopped', 'failed')
          and p.workspace_id = r.workspace_id and p.id = r.proposal_id
        returning p.id as proposal, p.tool, p.surface, p.requester_id as requester, r.approved_by as actor,
                  p.undoes, r.total, r.done, r.skipped, r.failed`,
  )
  if (!ended) return
  const { actor, undoes, ...details } = ended
  if (undoes !== null) await settleUndo(tx, workspace, undoes, ended.done > 0)
  if (await hasChangedWords(tx, workspace, ended.proposal))
    await tx.execute(sql`update workspaces set version = version + 1 where id = ${workspace}`)
  await appendAudit(tx, workspace, {
    actor: { kind: 'person', id: actor },
    action: undoes === null ? 'acted' : 'action_undone',
    subject: { kind: 'run', id: run },
    details: { ...details, state, ...(undoes !== null && { undoes }) },
  })
}

/** Names and texts are words that people ask by; those of a workspace are kept by its version. */
async function hasChangedWords(tx: Tx, workspace: string, proposal: string): Promise<boolean> {
  const touched = await rowsOf<{ object: string; operation: RowOperation; key: string }>(
    tx,
    sql`select distinct object, operation, key
        from proposal_rows left join lateral jsonb_object_keys(after || before) key on operation = 'update'
        where workspace_id = ${workspace} and proposal_id = ${proposal}::uuid and state = 'done'`,
  )
  const { objects } = await loadCatalogue(tx, workspace)
  return touched.some(({ object, operation, key }) => {
    const type = objects.get(object)
    if (operation !== 'update') return type?.title === 'name'
    const field = type?.fields.find((one) => one.key === key)
    return field?.type === 'text' || field?.type === 'list'
  })
}

/** A run is marked as taken back when that is approved. Nothing of it was: it can be tried again. All of it: what that run itself took back stands again. */
async function settleUndo(tx: Tx, workspace: string, undone: string, hasDone: boolean): Promise<void> {
  const which = hasDone
    ? sql`undone_by = (select proposal_id from runs where workspace_id = ${workspace} and id = ${undone}::uuid)`
    : sql`id = ${undone}::uuid`
  await tx.execute(sql`update runs set undone_by = null where workspace_id = ${workspace} and ${which}`)
}

/** It is carried on when somebody wants it to, or the hold is lifted. */
export async function setAside(
  tx: Tx,
  { workspace, run, state }: { workspace: string; run: string; state: 'paused' | 'queued' },
): Promise<void> {
  await tx.execute(
    sql`update runs set state = ${state}, leased_until = null where workspace_id = ${workspace} and id = ${run}::uuid`,
  )
}
