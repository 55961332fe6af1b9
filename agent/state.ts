/** What the graph of a turn carries: plain JSON only, so that a checkpoint holds no objects to revive; results go to the event log, not here. */
import { Annotation } from '@langchain/langgraph'
import type { Integrity } from '#db/effects/contract.ts'
import type { ModelMessage } from './model/model.ts'
import type { ToolCall, Would } from './planner.ts'

export type Verdict =
  | { kind: 'clarify'; question: string; options: string[] }
  | { kind: 'refuse'; reason: string; would?: Omit<Would, 'query'> }
  | { kind: 'failed'; code: string; what: string; done: string; next: string }
  | { kind: 'answered'; text: string }

const latest = <T>(initial: () => T) => Annotation<T>({ reducer: (_, next) => next, default: initial })

export const TurnState = Annotation.Root({
  route: latest<'offline' | 'model'>(() => 'offline'),
  /** What the planner understood where it is not obvious; said before the answer. */
  reading: latest<string | null>(() => null),
  /** What the built-in planner made of a request that it left to the model. */
  hint: latest<string | null>(() => null),
  /** Calls waiting to be run. */
  calls: latest<ToolCall[]>(() => []),
  /** Calls that were run this turn. */
  ran: Annotation<ToolCall[]>({ reducer: (all, more) => [...all, ...more], default: () => [] }),
  /** The model's conversation; empty on the offline route. */
  messages: Annotation<ModelMessage[]>({ reducer: (all, more) => [...all, ...more], default: () => [] }),
  /** Of everything that the planner has seen: once untrusted, it stays so. */
  integrity: Annotation<Integrity>({
    reducer: (so, far) => (so === 'U' || far === 'U' ? 'U' : 'T'),
    default: () => 'T',
  }),
  /** Proposals of this turn that waited when it was answered, by id. */
  proposed: latest<string[]>(() => []),
  steps: latest<number>(() => 0),
  tokens: Annotation<{ input: number; output: number }>({
    reducer: (sum, more) => ({ input: sum.input + more.input, output: sum.output + more.output }),
    default: () => ({ input: 0, output: 0 }),
  }),
  verdict: latest<Verdict | null>(() => null),
})
export type TurnState = typeof TurnState.State
export type TurnUpdate = typeof TurnState.Update
