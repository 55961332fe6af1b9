/** The ways to keep of an utterance only the segments that ask something, the least left out first: what stands before, behind or between them may be colour. Pure. */
import { carried } from './carried.ts'
import type { Lexicon } from './lexicon.ts'
import { explains, type Place } from './colour-place.ts'
import { latticeOfText } from './read.ts'
import { segmentsOf, type Mark, type Segment } from './segments.ts'
import type { Span } from './spans.ts'

export type Left = { stretch: string; place: Place }
/** `isCarried`: it names itself what its pronouns point at. */
export type Kept = { text: string; left: Left[]; isTrimmed?: true; isCarried?: true }

const mostSegments = 9
const most = 24

/** Brackets that are left open or closed alone part nothing any more. */
const unbracketed = (text: string): string =>
  (text.match(/\(/g) ?? []).length === (text.match(/\)/g) ?? []).length
    ? text
    : text.replace(/\s*[()]\s*/g, ' ')

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length

/** A part of the utterance by its segments, from one to before another. */
function partOf(text: string, segments: readonly Segment[], from: number, to: number): string {
  const [first, last] = [segments[from], segments[to - 1]]
  return first && last ? text.slice(first.from, last.to) : ''
}

export function keptOf(text: string, lexicon: Lexicon): Kept[] {
  const segments = segmentsOf(text)
  const { length } = segments
  if (length > mostSegments) return []
  const kept: Kept[] = []
  /** Each sentence is judged by itself. */
  const left = (from: number, to: number, side: Place['side'], mark: Mark): Left[] => {
    if (from >= to) return []
    const next = segments.findIndex(
      (each, n) => n > from && n < to && /^(sentence|question)$/.test(each.mark),
    )
    if (side !== 'before' || next < 0)
      return [{ stretch: partOf(text, segments, from, to), place: { side, mark } }]
    const first: Left = { stretch: partOf(text, segments, from, next), place: { side, mark: markAt(next) } }
    return [first, ...left(next, to, side, mark)]
  }
  const markAt = (n: number): Mark => segments[n]?.mark ?? 'start'
  for (let from = 0; from < length; from++)
    for (let to = from + 1; to <= length; to++) {
      if (to - from === length) continue
      const part = partOf(text, segments, from, to)
      const around = [...left(0, from, 'before', markAt(from)), ...left(to, length, 'after', markAt(to))]
      kept.push({ text: part, left: around })
      const before = segments[from - 1]
      if (before && to === length && (explains.has(markAt(from)) || markAt(from) === 'sentence')) {
        const earlier = left(0, from - 1, 'before', markAt(from - 1))
        kept.push(...trimmed(before, part, markAt(from), earlier, lexicon))
        for (const { text: said, behind, isNamed } of carried(before.text, part, lexicon))
          kept.push({
            text: said,
            ...(isNamed && { isCarried: true }),
            left: [...earlier, { stretch: behind, place: { side: 'before', mark: markAt(from) } }],
          })
      }
    }
  for (let n = 1; n < length - 1; n++)
    kept.push({
      text: `${partOf(text, segments, 0, n)} ${partOf(text, segments, n + 1, length)}`,
      left: left(n, n + 1, 'inside', markAt(n)),
    })
  kept.push(...openings(text, lexicon))
  return kept
    .map((each) => ({ ...each, text: unbracketed(each.text).trim() }))
    .sort((a, b) => sizeOf(a) - sizeOf(b))
    .slice(0, most)
}

/** What only trims a segment is tried after what leaves segments out, and cuts inside one last. */
const late = { trimmed: 100, opening: 200 }
const sizeOf = ({ left, isTrimmed }: Kept): number =>
  left.reduce(
    (sum, { stretch, place }) => sum + words(stretch) + (place.mark === 'opening' ? late.opening : 0),
    0,
  ) + (isTrimmed ? late.trimmed : 0)

const mostOpenings = 4

/** "Finance wants to know who is red": a request begins with its verb, wherever that stands. */
function openings(text: string, lexicon: Lexicon): Kept[] {
  const { spans, tokens } = latticeOfText(text, lexicon)
  const opening = tokens.filter(
    ({ i }) =>
      i > 0 &&
      spans.some(
        ({ from, meaning }) =>
          from === i &&
          meaning.kind === 'op' &&
          meaning.ops.some(({ op, value }) => op === 'show' || (op === 'ask' && value !== 'is')),
      ),
  )
  return opening.slice(0, mostOpenings).map(({ from }) => ({
    text: text.slice(from),
    left: [{ stretch: text.slice(0, from).trim(), place: { side: 'before', mark: 'opening' } }],
  }))
}

const isNominal = ({ meaning }: Span): boolean =>
  meaning.kind === 'name' ||
  (meaning.kind === 'entry' && /^(object|relation|value|field|adjective|superlative)$/.test(meaning.role))
const isClauseWord = /^(that|who|which|whose|is|are|was|were|has|have|had|do|does|did|'s|we|they|it|you|i)$/i

/**
 * Of a segment with an image in it, the rows that it speaks of stay: "usage fell off a cliff, ie …", "North American
 * accounts that would badmouth us — …", "cat's out of the bag in EMEA: …".
 */
function trimmed(segment: Segment, rest: string, mark: Mark, before: Left[], lexicon: Lexicon): Kept[] {
  const { best, tokens } = latticeOfText(segment.text, lexicon)
  const spans = best
  if (!spans.some(({ meaning }) => meaning.kind === 'unknown' || meaning.kind === 'skipped')) return []
  const stops = spans.findIndex(
    ({ meaning, from, text }) =>
      meaning.kind === 'unknown' ||
      (meaning.kind === 'op' &&
        !meaning.ops.some(({ op }) => op === 'ask' || op === 'show' || op === 'all')) ||
      (meaning.kind === 'entry' && meaning.role === 'verb') ||
      (from > 0 && isClauseWord.test(text)),
  )
  const lastHeld = spans.slice(0, Math.max(0, stops)).findLastIndex(isNominal)
  const found: Kept[] = []
  const held = spans[lastHeld]
  // "Dead wood": what stands right before the strange word belongs to its image.
  const isImage =
    held?.meaning.kind === 'entry' &&
    /^(value|adjective|superlative)$/.test(held.meaning.role) &&
    spans[lastHeld + 1]?.meaning.kind === 'unknown'
  const end = held && !isImage ? tokens[held.to - 1]?.to : undefined
  if (end !== undefined)
    found.push({
      text: `${segment.text.slice(0, end)}, ${rest}`,
      isTrimmed: true,
      left: [...before, { stretch: segment.text.slice(end).trim(), place: { side: 'before', mark } }],
    })
  const final = spans.at(-1)
  const opens = spans.findLastIndex(({ text }) =>
    /^(in|at|on|over|for|from|with|of|among|across)$/i.test(text),
  )
  const start = opens > 0 ? tokens[spans[opens]?.from ?? 0]?.from : undefined
  if (
    start !== undefined &&
    final &&
    isNominal(final) &&
    spans.slice(opens + 1).every((span) => isNominal(span) || span.meaning.kind === 'inert')
  )
    found.push({
      text: `${rest} ${segment.text.slice(start)}`,
      isTrimmed: true,
      left: [...before, { stretch: segment.text.slice(0, start).trim(), place: { side: 'before', mark } }],
    })
  return found
}

const itself =
  /\b(?:from|in|at|over|of) there\b|\b(?:it|they|them|he|she|him|that (?:one|account|customer))\b(?! (?:is|are) (?:what|a)\b)/i
const owned = /\b(its|their|theirs|his|her)\b/i

/** What points back to the one thing that is named in what is left out, says it itself: "August wants out. What's its health?" */
export function pointedInside(kept: Kept, lexicon: Lexicon): Kept {
  const { text, left } = kept
  const named = left
    .filter(({ place }) => place.side === 'before')
    .flatMap(({ stretch }) => latticeOfText(stretch, lexicon).best.filter(isOne))
  const [only] = named
  if (!only || named.length > 1 || !leansBack(text, lexicon)) return kept
  const said = owned.test(text)
    ? text.replace(owned, `${only.text}'s`)
    : text.replace(itself, (words) => (/ there$/i.test(words) ? `in ${only.text}` : only.text))
  return { ...kept, text: said }
}

const isOne = ({ meaning, text }: Span): boolean =>
  (meaning.kind === 'name' && meaning.rows.length === 1) ||
  // "Sick" and "letter" are nobody.
  (meaning.kind === 'entry' && meaning.role === 'value' && /^\p{Lu}/u.test(text))

const pointing =
  /^(\W*[\w'’]+){0,3}\W*\b(their|its|his|her|them|they|he|she|(?:which|the|these|those) ones?)\b|\b(that|it)[\s?.!]*$/i

/** It points at something before it. */
export const leansBack = (text: string, lexicon: Lexicon): boolean =>
  pointing.test(text) ||
  latticeOfText(text, lexicon).best.some(
    ({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'those' || op === 'it'),
  )

/** It names rows: "tickets", "contacts". */
export const hasNoun = (text: string, lexicon: Lexicon): boolean =>
  latticeOfText(text, lexicon).best.some(
    ({ meaning }) => meaning.kind === 'entry' && (meaning.role === 'object' || meaning.role === 'relation'),
  )

/** It asks for its rows by itself: a word of asking, or their noun, opens it. */
export function opensItself(text: string, lexicon: Lexicon): boolean {
  const first = latticeOfText(text, lexicon).best.find(
    ({ meaning }) =>
      meaning.kind !== 'inert' && !(meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'filler')),
  )
  const meaning = first?.meaning
  return (
    (meaning?.kind === 'entry' && (meaning.role === 'object' || meaning.role === 'relation')) ||
    (meaning?.kind === 'op' &&
      meaning.ops.some(
        ({ op, value }) =>
          op === 'show' || op === 'count' || op === 'much' || (op === 'ask' && value !== 'is'),
      ))
  )
}
