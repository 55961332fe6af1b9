/** Goes over one table page by page, as the owner, and hands out the rows of a workspace that may mention a person. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { tableSql, type LiveColumn, type LiveTable } from './live-tables.ts'
import type { Matcher } from './matcher.ts'
import { mayMentionIn } from './may-mention.ts'
import { isScanned, type TableTreatment } from './treatment.ts'

export type Candidate = {
  /** Where the row stands; holds until it is written. */
  place: string
  /** Its key as a JSON array, without the workspace. */
  key: string
  unit: string
  /** Ids that it refers to, its own among them. */
  refers: string[]
  cells: Map<string, string | null>
}

/** Of the heap; a page of long texts leads to more beside it. */
const pagesAtOnce = 256

export const scannedColumns = (table: LiveTable, treatment: TableTreatment): LiveColumn[] =>
  table.columns.filter((column) => {
    const how = treatment.columns[column.name]
    return how !== undefined && isScanned(how) && column.cell !== null && !column.isGenerated
  })

const columnSql = (name: string): SQL => sql`t.${sql.identifier(name)}`

/** As text: JSON as it is, a list as JSON, bytes as base64. */
function readable({ name, cell }: LiveColumn): SQL {
  const column = columnSql(name)
  if (cell === 'list') return sql`to_json(${column})::text`
  if (cell === 'bytes') return sql`encode(${column}, 'base64')`
  return sql`${column}::text`
}

/** The other way; `value` is SQL for such a text. */
export function stored({ type, cell }: LiveColumn, value: SQL): SQL {
  if (cell === 'list')
    return sql`case when ${value} is null then null else array(select json_array_elements_text((${value})::json)) end`
  if (cell === 'bytes') return sql`decode(${value}, 'base64')`
  return sql`(${value})::${sql.raw(type)}`
}

/** True of every row that mentions the person, and of some that don't. */
function mayMention(columns: LiveColumn[], matcher: Matcher): SQL {
  if (columns.some(({ cell, type }) => cell === 'bytes' || type === 'json')) return sql`true`
  return mayMentionIn(sql`concat_ws(' ', ${sql.join(columns.map(readable), sql`, `)})`, matcher)
}

export const ofWorkspace = (treatment: TableTreatment, workspace: string): SQL =>
  sql`${columnSql(treatment.workspace ?? 'workspace_id')} = ${workspace}`

export async function* candidates(
  tx: Tx,
  workspace: string,
  {
    table,
    treatment,
    matcher,
    isReadOnly = false,
  }: { table: LiveTable; treatment: TableTreatment; matcher: Matcher; isReadOnly?: boolean },
): AsyncGenerator<Candidate[]> {
  const columns = scannedColumns(table, treatment)
  if (columns.length === 0 || treatment.workspace === null) return
  const key = table.key.filter((name) => name !== 'workspace_id')
  const hasId = table.columns.some(({ name, type }) => name === 'id' && type === 'uuid')
  const short = table.name.split('.')[1] ?? ''
  const unit = treatment.unit
    ? sql.raw(`(${treatment.unit})`)
    : hasId
      ? sql`${`${short} `} || t.id`
      : sql`${`${short} `} || t.ctid`
  const uuids = table.columns.filter(({ type }) => type === 'uuid').map(({ name }) => columnSql(name))
  const cells = sql.join(columns.map(readable), sql`, `)
  const [size] = await rowsOf<{ pages: number }>(
    tx,
    sql`select (pg_relation_size(${table.name}::regclass) / current_setting('block_size')::int)::int as pages`,
  )
  // Counted now: rows that were written before in this transaction stand at the end.
  const pages = size?.pages ?? 0
  for (let page = 0; page < pages; page += pagesAtOnce) {
    const rows = await rowsOf<{
      place: string
      key: string
      unit: string
      refers: string
      cells: (string | null)[]
    }>(
      tx,
      sql`select t.ctid::text as place, json_build_array(${sql.join(key.map(columnSql), sql`, `)})::text as key,
                 (${unit})::text as unit, concat_ws(' ', ${sql.join([sql`''`, ...uuids], sql`, `)}) as refers,
                 json_build_array(${cells}) as cells
          from ${tableSql(table.name)} t
          where t.ctid >= ${`(${page},0)`}::tid and t.ctid < ${`(${page + pagesAtOnce},0)`}::tid
            and ${ofWorkspace(treatment, workspace)} and ${mayMention(columns, matcher)}
          ${isReadOnly ? sql`` : sql`for update of t`}`,
    )
    if (rows.length === 0) continue
    yield rows.map((row) => ({
      ...{ place: row.place, key: row.key, unit: row.unit },
      refers: row.refers.split(' ').filter(Boolean),
      cells: new Map(columns.map(({ name }, at) => [name, row.cells[at] ?? null])),
    }))
  }
}

/** Writes cells back; rows are named by their places. Answers nothing: whoever found them counts them. */
export async function writeCells(
  tx: Tx,
  workspace: string,
  {
    table,
    treatment,
    rows,
  }: {
    table: LiveTable
    treatment: TableTreatment
    rows: { place: string; cells: Map<string, string | null> }[]
  },
): Promise<void> {
  if (rows.length === 0) return
  const columns = scannedColumns(table, treatment)
  const names = columns.map(({ name }) => sql`${sql.identifier(name)} text`)
  const set = columns.map((column) => {
    const { name } = column
    return sql`${sql.identifier(name)} = ${stored(column, sql`r.${sql.identifier(name)}`)}`
  })
  // What follows from the text, and is not generated: it is made anew by whoever makes it.
  for (const { name, isGenerated, isRequired } of table.columns) {
    if (treatment.columns[name]?.how === 'recompute' && !isGenerated && !isRequired)
      set.push(sql`${sql.identifier(name)} = null`)
  }
  // No column is named so.
  const at = sql.identifier('@place')
  const given = rows.map(({ place, cells }) => ({ ...Object.fromEntries(cells), '@place': place }))
  await tx.execute(
    sql`update ${tableSql(table.name)} t set ${sql.join(set, sql`, `)}
        from json_to_recordset(${JSON.stringify(given)}::json) as r(${at} text, ${sql.join(names, sql`, `)})
        where t.ctid = r.${at}::tid and ${ofWorkspace(treatment, workspace)}`,
  )
}
