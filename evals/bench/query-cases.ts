/** Questions over the catalogue beside the SQL that somebody who knows the tables would write for the same answer: plain ones, relations, each heavy measure. */
import type { Query } from '#db/query/query.ts'

export type QueryCase = {
  name: string
  query: Query
  /** Columns are named as the query's; those of both are compared. `w` and `d` are the workspace and the day as SQL. */
  sql: (w: string, d: string) => string
}

const active = (alias: string) => `${alias}.lifecycle is distinct from 'churned'`
/** Whole working days from one day's end to another's, Monday to Friday. */
const workday = (day: string) =>
  `((${day} - date '2001-01-01') / 7 * 5 + least(extract(isodow from ${day})::int, 5))`

const newestHealth = (w: string, d: string) => `
  left join lateral (select score from health_scores
    where workspace_id = ${w} and account_id = a.id and "on" <= ${d} order by "on" desc limit 1) h on true`

const touched = (w: string, d: string) => `
  left join lateral (select at::date as last_on from activities
    where workspace_id = ${w} and account_id = a.id and type <> 'note' and at < ${d} + 1
    order by at desc limit 1) l on true`

const usageHalves = (w: string, d: string) => `
  select account_id, sum(events) filter (where "on" > ${d} - 28) as later,
    sum(events) filter (where "on" <= ${d} - 28) as earlier,
    max(active_users) filter (where "on" > ${d} - 28) as widest
  from usage where workspace_id = ${w} and "on" > ${d} - 56 and "on" <= ${d} group by account_id`

const slopes = (w: string, d: string) => `
  select account_id, regr_slope(score, "on" - ${d}) * 30 as slope from health_scores
  where workspace_id = ${w} and "on" > ${d} - 90 and "on" <= ${d} group by account_id`

const threading = (w: string, d: string) => `
  select c.account_id, least(100, 100.0 / 8 * sum(case c.role when 'executive_sponsor' then 3
    when 'economic_buyer' then 3 when 'champion' then 2 else 1 end)) as multithreading
  from contacts c
  where c.workspace_id = ${w} and (c.left_on is null or c.left_on > ${d}) and exists (
    select from activities x where x.workspace_id = ${w} and x.contact_id = c.id and x.account_id = c.account_id
      and x.type <> 'note' and x.at >= ${d} - 89 and x.at < ${d} + 1)
  group by c.account_id`

const voices = (w: string, d: string) => `
  select account_id, avg(score) as nps from (
    select distinct on (account_id, coalesce(contact_id, id)) account_id, score from nps_responses
    where workspace_id = ${w} and at < ${d} + 1
    order by account_id, coalesce(contact_id, id), at desc, source_id desc) n
  group by account_id`

const openTickets = (w: string) => `
  select account_id, count(*) as open, count(*) filter (where priority = 'urgent') as urgent
  from tickets where workspace_id = ${w} and status <> 'solved' group by account_id`

const moods = (w: string, d: string) => `
  select account_id, avg(sentiment) as sentiment from activities
  where workspace_id = ${w} and at >= ${d} - 89 and at < ${d} + 1 group by account_id`

/** Every active account with its risk score. */
const risks = (w: string, d: string) => `
  select a.id, a.source_id, a.name, a.csm_id, a.currency, a.arr, a.renewal_date,
    (case when h.score is null then 15 else 35 * (100 - h.score) / 100 end
    + case when s.slope < -1 then 10 when s.slope > 1 then 0 else 3 end
    + case when coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 <= -0.2 then 12
           when coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 <= -0.1 then 6 else 0 end
    + case when m.sentiment < -0.2 then 8 when m.sentiment < 0 then 4 else 0 end
    + case when t.urgent > 0 then 5 else 0 end + case when t.open >= 4 then 5 else 0 end
    + case when l.last_on is null or ${d} - l.last_on > 30 then 8 else 0 end
    + case when coalesce(p.multithreading, 0) < 40 then 5 else 0 end
    + case when v.nps < 7 then 6 when v.nps < 9 then 2 else 0 end
    + case when a.renewal_date - ${d} <= 30 then 6 when a.renewal_date - ${d} <= 90 then 4
           when a.renewal_date - ${d} <= 120 then 2 else 0 end)::float8 as risk_score
  from accounts a ${newestHealth(w, d)} ${touched(w, d)}
  left join (${slopes(w, d)}) s on s.account_id = a.id
  left join (${usageHalves(w, d)}) u on u.account_id = a.id
  left join (${moods(w, d)}) m on m.account_id = a.id
  left join (${openTickets(w)}) t on t.account_id = a.id
  left join (${threading(w, d)}) p on p.account_id = a.id
  left join (${voices(w, d)}) v on v.account_id = a.id
  where a.workspace_id = ${w} and ${active('a')}`

/** ARR of every account on a day, from its contracts. */
const arrOn = (w: string, day: string) => `
  select a.id, a.currency, case when a.churned_on <= ${day} then 0 when c.contracts > 0 then c.arr
    when coalesce(a.customer_since <= ${day}, true) then coalesce(a.arr, 0) else 0 end as arr
  from accounts a left join (
    select account_id, count(*) as contracts, coalesce(sum(arr) filter (where status <> 'draft'
      and coalesce(start_on <= ${day}, true) and (coalesce(end_on >= ${day}, true) or status = 'active')), 0) as arr
    from contracts where workspace_id = ${w} group by account_id) c on c.account_id = a.id
  where a.workspace_id = ${w}`

export const queryCases: QueryCase[] = [
  {
    name: 'plain filter',
    query: {
      from: 'account',
      where: {
        and: [
          { field: 'segment', op: 'eq', value: 'enterprise' },
          { field: 'region', op: 'eq', value: 'EMEA' },
        ],
      },
      select: ['name', 'arr', 'renewal_date'],
    },
    sql: (w) => `select source_id as id, name, arr::float8, renewal_date from accounts a
      where workspace_id = ${w} and ${active('a')} and segment = 'enterprise' and region = 'EMEA'
      order by a.arr desc nulls last, lower(name), source_id`,
  },
  {
    name: 'renewing soon and not green',
    query: {
      from: 'account',
      where: {
        and: [
          { field: 'renewal_date', op: 'during', value: { next: 90, unit: 'day' } },
          { field: 'health_band', op: 'ne', value: 'green' },
        ],
      },
      select: ['name', 'renewal_date', 'health'],
    },
    sql: (
      w,
      d,
    ) => `select a.source_id as id, a.name, a.renewal_date, h.score as health from accounts a ${newestHealth(w, d)}
      where a.workspace_id = ${w} and ${active('a')} and a.renewal_date between ${d} and ${d} + 90
        and (h.score < 70 or h.score is null)
      order by a.arr desc nulls last, lower(a.name), a.source_id`,
  },
  {
    name: 'urgent ticket and no champion',
    query: {
      from: 'account',
      where: {
        and: [
          {
            some: 'tickets',
            where: {
              and: [
                { field: 'priority', op: 'eq', value: 'urgent' },
                { field: 'status', op: 'ne', value: 'solved' },
              ],
            },
          },
          {
            none: 'contacts',
            where: {
              and: [
                { field: 'role', op: 'eq', value: 'champion' },
                { field: 'left_on', op: 'is_null' },
              ],
            },
          },
        ],
      },
      select: ['name', 'arr'],
    },
    sql: (w) => `select a.source_id as id, a.name, a.arr::float8 from accounts a
      where a.workspace_id = ${w} and ${active('a')}
        and exists (select from tickets where workspace_id = ${w} and account_id = a.id and priority = 'urgent' and status <> 'solved')
        and not exists (select from contacts where workspace_id = ${w} and account_id = a.id and role = 'champion' and left_on is null)
      order by a.arr desc nulls last, lower(a.name), a.source_id`,
  },
  {
    name: 'biggest usage drops',
    query: {
      from: 'account',
      select: ['name', 'usage_change'],
      orderBy: [{ by: 'usage_change', dir: 'asc' }],
      limit: 10,
    },
    sql: (
      w,
      d,
    ) => `select a.source_id as id, a.name, coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 as usage_change
      from accounts a left join (${usageHalves(w, d)}) u on u.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} order by 3 nulls last, lower(a.name), a.source_id limit 10`,
  },
  {
    name: 'low adoption',
    query: {
      from: 'account',
      where: { field: 'adoption', op: 'lt', value: 0.5 },
      select: ['name', 'adoption'],
      orderBy: [{ by: 'adoption', dir: 'asc' }],
    },
    sql: (w, d) => `select * from (
        select a.source_id as id, a.name, case when exists (select from user_usage f where f.workspace_id = ${w} and f.account_id = a.id)
          then coalesce(p.active, 0) else u.widest end::float8 / nullif(a.seats, 0) as adoption
        from accounts a left join (${usageHalves(w, d)}) u on u.account_id = a.id
        left join (select account_id, count(distinct contact_id) as active from user_usage
          where workspace_id = ${w} and "on" > ${d} - 28 and "on" <= ${d} and events > 0 group by account_id) p on p.account_id = a.id
        where a.workspace_id = ${w} and ${active('a')}) x
      where adoption < 0.5 order by adoption, lower(name), id`,
  },
  {
    name: 'no touch in 30 days',
    query: {
      from: 'account',
      where: { not: { field: 'days_since_touch', op: 'lte', value: 30 } },
      select: ['name', 'days_since_touch'],
    },
    sql: (
      w,
      d,
    ) => `select a.source_id as id, a.name, ${d} - l.last_on as days_since_touch from accounts a ${touched(w, d)}
      where a.workspace_id = ${w} and ${active('a')} and (l.last_on is null or ${d} - l.last_on > 30)
      order by a.arr desc nulls last, lower(a.name), a.source_id`,
  },
  {
    name: 'unanswered e-mails',
    query: {
      from: 'account',
      where: { field: 'unanswered', op: 'gt', value: 0 },
      select: ['name', 'unanswered'],
      orderBy: [{ by: 'unanswered', dir: 'desc' }],
    },
    sql: (w, d) => `with newest as (
        select distinct on (account_id, thread_id) account_id, thread_id, at from activities
        where workspace_id = ${w} and type = 'email' and direction = 'inbound' and thread_id is not null and at < ${d} + 1
        order by account_id, thread_id, at desc)
      select a.source_id as id, a.name, count(*)::float8 as unanswered from newest n join accounts a on a.workspace_id = ${w} and a.id = n.account_id
      where ${active('a')} and ${workday(d)} - ${workday('n.at::date')} >= 2 and not exists (
        select from activities o where o.workspace_id = ${w} and o.thread_id = n.thread_id and o.account_id = n.account_id
          and o.type = 'email' and o.direction = 'outbound' and o.at > n.at and o.at < ${d} + 1)
      group by a.source_id, a.name order by 3 desc, lower(a.name), 1`,
  },
  {
    name: 'slowest answered e-mails',
    query: {
      from: 'account',
      select: ['name', 'response_time_h'],
      orderBy: [{ by: 'response_time_h', dir: 'desc' }],
      limit: 10,
    },
    sql: (w, d) => `select a.source_id as id, a.name, r.response_time_h from accounts a left join (
        select account_id, percentile_cont(0.5) within group (order by extract(epoch from answered_at - at)::float8 / 3600)
          filter (where direction = 'inbound') as response_time_h
        from (select account_id, at, direction, min(at) filter (where direction = 'outbound') over (
            partition by account_id, thread_id order by at desc rows between unbounded preceding and 1 preceding) as answered_at
          from activities where workspace_id = ${w} and type = 'email' and thread_id is not null and at < ${d} + 1) x
        group by account_id) r on r.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} order by 3 desc nulls last, lower(a.name), a.source_id limit 10`,
  },
  {
    name: 'single-threaded',
    query: {
      from: 'account',
      where: { field: 'multithreading', op: 'lt', value: 40 },
      select: ['name', 'multithreading'],
    },
    sql: (w, d) => `select a.source_id as id, a.name, coalesce(p.multithreading, 0)::float8 as multithreading
      from accounts a left join (${threading(w, d)}) p on p.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} and coalesce(p.multithreading, 0) < 40
      order by a.arr desc nulls last, lower(a.name), a.source_id`,
  },
  {
    name: 'detractors',
    query: {
      from: 'account',
      where: { field: 'nps_band', op: 'eq', value: 'detractor' },
      select: ['name', 'nps'],
    },
    sql: (
      w,
      d,
    ) => `select a.source_id as id, a.name, v.nps::float8 from accounts a join (${voices(w, d)}) v on v.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} and v.nps < 7 order by a.arr desc nulls last, lower(a.name), a.source_id`,
  },
  {
    name: 'declining health',
    query: {
      from: 'account',
      where: { field: 'health_trend', op: 'eq', value: 'declining' },
      select: ['name', 'health_slope'],
    },
    sql: (
      w,
      d,
    ) => `select a.source_id as id, a.name, s.slope as health_slope from accounts a join (${slopes(w, d)}) s on s.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} and s.slope < -1 order by a.arr desc nulls last, lower(a.name), a.source_id`,
  },
  {
    name: 'at risk, riskiest first',
    query: {
      from: 'account',
      where: { field: 'risk', op: 'eq', value: 'at_risk' },
      select: ['name', 'risk_score', 'renewal_date'],
      orderBy: [{ by: 'risk_score', dir: 'desc' }],
    },
    sql: (w, d) => `select source_id as id, name, risk_score, renewal_date from (${risks(w, d)}) r
      where risk_score >= 50 order by risk_score desc, lower(name), source_id`,
  },
  {
    name: 'by CSM: accounts, ARR, health',
    query: {
      from: 'account',
      groupBy: ['csm'],
      measures: [{ fn: 'count' }, { fn: 'sum', field: 'arr' }, { fn: 'avg', field: 'health' }],
    },
    sql: (
      w,
      d,
    ) => `select u.name as csm, a.currency, count(*)::float8 as count, coalesce(sum(a.arr), 0)::float8 as sum_arr, avg(h.score) as avg_health
      from accounts a left join users u on u.workspace_id = ${w} and u.id = a.csm_id ${newestHealth(w, d)}
      where a.workspace_id = ${w} and ${active('a')} group by a.csm_id, u.name, a.currency order by 3 desc`,
  },
  {
    name: 'load of each CSM',
    query: {
      from: 'user',
      where: { field: 'role', op: 'eq', value: 'csm' },
      select: ['name', 'accounts', 'at_risk_accounts', 'overdue_tasks', 'renewals_90'],
    },
    sql: (
      w,
      d,
    ) => `select u.email as id, u.name, coalesce(r.accounts, 0)::float8 as accounts, coalesce(r.at_risk, 0)::float8 as at_risk_accounts,
        coalesce(k.overdue, 0)::float8 as overdue_tasks, coalesce(r.renewals, 0)::float8 as renewals_90
      from users u left join (select csm_id, count(*) as accounts, count(*) filter (where risk_score >= 50) as at_risk,
          count(*) filter (where renewal_date between ${d} and ${d} + 90) as renewals
        from (${risks(w, d)}) x group by csm_id) r on r.csm_id = u.id
      left join (select assignee_id, count(*) as overdue from tasks
        where workspace_id = ${w} and status = 'open' and due_on < ${d} group by assignee_id) k on k.assignee_id = u.id
      where u.workspace_id = ${w} and u.role = 'csm' order by lower(u.name)`,
  },
  {
    name: 'NRR over 12 months',
    query: { from: 'account', measures: [{ measure: 'nrr', during: { last: 12, unit: 'month' } }] },
    sql: (
      w,
      d,
    ) => `select s.currency, (sum(e.arr) filter (where s.arr > 0) / nullif(sum(s.arr) filter (where s.arr > 0), 0))::float8 as nrr
      from (${arrOn(w, `(${d} - interval '12 months')::date`)}) s join (${arrOn(w, d)}) e on e.id = s.id group by s.currency`,
  },
  {
    name: 'open tickets by priority',
    query: {
      from: 'ticket',
      where: { field: 'status', op: 'ne', value: 'solved' },
      groupBy: ['priority'],
      measures: [{ fn: 'count' }],
    },
    sql: (w) => `select t.priority, count(*)::float8 as count from tickets t
      where t.workspace_id = ${w} and t.status <> 'solved' group by t.priority order by 2 desc`,
  },
  {
    name: 'power users',
    query: {
      from: 'contact',
      where: { field: 'power_user', op: 'eq', value: true },
      select: ['name', 'account.name'],
    },
    sql: (w, d) => `with habit as (
        select account_id, contact_id, sum(events) as events, count(*) filter (where events > 0) as days from user_usage
        where workspace_id = ${w} and "on" > ${d} - 28 and "on" <= ${d} group by account_id, contact_id)
      select c.source_id as id, c.name, a.name as "account.name" from habit h
      join (select account_id, percentile_cont(0.9) within group (order by events) as p90 from habit where events > 0 group by account_id) p
        on p.account_id = h.account_id
      join contacts c on c.workspace_id = ${w} and c.id = h.contact_id and c.account_id = h.account_id
      join accounts a on a.workspace_id = ${w} and a.id = h.account_id
      where h.events > 0 and h.events >= p.p90 and h.days >= 8 and c.left_on is null and ${active('a')}
      order by lower(a.name), lower(c.name)`,
  },
  {
    name: 'meetings and calls by week',
    query: {
      from: 'activity',
      where: {
        and: [
          { field: 'type', op: 'in', value: ['meeting', 'call'] },
          { field: 'at', op: 'during', value: { last: 180, unit: 'day' } },
        ],
      },
      groupBy: [{ field: 'at', by: 'week' }],
      measures: [{ fn: 'count' }],
      scope: 'all',
    },
    sql: (
      w,
      d,
    ) => `select to_char(date_trunc('week', at at time zone 'UTC'), 'YYYY-MM-DD') as at_week, count(*)::float8 as count from activities
      where workspace_id = ${w} and type in ('meeting', 'call') and at >= ${d} - 180 and at < ${d} + 1 group by 1 order by 1`,
  },
]
