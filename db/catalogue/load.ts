/** Loads the catalogue of a workspace: entries from code, its custom fields and KPIs, its currencies and people. Kept by the workspace's version. */
import { eq } from 'drizzle-orm'
import type { Tx } from '#db/connect.ts'
import { accounts, customFields, kpiDefinitions, users, workspaces } from '../schema/tables.ts'
import { customField } from './custom.ts'
import { kpiField, kpiPart } from './kpi.ts'
import { account } from './objects/account.ts'
import { activity } from './objects/activity.ts'
import { contact } from './objects/contact.ts'
import { call, document, playbook } from './objects/content.ts'
import { contract } from './objects/contract.ts'
import { healthScore } from './objects/health-score.ts'
import { milestone } from './objects/milestone.ts'
import { nps } from './objects/nps.ts'
import { opportunity } from './objects/opportunity.ts'
import { task } from './objects/task.ts'
import { ticket } from './objects/ticket.ts'
import { usage, userUsage } from './objects/usage.ts'
import { user } from './objects/user.ts'
import type { Catalogue, ObjectType } from './types.ts'

export const codeObjects: ObjectType[] = [
  account,
  contact,
  contract,
  opportunity,
  ticket,
  nps,
  task,
  activity,
  usage,
  userUsage,
  healthScore,
  milestone,
  user,
  call,
  document,
  playbook,
]

const kept = new WeakMap<object, Map<string, Catalogue>>()
