/** What happens with an account: activities, tickets, NPS, tasks, and the time series of usage, health and KPIs. */
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  activityTypes,
  directions,
  kpiDirections,
  priorities,
  taskStatuses,
  ticketStatuses,
} from '../contract.ts'
import { accounts, contacts } from './accounts.ts'
import {
  moment,
  objectColumns,
  objectKeys,
  ownedBy,
  recordedColumns,
  reference,
  workspaceTable,
} from './columns.ts'
import { users } from './workspaces.ts'

export const activities = workspaceTable(
  'activities',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    contactId: uuid('contact_id'),
    type: text('type', { enum: activityTypes }).notNull(),
    direction: text('direction', { enum: directions }),
    at: moment('at').notNull(),
    subject: text('subject'),
    body: text('body'),
    ownerId: uuid('owner_id'),
    threadId: text('thread_id'),
    sentiment: doublePrecision('sentiment'),
    noShow: boolean('no_show'),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    reference(t.workspaceId, t.contactId, contacts),
    reference(t.workspaceId, t.ownerId, users),
    index().on(t.workspaceId, t.accountId, t.at),
    index().on(t.workspaceId, t.contactId, t.at),
    index().on(t.workspaceId, t.at),
    index().on(t.workspaceId, t.threadId, t.at),
  ],
)

export const tickets = workspaceTable(
  'tickets',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    contactId: uuid('contact_id'),
    subject: text('subject').notNull(),
    priority: text('priority', { enum: priorities }),
    status: text('status', { enum: ticketStatuses }).notNull(),
    openedAt: moment('opened_at').notNull(),
    firstResponseAt: moment('first_response_at'),
    solvedAt: moment('solved_at'),
    csat: integer('csat'),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    reference(t.workspaceId, t.contactId, contacts),
    index().on(t.workspaceId, t.accountId),
    index().on(t.workspaceId, t.status),
  ],
)

export const npsResponses = workspaceTable(
  'nps_responses',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    contactId: uuid('contact_id'),
    score: integer('score').notNull(),
    comment: text('comment'),
    at: moment('at').notNull(),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    reference(t.workspaceId, t.contactId, contacts),
    index().on(t.workspaceId, t.accountId, t.at),
  ],
)

export const tasks = workspaceTable(
  'tasks',
  {
    ...objectColumns(),
    accountId: uuid('account_id'),
    title: text('title').notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    status: text('status', { enum: taskStatuses }).notNull(),
    priority: text('priority', { enum: priorities }),
    assigneeId: uuid('assignee_id'),
    doneAt: moment('done_at'),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    reference(t.workspaceId, t.assigneeId, users),
    index().on(t.workspaceId, t.accountId),
    index().on(t.workspaceId, t.assigneeId, t.dueOn),
  ],
)

export const healthScores = workspaceTable(
  'health_scores',
  {
    ...recordedColumns(),
    accountId: uuid('account_id').notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    score: doublePrecision('score').notNull(),
    usage: doublePrecision('usage'),
    engagement: doublePrecision('engagement'),
    support: doublePrecision('support'),
    sentiment: doublePrecision('sentiment'),
    relationship: doublePrecision('relationship'),
    commercial: doublePrecision('commercial'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.on] }),
    ownedBy(t.workspaceId, t.accountId, accounts),
  ],
)

export const usage = workspaceTable(
  'usage',
  {
    ...recordedColumns(),
    accountId: uuid('account_id').notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    feature: text('feature').notNull(),
    activeUsers: integer('active_users'),
    events: bigint('events', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.on, t.feature] }),
    ownedBy(t.workspaceId, t.accountId, accounts),
    index().on(t.workspaceId, t.on),
  ],
)

export const userUsage = workspaceTable(
  'user_usage',
  {
    ...recordedColumns(),
    accountId: uuid('account_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    events: bigint('events', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.contactId, t.on] }),
    ownedBy(t.workspaceId, t.accountId, accounts),
    ownedBy(t.workspaceId, t.contactId, contacts),
    index().on(t.workspaceId, t.on),
  ],
)

export const kpiDefinitions = workspaceTable(
  'kpi_definitions',
  {
    ...recordedColumns(),
    key: text('key').notNull(),
    label: text('label').notNull(),
    category: text('category'),
    unit: text('unit'),
    direction: text('direction', { enum: kpiDirections }),
    weight: doublePrecision('weight'),
    low: doublePrecision('low'),
    high: doublePrecision('high'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
)

export const kpis = workspaceTable(
  'kpis',
  {
    ...recordedColumns(),
    accountId: uuid('account_id').notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    key: text('key').notNull(),
    value: doublePrecision('value').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.key, t.on] }),
    ownedBy(t.workspaceId, t.accountId, accounts),
  ],
)
