/** Checks one row of a file against its declaration: either every value fits the table, or one problem says which cell does not. */
import { unguarded } from '../formula-guard.ts'
import { readCell } from './cell.ts'
import type { CsvRow } from './csv-rows.ts'
import { targetOf, type FileSpec, type ReferencedTable, type Value } from './file-spec.ts'
import type { Header } from './header.ts'
import { unknownReason, type KnownTable } from './known-rows.ts'
import { Refusal } from './refusal.ts'

/** `values` go by the table's column; a reference to the row's own table still stands as the source's id. */
export type Row = { line: number; id: string; values: Record<string, Value>; custom: string[] }

export class RowFault {
  readonly line: number
  readonly column: string | null
  readonly reason: string
  /** The row's own id, where it could be read. */
  readonly id: string | undefined
  /** The cell at fault as it stands. */
  readonly value: string | undefined
  constructor(line: number, column: string | null, reason: string, id?: string, value?: string) {
    this.line = line
    this.column = column
    this.reason = reason
    this.id = id
    this.value = value
  }
}

export type Known = ReadonlyMap<ReferencedTable, KnownTable>

/** Null for a row without any value, as spreadsheets leave them at the end. */
export function rowChecker(
  spec: FileSpec,
  header: Header,
  known: Known,
): (row: CsvRow) => Row | RowFault | null {
  const idName = spec.id ?? spec.key?.[0]
  const idColumn = header.known.find((one) => one.spec.name === idName)
  const isHeader = (cells: string[]) => cells.every((cell, i) => cell.trim() === header.names[i])

  return (row) => {
    const { line } = row
    const cells = row.cells.map(unguarded)
    const ownId = idColumn && readCell(idColumn.spec, cells[idColumn.at] ?? '')
    const id = typeof ownId === 'string' ? prefixed(spec, ownId) : ''
    const fault = (column: string | null, reason: string, value?: string) =>
      new RowFault(line, column, reason, id || undefined, value)

    if (row.fault) {
      const column = row.column === undefined ? (header.names[cells.length] ?? null) : row.column
      return fault(column, row.fault, row.value)
    }
    if (cells.every((cell) => cell.trim() === '')) return null
    if (cells.length !== header.names.length) {
      const few = cells.length < header.names.length
      return fault(few ? (header.names[cells.length] ?? null) : null, cellCount(cells.length, header))
    }
    if (isHeader(cells)) return fault(null, 'the header stands here again: take the line out')

    const values: Record<string, Value> = {}
    for (const { spec: column, at } of header.known) {
      const value = readCell(column, cells[at] ?? '')
      if (value instanceof Refusal) return fault(header.names[at] ?? column.name, value.reason, cells[at])
      if (!column.to || column.to === spec.table || typeof value !== 'string') {
        values[targetOf(column)] = value
        continue
      }
      const table = known.get(column.to)
      const own = table?.ids.get(value)
      if (!table || own === undefined) {
        const reason = table ? unknownReason(column.to, value, table) : `nothing is known of ${column.to}`
        return fault(header.names[at] ?? column.name, reason, cells[at])
      }
      values[targetOf(column)] = own
    }
    const custom: string[] = []
    for (const { at } of header.custom) {
      const text = (cells[at] ?? '').trim()
      if (text.includes('\0'))
        return fault(header.names[at] ?? null, 'the cell holds a NUL byte; take it out', text)
      custom.push(text)
    }
    if (spec.id) values['source_id'] = id
    return { line, id, values, custom }
  }
}

const prefixed = (spec: FileSpec, id: string) =>
  spec.idPrefix ? spec.idPrefix + id.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '') : id

function cellCount(found: number, header: Header): string {
  const many = found > header.names.length ? '; a cell that holds the delimiter needs quotes' : ''
  return `the row has ${found} ${found === 1 ? 'cell' : 'cells'} and the header ${header.names.length}${many}`
}
