/** Conversations in the store: opening a turn, ending it, its history for the planners, and what a crash left behind. */
import { and, asc, desc, eq, inArray, lt, max, sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import type { Db, Tx } from '#db/connect.ts'
import type { Asker, Clock } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { conversations, turnEvents, turns } from '#db/schema/tables.ts'
import { turnEvent, type TurnEvent } from './contract.ts'
import { beatMs, joinText } from './event-log.ts'
import type { PastTurn, ToolCall } from './planner.ts'
import { outcomesOfTurns } from './proposals/outcomes.ts'
import type { TurnSpan } from './telemetry/contract.ts'
import { keepSpans } from './telemetry/store.ts'

/** How many earlier turns a planner sees; older ones stay readable in the conversation. */
export const rememberedTurns = 12
const rememberedRows = 20

const ofAsker = (asker: Asker, id: string) =>
  and(
    eq(conversations.workspaceId, asker.workspace),
    eq(conversations.id, id),
    eq(conversations.userId, asker.userId),
  )

/** The asker's own conversation; somebody else's is as unknown as one that does not exist. */
export async function findConversation(tx: Tx, asker: Asker, id: string) {
  const [found] = await tx.select().from(conversations).where(ofAsker(asker, id))
  if (!found) throw new Problem('not_found', 'There is no such conversation.', { next: 'Start a new one.' })
  return found
}

const titleOf = (text: string) => {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length <= 70 ? line : `${line.slice(0, 67).replace(/\s\S*$/, '')}…`
}

const isDuplicate = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === '23505') return true
  return false
}

/** Records the request before anything is done about it. One turn at a time: a second one is a conflict. */
export async function openTurn(
  db: Db,
  {
    asker,
    clock,
    text,
    conversation,
  }: { asker: Asker; clock: Clock; text: string; conversation?: string | undefined },
): Promise<{ turn: string; conversation: string }> {
  const id = conversation ?? uuid()
  const turn = uuid()
  try {
    await db.inWorkspace(asker.workspace, async (tx) => {
      const workspaceId = asker.workspace
      await tx
        .insert(conversations)
        .values({ workspaceId, id, userId: asker.userId, title: titleOf(text) })
        .onConflictDoUpdate({
          target: [conversations.workspaceId, conversations.id],
          set: { updatedAt: sql`now()`, archived: false },
        })
      await findConversation(tx, asker, id)
      const [last] = await tx
        .select({ seq: max(turns.seq) })
        .from(turns)
        .where(and(eq(turns.workspaceId, workspaceId), eq(turns.conversationId, id)))
      const seq = (last?.seq ?? 0) + 1
      await tx.insert(turns).values({
        workspaceId,
        id: turn,
        conversationId: id,
        seq,
        userId: asker.userId,
        text,
        state: 'running',
        today: clock.today,
      })
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new Problem('conflict', 'This conversation is still answering an earlier request.', {
      done: 'The new request was not taken.',
      next: 'Wait for the answer or stop it, then send again.',
      cause: error,
    })
  }
  return { turn, conversation: id }
}

export type TurnEnd = {
  state: 'done' | 'failed' | 'stopped'
  route: 'offline' | 'model'
  calls: ToolCall[]
  ms: number
  tokens: { input: number; output: number }
  costUsd: number
}

export async function closeTurn(
  db: Db,
  workspace: string,
  turn: string,
  end: TurnEnd,
  spans: TurnSpan[],
): Promise<void> {
  const close = async (tx: Tx) => {
    await tx
      .update(turns)
      .set({
        state: end.state,
        route: end.route,
        plan: end.calls,
        endedAt: sql`now()`,
        ms: end.ms,
        tokensIn: end.tokens.input,
        tokensOut: end.tokens.output,
        costUsd: end.costUsd,
      })
      .where(and(eq(turns.workspaceId, workspace), eq(turns.id, turn)))
    await keepSpans(tx, workspace, turn, spans)
  }
  await db.inWorkspace(workspace, close, 'idempotent')
}

/** A turn's thread in LangGraph. Begins with the workspace, which row security on the checkpoints reads. */
export const threadOf = (workspace: string, turn: string) => `${workspace}/${turn}`

export type StoredTurn = typeof turns.$inferSelect & { events: TurnEvent[] }

/** Turns of a conversation with their events, oldest first; the newest `limit` of them. */
export async function turnsOf(
  tx: Tx,
  workspace: string,
  conversation: string,
  limit = 1_000,
): Promise<StoredTurn[]> {
  const found = await tx
    .select()
    .from(turns)
    .where(and(eq(turns.workspaceId, workspace), eq(turns.conversationId, conversation)))
    .orderBy(desc(turns.seq))
    .limit(limit)
  if (found.length === 0) return []
  const rows = await tx
    .select()
    .from(turnEvents)
    .where(
      and(
        eq(turnEvents.workspaceId, workspace),
        inArray(
          turnEvents.turnId,
          found.map((turn) => turn.id),
        ),
      ),
    )
    .orderBy(asc(turnEvents.turnId), asc(turnEvents.seq))
  const events = Map.groupBy(rows, (row) => row.turnId)
  return found.reverse().map((turn) => ({
    ...turn,
    events: (events.get(turn.id) ?? []).map((row) => turnEvent.parse(row.event)),
  }))
}

const isBlock = (event: TurnEvent) =>
  event.kind === 'table' ||
  event.kind === 'figure' ||
  event.kind === 'chart' ||
  event.kind === 'timeline' ||
  event.kind === 'citation'

const remembered = (turn: StoredTurn): PastTurn => {
  const question = turn.events.find((event) => event.kind === 'question')
  return {
    text: turn.text,
    calls: (turn.plan ?? []) as ToolCall[],
    answer: joinText(turn.events.filter((event) => event.kind === 'text'))
      .map((event) => (event.kind === 'text' ? event.delta : ''))
      .join('\n\n'),
    blocks: turn.events
      .filter(isBlock)
      .map((block) =>
        block.kind === 'table' ? { ...block, rows: block.rows.slice(0, rememberedRows) } : block,
      ),
    clarify: question ? { question: question.question, options: question.options } : null,
  }
}

/** The last turns before this one, for the planners. */
export async function historyOf(
  tx: Tx,
  workspace: string,
  conversation: string,
  before: string,
): Promise<PastTurn[]> {
  const past = await turnsOf(tx, workspace, conversation, rememberedTurns + 1)
  const earlier = past.filter((turn) => turn.id !== before && turn.state !== 'running')
  const outcomes = await outcomesOfTurns(
    tx,
    workspace,
    earlier.map(({ id }) => id),
  )
  return earlier.map((turn) => {
    const own = outcomes.filter((outcome) => outcome.turn === turn.id).map(({ words }) => words)
    return own.length > 0 ? { ...remembered(turn), outcomes: own } : remembered(turn)
  })
}

/** Asks the process that runs the turn to stop it. */
export async function requestStop(tx: Tx, workspace: string, conversation: string): Promise<void> {
  await tx
    .update(turns)
    .set({ stopRequested: true })
    .where(
      and(
        eq(turns.workspaceId, workspace),
        eq(turns.conversationId, conversation),
        eq(turns.state, 'running'),
      ),
    )
}

/**
 * Marks turns stopped whose process is gone: with `all` (the embedded store just opened, so nobody else can run one)
 * every running one, else those without a beat for a while.
 */
export async function stopAbandoned(db: Db, workspace: string, all: boolean): Promise<number> {
  return db.inWorkspace(workspace, async (tx) => {
    const quiet = sql`now() - make_interval(secs => ${(beatMs / 1000) * 10})`
    const stopped = await tx
      .update(turns)
      .set({ state: 'stopped', endedAt: sql`now()` })
      .where(
        and(
          eq(turns.workspaceId, workspace),
          eq(turns.state, 'running'),
          all ? undefined : lt(turns.beatAt, quiet),
        ),
      )
      .returning({ id: turns.id })
    return stopped.length
  })
}

export type ConversationLine = { id: string; title: string; updatedAt: string; running: boolean }

/** The asker's conversations, newest first. */
export async function conversationsOf(tx: Tx, asker: Asker, limit = 200): Promise<ConversationLine[]> {
  const running = sql<boolean>`exists (select from ${turns} where ${turns.workspaceId} = ${conversations.workspaceId}
    and ${turns.conversationId} = ${conversations.id} and ${turns.state} = 'running')`
  return tx
    .select({ id: conversations.id, title: conversations.title, updatedAt: conversations.updatedAt, running })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, asker.workspace),
        eq(conversations.userId, asker.userId),
        eq(conversations.archived, false),
      ),
    )
    .orderBy(desc(conversations.updatedAt))
    .limit(limit)
}

export async function renameConversation(tx: Tx, asker: Asker, id: string, title: string): Promise<void> {
  await findConversation(tx, asker, id)
  await tx.update(conversations).set({ title }).where(ofAsker(asker, id))
}

/** Deletes the conversation with its turns and events. */
export async function deleteConversation(tx: Tx, asker: Asker, id: string): Promise<void> {
  await findConversation(tx, asker, id)
  await tx.delete(conversations).where(ofAsker(asker, id))
}
