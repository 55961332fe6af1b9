/** What any file that people wrote or said something in becomes: passages with their places. `readSource` reads one in a process of its own, or refuses it in words. */
import { Problem } from '#db/problem.ts'
import { mostBytes } from './limits.ts'
import { inReader } from './reader.ts'
import { nameOf } from './unreadable.ts'

/** A turn of a call, a mail, a paragraph under its heading or on its page, a row. Untrusted text without anything active in it. */
export type Passage = {
  text: string
  speaker?: string
  /** Seconds from the start. */
  startS?: number
  endS?: number
  /** From 1. */
  page?: number
  /** Headings that the passage stands under, the outermost first: `Plan › Risks`; an attachment's or sheet's name likewise. */
  heading?: string
  /** Set where the passage is not the sender's own new text. */
  part?: 'quote' | 'signature' | 'attachment'
  /** People as `Name <address>`, or what of it is known; `at` is an ISO moment, or the day where no zone is told. */
  message?: { from?: string; to?: string[]; at?: string; subject?: string; id?: string }
}

export type SourceText = {
  title?: string
  /** ISO moment or day, as the file itself says. */
  at?: string
  /** Who speaks, sends or receives, as the file names them. */
  people: string[]
  kind: 'call' | 'mail' | 'document' | 'note'
  passages: Passage[]
  /** What was left out or read otherwise than as it stands, in sentences for a person. */
  notes?: string[]
}

/** `name` is the file's; what the bytes are is told by themselves first. A mailbox gives a source a mail. */
export async function readSource(
  name: string,
  bytes: Uint8Array,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<SourceText[]> {
  if (bytes.length > mostBytes) {
    const mb = mostBytes / 1024 / 1024
    throw new Problem('bad_request', `${nameOf(name)} was not read: it is larger than ${mb} MB.`, {
      next: 'Split it, or take out its pictures.',
    })
  }
  return inReader(name, bytes, signal)
}
