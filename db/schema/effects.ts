/** Effects: what is proposed with every row it would touch, who decided, the runs that carry it out, and what stands in their way. */
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  effectKinds,
  integrities,
  proposalStates,
  rowOperations,
  rowStates,
  runStates,
  runWishes,
  surfaces,
} from '../effects/contract.ts'
import { moment, ownedBy, reference, workspaceTable } from './columns.ts'
import { users } from './workspaces.ts'

/** What somebody wants done, exactly. What was approved is never changed: an edit or a drift makes a new proposal. */
export const proposals = workspaceTable(
  'proposals',
  {
    id: uuid('id').notNull(),
    requesterId: uuid('requester_id').notNull(),
    surface: text('surface', { enum: surfaces }).notNull(),
    conversationId: uuid('conversation_id'),
    turnId: uuid('turn_id'),
    callId: text('call_id'),
    tool: text('tool').notNull(),
    /** Of the tool's definition as it was when this was proposed. */
    toolHash: text('tool_hash').notNull(),
    arguments: jsonb('arguments').$type<Record<string, unknown>>().notNull(),
    kind: text('kind', { enum: effectKinds }).notNull(),
    /** Whether untrusted text was among what led to it. */
    integrity: text('integrity', { enum: integrities }).notNull(),
    /** Written by code from the arguments; `{n}` is the number of rows: "Hand {n} accounts over to Wei Zhang". */
    summary: text('summary').notNull(),
    /** What was left out and why, a line each. */
    notes: text('notes').array().notNull().default([]),
    /** The catalogue's object of most rows. */
    object: text('object').notNull(),
    rowCount: integer('row_count').notNull(),
    changeCount: integer('change_count').notNull(),
    policyVersion: text('policy_version').notNull(),
    nonce: text('nonce').notNull(),
    /** SHA-256 over the rows that are not left out: ids, versions, values before and after. */
    targets: text('targets').notNull(),
    /** SHA-256 over all that an approval approves; `seal` vouches that Steward wrote it. */
    digest: text('digest').notNull(),
    seal: text('seal').notNull(),
    approvalsNeeded: integer('approvals_needed').notNull().default(1),
    state: text('state', { enum: proposalStates }).notNull().default('open'),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: uuid('decided_by'),
    reason: text('reason'),
    /** The proposal that took its place. */
    supersededBy: uuid('superseded_by'),
    /** The run that it would take back. */
    undoes: uuid('undoes'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    reference(t.workspaceId, t.requesterId, users),
    index().on(t.workspaceId, t.state, t.expiresAt),
    index().on(t.workspaceId, t.requesterId, t.createdAt),
    index().on(t.workspaceId, t.turnId),
  ],
)

/** One row that a proposal touches: what a person sees of it, what is written, and afterwards what became of it. */
export const proposalRows = workspaceTable(
  'proposal_rows',
  {
    proposalId: uuid('proposal_id').notNull(),
    /** 1, 2, 3 …: the order in which rows are written. */
    seq: integer('seq').notNull(),
    /** The catalogue's object, and its table. */
    object: text('object').notNull(),
    table: text('table').notNull(),
    operation: text('operation', { enum: rowOperations }).notNull(),
    /** Of a row that is yet to be created, the id that it will have. */
    rowId: uuid('row_id').notNull(),
    sourceId: text('source_id'),
    name: text('name').notNull(),
    /** Whose rights it needs; null where it belongs to no account. */
    accountId: uuid('account_id'),
    /** The row's version as it was read (its xmin); null of a creation. Another one at execution is drift. */
    version: text('version'),
    /** By key of the catalogue's field, in words of the domain (a person by e-mail): what the card shows. */
    before: jsonb('before').$type<Record<string, unknown>>().notNull(),
    after: jsonb('after').$type<Record<string, unknown>>().notNull(),
    /** By column: what is written (of a deletion nothing), and what would bring the row back. */
    write: jsonb('write').$type<Record<string, unknown>>().notNull(),
    restore: jsonb('restore').$type<Record<string, unknown>>().notNull(),
    /** Unticked by a person. */
    excluded: boolean('excluded').notNull().default(false),
    state: text('state', { enum: rowStates }).notNull().default('pending'),
    /** Why it was skipped or failed. */
    note: text('note'),
    doneAt: moment('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.proposalId, t.seq] }),
    ownedBy(t.workspaceId, t.proposalId, proposals),
    index().on(t.workspaceId, t.rowId),
  ],
)

/** Who said yes. A proposal that needs two has two rows by two people. */
export const approvals = workspaceTable(
  'approvals',
  {
    proposalId: uuid('proposal_id').notNull(),
    userId: uuid('user_id').notNull(),
    surface: text('surface', { enum: surfaces }).notNull(),
    /** What they saw. */
    digest: text('digest').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.proposalId, t.userId] }),
    ownedBy(t.workspaceId, t.proposalId, proposals),
  ],
)

/** An approved proposal being carried out, batch by batch, each in one transaction under the fence of whoever holds the lease. */
export const runs = workspaceTable(
  'runs',
  {
    id: uuid('id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    state: text('state', { enum: runStates }).notNull().default('queued'),
    /** What people want of it; read before each batch. */
    wish: text('wish', { enum: runWishes }).notNull().default('run'),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    /** Counts up with each claim; a batch whose fence is not the newest writes nothing. */
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    leasedUntil: moment('leased_until'),
    approvedBy: uuid('approved_by').notNull(),
    startedAt: moment('started_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
    /** Why it failed as a whole. */
    problem: text('problem'),
    /** The proposal that takes it back. */
    undoneBy: uuid('undone_by'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.proposalId),
    ownedBy(t.workspaceId, t.proposalId, proposals),
    index().on(t.workspaceId, t.state, t.leasedUntil),
  ],
)

/** A tool's small internal writes that need no yes of their own, as an administrator decided; off by default. */
export const standingApprovals = workspaceTable(
  'standing_approvals',
  {
    id: uuid('id').notNull(),
    tool: text('tool').notNull(),
    /** Of the tool's definition as it was granted; another one needs a new grant. */
    toolHash: text('tool_hash').notNull(),
    mostRows: integer('most_rows').notNull(),
    mostADay: integer('most_a_day').notNull(),
    grantedBy: uuid('granted_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.grantedBy], foreignColumns: [users.workspaceId, users.id] }),
    index().on(t.workspaceId, t.tool),
  ],
)

/** The kill switch: while one stands, nothing is proposed, approved or carried out in the workspace. */
export const holds = workspaceTable(
  'holds',
  {
    id: uuid('id').notNull(),
    reason: text('reason').notNull(),
    placedBy: uuid('placed_by').notNull(),
    placedAt: moment('placed_at').notNull().defaultNow(),
    liftedBy: uuid('lifted_by'),
    liftedAt: moment('lifted_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
)

/** What happened, for jobs to react to. Written in the transaction of the change; consumed at least once. */
export const outbox = workspaceTable(
  'outbox',
  {
    seq: bigint('seq', { mode: 'number' }).generatedByDefaultAsIdentity().notNull(),
    /** `account.created`, `account.renewal_moved`, `contact.left`, … (db/events) */
    kind: text('kind').notNull(),
    object: text('object').notNull(),
    rowId: uuid('row_id').notNull(),
    accountId: uuid('account_id'),
    changeId: uuid('change_id'),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    index().on(t.workspaceId, t.at),
    // A change tells of a row once of a kind, however many statements it takes.
    unique().on(t.workspaceId, t.changeId, t.kind, t.rowId),
  ],
)

/** Which consumer has done with which event, written in the transaction of what it did. */
export const consumed = workspaceTable(
  'consumed',
  {
    consumer: text('consumer').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.consumer, t.seq] }),
    foreignKey({
      columns: [t.workspaceId, t.seq],
      foreignColumns: [outbox.workspaceId, outbox.seq],
    }).onDelete('cascade'),
  ],
)

/** What happened that a person should know of, because the account or the task is theirs. Made from events; read with the person's own rights. */
export const notices = workspaceTable(
  'notices',
  {
    userId: uuid('user_id').notNull(),
    /** Of the event. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    kind: text('kind').notNull(),
    object: text('object').notNull(),
    rowId: uuid('row_id').notNull(),
    accountId: uuid('account_id'),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    at: moment('at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId, t.seq] }),
    reference(t.workspaceId, t.userId, users).onDelete('cascade'),
  ],
)
