/** Asks the model for its next step: calls to run, or the answer. Its text streams while it is written; figures that no result holds are marked. */
import { v7 as uuid } from 'uuid'
import type { Integrity } from '#db/effects/contract.ts'
import { unmatchedFigures } from '../model/figures.ts'
import { openingMessages } from '../model/conversation.ts'
import { offer } from '../model/offer.ts'
import type { Tools } from '#tools/kit/load-tools.ts'
import type { TurnState, TurnUpdate } from '../state.ts'
import { named } from '../telemetry/telemetry.ts'
import { turnRun, type NodeConfig, type TurnRun } from '../turn-run.ts'

/** Steps of tool calls in one turn; a model that needs more is going in circles. */
const mostSteps = 8

export async function think(state: TurnState, config: NodeConfig): Promise<TurnUpdate> {
  const run = turnRun(config)
  if (!run.model) throw new Error('a turn reached the model, but none is configured')
  const opening = state.messages.length === 0 ? openingMessages(run, state.hint) : []
  if (state.steps === mostSteps) {
    return {
      verdict: {
        kind: 'failed',
        code: 'model_budget',
        what: `The model asked for more than ${mostSteps} rounds of look-ups.`,
        done: 'What it found so far is shown; nothing was changed.',
        next: 'Ask for less at once, or more precisely.',
      },
    }
  }
  const id = uuid()
  const { model, trace } = run
  const offered = offer(
    offerable(run),
    run.text,
    run.history.flatMap((turn) => turn.calls.map((call) => call.tool)).slice(-6),
  )
  const step = await trace.during(
    'chat',
    model.name,
    () =>
      model.next([...opening, ...state.messages], offered, {
        signal: run.signal,
        deadline: run.deadline,
        onText: (delta) => run.emit({ kind: 'text', id, delta }),
      }),
    ({ usage }) => ({
      attributes: {
        ...{ [named.provider]: 'openai', [named.model]: model.name },
        ...{ [named.input]: usage.input, [named.output]: usage.output },
      },
    }),
  )
  // Results of earlier turns are in what the model reads, whatever they said.
  const integrity: Integrity = run.history.some((turn) => turn.calls.length > 0) ? 'U' : 'T'
  const update = {
    integrity,
    messages: [...opening, ...step.messages],
    tokens: step.usage,
    steps: state.steps + 1,
  }
  if (step.toolCalls.length > 0) return { ...update, calls: step.toolCalls }
  const note = doubtful(step.text, run)
  if (note) run.emit({ kind: 'text', id: uuid(), delta: note })
  return { ...update, verdict: { kind: 'answered', text: step.text } }
}

/** Tools that the person could not use are not shown to the model. */
const offerable = ({ tools, asker }: TurnRun): Tools =>
  asker.rights.may.includes('act')
    ? tools
    : new Map([...tools].filter(([, { permission }]) => permission !== 'act'))

/** Names the figures that stand in no result, so that nobody takes them for looked up. */
function doubtful(text: string, { answers, text: request, clock }: TurnRun): string | null {
  const blocks = [...answers.values()].flatMap((answer) => answer.blocks)
  const said = [request, clock.today, ...[...answers.values()].map((answer) => answer.text)]
  const figures = [...new Set(unmatchedFigures(text, { blocks, said }).map((span) => span.text))]
  if (figures.length === 0) return null
  return `_Not found in the results of this turn, so please check: ${figures.join(', ')}._`
}
