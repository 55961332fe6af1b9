/** Finds the call or the thread that is meant: by its own id, or the newest of an account; with what was said in it. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import { expectedBy, isLight } from './question.ts'

export type Turn = {
  n: number
  speaker: string | null
  text: string
  startS: number | null
  endS: number | null
}
export type CallFound = {
  id: string
  source: string
  title: string
  on: string | null
  account: string | null
  accountName: string | null
  turns: Turn[]
}

export type CallWanted = {
  source?: string | undefined
  account?: string | undefined
  before?: string | undefined
}

/** Null where there is none that the person may read. */
export async function findCall(
  tx: Tx,
  workspace: string,
  { source, account, before }: CallWanted,
): Promise<CallFound | null> {
  const [call] = await rowsOf<Omit<CallFound, 'turns'>>(
    tx,
    sql`select c.id, c.source_id as source, c.title, c.at::date::text as "on", a.source_id as account, a.name as "accountName"
        from calls c left join accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id
        where c.workspace_id = ${workspace}
          and (${source ?? null}::text is null or c.source_id = ${source ?? null})
          and (${account ?? null}::text is null or a.source_id = ${account ?? null})
          and (${before ?? null}::date is null or c.at < ${before ?? null}::date + 1)
        order by c.at desc nulls last, c.source_id limit 1`,
  )
  if (!call) return null
  const turns = await rowsOf<Turn>(
    tx,
    sql`select n, speaker, text, start_s as "startS", end_s as "endS" from call_turns
        where workspace_id = ${workspace} and call_id = ${call.id} order by n`,
  )
  return { ...call, turns }
}

export type Message = {
  source: string
  subject: string
  text: string
  at: string
  who: string | null
  isInbound: boolean
}

/** The messages of a thread, oldest first: the one that is named, or the account's newest. */
export const findThread = (
  tx: Tx,
  workspace: string,
  { account, thread, before }: { account: string; thread?: string | undefined; before: string },
): Promise<Message[]> =>
  rowsOf<Message>(
    tx,
    sql`with meant as (
          select t.thread_id from activities t join accounts a on a.workspace_id = t.workspace_id and a.id = t.account_id
          where t.workspace_id = ${workspace} and a.source_id = ${account} and t.thread_id is not null
            and t.at < ${before}::date + 1 and (${thread ?? null}::text is null or t.thread_id = ${thread ?? null})
          order by t.at desc limit 1)
        select m.source_id as source, coalesce(m.subject, '') as subject, coalesce(m.body, '') as text, m.at::text as at,
               case when m.direction = 'inbound' then c.name else u.name end as who, m.direction = 'inbound' as "isInbound"
        from meant join activities m on m.thread_id = meant.thread_id and m.workspace_id = ${workspace}
        left join contacts c on c.workspace_id = m.workspace_id and c.id = m.contact_id
        left join users u on u.workspace_id = m.workspace_id and u.id = m.owner_id
        where m.at < ${before}::date + 1 order by m.at, m.source_id`,
  )

/** The words that a call uses often and others seldom, as they were said, with the turn that says each first. */
export async function topicsOf(
  tx: Tx,
  workspace: string,
  { id, turns }: CallFound,
): Promise<{ word: string; turn: Turn }[]> {
  const rows = await rowsOf<{ stem: string; share: number; count: number }>(
    tx,
    sql`with said as (
          select s.lexeme as stem, count(*)::int as turns, sum(cardinality(s.positions))::int as count
          from call_turns t, lateral unnest(to_tsvector('english', t.text)) s
          where t.workspace_id = ${workspace} and t.call_id = ${id} and length(s.lexeme) > 3
          group by s.lexeme having count(*) > 1 order by 3 desc limit 40
        ), sample as (select c.stems from chunks c where c.workspace_id = ${workspace} order by c.draw limit 400)
        select stem, count, (select count(*) filter (where sample.stems @@ quote_literal(stem)::tsquery)::float8
                                    / greatest(count(*), 1) from sample) as share from said`,
  )
  return rows
    .filter(({ stem }) => !isLight(stem) && !expectedBy('how many')?.test(stem))
    .toSorted((a, b) => b.count * (1 - b.share) ** 4 - a.count * (1 - a.share) ** 4)
    .flatMap(({ stem }) => {
      for (const turn of turns) {
        const word = turn.text.match(/[\p{L}\p{N}]+/gu)?.find((one) => isOf(one.toLowerCase(), stem))
        if (word) return [{ word: word.toLowerCase(), turn }]
      }
      return []
    })
    .slice(0, 5)
}

const isOf = (word: string, stem: string): boolean =>
  word.startsWith(stem.slice(0, -1)) && word.length <= stem.length + 4
