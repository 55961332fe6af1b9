/** Writes one file's rows in batches: what only the other rows tell is checked here, and every row that does not land is reported. */
import { v7 } from 'uuid'
import { step, type ImportContext } from './context.ts'
import type { CsvFile } from './csv-file.ts'
import type { CsvRow } from './csv-rows.ts'
import { customValues, type CustomField } from './custom-fields.ts'
import { keepsCustom, targetOf, type ColumnSpec, type FileSpec } from './file-spec.ts'
import type { Header } from './header.ts'
import { isReferenced, type KnownTable } from './known-rows.ts'
import { RowFault, rowChecker, type Known, type Row } from './row-check.ts'
import { seenKeys } from './seen-keys.ts'
import type { SourceFile } from './source.ts'
import { lineIn, selfReference, type Survey } from './survey.ts'
import { upsertGood, type TableColumn, type TableRow, type UpsertTarget } from './upsert.ts'

const batchRows = 2000
/** Of cells, so that rows with long texts travel in smaller batches. */
const batchCharacters = 1_000_000

/** What else a row needs before it is written, such as the text of the file it names; a string is why it is refused. */
export type Prepare = (row: Row) => Promise<{ extra: TableRow; characters: number } | string>

export type TableImport = {
  context: ImportContext
  spec: FileSpec
  file: SourceFile
  /** Opens the file otherwise than as a file of the bundle; it may be called more than once. */
  open?: () => Promise<CsvFile>
  prepare?: Prepare
  /** Hears the ids of rows that are refused. */
  refused?: (id: string) => void
  /** Columns that `prepare` adds. */
  extra?: TableColumn[]
  /** Writes a batch in another way than by a plain upsert. */
  write?: (
    target: UpsertTarget,
    rows: TableRow[],
    refuse: RefuseRow,
  ) => Promise<{ created: number; changed: number }>
}

export type RefuseRow = (row: TableRow, reason: string) => void

export class TableWriter {
  private readonly job: TableImport
  private readonly check: ReturnType<typeof rowChecker>
  private readonly seen: ReturnType<typeof seenKeys>
  private readonly own: KnownTable | undefined
  private readonly self: ColumnSpec | undefined
  private readonly fields: CustomField[]
  private readonly survey: Survey | null
  private readonly target: UpsertTarget
  /** What the file calls the column that tells rows apart. */
  private readonly keyColumn: string | null
  private batch: TableRow[] = []
  private writing: Promise<void> = Promise.resolve()
  /** Of the rows in the batch, in their order. */
  private lines: number[] = []
  private characters = 0

  constructor(
    job: TableImport,
    header: Header,
    known: Known,
    fields: CustomField[],
    survey: Survey | null,
    target: UpsertTarget,
  ) {
    const { spec } = job
    this.job = job
    this.check = rowChecker(spec, header, known)
    this.seen = seenKeys(spec)
    this.own = isReferenced(spec.table) ? known.get(spec.table) : undefined
    this.self = selfReference(header, spec)
    this.fields = fields
    this.survey = survey
    this.target = target
    const key = spec.id ?? spec.key?.at(-1)
    const column = header.known.find((one) => one.spec.name === key)
    this.keyColumn = (column && header.names[column.at]) ?? key ?? null
  }

  async take(raw: CsvRow): Promise<void> {
    const row = this.check(raw)
    if (row === null) return
    const { context, spec, prepare } = this.job
    context.log.of(spec.path).read++
    const fault = row instanceof RowFault ? row : this.faultOf(row)
    if (fault) this.refuse(fault)
    else if (!(row instanceof RowFault)) await this.add(row, raw, await prepare?.(row))
  }

  private async add(row: Row, raw: CsvRow, more: Awaited<ReturnType<Prepare>> | undefined): Promise<void> {
    if (typeof more === 'string') {
      this.refuse(new RowFault(row.line, this.job.spec.id ?? null, more, row.id))
      return
    }
    const stored = Object.assign(this.stored(row), more?.extra)
    this.batch.push(stored)
    this.lines.push(row.line)
    for (const text of raw.cells) this.characters += text.length
    this.characters += more?.characters ?? 0
    if (this.batch.length >= batchRows || this.characters >= batchCharacters) await this.flush()
  }

  /** What only the other rows tell: a key that stands twice, a reference that leads nowhere or in a circle. */
  private faultOf(row: Row): RowFault | null {
    const { spec } = this.job
    const before = this.seen.before(row.values, row.line)
    if (before !== null) {
      const key = spec.id ?? spec.key?.join(', ') ?? ''
      const where = before > 0 ? `in line ${before}` : 'further up in this file'
      return new RowFault(
        row.line,
        this.keyColumn,
        `a row with the same ${key} stands ${where}; the first one is kept`,
      )
    }
    const refused = this.survey?.refused.get(row.line)
    return refused ? new RowFault(row.line, refused.column, refused.reason, row.id) : null
  }

  /** The row as the table takes it, with an id of Steward's own. */
  private stored({ id, values, custom }: Row): TableRow {
    const { spec } = this.job
    const row: TableRow = values
    if (this.self) {
      const name = targetOf(this.self)
      const parent = values[name]
      row[name] = typeof parent === 'string' ? (this.own?.ids.get(parent) ?? null) : null
    }
    if (this.fields.length > 0) row['custom'] = customValues(this.fields, custom)
    if (spec.id) {
      const ownId = this.own?.ids.get(id) ?? v7()
      row['id'] = ownId
      this.own?.ids.set(id, ownId)
    } else this.own?.ids.set(id, id)
    return row
  }

  private refuse(fault: RowFault): void {
    const { line, column, reason, id, value } = fault
    const { spec, context } = this.job
    if (this.own && id && !this.own.ids.has(id) && !this.own.refused.has(id))
      this.own.refused.set(id, lineIn(spec, line))
    if (id) this.job.refused?.(id)
    context.log.refuse({ file: spec.path, line, column, reason }, spec.path, value)
  }

  /** Until the batch that is being written has landed; throws what it threw. */
  settled(): Promise<void> {
    return this.writing
  }

  /** Begins to write the batch once the one before has landed: the next rows are read while the database works. */
  async flush(): Promise<void> {
    await this.writing
    const { batch, lines } = this
    this.batch = []
    this.lines = []
    this.characters = 0
    if (batch.length === 0) return
    this.writing = this.write(batch, lines)
    this.writing.catch(() => {}) // whoever awaits it next hears of it; until then it is not unhandled
    await step(this.job.context, this.job.spec.path)
  }

  private async write(rows: TableRow[], lines: number[]): Promise<void> {
    const { context, spec, write } = this.job
    let refused = 0
    const refuse: RefuseRow = (row, reason) => {
      refused++
      context.log.refuse({ file: spec.path, line: lines[rows.indexOf(row)] ?? null, column: null, reason })
    }
    const plain = () => upsertGood(context.tx, context.workspace, this.target, rows, refuse)
    const { created, changed } = await (write ? write(this.target, rows, refuse) : plain())
    const counts = context.log.of(spec.path)
    counts.created += created
    counts.changed += changed
    counts.unchanged += rows.length - created - changed - refused
  }
}

/** Only columns that the file has are written: a missing column says nothing about a stored value. */
export function targetFor(
  { spec, extra = [] }: TableImport,
  header: Header,
  fields: CustomField[],
  isEmpty: boolean,
): UpsertTarget {
  const columns = header.known.map(({ spec: column }) => ({ name: targetOf(column), type: sqlType(column) }))
  const hasSourceId = columns.some((column) => column.name === 'source_id')
  if (spec.id) columns.push({ name: 'id', type: 'uuid' })
  if (spec.id && !hasSourceId) columns.push({ name: 'source_id', type: 'text' })
  if (fields.length > 0) columns.push({ name: 'custom', type: 'jsonb' })
  return {
    table: spec.table,
    columns: [...columns, ...extra],
    key: spec.id ? ['source_id'] : (spec.key ?? []),
    kept: ['id'],
    customKeys: fields.map((field) => field.key),
    stamped: keepsCustom(spec),
    isEmpty,
  }
}

function sqlType({ type, to, max = 0 }: ColumnSpec): string {
  if (to) return to === 'kpi_definitions' ? 'text' : 'uuid'
  switch (type) {
    case 'integer':
      return max > 2_147_483_647 ? 'bigint' : 'integer'
    case 'number':
      return 'double precision'
    case 'money':
      return 'numeric'
    case 'date':
      return 'date'
    case 'time':
      return 'timestamptz'
    case 'boolean':
      return 'boolean'
    case 'list':
      return 'text[]'
    default:
      return 'text'
  }
}
