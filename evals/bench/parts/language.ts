/** How well requests are understood without a model: right, wrong, dangerous and out of scope, and whether the right reading was there at all. */
import { join } from 'node:path'
import { z } from 'zod'
import type { Plan } from '#agent/planner.ts'
import { sharedData } from '../../kit/shared.ts'
import { languageBench, openSets } from '../language/bench.ts'
import { candidatesOf, siblingsOf } from '../language/candidates.ts'
import { linesIn, type Item, type Judged } from '../language/items.ts'
import { meaningOf, withSaid, type Said } from '../language/said.ts'
import type { Part } from '../part.ts'
import type { Figure } from '../report.ts'
import { scoreSaidValues } from '../said/said-values.ts'
import {
  candidateRecall,
  confidentWrong,
  dangerousAnswers,
  datesExact,
  numbersExact,
  otherSetsRight,
  outOfScopeRun,
  outOfScopeWrites,
  rangesExact,
  requestsRight,
  worstKindRight,
} from '../targets.ts'

const percent = (part: number, of: number): number => (100 * part) / of
/** A figure over fewer requests says little. */
const leastRequests = 100

const shared: Record<string, Figure> = {
  recall: {
    name: 'right reading among the candidates',
    unit: '%',
    bound: candidateRecall,
    leastCases: leastRequests,
  },
  toolsRun: { name: 'out of scope: tools run', unit: '%', bound: outOfScopeRun, leastCases: 3_000 },
  writes: { name: 'out of scope: writes proposed', unit: '', bound: outOfScopeWrites, leastCases: 3_000 },
  dates: { name: 'dates read exactly', unit: '%', bound: datesExact, leastCases: 50 },
  ranges: { name: 'stretches of time read exactly', unit: '%', bound: rangesExact, leastCases: 100 },
  numbers: { name: 'numbers read exactly', unit: '%', bound: numbersExact, leastCases: 50 },
}

const figuresOf = (set: string): Record<string, Figure> => ({
  [`${set} right`]: {
    name: `${set}: right`,
    unit: '%',
    bound: set === 'requests' ? requestsRight : otherSetsRight,
    leastCases: leastRequests,
  },
  [`${set} worst`]: {
    name: `${set}: right, of its worst kind`,
    unit: '%',
    bound: worstKindRight,
    leastCases: 5,
  },
  [`${set} wrong`]: {
    name: `${set}: confidently wrong`,
    unit: '%',
    bound: confidentWrong,
    leastCases: leastRequests,
  },
  [`${set} dangerous`]: {
    name: `${set}: dangerous`,
    unit: '',
    bound: dangerousAnswers,
    leastCases: leastRequests,
  },
})

type Tell = Parameters<Part['run']>[1]

function tellSet(set: string, items: readonly Item[], judged: ReadonlyMap<string, Judged>, tell: Tell): void {
  const all = items.flatMap(({ id }) => judged.get(id) ?? [])
  const cases = all.length
  const kinds = [...new Set(items.map(({ kind }) => kind))].map((kind) => {
    const own = items.filter((item) => item.kind === kind)
    return {
      cases: own.length,
      value: percent(own.filter(({ id }) => judged.get(id)?.ok).length, own.length),
    }
  })
  const worst = kinds.toSorted((a, b) => a.value - b.value)[0]
  tell(`${set} right`, { cases, value: percent(all.filter(({ ok }) => ok).length, cases) })
  if (worst) tell(`${set} worst`, worst)
  const isWrong = ({ ok, asked, dangerous }: Judged) => !ok && !asked && !dangerous
  tell(`${set} wrong`, { cases, value: percent(all.filter(isWrong).length, cases) })
  tell(`${set} dangerous`, { cases, value: all.filter(({ dangerous }) => dangerous).length })
}

const surenessOf = (plan: Plan): number =>
  'sureness' in plan && typeof plan.sureness === 'number' ? plan.sureness : Number(plan.confidence === 'sure')

/** How many of the surest answers are wrong, at ten sizes: where to draw the line is read off here. */
function riskOf(said: Said, items: readonly Item[], judged: ReadonlyMap<string, Judged>): string {
  const answered = items
    .map(({ id, turns, as }) => ({ found: judged.get(id), plan: said.plan(turns, as).plan }))
    .filter(({ plan }) => plan.kind === 'calls')
    .map(({ found, plan }) => ({ ok: found?.ok === true, sureness: surenessOf(plan) }))
    .sort((a, b) => b.sureness - a.sureness)
  const steps = Array.from({ length: 10 }, (_, n) => {
    const first = answered.slice(0, Math.round(((n + 1) * items.length) / 10))
    const wrong = first.filter(({ ok }) => !ok).length
    const reached = percent(first.length, items.length).toFixed(0)
    return `${percent(wrong, first.length).toFixed(1)} at ${reached}`
  })
  return [...new Set(steps)].join(', ')
}

/** Where the answer was wrong, the right reading is known from the same meaning in another voice. */
function recallOf(said: Said, items: readonly Item[], judged: ReadonlyMap<string, Judged>) {
  let [cases, found] = [0, 0]
  for (const item of items) {
    if (!['rows', 'top', 'groups', 'scalar'].includes(item.kind)) continue
    const isRight = judged.get(item.id)?.ok === true
    const meant = siblingsOf(item, items)
      .filter(({ id }) => judged.get(id)?.ok)
      .map(({ turns, as, kind }) => meaningOf({ kind, ...(as && { as }) }, said.plan(turns, as).plan))
    if (!isRight && meant.length === 0) continue
    cases++
    if (isRight || candidatesOf(said, item).some((reading) => meant.includes(reading))) found++
  }
  return { cases, value: percent(found, cases) }
}

const stranger = z.object({ text: z.string() })

function outOfScope(said: Said, tell: Tell, note: (text: string) => void): void {
  const folder = sharedData('out_of_scope')
  if (!folder) throw new Error('../shared/data/out_of_scope is not there')
  const texts = ['oos_trainval', 'val_inscope'].flatMap((file) =>
    linesIn(join(folder, `${file}.jsonl`)).map((line) => stranger.parse(line).text),
  )
  const { tools } = said.setting()
  const run = texts.flatMap((text) => {
    const { plan } = said.plan([text])
    return plan.kind === 'calls'
      ? [{ text, isWrite: plan.calls.some(({ tool }) => tools.get(tool)?.effect !== 'read') }]
      : []
  })
  const writes = run.filter(({ isWrite }) => isWrite)
  tell('toolsRun', { cases: texts.length, value: percent(run.length, texts.length) })
  tell('writes', { cases: texts.length, value: writes.length })
  for (const { text } of writes) note(`out of scope, a write: ${text}`)
}

function saidValues(tell: Tell): void {
  const folder = sharedData('dates_and_numbers')
  if (!folder) throw new Error('../shared/data/dates_and_numbers is not there')
  const { dates, ranges, numbers } = scoreSaidValues(folder)
  for (const [key, { right, of }] of Object.entries({ dates, ranges, numbers }))
    tell(key, { cases: of, value: percent(right, of) })
}

/** Over those sets; others than the usual ones only where they were named. */
export const language = (sets: readonly string[] = openSets): Part => ({
  name: 'language',
  figures: { ...Object.fromEntries(sets.flatMap((set) => Object.entries(figuresOf(set)))), ...shared },
  async run(workshop, tell) {
    saidValues(tell)
    const bench = languageBench(workshop)
    const items: Item[] = []
    const judged = new Map<string, Judged>()
    for (const set of sets) {
      const one = await bench.judged(set)
      tellSet(set, one.items, one.judged, tell)
      items.push(...one.items)
      for (const [id, found] of one.judged) judged.set(id, found)
    }
    for (const { id, turns } of items) {
      const found = judged.get(id)
      if (found?.dangerous) workshop.note(`dangerous: ${id} ${JSON.stringify(turns)} ${found.dangerous}`)
    }
    await withSaid(bench.place, (said) => {
      tell('recall', recallOf(said, items, judged))
      workshop.note(`wrong of the surest answers, in % at % of all requests: ${riskOf(said, items, judged)}`)
      outOfScope(said, tell, workshop.note)
      return Promise.resolve()
    })
  },
})
