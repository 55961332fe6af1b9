/** Which passages a search looks at: those of the accounts, the time, the kinds, the speakers and the tone that it is told. Row security adds the person's reach. */
import { sql, type SQL } from 'drizzle-orm'
import type { ChunkKind } from '#db/schema/chunks.ts'

export type Filters = {
  /** Ids as answers print them. */
  accounts?: readonly string[] | undefined
  sources?: readonly string[] | undefined
  kinds?: readonly ChunkKind[] | undefined
  /** ISO days, both included. */
  from?: string | undefined
  to?: string | undefined
  /** A part of the speaker's name. */
  speaker?: string | undefined
  sentiment?: 'negative' | 'positive' | undefined
  /** Of all these, the newest source alone: the last call. */
  newest?: boolean | undefined
}

/** Whether they leave a small part of the workspace whatever its size. */
export const isNarrow = ({ accounts, sources }: Filters): boolean =>
  accounts !== undefined || sources !== undefined

const list = (values: readonly string[]) => sql`${sql.param(values)}::text[]`

/** Over the rows `c` of `chunks`. */
export function eligible(workspace: string, { newest, ...filters }: Filters): SQL {
  const those = matching(workspace, filters)
  return newest
    ? sql`${those} and c.row_id = (select c.row_id from chunks c where ${those} and c.at is not null
                                   order by c.at desc, c.row_id limit 1)`
    : those
}

function matching(
  workspace: string,
  { accounts, sources, kinds, from, to, speaker, sentiment }: Filters,
): SQL {
  const all: SQL[] = [sql`c.workspace_id = ${workspace}`]
  if (accounts) {
    const ids = sql`(select a.id from accounts a where a.workspace_id = ${workspace} and a.source_id = any (${list(accounts)}))`
    // Of one, an index gives them in any order that is asked for.
    all.push(accounts.length === 1 ? sql`c.account_id = ${ids}` : sql`c.account_id in ${ids}`)
  }
  if (sources) all.push(sql`c.source = any (${list(sources)})`)
  if (kinds) all.push(sql`c.kind = any (${list(kinds)})`)
  if (from) all.push(sql`c.at >= ${from}::date`)
  if (to) all.push(sql`c.at < ${to}::date + 1`)
  if (speaker)
    all.push(
      sql`exists (select from unnest(c.speakers) s (name) where strpos(lower(s.name), lower(${speaker})) > 0)`,
    )
  if (sentiment) all.push(sentiment === 'negative' ? sql`c.sentiment < 0` : sql`c.sentiment > 0`)
  return sql.join(all, sql` and `)
}
