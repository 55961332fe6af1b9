/** A text file's bytes as lines, in whatever encoding they are, by the importer's own reader of lines. */
import { readLines } from '#db/import/lines.ts'
import { FileFault } from '#db/import/refusal.ts'
import { Unreadable } from './unreadable.ts'

const controls = /[\0-\x08\x0E-\x1A\x1C-\x1F\x7F]/g
/** A text has none; one that went through an old program a few. */
const mostControls = 0.01

/** Throws an Unreadable where the bytes are no text. */
export async function linesIn(bytes: Uint8Array): Promise<{ lines: string[]; notes: string[] }> {
  async function* chunks() {
    yield bytes
  }
  const lines: string[] = []
  const notes: string[] = []
  const bad: number[] = []
  try {
    for await (const block of readLines(chunks(), { again: chunks })) {
      for (const line of block.lines) lines.push(line)
      notes.push(...(block.notes ?? []))
      bad.push(...(block.bad?.keys() ?? []))
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    throw /longer than/.test(error.message) ? tooLong(error) : noText(error)
  }
  if (bad.length > 0) {
    const more = bad.length > 1 ? ` and ${bad.length - 1} more` : ''
    notes.push(
      `line ${bad[0]}${more} holds bytes that are no character of the file’s encoding: check what it says`,
    )
  }
  const all = lines.reduce((sum, line) => sum + line.length, 0)
  const strange = lines.reduce((sum, line) => sum + (line.match(controls)?.length ?? 0), 0)
  if (strange > 8 && strange > all * mostControls) throw noText()
  return { lines, notes }
}

const tooLong = (cause: FileFault) =>
  new Unreadable(`line ${cause.line} is longer than is read`, 'Save it with line breaks, or split it.', cause)

const noText = (cause?: unknown) =>
  new Unreadable(
    'it is neither text nor a format that is known',
    'Save it as text in UTF-8, or as .docx or .pdf.',
    cause,
  )
