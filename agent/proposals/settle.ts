/** A person's no, and rows that they leave out: decisions that write no record, only the proposal. */
import { and, eq, sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import type { ProposalView, Surface } from '#db/effects/contract.ts'
import { assertSealed, digestOf, newNonce, sealOf, type ProposalRow } from '#db/effects/receipt.ts'
import { targetsOf } from '#db/effects/rows.ts'
import { Problem } from '#db/problem.ts'
import { approvals, proposals } from '#db/schema/tables.ts'
import { decide, limits } from '../gate.ts'
import type { Deciding } from './parts.ts'
import { askerNow, countEligible } from './people.ts'
import { recordDecision } from './record.ts'
import { findProposal, maySee, noSuchProposal, stateOf, viewOf } from './view.ts'

type Decision = { asker: Asker; surface: Surface; proposal: string; now?: string | undefined }

/** Whoever may see it may decide on it, while it is open. */
export async function assertDecidable(
  tx: Tx,
  asker: Asker,
  row: ProposalRow,
  now = new Date().toISOString(),
): Promise<void> {
  const fresh = await askerNow(tx, asker.workspace, asker.userId)
  if (!fresh || !(await maySee(tx, fresh, row)) || !(await maySee(tx, asker, row))) throw noSuchProposal()
  const state = stateOf(row, now)
  if (state !== 'open')
    throw new Problem('conflict', `This proposal is ${state} already.`, { next: 'Look at it again.' })
}

const longestReason = 1_000

export const reject = (
  { db, tools }: Deciding,
  { asker, surface, proposal, reason, now }: Decision & { reason: string },
) =>
  db.inWorkspace(asker.workspace, async (tx): Promise<ProposalView> => {
    const row = await findProposal(tx, asker.workspace, proposal, true)
    await assertDecidable(tx, asker, row, now)
    const why = reason.trim().slice(0, longestReason) || null
    const decidedAt = now ?? new Date().toISOString()
    const decided = { state: 'rejected' as const, decidedAt, decidedBy: asker.userId, reason: why }
    await tx
      .update(proposals)
      .set(decided)
      .where(and(eq(proposals.workspaceId, row.workspaceId), eq(proposals.id, row.id)))
    const by = { action: 'refused' as const, userId: asker.userId, surface }
    await recordDecision(tx, row, by, why === null ? {} : { personal: { reason: why } })
    return viewOf(tx, tools, asker, { ...row, ...decided }, now)
  })

/** Leaves out exactly these rows (by `seq`); the others are what is proposed from here on, under a digest of their own. */
export async function narrow(
  parts: Deciding,
  { asker, surface, proposal, excluded, now }: Decision & { excluded: number[] },
): Promise<ProposalView> {
  const key = await parts.sealingKey()
  const work = async (tx: Tx): Promise<ProposalView> => {
    const row = await findProposal(tx, asker.workspace, proposal, true)
    await assertDecidable(tx, asker, row, now)
    await assertNobodySaidYes(tx, row)
    assertSealed(key, row, await targetsOf(tx, asker.workspace, proposal))
    await leaveOut(tx, row, excluded)
    const narrowed = await sealAgain(tx, key, row, asker)
    const by = { action: 'narrowed' as const, userId: asker.userId, surface }
    await recordDecision(tx, narrowed, by, { details: { excluded: excluded.length, before: row.digest } })
    return viewOf(tx, parts.tools, asker, narrowed, now)
  }
  return parts.db.inWorkspace(asker.workspace, work, 'bulk')
}

async function assertNobodySaidYes(tx: Tx, { workspaceId, id }: ProposalRow): Promise<void> {
  const [yes] = await tx
    .select({ userId: approvals.userId })
    .from(approvals)
    .where(and(eq(approvals.workspaceId, workspaceId), eq(approvals.proposalId, id)))
    .limit(1)
  if (yes)
    throw new Problem(
      'conflict',
      'Somebody has said yes to this as it is, so no row can be left out any more.',
      {
        next: 'Approve it as it is, or reject it and ask for less.',
      },
    )
}

async function leaveOut(tx: Tx, { workspaceId, id }: ProposalRow, excluded: number[]): Promise<void> {
  const seqs = [...new Set(excluded)]
  const isOut = sql`seq = any (${sql.param(seqs)}::int[])`
  const ofProposal = sql`workspace_id = ${workspaceId} and proposal_id = ${id}::uuid`
  const [known] = await rowsOf<{ n: number }>(
    tx,
    sql`select count(*)::int as n from proposal_rows where ${ofProposal} and ${isOut}`,
  )
  if (known?.n !== seqs.length)
    throw new Problem('bad_request', 'Some of the rows to leave out are not in this proposal.')
  await tx.execute(
    sql`update proposal_rows set excluded = (${isOut}) where ${ofProposal} and excluded is distinct from (${isOut})`,
  )
}

/** Of the rows that are not left out. */
async function countsOf(tx: Tx, { workspaceId, id }: ProposalRow) {
  const [counts] = await rowsOf<{ rows: number; changes: number; deletions: number }>(
    tx,
    sql`select count(*)::int as rows, count(*) filter (where operation = 'delete')::int as deletions,
          coalesce(sum(case operation when 'update' then (select count(*) from jsonb_object_keys(after)) else 1 end), 0)::int as changes
        from proposal_rows
        where workspace_id = ${workspaceId} and proposal_id = ${id}::uuid and not excluded and state = 'pending'`,
  )
  return counts ?? { rows: 0, changes: 0, deletions: 0 }
}

async function sealAgain(tx: Tx, key: Buffer, row: ProposalRow, asker: Asker): Promise<ProposalRow> {
  const { workspaceId: workspace, id: proposal } = row
  const { rows, changes, deletions } = await countsOf(tx, row)
  if (rows === 0)
    throw new Problem('bad_request', 'That would leave no row.', { next: 'Reject the proposal instead.' })
  const requester = (await askerNow(tx, workspace, row.requesterId)) ?? asker
  const enough = row.integrity === 'U' && rows > limits.aloneRows ? 2 : 0
  const decision = decide({
    ...{
      tool: { name: row.tool, effect: 'write' },
      integrity: row.integrity,
      rows,
      deletions,
      asker: requester,
    },
    policy: {
      ...{ held: null, standing: null },
      eligible: enough > 0 ? await countEligible(tx, { workspace, proposal, requester, enough }) : 1,
    },
  })
  if (decision.decision !== 'ask')
    throw new Problem('forbidden', decision.decision === 'deny' ? decision.reason : 'This needs no approval.')
  const { kind, approvals: approvalsNeeded } = decision
  const targets = await targetsOf(tx, workspace, proposal)
  const fresh = {
    ...row,
    rowCount: rows,
    changeCount: changes,
    kind,
    approvalsNeeded,
    targets,
    nonce: newNonce(),
  }
  fresh.digest = digestOf(fresh)
  fresh.seal = sealOf(key, fresh.digest)
  const { workspaceId, id, ...fields } = fresh
  await tx
    .update(proposals)
    .set(fields)
    .where(and(eq(proposals.workspaceId, workspaceId), eq(proposals.id, id)))
  return fresh
}
