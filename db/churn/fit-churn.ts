/** Fits a workspace's churn model to its own history and keeps it as a new version; says so where there is too little of it, or it foretells nothing. */
import { desc, eq, sql, and } from 'drizzle-orm'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Db } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { models } from '../schema/history.ts'
import { workspaces } from '../schema/workspaces.ts'
import { defaultSettings } from '../settings.ts'
import { baseRateOf, crossValidated, type Fit } from './cross-validate.ts'
import { churnInputs } from './inputs.ts'
import { churnedOnRecord, churnKey, newestModel, onRecord, type ChurnModel } from './model.ts'
import { drawSamples, type Drawn } from './sample.ts'

export type ChurnFit =
  { state: 'fitted' | 'unused'; model: ChurnModel; version: number } | { state: 'not fitted'; why: string }

/** Whoever left has to be in every fold. */
const leastLeft = 10

export async function fitChurn(db: Db, workspace: string, clock: Clock): Promise<ChurnFit> {
  const read = await db.inWorkspace(
    workspace,
    async (tx) => {
      const catalogue = await loadCatalogue(tx, workspace)
      const { churn } = catalogue.settings ?? defaultSettings
      const churned = await churnedOnRecord(tx, workspace)
      if (churned < churn.leastChurned) return { why: `${onRecord(churned)}, ${churn.leastChurned} needed` }
      return { churned, churn, drawn: await drawSamples(tx, catalogue, workspace, clock, churn.horizonDays) }
    },
    'read',
  )
  if (read.why !== undefined) return { state: 'not fitted', why: read.why }
  const { churned, churn, drawn } = read
  const left = drawn.samples.filter(({ happened }) => happened).length
  if (left < leastLeft || left === drawn.samples.length)
    return {
      state: 'not fitted',
      why: `of ${churned} churned accounts, ${left} have a history ${churn.horizonDays} days before they left, ${leastLeft} needed`,
    }
  const fit = crossValidated(drawn.samples)
  return keep(db, workspace, modelOf(fit, drawn, clock, churn.horizonDays))
}

function modelOf(
  { columns, model, penalty, quality }: Fit,
  { samples, days }: Drawn,
  clock: Clock,
  horizonDays: number,
) {
  const left = samples.filter(({ happened }) => happened).length
  // With the least that its AUC may be: a handful of accounts are soon in some order by chance.
  const isBetter = quality.aucLow > 0.5 && quality.brier < quality.baseBrier
  return {
    ...{ intercept: model.intercept, penalty, horizonDays, fittedOn: clock.today, days, left },
    columns: columns.map(({ input, ...rest }, at) => ({
      ...{ input: churnInputs[input]?.key ?? '', ...rest, weight: model.weights[at] ?? 0 },
    })),
    ...{ stayed: samples.length - left, baseRate: baseRateOf(samples), quality },
    unused: isBetter ? null : 'the model foretells no better than the base rate',
  }
}

/** A new version, known with the workspace's next question. */
async function keep(
  db: Db,
  workspace: string,
  body: Omit<ChurnModel, 'workspaceVersion'>,
): Promise<ChurnFit> {
  return db.inWorkspace(workspace, async (tx) => {
    const [row] = await tx
      .update(workspaces)
      .set({ version: sql`${workspaces.version} + 1` })
      .where(eq(workspaces.id, workspace))
      .returning({ version: workspaces.version })
    const [last] = await tx
      .select({ version: models.version })
      .from(models)
      .where(and(eq(models.workspaceId, workspace), eq(models.key, churnKey)))
      .orderBy(desc(models.version))
      .limit(1)
    const model = { ...body, workspaceVersion: row?.version ?? 0 }
    const version = (last?.version ?? 0) + 1
    await tx.insert(models).values({ workspaceId: workspace, key: churnKey, version, body: model })
    return { state: model.unused === null ? 'fitted' : 'unused', model, version }
  })
}

/** After an import: fits only where something changed since the last fit, and there is enough history. Null where there was nothing to do. */
export async function fitWhereDue(db: Db, workspace: string, clock: Clock): Promise<ChurnFit | null> {
  const isDue = await db.inWorkspace(
    workspace,
    async (tx) => {
      const [row] = await tx
        .select({ version: workspaces.version, settings: workspaces.settings })
        .from(workspaces)
        .where(eq(workspaces.id, workspace))
      const least = row?.settings.churn?.leastChurned ?? defaultSettings.churn.leastChurned
      if (!row || (await churnedOnRecord(tx, workspace)) < least) return false
      return (await newestModel(tx, workspace))?.model?.workspaceVersion !== row.version
    },
    'read',
  )
  return isDue ? fitChurn(db, workspace, clock) : null
}
