/** The e-mails of threads: when each was answered by a later one from us, and which is the newest of its thread that still waits. */
import { sql, type SQL } from 'drizzle-orm'
import { dayOfMoment, upTo } from '../fields.ts'
import type { PartContext } from '../types.ts'

const at = sql.raw('x."at"')

/** Days of work up to a day, counted from a Monday. */
export const workday = (day: string): SQL =>
  sql.raw(`((${day} - date '2001-01-01') / 7 * 5 + least(extract(isodow from ${day})::int, 5))`)

/** The e-mails, with their account. */
export const mails = (context: PartContext): SQL => sql`
  select x.id, x.account_id, x.at, x.direction = 'inbound' as inbound,
    ${dayOfMoment(at, context)} as "on", ${context.day} as today,
    min(x.at) filter (where x.direction = 'outbound') over later as answered_at,
    count(*) filter (where x.direction = 'inbound') over newer = 0 as newest
  from activities x
  where ${context.ours('x')} and x.type = 'email' and x.thread_id is not null
    and ${upTo(at, context)}
  window later as (partition by x.account_id, x.thread_id order by x.at desc
      groups between unbounded preceding and 1 preceding),
    newer as (partition by x.account_id, x.thread_id order by x.at desc, x.id desc
      rows between unbounded preceding and 1 preceding)`

export const answersOf = (context: PartContext): SQL => sql`
  select t.id, t.answered_at, t.inbound and t.newest and t.answered_at is null as is_open,
    ${workday('t.today')} - ${workday('t."on"')} as waited
  from (${mails(context)}) t`
