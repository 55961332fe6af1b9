/** What a query case is: a question over the catalogue, and the SQL that somebody who knows the tables would write for the same answer. */
import type { Query } from '#db/query/query.ts'
import { active } from './query-sql.ts'

/** Whom the cases of one account and of one book ask for: found in the workspace, the account with the most to read. */
export type Subject = { account: string; csm: string }

export type QueryCase = {
  name: string
  query: Query | ((subject: Subject) => Query)
  /** Columns are named as the query's; those of both are compared, and `total` with the answer's. `w` and `d` are the workspace and the day as SQL. */
  sql: (w: string, d: string, subject: Subject) => string
}

export const is = (field: string, value: string | boolean) => ({ field, op: 'eq' as const, value })
export const below = (field: string, value: number) => ({ field, op: 'lt' as const, value })
export const asc = (by: string) => ({ by, dir: 'asc' as const })
export const desc = (by: string) => ({ by, dir: 'desc' as const })

/** A list on a page: as many rows as a table shows, with the number of all. */
export const page = 100
/** How accounts are listed where nobody asks for an order. */
export const biggestFirst = 'order by a.arr desc nulls last, lower(a.name), a.source_id'
export const total = 'count(*) over ()::float8 as total'

/** Active accounts with one joined sub-select, filtered and in their usual order. */
export const accountsWith = (
  w: string,
  columns: string,
  joins: string,
  where: string,
  order = biggestFirst,
) => `
  select a.source_id as id, a.name, ${columns}, ${total} from accounts a ${joins}
  where a.workspace_id = ${w} and ${active('a')} and ${where} ${order} limit ${page}`
