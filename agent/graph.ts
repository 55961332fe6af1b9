/** The graph of a turn on one screen: understand → (think) → act → answer (→ wait), with its checkpointer. */
import { END, START, StateGraph } from '@langchain/langgraph'
import { z } from 'zod'
import type { Db } from '#db/connect.ts'
import { TurnCheckpoints } from './checkpoints.ts'
import { act } from './nodes/act.ts'
import { answer } from './nodes/answer.ts'
import { think } from './nodes/think.ts'
import { understand } from './nodes/understand.ts'
import { wait } from './nodes/wait.ts'
import { TurnState } from './state.ts'
import type { TurnRun } from './turn-run.ts'

const Context = z.object({ run: z.custom<TurnRun>() })

/**
 * `understand` plans offline; where it is not sure and a model is there, `think` asks the model for its next calls or
 * its answer, and comes again after each `act`. No node has an effect of its own: calls go through run-tool. Where the model
 * proposed something, the turn suspends in `wait` until people have decided.
 */
export function compileGraph(db: Db, workspace: string) {
  const checkpoints = new TurnCheckpoints(db, workspace)
  const graph = new StateGraph(TurnState, Context)
    .addNode('understand', understand)
    .addNode('think', think)
    .addNode('act', act)
    .addNode('answer', answer)
    .addNode('wait', wait)
    .addEdge(START, 'understand')
    .addConditionalEdges(
      'understand',
      ({ calls, verdict, route }) =>
        verdict && calls.length === 0 ? 'answer' : route === 'model' ? 'think' : 'act',
      ['answer', 'think', 'act'],
    )
    .addConditionalEdges('think', ({ verdict }) => (verdict ? 'answer' : 'act'), ['answer', 'act'])
    .addConditionalEdges('act', ({ route }) => (route === 'model' ? 'think' : 'answer'), ['think', 'answer'])
    .addConditionalEdges(
      'answer',
      ({ route, verdict, proposed }) =>
        route === 'model' && verdict?.kind === 'answered' && proposed.length > 0 ? 'wait' : END,
      ['wait', END],
    )
    .addEdge('wait', 'think')
    .compile({ checkpointer: checkpoints })
  return { graph, checkpoints }
}
export type TurnGraph = ReturnType<typeof compileGraph>
