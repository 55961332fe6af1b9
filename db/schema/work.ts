/** What people of the team set beside the records: accounts that they keep in focus, drafts of mails, health that they know better. */
import { date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { draftStates } from '../contract.ts'
import { accounts, contacts } from './accounts.ts'
import { objectColumns, objectKeys, ownedBy, reference, workspaceTable } from './columns.ts'
import { users } from './workspaces.ts'

/** An account that a person pinned: "my focus". */
export const focus = workspaceTable(
  'focus',
  {
    ...objectColumns(),
    userId: uuid('user_id').notNull(),
    accountId: uuid('account_id').notNull(),
    note: text('note'),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    reference(t.workspaceId, t.userId, users),
    unique().on(t.workspaceId, t.userId, t.accountId),
    index().on(t.workspaceId, t.accountId),
  ],
)

/** A mail that was written and not sent. */
export const drafts = workspaceTable(
  'drafts',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    contactId: uuid('contact_id'),
    ownerId: uuid('owner_id').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    /** The template that it was made from. */
    template: text('template'),
    status: text('status', { enum: draftStates }).notNull().default('draft'),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    ownedBy(t.workspaceId, t.contactId, contacts),
    reference(t.workspaceId, t.ownerId, users),
    index().on(t.workspaceId, t.accountId),
    index().on(t.workspaceId, t.ownerId),
  ],
)

/** A person's own judgement of an account's health, with its reason, from a day until a day. */
export const healthOverrides = workspaceTable(
  'health_overrides',
  {
    ...objectColumns(),
    accountId: uuid('account_id').notNull(),
    score: integer('score').notNull(),
    reason: text('reason').notNull(),
    setBy: uuid('set_by').notNull(),
    startOn: date('start_on', { mode: 'string' }).notNull(),
    expiresOn: date('expires_on', { mode: 'string' }).notNull(),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    reference(t.workspaceId, t.setBy, users),
    index().on(t.workspaceId, t.accountId, t.startOn),
  ],
)
