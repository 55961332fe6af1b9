/** Keeps the evidence of all large workspaces worked out while the service runs, one pass after the other; a pass that fails is told and tried again. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../connect.ts'
import { clockOf, listWorkspaces } from '../people.ts'
import { keepEvidence } from './keep.ts'

/** The first questions after a start come first. */
const restBeforeMs = 10_000
const restMs = 5_000
/** A small workspace is looked at again after so many passes: it may have grown. */
const restOfSmall = 60

export type Keeper = { stop: () => Promise<void> }

export function startKeeping(
  db: Db,
  { today, onError }: { today?: string | undefined; onError: (error: unknown, workspace: string) => void },
): Keeper {
  const ending = new AbortController()
  const { signal } = ending
  const resting = new Map<string, number>()

  const pass = async () => {
    for (const workspace of await listWorkspaces(db)) {
      const { id } = workspace
      const rest = resting.get(id) ?? 0
      resting.set(id, rest - 1)
      if (rest > 0 || signal.aborted) continue
      try {
        const kept = await keepEvidence({ db, workspace: id, clock: clockOf(workspace, today), signal })
        resting.set(id, kept === 'small' ? restOfSmall : 0)
      } catch (error) {
        if (!signal.aborted) onError(error, id)
      }
    }
  }
  const wait = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => {}) // ended: nothing more to wait for
  const keep = async () => {
    await wait(restBeforeMs)
    while (!signal.aborted) {
      await pass().catch((error: unknown) => onError(error, ''))
      await wait(restMs)
    }
  }
  const kept = keep()
  return {
    stop: async () => {
      ending.abort()
      await kept
    },
  }
}
