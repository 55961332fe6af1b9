/** The tables that a backup holds, read from the database itself: their columns, how to copy them, and a checksum that both databases agree on. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { rowsOf, type Tx } from '../connect.ts'

/** Steward's own. What migrations made stands in a schema of its own and is made anew. */
const schemas = ['public', 'langgraph', 'auth']

/** What holds for hours, and must not come back to life: whoever was signed in, or half way, signs in again after a restore. */
const fleeting = ['sessions', 'verifications', 'attempts', 'sso_flows']

export const tableSchema = z.strictObject({
  schema: z.enum(['public', 'langgraph', 'auth']),
  name: z.string().regex(/^[a-z_][a-z0-9_]*$/),
  columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)).min(1),
})
export type Table = z.infer<typeof tableSchema>

export const contentSchema = z.strictObject({ rows: z.int().min(0), checksum: z.string().regex(/^\d+$/) })
export type Content = z.infer<typeof contentSchema>

export const labelOf = ({ schema, name }: Pick<Table, 'schema' | 'name'>) => `${schema}.${name}`
const quoted = (name: string) => `"${name}"`
export const nameOf = ({ schema, name }: Table) => `${quoted(schema)}.${quoted(name)}`
export const columnsOf = ({ columns }: Table) => columns.map(quoted).join(', ')

/** Without generated columns: they follow from the others. Partitions are read through their table. */
export const listTables = (tx: Tx): Promise<Table[]> =>
  rowsOf<Table>(
    tx,
    sql`select n.nspname as schema, c.relname as name,
               (select json_agg(a.attname order by a.attnum) from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any (${sql.param(schemas)}::text[])
          and not (n.nspname = 'auth' and c.relname = any (${sql.param(fleeting)}::text[]))
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        order by n.nspname, c.relname`,
  )

/** How many rows, and a sum over them that does not depend on their order. */
export async function contentOf(tx: Tx, table: Table): Promise<Content> {
  const [content] = await rowsOf<{ rows: number; checksum: string }>(
    tx,
    sql.raw(
      `select count(*) as rows, coalesce(sum(('x' || left(md5(row(${columnsOf(table)})::text), 15))::bit(60)::bigint), 0)::text as checksum
       from ${nameOf(table)}`,
    ),
  )
  if (!content) throw new Error(`${labelOf(table)} told nothing of itself`)
  return content
}

const chunkBytes = 8 * 2 ** 20
const pageBytes = 8192

/**
 * SELECTs that together read a table, each about the size that the embedded database can hand over at once. By the
 * place of rows in their pages, which costs no sort.
 */
export async function* chunksOf(tx: Tx, table: Table): AsyncGenerator<string> {
  const [size] = await rowsOf<{ pages: number; bytes: number }>(
    tx,
    sql`select coalesce(max(pg_relation_size(relid)), 0)::float8 / ${pageBytes} as pages, coalesce(sum(pg_table_size(relid)), 0)::float8 as bytes
        from pg_partition_tree(${nameOf(table)}::regclass) where isleaf
        having count(*) > 0
        union all
        select pg_relation_size(${nameOf(table)}::regclass)::float8 / ${pageBytes}, pg_table_size(${nameOf(table)}::regclass)::float8
        limit 1`,
  )
  const { pages = 0, bytes = 0 } = size ?? {}
  // Long texts stand beside the pages, compressed; their text is taken for three times as large.
  const step = Math.max(1, Math.floor(chunkBytes / Math.max(pageBytes, (3 * bytes) / Math.max(1, pages))))
  for (let page = 0; page < pages; page += step) {
    yield `select ${columnsOf(table)} from ${nameOf(table)} where ctid >= '(${page},0)'::tid and ctid < '(${page + step},0)'::tid`
  }
}

export const wholeOf = (table: Table): string => `select ${columnsOf(table)} from ${nameOf(table)}`
