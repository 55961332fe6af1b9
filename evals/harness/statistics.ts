/** Means with their uncertainty: bootstrap over clusters, since cases of one conversation or workspace go well or badly together. */
import { random } from '#db/demo/random.ts'

export type Interval = { value: number; low: number; high: number }
export type Observation = { cluster: string; value: number }

const rounds = 2_000
const tail = 0.025

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / (values.length || 1)

/** The mean with its interval of 95 %; the same for the same seed. */
export function bootstrap(observations: readonly Observation[], seed: number, draws = rounds): Interval {
  const value = meanOf(observations.map((one) => one.value))
  const clusters = new Map<string, { sum: number; count: number }>()
  for (const one of observations) {
    const of = clusters.get(one.cluster) ?? { sum: 0, count: 0 }
    clusters.set(one.cluster, { sum: of.sum + one.value, count: of.count + 1 })
  }
  const all = [...clusters.values()]
  if (all.length < 2) return { value, low: value, high: value }
  const { int } = random(seed, 'bootstrap')
  const means = Array.from({ length: draws }, () => {
    let [sum, count] = [0, 0]
    for (let n = 0; n < all.length; n++) {
      const drawn = all[int(0, all.length - 1)]
      sum += drawn?.sum ?? 0
      count += drawn?.count ?? 0
    }
    return sum / count
  }).sort((a, b) => a - b)
  const at = (share: number) => means[Math.min(draws - 1, Math.floor(share * draws))] ?? value
  return { value, low: at(tail), high: at(1 - tail) }
}

export const excludesZero = ({ low, high }: Interval): boolean => low > 0 || high < 0

/** Agreement beyond chance of two raters over yes and no; 1 where both always say the same one thing. */
export function cohensKappa(pairs: readonly (readonly [boolean, boolean])[]): number {
  const n = pairs.length || 1
  const agreed = pairs.filter(([one, other]) => one === other).length / n
  const yes = (side: 0 | 1) => pairs.filter((pair) => pair[side]).length / n
  const chance = yes(0) * yes(1) + (1 - yes(0)) * (1 - yes(1))
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance)
}
