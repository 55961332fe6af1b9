/**
 * Reads CSV as rows with the line each begins on; a quote fault costs one row, and reading goes on with the next line.
 * Own code, not csv-parse: that counts a CRLF inside quotes as two lines, and ends the whole file at the first fault.
 */
import type { LineBlock } from './lines.ts'

/** `fault` is set where the row could not be read; `line` is then that of the fault, and the cell at fault follows `cells`. */
export type CsvRow = {
  line: number
  cells: string[]
  fault?: string
  /** Of a fault in a foreign file, whose columns are not these cells: where, and what stands there. */
  column?: string | null
  value?: string
}

/** A record that is being read. `kept` are the lines after the one where its newest quote opened. */
type Open = {
  line: number
  cells: string[]
  cell: string
  quoted: boolean
  quoteLine: number
  kept: string[]
  wrong?: { line: number; reason: string }
}

/** More than this inside one pair of quotes is a quote that somebody forgot to close. */
const longestQuoted = 1_000_000
const unclosed =
  'a quote opens in this cell and is not closed before the next delimiter: close it, and write a quote inside a cell as ""'

/** Where `scan` ends other than at an index of the line. */
const insideQuotes = -1
const complete = -2
const broken = -3

export class CsvReader {
  private readonly delimiter: string
  private open: Open | null = null
  private rows: CsvRow[] = []
  /** What is wrong with the bytes of a line; kept while a record is open, since its lines may be read again. */
  private wrong = new Map<number, string>()

  constructor(delimiter: string) {
    this.delimiter = delimiter
  }

  /** The rows that end in this block. */
  read(block: LineBlock): CsvRow[] {
    if (!this.open) this.wrong.clear()
    for (const [line, reason] of block.bad ?? []) this.wrong.set(line, reason)
    block.lines.forEach((text, i) => this.line(text, block.first + i))
    return this.take()
  }

  /** At the end of the file: the fault of a quote that was never closed, and the rows after it. */
  end(): CsvRow[] {
    while (this.open) this.giveUp(this.open)
    return this.take()
  }

  private take(): CsvRow[] {
    const rows = this.rows
    this.rows = []
    return rows
  }

  private line(text: string, line: number): void {
    const wrong = this.wrong.size > 0 ? this.wrong.get(line) : undefined
    if (this.open) {
      this.open.kept.push(text)
      this.open.cell += '\n'
      if (this.open.cell.length > longestQuoted) this.giveUp(this.open)
      else this.scan(this.open, text, line, wrong)
    } else if (wrong || text.includes('"')) {
      const open = { line, cells: [], cell: '', quoted: false, quoteLine: line, kept: [] }
      this.scan(open, text, line, wrong)
    } else if (text !== '') {
      this.rows.push({ line, cells: text.split(this.delimiter) })
    }
  }

  private scan(open: Open, text: string, line: number, wrong: string | undefined): void {
    if (wrong) open.wrong ??= { line, reason: wrong }
    let at = 0
    while (at >= 0) at = open.quoted ? this.quotedCell(open, text, at) : this.plainCell(open, text, at, line)
    this.open = at === insideQuotes ? open : null
    if (at === complete) this.rows.push(finished(open))
    if (at === broken) this.giveUp(open)
  }

  private plainCell(open: Open, text: string, at: number, line: number): number {
    const start = skipSpaces(text, at)
    if (text[start] === '"') {
      Object.assign(open, { quoted: true, quoteLine: line, cell: '', kept: [] })
      return start + 1
    }
    const end = text.indexOf(this.delimiter, at)
    open.cells.push(end < 0 ? text.slice(at) : text.slice(at, end))
    return end < 0 ? complete : end + 1
  }

  private quotedCell(open: Open, text: string, at: number): number {
    const quote = text.indexOf('"', at)
    if (quote < 0) {
      open.cell += text.slice(at)
      return insideQuotes
    }
    open.cell += text.slice(at, quote)
    if (text[quote + 1] === '"') {
      open.cell += '"'
      return quote + 2
    }
    const next = skipSpaces(text, quote + 1)
    if (next < text.length && text[next] !== this.delimiter) return broken
    open.cells.push(open.cell)
    open.quoted = false
    return next === text.length ? complete : next + 1
  }

  /** Refuses the record and reads the lines after the one where its quote opened anew. */
  private giveUp(open: Open): void {
    this.open = null
    this.rows.push({ line: open.quoteLine, cells: open.cells, fault: unclosed })
    open.kept.forEach((text, i) => this.line(text, open.quoteLine + 1 + i))
  }
}

function finished(open: Open): CsvRow {
  if (!open.wrong) return { line: open.line, cells: open.cells }
  const at = open.cells.findIndex((cell) => cell.includes('\uFFFD'))
  return { line: open.wrong.line, cells: open.cells.slice(0, at), fault: open.wrong.reason }
}

function skipSpaces(text: string, from: number): number {
  let i = from
  while (text[i] === ' ') i++
  return i
}
