/** Workspaces, their people, custom columns, imports, and ids that other systems know rows by. */
import {
  boolean,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { roles } from '../contract.ts'
import type { WorkspaceSettings } from '../settings.ts'
import { appRole, moment, objectColumns, objectKeys, recordedColumns, workspaceTable } from './columns.ts'

export type { WorkspaceSettings } from '../settings.ts'

const ownWorkspace = sql`id = nullif(current_setting('app.workspace', true), '')`
export const workspaces = pgTable(
  'workspaces',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    isDemo: boolean('is_demo').notNull().default(false),
    settings: jsonb('settings').$type<WorkspaceSettings>().notNull().default({}),
    /** Counts the changes to names and custom fields; what is compiled from them (catalogue, lexicon) is kept by it. */
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  () => [
    pgPolicy('own_workspace', {
      as: 'permissive',
      for: 'all',
      to: appRole,
      using: ownWorkspace,
      withCheck: ownWorkspace,
    }),
  ],
).enableRLS()

export const users = workspaceTable(
  'users',
  {
    ...objectColumns(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role', { enum: roles }).notNull(),
    managerId: uuid('manager_id'),
    slackId: text('slack_id'),
    timeZone: text('time_zone'),
    locale: text('locale'),
    /** A role of the workspace's own, which then stands before `role`; imports leave it alone. */
    customRole: text('custom_role'),
    /** Since when the person may no longer sign in. */
    deactivatedAt: moment('deactivated_at'),
  },
  (t) => [...objectKeys(t), unique().on(t.workspaceId, t.email), index().on(t.workspaceId, t.managerId)],
)

export const externalIds = workspaceTable(
  'external_ids',
  {
    object: text('object').notNull(),
    source: text('source').notNull(),
    externalId: text('external_id').notNull(),
    id: uuid('id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.object, t.source, t.externalId] }),
    index().on(t.workspaceId, t.object, t.id),
  ],
)

/** A column of a bundle that the domain does not name; its values stand in the row's `custom`. */
export const customFields = workspaceTable(
  'custom_fields',
  {
    ...recordedColumns(),
    object: text('object').notNull(),
    key: text('key').notNull(),
    label: text('label').notNull(),
    type: text('type', {
      enum: ['text', 'number', 'boolean', 'date', 'enum', 'list', 'money', 'percent', 'time'],
    }).notNull(),
    values: text('values').array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.object, t.key] })],
)

/** Rows of one file; of an import that is done, `read` is the sum of the rest. */
export type ImportCounts = {
  read: number
  created: number
  changed: number
  unchanged: number
  refused: number
}
/** A file as it was read: one upload is told from the next by it. */
export type ImportedFile = { path: string; bytes: number; sha256: string; rows: number }
export type ImportProblem = { file: string; line: number | null; column: string | null; reason: string }
export const imports = workspaceTable(
  'imports',
  {
    id: uuid('id').notNull(),
    source: text('source').notNull(),
    state: text('state', { enum: ['running', 'done', 'failed', 'stopped'] }).notNull(),
    startedAt: moment('started_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
    counts: jsonb('counts').$type<Record<string, ImportCounts>>().notNull().default({}),
    problems: jsonb('problems').$type<ImportProblem[]>().notNull().default([]),
    problemCount: integer('problem_count').notNull().default(0),
    files: jsonb('files').$type<ImportedFile[]>().notNull().default([]),
    /** How foreign headers were read; null for a bundle. */
    mapping: jsonb('mapping').$type<Record<string, unknown>>(),
    /** The change that its rows carry; null where nothing landed. */
    changeId: uuid('change_id'),
    actorId: uuid('actor_id'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.workspaceId, t.startedAt)],
)
