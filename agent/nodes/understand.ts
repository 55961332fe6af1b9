/** Plans the request without a model where its reading is sure; else hands over to the model, or asks. Never guesses. */
import { within } from '#db/rights.ts'
import { fenced, plainCell } from '../model/fence.ts'
import { queryCall } from '../offline/tool-calls.ts'
import type { Plan } from '../planner.ts'
import type { TurnState, TurnUpdate } from '../state.ts'
import { turnRun, type NodeConfig } from '../turn-run.ts'

const longestHint = 1_000

export async function understand(_state: TurnState, config: NodeConfig): Promise<TurnUpdate> {
  const run = turnRun(config)
  if (run.modelOnly && run.model) return { route: 'model' }
  const { text, history, asker, clock, catalogue, tools, signal } = run
  const plan = await run.trace.during(
    'plan',
    'offline',
    () =>
      run.db.inWorkspace(
        within(asker),
        (tx) => run.offline.plan({ text, history, asker, clock, catalogue, tools, tx, signal }),
        'read',
      ),
    ({ kind, confidence }) => ({ attributes: { 'steward.plan': kind, 'steward.confidence': confidence } }),
  )
  signal.throwIfAborted()
  if (plan.confidence === 'unsure' && run.model) return { route: 'model', hint: hintOf(plan) }
  return settled(plan)
}

/** A reading that may be wrong, as data: it holds words and names of others. */
function hintOf(plan: Plan): string {
  const said =
    plan.kind === 'calls'
      ? [plan.reading ?? '', ...plan.calls.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`)]
      : plan.kind === 'clarify'
        ? [plan.question, ...plan.options]
        : [plan.reason]
  return fenced(said.filter(Boolean).map((line) => plainCell(line, longestHint)))
}

/** An unsure plan without a model becomes a question about its reading. */
function settled(plan: Plan): TurnUpdate {
  if (plan.kind === 'clarify') {
    return { verdict: { kind: 'clarify', question: plan.question, options: plan.options } }
  }
  if (plan.kind === 'refuse') return refused(plan)
  if (plan.confidence === 'unsure') {
    const question = plan.reading
      ? `Did you mean this: ${plan.reading}?`
      : 'I am not sure what you mean. Could you say it another way?'
    return { verdict: { kind: 'clarify', question, options: [] } }
  }
  return { calls: plan.calls, reading: plan.reading ?? null }
}

/** What is not yet available is refused, beside the rows that it would be for. */
function refused({ reason, would }: Extract<Plan, { kind: 'refuse' }>): TurnUpdate {
  if (!would) return { verdict: { kind: 'refuse', reason } }
  const { query, ...told } = would
  return { calls: [queryCall(query)], verdict: { kind: 'refuse', reason, would: told } }
}
