/** The per-user feed by contact: who uses the product heavily within their account, and who uses it less than before. */
import { sql, type SQL } from 'drizzle-orm'
import { setDays, setNumber } from '../fields.ts'
import type { PartContext } from '../types.ts'

/** The window of each contact, with the account's 90th percentile over those who used the product. Read twice, so materialised. */
export const heavyUse = ({ day, ours, settings: { usage } }: PartContext): SQL => sql`
  with habit as materialized (
    select x.account_id, x.contact_id, sum(x.events) as events, count(*) filter (where x.events > 0) as days
    from user_usage x
    where ${ours('x')} and x."on" > ${day} - ${setDays(usage.windowDays)} and x."on" <= ${day}
    group by x.account_id, x.contact_id
  )
  select h.account_id, h.contact_id, h.events, h.events > 0 and h.events >= p.p90 and h.days >= ${setDays(usage.powerUserDays)} as is_heavy
  from habit h left join (
    select s.account_id, percentile_cont(${setNumber(usage.powerUserShare)}) within group (order by s.events) as p90
    from habit s where s.events > 0 group by s.account_id
  ) p on p.account_id = h.account_id`

/** Contacts who used the product enough in the window before the last one, and in the last one at most the set share of it. */
export const fallingUse = ({ day, ours, settings: { usage } }: PartContext): SQL => {
  const turn = sql`(${day} - ${setDays(usage.windowDays)})`
  const before = sql`sum(x.events) filter (where x."on" <= ${turn})`
  return sql`
  select x.account_id, x.contact_id
  from user_usage x
  where ${ours('x')} and x."on" > ${day} - ${setDays(2 * usage.windowDays)} and x."on" <= ${day}
  group by x.account_id, x.contact_id
  having ${before} >= ${setDays(usage.decliningFrom)}
    and coalesce(sum(x.events) filter (where x."on" > ${turn}), 0) <= ${setNumber(usage.decliningTo)} * ${before}`
}
