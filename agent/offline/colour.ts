/** Tells whether a stretch of an utterance is mere colour beside the request that is read: an image, a mood, what led to it. What narrows or counts is none. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import { fieldOf, isAmount } from './compose/reach.ts'
import { singular } from './inflect.ts'
import type { Lexicon } from './lexicon.ts'
import { latticeOfText } from './read.ts'
import { explains, fitsPlace, isClause, type Beside, type Place } from './colour-place.ts'
import { isSaidBy, withoutTopics } from './matter.ts'
import type { Ref, Span } from './spans.ts'
import { fold } from './text.ts'
import type { Op } from './words/ops.ts'

/** Never colour: something is counted, excepted, or somebody's. */
export const always: ReadonlySet<Op> = new Set<Op>([
  'count',
  'much',
  'long',
  'total',
  'share',
  'average',
  'median',
  'except',
  'team',
  'running',
  'trend',
  'group',
  'why',
])
/** Of something that is named they say something; of an image nothing. */
export const ofSomething: ReadonlySet<Op> = new Set<Op>([
  'not',
  'absent',
  'only',
  'compare',
  'compareAfter',
  'between',
  'rise',
  'fall',
  'change',
  'late',
  'grade',
  'rank',
  'other',
  'null',
  'present',
  'switch',
  'minimum',
  'maximum',
  'order',
  'direction',
  'versus',
])

/** A clause that only says why or when the question comes up. */
const reason =
  /^(hi|hello|hey|so|ok|okay|and|there|well|right|[\s,])*(now that|since|because|as|given that|seeing that|considering that|before|after|ahead of)\b/i
/** Said of the one who speaks: what is counted in it is theirs. */
const ofSpeaker =
  /^(so |well |right |ok |okay |and )*(i|we|my|our)(['’](m|ve|ll|d|re))?\b(?!.*\b(want|need|like to (see|know)|look(ing)? for|wonder|manage|own|care)\b)/i /** Ways to cut the stretch that cost no more than this above the cheapest are as likely: it must be colour in each. */
const slack = 0.6
const mostWays = 3

/** The stretch can be left out beside that request; what it says is said there, or says nothing of the records. */
export function isColour(stretch: string, beside: Beside, place: Place, lexicon: Lexicon): boolean {
  if (!fitsPlace(stretch, beside, place)) return false
  const { paths, spans: all } = latticeOfText(stretch, lexicon)
  const least = paths[0]?.cost ?? 0
  const ways = paths.slice(0, mostWays).filter(({ cost }) => cost <= least + slack)
  const isNothing = (spans: readonly Span[]): boolean =>
    saysNothing(
      withoutTopics(spans).filter((span) => !isNounToo(span, all)),
      stretch,
      beside,
      place,
      lexicon,
    )
  return ways.length > 0 && ways.every(({ spans }) => isNothing(spans))
}

const isDoing = (stretch: string, { text, from }: Span): boolean =>
  from <= 3 &&
  /^\p{L}+ing\b/iu.test(text) &&
  /^\W*(?:so |and |ok )*(?:i['’]?m|i am|we['’]?re|we are)\b/iu.test(stretch)

/** "Mails" are rows as well as a kind of them, "dropped" a verb as well as a state: to speak of them narrows nothing. */
const isNounToo = ({ from, to, meaning }: Span, all: readonly Span[]): boolean =>
  meaning.kind === 'entry' &&
  meaning.role === 'value' &&
  all.some(
    (other) =>
      other.from === from &&
      other.to === to &&
      (other.meaning.kind === 'op' ||
        (other.meaning.kind === 'entry' && /^(object|relation|grade)$/.test(other.meaning.role))),
  )

function saysNothing(
  spans: readonly Span[],
  stretch: string,
  beside: Beside,
  { mark }: Place,
  { catalogue }: Lexicon,
): boolean {
  const isSaid = explains.has(mark) && hasCondition(beside) && !beside.isWhole
  if (isRestricted(spans) && !(beside.isWhole && isClause(stretch)) && !isSaid) return false
  // "On the ropes, I mean health under 40": what somebody puts in other words is said by these.
  // "I'm sitting down with Luca": what the speaker is about to do.
  const isPutPlainly = (span: Span): boolean =>
    span.meaning.kind === 'entry' &&
    ((span.meaning.role === 'adjective' && isDoing(stretch, span)) ||
      (mark === 'gloss' && hasCondition(beside) && isLoose(span)))
  const isLoose = (span: Span): boolean =>
    span.meaning.kind === 'entry' &&
    (span.meaning.role === 'adjective' ||
      (span.meaning.role === 'value' && !span.meaning.refs.some((ref) => isByName(catalogue, span, ref))))
  const isReason = reason.test(stretch)
  const narrows = /^\W*(and |so |well |ok(ay)? )?for\b/i.test(stretch)
  const typed = spans.filter(
    (span, n) =>
      isTyped(span) && !isPutPlainly(span) && !isPartOfImage(catalogue, span, spans[n - 1], spans[n + 1]),
  )
  const isImage = typed.every(
    ({ meaning }) => meaning.kind === 'entry' && isSaidBy(beside.said, meaning.refs),
  )
  const isFree = !beside.isUnderstood && mark !== 'opening' && (typed.length === 0 || isImage)
  const isOwn =
    ofSpeaker.test(stretch) &&
    (/\bi\b/i.test(stretch) || !turns(spans)) &&
    !typed.some(({ meaning }) => meaning.kind === 'entry' && meaning.role !== 'field')
  return spans.every((span, n): boolean => {
    const { meaning } = span
    if (meaning.kind === 'name') return isSlight(span) || isNamedBy(beside, meaning.rows)
    if (meaning.kind === 'number') return isOwn || /^(first|one)$/i.test(span.text)
    if (meaning.kind === 'time' || meaning.kind === 'bucket') return isOwn || isReason
    // "Carlos is out. Which of his accounts …": somebody whom nobody knows.
    if (meaning.kind === 'unknown')
      return (
        (span.from === 0 && !/\b(?:he|she|his|her|him)\b/i.test(beside.text)) || !/^\p{Lu}/u.test(span.text)
      )
    if (meaning.kind === 'op')
      // "I'm sitting down with Luca", "we catch up": only a particle.
      return !meaning.ops.some(
        ({ op }) =>
          always.has(op) || (ofSomething.has(op) && !isFree && !(isOwn && /^(rise|fall)$/.test(op))),
      )
    if (meaning.kind !== 'entry') return true
    if (
      meaning.role === 'object' &&
      span.via === 'exact' &&
      (narrows || !(beside.hasNoun || isAskedBy(beside, meaning.refs) || isSpokenOf(beside, span)))
    )
      return false
    if (
      meaning.role === 'field' &&
      meaning.refs.some((ref) => isFigure(catalogue, ref)) &&
      !explains.has(mark) &&
      !isSaidBy(beside.said, meaning.refs)
    )
      return beside.hasNoun && !isFigured(spans)
    return (
      !isTyped(span) ||
      isPutPlainly(span) ||
      isSaidBy(beside.said, meaning.refs) ||
      (isReason && meaning.role === 'value') ||
      isPartOfImage(catalogue, span, spans[n - 1], spans[n + 1])
    )
  })
}

/** Its rows, or rows that they hang on, are those which are asked for. */
const isAskedBy = ({ said }: Beside, refs: readonly Ref[]): boolean =>
  said === null || refs.some(({ object }) => said.includes(`"from":"${object}"`))

/** "We lost a few in May": what happened to how many, or when, is no small talk. */
export const turns = (spans: readonly Span[]): boolean =>
  spans.some(
    ({ meaning }) =>
      meaning.kind === 'op' &&
      meaning.ops.some(({ op }) => /^(?:rise|fall|change|late|due|upcoming)$/.test(op)),
  ) && spans.some(({ meaning }) => /^(?:time|number|bucket)$/.test(meaning.kind))

/** "Let their to-dos pile up", beside "five or more to-dos past their date": the request speaks of them itself. */
const isSpokenOf = ({ text }: Beside, { text: noun }: Span): boolean =>
  text
    .toLowerCase()
    .split(/[^\p{L}\d-]+/u)
    .includes(noun.toLowerCase())

/** A figure is asked of a field: "the amount for each stage". */
const isFigured = (spans: readonly Span[]): boolean =>
  spans.some(
    ({ meaning }) => meaning.kind === 'op' && meaning.ops.some(({ op }) => always.has(op) || op === 'show'),
  )

const isNamedBy = ({ said }: Beside, rows: readonly { id: string }[]): boolean =>
  said === null || rows.some(({ id }) => said.includes(`"${id}"`))

const isFigure = ({ objects }: Catalogue, ref: Ref): boolean => {
  const field = ref.is === 'field' ? fieldOf(objects.get(ref.object), ref.field) : undefined
  return field !== undefined && isAmount(field)
}

/** A value by its own name is meant; by another word for it ("dead") it may be anything. */
export const isByName = ({ objects }: Catalogue, { text }: Span, ref: Ref): boolean => {
  if (ref.is !== 'value' || ref.observed) return true
  const value = fieldOf(objects.get(ref.object), ref.field)?.values?.find(({ key }) => key === ref.value)
  const said = [fold(text), singular(fold(text))]
  return (
    /^\p{Lu}/u.test(text) ||
    [value?.key.replace(/_/g, ' '), value?.label].some((name) => name && said.includes(fold(name)))
  )
}

/** What an image may borrow of the vocabulary: "a cold shoulder", "dead wood". */
export const isPartOfImage = (catalogue: Catalogue, span: Span, ...beside: (Span | undefined)[]): boolean => {
  const { meaning } = span
  return (
    meaning.kind === 'entry' &&
    (/^(adjective|superlative)$/.test(meaning.role) ||
      (meaning.role === 'value' && !meaning.refs.some((ref) => isByName(catalogue, span, ref)))) &&
    beside.some((each) => each?.meaning.kind === 'unknown')
  )
}

/** A name that is an everyday word, written like one. */
const isSlight = ({ cost, text }: Span): boolean => cost >= 1 && !/^\p{Lu}/u.test(text)

/** Says which rows, not only of what the talk is. */
const isTyped = ({ meaning, via }: Span): boolean =>
  meaning.kind === 'name' ||
  (meaning.kind === 'entry' &&
    via === 'exact' &&
    /^(value|adjective|superlative|portfolio)$/.test(meaning.role)) ||
  (meaning.kind === 'entry' &&
    meaning.role === 'object' &&
    meaning.refs.some((ref) => 'where' in ref && ref.where !== undefined))

/** "Customers that ghosted us": rows are named, and a word that nobody knows says which of them. */
const isRestricted = (spans: readonly Span[]): boolean =>
  spans.some(
    ({ meaning, via }) =>
      meaning.kind === 'entry' &&
      via === 'exact' &&
      (meaning.role === 'object' || meaning.role === 'relation'),
  ) && spans.some(({ meaning }) => meaning.kind === 'unknown')

const hasCondition = ({ said }: Beside): boolean => said === null || /"(where|op)":/.test(said)
