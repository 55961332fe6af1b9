/** Accounts that may be one customer: by web domain, by name without case, accents and legal form, by names that are nearly the same. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { alikeWords, countOf, key, likelyPairs, mostSharing, plainName } from './pairs.ts'

type Asked = { workspace: string; like?: string | undefined; accounts?: string[] | undefined; limit: number }

/** In the asker's own transaction: of their accounts alone. Those of one group of companies are known to be apart. */
export async function duplicateAccounts(tx: Tx, { workspace, like, accounts, limit }: Asked) {
  const alike = sql`similarity(x.plain, y.plain)`
  const sameHost = sql`coalesce(x.host = y.host, false)`
  const otherHost = sql`coalesce(x.host <> y.host, false)`
  const kin = sql`(coalesce(x.parent_id = y.id, false) or coalesce(y.parent_id = x.id, false) or coalesce(x.parent_id = y.parent_id, false))`
  return likelyPairs(tx, {
    // Digits tell apart what letters do not: branch 12 is not branch 13.
    rows: sql`select w.*, regexp_replace(w.plain, '[^0-9 ]+', '', 'g') as digits
      from (select a.id, a.source_id, a.name, a.name as account, a.source_id as account_id, a.parent_id, ${plainName(sql`a.name`)} as plain,
              nullif(regexp_replace(lower(trim(a.domain)), '^(https?://)?(www[.])?|/.*$', '', 'g'), '') as host
            from accounts a where a.workspace_id = ${workspace}) w`,
    keys: sql`select id, ${key(sql`'n' || plain`)} as key from named
      union all select id, ${key(sql`'h' || host`)} from named where host is not null
      union all select n.id, ${key(sql`'w' || w`)} from named n, unnest(string_to_array(n.plain, ' ')) w where length(w) >= 3
      union all select id, ${key(sql`'p' || left(replace(plain, ' ', ''), 4)`)} from named where length(plain) >= 5
      union all select id, ${key(sql`'s' || right(replace(plain, ' ', ''), 4)`)} from named where length(plain) >= 5`,
    likeness: sql`case when ${kin} then 0 when ${sameHost} then greatest(0.9, ${alike})
      when x.digits <> y.digits then 0 when x.plain = y.plain then case when ${otherHost} then 0.85 else 0.95 end
      when ${otherHost} then ${alike} - 0.15 else ${alike} end`,
    reasons: sql`array[case when ${sameHost} then 'same domain ' || x.host end,
      case when x.plain = y.plain then 'same name' when ${alike} >= 0.4 then ${alikeWords(alike)} end,
      case when ${otherHost} then 'but other domains' end]`,
    least: 0.6,
    sharing: mostSharing(await countOf(tx, 'accounts')),
    ...{ like, accounts, limit },
  })
}
