/** Writes a proposal: every row that it would touch, counted, judged by the gate, sealed, and on record, in one transaction. Nothing of the records changes. */
import { and, eq, inArray } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { Integrity, ProposalView, Surface } from '#db/effects/contract.ts'
import { currentHold } from '#db/effects/holds.ts'
import { materialise } from '#db/effects/materialise.ts'
import { digestOf, newNonce, sealOf, type ProposalRow, type SealingKey } from '#db/effects/receipt.ts'
import { targetsOf } from '#db/effects/rows.ts'
import { standingFor } from '#db/effects/standing.ts'
import { materialiseUndo } from '#db/effects/undo.ts'
import { Problem } from '#db/problem.ts'
import { proposals } from '#db/schema/tables.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import { decide, limits, policyVersion, type Decision } from '../gate.ts'
import { hashOfTool } from '../tool-hash.ts'
import { countEligible } from './people.ts'
import type { Planned } from './plan.ts'
import { recordProposed, recordStanding } from './record.ts'
import { carryOut } from './carry-out.ts'
import { runToUndo, type Undone } from './undone.ts'
import { findProposal, viewOf } from './view.ts'

export type Proposing = {
  db: Db
  tools: Tools
  sealingKey: SealingKey
  asker: Asker
  clock: Clock
  catalogue: Catalogue
}
export type Origin = {
  surface: Surface
  integrity: Integrity
  conversation?: string | null | undefined
  turn?: string | null | undefined
  call?: string | null | undefined
  /** The open proposal whose place this one takes. */
  replaces?: string | undefined
}

/** `nothing`: why no row would change. */
export type Proposed = { proposal: ProposalView } | { nothing: string[] }

/** Takes the transaction back: no proposal stands without a row. */
class NoRows extends Error {
  readonly notes: string[]
  constructor(notes: string[]) {
    super('no row would change')
    this.notes = notes
  }
}

export async function propose(parts: Proposing, planned: Planned, origin: Origin): Promise<Proposed> {
  const key = await parts.sealingKey()
  const work = async (tx: Tx) => {
    const row = await write(tx, { ...parts, key }, planned, origin)
    return { proposal: await viewOf(tx, parts.tools, parts.asker, row) }
  }
  try {
    // As long as it takes: a proposal may hold every row of a large workspace.
    return await parts.db.inWorkspace(parts.asker.workspace, work, 'bulk')
  } catch (error) {
    if (error instanceof NoRows) return { nothing: error.notes }
    throw error
  }
}

type Writing = Proposing & { key: Buffer }

async function write(tx: Tx, parts: Writing, planned: Planned, origin: Origin): Promise<ProposalRow> {
  const { asker, clock, catalogue } = parts
  const { workspace } = asker
  const known = await proposedBefore(tx, workspace, origin)
  if (known) return known
  const undone = planned.intent.undoes ? await runToUndo(tx, asker, planned.intent.undoes) : null
  const draft = draftOf(planned, asker, origin, undone)
  await tx.insert(proposals).values(draft)
  const ours = { workspace, proposal: draft.id, asker }
  const found = undone
    ? await materialiseUndo(tx, { ...ours, run: undone.run })
    : await materialise(tx, { ...ours, clock, catalogue, sets: planned.sets })
  const notes = [...(planned.intent.notes ?? []), ...found.notes]
  if (found.rows === 0) throw new NoRows(notes)
  const hash = { name: draft.tool, hash: draft.toolHash }
  const standing = origin.integrity === 'T' ? await standingFor(tx, workspace, hash) : null
  const decision = decide({
    ...{
      tool: planned.tool,
      integrity: origin.integrity,
      rows: found.rows,
      deletions: found.deletions,
      asker,
    },
    policy: {
      held: (await currentHold(tx, workspace))?.reason ?? null,
      standing,
      eligible: await eligible(tx, draft, asker, origin.integrity, found.rows),
    },
  })
  if (decision.decision === 'deny') throw new Problem('forbidden', decision.reason)
  const sealed = await seal(tx, parts.key, draft, { ...found, notes }, decision)
  if (origin.replaces !== undefined) await replace(tx, workspace, origin.replaces, sealed.id)
  if (decision.decision === 'ask' || !standing) {
    await recordProposed(tx, sealed, planned, origin)
    return sealed
  }
  const approved = { key: parts.key, row: sealed, targets: sealed.targets, approvedBy: standing.grantedBy }
  await carryOut(tx, { ...approved, decidedBy: null, now: new Date().toISOString() })
  await recordProposed(tx, sealed, planned, origin)
  await recordStanding(tx, sealed, standing.id)
  return findProposal(tx, workspace, sealed.id)
}

/** A node that runs again, or a call that is repeated, proposes nothing twice. */
async function proposedBefore(
  tx: Tx,
  workspace: string,
  { turn, call, replaces }: Origin,
): Promise<ProposalRow | undefined> {
  if (!turn || !call || replaces !== undefined) return undefined
  const [row] = await tx
    .select()
    .from(proposals)
    .where(
      and(
        eq(proposals.workspaceId, workspace),
        eq(proposals.turnId, turn),
        eq(proposals.callId, call),
        inArray(proposals.state, ['open', 'approved']),
      ),
    )
  return row
}

/** Counts people only where it matters. */
const eligible = async (tx: Tx, draft: ProposalRow, requester: Asker, integrity: Integrity, rows: number) =>
  integrity === 'U' && rows > limits.aloneRows
    ? countEligible(tx, { workspace: draft.workspaceId, proposal: draft.id, requester, enough: 2 })
    : 1

function draftOf(planned: Planned, asker: Asker, origin: Origin, undone: Undone | null): ProposalRow {
  const now = Date.now()
  const { tool, intent } = planned
  // Which run is taken back is settled now: asked again later, the last one may be another.
  const withRun = { ...planned.arguments, run: undone?.run }
  const settled = undone && tool.input.safeParse(withRun).success
  return {
    ...{ workspaceId: asker.workspace, id: uuid(), requesterId: asker.userId },
    ...{ surface: origin.surface, conversationId: origin.conversation ?? null },
    ...{ turnId: origin.turn ?? null, callId: origin.call ?? null },
    ...{ tool: tool.name, toolHash: hashOfTool(tool), arguments: settled ? withRun : planned.arguments },
    ...{
      kind: 'E2',
      integrity: origin.integrity,
      summary: undone ? `Take back “${undone.summary}”` : intent.summary,
      notes: [],
    },
    ...{ object: '', rowCount: 0, changeCount: 0, policyVersion, nonce: newNonce() },
    ...{ targets: '', digest: '', seal: '', approvalsNeeded: 1, state: 'open' },
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + limits.expiryHours * 3_600_000).toISOString(),
    ...{ decidedAt: null, decidedBy: null, reason: null, supersededBy: null, undoes: undone?.run ?? null },
  }
}

type Found = { rows: number; changes: number; object: string; notes: string[] }

async function seal(
  tx: Tx,
  key: Buffer,
  draft: ProposalRow,
  { rows, changes, object, notes }: Found,
  decision: Exclude<Decision, { decision: 'deny' }>,
): Promise<ProposalRow> {
  const row: ProposalRow = {
    ...draft,
    ...{ kind: decision.kind, approvalsNeeded: decision.decision === 'ask' ? decision.approvals : 1 },
    ...{ notes, object, rowCount: rows, changeCount: changes },
    targets: await targetsOf(tx, draft.workspaceId, draft.id),
  }
  row.digest = digestOf(row)
  row.seal = sealOf(key, row.digest)
  const { workspaceId, id, ...fields } = row
  await tx
    .update(proposals)
    .set(fields)
    .where(and(eq(proposals.workspaceId, workspaceId), eq(proposals.id, id)))
  return row
}

/** The one before must still be open: of two who replace it at once, the second writes nothing. */
async function replace(tx: Tx, workspace: string, before: string, after: string): Promise<void> {
  const replaced = await tx
    .update(proposals)
    .set({ state: 'superseded', supersededBy: after, decidedAt: new Date().toISOString() })
    .where(and(eq(proposals.workspaceId, workspace), eq(proposals.id, before), eq(proposals.state, 'open')))
    .returning({ id: proposals.id })
  if (replaced.length === 1) return
  throw new Problem('conflict', 'Somebody decided on this proposal a moment ago.', {
    next: 'Look at it again.',
  })
}
