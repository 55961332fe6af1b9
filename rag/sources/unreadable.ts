/** Why a file is not read, in words that go on from its name, and the one place where they become a Problem. */
import { basename } from 'node:path'
import { ArchiveRefusal } from '#db/import/archive/archive-refusal.ts'
import { FileFault, shown } from '#db/import/refusal.ts'
import { Problem } from '#db/problem.ts'

export class Unreadable extends Error {
  readonly next: string
  /** `reason` goes on from the file's name; `next` is a whole sentence. */
  constructor(reason: string, next: string, cause?: unknown) {
    super(reason, { cause })
    this.name = 'Unreadable'
    this.next = next
  }
}

export const nameOf = (name: string): string => shown(basename(name.replaceAll('\\', '/')))

/** Null where the error names no fault of the file. */
export function asProblem(name: string, error: unknown): Problem | null {
  if (error instanceof Problem) return error
  const found = wordsOf(error)
  if (!found) return null
  const what = `${nameOf(name)} was not read: ${found.reason.replace(/\.$/, '')}.`
  return new Problem('bad_request', what, { next: found.next, cause: error })
}

function wordsOf(error: unknown): { reason: string; next: string } | null {
  if (error instanceof Unreadable) return { reason: error.message, next: error.next }
  if (error instanceof ArchiveRefusal) return { reason: error.message, next: saveAgain }
  if (!(error instanceof FileFault)) return null
  const where = error.line === null ? '' : `line ${error.line}: `
  return { reason: where + error.message, next: 'Correct it, or export it again from where it came from.' }
}

export const saveAgain = 'Open it in the program that wrote it, save it again and try once more.'
