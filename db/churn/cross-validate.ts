/** Fits with the penalty that foretells best what was held out, and measures on rows that neither fit nor choice has seen. An account is wholly in or out. Pure. */
import { columnsOf, standardised, type Column } from './design.ts'
import { fitLogistic, logistic, scoreOf, type Logistic } from './logistic.ts'
import { qualityOf, type Foretold, type Quality } from './measure-fit.ts'

/** `weight`: how many such rows it stands for, where not all of them were drawn. */
export type Sample = { account: string; happened: boolean; inputs: (number | null)[]; weight: number }
export type Fit = { columns: Column[]; model: Logistic; penalty: number; quality: Quality }

/** From hardly any penalty to next to nothing but the base rate, strongest first. */
const penalties = [300, 100, 30, 10, 3, 1, 0.3]
const outer = 5
const inner = 4

/** Accounts who left are dealt out evenly, and so are the others, each in the order of their hash. */
function foldsOf(samples: readonly Sample[], count: number, salt: number): number[] {
  const left = new Set(samples.filter(({ happened }) => happened).map(({ account }) => account))
  const order = [...new Set(samples.map(({ account }) => account))].sort(
    (a, b) =>
      Number(left.has(b)) - Number(left.has(a)) || hash(a, salt) - hash(b, salt) || a.localeCompare(b),
  )
  const fold = new Map(order.map((account, at) => [account, at % count]))
  return samples.map(({ account }) => fold.get(account) ?? 0)
}

/** FNV-1a, so that the same accounts fall into the same folds each time. */
function hash(text: string, salt: number): number {
  let value = (2166136261 ^ salt) >>> 0
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619) >>> 0
  return value
}

export const baseRateOf = (samples: readonly Sample[]): number =>
  samples.reduce((sum, { happened, weight }) => sum + (happened ? weight : 0), 0) /
  samples.reduce((sum, { weight }) => sum + weight, 0)

type Fitted = { columns: Column[]; models: Logistic[]; base: number }

/** A fit at every penalty, each starting from the one before. */
function path(samples: readonly Sample[], at: readonly number[]): Fitted {
  const weights = samples.map(({ weight }) => weight)
  const columns = columnsOf(
    samples.map(({ inputs }) => inputs),
    weights,
  )
  const observed = {
    rows: samples.map(({ inputs }) => standardised(inputs, columns)),
    happened: samples.map((sample) => sample.happened),
    weights,
  }
  const models: Logistic[] = []
  for (const penalty of at) models.push(fitLogistic(observed, penalty, models.at(-1)))
  return { columns, models, base: baseRateOf(samples) }
}

const probability = (model: Logistic, columns: readonly Column[], { inputs }: Sample) =>
  logistic(scoreOf(model, standardised(inputs, columns)))

const loss = (p: number, happened: boolean) => -Math.log(Math.max(1e-12, happened ? p : 1 - p))

/** The penalty with the least loss on what was held out. */
function bestPenalty(samples: readonly Sample[], count: number, salt: number): number {
  const folds = foldsOf(samples, count, salt)
  const losses = penalties.map(() => 0)
  for (let fold = 0; fold < count; fold++) {
    const { columns, models } = path(
      samples.filter((_, at) => folds[at] !== fold),
      penalties,
    )
    const held = samples.filter((_, at) => folds[at] === fold)
    models.forEach((model, n) => {
      for (const sample of held)
        losses[n] =
          (losses[n] ?? 0) + sample.weight * loss(probability(model, columns, sample), sample.happened)
    })
  }
  return penalties[losses.indexOf(Math.min(...losses))] ?? 1
}

const downTo = (penalty: number) => penalties.filter((each) => each >= penalty)

/** Needs some of both kinds in every fold: at least ten who left. */
export function crossValidated(samples: readonly Sample[]): Fit {
  const folds = foldsOf(samples, outer, 1)
  const foretold: Foretold[] = []
  for (let fold = 0; fold < outer; fold++) {
    const known = samples.filter((_, at) => folds[at] !== fold)
    const { columns, models, base } = path(known, downTo(bestPenalty(known, inner, 2 + fold)))
    const model = models.at(-1)
    if (!model) throw new Error('no penalty was tried')
    for (const sample of samples.filter((_, at) => folds[at] === fold))
      foretold.push({ ...sample, probability: probability(model, columns, sample), base })
  }
  const penalty = bestPenalty(samples, outer, 7)
  const { columns, models } = path(samples, downTo(penalty))
  const model = models.at(-1)
  if (!model) throw new Error('no penalty was tried')
  return { columns, model, penalty, quality: qualityOf(foretold) }
}
