/** Counts findings: rivals by month, account or name, and wishes with those who share them. Row security adds the person's reach. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import { eligible, type Filters } from '../eligible.ts'
import { keyOf } from './find.ts'

export const mentionKeys = ['month', 'competitor', 'account'] as const
export type MentionKey = (typeof mentionKeys)[number]
export type Mentions = Partial<Record<MentionKey, string>> & { mentions: number; accounts: number }

const columns: Record<MentionKey, SQL> = {
  month: sql`to_char(f.at, 'YYYY-MM')`,
  competitor: sql`f.subject`,
  account: sql`a.name`,
}

export const countMentions = (
  tx: Tx,
  workspace: string,
  { by, name, ...filters }: Filters & { by: readonly MentionKey[]; name?: string | undefined },
): Promise<Mentions[]> =>
  rowsOf<Mentions>(
    tx,
    sql`select ${sql.join(
      by.map((key) => sql`${columns[key]} as ${sql.raw(key)}`),
      sql`, `,
    )}, count(*)::int as mentions, count(distinct f.account_id)::int as accounts
        from findings f
        join chunks c on c.workspace_id = f.workspace_id and c.id = f.chunk_id
        left join accounts a on a.workspace_id = f.workspace_id and a.id = f.account_id
        where f.workspace_id = ${workspace} and f.what = 'competitor' and f.subject is not null and f.at is not null
          and (${name ?? null}::text is null or lower(f.subject) = lower(${name ?? null})) and ${eligible(workspace, filters)}
        group by ${sql.join(
          by.map((_, i) => sql.raw(String(i + 1))),
          sql`, `,
        )} order by ${by.includes('month') ? sql`1` : sql`mentions desc, 1`}`,
  )

export type Wish = {
  /** As it was said most often. */
  wish: string
  accounts: string[]
  mentions: number
  /** One that says it, to be shown: its finding's place among those read. */
  shown: WishSaid
}
export type WishSaid = {
  subject: string
  sentence: string
  account: string | null
  speaker: string | null
  kind: string
  source: string
  title: string
  n: number
  startS: number | null
  endS: number | null
}

/** Wishes in the same words are one, whatever their order; the newest that says it is shown. */
export async function readWishes(tx: Tx, workspace: string, filters: Filters): Promise<Wish[]> {
  const said = await rowsOf<WishSaid>(
    tx,
    sql`select f.subject, f.sentence, a.source_id as account, f.speaker, f.kind, c.source, c.title, f.n, f.start_s as "startS",
               f.end_s as "endS"
        from findings f
        join chunks c on c.workspace_id = f.workspace_id and c.id = f.chunk_id
        join accounts a on a.workspace_id = f.workspace_id and a.id = f.account_id
        where f.workspace_id = ${workspace} and f.what = 'request' and f.subject is not null
          and ${eligible(workspace, filters)}
        order by f.at desc nulls last, f.chunk_id, f.seq limit 20000`,
  )
  return [...Map.groupBy(said, ({ subject }) => keyOf(subject)).values()].flatMap((group) => {
    const [shown] = group
    const accounts = [...new Set(group.flatMap(({ account }) => account ?? []))]
    return shown ? [{ wish: shown.subject, accounts, mentions: group.length, shown }] : []
  })
}
