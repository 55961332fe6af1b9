/** The shapes of sign-in, set-up, invitations, people, roles, sharing, keys, devices and workspaces, shared with the page. */
import { z } from 'zod'
import {
  permissionSchema,
  permissions,
  roleSchema,
  roles,
  sharedSchema,
  sharedWithSchema,
} from '#db/contract.ts'

/** As people type it; kept in small letters. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email())
export const passwordMin = 12
export const newPasswordSchema = z.string().min(passwordMin, `At least ${passwordMin} characters.`).max(256)
const nameSchema = z.string().trim().min(1).max(200)
const tokenSchema = z.string().min(16).max(200)
const doneSchema = z.object({ done: z.literal(true) })
/** What an act answers that has nothing else to say. */
export { doneSchema }

/** GET /api/entry, open → what the entry page offers. */
export const entrySchema = z.object({
  /** The demo can be entered with POST /api/demo {}. */
  demo: z.boolean(),
  /** Nobody has an account yet: the first administrator comes by the one-time link that the service printed. */
  needsSetUp: z.boolean(),
  /** Mail is sent; else links stand in the service's log. */
  sendsMail: z.boolean(),
  /** Single sign-on to choose from; `start` is what to POST to (see the SSO resources). */
  providers: z.array(z.object({ id: z.string(), label: z.string(), kind: z.enum(['oidc', 'saml']) })),
})
export type Entry = z.infer<typeof entrySchema>

/**
 * POST /api/auth/sign-in/email {email, password} → {secondFactor}. Where it is true nobody is signed in yet: next is
 * /api/auth/two-factor/verify-totp {code} or /api/auth/two-factor/verify-backup-code {code}, within ten minutes.
 * 401 says the same for an unknown e-mail and a wrong password; 429 carries Retry-After.
 */
export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1).max(256) })
export const signedInSchema = z.object({ secondFactor: z.boolean() })
export const codeSchema = z.object({ code: z.string().trim().min(6).max(20) })
/** POST /api/auth/sign-out {} → {done}. */

/** POST /api/auth/request-password-reset {email} → {done}, whether or not there is such an account. The mail leads to /reset?token=… */
export const resetWantedSchema = z.object({ email: emailSchema })
/** POST /api/auth/reset-password {token, newPassword} → {done}; every session of the account ends. */
export const resetSchema = z.object({ token: tokenSchema, newPassword: newPasswordSchema })
/** POST /api/auth/change-password {currentPassword, newPassword} → {done}; all other sessions end, this one goes on. */
export const passwordChangeSchema = z.object({
  currentPassword: z.string().min(1).max(256),
  newPassword: newPasswordSchema,
})
/** POST /api/auth/send-verification-email {} → {done}; the mail leads to /verify?token=… POST /api/auth/verify-email {token} → {done}, open. */
export const verifySchema = z.object({ token: tokenSchema })

/** POST /api/auth/two-factor/enable {password} → what the authenticator app and the person keep. It is on once verify-totp {code} was right. */
export const withPasswordSchema = z.object({ password: z.string().min(1).max(256) })
export const twoFactorSecretSchema = z.object({
  /** otpauth://…, for the QR code. */
  uri: z.string(),
  /** To type in instead, base32. */
  secret: z.string(),
  /** Shown once; each signs in once. */
  recoveryCodes: z.array(z.string()),
})
export type TwoFactorSecret = z.infer<typeof twoFactorSecretSchema>
/** POST /api/auth/two-factor/generate-backup-codes {password} → new ones; the old ones end. POST /api/auth/two-factor/disable {password} → {done}. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) })

/** GET /api/setup?token=…, open → whether the link is good. POST /api/setup → {done}, signed in as the administrator. */
export const setUpStateSchema = z.object({
  /** Workspaces that were imported already and have nobody yet: one may be taken instead of making one. */
  workspaces: z.array(z.object({ id: z.string(), name: z.string() })),
})
export const workspaceIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'Lower-case letters, digits, - and _.')
export const workspaceWantedSchema = z.object({ id: workspaceIdSchema, name: nameSchema })
export const setUpSchema = z.object({
  token: tokenSchema,
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  workspace: workspaceWantedSchema,
})
export type SetUp = z.infer<typeof setUpSchema>

/** GET /api/invitations/{token}, open → to whom and from whom. */
export const invitationViewSchema = z.object({
  workspace: z.string(),
  inviter: z.string(),
  email: z.string(),
  name: z.string(),
  roleLabel: z.string(),
  /** There is an account with that e-mail: accept with its password (or while signed in as it), not with a new one. */
  hasAccount: z.boolean(),
})
export type InvitationView = z.infer<typeof invitationViewSchema>
/**
 * POST /api/invitations/{token} {password, name?} → {secondFactor}. Without an account the password is the new one. With one:
 * {} while signed in as it; else sign in first (/api/auth/sign-in/email) and then {}.
 */
export const acceptSchema = z.object({ password: newPasswordSchema.optional(), name: nameSchema.optional() })

/** POST /api/people/invitations, people:manage → the invitation; the link goes out by mail. `role` is a built-in role or the key of an own one. */
export const inviteSchema = z.object({
  email: emailSchema,
  name: nameSchema,
  role: z.string().min(1).max(64),
  managerEmail: emailSchema.nullish(),
})
/** GET /api/people/invitations → open ones. POST …/{id}/resend {} → a new link, the old one ends. DELETE …/{id} takes it back. */
export const invitationSchema = z.object({
  id: z.string(),
  personId: z.string(),
  email: z.string(),
  name: z.string(),
  invitedBy: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  isExpired: z.boolean(),
})
export type Invitation = z.infer<typeof invitationSchema>

export const personStates = ['active', 'invited', 'deactivated', 'no account'] as const
/** GET /api/people, people:read. State, last seen and two-factor are null for those without people:manage. */
export const personRowSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  customRole: z.string().nullable(),
  roleLabel: z.string(),
  managerEmail: z.string().nullable(),
  state: z.enum(personStates).nullable(),
  lastSeenAt: z.string().nullable(),
  twoFactor: z.boolean().nullable(),
})
export type PersonRow = z.infer<typeof personRowSchema>
/** PATCH /api/people/{id}, people:manage → the person. Never the last administrator. A new role ends their sessions. */
export const personChangeSchema = z
  .object({
    name: nameSchema,
    role: roleSchema,
    customRole: z.string().max(64).nullable(),
    managerEmail: emailSchema.nullable(),
    deactivated: z.boolean(),
  })
  .partial()
/** GET /api/people/{id}/sees/{account}, people:manage: why somebody sees an account or not. Account: the id that answers print. */
export const sightSchema = z.object({
  person: z.string(),
  account: z.string(),
  sees: z.boolean(),
  acts: z.boolean(),
  /** Sentences, the reason first. */
  reasons: z.array(z.string()),
  /** Fields that are withheld, as `object.field`. */
  withheld: z.array(z.string()),
})
export type Sight = z.infer<typeof sightSchema>

export const whose = ['all', 'team', 'below', 'own', 'none'] as const
/** PUT /api/roles/{key}, roles:manage. What is left out is as in the role that it is based on. */
export const roleWantedSchema = z.object({
  label: nameSchema,
  basedOn: roleSchema,
  reads: z.enum(whose).nullable().default(null),
  withheld: z.array(z.string().max(100)).max(500).default([]),
  shown: z.array(z.string().max(100)).max(500).default([]),
  may: z.array(permissionSchema).nullable().default(null),
})
export type RoleWanted = z.infer<typeof roleWantedSchema>
/** GET /api/roles, people:read → built-in ones first. DELETE /api/roles/{key} fails with conflict while somebody has it. */
export const roleRowSchema = z.object({
  key: z.string(),
  label: z.string(),
  builtIn: z.boolean(),
  basedOn: roleSchema.nullable(),
  reads: z.enum(whose),
  acts: z.enum(whose),
  withheld: z.array(z.string()),
  may: z.array(permissionSchema),
  people: z.int(),
  /** Of an own role: as it was defined, to edit it. */
  own: roleWantedSchema.nullable(),
})
export type RoleRow = z.infer<typeof roleRowSchema>
/** GET /api/roles/fields, roles:manage → what may be withheld. */
export const withholdableFieldSchema = z.object({ key: z.string(), object: z.string(), label: z.string() })
export const roleKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{1,62}$/)
  .refine((key) => !(roles as readonly string[]).includes(key), 'a built-in role can not be changed')

/** POST /api/sharing-rules, roles:manage {what, whom}; accounts and people by Steward's ids. GET lists, DELETE /api/sharing-rules/{id}. */
const [teamShared, tagShared] = sharedSchema.options
export const sharingWantedSchema = z.object({
  /** An account is named by the id that answers print, or by Steward’s own. */
  what: z.discriminatedUnion('kind', [
    teamShared,
    tagShared,
    z.object({ kind: z.literal('account'), accountId: z.string().trim().min(1).max(200) }),
  ]),
  whom: sharedWithSchema,
})
export const sharingRuleSchema = z.object({
  what: sharedSchema,
  whom: sharedWithSchema,
  id: z.string(),
  /** Both in words, with names. */
  whatLabel: z.string(),
  whomLabel: z.string(),
  createdAt: z.string(),
})
export type SharingRule = z.infer<typeof sharingRuleSchema>

export const keyDaysMost = 365
/** POST /api/keys, keys:own, from a session only → the key, whose `secret` is shown this once. */
export const keyWantedSchema = z.object({
  label: nameSchema,
  scopes: z.array(permissionSchema).min(1).max(permissions.length),
  /** Days until it ends. */
  days: z.int().min(1).max(keyDaysMost),
})
/** GET /api/keys → own ones; ?all=true with keys:manage → everybody's. DELETE /api/keys/{id}: own, or with keys:manage anybody's. */
export const keySchema = z.object({
  id: z.string(),
  label: z.string(),
  /** How it begins; the rest is not known to Steward. */
  prefix: z.string(),
  scopes: z.array(permissionSchema),
  owner: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
})
export type Key = z.infer<typeof keySchema>
export const newKeySchema = keySchema.extend({ secret: z.string() })

/** GET /api/devices → own sessions. DELETE /api/devices/{id}; DELETE /api/devices ends all but this one. */
export const deviceSchema = z.object({
  id: z.string(),
  browser: z.string(),
  address: z.string(),
  since: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
})
export type Device = z.infer<typeof deviceSchema>

/** GET /api/workspaces → the ones that I belong to. POST /api/workspaces {id, name}, workspaces:make. POST /api/session/workspace {id} → {done}. */
export const workspaceRowSchema = z.object({ id: z.string(), name: z.string(), current: z.boolean() })
export const workspaceChosenSchema = z.object({ id: z.string().min(1) })
