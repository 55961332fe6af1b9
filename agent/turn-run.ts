/** What a node of the graph may reach during one turn, beside its state: the planners, the tools' run and the surface. */
import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { Model } from './model/model.ts'
import type { PastTurn, Planner } from './planner.ts'
import type { ToolRun } from './run-tool.ts'
import type { TurnTrace } from './telemetry/telemetry.ts'
import type { Answer } from '#tools/kit/define-tool.ts'

export type TurnRun = ToolRun & {
  text: string
  /** When the turn's time is up, by Date.now(). */
  deadline: number
  history: PastTurn[]
  /** Each plan, step and call is done in a span of it. */
  trace: TurnTrace
  offline: Planner
  /** Null where none is configured or the request asks for the offline planner. */
  model: Model | null
  /** True where the request asks for the model: the offline planner is passed over. */
  modelOnly: boolean
  /** Answers of this turn's calls, by call id: kept outside the state, whose checkpoint must stay small. */
  answers: Map<string, Answer>
}

export type NodeConfig = LangGraphRunnableConfig<{ run: TurnRun }>

export function turnRun(config: NodeConfig): TurnRun {
  if (!config.context) throw new Error('a node of the turn ran without its context')
  return config.context.run
}
