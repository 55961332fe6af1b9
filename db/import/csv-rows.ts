/**
 * Reads CSV as rows with the line each begins on; a quote fault costs one row, and reading goes on with the next line.
 * Own code, not csv-parse: that counts a CRLF inside quotes as two lines, and ends the whole file at the first fault.
 */
import type { LineBlock } from './lines.ts'

/** `fault` is set where the row could not be read; `cells` are then those before it, and `line` is that of the fault. */
export type CsvRow = { line: number; cells: string[]; fault?: string }

/** More than this inside one pair of quotes is a quote that somebody forgot to close. */
const longestQuoted = 1_000_000

/** A record whose quote is still open at the end of a line. */
type Open = { line: number; quoteLine: number; cells: string[]; cell: string; kept: string[] }

export class CsvReader {
  private readonly delimiter: string
  private open: Open | null = null

  constructor(delimiter: string) {
    this.delimiter = delimiter
  }

  /** Rows that end in this block. */
  read(block: LineBlock): CsvRow[] {
    const rows: CsvRow[] = []
    for (let i = 0; i < block.lines.length; i++) this.line(block.lines[i] ?? '', block.first + i, block.bad, rows)
    return rows
  }

  /** Rows that the end of the file ends: those that follow a quote which was never closed, and that fault itself. */
  end(): CsvRow[] {
    const rows: CsvRow[] = []
    while (this.open) this.giveUp(this.open, unclosed, undefined, rows)
    return rows
  }

  private line(text: string, line: number, bad: Map<number, string> | undefined, rows: CsvRow[]): void {
    const wrong = bad?.get(line)
    if (this.open) {
      this.open.kept.push(text)
      const open = this.open
      if (wrong) this.giveUp(open, unclosed, bad, rows)
      else this.continue(open, text, line, bad, rows)
    } else if (wrong) {
      const cells = text.split(this.delimiter)
      rows.push({ line, cells: cells.slice(0, cells.findIndex((cell) => cell.includes('\uFFFD'))), fault: wrong })
    } else if (text.includes('"')) {
      const open: Open = { line, quoteLine: line, cells: [], cell: '', kept: [] }
      this.scan(open, text, 0, false, line, bad, rows)
    } else if (text !== '') {
      rows.push({ line, cells: text.split(this.delimiter) })
    }
  }

  private continue(open: Open, text: string, line: number, bad: Map<number, string> | undefined, rows: CsvRow[]): void {
    open.cell += '\n'
    if (open.cell.length > longestQuoted) this.giveUp(open, unclosed, bad, rows)
    else this.scan(open, text, 0, true, line, bad, rows)
  }

  /** Reads on in a line from `at`, inside quotes or at the start of a cell, until the record ends or the line does. */
  private scan(
    open: Open,
    text: string,
    at: number,
    quoted: boolean,
    line: number,
    bad: Map<number, string> | undefined,
    rows: CsvRow[],
  ): void {
    let i = at
    let inside = quoted
    for (;;) {
      if (!inside) {
        const start = skipSpaces(text, i)
        if (text[start] === '"') {
          open.quoteLine = line
          open.kept = []
          open.cell = ''
          inside = true
          i = start + 1
          continue
        }
        const end = text.indexOf(this.delimiter, i)
        open.cells.push(end < 0 ? text.slice(i) : text.slice(i, end))
        if (end < 0) return this.finish(open, rows)
        i = end + 1
        continue
      }
      const quote = text.indexOf('"', i)
      if (quote < 0) {
        open.cell += text.slice(i)
        this.open = open
        return
      }
      open.cell += text.slice(i, quote)
      i = quote + 1
      if (text[i] === '"') {
        open.cell += '"'
        i++
        continue
      }
      i = skipSpaces(text, i)
      if (i < text.length && text[i] !== this.delimiter) return this.giveUp(open, unclosed, bad, rows)
      open.cells.push(open.cell)
      inside = false
      if (i === text.length) return this.finish(open, rows)
      i++
    }
  }

  private finish(open: Open, rows: CsvRow[]): void {
    this.open = null
    rows.push({ line: open.line, cells: open.cells })
  }

  /** Refuses the record and reads the lines after the one where its quote opened anew. */
  private giveUp(open: Open, fault: string, bad: Map<number, string> | undefined, rows: CsvRow[]): void {
    this.open = null
    rows.push({ line: open.quoteLine, cells: open.cells, fault })
    open.kept.forEach((text, i) => this.line(text, open.quoteLine + 1 + i, bad, rows))
  }
}

const unclosed =
  'a quote opens in this cell and is not closed before the next delimiter: close it, and write a quote inside a cell as ""'

function skipSpaces(text: string, from: number): number {
  let i = from
  while (text[i] === ' ') i++
  return i
}
