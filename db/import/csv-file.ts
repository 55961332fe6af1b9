/** Opens a CSV file of the bundle: its header, then its rows block by block. */
import { linesOf, type ImportContext } from './context.ts'
import { CsvReader, type CsvRow } from './csv-rows.ts'
import type { FileSpec } from './file-spec.ts'
import { readHeader, type Header } from './header.ts'
import type { LineBlock } from './lines.ts'
import { FileFault } from './refusal.ts'
import type { SourceFile } from './source.ts'

export type CsvBlock = { rows: CsvRow[]; bytes: number }
/** Close it when done: a file that is not read to its end stays open otherwise. */
export type CsvFile = { header: Header; blocks: AsyncGenerator<CsvBlock>; close: () => Promise<void> }

/** Throws a FileFault where the file has no header that fits. */
export async function openCsv(context: ImportContext, file: SourceFile, spec: FileSpec): Promise<CsvFile> {
  const lines = linesOf(context, file)
  const close = async () => {
    await lines.return(undefined)
  }
  try {
    const start = await lines.next()
    const first = start.done ? undefined : start.value
    const at = first ? headerAt(first) : -1
    if (!first || at < 0) throw new FileFault(1, null, 'the file is empty: expected a header line')
    const wrong = first.bad?.get(first.first + at)
    if (wrong) throw new FileFault(first.first + at, null, wrong)
    const header = readHeader(first.lines[at] ?? '', first.first + at, spec)
    const rest = { ...first, first: first.first + at + 1, lines: first.lines.slice(at + 1) }
    return { header, blocks: blocksOf(new CsvReader(header.delimiter), rest, lines), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The first line with text; `sep=;` is what Excel writes above it. */
const headerAt = (block: LineBlock) =>
  block.lines.findIndex((line) => line.trim() !== '' && !/^sep=.$/i.test(line))

async function* blocksOf(
  reader: CsvReader,
  first: LineBlock,
  rest: AsyncGenerator<LineBlock>,
): AsyncGenerator<CsvBlock> {
  yield { rows: reader.read(first), bytes: first.bytes }
  for await (const block of rest) yield { rows: reader.read(block), bytes: block.bytes }
  yield { rows: reader.end(), bytes: 0 }
}
