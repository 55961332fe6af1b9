/** Keeps the passages of all workspaces made, and their vectors where an endpoint is configured, while the service runs. */
import type { Db } from '#db/connect.ts'
import { startPasses, type Passes } from '#db/passes.ts'
import type { Embedder } from './embed.ts'
import { keepChunks } from './keep-chunks.ts'
import { keepIndexes, keepVectorIndex } from './keep-indexes.ts'
import { keepVectors } from './keep-vectors.ts'

const restBeforeMs = 1_000
const restMs = 3_000

export function startChunking(
  db: Db,
  {
    embedder,
    onError,
  }: { embedder?: Embedder | undefined; onError: (error: unknown, workspace: string) => void },
): Passes {
  /** A restored store has its passages, and not the indexes of its workspaces. */
  const looked = new Set<string>()
  return startPasses(db, { restBeforeMs, restMs, onError }, async ({ id }, signal) => {
    await keepChunks(db, id, signal)
    if (embedder) await keepVectors(db, id, { embedder, signal })
    if (looked.has(id)) return
    await keepIndexes(db, id)
    if (embedder) await keepVectorIndex(db, id, embedder.model)
    looked.add(id)
  })
}
