/** Opens a file of another system: finds its delimiter and its header line, also below a title, and streams the rows under it. */
import { setImmediate } from 'node:timers/promises'
import { CsvReader, type CsvRow } from '../csv-rows.ts'
import { linesOfFile, type LineBlock } from '../lines.ts'
import { FileFault } from '../refusal.ts'
import type { BundleSource, SourceFile } from '../source.ts'
import { ordersOf } from './date-cell.ts'
import { notationOf } from './number-cell.ts'

export type ForeignHeader = {
  line: number
  delimiter: string
  /** One name a column: a header that stands twice is `Phone #2` the second time, an empty one `column C`. */
  names: string[]
}

const delimiters = [',', ';', '\t', '|']
const mostSampled = 200

async function sampleOf(source: BundleSource, file: SourceFile): Promise<LineBlock> {
  const lines = linesOfFile(source, file)
  const sample: LineBlock = { first: 1, lines: [], bytes: 0 }
  try {
    for await (const block of lines) {
      sample.lines.push(...block.lines.slice(0, mostSampled))
      if (sample.lines.length >= mostSampled) break
    }
  } finally {
    await lines.return(undefined)
  }
  return sample
}

const rowsIn = (sample: LineBlock, delimiter: string): CsvRow[] => {
  const reader = new CsvReader(delimiter)
  return [...reader.read(sample), ...reader.end()].filter((row) => !row.fault)
}

const filled = (cells: string[]) => cells.filter((cell) => cell.trim() !== '').length

/** How many cells most rows have. */
function widthOf(rows: CsvRow[]): { width: number; share: number } {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width = 0, times = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  return { width, share: rows.length > 0 ? times / rows.length : 0 }
}

/** The delimiter by which most rows have the same number of cells, and more than one. */
function delimiterOf(sample: LineBlock): string {
  const score = (delimiter: string) => {
    const { width, share } = widthOf(rowsIn(sample, delimiter))
    return width < 2 ? 0 : share * Math.log2(1 + width)
  }
  return delimiters.reduce((best, one) => (score(one) > score(best) ? one : best), ',')
}

const isValue = (cell: string) =>
  /^[\d\s.,%()€$£+-]*$/.test(cell) ||
  /^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(cell) ||
  ordersOf(cell).length > 0 ||
  (notationOf(cell) !== null && /^\W*\d/.test(cell)) ||
  /^(?:true|false|yes|no|https?:.*)$/i.test(cell)

/** The first row that names what the rows under it hold: as wide as they are, of short words that differ. */
function headerRow(rows: CsvRow[], width: number): CsvRow | null {
  let best: CsvRow | null = null
  let most = 0
  for (const [i, row] of rows.slice(0, 60).entries()) {
    const cells = row.cells.map((cell) => cell.trim())
    const full = cells.filter((cell) => cell !== '')
    if (full.length < Math.min(2, width)) continue
    const breadth = Math.min(1, full.length / Math.max(1, width))
    const names = full.filter((cell) => !isValue(cell) && cell.length <= 80).length / full.length
    const differ = new Set(full.map((cell) => cell.toLowerCase())).size / full.length
    const under = rows[i + 1]
    const below = under && filled(under.cells) >= Math.min(2, width) ? 1 : 0.6
    const score = breadth * names * names * differ * below - i * 0.004
    if (score > most + 0.001) [best, most] = [row, score]
  }
  return most > 0.35 ? best : null
}

export const letterOf = (at: number): string =>
  (at >= 26 ? letterOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))

export function uniqueNames(cells: string[]): string[] {
  const times = new Map<string, number>()
  return cells.map((cell, i) => {
    const name = cell.trim().replaceAll(/\s+/g, ' ') || `column ${letterOf(i)}`
    const n = (times.get(name.toLowerCase()) ?? 0) + 1
    times.set(name.toLowerCase(), n)
    return n === 1 ? name : `${name} #${n}`
  })
}

/** Throws a FileFault where the file is no table. */
export async function findHeader(source: BundleSource, file: SourceFile): Promise<ForeignHeader> {
  const sample = await sampleOf(source, file)
  const delimiter = delimiterOf(sample)
  const rows = rowsIn(sample, delimiter)
  const { width } = widthOf(rows.filter((row) => filled(row.cells) > 1))
  const row = headerRow(rows, width)
  if (!row) throw new FileFault(null, null, 'no line of the file is a header: expected one name a column')
  return { line: row.line, delimiter, names: uniqueNames(trimEnd(row.cells)) }
}

/** Sheets end with columns that hold nothing. */
function trimEnd(cells: string[]): string[] {
  let end = cells.length
  while (end > 0 && cells[end - 1]?.trim() === '') end--
  return cells.slice(0, end)
}

export async function headerAt(
  source: BundleSource,
  file: SourceFile,
  line: number,
  delimiter: string,
): Promise<ForeignHeader> {
  for await (const rows of rawRows(source, file, delimiter)) {
    for (const row of rows) {
      if (row.line < line) continue
      if (row.line === line && !row.fault) return { line, delimiter, names: uniqueNames(trimEnd(row.cells)) }
      throw new FileFault(line, null, 'the mapping says that the header stands here, and no row begins here')
    }
  }
  throw new FileFault(line, null, 'the mapping says that the header stands here, and the file ends before')
}

async function* rawRows(source: BundleSource, file: SourceFile, delimiter: string): AsyncGenerator<CsvRow[]> {
  const reader = new CsvReader(delimiter)
  const lines = linesOfFile(source, file)
  try {
    for await (const block of lines) yield reader.read(block)
    yield reader.end()
  } finally {
    await lines.return(undefined)
  }
}

export type ForeignRow = {
  line: number
  /** As many as the header has names. */
  cells: string[]
  fault?: string
}

/** The rows under the header in blocks, without empty ones; a row of another width has a fault. */
export async function* foreignRows(
  source: BundleSource,
  file: SourceFile,
  header: ForeignHeader,
): AsyncGenerator<ForeignRow[]> {
  for await (const rows of rawRows(source, file, header.delimiter)) {
    const block: ForeignRow[] = []
    for (const row of rows) {
      if (row.line <= header.line || (!row.fault && filled(row.cells) === 0)) continue
      block.push(fitted(row, header, file))
    }
    yield block
    await setImmediate() // other work of the process runs between blocks
  }
}

const isTotal = /^(?:grand |sub)?totals?:?$|^(?:gesamt)?summe:?$|^gesamt:?$|^sum:?$/i

/** What spreadsheets write under a table: the word, the sums, and else nothing. */
const isTotals = (cells: string[]) =>
  isTotal.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? '') && filled(cells) * 2 <= cells.length

function fitted({ line, cells, fault }: CsvRow, { names }: ForeignHeader, file: SourceFile): ForeignRow {
  const width = names.length
  if (fault) return { line, cells, fault }
  if (isTotals(cells)) return { line, cells, fault: 'a line of totals is no row' }
  if (cells.every((cell, i) => cell.trim().replaceAll(/\s+/g, ' ') === names[i])) {
    return { line, cells, fault: 'the header stands here again: take the line out' }
  }
  if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')) {
    return { line, cells: cells.slice(0, width) }
  }
  // A sheet has no cells after a row's last value; in a text file a cell that is missing has shifted the rest.
  if (cells.length < width && file.sheet)
    return { line, cells: cells.concat(Array(width - cells.length).fill('')) }
  if (cells.length === width) return { line, cells }
  const many = cells.length > width ? '; a cell that holds the delimiter needs quotes' : ''
  return {
    line,
    cells,
    fault: `the row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} and the header ${width}${many}`,
  }
}
