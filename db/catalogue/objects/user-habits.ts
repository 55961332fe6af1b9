/** The per-user feed by contact: who uses the product heavily within their account, and who uses it less than before. */
import { sql, type SQL } from 'drizzle-orm'
import type { PartContext } from '../types.ts'

/** 28 days of each contact, with the account's 90th percentile over those who used the product. Read twice, so materialised. */
export const heavyUse = ({ day, ours }: PartContext): SQL => sql`
  with habit as materialized (
    select x.account_id, x.contact_id, sum(x.events) as events, count(*) filter (where x.events > 0) as days
    from user_usage x
    where ${ours('x')} and x."on" > ${day} - 28 and x."on" <= ${day}
    group by x.account_id, x.contact_id
  )
  select h.account_id, h.contact_id, h.events, h.events > 0 and h.events >= p.p90 and h.days >= 8 as is_heavy
  from habit h left join (
    select s.account_id, percentile_cont(0.9) within group (order by s.events) as p90
    from habit s where s.events > 0 group by s.account_id
  ) p on p.account_id = h.account_id`

/** Contacts with at least 10 events in the 28 days before the last 28, and at most half of them since. */
export const fallingUse = ({ day, ours }: PartContext): SQL => sql`
  select x.account_id, x.contact_id
  from user_usage x
  where ${ours('x')} and x."on" > ${day} - 56 and x."on" <= ${day}
  group by x.account_id, x.contact_id
  having sum(x.events) filter (where x."on" <= ${day} - 28) >= 10
    and coalesce(sum(x.events) filter (where x."on" > ${day} - 28), 0) * 2 <= sum(x.events) filter (where x."on" <= ${day} - 28)`
