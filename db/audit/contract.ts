/** What the audit log records and what its verifier answers: the closed lists and shapes that every folder may know. */
import { z } from 'zod'

/** Everything that is recorded, with the words a person reads. */
export const auditActions = {
  signed_in: 'signed in',
  sign_in_failed: 'failed to sign in',
  signed_out: 'signed out',
  session_revoked: 'ended a session',
  two_factor_on: 'turned two-factor sign-in on',
  two_factor_off: 'turned two-factor sign-in off',
  two_factor_failed: 'gave a wrong second factor',
  password_changed: 'changed a password',
  password_reset_asked: 'asked for a password reset',
  email_changed: 'changed an e-mail address',
  identity_linked: 'linked a single sign-on identity',
  workspace_made: 'made the workspace',
  demo_entered: 'entered the demo',
  invited: 'invited somebody',
  invitation_revoked: 'took an invitation back',
  joined: 'joined',
  role_changed: 'changed a role',
  role_defined: 'defined a role',
  role_removed: 'removed a role',
  sharing_changed: 'changed a sharing rule',
  person_changed: 'changed a person',
  person_deactivated: 'deactivated a person',
  person_reactivated: 'reactivated a person',
  provisioned: 'provisioned a person',
  deprovisioned: 'deprovisioned a person',
  sso_changed: 'changed single sign-on',
  scim_changed: 'changed provisioning',
  key_made: 'made an API key',
  key_revoked: 'revoked an API key',
  access_denied: 'was refused',
  access_explained: 'asked why somebody can’t see something',
  masked_read: 'read a sensitive field',
  exported: 'exported data',
  audit_exported: 'exported the audit log',
  imported: 'imported data',
  import_reverted: 'reverted an import',
  proposed: 'proposed an action',
  narrowed: 'left rows out of a proposal',
  approved: 'approved a proposal',
  refused: 'refused a proposal',
  acted: 'carried out an action',
  action_undone: 'took an action back',
  hold_placed: 'stopped all actions',
  hold_lifted: 'let actions go on',
  standing_granted: 'granted a standing approval',
  standing_revoked: 'revoked a standing approval',
  settings_changed: 'changed a setting',
  definition_changed: 'changed a definition',
  retention_changed: 'changed a retention rule',
  retention_applied: 'deleted what was past its retention',
  erased: 'erased a person',
  person_exported: 'exported what is held about a person',
  secret_stored: 'stored a secret',
  secret_removed: 'removed a secret',
  secret_rotated: 'rotated keys of secrets',
  restored: 'restored a backup',
} as const
export type AuditAction = keyof typeof auditActions

/** A visitor is somebody who isn't signed in; the system acts by itself (a schedule, a command of the terminal). */
export const actorKinds = ['person', 'key', 'system', 'visitor'] as const
export const actorKindSchema = z.enum(actorKinds)
export type ActorKind = z.infer<typeof actorKindSchema>

/** Ids, counts, names of fields: nothing that says who somebody is. That goes into `personal`, which can be erased. */
export type AuditDetail = string | number | boolean | null | AuditDetail[] | { [key: string]: AuditDetail }
export type AuditDetails = { [key: string]: AuditDetail }

export type AuditActor = { kind: 'person' | 'key'; id: string } | { kind: 'system' | 'visitor' }

/** The person, or Steward itself (a command of the terminal) where it is nobody. */
export const personOrSystem = (id: string | undefined): AuditActor =>
  id === undefined ? { kind: 'system' } : { kind: 'person', id }

/** What is appended. */
export type NewAuditEntry = {
  actor: AuditActor
  action: AuditAction
  /** What it was done to: an object's kind (`user`, `account`, `key`) and its id. */
  subject?: { kind: string; id: string } | undefined
  details?: AuditDetails | undefined
  /** Personal data (an e-mail, an address): the chain holds salted commitments, the words stand beside it until erased. */
  personal?: Record<string, string> | undefined
}

/** An entry as it is read. */
export const auditEntrySchema = z.object({
  seq: z.int(),
  at: z.string(),
  actor: z.object({ kind: actorKindSchema, id: z.string().nullable(), name: z.string().nullable() }),
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  details: z.record(z.string(), z.unknown()),
  /** Null where the entry has none, or it was erased. */
  personal: z.record(z.string(), z.string()).nullable(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/** What is asked for; days include their whole day. */
export const auditFilterSchema = z.object({
  actor: z.string().optional().describe('A person or key by its id, or a kind: system, visitor'),
  action: z.string().optional().describe('One or several, separated by commas'),
  subject: z.string().optional().describe('`kind:id`, a kind, or an id'),
  since: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
  until: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
})
export type AuditFilter = z.infer<typeof auditFilterSchema>

/** What became of a log, gravest first where there are several. */
export const verdicts = [
  'intact',
  'altered',
  'deleted',
  'inserted',
  'reordered',
  'rewritten',
  'truncated',
  'head_forged',
] as const
export const verdictSchema = z.enum(verdicts)
export type Verdict = z.infer<typeof verdictSchema>

export const verificationSchema = z.object({
  verdict: verdictSchema,
  /** The first entry at which something is wrong; null where all is well, or the fault is of a head alone. */
  seq: z.int().nullable(),
  /** What was found, for a person. */
  words: z.string(),
  entries: z.int(),
  /** The last entry that a signed head vouches for; 0 before the first head. */
  coveredTo: z.int(),
  heads: z.int(),
  /** Whatever else was found, in words. */
  alsoFound: z.array(z.string()),
})
export type Verification = z.infer<typeof verificationSchema>
