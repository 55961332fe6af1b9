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

/** The tables stand in migration 0003; setup() is not called. */
export const checkpointsOf = (db: Db, workspace: string): PostgresSaver =>
  new PostgresSaver(workspacePool(db, workspace), plainJson, { schema: 'langgraph' })
