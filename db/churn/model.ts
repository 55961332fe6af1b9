/** A churn model as it is kept: standardised inputs with their weights, what it was fitted on, and how well it foretold what was held out. */
import { desc, and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { rowsOf, type Tx } from '../connect.ts'
import { models } from '../schema/history.ts'
import type { Settings } from '../settings.ts'
import { churnInputs } from './inputs.ts'

/** Under this key in `models`. */
export const churnKey = 'churn'

const column = z.strictObject({
  input: z.string(),
  isMissing: z.boolean(),
  mean: z.number(),
  sd: z.number(),
  weight: z.number(),
})
export const churnModel = z.strictObject({
  intercept: z.number(),
  columns: z.array(column),
  penalty: z.number(),
  horizonDays: z.int(),
  /** The day that the fit was made on, and the days that those who stayed were looked at. */
  fittedOn: z.iso.date(),
  days: z.array(z.iso.date()),
  left: z.int(),
  stayed: z.int(),
  baseRate: z.number(),
  quality: z.strictObject({
    auc: z.number(),
    aucLow: z.number(),
    brier: z.number(),
    baseBrier: z.number(),
    logLoss: z.number(),
    reliability: z.array(z.strictObject({ rows: z.int(), predicted: z.number(), happened: z.number() })),
  }),
  /** Why it is not used: it does no better than the base rate. */
  unused: z.string().nullable(),
  /** The workspace's version after it was kept: what changed since then is not in it. */
  workspaceVersion: z.int(),
})
export type ChurnModel = z.infer<typeof churnModel>

export type ChurnState = { model: ChurnModel; version: number } | { model: null; why: string }

export const isUsed = (
  state: ChurnState,
): state is Extract<ChurnState, { version: number }> & { model: { unused: null } } =>
  state.model !== null && state.model.unused === null

/** Accounts that left on a day that is on record. */
export async function churnedOnRecord(tx: Tx, workspace: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`select count(*)::int as count from accounts
      where workspace_id = ${workspace} and lifecycle = 'churned' and churned_on is not null`,
  )
  return row?.count ?? 0
}

/** Null where none was fitted; `model` null where it is of a form, or of inputs, that are no longer known. */
export async function newestModel(
  tx: Tx,
  workspace: string,
): Promise<{ model: ChurnModel | null; version: number } | null> {
  const [row] = await tx
    .select({ body: models.body, version: models.version })
    .from(models)
    .where(and(eq(models.workspaceId, workspace), eq(models.key, churnKey)))
    .orderBy(desc(models.version))
    .limit(1)
  if (!row) return null
  const { data } = churnModel.safeParse(row.body)
  const isKnown = data?.columns.every(({ input }) => churnInputs.some(({ key }) => key === input))
  return { model: data && isKnown ? data : null, version: row.version }
}

export const onRecord = (count: number) => `${count} churned account${count === 1 ? '' : 's'} on record`

/** The model in force, or why there is none. */
export async function churnState(tx: Tx, workspace: string, { churn }: Settings): Promise<ChurnState> {
  const churned = await churnedOnRecord(tx, workspace)
  if (churned < churn.leastChurned)
    return { model: null, why: `${onRecord(churned)}, ${churn.leastChurned} needed` }
  const newest = await newestModel(tx, workspace)
  if (!newest) return { model: null, why: `${onRecord(churned)}, but no model has been fitted yet` }
  const { model, version } = newest
  if (!model || model.horizonDays !== churn.horizonDays)
    return { model: null, why: 'the model on record is not one for these settings; it has to be fitted anew' }
  return { model, version }
}
