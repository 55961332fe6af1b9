/** Query cases that ask about one account or one person's book: what a customer success manager waits for most. */
import { asc, desc, is, page, total, type QueryCase, type Subject } from './query-case.ts'
import { adoptions, idsOf, risks } from './query-sql.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
const theOne = (w: string, { account }: Subject) =>
  `accounts where workspace_id = ${w} and source_id = ${quoted(account)}`
const theBook = (w: string, { csm }: Subject) => `accounts where workspace_id = ${w}
  and csm_id = (select id from users where workspace_id = ${w} and email = ${quoted(csm)}) and lifecycle is distinct from 'churned'`

export const fewCases: QueryCase[] = [
  {
    name: 'one account, its brief',
    query: ({ account }) => ({
      from: 'account',
      where: is('id', account),
      select: [
        'name',
        'arr',
        'health',
        'health_slope',
        'days_since_touch',
        'open_tickets',
        'urgent_tickets',
        'nps',
        'sentiment',
        'multithreading',
        'adoption',
        'risk_score',
      ],
    }),
    sql: (
      w,
      d,
      subject,
    ) => `select r.source_id as id, r.name, r.arr::float8, r.health, r.slope as health_slope,
        ${d} - r.last_on as days_since_touch, coalesce(r.open, 0)::float8 as open_tickets, coalesce(r.urgent, 0)::float8 as urgent_tickets,
        r.nps::float8, r.sentiment, coalesce(r.multithreading, 0)::float8 as multithreading, x.adoption, r.risk_score
      from (${risks(w, d, idsOf(theOne(w, subject)))}) r join (${adoptions(w, d, idsOf(theOne(w, subject)))}) x on x.id = r.id`,
  },
  {
    name: 'one account, its timeline',
    query: ({ account }) => ({
      from: 'activity',
      where: is('account.id', account),
      select: ['at', 'type', 'subject', 'contact.name'],
      orderBy: [desc('at')],
      limit: 50,
    }),
    sql: (
      w,
      _,
      subject,
    ) => `select x.source_id as id, x.type, x.subject, c.name as "contact.name", ${total} from activities x
      left join contacts c on c.workspace_id = ${w} and c.id = x.contact_id
      where x.workspace_id = ${w} and x.account_id = (select id from ${theOne(w, subject)})
      order by x.at desc, lower(x.subject), x.source_id limit 50`,
  },
  {
    name: 'one account, its contacts',
    query: ({ account }) => ({
      from: 'contact',
      where: is('account.id', account),
      select: ['name', 'role', 'days_since_touch'],
      limit: page,
    }),
    sql: (
      w,
      d,
      subject,
    ) => `select c.source_id as id, c.name, c.role, ${d} - l.last_on as days_since_touch, ${total} from contacts c
      left join lateral (select at::date as last_on from activities where workspace_id = ${w} and contact_id = c.id
        and type <> 'note' and at < (${d} + 1)::timestamptz order by at desc limit 1) l on true
      where c.workspace_id = ${w} and c.account_id = (select id from ${theOne(w, subject)}) and c.left_on is null
      order by lower(c.name), c.source_id limit ${page}`,
  },
  {
    name: 'my accounts',
    query: ({ csm }) => ({
      from: 'account',
      where: is('csm', csm),
      select: ['name', 'arr', 'renewal_date', 'health', 'days_since_touch'],
      limit: page,
    }),
    sql: (
      w,
      d,
      subject,
    ) => `select a.source_id as id, a.name, a.arr::float8, a.renewal_date, h.score as health,
        ${d} - l.last_on as days_since_touch, ${total}
      from (select * from ${theBook(w, subject)}) a
      left join lateral (select score from health_scores where workspace_id = ${w} and account_id = a.id and "on" <= ${d}
        order by "on" desc limit 1) h on true
      left join lateral (select at::date as last_on from activities where workspace_id = ${w} and account_id = a.id
        and type <> 'note' and at < (${d} + 1)::timestamptz order by at desc limit 1) l on true
      order by a.arr desc nulls last, lower(a.name), a.source_id limit ${page}`,
  },
  {
    name: 'my accounts at risk',
    query: ({ csm }) => ({
      from: 'account',
      where: { and: [is('csm', csm), is('risk', 'at_risk')] },
      select: ['name', 'risk_score', 'arr'],
      orderBy: [desc('risk_score')],
      limit: page,
    }),
    sql: (w, d, subject) => `select source_id as id, name, risk_score, arr::float8, ${total}
      from (${risks(w, d, idsOf(theBook(w, subject)))}) r
      where risk_score >= 50 order by risk_score desc, lower(name), source_id limit ${page}`,
  },
  {
    name: 'my overdue tasks',
    query: ({ csm }) => ({
      from: 'task',
      where: {
        and: [is('assignee', csm), is('status', 'open'), { field: 'due_on', op: 'lt', value: { today: 0 } }],
      },
      select: ['title', 'due_on', 'account.name'],
      orderBy: [asc('due_on')],
      limit: page,
    }),
    sql: (
      w,
      d,
      { csm },
    ) => `select k.source_id as id, k.title, k.due_on, a.name as "account.name", ${total} from tasks k
      left join accounts a on a.workspace_id = ${w} and a.id = k.account_id
      where k.workspace_id = ${w} and k.status = 'open' and k.due_on < ${d}
        and k.assignee_id = (select id from users where workspace_id = ${w} and email = ${quoted(csm)})
      order by k.due_on, lower(k.title), k.source_id limit ${page}`,
  },
  {
    name: 'my book, open tickets by priority',
    query: ({ csm }) => ({
      from: 'ticket',
      where: { and: [is('account.csm', csm), { field: 'status', op: 'ne', value: 'solved' }] },
      groupBy: ['priority'],
      measures: [{ fn: 'count' }],
      scope: 'all',
    }),
    sql: (w, _, { csm }) => `select t.priority, count(*)::float8 as count from tickets t
      where t.workspace_id = ${w} and t.status <> 'solved' and t.account_id in (select id from accounts where workspace_id = ${w}
        and csm_id = (select id from users where workspace_id = ${w} and email = ${quoted(csm)}))
      group by t.priority order by 2 desc`,
  },
]
