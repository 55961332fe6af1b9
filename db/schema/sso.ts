/** Single sign-on and provisioning: identity providers, whom they vouch for, sign-ins under way, tokens of SCIM, and the people whom it provisioned. */
import { boolean, index, jsonb, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import type { Role } from '../contract.ts'
import { moment, ownedBy, workspaceTable } from './columns.ts'
import { authSchema, identities } from './sign-in.ts'
import { users } from './workspaces.ts'

const date = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What a provider is known by besides its secret, which is sealed among the workspace's secrets. */
export type ProviderConfig =
  | { kind: 'oidc'; clientId: string; trustsEmails?: boolean }
  | { kind: 'saml'; signInUrl: string; certificates: string[] }

/** Never changed: another issuer or client could call other people by the same names. */
export const ssoProviders = authSchema.table(
  'sso_providers',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    label: text('label').notNull(),
    issuer: text('issuer').notNull(),
    domains: text('domains').array().notNull(),
    newRole: text('new_role').$type<Role>(),
    config: jsonb('config').$type<ProviderConfig>().notNull(),
    createdAt: date('created_at').notNull().defaultNow(),
  },
  (t) => [index().on(t.workspaceId)],
)

/** Of each provider its own: two workspaces may configure providers that call themselves the same. */
export const ssoLinks = authSchema.table(
  'sso_links',
  {
    providerId: text('provider_id')
      .notNull()
      .references(() => ssoProviders.id, { onDelete: 'cascade' }),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    identityId: text('identity_id')
      .notNull()
      .references(() => identities.id, { onDelete: 'cascade' }),
    createdAt: date('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.providerId, t.issuer, t.subject] }), index().on(t.identityId)],
)

/** Who a provider said it is, between its form and the browser's own request. */
export type Arrived = { subject: string; email: string | null; name: string | null }

/** Nothing in it is a secret: the verifier and the nonce follow from what the browser's cookie holds. */
export const ssoFlows = authSchema.table('sso_flows', {
  /** SHA-256 of the state. */
  state: text('state').primaryKey(),
  providerId: text('provider_id')
    .notNull()
    .references(() => ssoProviders.id, { onDelete: 'cascade' }),
  /** SHA-256 of the cookie's value. */
  browser: text('browser').notNull(),
  /** Who links the provider's account to their own; null signs in. */
  identityId: text('identity_id').references(() => identities.id, { onDelete: 'cascade' }),
  next: text('next').notNull(),
  arrived: jsonb('arrived').$type<Arrived>(),
  expiresAt: date('expires_at').notNull(),
})

export const scimTokens = authSchema.table(
  'scim_tokens',
  {
    id: uuid('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    /** Whose people it provisions: its own, or those of the token that it replaces. */
    connectionId: uuid('connection_id').notNull(),
    label: text('label').notNull(),
    prefix: text('prefix').notNull().unique(),
    /** SHA-256 of the whole. */
    secret: text('secret').notNull(),
    defaultRole: text('default_role').$type<Role>().notNull(),
    roleNames: jsonb('role_names').$type<Record<string, string>>().notNull(),
    createdAt: date('created_at').notNull().defaultNow(),
    expiresAt: date('expires_at').notNull(),
    lastUsedAt: date('last_used_at'),
    revokedAt: date('revoked_at'),
  },
  (t) => [index().on(t.workspaceId)],
)

/** What a directory says of a person; what it says to Steward (name, role, active) stands in `users`. */
export const provisionedPeople = workspaceTable(
  'provisioned_people',
  {
    personId: uuid('person_id').notNull(),
    connectionId: uuid('connection_id').notNull(),
    /** In lower case. */
    userName: text('user_name').notNull(),
    externalId: text('external_id'),
    /** What the directory said last. An administrator may have deactivated the person all the same, and that stands. */
    isActive: boolean('is_active').notNull().default(true),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    /** The directory deleted it; the person stays, deactivated. */
    deletedAt: moment('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.personId] }),
    unique().on(t.workspaceId, t.connectionId, t.userName),
    ownedBy(t.workspaceId, t.personId, users),
  ],
)
