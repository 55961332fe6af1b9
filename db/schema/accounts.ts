/** Accounts and what is agreed with them: contacts, contracts, opportunities, milestones. */
import { boolean, date, doublePrecision, index, integer, numeric, text, uuid } from 'drizzle-orm/pg-core'
import {
  consents,
  contactRoles,
  contractStatuses,
  lifecycles,
  milestoneKinds,
  opportunityStatuses,
  opportunityTypes,
  regions,
  segments,
} from '../contract.ts'
import { objectColumns, objectKeys, ownedBy, reference, workspaceTable } from './columns.ts'
import { users } from './workspaces.ts'

export const accounts = workspaceTable(
  'accounts',
  {
    ...objectColumns(),
    name: text('name').notNull(),
    domain: text('domain'),
    parentId: uuid('parent_id'),
    industry: text('industry'),
    segment: text('segment', { enum: segments }),
    region: text('region', { enum: regions }),
    lifecycle: text('lifecycle', { enum: lifecycles }),
    csmId: uuid('csm_id'),
    aeId: uuid('ae_id'),
    arr: numeric('arr', { precision: 16, scale: 2, mode: 'number' }),
    currency: text('currency').notNull().default('USD'),
    customerSince: date('customer_since', { mode: 'string' }),
    renewalDate: date('renewal_date', { mode: 'string' }),
    autoRenew: boolean('auto_renew'),
    seats: integer('seats'),
    goLiveOn: date('go_live_on', { mode: 'string' }),
    nextTouchOn: date('next_touch_on', { mode: 'string' }),
    churnedOn: date('churned_on', { mode: 'string' }),
    churnReason: text('churn_reason'),
    timeZone: text('time_zone'),
    tags: text('tags').array().notNull().default([]),
  },
  (t) => [
    ...objectKeys(t),
    reference(t.workspaceId, t.csmId, users),
    reference(t.workspaceId, t.aeId, users),
    index().on(t.workspaceId, t.csmId),
    index().on(t.workspaceId, t.renewalDate),
    index().on(t.workspaceId, t.parentId),
  ],
)

export const contacts = workspaceTable(
  'contacts',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    title: text('title'),
    role: text('role', { enum: contactRoles }),
    reportsToId: uuid('reports_to_id'),
    leftOn: date('left_on', { mode: 'string' }),
    timeZone: text('time_zone'),
    consent: text('consent', { enum: consents }),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    index().on(t.workspaceId, t.accountId),
  ],
)

export const contracts = workspaceTable(
  'contracts',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    product: text('product'),
    arr: numeric('arr', { precision: 16, scale: 2, mode: 'number' }),
    seats: integer('seats'),
    startOn: date('start_on', { mode: 'string' }),
    endOn: date('end_on', { mode: 'string' }),
    autoRenew: boolean('auto_renew'),
    noticeDays: integer('notice_days'),
    status: text('status', { enum: contractStatuses }).notNull(),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    index().on(t.workspaceId, t.accountId),
  ],
)

export const opportunities = workspaceTable(
  'opportunities',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    type: text('type', { enum: opportunityTypes }),
    name: text('name').notNull(),
    stage: text('stage'),
    amount: numeric('amount', { precision: 16, scale: 2, mode: 'number' }),
    probability: doublePrecision('probability'),
    closeOn: date('close_on', { mode: 'string' }),
    competitor: text('competitor'),
    ownerId: uuid('owner_id'),
    status: text('status', { enum: opportunityStatuses }).notNull(),
    lostReason: text('lost_reason'),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    reference(t.workspaceId, t.ownerId, users),
    index().on(t.workspaceId, t.accountId),
  ],
)

export const milestones = workspaceTable(
  'milestones',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: milestoneKinds }),
    dueOn: date('due_on', { mode: 'string' }),
    doneOn: date('done_on', { mode: 'string' }),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    index().on(t.workspaceId, t.accountId),
  ],
)
