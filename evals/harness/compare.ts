/** A run beside a blessed one, case by case: better or worse is said only where the interval of the paired differences excludes 0. */
import { z } from 'zod'
import type { Comparison, Result, Run } from '../contract.ts'
import { bootstrap, excludesZero } from './statistics.ts'
import { grouped, isCounted } from './summary.ts'

/** What is kept of a blessed run. */
export const baselineSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  rates: z.array(
    z.strictObject({ suite: z.string(), case: z.string(), target: z.string(), rate: z.number() }),
  ),
})
export type Baseline = z.infer<typeof baselineSchema>

const keyOf = (one: { suite: string; case: string; target: string }) =>
  JSON.stringify([one.suite, one.case, one.target])
const placeOf = ({ suite, target, case: { id } }: Result) => ({ suite, case: id, target })

export const baselineOf = ({ id, at, results }: Pick<Run, 'id' | 'at' | 'results'>): Baseline => ({
  ...{ id, at },
  rates: results.filter(isCounted).map((result) => ({ ...placeOf(result), rate: result.rate })),
})

export function compareWith(baseline: Baseline, results: readonly Result[], seed: number): Comparison {
  const before = new Map(baseline.rates.map((one) => [keyOf(one), one.rate]))
  const counted = results.filter(isCounted)
  const paired = counted.flatMap((result) => {
    const was = before.get(keyOf(placeOf(result)))
    return was === undefined ? [] : [{ ...result, was }]
  })
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
  const lines = grouped(paired).map(({ by, name, target, of }): Comparison['lines'][number] => {
    const differences = of.map(({ cluster, rate, was }) => ({ cluster, value: rate - was }))
    const difference = bootstrap(differences, seed)
    const verdict = !excludesZero(difference) ? 'within noise' : difference.value > 0 ? 'better' : 'worse'
    const sides = { before: mean(of.map(({ was }) => was)), after: mean(of.map(({ rate }) => rate)) }
    return { by, name, target, cases: of.length, ...sides, difference, verdict }
  })
  const moved = paired
    .filter(({ rate, was }) => rate !== was)
    .map((result) => ({ ...placeOf(result), before: result.was, after: result.rate }))
    .sort((a, b) => a.after - a.before - (b.after - b.before))
  return {
    baseline: { id: baseline.id, at: baseline.at },
    lines,
    regressions: moved.filter(({ before: was, after }) => after < was),
    improvements: moved.filter(({ before: was, after }) => after > was).reverse(),
    unpaired: counted.length - paired.length + Math.max(0, baseline.rates.length - paired.length),
  }
}

/** A suite, or all of it, that is worse beyond noise. */
export const regressionFaults = ({ lines, baseline }: Comparison): string[] =>
  lines
    .filter(({ by, verdict }) => verdict === 'worse' && (by === 'all' || by === 'suite'))
    .map(
      ({ by, name, target, before, after }) =>
        `${by === 'all' ? 'all suites' : name} with ${target} worse than ${baseline.id}: ${percent(before)} → ${percent(after)}`,
    )

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
