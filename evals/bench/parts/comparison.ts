/** Whether the comparison of two runs can be believed: flaky stand-in models, two equal ones and one that is worse, a hundred times each. */
import { baselineOf, compareWith } from '../../harness/compare.ts'
import { standInResults } from '../../harness/stand-in.ts'
import type { Part } from '../part.ts'
import { equalWithinNoise, plantedFound } from '../targets.ts'

const repetitions = 100
const size = { cases: 150, trials: 3, conversations: 75 }
const planted = 0.12

/** What is said of a model that is so much worse than the blessed one. */
function verdictOf(seed: number, worse: number): string | undefined {
  const before = standInResults({ seed, ...size, worse: 0 }, 2 * seed)
  const after = standInResults({ seed, ...size, worse }, 2 * seed + 1)
  const blessed = baselineOf({ id: 'blessed', at: '2026-11-21T00:00:00.000Z', results: before })
  return compareWith(blessed, after, seed).lines.find(({ by }) => by === 'all')?.verdict
}

export const comparison: Part = {
  name: 'comparison',
  figures: {
    equal: {
      name: 'equal flaky models told to be within noise',
      unit: 'of 100',
      bound: equalWithinNoise,
      leastCases: repetitions,
    },
    found: {
      name: 'planted difference of 12 points over 150 cases found',
      unit: 'of 100',
      bound: plantedFound,
      leastCases: repetitions,
    },
  },
  run: ({ seed }, tell) => {
    const seeds = Array.from({ length: repetitions }, (_, at) => 1_000 * seed + at)
    const count = (worse: number, verdict: string) =>
      seeds.filter((one) => verdictOf(one, worse) === verdict).length
    tell('equal', { cases: repetitions, value: count(0, 'within noise') })
    tell('found', { cases: repetitions, value: count(planted, 'worse') })
    return Promise.resolve()
  },
}
