/** Pairs of rows that may be one: only rows that share a rare key are compared, so that the work grows with the rows and not with their square. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { folded } from '../query/text-search.ts'

/** A row as it is found: its id as answers print it, its name, and where it belongs. */
export type Likely = {
  id: string
  name: string
  account: string
  otherId: string
  otherName: string
  otherAccount: string
  /** 0–1. */
  likeness: number
  reasons: string[]
}

/** What says nothing about a name: legal forms, articles, "and". */
const noise =
  'inc|incorporated|ltd|limited|llc|llp|lp|plc|corp|corporation|co|company|gmbh|mbh|ag|kg|se|sa|sas|sarl|spa|srl|bv|nv|oy|oyj|ab|' +
  'as|asa|aps|kk|pty|pte|sl|sro|zoo|kft|the|and|und|et|y'

/** A name's words ("S.A." is one), parted by one blank; all of them where nothing but noise would be left out. */
export const plainName = (given: SQL): SQL => {
  const name = folded(sql`translate(${given}, '.''’', '')`)
  const without = (what: string) => sql`trim(regexp_replace(${name}, ${what}::text, ' ', 'g'))`
  return sql`coalesce(nullif(${without(`(\\m(${noise})\\M|\\s)+`)}, ''), ${without('\\s+')})`
}

/** Keys are compared, not read: as numbers they take a tenth of the time. */
export const key = (text: SQL): SQL => sql`hashtextextended(${text}, 0)`

/** A key that more rows than this share tells nothing; fewer in a large workspace, where the work would be seconds. */
export const mostSharing = (rows: number): number => (rows > 20_000 ? 8 : 40)

export type Pairing = {
  /** Selects `id`, `source_id`, `name`, `account`, `plain` and what `likeness` reads. */
  rows: SQL
  /** Selects `id` and `key` from `named`. */
  keys: SQL
  /** Of `x` and `y`, rows of `named`: 0–1, and why, as a text array whose nulls do not count. */
  likeness: SQL
  reasons: SQL
  least: number
  /** The pairs of this row only. */
  like?: string | undefined
  /** Rows of these accounts only, by their ids. */
  accounts?: string[] | undefined
  sharing: number
  limit: number
}

/** The likeliest first. `total` counts all of them. */
export async function likelyPairs(tx: Tx, of: Pairing): Promise<{ pairs: Likely[]; total: number }> {
  const rows = await rowsOf<Likely & { total: number }>(
    tx,
    sql`with named as materialized (${of.rows}), keys as (${of.keys}),
        ${met(of)},
        scored as (
          select x.source_id as id, x.name, x.account, y.source_id as "otherId", y.name as "otherName", y.account as "otherAccount",
                 (${of.likeness})::float8 as likeness, array_remove(${of.reasons}, null) as reasons
          from met join named x on x.id = met.a join named y on y.id = met.b)
        select *, count(*) over ()::int as total from scored where likeness >= ${of.least}
        order by likeness desc, name, id, "otherId" limit ${of.limit}`,
  )
  return {
    pairs: rows.map(({ total: _, ...pair }) => ({
      ...pair,
      likeness: Math.round(pair.likeness * 100) / 100,
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** Of some rows, what shares a key with them; else rows that share a key which few have. */
function met({ like, accounts, sharing }: Pairing): SQL {
  if (like === undefined && accounts === undefined)
    return sql`few as materialized (select key, array_agg(id) as ids from keys group by key having count(*) between 2 and ${sharing}::int),
      met as (select distinct a as a, b as b from few, unnest(ids) a, unnest(ids) b where a < b)`
  const which = [
    ...(like === undefined ? [] : [sql`n.source_id = ${like}`]),
    ...(accounts === undefined ? [] : [sql`n.account_id = any (${sql.param(accounts)}::text[])`]),
  ]
  return sql`mine as materialized (select k.id, k.key from keys k join named n on n.id = k.id where ${sql.join(which, sql` and `)}),
    met as (select distinct least(m.id, k.id) as a, greatest(m.id, k.id) as b from mine m join keys k on k.key = m.key where k.id <> m.id)`
}

/** "names 86 % alike". */
export const alikeWords = (similarity: SQL): SQL =>
  sql`'names ' || round((100 * ${similarity})::numeric) || ' % alike'`

/** Rows of the table in the workspace, of the person's reach. */
export async function countOf(tx: Tx, table: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`select count(*)::int as count from ${sql.identifier(table)}`,
  )
  return row?.count ?? 0
}
