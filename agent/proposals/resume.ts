/** Turns of the model that wait for decisions: gone on with once all of theirs are settled and nothing newer is in the conversation, else let go. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { startPasses, type Passes } from '#db/passes.ts'
import { clockOf, type Workspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import { proposals, turns } from '#db/schema/tables.ts'
import { threadOf } from '../conversations.ts'
import { fenced, plainCell } from '../model/fence.ts'
import { resumeTurn, type RunningTurn } from '../run.ts'
import type { Steward } from '../steward.ts'
import { outcomesOfTurns, type ProposalOutcome } from './outcomes.ts'
import { askerNow } from './people.ts'

/** How soon after the last decision a conversation goes on by itself. */
const restMs = 2_000

/** Runs beside the service; without a model no turn waits. */
export const startResuming = (
  steward: Steward,
  onError: (error: unknown, workspace: string) => void,
): Passes =>
  steward.model
    ? startPasses(steward.db, { restBeforeMs: restMs, restMs, onError }, async (workspace) => {
        await resumeSettled(steward, workspace)
      })
    : { stop: () => Promise.resolve() }

/** One look at the workspace: what can go on goes on, what never will is forgotten. Answers the turns that began. */
export async function resumeSettled(steward: Steward, workspace: Workspace): Promise<RunningTurn[]> {
  if (!steward.model) return []
  const begun: RunningTurn[] = []
  for (const thread of await steward.db.inWorkspace(
    workspace.id,
    (tx) => threadsIn(tx, workspace.id),
    'read',
  )) {
    const running = await goOn(steward, workspace, thread)
    if (running) begun.push(running)
  }
  return begun
}

/** Only a turn that waits has its thread in the store. Those of conversations where something is still open are passed over unread. */
async function threadsIn(tx: Tx, workspace: string): Promise<string[]> {
  const rows = await rowsOf<{ thread: string }>(
    tx,
    sql`select distinct c.thread_id as thread from langgraph.checkpoints c
        where starts_with(c.thread_id, ${threadOf(workspace, '')}) and not exists (
          select from turns t
          join proposals p on p.workspace_id = t.workspace_id and p.conversation_id = t.conversation_id
          where t.workspace_id = ${workspace} and c.thread_id = t.workspace_id || '/' || t.id
            and p.state = 'open' and p.expires_at > now())`,
  )
  return rows.map(({ thread }) => thread)
}

async function goOn(steward: Steward, workspace: Workspace, thread: string): Promise<RunningTurn | null> {
  const { graph, checkpoints } = steward.graphOf(workspace.id)
  const state = await graph.getState({ configurable: { thread_id: thread } })
  const { proposed = [] } = state.values as { proposed?: string[] }
  const look = (tx: Tx) => lookAt(tx, workspace.id, proposed)
  const found = await steward.db.inWorkspace(workspace.id, look, 'read')
  if (found === 'not yet') return null
  if (found === 'never') {
    await checkpoints.deleteThread(thread)
    return null
  }
  const { turn, asker, outcomes } = found
  try {
    return await resumeTurn(steward, {
      ...{ asker, thread, conversation: turn.conversationId, planner: 'model' },
      clock: clockOf(workspace, turn.today),
      resumption: { outcomes: wordsFor(outcomes) },
    })
  } catch (error) {
    // The person has sent something meanwhile, or another process was quicker.
    if (error instanceof Problem && error.code === 'conflict') return null
    throw error
  }
}

type Ready = { turn: typeof turns.$inferSelect; asker: Asker; outcomes: ProposalOutcome[] }

async function lookAt(tx: Tx, workspace: string, proposed: string[]): Promise<Ready | 'not yet' | 'never'> {
  const ofTurns = await tx
    .selectDistinct({ turn: proposals.turnId })
    .from(proposals)
    .where(and(eq(proposals.workspaceId, workspace), inArray(proposals.id, proposed)))
  const ids = ofTurns.flatMap(({ turn }) => turn ?? [])
  const [turn] = await tx
    .select()
    .from(turns)
    .where(and(eq(turns.workspaceId, workspace), inArray(turns.id, ids)))
    .orderBy(desc(turns.seq))
    .limit(1)
  if (!turn) return 'never'
  const [newest] = await tx
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.workspaceId, workspace), eq(turns.conversationId, turn.conversationId)))
    .orderBy(desc(turns.seq))
    .limit(1)
  if (newest?.id !== turn.id) return 'never'
  const outcomes = await outcomesOfTurns(tx, workspace, ids)
  if (outcomes.some(({ isSettled }) => !isSettled)) return 'not yet'
  const asker = await askerNow(tx, workspace, turn.userId)
  return asker && outcomes.some(({ isDecided }) => isDecided) ? { turn, asker, outcomes } : 'never'
}

/** Names in it come from records: they are fenced as data is. */
const wordsFor = (outcomes: ProposalOutcome[]): string =>
  [
    'Steward, not the person, tells you what became of what you proposed:',
    fenced(outcomes.map(({ words }) => plainCell(words, 600))),
    'Say in one or two sentences what was done and what was not. If the request needs more, go on with it; do not propose again what was rejected.',
  ].join('\n')
