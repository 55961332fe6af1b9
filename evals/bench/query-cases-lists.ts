/** Query cases that list accounts and tickets by a condition or in an order: plain ones, relations, usage, health, risk. */
import {
  accountsWith,
  asc,
  below,
  biggestFirst,
  desc,
  is,
  page,
  total,
  type QueryCase,
} from './query-case.ts'
import {
  active,
  adoptions,
  moods,
  newestHealth,
  openTickets,
  risks,
  slopes,
  usageHalves,
  voices,
} from './query-sql.ts'

/** The day that is thirty days before the benchmark's. */
const monthBefore = '2026-10-22'

export const listCases: QueryCase[] = [
  {
    name: 'plain filter',
    query: {
      from: 'account',
      where: { and: [is('segment', 'enterprise'), is('region', 'EMEA')] },
      select: ['name', 'arr', 'renewal_date'],
      limit: page,
    },
    sql: (w) =>
      accountsWith(w, 'a.arr::float8, a.renewal_date', '', `a.segment = 'enterprise' and a.region = 'EMEA'`),
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
      limit: page,
    },
    sql: (w, d) =>
      accountsWith(
        w,
        'a.renewal_date, h.score as health',
        newestHealth(w, d),
        `a.renewal_date between ${d} and ${d} + 90
        and (h.score < 70 or h.score is null)`,
      ),
  },
  {
    name: 'overdue renewals',
    query: {
      from: 'account',
      where: below('days_to_renewal', 0),
      select: ['name', 'renewal_date', 'days_to_renewal'],
      orderBy: [asc('days_to_renewal')],
      limit: page,
    },
    sql: (w, d) =>
      accountsWith(
        w,
        `a.renewal_date, a.renewal_date - ${d} as days_to_renewal`,
        '',
        `a.renewal_date < ${d}`,
        'order by a.renewal_date, lower(a.name), a.source_id',
      ),
  },
  {
    name: 'name contains',
    query: {
      from: 'account',
      where: { field: 'name', op: 'contains', value: 'north' },
      select: ['name', 'arr'],
      scope: 'all',
      limit: page,
    },
    sql: (w) => `select a.source_id as id, a.name, a.arr::float8, ${total} from accounts a
      where a.workspace_id = ${w} and position('north' in lower(a.name)) > 0 ${biggestFirst} limit ${page}`,
  },
  {
    name: 'urgent ticket and no champion',
    query: {
      from: 'account',
      where: {
        and: [
          {
            some: 'tickets',
            where: { and: [is('priority', 'urgent'), { field: 'status', op: 'ne', value: 'solved' }] },
          },
          {
            none: 'contacts',
            where: { and: [is('role', 'champion'), { field: 'left_on', op: 'is_null' }] },
          },
        ],
      },
      select: ['name', 'arr'],
      limit: page,
    },
    sql: (w) =>
      accountsWith(
        w,
        'a.arr::float8',
        '',
        `exists (select from tickets
          where workspace_id = ${w} and account_id = a.id and priority = 'urgent' and status <> 'solved')
        and not exists (select from contacts
          where workspace_id = ${w} and account_id = a.id and role = 'champion' and left_on is null)`,
      ),
  },
  {
    name: 'biggest usage drops',
    query: { from: 'account', select: ['name', 'usage_change'], orderBy: [asc('usage_change')], limit: 10 },
    sql: (
      w,
      d,
    ) => `select a.source_id as id, a.name, coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 as usage_change,
        ${total} from accounts a left join (${usageHalves(w, d)}) u on u.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} order by 3 nulls last, lower(a.name), a.source_id limit 10`,
  },
  {
    name: 'usage down',
    query: { from: 'account', where: is('usage_down', true), select: ['name', 'usage_change'], limit: page },
    sql: (w, d) =>
      accountsWith(
        w,
        'coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 as usage_change',
        `join (${usageHalves(w, d)}) u on u.account_id = a.id`,
        'coalesce(u.later, 0)::float8 / nullif(u.earlier, 0) - 1 <= -0.2',
      ),
  },
  {
    name: 'low adoption',
    query: {
      from: 'account',
      where: below('adoption', 0.5),
      select: ['name', 'adoption'],
      orderBy: [asc('adoption')],
      limit: page,
    },
    sql: (w, d) =>
      accountsWith(
        w,
        'x.adoption',
        `join (${adoptions(w, d)}) x on x.id = a.id`,
        'x.adoption < 0.5',
        'order by x.adoption, lower(a.name), a.source_id',
      ),
  },
  {
    name: 'negative sentiment',
    query: { from: 'account', where: below('sentiment', 0), select: ['name', 'sentiment'], limit: page },
    sql: (w, d) =>
      accountsWith(w, 'm.sentiment', `join (${moods(w, d)}) m on m.account_id = a.id`, 'm.sentiment < 0'),
  },
  {
    name: 'detractors',
    query: { from: 'account', where: is('nps_band', 'detractor'), select: ['name', 'nps'], limit: page },
    sql: (w, d) =>
      accountsWith(w, 'v.nps::float8', `join (${voices(w, d)}) v on v.account_id = a.id`, 'v.nps < 7'),
  },
  {
    name: 'declining health',
    query: {
      from: 'account',
      where: is('health_trend', 'declining'),
      select: ['name', 'health_slope'],
      limit: page,
    },
    sql: (w, d) =>
      accountsWith(
        w,
        's.slope as health_slope',
        `join (${slopes(w, d)}) s on s.account_id = a.id`,
        's.slope < -1',
      ),
  },
  {
    name: 'biggest health drops in 30 days',
    query: {
      from: 'account',
      select: ['name', { field: 'health', since: { today: -30 } }],
      orderBy: [{ by: { field: 'health', since: { today: -30 } }, dir: 'asc' }],
      limit: 10,
    },
    sql: (
      w,
      d,
    ) => `select a.source_id as id, a.name, h.score - b.score as "health_since_${monthBefore}", ${total} from accounts a ${newestHealth(w, d)}
      left join lateral (select score from health_scores where workspace_id = ${w} and account_id = a.id and "on" <= ${d} - 30
        order by "on" desc limit 1) b on true
      where a.workspace_id = ${w} and ${active('a')} order by 3 nulls last, lower(a.name), a.source_id limit 10`,
  },
  {
    name: 'most open tickets',
    query: { from: 'account', select: ['name', 'open_tickets'], orderBy: [desc('open_tickets')], limit: 10 },
    sql: (w) => `select a.source_id as id, a.name, coalesce(t.open, 0)::float8 as open_tickets, ${total}
      from accounts a left join (${openTickets(w)}) t on t.account_id = a.id
      where a.workspace_id = ${w} and ${active('a')} order by coalesce(t.open, 0) desc, lower(a.name), a.source_id limit 10`,
  },
  {
    name: 'oldest open tickets',
    query: {
      from: 'ticket',
      where: { field: 'status', op: 'ne', value: 'solved' },
      select: ['subject', 'account.name', 'opened_at'],
      orderBy: [asc('opened_at')],
      limit: 10,
    },
    sql: (w) => `select t.source_id as id, t.subject, a.name as "account.name", ${total} from tickets t
      join accounts a on a.workspace_id = ${w} and a.id = t.account_id
      where t.workspace_id = ${w} and t.status <> 'solved' order by t.opened_at, lower(t.subject), t.source_id limit 10`,
  },
  {
    name: 'at risk, riskiest first',
    query: {
      from: 'account',
      where: is('risk', 'at_risk'),
      select: ['name', 'risk_score', 'renewal_date'],
      orderBy: [desc('risk_score')],
      limit: page,
    },
    sql: (w, d) => `select source_id as id, name, risk_score, renewal_date, ${total} from (${risks(w, d)}) r
      where risk_score >= 50 order by risk_score desc, lower(name), source_id limit ${page}`,
  },
  {
    name: 'top 20 by risk score',
    query: { from: 'account', select: ['name', 'risk_score'], orderBy: [desc('risk_score')], limit: 20 },
    sql: (w, d) => `select source_id as id, name, risk_score, ${total} from (${risks(w, d)}) r
      order by risk_score desc nulls last, lower(name), source_id limit 20`,
  },
]
