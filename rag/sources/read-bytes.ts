/** Reads a file's bytes in this process: finds the format by what the bytes are, then by the name, and checks what the format's reader gives. */
import { formatOf } from './detect.ts'
import { linesIn } from './decode.ts'
import { finished } from './finish.ts'
import { mostFileDepth } from './limits.ts'
import { readMail } from './mail.ts'
import { readMailbox } from './mailbox.ts'
import { readPdf } from './pdf.ts'
import type { SourceText } from './source.ts'
import { readTable } from './table.ts'
import { readText } from './text.ts'
import { asProblem, Unreadable } from './unreadable.ts'
import { readZipped } from './zipped.ts'

export type File = {
  name: string
  bytes: Uint8Array
  /** Where what must lie on a disk to be read may lie for a while. */
  folder: string
  /** Reads a file that is inside this one; throws a Problem where it cannot be read. */
  inner: (name: string, bytes: Uint8Array) => Promise<SourceText[]>
}

/** Throws a Problem that says what is wrong with the file. */
export async function readBytes(
  name: string,
  bytes: Uint8Array,
  folder: string,
  depth = 0,
): Promise<SourceText[]> {
  try {
    if (depth > mostFileDepth)
      throw new Unreadable('it lies in too many files in files', 'Take it out first.')
    const inner: File['inner'] = (path, content) => readBytes(path, content, folder, depth + 1)
    return finished(name, await read({ name, bytes, folder, inner }))
  } catch (error) {
    throw asProblem(name, error) ?? error
  }
}

async function read(file: File): Promise<SourceText[]> {
  const format = formatOf(file.name, file.bytes)
  if (format === 'pdf') return readPdf(file)
  if (format === 'zip') return readZipped(file)
  if (format === 'mail') return readMail(file)
  if (format === 'mailbox') return readMailbox(file)
  if (format === 'table') return readTable(file)
  const { lines, notes } = await linesIn(file.bytes)
  const source = readText(file.name, lines)
  return [{ ...source, notes: [...notes, ...(source.notes ?? [])] }]
}
