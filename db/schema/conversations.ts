/** Conversations: append-only messages, and per turn a log of events that surfaces replay. */
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { moment, ownedBy, reference, workspaceTable } from './columns.ts'
import { users } from './workspaces.ts'

export const conversations = workspaceTable(
  'conversations',
  {
    id: uuid('id').notNull(),
    userId: uuid('user_id').notNull(),
    title: text('title').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    archived: boolean('archived').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    reference(t.workspaceId, t.userId, users),
    index().on(t.workspaceId, t.userId, t.updatedAt),
  ],
)

/** One request and its answer. `plan` is what a follow-up refers to. A conversation runs one turn at a time. */
export const turns = workspaceTable(
  'turns',
  {
    id: uuid('id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    seq: integer('seq').notNull(),
    userId: uuid('user_id').notNull(),
    text: text('text').notNull(),
    state: text('state', { enum: ['running', 'done', 'failed', 'stopped'] }).notNull(),
    /** Refreshed while a process runs the turn; a running turn without a recent beat lost its process. */
    beatAt: moment('beat_at').notNull().defaultNow(),
    /** Set by any process to cancel a turn that another one runs; read with each beat. */
    stopRequested: boolean('stop_requested').notNull().default(false),
    route: text('route', { enum: ['offline', 'model'] }),
    plan: jsonb('plan').$type<unknown>(),
    today: text('today').notNull(),
    startedAt: moment('started_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
    ms: doublePrecision('ms'),
    tokensIn: integer('tokens_in').notNull().default(0),
    tokensOut: integer('tokens_out').notNull().default(0),
    costUsd: doublePrecision('cost_usd').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    ownedBy(t.workspaceId, t.conversationId, conversations),
    unique().on(t.workspaceId, t.conversationId, t.seq),
    uniqueIndex('turns_one_running')
      .on(t.workspaceId, t.conversationId)
      .where(sql`state = 'running'`),
    index().on(t.workspaceId, t.state),
  ],
)

export const turnEvents = workspaceTable(
  'turn_events',
  {
    turnId: uuid('turn_id').notNull(),
    seq: integer('seq').notNull(),
    event: jsonb('event').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.turnId, t.seq] }), ownedBy(t.workspaceId, t.turnId, turns)],
)
