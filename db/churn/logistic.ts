/** A logistic fit with an L2 penalty by Newton's method; the intercept is not penalised, so that the mean probability is the base rate. Pure. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix'

export type Logistic = { intercept: number; weights: number[] }

export const logistic = (z: number): number => 1 / (1 + Math.exp(-z))

export const scoreOf = ({ intercept, weights }: Logistic, row: readonly number[]): number =>
  row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), intercept)

const mostSteps = 50
const near = 1e-9

/** Standardised rows, whether it happened to each, and how many rows each stands for. */
export type Observed = {
  rows: readonly (readonly number[])[]
  happened: readonly boolean[]
  weights: readonly number[]
}

/** `penalty` is added to the curvature of each weight. `start` spares steps along a path of penalties. */
export function fitLogistic(observed: Observed, penalty: number, start?: Logistic): Logistic {
  const { rows, happened, weights } = observed
  const width = (rows[0]?.length ?? 0) + 1
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const share = weights.reduce((sum, weight, at) => sum + (happened[at] ? weight : 0), 0) / all
  let beta = start
    ? [start.intercept, ...start.weights]
    : [Math.log(share / (1 - share)), ...Array.from({ length: width - 1 }, () => 0)]
  let loss = lossOf(observed, penalty, beta)
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, curvature } = slopeOf(observed, penalty, beta)
    const move = new CholeskyDecomposition(curvature).solve(Matrix.columnVector(gradient)).to1DArray()
    // A step that goes too far is halved; the loss is convex, so that a small one always pays.
    let length = 1
    let next = beta
    let lower = loss
    do {
      next = beta.map((value, at) => value - length * (move[at] ?? 0))
      lower = lossOf(observed, penalty, next)
      length /= 2
    } while (lower > loss && length > 1e-6)
    const gained = loss - lower
    if (gained > 0) [beta, loss] = [next, lower]
    if (gained < near * (1 + Math.abs(loss))) break
  }
  const [intercept = 0, ...found] = beta
  return { intercept, weights: found }
}

/** log(1 + e^z) without overflow. */
const softplus = (z: number) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)))
const at = (row: readonly number[], beta: readonly number[]) =>
  row.reduce((sum, value, n) => sum + value * (beta[n + 1] ?? 0), beta[0] ?? 0)

function lossOf({ rows, happened, weights }: Observed, penalty: number, beta: readonly number[]) {
  const fit = rows.reduce((sum, row, n) => {
    const z = at(row, beta)
    return sum + (weights[n] ?? 1) * (softplus(z) - (happened[n] ? z : 0))
  }, 0)
  return fit + (penalty / 2) * beta.slice(1).reduce((sum, value) => sum + value * value, 0)
}

function slopeOf({ rows, happened, weights }: Observed, penalty: number, beta: readonly number[]) {
  const width = beta.length
  const gradient = beta.map((value, n) => (n === 0 ? 0 : penalty * value))
  const sums = new Float64Array(width * width)
  rows.forEach((row, n) => {
    const p = logistic(at(row, beta))
    const times = weights[n] ?? 1
    const miss = times * (p - (happened[n] ? 1 : 0))
    const weight = times * Math.max(p * (1 - p), 1e-12)
    for (let i = 0; i < width; i++) {
      const xi = i === 0 ? 1 : (row[i - 1] ?? 0)
      gradient[i] = (gradient[i] ?? 0) + miss * xi
      for (let j = 0; j <= i; j++) {
        const cell = i * width + j
        sums[cell] = (sums[cell] ?? 0) + weight * xi * (j === 0 ? 1 : (row[j - 1] ?? 0))
      }
    }
  })
  const curvature = new Matrix(width, width)
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      const value = (sums[i * width + j] ?? 0) + (i === j ? (i === 0 ? 1e-9 : penalty) : 0)
      curvature.set(i, j, value)
      curvature.set(j, i, value)
    }
  return { gradient, curvature }
}
