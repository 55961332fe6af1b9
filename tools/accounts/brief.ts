/** Reads what a brief of an account is made of: its measures, and the rows of what is open and recent. */
import { v7 as uuid } from 'uuid'
import type { TableBlock } from '#agent/contract.ts'
import type { Named } from '#db/query/lookup.ts'
import type { Condition, Query } from '#db/query/query.ts'
import { runQuery, type Cell, type QueryResult } from '#db/query/run.ts'
import type { ToolContext } from '../kit/define-tool.ts'

type Row = Record<string, Cell>

export type Brief = {
  /** The account's measures by key, with how each prints. */
  measures: Row
  columns: QueryResult['columns']
  /** The components of the newest health score. */
  components: QueryResult | null
  tables: (TableBlock & { topic: Topic })[]
}
export type Topic =
  'contacts' | 'tickets' | 'tasks' | 'opportunities' | 'activities' | 'voice' | 'features' | 'family'

const measures = [
  'id', 'name', 'industry', 'segment', 'region', 'lifecycle', 'csm', 'ae', 'arr', 'currency', 'customer_since',
  'renewal_date', 'days_to_renewal', 'auto_renew', 'seats', 'go_live_on', 'next_touch_on', 'churned_on',
  'churn_reason', 'tags', 'health', 'health_band', 'health_trend', 'health_slope', 'health_scored_on', 'risk',
  'risk_score', 'risk_reasons', 'renewal_likelihood', 'active_users', 'adoption', 'usage_change', 'power_users',
  'declining_users', 'last_touch_on', 'days_since_touch', 'response_time_h', 'unanswered', 'multithreading',
  'champion_left_on', 'silent_contacts', 'sentiment', 'open_tickets', 'urgent_tickets', 'first_response_h', 'nps',
  'nps_band', 'nps_responses', 'time_to_value', 'parent.name',
] // prettier-ignore

const is = (field: string, value: string | boolean): Condition => ({ field, op: 'eq', value })

/** What is listed beside the measures: whose rows (by the path to the account's id), which of them, and how. */
const lists: { topic: Topic; title: string; by: string; only: Condition[]; query: Query }[] = [
  {
    topic: 'contacts',
    title: 'Key people',
    by: 'account.id',
    only: [is('key', true)],
    query: {
      from: 'contact',
      select: ['name', 'role', 'title', 'last_touch_on', 'days_since_touch', 'silent'],
      orderBy: [{ by: 'role', dir: 'asc' }],
    },
  },
  {
    topic: 'tickets',
    title: 'Open tickets',
    by: 'account.id',
    only: [is('open', true)],
    query: {
      from: 'ticket',
      select: ['subject', 'priority', 'status', 'opened_at', 'age_days'],
      orderBy: [
        { by: 'priority', dir: 'desc' },
        { by: 'opened_at', dir: 'asc' },
      ],
    },
  },
  {
    topic: 'tasks',
    title: 'Open tasks',
    by: 'account.id',
    only: [is('open', true)],
    query: { from: 'task', select: ['title', 'due_on', 'assignee', 'priority', 'overdue'] },
  },
  {
    topic: 'opportunities',
    title: 'Open opportunities',
    by: 'account.id',
    only: [is('open', true)],
    query: {
      from: 'opportunity',
      select: ['name', 'type', 'stage', 'amount', 'probability', 'close_on', 'competitor', 'owner'],
      orderBy: [{ by: 'close_on', dir: 'asc' }],
    },
  },
  {
    topic: 'activities',
    title: 'Latest touches',
    by: 'account.id',
    only: [{ field: 'at', op: 'lte', value: { today: 0 } }],
    query: {
      from: 'activity',
      select: ['at', 'type', 'direction', 'subject', 'contact.name', 'owner', 'sentiment'],
      limit: 8,
    },
  },
  {
    topic: 'voice',
    title: 'Latest NPS responses',
    by: 'account.id',
    only: [is('newest', true)],
    query: { from: 'nps', select: ['score', 'contact.name', 'comment', 'at'], limit: 5 },
  },
  {
    topic: 'features',
    title: 'Usage by feature, last 28 days',
    by: 'account.id',
    only: [{ field: 'on', op: 'between', value: [{ today: -27 }, { today: 0 }] }],
    query: {
      from: 'usage',
      groupBy: ['feature'],
      measures: [
        { fn: 'sum', field: 'events' },
        { fn: 'max', field: 'active_users' },
      ],
    },
  },
  {
    topic: 'family',
    title: 'Subsidiaries',
    by: 'parent.id',
    only: [],
    query: { from: 'account', select: ['name', 'arr', 'renewal_date', 'health', 'health_band'] },
  },
]

export async function readBrief(account: Named, context: ToolContext): Promise<Brief> {
  const { tx, catalogue, signal } = context
  const ask = (query: Query) => {
    signal.throwIfAborted()
    return runQuery(tx, catalogue, query, context)
  }
  const own = await ask({ from: 'account', where: is('id', account.id), select: measures })
  const components = await ask({ from: 'health_score', where: is('account.id', account.id), limit: 1 })
  const tables: Brief['tables'] = []
  for (const { topic, title, by, only, query } of lists) {
    const where = { and: [is(by, account.id), ...only] }
    const { object, columns, rows, total, reading } = await ask({ ...query, where })
    tables.push({ kind: 'table', id: uuid(), topic, object, title, columns, rows, total, reading })
  }
  return {
    measures: own.rows[0] ?? {},
    columns: own.columns,
    components: components.total > 0 ? components : null,
    tables,
  }
}
