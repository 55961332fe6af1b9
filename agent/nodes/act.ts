/** Runs the planned calls, reads in parallel, through run-tool. */
import { forModel } from '../model/for-model.ts'
import { runTool, type Outcome } from '../run-tool.ts'
import type { TurnState, TurnUpdate } from '../state.ts'
import { turnRun, type NodeConfig } from '../turn-run.ts'

export async function act(state: TurnState, config: NodeConfig): Promise<TurnUpdate> {
  const run = turnRun(config)
  const outcomes = await Promise.all(state.calls.map((call) => runTool(call, run)))
  for (const outcome of outcomes) if (outcome.ok) run.answers.set(outcome.call.id, outcome.answer)
  const ran = outcomes.filter((outcome) => outcome.ok).map((outcome) => outcome.call)
  if (state.route === 'model') return { calls: [], ran, messages: outcomes.map(toolMessage) }
  const failed = outcomes.find((outcome) => !outcome.ok)
  const texts = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.answer.text] : []))
  if (!failed || failed.ok) return { calls: [], ran, texts }
  const { code, message, done, next } = failed.problem
  return { calls: [], ran, texts, verdict: { kind: 'failed', code, what: message, done, next } }
}

/** The model reads what went wrong and may correct its call. */
const toolMessage = (outcome: Outcome) => ({
  role: 'tool' as const,
  toolCallId: outcome.call.id,
  content: outcome.ok
    ? forModel(outcome.answer)
    : `The call failed: ${outcome.problem.message} ${outcome.problem.next}`,
})
