/** What the words of a clause beside a request are said of: the one who speaks, somebody around, a thing, or the records. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Form } from './background-form.ts'
import { isByName, isPartOfImage } from './colour.ts'
import { fieldOf, isAmount } from './compose/reach.ts'
import type { Ref, Span } from './spans.ts'
import { isNoun } from './spans.ts'

/** The request beside which the clause stands, by its words alone. */
export type Request = {
  hasNoun: boolean
  /** It says of whom it asks: a name, "my". */
  isScoped: boolean
  /** It points at somebody or something: "his accounts". */
  leans: boolean
  keys: ReadonlySet<string>
  names: ReadonlySet<string>
}

export const keyOf = (ref: Ref): string =>
  ref.is === 'value'
    ? `${ref.field} ${ref.value}`
    : 'field' in ref
      ? ref.field
      : ref.is === 'portfolio'
        ? ref.measure
        : JSON.stringify('where' in ref ? ref.where : ref)

/** "I only joined on Monday", "I'm off sick", "last thing": said of the one who speaks, whatever rows it is said of elsewhere. */
export const isOfDoer = (catalogue: Catalogue, span: Span): boolean => {
  const { meaning, from, to } = span
  if (meaning.kind !== 'entry') return false
  if (/^(?:verb|adjective|field|kept)$/.test(meaning.role)) return true
  if (/^(?:superlative|grade)$/.test(meaning.role)) return to === from + 1
  return meaning.role === 'value' && !meaning.refs.some((ref) => isByName(catalogue, span, ref))
}

export const isWish = ({ meaning }: Span): boolean =>
  meaning.kind === 'op' && meaning.ops.some(({ op }) => op === 'show')

/** "Partner manager here": what the one who speaks is. */
export const isCalling = (spans: readonly Span[], n: number, main: string | undefined): boolean => {
  const { meaning } = spans[n] ?? {}
  return (
    /^here$/i.test(spans[n + 1]?.text ?? '') &&
    meaning?.kind === 'entry' &&
    /^(?:value|field|object)$/.test(meaning.role) &&
    meaning.refs.every((ref) => ref.is !== 'value' || ref.object !== main)
  )
}

/** Those around the one who speaks: "Finance keeps asking". */
export const folk =
  /^(?:finance|marketing|sales|legal|product|support|engineering|procurement|security|compliance|operations|ops|hr|it|leadership|management|accounting|controlling|everyone|everybody|somebody|someone|nobody|mom|mum|dad|boss|board|offsite|onsite|standup|stand-up|budget|planning|deadline|weekend|monday|lunch|coffee|traffic|wifi|newbie|intern|rookie|auditors?|investors?)$/i

/** A capital at the start may begin a name: "Zentrix is unhappy". */
export const isFirst = ({ from, text }: Span, form: Form, { leans }: Request): boolean =>
  from === 0 && (!/^\p{Lu}/u.test(text) || folk.test(text) || (form !== 'others' && !leans))

/** "My laptop died", "Finance is breathing down my neck": what is said is said of a thing that is no row. */
export function isOfThingSaid(spans: readonly Span[], { objects }: Catalogue): boolean {
  const n = spans.findIndex(({ meaning }) => meaning.kind === 'unknown' || meaning.kind === 'entry')
  const span = spans[n]
  if (!span || !spans.slice(0, n).every(({ meaning }) => meaning.kind === 'inert' || meaning.kind === 'op'))
    return false
  if (span.from === 0 && folk.test(span.text)) return true
  if (span.meaning.kind === 'unknown') return /^(?:the|my|our|a|an|this)$/i.test(spans[n - 1]?.text ?? '')
  const main = objects.keys().next().value
  return (
    isOne(spans, span, main) &&
    span.meaning.kind === 'entry' &&
    span.meaning.refs.every((ref) => ref.object !== main && !('where' in ref && ref.where !== undefined))
  )
}

/** Rows, or somebody by name, that a deed may have been done to. */
export const isOfOthers = (span: Span): boolean =>
  (isNoun(span) && /s$/i.test(span.text)) ||
  span.meaning.kind === 'name' ||
  (span.meaning.kind === 'op' && span.meaning.ops.some(({ op }) => op === 'those' || op === 'it'))

/** "First week here", "before my 10am": a time of the one who speaks. */
export const isOfSpeaker = (spans: readonly Span[], n: number): boolean =>
  /^(?:my|our)$/i.test(spans[n - 1]?.text ?? '') || spans.slice(n).some(({ text }) => /^here$/i.test(text))

/** "Dana wants this by noon": who asks is not of whom it is asked. */
export const isAsking = (clause: string, name: string): boolean => {
  const [first = ''] = clause.split(name)
  const rest = clause.slice(first.length + name.length)
  return (
    /^(?:\W*\w+\W*){0,2}$/.test(first) &&
    /^ (?:is |are |was |just |really |keeps |kept )*(?:wants?|wanted|asks?|asked|asking|needs?|needed|pinged|chasing|nagging|bugging)\b/i.test(
      rest,
    )
  )
}

/** "I promised Dana an answer": whom the one who speaks has to do with, not of whom it is asked. */
export const isDealtWith = (verb: string | undefined): boolean =>
  /^(?:promised?|promising|told|tell|telling|owed?|asked|helping|help|shadow|shadowing|training|train|brief|briefing|updating|update|show|showing|impress|convince|convincing|answering|answer|bet|chasing|bugging|mentoring|replacing)$/i.test(
    verb ?? '',
  )

export const isSaidAlready = (refs: readonly Ref[], { keys }: Request): boolean =>
  refs.some((ref) => keys.has(keyOf(ref)))

const isIntended = (before: Span | undefined, span: Span): boolean =>
  /^(?:to|not|be|being|am|i['’]m|of|from|with|for|and|just|the|my|our|a|an)$/i.test(before?.text ?? 'to') ||
  /ing\b/i.test(span.text)

/** A figure, or a day on which something happens to a row. */
function isMatter({ objects }: Catalogue, ref: Ref): boolean {
  const field = ref.is === 'field' ? fieldOf(objects.get(ref.object), ref.field) : undefined
  return field !== undefined && (isAmount(field) || field.event !== undefined)
}

const isNominal = (span: Span | undefined): boolean =>
  span?.meaning.kind === 'name' ||
  (span?.meaning.kind === 'entry' && /^(?:value|adjective|object|relation)$/.test(span.meaning.role))

/** "A bet", "the CEO", "the new VP": a single one is spoken of, no rows. */
export function isOne(spans: readonly Span[], span: Span, main: string | undefined): boolean {
  const n = spans.indexOf(span)
  const [after, behind] = [spans[n + 1], spans[n + 2]]
  const { meaning } = span
  const isThing =
    meaning.kind === 'entry' &&
    meaning.role === 'value' &&
    !(after !== undefined && isNoun(after)) &&
    meaning.refs.every((ref) => ref.object !== main)
  if (!isNoun(span) && !isThing) {
    const isSaidOf = meaning.kind === 'entry' && /^(?:value|adjective)$/.test(meaning.role)
    return isSaidOf && after !== undefined && isNoun(after) && isOne(spans, after, main)
  }
  const lead = spans
    .slice(Math.max(0, n - 3), n)
    .findLast(
      ({ meaning: { kind, ...rest } }) =>
        kind !== 'unknown' &&
        kind !== 'entry' &&
        !('ops' in rest && rest.ops.some(({ op }) => op === 'rank')),
    )
  return (
    !/s$/i.test(span.text) &&
    /^(?:a|an|the|my|our|this|that|his|her|their|another)$/i.test(lead?.text ?? '') &&
    !(
      /^(?:who|that|which|whose|with|of|at|in|from)$/i.test(after?.text ?? '') &&
      [behind, spans[n + 3]].some(isNominal)
    )
  )
}

/** Says something of the records, and not only of the day of the one who speaks. */
export function ofRecords(
  catalogue: Catalogue,
  span: Span,
  before: Span | undefined,
  after: Span | undefined,
): boolean {
  const { meaning, via } = span
  if (meaning.kind !== 'entry' || via !== 'exact') return false
  if (/^(?:verb|kept)$/.test(meaning.role)) return !isIntended(before, span)
  if (meaning.role === 'cue' || isNoun(span)) return false
  if (meaning.role === 'field') return meaning.refs.some((ref) => isMatter(catalogue, ref))
  return !isPartOfImage(catalogue, span, before, after) && !isOfThing(catalogue, span, after)
}

/** What of the records may be spoken of by the way. */
export function isLoose(
  catalogue: Catalogue,
  span: Span,
  before: Span | undefined,
  after: Span | undefined,
  form: Form,
  { hasNoun }: Request,
): boolean {
  const { meaning } = span
  if (meaning.kind !== 'entry') return true
  if (isNoun(span)) {
    if (meaning.refs.some((ref) => 'where' in ref && ref.where !== undefined)) return false
    // "The customers that ghosted us": which of them is said.
    const goesOn =
      after?.meaning.kind === 'unknown' || /^(?:who|that|which|whose|in|with|at|of)$/i.test(after?.text ?? '')
    return isOfThing(catalogue, span, after) || (form === 'speaker' && hasNoun && !goesOn)
  }
  return !ofRecords(catalogue, span, before, after)
}

/** "The kick-off deck", "a contact sport": said of a thing that is in no record, and of no row that the main ones have it of. */
const isOfThing = ({ objects }: Catalogue, { meaning }: Span, after: Span | undefined): boolean => {
  const main = objects.keys().next().value
  return (
    after?.meaning.kind === 'unknown' &&
    /^\p{Ll}/u.test(after.text) &&
    meaning.kind === 'entry' &&
    /^(?:value|object|relation)$/.test(meaning.role) &&
    meaning.refs.every((ref) => ref.is !== 'value' || ref.object !== main)
  )
}
