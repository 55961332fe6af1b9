/** Words that bring in rows which nobody named, or that qualify other rows than they could speak of: not to be bound. Pure. */
import type { Ref, Span } from '../spans.ts'
import { isOp, type Draft, type Item } from './draft.ts'
import { type Reach, fieldBehind } from './reach.ts'
import { isNounRole, mentions, nounObject } from './nouns.ts'

/** "Accounts with rising tickets": what stands right before the related rows says nothing of the rows asked for. */
export function isOfOthers(draft: Draft, item: Item, ref: Ref): boolean {
  const next = draft.items[item.n + 1]
  const noun = next && isNounRole(next) ? nounObject(next.ref) : undefined
  const isHeldBy =
    (ref.object === draft.object.key && next?.reach?.many !== undefined) ||
    draft.items.slice(0, item.n).some((before) => nounObject(before.ref) === ref.object)
  return (
    (ref.is === 'value' || ref.is === 'adjective') &&
    noun !== undefined &&
    noun !== ref.object &&
    isHeldBy &&
    isOp(draft.items[item.n - 1], 'has', 'and', 'absent')
  )
}

/** "Late stage" brings in no milestone: rows that nobody named are joined only for a word that can mean no others. */
export function isUnsaid(
  draft: Draft,
  { refs, shared }: Extract<Span['meaning'], { kind: 'entry' }>,
  { ref, reach: way }: { ref: Ref; reach: Reach },
): boolean {
  const isCondition =
    ref.is === 'value' || ref.is === 'adjective' || (ref.is === 'field' && typeOf(draft, ref) === 'boolean')
  return (
    way.many !== undefined &&
    isCondition &&
    !mentions(draft, ref.object) &&
    !isBroughtIn(draft, ref) &&
    (shared === true || ref.is === 'adjective' || refs.some((each) => each.object !== ref.object))
  )
}

/** "No small businesses", "all features": an everyday word is a value only beside its field. */
export function isBareWord(draft: Draft, item: Item, ref: Ref): boolean {
  if (ref.is !== 'value') return false
  if (ref.isLacked !== true && !/^(no|yes|on|off|none|other|unknown)$/i.test(item.span.text)) return false
  const field = fieldBehind(draft.catalogue, ref)
  const before = draft.items.slice(Math.max(0, item.n - 3), item.n).map(({ span }) => span.text.toLowerCase())
  if (ref.isLacked === true && field?.phrases?.cues?.some((cue) => before.includes(cue))) return false
  return !draft.items.some(
    ({ n, span: { meaning } }) =>
      Math.abs(n - item.n) <= 3 &&
      n !== item.n &&
      meaning.kind === 'entry' &&
      meaning.refs.some((each) => (each.is === 'field' || each.is === 'cue') && each.field === ref.field),
  )
}

/** What is done to us is done by those whose rows these are. */
const toUs = /^\S+ (?!.*\bwe\b)(?:.* )?us\b/i

/** "Customers that we have not rung": what we do is done to those whose rows these are. */
const isOurs = (items: readonly Item[], n: number): boolean =>
  items.slice(Math.max(0, n - 4), n).some(({ span }) => /^(we|i|i['’]ve|we['’]ve)$/i.test(span.text))

/** "Whose kickoff is late", "who rang us": words that can mean these rows alone bring them in as their noun does. */
export const isBroughtIn = ({ items }: Draft, { object }: Ref): boolean =>
  items.some(
    ({ n, span: { meaning, text } }) =>
      meaning.kind === 'entry' &&
      (meaning.role === 'value' || (meaning.role === 'adjective' && (toUs.test(text) || isOurs(items, n)))) &&
      !meaning.shared &&
      meaning.refs.every((each) => each.object === object),
  )

const typeOf = (draft: Draft, ref: Extract<Ref, { field: string }>) => fieldBehind(draft.catalogue, ref)?.type

/** "No open task" of accounts is said of their own tasks, not of how many their CSM has. */
export const countsElsewhere = ({ object }: Draft, ref: Ref, way: Reach): number =>
  ref.is === 'field' &&
  way.up.length > 0 &&
  object.relations.some(({ key, kind }) => kind === 'many' && ref.field.split('_').includes(key))
    ? 6
    : 0
