/** Writes rows in batches with one statement each: new ones are inserted, those that differ updated, equal ones not touched. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import type { Value } from './file-spec.ts'

export type TableColumn = { name: string; type: string }
type Flat = Record<string, string | number | boolean | undefined>
export type Json = Value | Flat | Flat[]
export type TableRow = Record<string, Json>

export type UpsertTarget = {
  table: string
  columns: TableColumn[]
  /** The unique columns after the workspace. */
  key: string[]
  /** Columns that an existing row keeps: Steward's own id. */
  kept: string[]
  /** Keys of `custom` that this file gives; others stay as they are. */
  customKeys: string[]
  /** Set where the table says when a row last changed. */
  stamped: boolean
  /** The workspace has no rows in the table, so none can be in the way; looking for one costs a fifth of the whole. */
  isEmpty?: boolean
  /** A column whose values are to be told of the rows that were written. */
  tell?: string
}

export type Written = {
  created: number
  changed: number
  /** The values of `names` in the rows that were written. */
  names: string[]
}

/** One statement. A row of `rows` that the table refuses fails them all. */
export async function upsert(
  tx: Tx,
  workspace: string,
  target: UpsertTarget,
  rows: TableRow[],
): Promise<Written> {
  const { table, columns, key } = target
  const names = sql.join(
    columns.map((column) => sql.identifier(column.name)),
    sql`, `,
  )
  const shape = sql.join(
    columns.map((column) => sql`${sql.identifier(column.name)} ${sql.raw(column.type)}`),
    sql`, `,
  )
  const conflict = sql.join(
    ['workspace_id', ...key].map((name) => sql.identifier(name)),
    sql`, `,
  )
  const tell = target.tell ? sql`t.${sql.identifier(target.tell)}::text` : sql`null::text`
  const [written] = await rowsOf<{ created: number; all: number; names: string[] | null }>(
    tx,
    sql`with written as (
          insert into ${sql.identifier(table)} as t (workspace_id, ${names})
          select ${workspace}::text, ${names} from json_to_recordset(${JSON.stringify(rows)}::json) as r(${shape})
          ${target.isEmpty ? sql`` : sql`on conflict (${conflict}) ${onConflict(target)}`}
          returning (xmax = 0) as created, ${tell} as name
        )
        select count(*)::int as all, count(*) filter (where created)::int as created,
               json_agg(name) filter (where name is not null) as names from written`,
  )
  const { all = 0, created = 0, names: told } = written ?? {}
  return { created, changed: all - created, names: told ?? [] }
}

/** Updates only where something is distinct: an equal row keeps its version, and the import says that nothing changed. */
function onConflict({ columns, key, kept, customKeys, stamped }: UpsertTarget): SQL {
  const changing = columns.filter((column) => !key.includes(column.name) && !kept.includes(column.name))
  if (changing.length === 0) return sql`do nothing`
  const merged =
    customKeys.length === 0
      ? sql`excluded.custom`
      : sql`(t.custom - array[${sql.join(
          customKeys.map((one) => sql`${one}`),
          sql`, `,
        )}]::text[]) || excluded.custom`
  const now = changing.map(({ name }) => (name === 'custom' ? merged : sql`excluded.${sql.identifier(name)}`))
  const set = changing.map(({ name }, i) => sql`${sql.identifier(name)} = ${now[i] ?? merged}`)
  if (stamped) set.push(sql`updated_at = now()`)
  const was = changing.map(({ name }) => sql`t.${sql.identifier(name)}`)
  return sql`do update set ${sql.join(set, sql`, `)}
             where (${sql.join(was, sql`, `)}) is distinct from (${sql.join(now, sql`, `)})`
}

/** The same, but rows that the table refuses are left out one by one, each with the database's reason. */
export async function upsertGood<R extends TableRow>(
  tx: Tx,
  workspace: string,
  target: UpsertTarget,
  rows: R[],
  refuse: (row: R, reason: string) => void,
): Promise<Written> {
  try {
    // Nested, so that a refused statement takes back itself and not the whole import.
    return await tx.transaction((inner) => upsert(inner as unknown as Tx, workspace, target, rows))
  } catch (error) {
    const reason = dataFault(error)
    if (reason === null) throw error
    const [only] = rows
    if (rows.length === 1 && only) {
      refuse(only, `the database does not take the row: ${reason}`)
      return { created: 0, changed: 0, names: [] }
    }
    const half = rows.length >> 1
    const first = await upsertGood(tx, workspace, target, rows.slice(0, half), refuse)
    const second = await upsertGood(tx, workspace, target, rows.slice(half), refuse)
    return {
      created: first.created + second.created,
      changed: first.changed + second.changed,
      names: [...first.names, ...second.names],
    }
  }
}

/** The message where the rows are at fault (bad data, a broken constraint, a value too large), else null. */
export function dataFault(error: unknown): string | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error) || !('code' in cause)) return null
  return /^(?:22|23|54)/.test(String(cause.code)) ? cause.message : null
}
