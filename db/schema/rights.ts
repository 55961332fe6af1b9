/** What a workspace decides of who may see and do what: roles of its own, and accounts shared beyond their team. */
import { jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Permission, Role, Shared, SharedWith } from '../contract.ts'
import { moment, workspaceTable } from './columns.ts'

/** A role of the workspace's own: one of the built-in ones with other rights. */
export const customRoles = workspaceTable(
  'custom_roles',
  {
    key: text('key').notNull(),
    label: text('label').notNull(),
    basedOn: text('based_on').$type<Role>().notNull(),
    /** Whose accounts it reads; null as the role that it is based on. */
    reads: text('reads', { enum: ['all', 'team', 'below', 'own', 'none'] }),
    /** Fields that are withheld, as `object.field`, besides those of the role that it is based on. */
    withheld: text('withheld').array().notNull().default([]),
    /** Fields that are shown, though the role that it is based on does not. */
    shown: text('shown').array().notNull().default([]),
    /** Permissions instead of those of the role that it is based on; null as there. */
    may: jsonb('may').$type<Permission[]>(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
)

/** Lets people read accounts that are not their team's. */
export const sharingRules = workspaceTable(
  'sharing_rules',
  {
    id: uuid('id').notNull(),
    /** Accounts of a person's team, with a tag, or one by its id. */
    what: jsonb('what').$type<Shared>().notNull(),
    whom: jsonb('whom').$type<SharedWith>().notNull(),
    authorId: uuid('author_id'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
)
