/** Every reading of every stretch of a request as a typed span, and the cheapest distinct paths through them. Nothing is decided here. */
import type { Lexicon } from './lexicon.ts'
import { addNames } from './name-spans.ts'
import { readNumber } from './numbers.ts'
import { addPhrases, type Add } from './phrase-spans.ts'
import { repairsOf } from './repairs.ts'
import { cost } from './span-cost.ts'
import type { Span } from './spans.ts'
import { takesOut } from './particles.ts'
import type { Token } from './text.ts'
import { readTime } from './time.ts'
import { readBucket } from './time-buckets.ts'
import { addRepairedValues } from './value-slips.ts'
import { operative, softWords } from './words/ops.ts'

type Draft = Omit<Span, 'id'>

/** Words that turn a period into one of its sides. */
const edgeWord = /^(since|before|after|until|till|by|through|starting)$/

/** All spans over the tokens. Each token can always be left out, at a price. */
export function spansOf(tokens: readonly Token[], lexicon: Lexicon): Span[] {
  const repairs = repairsOf(tokens, lexicon)
  const wordsAt = (i: number): readonly string[] => {
    const token = tokens[i]
    return token ? [token.word, ...(repairs.get(i)?.words ?? [])] : []
  }
  const drafts: Draft[] = []
  const textOf = (from: number, to: number): string =>
    tokens
      .slice(from, to)
      .map((token, n) => (n && !token.glued ? ' ' : '') + token.text)
      .join('')
  const add: Add = (from, to, meaning, price, via = 'exact') => {
    drafts.push({ from, to, meaning, cost: price, via, text: textOf(from, to) })
  }
  for (const token of tokens) {
    const { i } = token
    addPhrases(i, tokens, wordsAt, repairs, lexicon, add)
    const number = readNumber(tokens, i)
    if (number) add(i, number.to, { kind: 'number', number }, cost.number)
    const time = readTime(tokens, i)
    if (time) add(i, time.to, { kind: 'time', time }, time.weak ? cost.weakTime : cost.time)
    const bucket = readBucket(tokens, i)
    if (bucket) add(i, bucket.to, { kind: 'bucket', unit: bucket.unit }, cost.time)
    addNames(tokens, i, repairs, lexicon, add)
    if (takesOut(tokens, i)) add(i, i + 1, { kind: 'op', ops: [{ op: 'except' }] }, cost.op)
  }
  addRepairedValues(tokens, lexicon, add)
  const lifting = drafts.filter((draft) => !liftsNothing(draft, drafts))
  drafts.splice(0, drafts.length, ...lifting)
  const covered = new Set<number>()
  const closed = new Set<number>()
  const timed = new Set<number>()
  const dated = new Set<number>()
  const spoken = new Set<number>()
  const phrased = new Set<number>()
  const opening = new Set<number>()
  for (const draft of drafts) {
    for (let i = draft.from; i < draft.to; i++) covered.add(i)
    if (draft.meaning.kind === 'time' && draft.to === draft.from + 1) dated.add(draft.from)
    if (draft.meaning.kind === 'time' && draft.to > draft.from + 1)
      for (let i = draft.from; i < draft.to; i++) timed.add(i)
    if (draft.meaning.kind === 'entry' && draft.meaning.role !== 'cue' && draft.to === draft.from + 1)
      spoken.add(draft.from)
    if (draft.meaning.kind === 'op' && draft.to === draft.from + 1) closed.add(draft.from)
    if (draft.meaning.kind === 'entry' && draft.to > draft.from + 1 && draft.via === 'exact')
      phrased.add(draft.from)
    if (isIncluding(draft)) phrased.add(draft.from)
    if (opensOperator(draft)) opening.add(draft.from)
  }
  for (const draft of drafts)
    if (isEverydayOp(draft) && phrased.has(draft.from)) draft.cost = Math.max(draft.cost, cost.phrasedOp)
  for (const token of tokens) {
    const { i } = token
    // "Share of" is not "share" and "of".
    const plain =
      token.kind === 'mark' ||
      (lexicon.inert.has(token.word) && !opening.has(i)) ||
      repairs.get(i)?.words.some((word) => lexicon.inert.has(word))
    // A closed word is always there as what it is: unused, it is judged by the account, not slipped past it.
    if (closed.has(i)) continue
    if (plain && timed.has(i) && edgeWord.test(token.word)) add(i, i + 1, { kind: 'skipped' }, cost.skipped)
    else if (plain)
      add(
        i,
        i + 1,
        { kind: 'inert' },
        timed.has(i)
          ? cost.timed
          : dated.has(i)
            ? cost.datedInert
            : spoken.has(i)
              ? cost.namedInert
              : phrased.has(i)
                ? cost.phrasedInert
                : cost.inert,
      )
    else if (covered.has(i)) add(i, i + 1, { kind: 'skipped' }, cost.skipped)
    else add(i, i + 1, { kind: 'unknown' }, cost.unknown)
  }
  return drafts.map((draft, id) => ({ id, ...draft }))
}

/** "Together with" is not "together" and "with". */
const isIncluding = ({ meaning, from, to, via }: Draft): boolean =>
  meaning.kind === 'op' &&
  to > from + 1 &&
  via === 'exact' &&
  meaning.ops.some(({ op }) => op === 'including')

const isEverydayOp = ({ meaning, from, to }: Draft): boolean =>
  meaning.kind === 'op' && to === from + 1 && !meaning.ops.some(({ op }) => operative.has(op))

/** "Drop the region filter" lifts a condition, "drop the SMB ones" sets one: a field must stand behind. */
const liftsNothing = ({ meaning, from, to, text }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'op' &&
  to > from + 1 &&
  meaning.ops.every(({ op }) => op === 'widen') &&
  /^(drop|remove|without|forget|ignore|lift|clear)/i.test(text) &&
  !drafts.some((next) => next.from === to && next.meaning.kind === 'entry' && next.meaning.role === 'field')

/** Several words that are one operator: none of them is free to leave out. */
const opensOperator = ({ meaning, from, to, via }: Draft): boolean =>
  meaning.kind === 'op' &&
  to > from + 1 &&
  via === 'exact' &&
  meaning.ops.some(({ op }) => op === 'share' || op === 'much' || op === 'count')

/** A span whose loss changes what was asked. */
export const isOperative = ({ meaning, text }: Span): boolean =>
  meaning.kind === 'number' ||
  meaning.kind === 'time' ||
  meaning.kind === 'bucket' ||
  meaning.kind === 'name' ||
  (meaning.kind === 'op' &&
    meaning.ops.some(({ op }) => operative.has(op)) &&
    !softWords.has(text.toLowerCase())) ||
  (meaning.kind === 'entry' &&
    (meaning.role === 'value' || meaning.role === 'adjective' || meaning.role === 'superlative'))
