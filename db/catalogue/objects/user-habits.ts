/** The per-user feed as habits: 56 days of each contact in two halves, with the account's 90th percentile of the later half. */
import { sql, type SQL } from 'drizzle-orm'
import type { PartContext } from '../types.ts'

/** Materialised, for it is read twice: the percentile is over those of the account who used the product at all. */
export const userHabits = ({ day, ours }: PartContext): SQL => sql`
  with habit as materialized (
    select x.account_id, x.contact_id,
      coalesce(sum(x.events) filter (where x."on" > ${day} - 28), 0) as events,
      count(*) filter (where x."on" > ${day} - 28 and x.events > 0) as days,
      coalesce(sum(x.events) filter (where x."on" <= ${day} - 28), 0) as events_before
    from user_usage x
    where ${ours('x')} and x."on" > ${day} - 56 and x."on" <= ${day}
    group by x.account_id, x.contact_id
  )
  select h.account_id, h.contact_id, h.events, h.days, h.events_before, p.p90
  from habit h left join (
    select s.account_id, percentile_cont(0.9) within group (order by s.events) as p90
    from habit s where s.events > 0 group by s.account_id
  ) p on p.account_id = h.account_id`
