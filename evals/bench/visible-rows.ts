/** Asks everything that the app role could ask of the database (every table, view, function, statistic) and counts rows that are not its workspace's. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'

type Thing = { kind: 'relation' | 'function'; name: string; isScoped: boolean; key: string }

/** As the owner: the app role would not be told of what it may not see. */
const things = (db: Db) =>
  db.asOwner((tx) =>
    rowsOf<Thing>(
      tx,
      sql`select 'relation' as kind, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
                 a.attname is not null or c.relname = 'workspaces' as "isScoped",
                 case when c.relname = 'workspaces' then 'id' else 'workspace_id' end as key
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          left join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
          where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_toast' and n.nspname not in ('pg_catalog', 'information_schema')
          union all
          select 'relation', 'pg_catalog.' || name, false, '' from (values ('pg_stats'), ('pg_stats_ext'), ('pg_stats_ext_exprs'), ('pg_statistic')) v (name)
          union all
          select 'function', p.oid::regprocedure::text, false, '' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
            and p.pronargs = 0
            and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
    ),
  )

const isRefused = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === '42501') return true
  return false
}

/** How many things were asked in the workspace, and how many rows of others they told. `''` is no workspace. */
export async function visibleRows(db: Db, workspace: string): Promise<{ asked: number; rows: number }> {
  const all = await things(db)
  let rows = 0
  for (const { kind, name, isScoped, key } of all) {
    const others =
      kind === 'relation' && isScoped ? `where ${key} is distinct from nullif('${workspace}', '')` : ''
    const schemas = name.startsWith('pg_catalog.') ? `where schemaname in ('public', 'langgraph')` : ''
    const from = name === 'pg_catalog.pg_statistic' ? name : `${name} ${others || schemas}`
    try {
      const [seen] = await db.inWorkspace(workspace, (tx) =>
        rowsOf<{ n: number }>(tx, sql.raw(`select count(*)::int as n from ${from}`)),
      )
      rows += seen?.n ?? 0
    } catch (error) {
      if (!isRefused(error)) throw error
    }
  }
  return { asked: all.length, rows }
}
