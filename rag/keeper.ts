/** Keeps the passages of all workspaces made while the service runs. */
import type { Db } from '#db/connect.ts'
import { startPasses, type Passes } from '#db/passes.ts'
import { keepChunks } from './keep-chunks.ts'

const restBeforeMs = 1_000
const restMs = 3_000

export const startChunking = (
  db: Db,
  { onError }: { onError: (error: unknown, workspace: string) => void },
): Passes =>
  startPasses(db, { restBeforeMs, restMs, onError }, async ({ id }, signal) => {
    await keepChunks(db, id, signal)
  })
