/** A file of the bundle from the store, as blocks of CSV lines in the order in which its rows came: constant memory at any size. */
import { stringify } from 'csv-stringify/sync'
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { guarded } from '../formula-guard.ts'
import { keptTables } from '../history/tables.ts'
import type { FileSpec } from '../import/file-spec.ts'
import { cellSql } from './columns.ts'

export type Exported = { tx: Tx; workspace: string }
export type FileCount = { path: string; rows: number }

const blockRows = 5_000

type Page = { rows: string[][]; last: unknown }

/** Nothing where the table is empty, unless every bundle has the file. */
export async function* csvLines(
  { tx, workspace }: Exported,
  spec: FileSpec,
  counted: (rows: number) => void,
): AsyncGenerator<string> {
  const custom = await customKeys(tx, workspace, spec)
  const header = [...spec.columns.map((column) => column.name), ...custom]
  // The folder before a file's name is part of the id and not of the cell.
  const cells = [
    ...spec.columns.map((column) =>
      spec.idPrefix && column.name === spec.id
        ? sql`substr(t.source_id, ${spec.idPrefix.length + 1}::int)`
        : cellSql(column, workspace),
    ),
    ...custom.map((key) => sql`t.custom ->> ${key}::text`),
  ]
  let begun = false
  for (let last: unknown = null; ;) {
    const page = await pageOf(tx, workspace, spec, cells, last)
    if (!begun && (page.rows.length > 0 || spec.required)) {
      begun = true
      yield stringify([header])
    }
    if (page.rows.length === 0) return
    counted(page.rows.length)
    yield stringify(page.rows.map((row) => row.map((cell) => (cell === null ? '' : guarded(cell)))))
    last = page.last
  }
}

/** Rows after the last one by the table's key; ids of our own count up with time. */
async function pageOf(tx: Tx, workspace: string, spec: FileSpec, cells: SQL[], last: unknown): Promise<Page> {
  const keys = keptTables.get(spec.table) ?? ['id']
  const key = (alias: string) =>
    sql.join(
      keys.map((one) => sql`${sql.raw(alias)}.${sql.identifier(one)}`),
      sql`, `,
    )
  const after =
    last === null
      ? sql``
      : sql`and (${key('t')}) > (select ${key('k')} from jsonb_populate_record(null::public.${sql.identifier(spec.table)}, ${JSON.stringify(last)}::jsonb) k)`
  const lastKey = sql`jsonb_build_object(${sql.join(
    keys.map((one) => sql`${one}::text, t.${sql.identifier(one)}`),
    sql`, `,
  )})`
  const rows = await rowsOf<{ cells: string[]; key: unknown }>(
    tx,
    sql`select json_build_array(${sql.join(cells, sql`, `)}) as cells, ${lastKey} as key
        from ${sql.identifier(spec.table)} t where t.workspace_id = ${workspace} ${after}
        order by ${key('t')} limit ${blockRows}`,
  )
  return { rows: rows.map((row) => row.cells), last: rows.at(-1)?.key ?? null }
}

async function customKeys(tx: Tx, workspace: string, spec: FileSpec): Promise<string[]> {
  const rows = await rowsOf<{ key: string }>(
    tx,
    sql`select key from custom_fields where workspace_id = ${workspace} and object = ${spec.object} order by created_at, key`,
  )
  return rows.map((row) => row.key)
}
