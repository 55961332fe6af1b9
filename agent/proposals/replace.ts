/** Proposals that take another one's place: worked out again from the same arguments, or from edited ones; and the taking back of a run. */
import { and, eq } from 'drizzle-orm'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { withhold } from '#db/catalogue/withhold.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { ProposalView, Surface } from '#db/effects/contract.ts'
import type { ProposalRow } from '#db/effects/receipt.ts'
import { clockOf, findWorkspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { proposals, turns } from '#db/schema/tables.ts'
import type { Deciding } from './parts.ts'
import { askerNow } from './people.ts'
import { planCall } from './plan.ts'
import { propose, type Origin, type Proposed } from './propose.ts'
import { assertDecidable } from './settle.ts'
import { findProposal } from './view.ts'

/** Its tool (tools/runs) is a tool like any other; surfaces call it by `proposeUndo`. */
export const undoTool = 'runs_undo_run'

/** The longest that planning may take where no turn sets an end. */
const planMs = 60_000

/**
 * In the requester's name, with the rights that they have now. Where nothing is left to do, or it can no longer be planned,
 * the old one is superseded by nothing.
 */
export async function planAnew(parts: Deciding, row: ProposalRow): Promise<Proposed> {
  const { workspaceId: workspace, requesterId } = row
  const requester = await parts.db.inWorkspace(
    workspace,
    (tx) => askerNow(tx, workspace, requesterId),
    'read',
  )
  const anew = requester
    ? await again(parts, { asker: requester, row, input: row.arguments, surface: row.surface }).catch(refusal)
    : { nothing: ['Whoever asked for it may no longer sign in.'] }
  if ('nothing' in anew)
    await parts.db.inWorkspace(workspace, (tx) =>
      tx
        .update(proposals)
        .set({
          state: 'superseded',
          decidedAt: new Date().toISOString(),
          reason: anew.nothing.join(' ') || null,
        })
        .where(
          and(eq(proposals.workspaceId, workspace), eq(proposals.id, row.id), eq(proposals.state, 'open')),
        ),
    )
  return anew
}

function refusal(error: unknown): Proposed {
  if (error instanceof Problem && error.code !== 'conflict') return { nothing: [error.message] }
  throw error
}

type Again = { asker: Asker; row: ProposalRow; input: unknown; surface: Surface }

async function again(parts: Deciding, { asker, row, input, surface }: Again): Promise<Proposed> {
  const origin = {
    ...{ surface, integrity: row.integrity, replaces: row.id },
    ...{ conversation: row.conversationId, turn: row.turnId, call: row.callId },
  }
  return call(parts, { asker, tool: row.tool, input, origin, clock: await clockFor(parts, row) })
}

type Call = { asker: Asker; tool: string; input: unknown; origin: Origin; clock: Clock }

async function call(parts: Deciding, { asker, tool: name, input, origin, clock }: Call): Promise<Proposed> {
  const { db } = parts
  const tool = parts.tools.get(name)
  if (tool?.effect !== 'write') throw new Problem('bad_request', `There is no tool ${name}.`)
  const catalogue = await db.inWorkspace(
    asker.workspace,
    async (tx) => withhold(await loadCatalogue(tx, asker.workspace), asker.rights),
    'read',
  )
  const signal = AbortSignal.timeout(planMs)
  const planned = await planCall(tool, input, { db, asker, clock, catalogue, signal })
  return propose({ ...parts, asker, clock, catalogue }, planned, origin)
}

/** A turn's day goes on: "next week" means what it meant when it was asked. */
async function clockFor({ db }: Deciding, { workspaceId, turnId }: ProposalRow): Promise<Clock> {
  const workspace = await findWorkspace(db, workspaceId)
  if (turnId === null) return clockOf(workspace)
  const [turn] = await db.inWorkspace(
    workspaceId,
    (tx) =>
      tx
        .select({ today: turns.today })
        .from(turns)
        .where(and(eq(turns.workspaceId, workspaceId), eq(turns.id, turnId))),
    'read',
  )
  return clockOf(workspace, turn?.today)
}

const mustPropose = (proposed: Proposed): ProposalView => {
  if ('proposal' in proposed) return proposed.proposal
  throw new Problem('conflict', `Nothing would change. ${proposed.nothing.join(' ')}`.trim())
}

/** With other arguments, checked again: a new proposal, of the person who edited it. */
export async function edit(
  parts: Deciding,
  {
    asker,
    surface,
    proposal,
    arguments: input,
  }: { asker: Asker; surface: Surface; proposal: string; arguments: Record<string, unknown> },
): Promise<ProposalView> {
  const row = await parts.db.inWorkspace(
    asker.workspace,
    async (tx) => {
      const found = await findProposal(tx, asker.workspace, proposal)
      await assertDecidable(tx, asker, found)
      return found
    },
    'read',
  )
  return mustPropose(await again(parts, { asker, row, input, surface }))
}

/** A proposal that would take the run back: itself previewed, approved, carried out and taken back like any other. */
export async function proposeUndo(
  parts: Deciding,
  { asker, surface, run }: { asker: Asker; surface: Surface; run: string },
): Promise<ProposalView> {
  const clock = clockOf(await findWorkspace(parts.db, asker.workspace))
  const origin = { surface, integrity: 'T' as const }
  return mustPropose(await call(parts, { asker, tool: undoTool, input: { run }, origin, clock }))
}
