/** Where a turn's graph keeps its state: LangGraph's PostgresSaver on the store, bound to one workspace, with plain JSON only. */
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres'
import type { SerializerProtocol } from '@langchain/langgraph-checkpoint'
import type { Db } from '#db/connect.ts'
import { workspacePool } from '#db/pool.ts'

/**
 * Plain JSON both ways. LangGraph's own serialisation revives objects of the form `{ lc: 1, type: 'constructor' }`, so
 * that text from outside could come back from the store as a message with tool calls; here it comes back as it was.
 */
export const plainJson: SerializerProtocol = {
  dumpsTyped: async (data: unknown) => ['json', new TextEncoder().encode(JSON.stringify(data ?? null))],
  loadsTyped: async (_type: string, data: Uint8Array | string): Promise<unknown> =>
    JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data)),
}

type Put = Parameters<PostgresSaver['put']>

/**
 * The tables stand in migration 0003; setup() is not called. A turn that began here and runs to its end leaves nothing to
 * resume, so its checkpoint is held in memory, and written only when the graph suspends (an interrupt is among its writes).
 */
export class TurnCheckpoints extends PostgresSaver {
  /** Threads that began in this process and were never written, with the newest checkpoint of each. */
  readonly #held = new Map<string, Put | null>()

  constructor(db: Db, workspace: string) {
    super(workspacePool(db, workspace), plainJson, { schema: 'langgraph' })
  }

  begin(thread: string): void {
    this.#held.set(thread, null)
  }

  /** Forgets what was held. What was written because the turn suspended stays. */
  forget(thread: string): void {
    this.#held.delete(thread)
  }

  override async getTuple(config: Put[0]) {
    return this.#held.has(threadIn(config)) ? undefined : super.getTuple(config)
  }

  override async put(...put: Put): ReturnType<PostgresSaver['put']> {
    const [config, checkpoint] = put
    const thread = threadIn(config)
    if (!this.#held.has(thread)) return super.put(...put)
    this.#held.set(thread, put)
    return { configurable: { ...config.configurable, checkpoint_id: checkpoint.id } }
  }

  override async putWrites(...args: Parameters<PostgresSaver['putWrites']>): Promise<void> {
    const [config, writes] = args
    const thread = threadIn(config)
    if (this.#held.has(thread)) {
      if (!writes.some(([channel]) => channel === '__interrupt__')) return
      const put = this.#held.get(thread)
      this.#held.delete(thread)
      if (put) await super.put(...put)
    }
    await super.putWrites(...args)
  }
}

const threadIn = (config: Put[0]): string => String(config.configurable?.thread_id)
