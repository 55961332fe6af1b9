/** Keeps the evidence of all large workspaces worked out while the service runs. */
import type { Db } from '../connect.ts'
import { startPasses, type Passes } from '../passes.ts'
import { clockOf } from '../people.ts'
import { keepEvidence } from './keep.ts'

const restBeforeMs = 10_000
const restMs = 5_000
/** A small workspace is looked at again after so many passes: it may have grown. */
const restOfSmall = 60

export function startKeeping(
  db: Db,
  { today, onError }: { today?: string | undefined; onError: (error: unknown, workspace: string) => void },
): Passes {
  const resting = new Map<string, number>()
  return startPasses(db, { restBeforeMs, restMs, onError }, async (workspace, signal) => {
    const { id } = workspace
    const rest = resting.get(id) ?? 0
    resting.set(id, rest - 1)
    if (rest > 0) return
    const kept = await keepEvidence({ db, workspace: id, clock: clockOf(workspace, today), signal })
    resting.set(id, kept === 'small' ? restOfSmall : 0)
  })
}
