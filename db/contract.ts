/** Who asks, when, and the domain's closed lists: what every folder may know of the store. */
import { z } from 'zod'

export const roles = ['viewer', 'csm', 'manager', 'admin'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** What a person or a key may do. Which accounts and fields they see is their reach, beside it. */
export const permissions = [
  'ask',
  'export',
  'act',
  'approve',
  'import',
  'keys:own',
  'people:read',
  'people:manage',
  'roles:manage',
  'keys:manage',
  'settings:manage',
  'definitions:manage',
  'audit:read',
  'privacy:manage',
  'workspaces:make',
] as const
export const permissionSchema = z.enum(permissions)
export type Permission = z.infer<typeof permissionSchema>

/** Accounts: all of the workspace's, or those of these owners (user ids), with these tags, and these (ids). */
export const reachSchema = z.union([
  z.literal('all'),
  z.object({ owners: z.array(z.string()), tags: z.array(z.string()), accounts: z.array(z.string()) }),
])
export type Reach = z.infer<typeof reachSchema>

/** Accounts that a sharing rule opens: those of a person's team, with a tag, or one (its id). */
export const sharedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team'), personId: z.uuid() }),
  z.object({ kind: z.literal('tag'), tag: z.string().min(1) }),
  z.object({ kind: z.literal('account'), accountId: z.uuid() }),
])
export type Shared = z.infer<typeof sharedSchema>

/** Whom it opens them to: a person, a person's team, a role (built-in or own), or everybody of the workspace. */
export const sharedWithSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: z.uuid() }),
  z.object({ kind: z.literal('team'), personId: z.uuid() }),
  z.object({ kind: z.literal('role'), role: z.string().min(1) }),
  z.object({ kind: z.literal('everyone') }),
])
export type SharedWith = z.infer<typeof sharedWithSchema>

/** What somebody may see and do, worked out by db/rights.ts and carried by whatever is done for them. */
export const rightsSchema = z.object({
  /** The role's key and what it is called: a built-in one or the workspace's own. */
  role: z.string(),
  label: z.string(),
  reads: reachSchema,
  acts: reachSchema,
  /** Fields that are not shown, as `object.field` of the catalogue. */
  withheld: z.array(z.string()),
  may: z.array(permissionSchema),
})
export type Rights = z.infer<typeof rightsSchema>

/** The person on whose behalf something is read or done. `team` is everybody below them, with themselves, by e-mail. */
export const askerSchema = z.object({
  workspace: z.string(),
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  team: z.array(z.string()),
  rights: rightsSchema,
})
export type Asker = z.infer<typeof askerSchema>

/** The one clock of a turn. `today` is the calendar day in the workspace's time zone. */
export const clockSchema = z.object({
  now: z.iso.datetime(),
  today: z.iso.date(),
  timeZone: z.string(),
  /** Month (1–12) in which the fiscal year starts. */
  fiscalYearStart: z.int().min(1).max(12),
})
export type Clock = z.infer<typeof clockSchema>

export const segments = ['enterprise', 'mid_market', 'smb'] as const
export const regions = ['NA', 'EMEA', 'APAC', 'LATAM'] as const
export const lifecycles = ['onboarding', 'adopting', 'renewing', 'expanding', 'churned'] as const
export const contactRoles = [
  'champion',
  'economic_buyer',
  'executive_sponsor',
  'admin',
  'user',
  'detractor',
] as const
export const consents = ['yes', 'no', 'unknown'] as const
export const contractStatuses = ['draft', 'active', 'ended'] as const
export const opportunityTypes = ['renewal', 'expansion', 'new'] as const
export const opportunityStatuses = ['open', 'won', 'lost'] as const
export const activityTypes = ['email', 'call', 'meeting', 'note', 'slack'] as const
export const directions = ['inbound', 'outbound'] as const
export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export const ticketStatuses = ['open', 'pending', 'solved'] as const
export const taskStatuses = ['open', 'done', 'cancelled'] as const
export const milestoneKinds = ['onboarding', 'training', 'go_live', 'value'] as const
export const draftStates = ['draft', 'sent', 'discarded'] as const
export const kpiDirections = ['up', 'down'] as const

/** Why something failed, as surfaces tell it apart. */
export const problemCodes = [
  'bad_request',
  'signed_out',
  'forbidden',
  'too_many',
  'too_large',
  'not_found',
  'conflict',
  'cancelled',
  'interrupted',
  'model_unreachable',
  'model_rate_limited',
  'model_bad_answer',
  'model_budget',
  'tool_failed',
  'internal',
] as const
export type ProblemCode = (typeof problemCodes)[number]
