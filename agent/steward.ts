/** One running Steward: the store, the tools, the planners and the turns that this process runs. Made once, passed on, never global. */
import type { Logger } from 'pino'
import type { Db } from '#db/connect.ts'
import type { SealingKey } from '#db/effects/receipt.ts'
import { createRunWorkers, type RunWorkers } from '#db/effects/workers.ts'
import type { Embedder } from '#rag/embed.ts'
import { loadTools, type Tools } from '#tools/kit/load-tools.ts'
import { compileGraph, type TurnGraph } from './graph.ts'
import type { Model } from './model/model.ts'
import { createOfflinePlanner } from './offline/planner.ts'
import type { Planner } from './planner.ts'
import type { RunningTurn } from './run.ts'
import { createTelemetry, type Otlp, type Telemetry } from './telemetry/telemetry.ts'

export type Steward = {
  db: Db
  log: Logger
  tools: Tools
  offline: Planner
  /** Which planners plan a turn that names none: the built-in one first and then the model, or one of them alone. */
  planner: 'both' | 'offline' | 'model'
  /** Null where no endpoint is configured. */
  model: { client: Model; price: { input: number; output: number } } | null
  /** Left out where no embedding endpoint is configured. */
  embedder?: Embedder | undefined
  telemetry: Telemetry
  /** What proposals are sealed with. */
  sealingKey: SealingKey
  /** Turns of this process, by conversation. */
  running: Map<string, RunningTurn>
  graphOf: (workspace: string) => TurnGraph
  /** Runs that this process carries out. Stopped before the store is closed. */
  workers: RunWorkers
}

export async function createSteward({
  otlp = null,
  planner = 'both',
  ...parts
}: Pick<Steward, 'db' | 'log' | 'model' | 'embedder' | 'sealingKey'> & {
  otlp?: Otlp | null
  planner?: Steward['planner']
}): Promise<Steward> {
  const graphs = new Map<string, TurnGraph>()
  const graphOf = (workspace: string) => {
    const known = graphs.get(workspace) ?? compileGraph(parts.db, workspace)
    graphs.set(workspace, known)
    return known
  }
  const workers = createRunWorkers(parts.db, (err, where) =>
    parts.log.error({ err, ...where }, 'a run could not be carried on'),
  )
  return {
    ...parts,
    planner,
    workers,
    telemetry: await createTelemetry(otlp),
    tools: await loadTools(),
    offline: createOfflinePlanner(),
    running: new Map(),
    graphOf,
  }
}
