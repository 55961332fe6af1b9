/** Refuses to write to an embedded folder whose disk is nearly full: the database inside does not survive a full disk, it stands still for ever. */
import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from './problem.ts'

/** Room for what one statement may write before the next look: a few segments of the database's log, of 16 MiB each. */
const reserveBytes = 64 * 2 ** 20
/** What opening needs. */
const leastBytes = 24 * 2 ** 20
const lookMs = 50

export class DiskFull extends Error {
  readonly code = 'ENOSPC'
  constructor() {
    super('no space left on device: less is free than the database needs to be safe')
  }
}

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function existing(folder: string): string {
  let at = folder
  while (!existsSync(at)) at = dirname(at)
  return at
}

export function assertRoomToOpen(folder: string): void {
  if (freeBytes(existing(folder)) >= leastBytes) return
  throw new Problem('internal', `The disk of ${folder} is full.`, {
    done: 'Nothing was opened; what is stored there is safe.',
    next: 'Make room on it, then start again.',
  })
}

/** To be asked before each statement that may write; looks at the disk now and then. Throws DiskFull. */
export function roomKeeper(folder: string): () => void {
  let lookedAt = Number.NEGATIVE_INFINITY
  let isFull = false
  return () => {
    const now = performance.now()
    if (now - lookedAt > lookMs) {
      lookedAt = now
      isFull = freeBytes(folder) < reserveBytes
    }
    if (isFull) throw new DiskFull()
  }
}
