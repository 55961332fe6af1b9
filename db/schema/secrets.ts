/** Secrets under envelope encryption: the keys of each workspace, wrapped by a key outside the database, and what is sealed with them. */
import { integer, pgTable, primaryKey, text, unique, uuid, foreignKey } from 'drizzle-orm/pg-core'
import { moment, workspaceTable } from './columns.ts'

/** The newest version seals; an older one is kept for as long as a secret is sealed with it. */
export const dataKeys = workspaceTable(
  'data_keys',
  {
    version: integer('version').notNull(),
    wrapped: text('wrapped').notNull(),
    /** Which master key wraps it: a fingerprint. */
    masterId: text('master_id').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.version] })],
)

/** The one place of integration tokens and the like, of a workspace or of one person in it. */
export const secrets = workspaceTable(
  'secrets',
  {
    id: uuid('id').notNull(),
    ownerId: uuid('owner_id'),
    provider: text('provider').notNull(),
    name: text('name').notNull(),
    sealed: text('sealed').notNull(),
    keyVersion: integer('key_version').notNull(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.ownerId, t.provider, t.name).nullsNotDistinct(),
    // So that no key goes while something is sealed with it.
    foreignKey({
      columns: [t.workspaceId, t.keyVersion],
      foreignColumns: [dataKeys.workspaceId, dataKeys.version],
    }),
  ],
)

/** Of the whole instance (sign-in's own), sealed with the master key. No role but the owner's reads it. */
export const instanceSecrets = pgTable('instance_secrets', {
  name: text('name').primaryKey(),
  sealed: text('sealed').notNull(),
  masterId: text('master_id').notNull(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
})
