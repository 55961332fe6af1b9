/** Files of a bundle's folders that are more than lines of text: read by the reader that the import is given, each as turns and as one text. */
import { Problem } from '../problem.ts'
import { wholeBytes, type ImportContext } from './context.ts'
import { extensionOf } from './readable.ts'
import { FileFault } from './refusal.ts'
import type { SourceFile } from './source.ts'
import { readJsonTranscript } from './transcripts/json.ts'
import type { Turn } from './transcripts/turn.ts'

export type FileText = {
  /** Markdown in which each place begins with its heading. */
  text: string
  turns: Turn[]
  /** What was left out or read otherwise than as it stands. */
  notes: string[]
}

/** Throws a Problem where the file cannot be read. The store reads no such file itself: whoever starts an import brings this. */
export type FileReader = (name: string, bytes: Uint8Array, signal?: AbortSignal) => Promise<FileText>

export const foreignTranscripts = ['docx', 'docm', 'pdf', 'html', 'htm']
export const foreignDocuments = [
  ...['pdf', 'docx', 'docm', 'eml', 'mbox', 'html', 'htm', 'xlsx', 'xlsm', 'csv', 'tsv'],
  ...['vtt', 'srt', 'json'],
]

const mostBytes = 50_000_000

/** An export keeps a file's name and writes what was read from it: this line tells it from the file itself. */
const asRead = 'Steward wrote down what it had read from this file:\n'

export const writtenAsRead = (text: string): string => asRead + text

/** Null where nobody reads such files. Throws a FileFault where the file cannot be read. */
export async function foreignFile(context: ImportContext, file: SourceFile): Promise<FileText | null> {
  const bytes = await wholeBytes(context, file, mostBytes)
  if (Buffer.from(asRead).equals(bytes.subarray(0, Buffer.byteLength(asRead)))) {
    const text = bytes.subarray(Buffer.byteLength(asRead)).toString()
    return { text, turns: turnsWritten(file.path, text), notes: [] }
  }
  if (!context.readFile) return null
  try {
    return await context.readFile(file.path, bytes, context.signal)
  } catch (error) {
    if (context.signal?.aborted) throw new Problem('cancelled', 'The import was cancelled.')
    if (!(error instanceof Problem)) throw error
    throw new FileFault(null, null, [error.message, error.next].filter(Boolean).join(' '))
  }
}

const turnsWritten = (path: string, text: string): Turn[] =>
  foreignTranscripts.includes(extensionOf(path)) && text.startsWith('{')
    ? readJsonTranscript(text.split('\n'))
    : []
