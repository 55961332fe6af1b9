/** Ranks passages of sources: what they hold of the question, what their neighbours hold, who speaks, and which source is meant. Pure; the weights were measured on real meetings. */
import type { Named } from './speakers.ts'

/** A passage, with how often it holds each stem of the question. */
export type Held = {
  id: string
  /** The row that it is of; passages of one row follow each other. */
  row: string
  words: number
  held: number[]
  /** How often the source's title holds each stem; told of its first passage. */
  title: number[] | null
  speakers: string[]
  spoken: number[]
}

export type Ranked = { at: number; score: number }

/** Signals that can be left out, to measure what each adds. */
export type Signals = {
  neighbours: boolean
  together: boolean
  pairs: boolean
  speakers: boolean
  source: boolean
  cleaning: boolean
  related: boolean
}
export const allSignals: Signals = {
  ...{ neighbours: true, together: true, pairs: true, speakers: true, source: true, cleaning: true },
  related: true,
}

/** What the passages one, two, three and four away add: people go on speaking of a thing. */
const near = [0.9, 0.7, 0.5, 0.3]
const nearSpeaker = [0.3]
const pairWeight = 0.5
const passageBm = { k1: 1.2, b: 0.6 }
const surroundBm = { k1: 2, b: 0.6 }
const sourceBm = { k1: 3, b: 0.8 }
const sourceSpeaker = 0.3
const titleWeight = 3

type Run = { from: number; to: number }

/** How rare a stem is: at `share` of `total` passages. */
export const rarity = (share: number, total: number): number =>
  Math.log(1 + (total - share + 0.5) / (share + 0.5))

type Bm = { k1: number; b: number }
const bm = (count: number, size: number, mean: number, { k1, b }: Bm) =>
  (count * (k1 + 1)) / (count + k1 * (1 - b + (b * size) / (mean || 1)))

/** Each value with those beside it in the same source. */
function withNear(values: Float64Array, runs: Run[], weights: number[]): Float64Array {
  const out = values.slice()
  for (const { from, to } of runs)
    for (let at = from; at < to; at++) {
      const value = values[at] ?? 0
      if (value === 0) continue
      weights.forEach((weight, i) => {
        if (at - i - 1 >= from) out[at - i - 1] = (out[at - i - 1] ?? 0) + weight * value
        if (at + i + 1 < to) out[at + i + 1] = (out[at + i + 1] ?? 0) + weight * value
      })
    }
  return out
}

function runsOf(passages: readonly Held[]): Run[] {
  const runs: Run[] = []
  passages.forEach(({ row }, at) => {
    const last = runs.at(-1)
    if (last && passages[last.from]?.row === row) last.to = at + 1
    else runs.push({ from: at, to: at + 1 })
  })
  return runs
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0)
const scaled = (values: Float64Array): Float64Array => {
  const most = largest(values) || 1
  return values.map((value) => value / most)
}

/** `stems` are places in `held`, in the question's order; `weights` their rarity. */
export function rank(
  passages: readonly Held[],
  { stems, weights, named, signals }: { stems: number[]; weights: number[]; named: Named; signals: Signals },
): Ranked[] {
  if (passages.length === 0 || stems.length === 0) return []
  const runs = runsOf(passages)
  const lexical = lexicalOf(passages, runs, { stems, weights, signals })
  const share = named.sure.size > 0 ? shareOf(passages, runs, named) : null
  const source =
    signals.source && runs.length > 1 ? sourceOf(passages, runs, { stems, weights, named }) : null
  return passages
    .map((_, at) => {
      const own = lexical[at] ?? 0
      const spoken = share?.[at] ?? 0
      return {
        at,
        score: source ? own + own * spoken + (source[at] ?? 0) : own + spoken * (runs.length > 1 ? own : 1),
      }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

type Lexical = { stems: number[]; weights: number[]; signals: Signals }

/** Half of what a passage and its neighbours score, half of what they hold together: the second asks for all of the stems. */
function lexicalOf(
  passages: readonly Held[],
  runs: Run[],
  { stems, weights, signals }: Lexical,
): Float64Array {
  const sizes = Float64Array.from(passages, ({ words }) => words)
  const around = signals.neighbours ? near : []
  const wide = withNear(sizes, runs, around)
  const [meanSize, meanWide] = [mean(sizes), mean(wide)]
  const own = new Float64Array(passages.length)
  const together = new Float64Array(passages.length)
  const counts = stems.map((stem) => Float64Array.from(passages, ({ held }) => held[stem] ?? 0))
  counts.forEach((count, i) => {
    const weight = weights[stems[i] ?? 0] ?? 0
    const spread = withNear(count, runs, around)
    for (let at = 0; at < passages.length; at++) {
      own[at] = (own[at] ?? 0) + weight * bm(count[at] ?? 0, sizes[at] ?? 0, meanSize, passageBm)
      together[at] = (together[at] ?? 0) + weight * bm(spread[at] ?? 0, wide[at] ?? 0, meanWide, surroundBm)
    }
  })
  // Words that stand together tell sources apart; within one, measured, they add nothing.
  const isMany = runs.length > 1
  if (signals.pairs && isMany) addPairs(own, counts)
  const [first, second] = [scaled(withNear(own, runs, around)), scaled(together)]
  return signals.together && isMany ? first.map((value, at) => (value + (second[at] ?? 0)) / 2) : first
}

/** Stems that follow each other in the question and stand in one passage. */
function addPairs(own: Float64Array, counts: Float64Array[]): void {
  for (let i = 1; i < counts.length; i++) {
    const [one, other] = [counts[i - 1], counts[i]]
    if (!one || !other) continue
    const both = own.map((_, at) => ((one[at] ?? 0) > 0 && (other[at] ?? 0) > 0 ? 1 : 0))
    const bonus =
      pairWeight *
      rarity(
        both.reduce((sum, value) => sum + value, 0),
        own.length,
      )
    both.forEach((has, at) => {
      own[at] = (own[at] ?? 0) + bonus * has
    })
  }
}

/** Which share of a passage and those beside it the named speakers speak. */
function shareOf(passages: readonly Held[], runs: Run[], { sure }: Named): Float64Array {
  const shares = Float64Array.from(passages, ({ speakers, spoken }) => {
    const all = spoken.reduce((sum, words) => sum + words, 0)
    return speakers.reduce((sum, who, i) => sum + (sure.get(who) ?? 0) * (spoken[i] ?? 0), 0) / (all || 1)
  })
  const total = 1 + 2 * nearSpeaker.reduce((sum, weight) => sum + weight, 0)
  return withNear(shares, runs, nearSpeaker).map((value) => value / total)
}

type OfSource = { stems: number[]; weights: number[]; named: Named }

/** How well the whole source fits, 0…1, for each of its passages: its words, its title, and who takes part. */
function sourceOf(passages: readonly Held[], runs: Run[], { stems, named }: OfSource): Float64Array {
  const sizes = Float64Array.from(runs, ({ from, to }) => to - from)
  const meanSize = mean(sizes)
  const scores = new Float64Array(runs.length)
  for (const stem of stems) {
    const counts = runs.map(({ from, to }) => {
      let count = titleWeight * (passages[from]?.title?.[stem] ?? 0)
      for (let at = from; at < to; at++) count += passages[at]?.held[stem] ?? 0
      return count
    })
    const weight = rarity(counts.filter((count) => count > 0).length, runs.length)
    counts.forEach((count, i) => {
      scores[i] = (scores[i] ?? 0) + weight * bm(count, sizes[i] ?? 0, meanSize, sourceBm)
    })
  }
  const fit = scaled(scores)
  const out = new Float64Array(passages.length)
  runs.forEach(({ from, to }, i) => {
    let present = 0
    for (let at = from; at < to; at++)
      for (const who of passages[at]?.speakers ?? []) present = Math.max(present, named.sure.get(who) ?? 0)
    out.fill((fit[i] ?? 0) + sourceSpeaker * present, from, to)
  })
  return out
}
