/** One running Steward: the store, the tools, the planners and the turns that this process runs. Made once, passed on, never global. */
import type { Logger } from 'pino'
import type { Db } from '#db/connect.ts'
import { loadTools, type Tools } from '#tools/kit/load-tools.ts'
import { compileGraph, type TurnGraph } from './graph.ts'
import type { Model } from './model/model.ts'
import { createOfflinePlanner } from './offline/planner.ts'
import type { Planner } from './planner.ts'
import type { RunningTurn } from './run.ts'

export type Steward = {
  db: Db
  log: Logger
  tools: Tools
  offline: Planner
  /** Null where no endpoint is configured. */
  model: { client: Model; price: { input: number; output: number } } | null
  /** Turns of this process, by conversation. */
  running: Map<string, RunningTurn>
  graphOf: (workspace: string) => TurnGraph
}

export async function createSteward(parts: Pick<Steward, 'db' | 'log' | 'model'>): Promise<Steward> {
  const graphs = new Map<string, TurnGraph>()
  const graphOf = (workspace: string) => {
    const known = graphs.get(workspace) ?? compileGraph(parts.db, workspace)
    graphs.set(workspace, known)
    return known
  }
  return { ...parts, tools: await loadTools(), offline: createOfflinePlanner(), running: new Map(), graphOf }
}
