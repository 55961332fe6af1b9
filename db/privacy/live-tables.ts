/** The tables of the store as the database itself has them, with what erasing needs to know of each column. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import type { CellType } from './scrub.ts'

export type LiveColumn = {
  name: string
  /** As the database prints it. */
  type: string
  /** How its values are scrubbed; null for what holds no words. */
  cell: CellType | null
  isRequired: boolean
  isGenerated: boolean
  /** No two rows may hold the same. */
  isUnique: boolean
}
export type LiveTable = { name: string; columns: LiveColumn[]; key: string[] }

/** Types of which a column has to stand in the erasure map. */
const annotated =
  /^(?:text|character|json|bytea|tsvector|vector|halfvec|sparsevec|citext|name|xml|hstore|bit)/

export const isAnnotated = ({ type }: LiveColumn) => annotated.test(type)

const cellOf = (type: string): CellType | null => {
  if (/^json/.test(type)) return 'json'
  if (type === 'bytea') return 'bytes'
  if (/^(?:text|character varying|citext)/.test(type)) return type.endsWith('[]') ? 'list' : 'text'
  return null
}

/** By `schema.table`. Extensions' own tables and the database's are no stores of ours. */
export async function liveTables(tx: Tx): Promise<Map<string, LiveTable>> {
  const found = await rowsOf<{
    name: string
    key: string[] | null
    columns: Omit<LiveColumn, 'cell'>[]
  }>(
    tx,
    sql`select n.nspname || '.' || c.relname as name,
               (select json_agg(a.attname order by k.n) from pg_index i cross join lateral unnest(i.indkey) with ordinality k (col, n)
                join pg_attribute a on a.attrelid = c.oid and a.attnum = k.col where i.indrelid = c.oid and i.indisprimary) as key,
               coalesce((select json_agg(json_build_object(
                  'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isRequired', a.attnotnull,
                  'isGenerated', a.attgenerated <> '',
                  'isUnique', exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey)))
                  order by a.attnum) from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]'::json) as columns
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        order by 1`,
  )
  return new Map(
    found.map(({ name, key, columns }) => [
      name,
      {
        name,
        key: key ?? [],
        columns: columns.map((column) => ({ ...column, cell: cellOf(column.type) })),
      },
    ]),
  )
}

export const tableSql = (name: string): SQL => {
  const [schema = '', table = ''] = name.split('.')
  return sql`${sql.identifier(schema)}.${sql.identifier(table)}`
}
