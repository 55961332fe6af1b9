/** A person's yes: checked against everything as it is now, counted, and, where it is the last one needed, turned into a run in the same transaction. */
import { and, count, eq } from 'drizzle-orm'
import { Problem } from '#db/problem.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import type { Surface } from '#db/effects/contract.ts'
import { currentHold } from '#db/effects/holds.ts'
import { assertSealed, type ProposalRow } from '#db/effects/receipt.ts'
import { drifted, outsideOf, targetsOf } from '#db/effects/rows.ts'
import { approvals } from '#db/schema/tables.ts'
import { policyVersion } from '../gate.ts'
import { hashOfTool } from '../tool-hash.ts'
import { carryOut } from './carry-out.ts'
import type { Deciding } from './parts.ts'
import { askerNow, mayDecide } from './people.ts'
import { recordDecision } from './record.ts'
import { planAnew } from './replace.ts'
import { findProposal, isPast, iso, namesOf, noSuchProposal } from './view.ts'

export type Approval = {
  asker: Asker
  surface: Surface
  proposal: string
  /** What the approver saw. Only a terminal, which shows what it approves, leaves it out. */
  digest?: string | undefined
  now?: string | undefined
}
export type Approved = { state: 'approved'; run: string } | { state: 'waiting'; approvalsLeft: number }

type Drift = { rows: number; names: string[] }

/** Throws a Problem, each reason with its own words, where it can't be; then nothing was written. */
export async function approve(parts: Deciding, approval: Approval): Promise<Approved> {
  const { asker, surface, proposal } = approval
  const key = await parts.sealingKey()
  const work = async (tx: Tx): Promise<Approved | { drift: Drift; row: ProposalRow }> => {
    const row = await findProposal(tx, asker.workspace, proposal, true)
    const { approver, targets, now } = await check(tx, parts, key, row, approval)
    const drift = await drifted(tx, asker.workspace, proposal)
    if (drift.rows > 0) return { drift, row }
    const left = row.approvalsNeeded - (await sayYes(tx, row, approver, surface))
    if (left > 0) {
      await recordDecision(tx, row, said(approver, surface), { details: { approvalsLeft: left } })
      return { state: 'waiting', approvalsLeft: left }
    }
    const by = approver.userId
    const run = await carryOut(tx, { key, row, targets, approvedBy: by, decidedBy: by, now })
    await recordDecision(tx, row, said(approver, surface), { details: { run } })
    return { state: 'approved', run }
  }
  const outcome = await parts.db.inWorkspace(asker.workspace, work, 'bulk')
  if ('state' in outcome) return outcome
  throw await changedSince(parts, outcome.row, outcome.drift)
}

const said = ({ userId }: Asker, surface: Surface) => ({ action: 'approved' as const, userId, surface })

/** Adds the yes; answers how many different people have said it to exactly this. */
async function sayYes(tx: Tx, row: ProposalRow, { userId }: Asker, surface: Surface): Promise<number> {
  const { workspaceId, id, digest } = row
  await tx.insert(approvals).values({ workspaceId, proposalId: id, userId, surface, digest })
  const [said] = await tx
    .select({ n: count() })
    .from(approvals)
    .where(
      and(eq(approvals.workspaceId, workspaceId), eq(approvals.proposalId, id), eq(approvals.digest, digest)),
    )
  return said?.n ?? 0
}

async function check(tx: Tx, parts: Deciding, key: Buffer, row: ProposalRow, approval: Approval) {
  const { asker, digest, now = new Date().toISOString() } = approval
  const { workspaceId: workspace, id: proposal } = row
  const approver = await askerNow(tx, workspace, asker.userId)
  await assertKnown(tx, row, approver, approval)
  await assertOpen(tx, row, asker.userId, now)
  if (digest !== undefined && digest !== row.digest)
    throw new Problem(
      'conflict',
      'This proposal is not the one that you saw: somebody has changed it since.',
      {
        next: 'Look at it again, then decide.',
      },
    )
  const targets = await targetsOf(tx, workspace, proposal)
  assertSealed(key, row, targets)
  assertSameRules(parts, row)
  const hold = await currentHold(tx, workspace)
  if (hold)
    throw new Problem('conflict', `Everything is stopped in this workspace: ${hold.reason}`, {
      next: 'It can be approved when an administrator lets actions go on.',
    })
  await assertRights(tx, row, approver, asker)
  await assertNotSaid(tx, row, asker)
  return { approver: approver as Asker, targets, now }
}

/** For somebody who never could see it there is no such proposal; who names what they saw is told why they may not. */
async function assertKnown(tx: Tx, row: ProposalRow, approver: Asker | null, { digest, asker }: Approval) {
  if (asker.userId === row.requesterId || digest === row.digest) return
  const reaches =
    approver !== null &&
    mayDecide(approver, row.requesterId) &&
    (await outsideOf(tx, { workspace: row.workspaceId, proposal: row.id, asker: approver })) === 0
  if (!reaches) throw noSuchProposal()
}

async function assertOpen(tx: Tx, row: ProposalRow, userId: string, now: string): Promise<void> {
  const name = row.decidedBy ? (await namesOf(tx, row.workspaceId, [row.decidedBy])).get(row.decidedBy) : null
  const who = name ?? 'Steward'
  const at = row.decidedAt === null ? '' : ` at ${iso(row.decidedAt)}`
  const no = (what: string, next: string) => new Problem('conflict', what, { next })
  if (row.state === 'approved') {
    if (row.decidedBy === userId)
      throw no(`You have approved this already${at}. One approval carries it out once.`, 'Look at its run.')
    throw no(`${who} approved this before you${at}.`, 'Look at its run; it is carried out once.')
  }
  if (row.state === 'rejected')
    throw no(`${who} rejected this${at}.`, 'Ask for it anew if it is still wanted.')
  if (row.state === 'superseded')
    throw no(
      'This proposal was replaced by another one.',
      row.supersededBy
        ? `Decide on the new one: ${row.supersededBy}.`
        : 'Ask for it anew if it is still wanted.',
    )
  if (row.state === 'expired' || isPast(row, now))
    throw no(
      `This proposal expired at ${iso(row.expiresAt)}.`,
      'Ask for it anew: it will be worked out from the records as they are then.',
    )
}

function assertSameRules({ tools }: Deciding, row: ProposalRow): void {
  const tool = tools.get(row.tool)
  if (!tool || tool.effect !== 'write' || hashOfTool(tool) !== row.toolHash)
    throw new Problem('conflict', `What ${row.tool} does has changed since this was proposed.`, {
      next: 'Ask for it anew.',
    })
  if (row.policyVersion !== policyVersion)
    throw new Problem('conflict', 'The rules of approval have changed since this was proposed.', {
      next: 'Ask for it anew.',
    })
}

/** Of now: the approver's, those that their key or session came with, and the requester's. */
async function assertRights(tx: Tx, row: ProposalRow, approver: Asker | null, asker: Asker): Promise<void> {
  const { workspaceId: workspace, id: proposal, requesterId } = row
  const forbidden = (what: string) =>
    new Problem('forbidden', what, { next: 'Somebody who may act on all of its rows can decide.' })
  if (!approver || !mayDecide(approver, requesterId) || !mayDecide(asker, requesterId))
    throw forbidden('You may not, or no longer, approve this.')
  for (const one of [approver, asker]) {
    const outside = await outsideOf(tx, { workspace, proposal, asker: one })
    if (outside > 0)
      throw forbidden(`You may not, or no longer, act on ${outside} of its ${row.rowCount} rows.`)
  }
  const requester = requesterId === approver.userId ? approver : await askerNow(tx, workspace, requesterId)
  const outside = requester ? await outsideOf(tx, { workspace, proposal, asker: requester }) : row.rowCount
  if (!requester?.rights.may.includes('act') || outside > 0)
    throw new Problem('forbidden', 'Whoever asked for this may no longer do it themselves.', {
      next: 'Ask for it anew in your own name.',
    })
}

async function assertNotSaid(tx: Tx, row: ProposalRow, { userId }: Asker): Promise<void> {
  const [said] = await tx
    .select({ at: approvals.at })
    .from(approvals)
    .where(
      and(
        eq(approvals.workspaceId, row.workspaceId),
        eq(approvals.proposalId, row.id),
        eq(approvals.userId, userId),
      ),
    )
  if (said)
    throw new Problem('conflict', `You have said yes to this already at ${iso(said.at)}.`, {
      next: 'It takes a second person.',
    })
}

/** The refusal of what has changed since; a new proposal of the same takes its place, where there is still something to do. */
async function changedSince(parts: Deciding, row: ProposalRow, { rows, names }: Drift): Promise<Problem> {
  const some = names.slice(0, 3).join(', ')
  const what = `${rows} of its ${row.rowCount} rows ${rows === 1 ? 'was' : 'were'} changed since the preview${some ? `: ${some}${rows > Math.min(3, names.length) ? ' …' : ''}` : ''}.`
  const anew = await planAnew(parts, row)
  return new Problem('conflict', what, {
    next:
      'proposal' in anew
        ? `Decide on the new proposal, worked out from the records as they are now: ${anew.proposal.id}.`
        : `Nothing of it is left to do. ${anew.nothing.join(' ')}`.trim(),
  })
}
