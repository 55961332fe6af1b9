/** Every reading of every stretch of a request as a typed span, and the cheapest distinct paths through them. Nothing is decided here. */
import type { Lexicon } from './lexicon.ts'
import { addLooseValues } from './loose-values.ts'
import { addNames, addTitles } from './name-spans.ts'
import { readNumber } from './numbers.ts'
import { addPhrases, type Add } from './phrase-spans.ts'
import { repairsOf } from './repairs.ts'
import { cost } from './span-cost.ts'
import { chargeParts, chargeWritten } from './span-rivals.ts'
import type { Span } from './spans.ts'
import { isOtherWord } from './spelling.ts'
import { isPhrasal, onlyLasts, takesOut } from './particles.ts'
import type { Token } from './text.ts'
import { readTime } from './time.ts'
import { readBucket } from './time-buckets.ts'
import { addTopics } from './topics.ts'
import { addRepairedValues } from './value-slips.ts'
import { operative, softWords, type Op } from './words/ops.ts'

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
    if (bucket)
      add(i, bucket.to, { kind: 'bucket', unit: bucket.unit }, bucket.weak ? cost.weakTime : cost.time)
    addNames(tokens, i, repairs, lexicon, add)
    addTitles(tokens, i, lexicon, add)
    addLooseValues(i, tokens, lexicon.loose, add)
    if (takesOut(tokens, i)) add(i, i + 1, { kind: 'op', ops: [{ op: 'except' }] }, cost.op)
  }
  for (const { i } of tokens) {
    if (isPhrasal(tokens, i))
      for (const draft of drafts)
        if (draft.from === i && draft.to === i + 1 && draft.meaning.kind === 'entry')
          draft.cost += cost.onlyLasts
    if (!onlyLasts(tokens, i)) continue
    // "Gone quiet for 45 days" is more than that it lasted.
    for (const draft of drafts)
      if (draft.from === i && draft.to === i + 1 && draft.meaning.kind === 'entry')
        draft.cost += cost.onlyLasts
    add(i, i + 1, { kind: 'op', ops: [{ op: 'filler' }] }, cost.softOp)
  }
  addRepairedValues(tokens, lexicon, add)
  const lifting = drafts.filter(
    (draft) => !liftsNothing(draft, drafts) && !isOfGrade(draft, drafts) && !isGoing(draft, tokens),
  )
  drafts.splice(0, drafts.length, ...lifting)
  const written = chargeWritten(drafts, tokens)
  for (const draft of drafts) if (isSomebody(draft, drafts, tokens)) draft.cost += cost.namedTime
  for (const draft of drafts) if (opensName(draft, drafts)) draft.cost += cost.openingTime
  const places = placesOf(drafts, tokens)
  const { covered, closed, timed, phrased, opening } = places
  addTopics(
    tokens,
    lexicon.topics,
    (i) => tokens[i]?.kind === 'word' && !covered.has(i) && !lexicon.inert.has(tokens[i].word),
    add,
  )
  for (const draft of drafts) if (isOfPeriod(draft, drafts)) draft.cost += cost.timed
  for (const draft of drafts) if (swallowsSecond(draft, drafts, tokens)) draft.cost += cost.swallowing
  for (const draft of drafts) if (isVerbBehind(draft, drafts)) draft.cost = cost.phrasedOp
  for (const draft of drafts) if (beginsOperator(draft, drafts)) draft.cost += 2 * cost.swallowing
  chargeParts(drafts, tokens)
  for (const draft of drafts) if (swallowsCompared(draft, drafts)) draft.cost += cost.swallowing
  for (const draft of drafts)
    if (isEverydayOp(draft) && phrased.has(draft.from)) draft.cost = Math.max(draft.cost, cost.phrasedOp)
  for (const token of tokens) {
    const { i } = token
    // "Share of" is not "share" and "of".
    const plain =
      token.kind === 'mark' ||
      (lexicon.inert.has(token.word) && !opening.has(i)) ||
      repairs.get(i)?.words.some((word) => lexicon.inert.has(word) && !isOtherWord(token.word, word))
    // A closed word is always there as what it is: unused, it is judged by the account, not slipped past it.
    if (closed.has(i)) continue
    if (plain && timed.has(i) && edgeWord.test(token.word)) add(i, i + 1, { kind: 'skipped' }, cost.skipped)
    else if (plain && written.has(i)) add(i, i + 1, { kind: 'skipped' }, cost.skipped)
    else if (plain) add(i, i + 1, { kind: 'inert' }, inertPrice(i, places))
    else if (covered.has(i)) add(i, i + 1, { kind: 'skipped' }, cost.skipped)
    else add(i, i + 1, { kind: 'unknown' }, cost.unknown)
  }
  return drafts.map((draft, id) => ({ id, ...draft }))
}

/** What leaving an everyday word out costs, by what else begins there. */
function inertPrice(
  i: number,
  { timed, dated, spoken, stated, phrased, named }: ReturnType<typeof placesOf>,
): number {
  if (timed.has(i)) return cost.timed
  if (dated.has(i)) return cost.datedInert
  if (named.has(i)) return cost.skipped
  if (phrased.has(i)) return cost.phrasedInert
  if (stated.has(i)) return cost.statedInert
  return spoken.has(i) ? cost.namedInert : cost.inert
}

/** Which tokens the spans cover, and what each token may begin or be by itself. */
function placesOf(drafts: readonly Draft[], tokens: readonly Token[]) {
  const [covered, closed, timed, dated] = [
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
  ]
  const named = new Set<number>()
  const [spoken, stated, phrased, opening] = [
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
  ]
  for (const draft of drafts) {
    const { from, to, meaning, via } = draft
    const isSingle = to === from + 1
    for (let i = from; i < to; i++) covered.add(i)
    if (meaning.kind === 'time' && isSingle) dated.add(from)
    if (meaning.kind === 'time' && !isSingle) for (let i = from; i < to; i++) timed.add(i)
    if (meaning.kind === 'entry' && meaning.role !== 'cue' && isSingle) spoken.add(from)
    if (meaning.kind === 'op' && isSingle) closed.add(from)
    if (isClosedState(draft)) stated.add(from)
    if (isDone(draft, tokens)) named.add(from)
    if (meaning.kind === 'entry' && !isSingle && via === 'exact') phrased.add(from)
    // "Renewal rate" is not "renewal", whatever "rate" says by itself.
    if (meaning.kind === 'entry' && meaning.role === 'portfolio' && via === 'exact')
      for (let i = from; i < to && !isSingle; i++) phrased.add(i)
    if (isKind(draft)) named.add(from)
    if (isOneOp(draft, 'including')) phrased.add(from)
    if (isOneOp(draft, 'absent')) for (let i = from + 1; i < to; i++) phrased.add(i)
    // "Renewal rate" is not "renewal" and "rate".
    if (meaning.kind === 'entry' && meaning.role === 'portfolio' && via === 'exact')
      for (let i = from + 1; i < to; i++) phrased.add(i)
    if (opensOperator(draft)) opening.add(from)
  }
  return { covered, closed, timed, dated, spoken, stated, phrased, opening, named }
}

/** "At August": a month is never at, somebody is. */
const isSomebody = (
  { meaning, from, to }: Draft,
  drafts: readonly Draft[],
  tokens: readonly Token[],
): boolean =>
  meaning.kind === 'time' &&
  to === from + 2 &&
  tokens[from]?.word === 'at' &&
  drafts.some(
    (name) => name.meaning.kind === 'name' && name.meaning.whole && name.from === from + 1 && name.to === to,
  )

/** An everyday word that is also one of the listed values of a field. */
const isClosedState = ({ meaning, from, to, via }: Draft): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'value' &&
  to === from + 1 &&
  via === 'exact' &&
  meaning.refs.some((ref) => ref.is === 'value' && !ref.observed)

/** "We have not called": right behind whoever did it, or a denial, an everyday word that says what was done is that deed. */
const isDone = ({ meaning, from, to, via }: Draft, tokens: readonly Token[]): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'adjective' &&
  to === from + 1 &&
  via === 'exact' &&
  /ed$/.test(tokens[from]?.word ?? '') &&
  /^(we|i|not|never|nobody|one|have|has|been|team)$/.test(tokens[from - 1]?.word ?? '')

/** "The last day to cancel" is no day that has gone by: a longer name of a field begins with the same words. */
const opensName = ({ meaning, from, to }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'time' &&
  drafts.some(
    (name) =>
      name.meaning.kind === 'entry' &&
      name.meaning.role === 'field' &&
      name.via === 'exact' &&
      name.from >= from &&
      name.from < to &&
      name.to > to,
  )

/** "Ops folks": a noun for some of the rows, whatever its words say by themselves. */
const isKind = ({ meaning, from, to, via }: Draft): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'object' &&
  to > from + 1 &&
  via === 'exact' &&
  meaning.refs.every((ref) => ref.is === 'object' && ref.where !== undefined)

/** "Together with" is not "together" and "with", "with nothing" not "with". */
const isOneOp = ({ meaning, from, to, via }: Draft, which: Op): boolean =>
  meaning.kind === 'op' && to > from + 1 && via === 'exact' && meaning.ops.some(({ op }) => op === which)

/** "What they bring in": to bring in opens an addition; behind a subject it is a verb of its own. */
const isVerbBehind = ({ meaning, from, to, via }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'op' &&
  from > 0 &&
  to > from + 1 &&
  via === 'exact' &&
  meaning.ops.every(({ op }) => op === 'add') &&
  drafts.some(
    (verb) =>
      verb.from === from && verb.to === to && verb.meaning.kind === 'entry' && verb.meaning.role === 'verb',
  )

const isEverydayOp = ({ meaning, from, to }: Draft): boolean =>
  meaning.kind === 'op' && to === from + 1 && !meaning.ops.some(({ op }) => operative.has(op))

/** "Unused licences" are few that are used, not licences of whoever uses nothing: the words of a grade mean nothing else. */
const isOfGrade = (draft: Draft, drafts: readonly Draft[]): boolean =>
  draft.meaning.kind === 'entry' &&
  drafts.some(
    (grade) =>
      grade.meaning.kind === 'entry' &&
      grade.meaning.role === 'grade' &&
      grade.via === 'exact' &&
      grade.from <= draft.from &&
      grade.to >= draft.to &&
      grade.to - grade.from > draft.to - draft.from,
  )

/** "Drop the region filter" lifts a condition, "drop the SMB ones" sets one: a field must stand behind. */
const liftsNothing = ({ meaning, from, to, text }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'op' &&
  to > from + 1 &&
  meaning.ops.every(({ op }) => op === 'widen') &&
  /^(drop|remove|without|forget|ignore|lift|clear)/i.test(text) &&
  (!startsAs(drafts, to, /^field$/) ||
    (/^without/i.test(text) && startsAs(drafts, to, /^(value|adjective)$/)) ||
    // "Without the tag beta" names the value.
    drafts.some((field) => isAt(field, to, /^field$/) && startsAs(drafts, field.to, /^value$/)))

/** "Who came to the dinner" asks for no amount: what a sum comes to is a number, or is asked. */
const isGoing = ({ meaning, text, to }: Draft, tokens: readonly Token[]): boolean =>
  meaning.kind === 'op' &&
  /^(come|comes|came|coming) to$/i.test(text) &&
  /^(the|a|an|our|us|my|their|any|every|each)$/.test(tokens[to]?.word ?? '') &&
  !/^(sum|total|grand|same|tune)$/.test(tokens[to + 1]?.word ?? '')

/** "In the last 12 months" ranks nothing, and "the past 6 months" compares nothing. */
const isOfPeriod = ({ meaning, from, to, text }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'op' &&
  to === from + 1 &&
  /^(last|past|next)$/i.test(text) &&
  drafts.some(
    (time) =>
      time.meaning.kind === 'time' &&
      time.meaning.time.when.w === 'period' &&
      time.to > to &&
      time.from <= from,
  )

/** "High or urgent tickets": what is one of two values of a field belongs to the other first, then to the noun. */
const swallowsSecond = (draft: Draft, drafts: readonly Draft[], tokens: readonly Token[]): boolean => {
  if (draft.meaning.kind !== 'entry' || draft.meaning.role !== 'field' || draft.to < draft.from + 2)
    return false
  if (!/^(or|and|,|\/)$/.test(tokens[draft.from - 1]?.word ?? '')) return false
  const fieldsOf = (test: (other: Draft) => boolean): string[] =>
    drafts.flatMap((other) =>
      other.meaning.kind === 'entry' && test(other)
        ? other.meaning.refs.flatMap((ref) => (ref.is === 'value' ? [`${ref.object}.${ref.field}`] : []))
        : [],
    )
  const before = fieldsOf((other) => other.to === draft.from - 1)
  return fieldsOf((other) => other.from === draft.from && other.to < draft.to).some((key) =>
    before.includes(key),
  )
}

/** "With csat below 3": the noun belongs to the amount behind it, not to a phrase that ends with it. */
const swallowsCompared = ({ from, to, meaning }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'adjective' &&
  to > from + 1 &&
  drafts.some(
    (noun) =>
      noun.to === to && noun.from > from && noun.meaning.kind === 'entry' && noun.meaning.role === 'field',
  ) &&
  drafts.some(
    (next) =>
      next.from === to &&
      (next.meaning.kind === 'number' ||
        (next.meaning.kind === 'op' &&
          next.meaning.ops.some(({ op }) => op === 'compare' || op === 'between'))),
  )

const startsAs = (drafts: readonly Draft[], at: number, roles: RegExp): boolean =>
  drafts.some((draft) => isAt(draft, at, roles))
const isAt = ({ from, meaning }: Draft, at: number, roles: RegExp): boolean =>
  from === at && meaning.kind === 'entry' && roles.test(meaning.role)

/** Several words that are one operator: none of them is free to leave out. */
const opensOperator = ({ meaning, from, to, via }: Draft): boolean =>
  meaning.kind === 'op' &&
  to > from + 1 &&
  via === 'exact' &&
  meaning.ops.some(
    ({ op }) => op === 'share' || op === 'much' || op === 'count' || op === 'group' || op === 'long',
  )

/** "Number of contacts": no phone number. */
const beginsOperator = ({ from, to, meaning }: Draft, drafts: readonly Draft[]): boolean =>
  meaning.kind === 'entry' &&
  drafts.some((other) => other.from === from && other.to > to && opensOperator(other))

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
    (meaning.role === 'value' ||
      meaning.role === 'adjective' ||
      meaning.role === 'superlative' ||
      meaning.role === 'kept' ||
      meaning.role === 'portfolio' ||
      meaning.role === 'grade' ||
      meaning.refs.some((ref) => ref.is === 'field' && ref.manner)))
