/** All readings of a request on its own, cheapest first: each path of spans seen from each object that it could be about. Pure. */
import type { Clock } from '#db/contract.ts'
import { accountOf, type Account } from './account.ts'
import { compose, type Composed, type Seed } from './compose/compose.ts'
import { spansOf } from './lattice.ts'
import { pathsOf } from './paths.ts'
import type { Lexicon } from './lexicon.ts'
import type { Span } from './spans.ts'
import { tokens, type Token } from './text.ts'

export type Reading = Composed & { account: Account; price: number; spans: readonly Span[] }

const most = 200
/** A lost operative word costs more than any choice of sense; a word nobody knows a little beside its own price. */
const price = {
  lost: 4,
  ignored: 0.8,
  soft: 0.4,
  sense: 0.9,
  /** A function word that is a condition too: of two readings alike, the one that holds it. */
  passed: 0.25,
  anchorless: 2,
  onlyRanked: 1.5,
  unnamed: 0.4,
} as const

/** Words that cost so much more than a whole reading does are not put together: they could win by nothing. */
const hopeless = 1

export type Lattice = {
  text: string
  tokens: readonly Token[]
  spans: readonly Span[]
  paths: { spans: Span[]; cost: number }[]
  /** The spans of the cheapest path. */
  best: readonly Span[]
}

function latticeOf(text: string, lexicon: Lexicon): Lattice {
  const words: readonly Token[] = tokens(text)
  const spans = spansOf(words, lexicon)
  const paths = pathsOf(words, spans)
  return { text, tokens: words, spans, paths, best: paths[0]?.spans ?? [] }
}

const recent = new WeakMap<Lexicon, Map<string, Lattice>>()
const mostRecent = 64

/** The lattice of a text; parts of a request are looked at again and again, so the last ones are kept. */
export function latticeOfText(text: string, lexicon: Lexicon): Lattice {
  const kept = recent.get(lexicon) ?? new Map<string, Lattice>()
  recent.set(lexicon, kept)
  const known = kept.get(text)
  if (known) return known
  const lattice = latticeOf(text, lexicon)
  if (kept.size >= mostRecent) kept.delete(kept.keys().next().value ?? '')
  kept.set(text, lattice)
  return lattice
}

/** Objects that a path is tried from: those that most of its words speak of. */
const mostObjects = 5

/** `also` names objects that the conversation is about. */
export function readingsOf(
  lattice: Lattice,
  lexicon: Lexicon,
  clock: Clock,
  also: readonly string[] = [],
  only?: { object: string; seed: Seed },
): Reading[] {
  const { catalogue } = lexicon
  const main = catalogue.objects.keys().next().value
  const readings: Reading[] = []
  let cheapest = Infinity
  const senses = new Set(lattice.spans.filter(isSense).map(({ from, to }) => `${from}-${to}`))
  for (const path of lattice.paths) {
    const passed = path.spans.filter(
      ({ from, to, meaning }) => meaning.kind === 'inert' && senses.has(`${from}-${to}`),
    ).length
    const objects = only ? [only.object] : candidates(path.spans, [...also, ...(main ? [main] : [])])
    for (const object of objects) {
      if (readings.length >= most || path.cost > cheapest + hopeless) break
      const composed = compose(catalogue, clock, object, path.spans, path.cost, only?.seed)
      if (!composed) continue
      const account = accountOf(composed, lattice.spans)
      const rank = [...catalogue.objects.keys()].indexOf(object) * 0.02
      const costs =
        composed.cost +
        rank +
        // What goes on from rows that were asked for stands on those.
        (only || path.spans.some(({ meaning }) => meaning.kind === 'entry' || meaning.kind === 'name')
          ? 0
          : price.anchorless) +
        (object !== main && !also.includes(object) && !isNamed(path.spans, object) ? price.unnamed : 0) +
        (object !== main && onlyRanked(path.spans) ? price.onlyRanked : 0) +
        price.lost * account.lost.length +
        price.ignored * account.ignored.length +
        price.soft * account.soft.length +
        price.sense * account.soft.filter((span) => senses.has(`${span.from}-${span.to}`)).length +
        price.passed * passed
      cheapest = Math.min(cheapest, costs)
      readings.push({ ...composed, account, spans: path.spans, price: costs })
    }
  }
  return merged(readings.sort((a, b) => a.price - b.price))
}

/** What is a condition of the records, and may be an everyday word besides: "a lost deal". */
const isSense = ({ meaning, via }: Span): boolean =>
  via === 'exact' && meaning.kind === 'entry' && (meaning.role === 'value' || meaning.role === 'adjective')

/** A noun of the object stands in the path, a measure of all of them, or a name of one of its rows. */
const isNamed = (spans: readonly Span[], object: string): boolean =>
  spans.some(
    ({ meaning }) =>
      (meaning.kind === 'name' && meaning.rows[0]?.object === object) ||
      (meaning.kind === 'entry' &&
        meaning.refs.some(
          (ref) =>
            ((ref.is === 'object' || ref.is === 'portfolio') && ref.object === object) ||
            (ref.is === 'relation' && ref.to === object),
        )),
  )

/** "The 4 best": a superlative by itself tells of no rows. */
const onlyRanked = (spans: readonly Span[]): boolean =>
  spans.every(
    ({ meaning }) => meaning.kind !== 'name' && (meaning.kind !== 'entry' || meaning.role === 'superlative'),
  )

function candidates(spans: readonly Span[], also: readonly string[]): string[] {
  const votes = new Map<string, number>(also.map((object) => [object, 1]))
  const vote = (object: string, weight: number): void =>
    void votes.set(object, (votes.get(object) ?? 0) + weight)
  for (const { meaning } of spans) {
    if (meaning.kind === 'entry') {
      for (const object of new Set(meaning.refs.map((ref) => ref.object)))
        vote(object, meaning.role === 'object' ? 3 : meaning.role === 'cue' ? 0 : 1)
      for (const object of new Set(meaning.refs.flatMap((ref) => (ref.is === 'relation' ? [ref.to] : []))))
        vote(object, 3)
    }
    if (meaning.kind === 'name' && meaning.rows[0]) vote(meaning.rows[0].object, 0.5)
  }
  const ranked = [...votes].sort((a, b) => b[1] - a[1]).map(([object]) => object)
  return [...new Set([...ranked.slice(0, mostObjects), ...also])]
}

/** Readings that ask the same are one: the cheapest account of it stays. */
function merged(readings: Reading[]): Reading[] {
  const seen = new Set<string>()
  return readings.filter((reading) => {
    const key = JSON.stringify([
      reading.query,
      reading.asks.map((ask) => ask.text),
      reading.account.lost.length,
      reading.account.unknown.length,
    ])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
