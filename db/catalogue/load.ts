/** Loads the catalogue of a workspace: entries from code, its custom fields and KPIs, its currencies and people. Kept by the workspace's version. */
import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { accounts, customFields, healthScores, kpiDefinitions, users, workspaces } from '../schema/tables.ts'
import { customField } from './custom.ts'
import { kpiField, kpiPart } from './kpi.ts'
import { account } from './objects/account.ts'
import { activity } from './objects/activity.ts'
import { withComputedHealth } from './objects/computed-health.ts'
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

/** Compiled catalogues by version; a process serves few workspaces at a time, so the oldest one makes room. */
const kept = new Map<string, Catalogue>()
const mostKept = 64

export async function loadCatalogue(tx: Tx, workspace: string): Promise<Catalogue> {
  const [row] = await tx
    .select({ version: workspaces.version, createdAt: workspaces.createdAt })
    .from(workspaces)
    .where(eq(workspaces.id, workspace))
  if (!row) throw new Problem('not_found', `There is no workspace ${workspace}.`)
  const version = `${workspace} ${row.createdAt} ${row.version}`
  const known = kept.get(version)
  if (known) return known
  const catalogue = { ...(await read(tx, workspace)), version }
  const oldest = kept.keys().next()
  if (kept.size >= mostKept && !oldest.done) kept.delete(oldest.value)
  kept.set(version, catalogue)
  return catalogue
}

async function read(tx: Tx, workspace: string): Promise<Omit<Catalogue, 'version'>> {
  const custom = await tx
    .select()
    .from(customFields)
    .where(eq(customFields.workspaceId, workspace))
    .orderBy(asc(customFields.object), asc(customFields.key))
  const kpis = await tx
    .select()
    .from(kpiDefinitions)
    .where(eq(kpiDefinitions.workspaceId, workspace))
    .orderBy(asc(kpiDefinitions.key))
  const currencies = await tx
    .selectDistinct({ currency: accounts.currency })
    .from(accounts)
    .where(eq(accounts.workspaceId, workspace))
    .orderBy(asc(accounts.currency))
  const people = await tx
    .select({ email: users.email, name: users.name })
    .from(users)
    .where(eq(users.workspaceId, workspace))
    .orderBy(asc(users.email))
  const [scored] = await tx
    .select({ on: healthScores.on })
    .from(healthScores)
    .where(eq(healthScores.workspaceId, workspace))
    .limit(1)
  const known = scored
    ? codeObjects
    : codeObjects.map((object) => (object === account ? withComputedHealth(object) : object))
  const objects = known.map((object): [string, ObjectType] => {
    const taken = new Set(object.fields.map((field) => field.key))
    const own = custom
      .filter((entry) => entry.object === object.key)
      .map((entry) => customField(entry, taken.has(entry.key)))
    const measured = object.key === 'account' ? kpis : []
    return [
      object.key,
      {
        ...object,
        fields: [...object.fields, ...own, ...measured.map((kpi) => kpiField(kpi, taken.has(kpi.key)))],
        parts: {
          ...object.parts,
          ...Object.fromEntries(measured.map((kpi) => [`kpi ${kpi.key}`, kpiPart(kpi.key)])),
        },
      },
    ]
  })
  return { objects: new Map(objects), currencies: currencies.map((row) => row.currency), people }
}
