/** Imports one CSV file into its table: good rows land in batches, every other row is reported with its cell. */
import { sql } from 'drizzle-orm'
import { rowsOf } from '../connect.ts'
import { step, type ImportContext } from './context.ts'
import { isFieldOfCode } from '../catalogue/load.ts'
import { openCsv, type CsvBlock, type CsvFile } from './csv-file.ts'
import { customFields, recordFields } from './custom-fields.ts'
import type { FileSpec, ReferencedTable } from './file-spec.ts'
import { isReferenced, type KnownTable } from './known-rows.ts'
import { FileFault } from './refusal.ts'
import type { Known } from './row-check.ts'
import { selfReference, surveyFile } from './survey.ts'
import { TableWriter, targetFor, type TableImport } from './table-writer.ts'

/** Throws a FileFault where the file has no fitting header, or cannot be read on; rows before that have landed. */
export async function importTable(job: TableImport): Promise<{ fieldsChanged: boolean }> {
  const open = job.open ?? (() => openCsv(job.context, job.file, job.spec))
  const csv = await open()
  try {
    return await importRows(job, csv, open)
  } finally {
    await csv.close()
  }
}

async function importRows(
  job: TableImport,
  { header, blocks }: CsvFile,
  open: () => Promise<CsvFile>,
): Promise<{ fieldsChanged: boolean }> {
  const { context, spec, file } = job
  context.log.of(spec.path)
  for (const name of header.dropped) {
    const reason = 'the file has a fixed set of columns and no room for others: the column is left out'
    context.log.note({ file: spec.path, line: 1, column: name, reason })
  }
  for (const { key } of header.custom) {
    if (!isFieldOfCode(spec.object, key)) continue
    const reason = `${key} is also what Steward calls a field of its own: this column answers to custom_${key}`
    context.log.noteOnce({ file: spec.path, line: null, column: key, reason })
  }
  const known = await knownTables(context, spec)
  const needsSurvey = header.custom.length > 0 || selfReference(header, spec) !== undefined
  const survey = needsSurvey ? await surveyFile(context, spec, file, known, open) : null
  const fields = survey ? await customFields(context.tx, context.workspace, spec, survey.guesses) : []
  const target = targetFor(job, header, fields, await isEmpty(context, spec))
  const writer = new TableWriter(job, header, known, fields, survey, target)
  const cut = await takeAll(context, spec, writer, blocks)
  const fieldsChanged = await recordFields(context.tx, context.workspace, spec, fields)
  if (cut) throw cut
  return { fieldsChanged }
}

/** Answers the fault that ended the file before its end; the rows up to there are written. */
async function takeAll(
  context: ImportContext,
  spec: FileSpec,
  writer: TableWriter,
  blocks: AsyncIterable<CsvBlock>,
): Promise<FileFault | null> {
  let cut: FileFault | null = null
  try {
    for await (const block of blocks) {
      context.bytes += block.bytes
      for (const raw of block.rows) await writer.take(raw)
      await step(context, spec.path)
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    cut = error
  } finally {
    await writer.settled()
  }
  await writer.flush()
  await writer.settled()
  await step(context, spec.path)
  return cut
}

async function knownTables(context: ImportContext, spec: FileSpec): Promise<Known> {
  const names = new Set<ReferencedTable>(spec.columns.flatMap((column) => column.to ?? []))
  if (isReferenced(spec.table)) names.add(spec.table)
  const tables = new Map<ReferencedTable, KnownTable>()
  for (const name of names) tables.set(name, await context.known.of(name))
  return tables
}

async function isEmpty({ tx, workspace }: ImportContext, { table }: FileSpec): Promise<boolean> {
  const [row] = await rowsOf<{ some: boolean }>(
    tx,
    sql`select exists (select from ${sql.identifier(table)} where workspace_id = ${workspace}) as some`,
  )
  return row?.some === false
}
