/** The account's entries as they are in one workspace: where its health comes from, and whether its churn can be foretold. */
import { eq } from 'drizzle-orm'
import { withChurn } from '../churn/churn-fields.ts'
import { churnState } from '../churn/model.ts'
import type { Tx } from '../connect.ts'
import { basisOf, type HealthBasis } from '../health/basis.ts'
import type { Kpi } from '../health/kpi-components.ts'
import { healthScores, kpis as kpiValues } from '../schema/tables.ts'
import type { Settings } from '../settings.ts'
import { account } from './objects/account.ts'
import { withHealth } from './objects/computed-health.ts'
import type { ObjectType } from './types.ts'

export async function accountOf(
  tx: Tx,
  workspace: string,
  settings: Settings,
  kpis: readonly Kpi[],
): Promise<{ account: ObjectType; health: HealthBasis }> {
  const [scored] = await tx
    .select({ on: healthScores.on })
    .from(healthScores)
    .where(eq(healthScores.workspaceId, workspace))
    .limit(1)
  const [measured] = await tx
    .select({ on: kpiValues.on })
    .from(kpiValues)
    .where(eq(kpiValues.workspaceId, workspace))
    .limit(1)
  const health = basisOf(settings, scored !== undefined, measured ? kpis : [])
  const churn = await churnState(tx, workspace, settings)
  return { account: withChurn(withHealth(account, health), churn, settings.churn.horizonDays), health }
}

/** What is said of the entries, with the workspace's own weights, thresholds and windows. */
export const tuned = (object: ObjectType, settings: Settings): ObjectType => ({
  ...object,
  fields: object.fields.map((field) => (field.tuned ? { ...field, ...field.tuned(settings) } : field)),
})
