/** Suspends a turn of the model whose proposals wait for a yes; resumed with what became of them, the model goes on from there. Alone in its node: it runs again from its start. */
import { interrupt } from '@langchain/langgraph'
import type { TurnState, TurnUpdate } from '../state.ts'

/** What the graph is resumed with: what became of each proposal, in words of Steward's own, for the model. */
export type Resumption = { outcomes: string }

export function wait(state: TurnState): TurnUpdate {
  const { outcomes } = interrupt<{ proposed: string[] }, Resumption>({ proposed: state.proposed })
  return { messages: [{ role: 'user', content: outcomes }], proposed: [], verdict: null, steps: 0 }
}
