/** Every reading of every stretch of a request as a typed span, and the cheapest distinct paths through them. Nothing is decided here. */
import type { Lexicon } from './lexicon.ts'
import { readNumber } from './numbers.ts'
import type { Meaning, Ref, Role, Span, Via } from './spans.ts'
import { stem } from './inflect.ts'
import { takesOut } from './particles.ts'
import type { Token } from './text.ts'
import { readBucket, readTime } from './time.ts'
import { operative, softWords, type Op } from './words/ops.ts'
import { walk } from './trie.ts'

/** What a span costs by itself. Leaving a known word out must cost more than taking it. */
const cost = {
  entry: 0.5,
  adjective: 0.45,
  object: 0.42,
  portfolio: 0.45,
  /** A function word that also names something. */
  namedInert: 0.5,
  /** One with which a phrase of the domain begins: "to-do". */
  phrasedInert: 0.6,
  observed: 0.7,
  closedValue: 1.6,
  cue: 0.6,
  verb: 0.55,
  op: 0.4,
  softOp: 0.1,
  number: 0.4,
  time: 0.4,
  weakTime: 0.8,
  name: 0.3,
  part: 0.6,
  shared: 0.9,
  commonName: 0.7,
  inert: 0.05,
  /** A function word that a time expression holds: leaving "since" out changes the time. */
  timed: 0.9,
  skipped: 2,
  unknown: 1.6,
  stem: 0.5,
  typo: 0.8,
} as const

type Draft = Omit<Span, 'id'>

/** Vocabulary a token that no source knows may have been meant as. */
function repairsOf(
  tokens: readonly Token[],
  lexicon: Lexicon,
): Map<number, { words: string[]; names: string[]; via: Via }> {
  const repairs = new Map<number, { words: string[]; names: string[]; via: Via }>()
  for (const token of tokens) {
    if (token.kind !== 'word' || lexicon.words.has(token.word) || lexicon.inert.has(token.word)) continue
    if (lexicon.names.knows(token.word) || readNumber(tokens, token.i) || readTime(tokens, token.i)) continue
    const byStem = lexicon.stems.get(stem(token.word)) ?? []
    if (byStem.length) {
      repairs.set(token.i, { words: byStem, names: [], via: 'stem' })
      continue
    }
    const swapped = lexicon.swapped(token.word)
    const near = [...new Set([...swapped, ...lexicon.spelling.near(token.word)])].slice(0, 4)
    // A slip in a word of the vocabulary is likelier than one in a name.
    const names = near.length ? [] : lexicon.names.spelling.near(token.word).slice(0, 4)
    if (near.length || names.length) repairs.set(token.i, { words: near, names, via: 'typo' })
  }
  return repairs
}

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
  const add = (from: number, to: number, meaning: Meaning, price: number, via: Via = 'exact'): void => {
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
  const lifting = drafts.filter((draft) => !liftsNothing(draft, drafts))
  drafts.splice(0, drafts.length, ...lifting)
  const covered = new Set<number>()
  const closed = new Set<number>()
  const timed = new Set<number>()
  const spoken = new Set<number>()
  const phrased = new Set<number>()
  const opening = new Set<number>()
  for (const draft of drafts) {
    for (let i = draft.from; i < draft.to; i++) covered.add(i)
    if (draft.meaning.kind === 'time' && draft.to > draft.from + 1)
      for (let i = draft.from; i < draft.to; i++) timed.add(i)
    if (draft.meaning.kind === 'entry' && draft.meaning.role !== 'cue' && draft.to === draft.from + 1)
      spoken.add(draft.from)
    if (draft.meaning.kind === 'op' && draft.to === draft.from + 1) closed.add(draft.from)
    if (draft.meaning.kind === 'entry' && draft.to > draft.from + 1 && draft.via === 'exact')
      phrased.add(draft.from)
    if (opensOperator(draft)) opening.add(draft.from)
  }
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

type Add = (from: number, to: number, meaning: Meaning, price: number, via?: Via) => void
type Repairs = Map<number, { words: string[]; names: string[]; via: Via }>

function addPhrases(
  i: number,
  tokens: readonly Token[],
  wordsAt: (i: number) => readonly string[],
  repairs: Repairs,
  lexicon: Lexicon,
  add: Add,
): void {
  for (const hit of walk(lexicon.phrases, i, wordsAt, (n) => tokens[n]?.word === '-')) {
    const via = hit.repaired ? (repairs.get(i)?.via ?? 'typo') : 'exact'
    const extra = hit.repaired * (via === 'stem' ? cost.stem : cost.typo)
    const byRole = new Map<Role, Ref[]>()
    const ops: { op: Op; value?: string }[] = []
    for (const leaf of hit.leaves) {
      if (leaf.leaf === 'op') {
        if (!ops.some(({ op, value }) => op === leaf.op && value === leaf.value))
          ops.push({ op: leaf.op, ...(leaf.value && { value: leaf.value }) })
        continue
      }
      const list = byRole.get(leaf.ref.is) ?? []
      if (!list.some((known) => JSON.stringify(known) === JSON.stringify(leaf.ref))) list.push(leaf.ref)
      byRole.set(leaf.ref.is, list)
    }
    if (ops.length)
      add(
        i,
        hit.to,
        { kind: 'op', ops },
        // Of two ways to cut the same words the longer phrase is the likelier one.
        (ops.some(({ op }) => operative.has(op))
          ? cost.op - 0.1 * Math.min(3, hit.to - i - 1)
          : cost.softOp) + extra,
        via,
      )
    for (const [role, refs] of byRole) {
      // Cues that are function words are looked for beside their values, not laid as spans.
      if (
        role === 'cue' &&
        (byRole.size > 1 ||
          (hit.to === i + 1 && (ops.length > 0 || lexicon.inert.has(tokens[i]?.word ?? ''))))
      )
        continue
      const observed = refs.every((ref) => ref.is === 'value' && ref.observed)
      // "No" and "on" are values only where their field is named; the composition needs a reason to take them.
      const closedWord =
        role === 'value' &&
        hit.to === i + 1 &&
        /^(no|yes|on|off|none|other|unknown)$/.test(tokens[i]?.word ?? '')
      const price = closedWord
        ? cost.closedValue
        : observed
          ? cost.observed
          : role === 'cue'
            ? cost.cue
            : role === 'adjective'
              ? cost.adjective
              : role === 'object'
                ? cost.object
                : role === 'portfolio'
                  ? cost.portfolio
                  : role === 'verb'
                    ? cost.verb
                    : cost.entry
      // "Accounts" counts somebody's accounts only where the rows themselves are not meant.
      const doubled =
        role === 'field' &&
        byRole.has('object') &&
        refs.every((ref) => ref.is === 'field' && isCounted(lexicon, ref))
          ? 0.3
          : 0
      add(i, hit.to, { kind: 'entry', role, refs }, price + extra + doubled, via)
    }
  }
}

const isCounted = ({ catalogue }: Lexicon, ref: Extract<Ref, { is: 'field' }>): boolean =>
  catalogue.objects.get(ref.object)?.fields.find((field) => field.key === ref.field)?.unit === 'items'

function addNames(tokens: readonly Token[], i: number, repairs: Repairs, lexicon: Lexicon, add: Add): void {
  const first = tokens[i]
  if (!first || first.kind === 'mark' || first.word === "'s") return
  for (const hit of lexicon.names.at(tokens, i, (n) => repairs.get(n)?.names ?? [])) {
    const single = hit.to === i + 1
    const common =
      single &&
      (lexicon.words.has(first.word) || lexicon.inert.has(first.word) || readTime(tokens, i) !== null)
    const marked = (first.capital && i > 0) || tokens[hit.to]?.word === "'s"
    // A part of a name that is an everyday word needs a sign that a name is meant.
    if (common && !hit.whole && !marked) continue
    if (common && !hit.whole && !hit.head) continue
    // One later word of a name ("game" of "Halcyon Games") names it only when it is written as a name.
    if (single && !hit.whole && !hit.head && !marked) continue
    if (single && !hit.whole && hit.repaired && !marked && hit.rows.length > 1) continue
    const price =
      (hit.whole ? cost.name : hit.rows.length === 1 ? cost.part : cost.shared) +
      (common && !marked ? cost.commonName : 0) +
      hit.repaired * cost.typo
    for (const rows of byObject(hit.rows)) {
      add(
        i,
        hit.to,
        { kind: 'name', rows, whole: hit.whole },
        price,
        hit.repaired ? 'typo' : hit.whole ? 'exact' : 'partial',
      )
    }
  }
}

/** Rows of one object make one span: what kind of thing is named is for the composition to decide. */
function byObject<R extends { object: string }>(rows: R[]): R[][] {
  const groups = new Map<string, R[]>()
  for (const row of rows) groups.set(row.object, [...(groups.get(row.object) ?? []), row])
  return [...groups.values()]
}

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
