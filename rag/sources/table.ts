/** A table of notes as a passage a row, each cell under its column's name, by the importer's own reader of CSV. */
import { CsvReader } from '#db/import/csv-rows.ts'
import { linesOfFile } from '#db/import/lines.ts'
import { findHeader, type ForeignHeader } from '#db/import/mapping/foreign-file.ts'
import { FileFault } from '#db/import/refusal.ts'
import { fromMemory, type BundleSource, type SourceFile } from '#db/import/source.ts'
import { linesIn } from './decode.ts'
import { mostPassages } from './limits.ts'
import type { File } from './read-bytes.ts'
import type { Passage, SourceText } from './source.ts'
import { readText } from './text.ts'
import { Unreadable } from './unreadable.ts'
import { momentInName } from './when.ts'

export async function readTable({ name, bytes }: File): Promise<SourceText[]> {
  const source = fromMemory({ files: new Map([[name, bytes]]) })
  const [file] = await source.list()
  const table = file ? await tablePassages(source, file) : null
  const at = momentInName(name)
  if (table) return [{ ...(at && { at }), kind: 'note', people: [], ...table }]
  const { lines, notes } = await linesIn(bytes)
  const text = readText(name, lines)
  return [{ ...text, notes: [...notes, ...(text.notes ?? [])] }]
}

/** Null where a file is no table; a sheet always is one, if without names for its columns. */
export async function tablePassages(
  source: BundleSource,
  file: SourceFile,
): Promise<{ passages: Passage[]; notes: string[] } | null> {
  const header =
    (await headerOf(source, file)) ?? (file.sheet ? { line: 0, delimiter: ',', names: [] } : null)
  if (!header) return null
  const reader = new CsvReader(header.delimiter)
  const heading = file.sheet?.name
  const passages: Passage[] = []
  const notes = [...(file.sheet?.notes ?? []), ...(file.sheet?.faults.values() ?? [])]
  const blocks: { first: number; lines: string[] }[] = []
  let headerAt = -1
  const lineAt = (line: number) => {
    const block = blocks.findLast(({ first }) => first <= line)
    return block?.lines[line - block.first] ?? ''
  }
  const add = (rows: ReturnType<CsvReader['read']>) => {
    for (const row of rows) {
      if (row.fault) notes.push(`line ${row.line}: ${row.fault}`)
      if (row.line === header.line) headerAt = passages.length
      const text = row.fault ? lineAt(row.line) : rowText(row.line, row.cells, header)
      if (text !== '') passages.push({ text, ...(heading && { heading }) })
      if (passages.length > mostPassages)
        throw new Unreadable(`it has more than ${mostPassages} rows`, 'Split it.')
    }
  }
  for await (const block of linesOfFile(source, file)) {
    notes.push(...(block.notes ?? []))
    blocks.push(block)
    add(reader.read(block))
  }
  add(reader.end())
  // Its names stand in every row below it, where there are such, and more than one.
  const hasNames = header.names.length > 1 && passages.length > 1 && headerAt < passages.length - 1
  if (headerAt >= 0 && hasNames) passages.splice(headerAt, 1)
  return { passages, notes }
}

async function headerOf(source: BundleSource, file: SourceFile): Promise<ForeignHeader | null> {
  try {
    return await findHeader(source, file)
  } catch (error) {
    if (error instanceof FileFault) return null
    throw error
  }
}

/** Above the header stand titles, which have no columns. */
function rowText(line: number, cells: string[], { line: at, names }: ForeignHeader): string {
  const filled = cells
    .map((cell, i) => ({ cell: cell.trim(), name: names[i] }))
    .filter(({ cell }) => cell !== '')
  if (line <= at || names.length < 2) return filled.map(({ cell }) => cell).join(' ')
  return filled.map(({ cell, name }) => (name === undefined ? cell : `${name}: ${cell}`)).join('\n')
}
