/** Fits the weights by which the offline planner tells how sure it is, on the readings of the open sets whose outcome the scorer knows. `node evals/bench/language/fit-sureness.ts --seed 7` */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { signNames, type Sign } from '#agent/offline/sureness.ts'
import { openSets } from './bench.ts'
import { itemsOf, scored, sharedSet, type Place } from './items.ts'
import { withSaid } from './said.ts'

/** Paraphrases of one request are one family: they stay in one fold. */
type Case = { family: string; ok: boolean; signs: Record<Sign, number> }
type Map_ = { weights: Record<Sign, number>; bias: number }

const folds = 10
/** Strength of the pull towards no weight, by the number of cases. */
const pull = 4
const rounds = 1_000
const pace = 0.2
/** Of the right answers so many may be put as a question. */
const mostAsked = 0.005

const blank = (): Record<Sign, number> =>
  Object.fromEntries(signNames.map((name) => [name, 0])) as Record<Sign, number>

const chance = ({ weights, bias }: Map_, signs: Record<Sign, number>): number =>
  1 / (1 + Math.exp(-signNames.reduce((sum, name) => sum + weights[name] * signs[name], bias)))

/** Gradient descent with L2; every sign grows with doubt, so no weight may speak for a reading. */
function fit(cases: readonly Case[]): Map_ {
  const map: Map_ = { weights: blank(), bias: 2 }
  for (let round = 0; round < rounds; round++) {
    const slope = blank()
    let rise = 0
    for (const { ok, signs } of cases) {
      const off = Number(ok) - chance(map, signs)
      rise += off
      for (const name of signNames) slope[name] += off * signs[name]
    }
    map.bias += (pace * rise) / cases.length
    for (const name of signNames) {
      const step = (slope[name] - pull * map.weights[name]) / cases.length
      map.weights[name] = Math.min(0, map.weights[name] + pace * step)
    }
  }
  return map
}

const foldOf = (family: string, seed: number): number =>
  family.split(/(?=[^])/).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, seed) % folds

/** What each case is given by a map that has not seen its family. */
const outOfFold = (cases: readonly Case[], seed: number): { ok: boolean; p: number }[] =>
  Array.from({ length: folds }, (_, fold) => {
    const map = fit(cases.filter(({ family }) => foldOf(family, seed) !== fold))
    return cases
      .filter(({ family }) => foldOf(family, seed) === fold)
      .map(({ ok, signs }) => ({ ok, p: chance(map, signs) }))
  }).flat()

function areaUnder(given: readonly { ok: boolean; p: number }[]): number {
  const wrong = given.filter(({ ok }) => !ok)
  const right = given.filter(({ ok }) => ok)
  const wins = wrong.flatMap((w) => right.map((r): number => (r.p > w.p ? 1 : r.p === w.p ? 0.5 : 0)))
  return wins.reduce((sum, win) => sum + win, 0) / wins.length
}

const round = (figure: number): number => Math.round(figure * 1000) / 1000

async function readings(): Promise<Case[]> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-sureness-'))
  mkdirSync(join(folder, 'scores'))
  const place: Place = { folder, workspace: 'language', isImported: false }
  try {
    const outcomes = new Map<string, boolean>()
    for (const set of openSets)
      for (const [id, { ok }] of await scored(sharedSet(set), place)) outcomes.set(id, ok)
    const items = openSets.flatMap((set) => itemsOf(sharedSet(set)))
    return await withSaid(place, (said) =>
      Promise.resolve(
        items.flatMap(({ id, turns, as }): Case[] => {
          const { plan } = said.plan(turns, as)
          const signs = plan.kind === 'refuse' ? undefined : plan.signs
          return signs
            ? [
                {
                  family: id.replace(/-p\d+$/, ''),
                  ok: outcomes.get(id) === true,
                  signs,
                },
              ]
            : []
        }),
      ),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const file = fileURLToPath(new URL('../../../agent/offline/sureness.json', import.meta.url))
const { values } = parseArgs({ options: { seed: { type: 'string', default: '7' } } })
const seed = Number(values.seed)
// What is asked has no outcome: while the outcomes are gathered, every reading is answered.
writeFileSync(file, '{ "bias": 0, "weights": {}, "threshold": 0 }\n')
const cases = await readings()
const given = outOfFold(cases, seed).sort((a, b) => b.p - a.p)
const map = fit(cases)
const right = cases
  .filter(({ ok }) => ok)
  .map(({ signs }) => chance(map, signs))
  .sort((a, b) => b - a)
const threshold = right[Math.floor(right.length * (1 - mostAsked))] ?? 0
const told = {
  made: 'evals/bench/language/fit-sureness.ts',
  seed,
  readings: cases.length,
  wrong: cases.filter(({ ok }) => !ok).length,
  outOfFold: {
    folds,
    area: round(areaUnder(given)),
    wrongAmongSurest: [0.5, 0.6, 0.7, 0.8, 0.9, 1].map((share) => {
      const first = given.slice(0, Math.round(share * given.length))
      return { share, wrong: round(first.filter(({ ok }) => !ok).length / first.length) }
    }),
  },
}
const fitted = {
  ...told,
  bias: round(map.bias),
  weights: Object.fromEntries(signNames.map((name) => [name, round(map.weights[name])])),
  threshold: round(threshold),
}
writeFileSync(file, `${JSON.stringify(fitted, null, 2)}\n`)
process.stdout.write(`${JSON.stringify(told, null, 2)}\n`)
