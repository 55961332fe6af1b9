/** Who signs in, across workspaces: identities, sessions, second factors, memberships, one-time links, API keys. Only the role steward_auth reaches these tables. */
import {
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Permission } from '../contract.ts'

/** Made by migration 0007, with the role that alone may use it. */
export const authSchema = pgSchema('auth')

/** As the sign-in library hands moments over. */
const date = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const made = () => ({
  createdAt: date('created_at').notNull().defaultNow(),
  updatedAt: date('updated_at').notNull().defaultNow(),
})

/** An identity: one person, whatever workspaces they belong to. */
export const identities = authSchema.table('identities', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
  ...made(),
})

const identityId = () =>
  text('identity_id')
    .notNull()
    .references(() => identities.id, { onDelete: 'cascade' })

export const sessions = authSchema.table(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: identityId(),
    /** SHA-256 of what the cookie holds. */
    token: text('token').notNull().unique(),
    expiresAt: date('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    lastSeenAt: date('last_seen_at').notNull().defaultNow(),
    /** Where the person works now; null is the first workspace that they joined. */
    workspaceId: text('workspace_id'),
    /** Begun by a workspace's identity provider: it opens that workspace and no other. */
    onlyWorkspaceId: text('only_workspace_id'),
    ...made(),
  },
  (t) => [index().on(t.userId)],
)

/** How an identity proves itself: a password (`credential`), or an identity provider's subject. */
export const credentials = authSchema.table(
  'credentials',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: identityId(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: date('access_token_expires_at'),
    refreshTokenExpiresAt: date('refresh_token_expires_at'),
    scope: text('scope'),
    /** scrypt, salted. */
    password: text('password'),
    ...made(),
  },
  (t) => [unique().on(t.providerId, t.accountId), index().on(t.userId)],
)

/** What has to be shown again within minutes: a pending second factor, a reset, a provider's answer. Identifiers are hashed. */
export const verifications = authSchema.table(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: date('expires_at').notNull(),
    ...made(),
  },
  (t) => [index().on(t.identifier)],
)

export const secondFactors = authSchema.table('second_factors', {
  id: text('id').primaryKey(),
  userId: identityId().unique(),
  /** Encrypted. */
  secret: text('secret').notNull(),
  /** SHA-256 of each recovery code that is left. */
  backupCodes: text('backup_codes').notNull(),
  verified: boolean('verified').default(true),
  failedVerificationCount: integer('failed_verification_count').default(0),
  lockedUntil: date('locked_until'),
})

/** Which person of a workspace (`users.id`) an identity is. */
export const memberships = authSchema.table(
  'memberships',
  {
    identityId: identityId(),
    workspaceId: text('workspace_id').notNull(),
    personId: uuid('person_id').notNull(),
    createdAt: date('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.identityId, t.workspaceId] }), unique().on(t.workspaceId, t.personId)],
)

/** Links that work once: the first administrator's, invitations, and those that verify an e-mail. */
export const oneTimeLinks = authSchema.table(
  'one_time_links',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: ['setup', 'invitation', 'email'] }).notNull(),
    /** SHA-256 of the token. */
    token: text('token').notNull().unique(),
    email: text('email'),
    identityId: text('identity_id').references(() => identities.id, { onDelete: 'cascade' }),
    workspaceId: text('workspace_id'),
    personId: uuid('person_id'),
    /** The person who invites. */
    inviterId: uuid('inviter_id'),
    createdAt: date('created_at').notNull().defaultNow(),
    expiresAt: date('expires_at').notNull(),
    /** Somebody uses it at this moment; who breaks off gives it back. */
    claimedAt: date('claimed_at'),
    usedAt: date('used_at'),
    revokedAt: date('revoked_at'),
  },
  (t) => [index().on(t.workspaceId, t.kind)],
)

/** Tries of something that must not be guessed, by the hash of what and from where. */
export const attempts = authSchema.table('attempts', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  until: date('until').notNull(),
})

/** Keys of programs that act for a person. */
export const apiKeys = authSchema.table(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    identityId: identityId(),
    workspaceId: text('workspace_id').notNull(),
    personId: uuid('person_id').notNull(),
    label: text('label').notNull(),
    /** Its public part, by which it is found. */
    prefix: text('prefix').notNull().unique(),
    /** SHA-256 of the secret part. */
    secret: text('secret').notNull(),
    scopes: jsonb('scopes').$type<Permission[]>().notNull(),
    createdAt: date('created_at').notNull().defaultNow(),
    expiresAt: date('expires_at').notNull(),
    lastUsedAt: date('last_used_at'),
    revokedAt: date('revoked_at'),
  },
  (t) => [index().on(t.workspaceId, t.personId)],
)
