/** Writes a sheet's rows as CSV whose lines are the sheet's rows: a row that is empty is an empty line, a break in a cell is not a line. */
import { cellBreak } from '../cell-break.ts'
import { ArchiveRefusal } from './archive-refusal.ts'
import { mostCells } from './limits.ts'

/** A row's texts by column; a hole is an empty cell. */
export type SheetRow = { at: number; cells: (string | undefined)[]; isText: boolean }

/** So many filled rows are looked at to find how wide the table is. */
const lookAhead = 50

/** A row ends at its last filled cell, but is no shorter than the header. */
export class SheetCsv {
  private readonly waiting: SheetRow[] = []
  private width: number | null = null
  private next = 1
  private cells = 0
  private text = ''

  add(row: SheetRow): void {
    if (this.width === null) this.waiting.push(row)
    else this.write(row)
    if (this.waiting.length === lookAhead) this.settle()
  }

  /** What was written since the last time. */
  take(): string {
    const { text } = this
    this.text = ''
    return text
  }

  end(): string {
    this.settle()
    return this.take()
  }

  private settle(): void {
    this.width ??= widthOf(this.waiting)
    for (const row of this.waiting.splice(0)) this.write(row)
  }

  private write({ at, cells }: SheetRow): void {
    const width = Math.max(cells.length, this.width ?? 0)
    this.cells += width + at - this.next
    if (this.cells > mostCells) {
      throw new ArchiveRefusal(
        `its sheets span more than ${mostCells} cells`,
        'Save the sheets as CSV UTF-8 and import these as a folder.',
      )
    }
    let line = '\n'.repeat(at - this.next)
    let column = 0
    cells.forEach((cell, i) => {
      if (i > column) line += ','.repeat(i - column)
      if (cell !== undefined) line += quoted(cell)
      column = i
    })
    this.text += `${line}${','.repeat(Math.max(0, width - 1 - column))}\n`
    this.next = at + 1
  }
}

/** That of the header: the first row of texts without a gap that is at least half as wide as the widest. */
function widthOf(rows: SheetRow[]): number {
  const widest = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  const header = rows.find(({ cells, isText }) => isText && cells.length * 2 >= widest && !hasGap(cells))
  return header?.cells.length ?? rows[0]?.cells.length ?? 0
}

/** After the first filled cell: a table may begin in column B. */
function hasGap(cells: (string | undefined)[]): boolean {
  const first = cells.findIndex((cell) => cell !== undefined)
  return cells.slice(first).includes(undefined) || cells.length - first > new Set(cells.slice(first)).size
}

function quoted(cell: string): string {
  if (!/[",\r\n]/.test(cell)) return cell
  return `"${cell.replaceAll('"', '""').replaceAll(/\r\n|\r|\n/g, cellBreak)}"`
}
