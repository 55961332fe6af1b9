/** What was known when: every change with its origin, and of each changed row the values before and after. Append-only. */
import { bigint, boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, workspaceTable } from './columns.ts'

export const changeKinds = ['import', 'edit', 'run', 'revert', 'migration'] as const
export type ChangeKind = (typeof changeKinds)[number]

/**
 * One act that writes rows. Two times: `recorded_at` is when Steward learned of it, `valid_from` since when it holds in the
 * world (the same unless whoever changed it says otherwise).
 */
export const changes = workspaceTable(
  'changes',
  {
    id: uuid('id').notNull(),
    kind: text('kind', { enum: changeKinds }).notNull(),
    /** Where the values come from: `bundle`, `hubspot`, `steward`. */
    source: text('source').notNull(),
    /** The user on whose behalf; null where a system did it by itself. */
    actorId: uuid('actor_id'),
    /** The import, the run or the change that it belongs to. */
    ref: text('ref'),
    recordedAt: moment('recorded_at').notNull().defaultNow(),
    validFrom: moment('valid_from').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.workspaceId, t.recordedAt)],
)

/** Written by the trigger `keep_history` alone, so that no road to a row can leave it out. */
export const fieldHistory = workspaceTable(
  'field_history',
  {
    /** Counts up; tells apart two changes of a row in one transaction. */
    seq: bigint('seq', { mode: 'number' }).generatedByDefaultAsIdentity().notNull(),
    /** The table. */
    object: text('object').notNull(),
    /** The row's id; of a row with several key columns, their values as a JSON array in the order of `keptTables`. */
    rowKey: text('row_key').notNull(),
    /** Of whose account and of whom the row was, which decide who may read of it. */
    accountId: uuid('account_id'),
    ownerId: uuid('owner_id'),
    changeId: uuid('change_id').notNull(),
    operation: text('operation', { enum: ['update', 'delete'] }).notNull(),
    recordedAt: moment('recorded_at').notNull().defaultNow(),
    /** The changed columns only; of a deleted row all. */
    before: jsonb('before').$type<Record<string, unknown>>().notNull(),
    after: jsonb('after').$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    index().on(t.workspaceId, t.object, t.rowKey),
    index().on(t.workspaceId, t.changeId),
  ],
)

/** What a workspace defines for itself: measures as formulas, business terms, synonyms. A new version is a new row. */
export const definitions = workspaceTable(
  'definitions',
  {
    kind: text('kind', { enum: ['measure', 'term', 'synonym'] }).notNull(),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    body: jsonb('body').$type<Record<string, unknown>>().notNull(),
    /** A retired definition stays on record and answers to nothing. */
    isRetired: boolean('is_retired').notNull().default(false),
    authorId: uuid('author_id'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.key, t.version] })],
)

/** What a workspace's measures go by, each state a version: fitted models (churn) with their calibration, and its settings. */
export const models = workspaceTable(
  'models',
  {
    key: text('key').notNull(),
    version: integer('version').notNull(),
    body: jsonb('body').$type<Record<string, unknown>>().notNull(),
    fittedAt: moment('fitted_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key, t.version] })],
)
