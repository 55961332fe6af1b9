/** Loads the catalogue of a workspace: entries from code, its custom fields and KPIs, its currencies and people. Kept by the workspace's version. */
import { asc, eq } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { withEvidence } from '../evidence/standing.ts'
import { Problem } from '../problem.ts'
import { accounts, customFields, kpiDefinitions, users, workspaces } from '../schema/tables.ts'
import { effectiveSettings, type Settings } from '../settings.ts'
import { accountOf, tuned } from './account-of.ts'
import { account } from './objects/account.ts'
import { activity } from './objects/activity.ts'
import { contact } from './objects/contact.ts'
import { call, document, playbook } from './objects/content.ts'
import { contract } from './objects/contract.ts'
import { draft } from './objects/draft.ts'
import { focus } from './objects/focus.ts'
import { healthOverride } from './objects/health-override.ts'
import { healthScore } from './objects/health-score.ts'
import { milestone } from './objects/milestone.ts'
import { nps } from './objects/nps.ts'
import { opportunity } from './objects/opportunity.ts'
import { task } from './objects/task.ts'
import { ticket } from './objects/ticket.ts'
import { usage, userUsage } from './objects/usage.ts'
import { user } from './objects/user.ts'
import { withOwn, type Variant } from './own.ts'
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
  healthOverride,
  milestone,
  user,
  call,
  document,
  playbook,
  focus,
  draft,
]

const codeFields = new Set(
  codeObjects.flatMap((object) => object.fields.map((field) => `${object.key}.${field.key}`)),
)

/** Whether an object has a field of this key that no workspace made. */
export const isFieldOfCode = (object: string, key: string): boolean => codeFields.has(`${object}.${key}`)

/** Compiled catalogues by version; a process serves few workspaces at a time, so the oldest one makes room. */
const kept = new Map<string, Catalogue>()
const mostKept = 64

export async function loadCatalogue(tx: Tx, workspace: string, variant?: Variant): Promise<Catalogue> {
  const [row] = await tx
    .select({ version: workspaces.version, createdAt: workspaces.createdAt, settings: workspaces.settings })
    .from(workspaces)
    .where(eq(workspaces.id, workspace))
  if (!row) throw new Problem('not_found', `There is no workspace ${workspace}.`)
  const version = `${workspace} ${row.createdAt} ${row.version}`
  const settings = effectiveSettings(row.settings)
  if (variant)
    return {
      ...(await read(tx, workspace, settings, variant)),
      version: `${version} ${JSON.stringify(variant)}`,
    }
  const known = kept.get(version)
  if (known) return withEvidence(tx, workspace, known)
  const catalogue = { ...(await read(tx, workspace, settings)), version }
  const oldest = kept.keys().next()
  if (kept.size >= mostKept && !oldest.done) kept.delete(oldest.value)
  kept.set(version, catalogue)
  return withEvidence(tx, workspace, catalogue)
}

async function read(
  tx: Tx,
  workspace: string,
  settings: Settings,
  variant?: Variant,
): Promise<Omit<Catalogue, 'version'>> {
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
  const own = await accountOf(tx, workspace, settings, kpis)
  const known = codeObjects.map((object) => tuned(object === account ? own.account : object, settings))
  const base = {
    objects: known,
    currencies: currencies.map((row) => row.currency),
    people,
    settings,
    health: own.health,
  }
  return withOwn(tx, workspace, base, { custom, kpis }, variant)
}
