/** Contacts that may be one person: by e-mail anywhere, or at one account by name, by initial, by names that are nearly the same. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { alikeWords, countOf, key, likelyPairs, plainName } from './pairs.ts'

type Asked = {
  workspace: string
  like?: string | undefined
  accounts?: string[] | undefined
  limit: number
  /** False where e-mails are not shown to who asks: then they tell nothing either. */
  byEmail: boolean
}

/** Of more contacts than this, all at once, only equal e-mails and names are looked at: the rest takes minutes. */
const mostByWords = 50_000

/** People of one account rarely share a word of their names. */
const mostNamesakes = 40

export async function duplicateContacts(tx: Tx, { workspace, like, accounts, limit, byEmail }: Asked) {
  const alike = sql`similarity(x.plain, y.plain)`
  const sameMail = sql`coalesce(x.mail = y.mail, false)`
  const together = sql`x.account_id = y.account_id`
  const [first, last] = [
    (row: string) => sql.raw(`split_part(${row}.said, ' ', 1)`),
    (row: string) => sql.raw(`split_part(${row}.said, ' ', -1)`),
  ]
  const initial = sql`(${last('x')} = ${last('y')} and left(x.said, 1) = left(y.said, 1) and x.said like '% %' and y.said like '% %'
    and least(length(${first('x')}), length(${first('y')})) = 1)`
  const isWhole = like === undefined && accounts === undefined
  const byWords = !isWhole || (await countOf(tx, 'contacts')) <= mostByWords
  return likelyPairs(tx, {
    rows: sql`select w.*, array_to_string(array(select u from unnest(string_to_array(w.said, ' ')) u order by 1), ' ') as plain
      from (select c.id, c.source_id, c.name, a.name as account, a.source_id as account_id,
              ${plainName(sql`regexp_replace(c.name, '^([^,]+), *([^,]+)$', '\\2 \\1')`)} as said,
              ${byEmail ? sql`nullif(lower(trim(c.email)), '')` : sql`null::text`} as mail
            from contacts c join accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id
            where c.workspace_id = ${workspace}) w`,
    keys: sql`select id, ${key(sql`'m' || mail`)} as key from named where mail is not null
      union all select id, ${key(sql`'n' || account_id || ' ' || plain`)} from named ${
        byWords
          ? sql`union all select n.id, ${key(sql`account_id || ' ' || w`)} from named n, unnest(string_to_array(n.said, ' ')) w where length(w) >= 2
      union all select id, ${key(sql`'p' || account_id || ' ' || left(said, 3)`)} from named where said not like '% %'`
          : sql``
      }`,
    likeness: sql`case when ${sameMail} then 0.97 when not ${together} then 0 when x.plain = y.plain then 0.95
      when ${initial} then 0.8 else ${alike} end`,
    reasons: sql`array[case when ${sameMail} then 'same e-mail' end,
      case when x.plain = y.plain then 'same name' when ${initial} then 'same family name, and the initial fits'
        when ${alike} >= 0.4 then ${alikeWords(alike)} end,
      case when ${together} then 'same account' end]`,
    least: 0.6,
    sharing: mostNamesakes,
    ...{ like, accounts, limit },
  })
}
