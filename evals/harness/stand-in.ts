/** Flaky models for the statistics: each case has a difficulty of its own, each trial its own luck, all by a seed. */
import { random } from '#db/demo/random.ts'
import type { Case, Result, Trial } from '../contract.ts'
import { resultOf } from './summary.ts'

const used = { ms: 1, tokens: { input: 0, output: 0 }, costUsd: 0 }

const caseOf = (at: number, conversations: number): Case => ({
  ...{
    id: `case-${at}`,
    kind: 'rows',
    tags: [],
    proves: [],
    fixture: 'acme',
    turns: [{ text: 'x' }],
    expect: {},
  },
  cluster: `conversation-${at % conversations}`,
})

type StandIn = {
  seed: number
  cases: number
  trials: number
  conversations: number
  /** Taken from the chance of every case. */ worse: number
}

/** The same seed of cases makes cases of the same difficulty; `luck` is the model's own. */
export function standInResults(
  { seed, cases, trials, conversations, worse }: StandIn,
  luck: number,
): Result[] {
  const difficulty = random(seed, 'difficulty')
  const shared = Array.from({ length: conversations }, () => difficulty.int(-10, 10) / 100)
  const { chance } = random(luck, 'trials')
  return Array.from({ length: cases }, (_, at) => {
    const likely = difficulty.int(40, 95) / 100 + (shared[at % conversations] ?? 0)
    const rate = Math.min(1, Math.max(0, likely)) - worse
    const own = Array.from({ length: trials }, (_, nth): Trial => {
      const state = chance(Math.max(0, rate)) ? 'passed' : 'failed'
      return { ...used, trial: nth + 1, state, checks: [], turns: [], cached: false, tries: 1, problem: null }
    })
    return resultOf({ suite: 'stand-in', target: 'stand-in', one: caseOf(at, conversations), trials: own })
  })
}
