/** Single sign-on and provisioning over HTTP: providers, how a sign-in through one begins and fails, and tokens of SCIM. */
import { z } from 'zod'
import { roleSchema } from '#db/contract.ts'

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    'a domain such as example.com',
  )

const ofEvery = {
  /** Stands in the addresses that the provider is told; one of a kind, and never changed. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'lower-case letters, digits and -'),
  label: z.string().trim().min(1).max(60).describe('What its button says'),
  /** Only people with an address there, which the provider has verified, come in by it. */
  domains: z.array(domain).min(1).max(20),
  /** Of somebody who comes for the first time and is not among the people yet; null lets only known people in. */
  newRole: roleSchema.exclude(['admin']).nullable(),
}

/** POST /api/sso/providers (people:manage). For SAML, the provider's metadata as XML, or where to read it. */
export const newProviderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...ofEvery,
    kind: z.literal('oidc'),
    issuer: z.url(),
    clientId: z.string().trim().min(1).max(500),
    clientSecret: z.string().min(1).max(2_000),
    /**
     * The provider's word for an e-mail is enough, though it does not say that it has verified it (Entra never does). Only
     * for a provider in which people can't set their own.
     */
    trustsEmails: z.boolean().default(false),
  }),
  z.strictObject({
    ...ofEvery,
    kind: z.literal('saml'),
    metadata: z.string().max(200_000).optional(),
    metadataUrl: z.url().optional(),
  }),
])
export type NewProvider = z.input<typeof newProviderSchema>

/** GET /api/sso/providers → {providers}. DELETE /api/sso/providers/{id}: nobody comes in by it any more. */
export const providerSchema = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['oidc', 'saml']),
  /** The provider's own name for itself. */
  issuer: z.string(),
  domains: z.array(z.string()),
  newRole: roleSchema.nullable(),
  trustsEmails: z.boolean(),
  /** What the provider's administrator has to be told. */
  setUp: z.object({
    /** Redirect URI (OIDC: /api/auth/sso/callback/{id}), or assertion consumer service (SAML: /api/auth/sso/saml2/acs/{id}). */
    returnUrl: z.string(),
    /** SAML: Steward's entity id, where its metadata stand (/api/auth/sso/saml2/metadata/{id}); null for OIDC. */
    entityId: z.string().nullable(),
  }),
  createdAt: z.string(),
})
export type ProviderRow = z.infer<typeof providerSchema>

/** What the sign-in page shows of each, in GET /api/entry. */
export const providerButtonSchema = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['oidc', 'saml']),
})
export type ProviderButton = z.infer<typeof providerButtonSchema>

/**
 * POST /api/auth/sso/start {provider, next} → {url}: the page goes there. Who is signed in links the provider's account to
 * their own instead, by POST /api/sso/link. Comes back to `next`, or to `/?sso=<reason>` where it failed.
 */
export const startSchema = z.strictObject({
  provider: z.string().max(100),
  next: z.string().max(2_000).optional(),
})

/** Why somebody did not come in, with the words that the page shows. */
export const ssoReasons = {
  cancelled: 'You did not sign in with the provider.',
  expired: 'The sign-in took too long, was begun in another browser, or was finished already. Try again.',
  refused:
    'What the provider answered could not be trusted. Ask an administrator to look into the audit log.',
  unreachable: 'The provider could not be reached. Try again later.',
  no_email: 'The provider did not vouch for your e-mail address. Ask its administrator to share it.',
  other_domain: 'Your e-mail address is not of a domain that this provider may sign in.',
  unknown: 'You are not among the people of this workspace. Ask an administrator to invite you.',
  has_account:
    'There is an account with your e-mail address. Sign in to it, and link the provider in your profile.',
  deactivated: 'You may no longer sign in here. Ask an administrator.',
  other_account: 'This account of the provider is linked to somebody else.',
} as const
export type SsoReason = keyof typeof ssoReasons

/** POST /api/scim/tokens (people:manage) → {token, …}, shown once. The base URL for the provider is /api/scim/v2. */
export const newScimTokenSchema = z.strictObject({
  label: z.string().trim().min(1).max(60),
  expiresInDays: z.int().min(1).max(365),
  /** Of people who come without a role that is known here. */
  defaultRole: roleSchema.exclude(['admin']).default('viewer'),
  /** The provider's names of roles, and ours (built-in or own). Ours count as they are, but for the administrator's. */
  roleNames: z.record(z.string().min(1).max(100), z.string().min(1).max(100)).default({}),
  /** Of an earlier token: this one takes over the people whom that one provisioned. */
  replaces: z.uuid().optional(),
})
export type NewScimToken = z.infer<typeof newScimTokenSchema>

/** GET /api/scim/tokens → {tokens}. DELETE /api/scim/tokens/{id}: it works no more; the people stay as they are. */
export const scimTokenSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** What it begins with, to tell it from others. */
  prefix: z.string(),
  defaultRole: roleSchema,
  roleNames: z.record(z.string(), z.string()),
  people: z.int(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export type ScimTokenRow = z.infer<typeof scimTokenSchema>
