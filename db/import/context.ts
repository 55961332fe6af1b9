/** What every part of one import works with: the transaction, the bundle, what is known so far, and who wants to hear of it. */
import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../connect.ts'
import type { ImportGuard } from '../privacy/import-guard.ts'
import { Problem } from '../problem.ts'
import type { FileReader } from './foreign-files.ts'
import type { ImportLog } from './import-log.ts'
import type { KnownRows } from './known-rows.ts'
import { linesOfFile, type LineBlock } from './lines.ts'
import { FileFault } from './refusal.ts'
import type { BundleSource, SourceFile } from './source.ts'

export type Progress = { file: string; rows: number; bytes: number; totalBytes: number }

export type ImportContext = {
  tx: Tx
  workspace: string
  source: BundleSource
  /** By path in lower case. */
  files: Map<string, SourceFile>
  known: KnownRows
  log: ImportLog
  /** Bytes read so far, for the progress. */
  bytes: number
  totalBytes: number
  /** Who must not come back; null or left out where nobody was erased. */
  guard?: ImportGuard | null
  /** Reads files that are more than lines of text; left out where such files are not taken. */
  readFile?: FileReader | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Tells where the import stands, lets other work of the process run, and ends a cancelled import. */
export async function step(context: ImportContext, file: string): Promise<void> {
  const { bytes, totalBytes, log } = context
  context.onProgress?.({ file, rows: log.of(file).read, bytes, totalBytes })
  await setImmediate()
  if (context.signal?.aborted) throw new Problem('cancelled', 'The import was cancelled.')
}

export const fileOf = (context: ImportContext, path: string): SourceFile | undefined =>
  context.files.get(path.toLowerCase())

/** The file may be read more than once; what is to be said of it is said once. */
export async function* linesOf(context: ImportContext, file: SourceFile): AsyncGenerator<LineBlock> {
  for await (const block of linesOfFile(context.source, file)) {
    for (const reason of block.notes ?? [])
      context.log.noteOnce({ file: file.path, line: null, column: null, reason })
    yield block
  }
}

/** A whole small file as lines. Throws a FileFault where it is not UTF-8 or too large to be what it should be. */
export async function wholeFile(
  context: ImportContext,
  file: SourceFile,
  mostBytes: number,
): Promise<string[]> {
  refuseLarge(file, mostBytes)
  const lines: string[] = []
  for await (const block of linesOf(context, file)) {
    for (const [line, reason] of block.bad ?? []) throw new FileFault(line, null, reason)
    const zero = block.lines.findIndex((line) => line.includes('\0'))
    if (zero >= 0) throw new FileFault(block.first + zero, null, 'the line holds a NUL byte; take it out')
    for (const line of block.lines) lines.push(line)
  }
  context.bytes += file.bytes
  return lines
}

/** A whole file as it is. Throws a FileFault where it is too large. */
export async function wholeBytes(
  context: ImportContext,
  file: SourceFile,
  mostBytes: number,
): Promise<Buffer> {
  refuseLarge(file, mostBytes)
  const chunks: Uint8Array[] = []
  for await (const chunk of context.source.open(file.path)) chunks.push(chunk)
  context.bytes += file.bytes
  return Buffer.concat(chunks)
}

function refuseLarge({ bytes }: SourceFile, mostBytes: number): void {
  if (bytes > mostBytes)
    throw new FileFault(null, null, `the file has ${bytes} bytes; at most ${mostBytes} are read`)
}
