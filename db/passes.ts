/** Visits all workspaces, one pass after the other, while the service runs; a visit that fails is told, and made again in the next pass. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from './connect.ts'
import { listWorkspaces, type Workspace } from './people.ts'

/** `stop` resolves when the visit that runs has ended; what it throws by then is not told. */
export type Passes = { stop: () => Promise<void> }

type Rhythm = {
  /** The first questions after a start come first. */
  restBeforeMs: number
  restMs: number
  /** `workspace` is empty where the workspaces themselves could not be listed. */
  onError: (error: unknown, workspace: string) => void
}

export function startPasses(
  db: Db,
  { restBeforeMs, restMs, onError }: Rhythm,
  visit: (workspace: Workspace, signal: AbortSignal) => Promise<void>,
): Passes {
  const ending = new AbortController()
  const { signal } = ending
  const pass = async () => {
    for (const workspace of await listWorkspaces(db)) {
      if (signal.aborted) return
      try {
        await visit(workspace, signal)
      } catch (error) {
        if (!signal.aborted) onError(error, workspace.id)
      }
    }
  }
  const wait = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => {}) // ended: nothing more to wait for
  const work = async () => {
    await wait(restBeforeMs)
    while (!signal.aborted) {
      await pass().catch((error: unknown) => onError(error, ''))
      await wait(restMs)
    }
  }
  const working = work()
  return {
    stop: async () => {
      ending.abort()
      await working
    },
  }
}
