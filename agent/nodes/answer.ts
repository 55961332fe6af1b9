/** Says what the turn came to where it is more than its results: a question, a refusal or a failure. */
import { v7 as uuid } from 'uuid'
import type { TurnState, TurnUpdate } from '../state.ts'
import { turnRun, type NodeConfig } from '../turn-run.ts'
import { problemCodes } from '#db/contract.ts'

export async function answer(state: TurnState, config: NodeConfig): Promise<TurnUpdate> {
  const { emit } = turnRun(config)
  const { verdict } = state
  if (verdict?.kind === 'clarify')
    emit({ kind: 'question', id: uuid(), question: verdict.question, options: verdict.options })
  if (verdict?.kind === 'refuse')
    emit({
      ...{ kind: 'refusal', id: uuid(), reason: verdict.reason },
      ...(verdict.would && { would: verdict.would }),
    })
  if (verdict?.kind === 'failed') {
    const code = problemCodes.find((known) => known === verdict.code) ?? 'internal'
    emit({ kind: 'error', id: uuid(), code, what: verdict.what, done: verdict.done, next: verdict.next })
  }
  return {}
}
