/** Who asks, when, and the domain's closed lists: what every folder may know of the store. */
import { z } from 'zod'

export const roles = ['viewer', 'csm', 'manager', 'admin'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** The person on whose behalf something is read or done. `team` is everybody below them, with themselves, by e-mail. */
export const askerSchema = z.object({
  workspace: z.string(),
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  team: z.array(z.string()),
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
export const kpiDirections = ['up', 'down'] as const

/** Why something failed, as surfaces tell it apart. */
export const problemCodes = [
  'bad_request',
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
