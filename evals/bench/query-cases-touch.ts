/** Query cases about people and how one is in touch with them: each reads much of the activities or of the per-user feed. */
import { accountsWith, asc, below, desc, is, page, total, type QueryCase } from './query-case.ts'
import { active, threading, touched, workday } from './query-sql.ts'

export const touchCases: QueryCase[] = [
  {
    name: 'no touch in 30 days',
    query: {
      from: 'account',
      where: { not: { field: 'days_since_touch', op: 'lte', value: 30 } },
      select: ['name', 'days_since_touch'],
      limit: page,
    },
    sql: (w, d) =>
      accountsWith(
        w,
        `${d} - l.last_on as days_since_touch`,
        touched(w, d),
        `(l.last_on is null or ${d} - l.last_on > 30)`,
      ),
  },
  {
    name: 'unanswered e-mails',
    query: {
      from: 'account',
      where: { field: 'unanswered', op: 'gt', value: 0 },
      select: ['name', 'unanswered'],
      orderBy: [desc('unanswered')],
      limit: page,
    },
    sql: (w, d) => `with newest as (
        select distinct on (account_id, thread_id) account_id, thread_id, at from activities
        where workspace_id = ${w} and type = 'email' and direction = 'inbound' and thread_id is not null and at < (${d} + 1)::timestamptz
        order by account_id, thread_id, at desc)
      select a.source_id as id, a.name, count(*)::float8 as unanswered, ${total}
      from newest n join accounts a on a.workspace_id = ${w} and a.id = n.account_id
      where ${active('a')} and ${workday(d)} - ${workday('n.at::date')} >= 2 and not exists (
        select from activities o where o.workspace_id = ${w} and o.thread_id = n.thread_id and o.account_id = n.account_id
          and o.type = 'email' and o.direction = 'outbound' and o.at > n.at and o.at < (${d} + 1)::timestamptz)
      group by a.source_id, a.name order by 3 desc, lower(a.name), 1 limit ${page}`,
  },
  {
    name: 'slowest answered e-mails',
    query: {
      from: 'account',
      select: ['name', 'response_time_h'],
      orderBy: [desc('response_time_h')],
      limit: 10,
    },
    sql: (w, d) => `select a.source_id as id, a.name, r.response_time_h, ${total} from accounts a left join (
        select account_id, percentile_cont(0.5) within group (order by extract(epoch from answered_at - at)::float8 / 3600)
          filter (where direction = 'inbound') as response_time_h
        from (select account_id, at, direction, min(at) filter (where direction = 'outbound') over (
            partition by account_id, thread_id order by at desc rows between unbounded preceding and 1 preceding) as answered_at
          from activities where workspace_id = ${w} and type = 'email' and thread_id is not null and at < (${d} + 1)::timestamptz) x
        group by account_id) r on r.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} order by 3 desc nulls last, lower(a.name), a.source_id limit 10`,
  },
  {
    name: 'single-threaded',
    query: {
      from: 'account',
      where: below('multithreading', 40),
      select: ['name', 'multithreading'],
      limit: page,
    },
    sql: (w, d) =>
      accountsWith(
        w,
        'coalesce(p.multithreading, 0)::float8 as multithreading',
        `left join (${threading(w, d)}) p on p.account_id = a.id`,
        'coalesce(p.multithreading, 0) < 40',
      ),
  },
  {
    name: 'power users',
    query: {
      from: 'contact',
      where: is('power_user', true),
      select: ['name', 'account.name'],
      orderBy: [asc('name')],
      limit: page,
    },
    sql: (w, d) => `with habit as (
        select account_id, contact_id, sum(events) as events, count(*) filter (where events > 0) as days from user_usage
        where workspace_id = ${w} and "on" > ${d} - 28 and "on" <= ${d} group by account_id, contact_id)
      select c.source_id as id, c.name, a.name as "account.name", ${total} from habit h
      join (select account_id, percentile_cont(0.9) within group (order by events) as p90 from habit where events > 0 group by account_id) p
        on p.account_id = h.account_id
      join contacts c on c.workspace_id = ${w} and c.id = h.contact_id and c.account_id = h.account_id
      join accounts a on a.workspace_id = ${w} and a.id = h.account_id
      where h.events > 0 and h.events >= p.p90 and h.days >= 8 and c.left_on is null and ${active('a')}
      order by lower(c.name), c.source_id limit ${page}`,
  },
  {
    name: 'silent champions',
    query: {
      from: 'contact',
      where: { and: [is('role', 'champion'), is('silent', true)] },
      select: ['name', 'account.name'],
      orderBy: [asc('name')],
      limit: page,
    },
    sql: (w, d) => `select c.source_id as id, c.name, a.name as "account.name", ${total} from contacts c
      join accounts a on a.workspace_id = ${w} and a.id = c.account_id
      left join lateral (select at::date as last_on from activities where workspace_id = ${w} and contact_id = c.id
        and type <> 'note' and at < (${d} + 1)::timestamptz order by at desc limit 1) l on true
      where c.workspace_id = ${w} and c.role = 'champion' and c.left_on is null and ${active('a')}
        and (l.last_on is null or ${d} - l.last_on >= 30)
      order by lower(c.name), c.source_id limit ${page}`,
  },
]
