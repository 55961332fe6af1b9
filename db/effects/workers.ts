/** Carries out the runs that this process is told of or finds abandoned, a few at a time; ends between two batches, and loses none. */
import type { Db } from '../connect.ts'
import { startPasses } from '../passes.ts'
import { listWaiting } from './claim.ts'
import { workRun } from './work-run.ts'

/** A run whose process died is found after its lease and this, at the latest. Beside an embedded store there is no other process. */
const restMs = { pglite: 5_000, server: 2_000 }
/** The embedded store has one connection, and people wait for it too. */
const atOnce = { pglite: 1, server: 3 }

export type RunWorkers = {
  /** Takes the run up, or leaves it to who is at it. Resolves when nothing is left to do for this process; never fails. */
  wakeRun: (workspace: string, run: string) => Promise<void>
  /** Called from now on after each piece of work on a run, with its workspace. */
  afterRuns: (listener: (workspace: string) => void) => void
  /** Looks for abandoned runs from now on, at once for the first time. */
  sweep: () => void
  /** Resolves when no batch is at work. What is left is for the next process. */
  stop: () => Promise<void>
}

type OnError = (error: unknown, where: { workspace: string; run?: string }) => void
type Waiting = { workspace: string; run: string; done: () => void }

/** `size` is that of the batches, in rows; as quick as it goes where left out. */
export function createRunWorkers(db: Db, onError: OnError, size?: number): RunWorkers {
  const ending = new AbortController()
  const waiting: Waiting[] = []
  /** By run: several who wake one wait for the same. */
  const taken = new Map<string, Promise<void>>()
  const working = new Set<Promise<void>>()
  let tell: (workspace: string) => void = () => {}
  let sweeping: { stop: () => Promise<void> } | null = null

  const work = async ({ workspace, run, done }: Waiting) => {
    try {
      if (!ending.signal.aborted) await workRun(db, { workspace, run, signal: ending.signal, size })
    } catch (error) {
      onError(error, { workspace, run })
    } finally {
      taken.delete(run)
      done()
      tell(workspace)
    }
  }
  const next = () => {
    while (working.size < atOnce[db.kind]) {
      const first = waiting.shift()
      if (!first) return
      const one = work(first).finally(() => {
        working.delete(one)
        next()
      })
      working.add(one)
    }
  }
  const wakeRun = (workspace: string, run: string): Promise<void> => {
    const known = taken.get(run)
    if (known) return known
    const ended = new Promise<void>((done) => waiting.push({ workspace, run, done }))
    taken.set(run, ended)
    next()
    return ended
  }
  return {
    wakeRun,
    afterRuns: (listener) => {
      tell = listener
    },
    sweep: () => {
      sweeping ??= startPasses(
        db,
        {
          restBeforeMs: 0,
          restMs: restMs[db.kind],
          onError: (error, workspace) => onError(error, { workspace }),
        },
        async ({ id }) => {
          for (const run of await db.inWorkspace(id, (tx) => listWaiting(tx, id), 'read'))
            void wakeRun(id, run.id)
        },
      )
    },
    stop: async () => {
      ending.abort()
      await sweeping?.stop()
      while (working.size > 0) await Promise.all(working)
    },
  }
}
