/** The only entry to a turn: a request in, events out. The turn outlives the surface that asked; its log is in the store. */
import { Command, isInterrupted } from '@langchain/langgraph'
import { v7 as uuid } from 'uuid'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { withhold } from '#db/catalogue/withhold.ts'
import type { Asker, Clock } from '#db/contract.ts'
import type { Surface } from '#db/effects/contract.ts'
import { Problem } from '#db/problem.ts'
import type { TurnEvent } from './contract.ts'
import type { Resumption } from './nodes/wait.ts'
import { closeTurn, historyOf, openTurn, threadOf, type TurnEnd } from './conversations.ts'
import { openLog, type EventLog } from './event-log.ts'
import type { TurnState } from './state.ts'
import type { Steward } from './steward.ts'
import { named, type TurnTrace } from './telemetry/telemetry.ts'
import type { TurnRun } from './turn-run.ts'

export type TurnRequest = {
  asker: Asker
  clock: Clock
  text: string
  /** An own conversation to go on with, or the id of a new one. */
  conversation?: string | undefined
  /** `offline` never calls a model; `model` passes the offline planner over. Default: offline first, then the model. */
  planner?: 'offline' | 'model' | undefined
  /** Where it was asked; the page where left out. */
  surface?: Surface | undefined
}

/** A turn that goes on where an earlier one of the conversation waited for decisions. */
export type ResumeRequest = Omit<TurnRequest, 'text' | 'conversation'> & {
  conversation: string
  /** Of the turn that waited. */
  thread: string
  resumption: Resumption
}

export type RunningTurn = {
  turn: string
  conversation: string
  events: () => AsyncGenerator<TurnEvent>
  /** Cancels the work. The turn ends as stopped. */
  stop: () => void
  ended: Promise<void>
}

const longestRequest = 8_000
/** The longest a turn may take, waits for the model included. */
const longestTurnMs = 180_000

/** Records the request, starts the work, and returns at once. Throws a Problem where the request can't be taken. */
export async function startTurn(steward: Steward, request: TurnRequest): Promise<RunningTurn> {
  const text = request.text.trim()
  if (!text)
    throw new Problem('bad_request', 'The request is empty.', { next: 'Type what you want to know.' })
  if (text.length > longestRequest) {
    throw new Problem(
      'bad_request',
      `The request has ${text.length} characters; ${longestRequest} are the most.`,
      {
        next: 'Shorten it, or import long material as a document.',
      },
    )
  }
  return begin(steward, { ...request, text })
}

/** Goes on with a turn that waited, as a turn of its own without a request. Throws a Problem where the conversation is busy. */
export const resumeTurn = (steward: Steward, request: ResumeRequest): Promise<RunningTurn> =>
  begin(steward, { ...request, text: '' })

type Begun = TurnRequest & Partial<Pick<ResumeRequest, 'thread' | 'resumption'>>

async function begin(steward: Steward, request: Begun): Promise<RunningTurn> {
  const start = performance.now()
  const { turn, conversation } = await openTurn(steward.db, request)
  const cancel = new AbortController()
  const stop = () => cancel.abort(new Problem('cancelled', 'The turn was stopped.'))
  const log = openLog(steward.db, request.asker.workspace, turn, stop)
  log.emit({ kind: 'started', turn, conversation, at: new Date().toISOString() })
  const ended = work(steward, request, { turn, conversation, log, signal: cancel.signal, start })
  const running: RunningTurn = { turn, conversation, events: log.follow, stop, ended }
  steward.running.set(conversation, running)
  return running
}

type Work = { turn: string; conversation: string; log: EventLog; signal: AbortSignal; start: number }

async function work(steward: Steward, request: Begun, { turn, conversation, log, signal, start }: Work) {
  const end: TurnEnd = {
    state: 'done',
    route: 'offline',
    calls: [],
    ms: 0,
    tokens: { input: 0, output: 0 },
    costUsd: 0,
  }
  const { workspace } = request.asker
  const trace = steward.telemetry.beginTurn({
    ...{ [named.conversation]: conversation, 'steward.turn': turn, 'steward.workspace': workspace },
    'steward.surface': request.surface ?? 'web',
  })
  let problem: string | undefined
  try {
    const final = await runGraph(steward, request, { turn, conversation, log, signal, start, trace })
    if (final.verdict?.kind === 'failed') problem = final.verdict.code
    end.state = final.verdict?.kind === 'failed' ? 'failed' : 'done'
    Object.assign(end, {
      route: final.route,
      calls: final.ran,
      tokens: final.tokens,
      costUsd: costOf(steward, final.tokens),
    })
  } catch (error) {
    end.state = signal.aborted ? 'stopped' : 'failed'
    problem = signal.aborted ? 'cancelled' : 'internal'
    if (!signal.aborted) log.emit(failureOf(steward, turn, error))
  }
  end.ms = Math.round((performance.now() - start) * 10) / 10
  try {
    // Stored as ended, with what was said, before anybody hears of it: a reload or the next request may come at once.
    await log.drain().catch(() => {}) // close() below tells of it; the turn must end all the same
    await closeTurn(steward.db, workspace, turn, end, trace.end(toldOf(end, problem)))
  } catch (error) {
    steward.log.error(
      { turn, err: error },
      'the end of a turn could not be stored; it will be marked stopped',
    )
    // Nobody is told that something is done which a reload would not show.
    if (end.state === 'done') log.emit(failureOf(steward, turn, error))
    end.state = 'failed'
  }
  if (steward.running.get(conversation)?.turn === turn) steward.running.delete(conversation)
  const { state, route, ms, tokens, costUsd } = end
  log.emit({ kind: 'ended', state, route, ms, tokens, costUsd })
  await log
    .close()
    .catch((error: unknown) =>
      steward.log.error({ turn, err: error }, 'events of a turn could not be stored'),
    )
}

const toldOf = ({ state, route, tokens, costUsd }: TurnEnd, error: string | undefined) => ({
  attributes: {
    ...{ [named.input]: tokens.input, [named.output]: tokens.output },
    ...{ 'steward.state': state, 'steward.route': route, 'steward.cost_usd': costUsd },
  },
  error,
})

async function runGraph(
  steward: Steward,
  { asker, clock, text, planner, surface = 'web', resumption, ...begun }: Begun,
  { turn, conversation, log, signal, trace }: Work & { trace: TurnTrace },
): Promise<TurnState> {
  const { db, tools, offline } = steward
  const by = planner ?? steward.planner
  const [history, catalogue] = await db.inWorkspace(
    asker.workspace,
    async (tx) =>
      [
        await historyOf(tx, asker.workspace, conversation, turn),
        withhold(await loadCatalogue(tx, asker.workspace), asker.rights),
      ] as const,
    'read',
  )
  const run: TurnRun = {
    db,
    tools,
    asker,
    clock,
    catalogue,
    signal,
    text,
    deadline: Date.now() + longestTurnMs,
    history,
    trace,
    offline,
    emit: log.emit,
    log: ({ tool, error }) => steward.log.error({ turn, tool, err: error }, 'a tool failed'),
    model: by === 'offline' ? null : (steward.model?.client ?? null),
    modelOnly: by === 'model',
    answers: new Map(),
    embedder: steward.embedder,
    effects: { sealingKey: steward.sealingKey, surface, conversation, turn },
  }
  const { graph, checkpoints } = steward.graphOf(asker.workspace)
  const thread = begun.thread ?? threadOf(asker.workspace, turn)
  // One that waited stands in the store; a new one is held here until it suspends.
  if (!resumption) checkpoints.begin(thread)
  let suspends = false
  const config = { configurable: { thread_id: thread } }
  const before = resumption ? ((await graph.getState(config)).values as TurnState) : null
  try {
    const final = await graph.invoke(resumption ? new Command({ resume: resumption }) : {}, {
      ...config,
      context: { run },
      durability: 'exit',
      recursionLimit: 60,
      signal,
    })
    suspends = isInterrupted(final)
    return before ? since(before, final) : final
  } finally {
    checkpoints.forget(thread)
    // Whatever it came to, it is not gone on with a second time.
    if (resumption && !suspends) await checkpoints.deleteThread(thread)
  }
}

/** What this turn adds to what the one that waited came to. */
const since = (before: TurnState, after: TurnState): TurnState => ({
  ...after,
  ran: after.ran.slice(before.ran.length),
  tokens: {
    input: after.tokens.input - before.tokens.input,
    output: after.tokens.output - before.tokens.output,
  },
})

const costOf = (steward: Steward, tokens: { input: number; output: number }) =>
  steward.model
    ? (tokens.input * steward.model.price.input + tokens.output * steward.model.price.output) / 1_000_000
    : 0

function failureOf(steward: Steward, turn: string, error: unknown): TurnEvent {
  if (!(error instanceof Problem)) steward.log.error({ turn, err: error }, 'a turn failed unexpectedly')
  const problem =
    error instanceof Problem
      ? error
      : new Problem('internal', 'Something in Steward failed unexpectedly.', {
          next: 'Try again; if it fails again, tell an administrator the time of this message.',
        })
  return {
    kind: 'error',
    id: uuid(),
    code: problem.code,
    what: problem.message,
    done: problem.done,
    next: problem.next,
  }
}
