/** Opens a foreign table as a file of the bundle: the same header and rows that the importer reads, with the foreign file's lines and column names. */
import type { CsvBlock, CsvFile } from '../csv-file.ts'
import type { CsvRow } from '../csv-rows.ts'
import type { ColumnSpec, FileSpec } from '../file-spec.ts'
import { labelOf, type Header } from '../header.ts'
import { Refusal } from '../refusal.ts'
import type { BundleSource, SourceFile } from '../source.ts'
import { foreignRows, type ForeignHeader, type ForeignRow } from './foreign-file.ts'
import { keyText } from './handles.ts'
import { customPrefix, type MappedColumn, type MappedTable } from './mapping.ts'
import { converterOf, type Convert, type Find } from './transform.ts'
import { lookupKey } from './words.ts'

type Output = {
  column: MappedColumn
  label: string
  convert: Convert
  spec: ColumnSpec | null
  custom: string | null
}

const identifying = new Set(['name', 'email', 'domain'])

const refusal = (line: number, column: string | null, fault: string, value?: string): CsvRow => ({
  ...{ line, cells: [], fault, column },
  ...(value !== undefined && { value }),
})

/** A row's fields, by field and in the order of the table's columns. */
export type Mapped = { id: string; values: Record<string, string>; cells: string[] }

export class MappedFile {
  readonly table: MappedTable
  readonly spec: FileSpec
  readonly file: SourceFile
  readonly header: ForeignHeader
  private readonly source: BundleSource
  private readonly outputs: Output[]
  private readonly id: Convert | null
  /** Rows that are part of another one, and what fills the empty cells of that one; by line. */
  readonly dropped = new Set<number>()
  readonly fillers = new Map<number, string[][]>()
  /** Rows of which it cannot be told which row of the workspace they are, with the reason. */
  readonly refused = new Map<number, string>()

  /** Throws a MissingColumn. */
  constructor(
    source: BundleSource,
    file: SourceFile,
    table: MappedTable,
    spec: FileSpec,
    header: ForeignHeader,
    find: Find,
  ) {
    this.source = source
    this.file = file
    this.table = table
    // A file that holds two objects counts for each of them.
    this.spec = { ...spec, path: table.rows === 'each' ? file.path : `${file.path} (${table.object})` }
    this.header = header
    const id = table.columns.find((column) => column.to === 'id')
    this.id = id ? converterOf(id, header.names, find) : null
    this.outputs = table.columns.flatMap((column) => {
      const { to, from } = column
      if (to === null || to === 'id') return []
      const label = from.join(' + ') || to
      const own = spec.columns.find((one) => one.name === to) ?? null
      return {
        column,
        label,
        convert: converterOf(column, header.names, find),
        spec: own,
        custom: to.startsWith(customPrefix) ? to.slice(customPrefix.length) : null,
      }
    })
  }

  /** Whether the bundle's file has a column for the id, filled with the row's handle. */
  private get hasIdCell(): boolean {
    return this.spec.id === 'id'
  }

  /** The header as the importer reads it: the names are the foreign file's. */
  get bundleHeader(): Header {
    const idSpec = this.hasIdCell ? this.spec.columns.find((column) => column.name === 'id') : undefined
    const shift = idSpec ? 1 : 0
    const idName =
      this.table.columns.find((column) => column.to === 'id')?.from.join(' + ') ?? this.table.key.join(' + ')
    const header: Header = { delimiter: ',', line: '', names: [...(idSpec ? [idName] : []), ...this.outputs.map(({ label }) => label)], known: idSpec ? [{ spec: idSpec, at: 0 }] : [], custom: [], dropped: [] } // prettier-ignore
    this.outputs.forEach(({ spec, custom, column }, i) => {
      if (spec) header.known.push({ spec, at: i + shift })
      else if (custom !== null)
        header.custom.push({ key: custom, label: labelOf(column.from[0] ?? custom), at: i + shift })
    })
    return header
  }

  rows(): AsyncGenerator<ForeignRow[]> {
    return foreignRows(this.source, this.file, this.header)
  }

  /** What the row's fields become, by field; null where a column's cell cannot be read, with the fault in `fault`. */
  read(row: ForeignRow): Mapped | CsvRow {
    if (row.fault) {
      const isShort = row.cells.length < this.header.names.length
      return refusal(row.line, isShort ? (this.header.names[row.cells.length] ?? null) : null, row.fault)
    }
    const values: Record<string, string> = {}
    const cells: string[] = []
    for (const { column, convert, label } of this.outputs) {
      const read = convert(row.cells)
      if (read instanceof Refusal) return refusal(row.line, label, read.reason, this.rawOf(row, column))
      values[column.to ?? ''] = read
      cells.push(read)
    }
    const id = this.idOf(row, values)
    if (id instanceof Refusal) return refusal(row.line, this.keyLabel, id.reason)
    return { id, values, cells }
  }

  rawOf(row: ForeignRow, { from }: MappedColumn): string {
    return from.map((name) => row.cells[this.header.names.indexOf(name)] ?? '').join(' | ')
  }

  private get keyLabel(): string | null {
    const field = this.table.columns.find((column) => column.to === 'id' || column.to === this.table.key[0])
    return field?.from.join(' + ') ?? null
  }

  private idOf(row: ForeignRow, values: Record<string, string>): string | Refusal {
    if (this.spec.id === undefined) return ''
    if (this.id) {
      const id = this.id(row.cells)
      if (id instanceof Refusal || id !== '' || this.spec.id === 'email') return id
      return new Refusal('the cell is empty, and every row needs an id')
    }
    if (this.spec.id === 'email') return values['email']?.toLowerCase() ?? ''
    const parts = this.table.key.map((field) => lookupKey(values[field] ?? ''))
    if (parts.length === 0) return new Refusal('the mapping gives neither an id nor a key for the rows')
    if (parts.every((part) => part === ''))
      return new Refusal(`the row has no ${this.table.key.join(' and no ')}, which is its key`)
    return keyText(parts)
  }

  /** What other rows may know the row by, without looking up whom it names itself; null where it cannot be told. */
  identity(row: ForeignRow): Omit<Mapped, 'cells'> | null {
    if (row.fault) return null
    const values: Record<string, string> = {}
    for (const { column, convert } of this.outputs) {
      const to = column.to ?? ''
      if (!identifying.has(to) && !this.table.key.includes(to)) continue
      const read = convert(row.cells)
      if (read instanceof Refusal) return null
      values[to] = read
    }
    const id = this.idOf(row, values)
    return id instanceof Refusal || this.isNobody(values) ? null : { id, values }
  }

  /** A row of another object may name none: an account without a contact. */
  private isNobody({ name, email, domain }: Record<string, string>): boolean {
    return this.table.rows === 'distinct' && !name && !email && !domain
  }

  /** The rows as the importer reads them; `handleOf` gives each its id. */
  open(handleOf: (id: string) => string): CsvFile {
    const lines = this.rows()
    const close = async () => {
      await lines.return(undefined)
    }
    return { header: this.bundleHeader, blocks: this.blocks(lines, handleOf), close }
  }

  private async *blocks(
    lines: AsyncGenerator<ForeignRow[]>,
    handleOf: (id: string) => string,
  ): AsyncGenerator<CsvBlock> {
    const seen = new Set<string>()
    for await (const block of lines) {
      const rows: CsvRow[] = []
      for (const row of block) {
        if (this.dropped.has(row.line)) continue
        const unclear = this.refused.get(row.line)
        const mapped = unclear === undefined ? this.read(row) : refusal(row.line, this.keyLabel, unclear)
        if ('fault' in mapped) {
          // Of rows that only name it, each is refused once, by the table whose rows they are.
          if (this.table.rows === 'each') rows.push(mapped)
          continue
        }
        if (!('id' in mapped) || this.isNobody(mapped.values)) continue
        const handle = handleOf(mapped.id)
        if (this.table.rows === 'distinct') {
          if (seen.has(handle)) continue
          seen.add(handle)
        }
        const cells = this.filled(row.line, mapped.cells)
        rows.push({ line: row.line, cells: this.hasIdCell ? [handle, ...cells] : cells })
      }
      yield { rows, bytes: 0 }
    }
  }

  /** Empty cells take what the rows say that are merged into this one. */
  private filled(line: number, cells: string[]): string[] {
    const fillers = this.fillers.get(line)
    if (!fillers) return cells
    return cells.map((cell, i) => {
      // Whose part a row was says nothing of the row that it became part of.
      if (cell !== '' || this.outputs[i]?.spec?.to === this.spec.table) return cell
      for (const raw of fillers) {
        const text = this.outputs[i]?.convert(raw)
        if (typeof text === 'string' && text !== '') return text
      }
      return ''
    })
  }
}
