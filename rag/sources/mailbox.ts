/** An mbox file as its mails, one source each; a mail that cannot be read is told and left out. */
import { mostMails } from './limits.ts'
import { readMail } from './mail.ts'
import type { File } from './read-bytes.ts'
import type { SourceText } from './source.ts'
import { asProblem, Unreadable } from './unreadable.ts'

const newline = 10
const from = Buffer.from('From ')
/** What the line that parts two mails looks like: an address or a dash, and a date that ends in a year. */
const partingLine = /^From \S+ .*\d{4}(?: [+-]\d{4})?\s*$/

export async function readMailbox(file: File): Promise<SourceText[]> {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length)
  const found: SourceText[] = []
  const faults: string[] = []
  let n = 0
  for (const mail of mailsIn(bytes)) {
    if (++n > mostMails) throw new Unreadable(`it holds more than ${mostMails} mails`, 'Split it.')
    try {
      found.push(...(await readMail({ bytes: mail, inner: file.inner })))
    } catch (error) {
      const problem = asProblem(`mail ${n}`, error)
      if (!problem) throw error
      faults.push(problem.message)
    }
  }
  const [first] = found
  if (!first) throw new Unreadable('it holds no mail that can be read', 'Export the mailbox again.')
  if (faults.length > 0) first.notes = [...(first.notes ?? []), ...faults]
  return found
}

/** Without the line that parts them, and with the quoting of such lines inside them undone. */
function* mailsIn(bytes: Buffer): Generator<Uint8Array> {
  const starts: { at: number; body: number }[] = []
  for (let at = 0; at >= 0; at = nextLine(bytes, at)) {
    if (bytes.compare(from, 0, from.length, at, Math.min(at + from.length, bytes.length)) !== 0) continue
    const end = lineEnd(bytes, at)
    const isFirst = at === 0 || isEmptyLine(bytes, at)
    if (isFirst && partingLine.test(bytes.toString('latin1', at, Math.min(end, at + 400))))
      starts.push({ at, body: end })
  }
  for (const [i, { body }] of starts.entries()) {
    const text = bytes.toString('latin1', body, starts[i + 1]?.at ?? bytes.length)
    yield Buffer.from(text.replaceAll(/^>(>*From )/gm, '$1'), 'latin1')
  }
}

const lineEnd = (bytes: Buffer, at: number): number => {
  const found = bytes.indexOf(newline, at)
  return found < 0 ? bytes.length : found + 1
}

/** The start of the next line that begins as one that parts mails, or −1. */
function nextLine(bytes: Buffer, at: number): number {
  const found = bytes.indexOf('\nFrom ', at)
  return found < 0 ? -1 : found + 1
}

/** Whether the line before is empty. */
function isEmptyLine(bytes: Buffer, at: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, at - 4), at)
  return /(?:\n|^)\r?\n$/.test(before)
}
