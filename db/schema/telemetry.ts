/** How turns went: their spans, and what people say of an answer. */
import { doublePrecision, index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { operations, thumbs } from '../telemetry/contract.ts'
import { moment, ownedBy, reference, workspaceTable } from './columns.ts'
import { turns } from './conversations.ts'
import { users } from './workspaces.ts'

/** Names, times, counts and outcomes of a turn's work; no text of anybody. */
export const spans = workspaceTable(
  'spans',
  {
    turnId: uuid('turn_id').notNull(),
    spanId: text('span_id').notNull(),
    traceId: text('trace_id').notNull(),
    parentId: text('parent_id'),
    operation: text('operation', { enum: operations }).notNull(),
    name: text('name').notNull(),
    startedAt: moment('started_at').notNull(),
    ms: doublePrecision('ms').notNull(),
    error: text('error'),
    attributes: jsonb('attributes').$type<Record<string, string | number | boolean>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.turnId, t.spanId] }),
    ownedBy(t.workspaceId, t.turnId, turns),
    index().on(t.workspaceId, t.startedAt),
  ],
)

/** A thumb of the person who asked; the last one counts. */
export const feedback = workspaceTable(
  'feedback',
  {
    turnId: uuid('turn_id').notNull(),
    userId: uuid('user_id').notNull(),
    thumb: text('thumb', { enum: thumbs }).notNull(),
    reason: text('reason'),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.turnId] }),
    ownedBy(t.workspaceId, t.turnId, turns),
    reference(t.workspaceId, t.userId, users),
    index().on(t.workspaceId, t.at),
  ],
)
