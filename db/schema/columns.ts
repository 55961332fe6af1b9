/** The shape every workspace table shares: a key that begins with the workspace, and row security that binds the app role. */
import { sql } from 'drizzle-orm'
import {
  foreignKey,
  jsonb,
  pgPolicy,
  pgRole,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
  type AnyPgColumn,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
} from 'drizzle-orm/pg-core'

/** All application work runs as this role; it owns nothing and row security binds it. Created in migration 0000. */
export const appRole = pgRole('steward_app').existing()

const inWorkspace = sql`workspace_id = nullif(current_setting('app.workspace', true), '')`

export const workspacePolicy = () =>
  pgPolicy('in_workspace', {
    as: 'permissive',
    for: 'all',
    to: appRole,
    using: inWorkspace,
    withCheck: inWorkspace,
  })

type ColumnsOf<C extends Record<string, PgColumnBuilderBase>> = Parameters<
  NonNullable<
    Parameters<typeof pgTable<string, C & { workspaceId: ReturnType<typeof workspaceIdColumn> }>>[2]
  >
>[0]

const workspaceIdColumn = () => text('workspace_id').notNull()

/** A table inside a workspace: adds `workspace_id`, the policy and ENABLE ROW LEVEL SECURITY (FORCE stands in the migrations). */
export function workspaceTable<C extends Record<string, PgColumnBuilderBase>>(
  name: string,
  columns: C,
  extra: (table: ColumnsOf<C>) => PgTableExtraConfigValue[],
) {
  return pgTable(name, { workspaceId: workspaceIdColumn(), ...columns }, (table) => [
    ...extra(table),
    workspacePolicy(),
  ]).enableRLS()
}

/** The change that a transaction works in (db/history/change.ts); without one, a write fails. */
const openChange = sql`nullif(current_setting('app.change', true), '')::uuid`

/** When a row came to be known, and by which change. What changes later stands in `field_history`. */
export const recordedColumns = () => ({
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  changeId: uuid('change_id').notNull().default(openChange),
})

/**
 * Columns of an object that other systems know. `id` is Steward's own and never changes; `source_id` is the bundle's
 * (what answers print), unique within a workspace; further systems' ids stand in `external_ids`.
 */
export const objectColumns = () => ({
  id: uuid('id').notNull(),
  sourceId: text('source_id').notNull(),
  custom: jsonb('custom').$type<Record<string, string | number | boolean>>().notNull().default({}),
  ...recordedColumns(),
  updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
})

type Keyed = { workspaceId: AnyPgColumn; id: AnyPgColumn; sourceId: AnyPgColumn }
export const objectKeys = (table: Keyed) => [
  primaryKey({ columns: [table.workspaceId, table.id] }),
  unique().on(table.workspaceId, table.sourceId),
]

type Target = { workspaceId: AnyPgColumn; id: AnyPgColumn }

/** A reference inside the workspace, (workspace_id, column) → (workspace_id, id), to a row that must outlive this one. */
export const reference = (workspaceId: AnyPgColumn, column: AnyPgColumn, target: Target) =>
  foreignKey({ columns: [workspaceId, column], foreignColumns: [target.workspaceId, target.id] })

/** The same, for a row that goes when its owner goes. */
export const ownedBy = (workspaceId: AnyPgColumn, column: AnyPgColumn, target: Target) =>
  reference(workspaceId, column, target).onDelete('cascade')

export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })
