/** Finds how a workspace's imported scores weigh their components, by least squares over what is on record; says how well that explains them. */
import { sql } from 'drizzle-orm'
import { Matrix, solve } from 'ml-matrix'
import { scoreComponents } from '../catalogue/objects/computed-health.ts'
import { rowsOf, type Tx } from '../connect.ts'

export type ScoreWeights = {
  weights: { key: string; label: string; weight: number }[]
  /** Root of the mean squared difference between the scores and their weighted components, in points. */
  error: number
  /** The share of the scores' variance that the components explain, 0–1. */
  explained: number
  scores: number
}

/** Enough to find six weights by; the first in the order of the key, so that the same scores give the same weights. */
const most = 5_000
const least = 30
/** Below it a score is no weighted sum of its components, and taking it apart by them would mislead. */
export const leastExplained = 0.7
/** Up to it a score is as good as a weighted sum of them: rounding alone makes 0.3. */
export const exactWithin = 1
/** Keeps apart components that move together; next to nothing beside some thousand scores of 0–100. */
const ridge = 1e-6

/** Null where there are too few scores with components. Components that are missing throughout are left out. */
export async function scoreWeights(tx: Tx, workspace: string): Promise<ScoreWeights | null> {
  const rows = await rowsOf<Record<string, number | null>>(
    tx,
    sql`select score, usage, engagement, support, sentiment, relationship, commercial from health_scores
      where workspace_id = ${workspace} order by account_id, "on" limit ${most}::int`,
  )
  const keys = scoreComponents.filter((key) => rows.some((row) => row[key] !== null))
  const whole = rows.filter((row) => keys.every((key) => row[key] !== null))
  if (keys.length === 0 || whole.length < least) return null
  const x = new Matrix(whole.map((row) => keys.map((key) => Number(row[key]))))
  const y = Matrix.columnVector(whole.map((row) => Number(row.score)))
  const transposed = x.transpose()
  const normal = transposed.mmul(x)
  const scale = normal.trace() / keys.length
  const found = solve(normal.add(Matrix.eye(keys.length).mul(ridge * scale)), transposed.mmul(y))
  const missed = x.mmul(found).sub(y).pow(2).sum()
  const spread = Matrix.sub(y, y.mean()).pow(2).sum()
  return {
    weights: keys.map((key, at) => ({ key, label: key, weight: found.get(at, 0) })),
    error: Math.sqrt(missed / whole.length),
    explained: spread > 0 ? 1 - missed / spread : 0,
    scores: whole.length,
  }
}
