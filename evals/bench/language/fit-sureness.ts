/** Fits the weights by which the offline planner tells how sure it is, on the readings of the sets whose outcome the scorer knows, and on what people judged. `node evals/bench/language/fit-sureness.ts --seed 7 [--judged file.jsonl]` */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { signNames, type Sign } from '#agent/offline/sureness.ts'
import { z } from 'zod'
import { itemsOf, linesIn, scored, sharedSet, type Place } from './items.ts'
import { withSaid } from './said.ts'

/** Paraphrases of one request are one family: they stay in one fold. */
type Case = { family: string; ok: boolean; signs: Record<Sign, number> }
type Map_ = { weights: Record<Sign, number>; bias: number }

const folds = 10
/** Strength of the pull towards no weight, by the number of cases. */
const pull = 1
const rounds = 1_000
const pace = 0.4
/** So many needless questions are as bad as one wrong answer. */
const worthOfWrong = 3
const levels = Array.from({ length: 50 }, (_, n) => 0.99 - n / 100)

/** The workspaces, with the sets that are asked over them. */
const over: Record<string, readonly string[]> = {
  workspace: ['requests', 'paraphrases'],
  'workspace-3': ['requests-3'],
}

/** A request that somebody has judged by hand: whether its answer is right. */
const judgedLine = z.looseObject({
  id: z.string(),
  turns: z.array(z.string()).min(1),
  as: z.string().optional(),
  ok: z.boolean(),
  over: z.string().default('workspace-3'),
})
type Judged = z.infer<typeof judgedLine>

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

async function readingsOver(
  bundle: string,
  sets: readonly string[],
  byHand: readonly Judged[],
): Promise<Case[]> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-sureness-'))
  mkdirSync(join(folder, 'scores'))
  const place: Place = { folder, workspace: 'language', isImported: false, bundle }
  try {
    const outcomes = new Map<string, boolean>(byHand.map(({ id, ok }) => [id, ok]))
    for (const set of sets)
      for (const [id, { ok }] of await scored(sharedSet(set), place)) outcomes.set(id, ok)
    const items = [...sets.flatMap((set) => itemsOf(sharedSet(set))), ...byHand]
    return await withSaid(place, (said) =>
      Promise.resolve(
        items.flatMap(({ id, turns, as }): Case[] => {
          const { plan } = said.plan(turns, as)
          const signs = plan.kind === 'refuse' ? undefined : plan.signs
          return signs ? [{ family: id.replace(/-p\d+$/, ''), ok: outcomes.get(id) === true, signs }] : []
        }),
      ),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function readings(byHand: readonly Judged[]): Promise<Case[]> {
  const cases: Case[] = []
  for (const [bundle, sets] of Object.entries(over))
    cases.push(
      ...(await readingsOver(
        bundle,
        sets,
        byHand.filter((line) => line.over === bundle),
      )),
    )
  return cases
}

/** The level below which asking harms least, by what unseen cases were given. */
function thresholdOf(given: readonly { ok: boolean; p: number }[]): number {
  const harm = (level: number): number =>
    given.reduce((sum, { ok, p }) => sum + (ok ? (p < level ? 1 : 0) : p < level ? 0 : worthOfWrong), 0)
  return levels.reduce((best, level) => (harm(level) <= harm(best) ? level : best))
}

const file = fileURLToPath(new URL('../../../agent/offline/sureness.json', import.meta.url))
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '7' }, judged: { type: 'string' } },
})
const byHand = values.judged === undefined ? [] : linesIn(values.judged).map((line) => judgedLine.parse(line))
const seed = Number(values.seed)
// What is asked has no outcome: while the outcomes are gathered, every reading is answered.
writeFileSync(file, '{ "bias": 0, "weights": {}, "threshold": 0 }\n')
const cases = await readings(byHand)
const given = outOfFold(cases, seed).sort((a, b) => b.p - a.p)
const map = fit(cases)
const threshold = thresholdOf(given)
const asked = (isRight: boolean): number => {
  const all = given.filter(({ ok }) => ok === isRight)
  return round(all.filter(({ p }) => p < threshold).length / Math.max(1, all.length))
}
const told = {
  made: 'evals/bench/language/fit-sureness.ts',
  seed,
  readings: cases.length,
  wrong: cases.filter(({ ok }) => !ok).length,
  outOfFold: {
    folds,
    area: round(areaUnder(given)),
    asked: { right: asked(true), wrong: asked(false) },
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
