/** One trial of a case: tried again only where the infrastructure failed, scored, and told as the record keeps it. */
import type { Query } from '#db/query/query.ts'
import { emptyAnswer } from '#server/answer-json.ts'
import type { Case, Check, Target, Trial } from '../contract.ts'
import { attempt, type Attempt } from './attempt.ts'
import { decided } from './decided.ts'
import type { Judge } from './judge.ts'
import { fails } from './score/check.ts'
import { score } from './score/score.ts'
import { decision } from './score/words.ts'
import type { Place, Subject } from './subject.ts'
import { tracesOf } from './trace.ts'

export type Trying = { subject: Subject; target: Target; retries: number; judge: Judge | null }

/** What the endpoint did, and the planner had no part in. */
const infrastructure = new Set(['model_unreachable', 'model_rate_limited'])

const none = { ms: 0, tokens: { input: 0, output: 0 }, costUsd: 0 }

export async function tryCase(trying: Trying, written: Case, nth: number): Promise<Trial> {
  const { subject, target, retries } = trying
  if (written.decide) return decisionTrial(written, nth)
  const place = await subject.place(written.fixture)
  if (!place) return broken(nth, 1, `the data of ${written.fixture} is not on this machine`)
  const one = JSON.parse(place.fixture.say(JSON.stringify(written))) as Case
  let problem = ''
  for (let tries = 1; tries <= retries + 1; tries++) {
    const attempted = await attempt(subject, place, one, target)
    const failure = one.script
      ? null
      : attempted.turns
          .map(({ answer }) => answer.error)
          .find((error) => error && infrastructure.has(error.code))
    if (!failure) return scored(trying, { one, place, attempted, nth, tries })
    problem = failure.what
  }
  return broken(nth, retries + 1, problem)
}

/** A decision of the gate needs no workspace. */
export function decisionTrial(one: Case, nth: number): Trial {
  const found = { ...decided(one.decide ?? {}) }
  const check = decision(one.expect.decision ?? {}, found)
  return {
    ...{
      trial: nth,
      state: check.ok ? 'passed' : 'failed',
      checks: [check],
      turns: [],
      cached: false,
      tries: 1,
    },
    ...{ problem: null, ...none },
  }
}

const broken = (nth: number, tries: number, problem: string): Trial => ({
  ...{ trial: nth, state: 'broken', checks: [], turns: [], cached: false, tries, problem },
  ...none,
})

type Attempted = { one: Case; place: Place; attempted: Attempt; nth: number; tries: number }

async function scored({ judge }: Trying, { one, place, attempted, nth, tries }: Attempted): Promise<Trial> {
  const { fixture, oracle, clock } = place
  const told = attempted.turns.at(-1)
  const checks = await checksOf()
  const used = attempted.turns.map(({ answer }) => answer)
  const sum = (of: (answer: (typeof used)[number]) => number) =>
    used.reduce((all, answer) => all + of(answer), 0)
  return {
    ...{ trial: nth, checks, turns: tracesOf(attempted.turns), cached: false, tries, problem: null },
    state: checks.every(({ ok }) => ok) ? 'passed' : 'failed',
    ms: sum(({ ms }) => ms),
    tokens: { input: sum(({ tokens }) => tokens.input), output: sum(({ tokens }) => tokens.output) },
    costUsd: sum(({ cost_usd }) => cost_usd),
  }

  async function checksOf(): Promise<Check[]> {
    const nobody = { text: '', as: null, answer: emptyAnswer(), blocks: [] }
    const scene = {
      ...{ one, expect: one.expect, attempt: attempted, told: told ?? nobody, sources: fixture.files },
      oracle: (query: Query) => oracle(query, attempted.asker, clock(one.today)),
    }
    const found = score(scene)
    const { judge: wanted } = one.expect
    if (wanted && judge) return [...found, await judge.check(wanted, scene.told)]
    return found.length > 0
      ? found
      : [fails('expect', wanted ? 'no model judges in this run' : 'nothing is expected')]
  }
}
