/** Query cases that give figures: sums and counts by group, retention, load, series over time. */
import { is, type QueryCase } from './query-case.ts'
import { active, arrOn, newestHealth, risks, voices } from './query-sql.ts'

export const figureCases: QueryCase[] = [
  {
    name: 'by segment: accounts, ARR',
    query: {
      from: 'account',
      groupBy: ['segment'],
      measures: [{ fn: 'count' }, { fn: 'sum', field: 'arr' }],
    },
    sql: (
      w,
    ) => `select a.segment, a.currency, count(*)::float8 as count, coalesce(sum(a.arr), 0)::float8 as sum_arr
      from accounts a where a.workspace_id = ${w} and ${active('a')} group by a.segment, a.currency order by 3 desc`,
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
    name: 'by segment: mean risk score',
    query: {
      from: 'account',
      groupBy: ['segment'],
      measures: [{ fn: 'count' }, { fn: 'avg', field: 'risk_score' }],
    },
    sql: (w, d) => `select segment, count(*)::float8 as count, avg(risk_score) as avg_risk_score
      from (${risks(w, d)}) r group by segment order by 2 desc`,
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
    name: 'by segment: ARR half a year ago',
    query: {
      from: 'account',
      groupBy: ['segment'],
      measures: [{ fn: 'sum', field: 'arr', at: { today: -182 }, as: 'arr_then' }],
      scope: 'all',
    },
    sql: (
      w,
      d,
    ) => `select segment, currency, sum(arr)::float8 as arr_then from (${arrOn(w, `(${d} - 182)`)}) x
      group by segment, currency order by 3 desc`,
  },
  {
    name: 'NPS of the portfolio',
    query: { from: 'account', measures: [{ measure: 'portfolio_nps' }] },
    sql: (
      w,
      d,
    ) => `select (100.0 * sum(v.promoters - v.detractors) / nullif(sum(v.responses), 0))::float8 as portfolio_nps
      from accounts a join (${voices(w, d)}) v on v.account_id = a.id where a.workspace_id = ${w} and ${active('a')}`,
  },
  {
    name: 'ARR that renews, by month',
    query: {
      from: 'account',
      where: { field: 'renewal_date', op: 'during', value: { next: 365, unit: 'day' } },
      groupBy: [{ field: 'renewal_date', by: 'month' }],
      measures: [{ fn: 'sum', field: 'arr' }],
    },
    sql: (
      w,
      d,
    ) => `select to_char(a.renewal_date, 'YYYY-MM') as renewal_date_month, a.currency, sum(a.arr)::float8 as sum_arr
      from accounts a where a.workspace_id = ${w} and ${active('a')} and a.renewal_date between ${d} and ${d} + 365
      group by 1, 2 order by 1, 2`,
  },
  {
    name: 'contacts by role',
    query: { from: 'contact', groupBy: ['role'], measures: [{ fn: 'count' }] },
    sql: (
      w,
    ) => `select c.role, count(*)::float8 as count from contacts c join accounts a on a.workspace_id = ${w} and a.id = c.account_id
      where c.workspace_id = ${w} and c.left_on is null and ${active('a')} group by c.role order by 2 desc`,
  },
  {
    name: 'open pipeline by stage',
    query: {
      from: 'opportunity',
      where: is('status', 'open'),
      groupBy: ['stage'],
      measures: [{ fn: 'count' }, { fn: 'sum', field: 'weighted_amount' }],
    },
    sql: (w) => `select o.stage, a.currency as "account.currency", count(*)::float8 as count,
        coalesce(sum(o.amount * o.probability / 100), 0)::float8 as sum_weighted_amount
      from opportunities o join accounts a on a.workspace_id = ${w} and a.id = o.account_id
      where o.workspace_id = ${w} and o.status = 'open' group by 1, 2 order by 3 desc`,
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
      where workspace_id = ${w} and type in ('meeting', 'call') and at >= (${d} - 180)::timestamptz and at < (${d} + 1)::timestamptz group by 1 order by 1`,
  },
  {
    name: 'usage by feature in 28 days',
    query: {
      from: 'usage',
      where: { field: 'on', op: 'during', value: { last: 27, unit: 'day' } },
      groupBy: ['feature'],
      measures: [{ fn: 'sum', field: 'events' }],
      scope: 'all',
    },
    sql: (w, d) => `select feature, sum(events)::float8 as sum_events from usage
      where workspace_id = ${w} and "on" >= ${d} - 27 and "on" <= ${d} group by feature order by 2 desc`,
  },
]
