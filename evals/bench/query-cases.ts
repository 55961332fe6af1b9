/** Questions over the catalogue beside the SQL that somebody who knows the tables would write for the same answer: plain ones, relations, each heavy measure. */
import type { Query } from '#db/query/query.ts'
import {
  active,
  workday,
  newestHealth,
  touched,
  usageHalves,
  slopes,
  threading,
  voices,
  risks,
  arrOn,
} from './query-sql.ts'

export type QueryCase = {
  name: string
  query: Query
  /** Columns are named as the query's; those of both are compared. `w` and `d` are the workspace and the day as SQL. */
  sql: (w: string, d: string) => string
}

const is = (field: string, value: string | boolean) => ({ field, op: 'eq' as const, value })

export const queryCases: QueryCase[] = [
  {
    name: 'plain filter',
    query: {
      from: 'account',
      where: {
        and: [is('segment', 'enterprise'), is('region', 'EMEA')],
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
              and: [is('priority', 'urgent'), { field: 'status', op: 'ne', value: 'solved' }],
            },
          },
          {
            none: 'contacts',
            where: {
              and: [is('role', 'champion'), { field: 'left_on', op: 'is_null' }],
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
        select a.source_id as id, a.name, case when (select true from user_usage f
            where f.workspace_id = ${w} and f.account_id = a.id order by f.contact_id, f."on" limit 1)
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
      where: is('nps_band', 'detractor'),
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
      where: is('health_trend', 'declining'),
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
      where: is('risk', 'at_risk'),
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
      where: is('role', 'csm'),
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
      where: is('power_user', true),
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
