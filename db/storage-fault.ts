/** Notices when the database can store nothing (disk full, I/O error), says so plainly, and stands by it until writes have gone through for a while. */
import type { BareDb, Db } from './connect.ts'
import { EmbeddedPanic } from './embedded-panic.ts'
import { Problem } from './problem.ts'

type Fault = { what: string; next: string }

const full: Fault = {
  what: 'The disk of the database is full, so nothing can be stored.',
  next: 'Make room on it; Steward goes on by itself.',
}
const broken: Fault = {
  what: 'The disk of the database reports errors, so nothing can be stored.',
  next: 'Look at the disk and the database’s log before anything else.',
}

const stopped: Fault = {
  what: 'The embedded database stopped itself because its disk failed or is full.',
  next: 'Look at the disk, then start Steward again; the database then recovers by itself.',
}

/** The fault behind an error, through whatever wraps it. */
function faultOf(error: unknown): Fault | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const code = 'code' in at ? String(at.code) : ''
    if (at instanceof EmbeddedPanic || ('severity' in at && at.severity === 'PANIC')) return stopped
    if (code === '53100' || code === 'ENOSPC' || /no space left on device/i.test(at.message)) return full
    if (code === '58030' || code === 'EIO' || /input\/output error/i.test(at.message)) return broken
  }
  return null
}

/** A small write may still go through on a full disk: one that does not fail proves nothing so soon after one that did. */
const doubtMs = 60_000

export function watchStorage(db: BareDb): Db {
  let fault: Fault | null = null
  let seenAt = 0
  const watched = async <T>(run: () => Promise<T>, stores: boolean): Promise<T> => {
    try {
      const result = await run()
      if (stores && performance.now() - seenAt > doubtMs) fault = null
      return result
    } catch (error) {
      const found = faultOf(error)
      if (!found) throw error
      fault = found
      seenAt = performance.now()
      throw new Problem('internal', found.what, {
        done: 'What was being written was taken back; what was stored before is safe.',
        next: found.next,
        cause: error,
      })
    }
  }
  return {
    ...db,
    inWorkspace: (within, work, mode = 'write') =>
      watched(() => db.inWorkspace(within, work, mode), mode !== 'read' && mode !== 'scan'),
    inSignIn: (work) => watched(() => db.inSignIn(work), true),
    asOwner: (work, mode) => watched(() => db.asOwner(work, mode), false),
    storageFault: () => fault && `${fault.what} ${fault.next}`,
  }
}
