/** Reads a sheet's rows as they stream in: each cell as the text that stands for it, or as a fault with its address. */
import { shown } from '../refusal.ts'
import { ArchiveRefusal, saveAgain } from './archive-refusal.ts'
import { writeNumber } from './cell-number.ts'
import { mostColumns, mostRows } from './limits.ts'
import { plainText } from './plain-text.ts'
import type { SheetRow } from './sheet-csv.ts'
import type { Workbook } from './workbook.ts'
import type { Attributes, XmlReader } from './xml.ts'

/** Stands in a cell that has no value to take; the reader of CSV finds the column by it. */
const noValue = '\uFFFD'

export type SheetOutput = {
  row(row: SheetRow): void
  /** At most one a row. */
  fault(row: number, reason: string): void
}

export class SheetReader implements XmlReader {
  /** What the notes tell of. */
  readonly percent = new Map<number, number>()
  merged: { count: number; first: string } = { count: 0, first: '' }
  hiddenRows = 0

  private readonly book: Workbook
  private readonly output: SheetOutput
  private row: SheetRow = { at: 0, cells: [], isText: true }
  private faulty = 0
  private column = 0
  private type = 'n'
  private style = 0
  private value: string | null = null
  private hasFormula = false
  private phonetic = 0
  /** Whether text counts just now: inside v, or t of an inline text. */
  private listens = false

  constructor(book: Workbook, output: SheetOutput) {
    this.book = book
    this.output = output
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'v' || (name === 't' && this.phonetic === 0)) {
      this.listens = true
      this.value ??= ''
    } else if (name === 'f') this.hasFormula = true
    else if (name === 'row') this.openRow(attributes)
    else if (name === 'rPh') this.phonetic++
    else if (name === 'mergeCell' && this.merged.count++ === 0) this.merged.first = attributes['ref'] ?? ''
  }

  text(text: string): void {
    if (this.listens) this.value = (this.value ?? '') + text
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.listens = false
    else if (name === 'c') this.closeCell()
    else if (name === 'rPh') this.phonetic--
    else if (name === 'row' && this.row.cells.length > 0) this.output.row(this.row)
  }

  private openRow(attributes: Attributes): void {
    const before = this.row.at
    const at = attributes['r'] === undefined ? before + 1 : Number(attributes['r'])
    if (!Number.isInteger(at) || at <= before || at > mostRows) {
      const reason = `it has a row ${shown(attributes['r'] ?? String(at))} after row ${before}; rows go from 1 to ${mostRows}, one after the other`
      throw new ArchiveRefusal(reason, saveAgain)
    }
    if (attributes['hidden'] === '1' || attributes['hidden'] === 'true') this.hiddenRows++
    this.row = { at, cells: [], isText: true }
    this.column = -1
  }

  private openCell({ r, t, s }: Attributes): void {
    this.column = r === undefined ? this.column + 1 : this.columnOf(r)
    this.type = t ?? 'n'
    this.style = s === undefined ? 0 : Number(s)
    this.value = null
    this.hasFormula = false
  }

  /** Of an address in the row at hand, from 0. */
  private columnOf(address: string): number {
    let column = 0
    let i = 0
    for (; i < 4; i++) {
      const code = address.charCodeAt(i)
      if (!(code >= 65 && code <= 90)) break
      column = column * 26 + code - 64
    }
    if (i === 0 || i > 3 || Number(address.slice(i)) !== this.row.at) {
      throw new ArchiveRefusal(`it has a cell ${shown(address)} in its row ${this.row.at}`, saveAgain)
    }
    return column - 1
  }

  private closeCell(): void {
    const text = this.cellText()
    if (text === undefined || text === '') return
    const { cells } = this.row
    if (this.column >= mostColumns) {
      const reason = `its cell ${this.address()} has a value; at most ${mostColumns} columns are read`
      throw new ArchiveRefusal(reason, 'Take out what stands to the right of the table.')
    }
    if (cells[this.column] !== undefined) {
      throw new ArchiveRefusal(`it has the cell ${this.address()} twice`, saveAgain)
    }
    cells[this.column] = text
  }

  private cellText(): string | undefined {
    const { value, type } = this
    if (value === null || (value === '' && this.hasFormula && type !== 'str')) {
      return this.hasFormula
        ? this.fault(
            'holds a formula that was never calculated: open the workbook in a spreadsheet program, save it and import it again',
          )
        : undefined
    }
    switch (type) {
      case 's':
        return this.sharedText(value)
      case 'inlineStr':
      case 'str':
        return plainText(value)
      case 'b':
        this.row.isText = false
        return value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false'
      case 'd':
        this.row.isText = false
        return value.trim().replace(/T00:00:00(?:\.0+)?$/, '')
      case 'e':
        return this.fault(`holds the error ${shown(value)}: correct it in the workbook`)
      default:
        return value === '' ? undefined : this.number(value)
    }
  }

  private sharedText(value: string): string | undefined {
    const text = this.book.texts.at(value.trim() === '' ? -1 : Number(value))
    return text ?? this.fault(`refers to a text ${shown(value)} that the workbook does not have`)
  }

  private number(value: string): string {
    this.row.isText = false
    const shows = this.book.formats.at(this.style)
    if (shows === 'percent') this.percent.set(this.column, (this.percent.get(this.column) ?? 0) + 1)
    const written = writeNumber(value, shows, this.book.from1904)
    return 'text' in written ? written.text : this.fault(`holds ${shown(value)}, which ${written.fault}`)
  }

  private fault(reason: string): string {
    this.row.isText = false
    if (this.faulty !== this.row.at) this.output.fault(this.row.at, `cell ${this.address()} ${reason}`)
    this.faulty = this.row.at
    return noValue
  }

  private address(): string {
    return `${columnName(this.column)}${this.row.at}`
  }
}

/** 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const rest = column % 26
  const letter = String.fromCharCode(65 + rest)
  return column < 26 ? letter : columnName((column - rest) / 26 - 1) + letter
}
