/** Runs the planned calls, reads in parallel, through run-tool, and shows what they found in the order of the calls. */
import { v7 as uuid } from 'uuid'
import { forModel, problemForModel, proposalForModel } from '../model/for-model.ts'
import { runTool, type Outcome } from '../run-tool.ts'
import type { TurnState, TurnUpdate } from '../state.ts'
import { named, type Told } from '../telemetry/telemetry.ts'
import { turnRun, type NodeConfig, type TurnRun } from '../turn-run.ts'

/** What one step's results may take of the model's context, in characters. */
const charsForStep = 24_000

export async function act(state: TurnState, config: NodeConfig): Promise<TurnUpdate> {
  const run = turnRun(config)
  // What a person typed is read by rules; a model has read whatever came before it.
  const integrity = state.route === 'offline' ? 'T' : state.integrity
  const outcomes = await Promise.all(
    state.calls.map((call) =>
      run.trace.during('execute_tool', call.tool, () => runTool(call, run, integrity), toldOf),
    ),
  )
  const ran = outcomes.filter((outcome) => outcome.ok).map((outcome) => outcome.call)
  show(outcomes, state, run)
  const proposed = [...state.proposed, ...outcomes.flatMap(idsOfProposals)]
  if (state.route === 'model')
    return { calls: [], ran, proposed, integrity: 'U', messages: outcomes.map(toolMessage) }
  const failed = outcomes.find((outcome) => !outcome.ok)
  if (!failed || failed.ok) return { calls: [], ran }
  const { code, message, done, next } = failed.problem
  return { calls: [], ran, verdict: { kind: 'failed', code, what: message, done, next } }
}

const toldOf = (outcome: Outcome): Told => ({
  attributes: { [named.tool]: outcome.call.tool, [named.call]: outcome.call.id },
  error: outcome.ok ? undefined : outcome.problem.code,
})

/** A model writes its own text; without one, each result's text stands before its blocks. */
function show(outcomes: Outcome[], { route, reading }: TurnState, { emit, answers }: TurnRun): void {
  if (route === 'offline' && reading && !saidBy(outcomes, reading))
    emit({ kind: 'text', id: uuid(), delta: reading })
  for (const outcome of outcomes) {
    if (!outcome.ok) continue
    answers.set(outcome.call.id, outcome.answer)
    if (route === 'offline' && outcome.answer.text)
      emit({ kind: 'text', id: uuid(), delta: outcome.answer.text })
    for (const block of outcome.answer.blocks) emit(block)
    if (outcome.proposal) emit({ kind: 'proposal', ...outcome.proposal })
  }
}

/** Those that a person has yet to decide on, or that are being carried out. */
const idsOfProposals = (outcome: Outcome): string[] =>
  outcome.ok && outcome.proposal?.state === 'open' ? [outcome.proposal.id] : []

/** The planner's reading adds nothing where a result says the same. */
const saidBy = (outcomes: Outcome[], reading: string): boolean =>
  outcomes.some(
    (outcome) =>
      outcome.ok && outcome.answer.blocks.some((block) => 'reading' in block && block.reading === reading),
  )

/** The model reads what went wrong and may correct its call. */
const toolMessage = (outcome: Outcome, _: number, all: Outcome[]) => ({
  role: 'tool' as const,
  toolCallId: outcome.call.id,
  content: outcome.ok
    ? outcome.proposal
      ? proposalForModel(outcome.proposal)
      : forModel(outcome.answer, { chars: Math.floor(charsForStep / all.length) })
    : problemForModel(outcome.problem),
})
