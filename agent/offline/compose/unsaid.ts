/** Words that bring in rows which nobody named, or that qualify other rows than they could speak of: not to be bound. Pure. */
import type { Ref, Span } from '../spans.ts'
import { isOp, type Draft, type Item } from './draft.ts'
import { fieldOf, type Reach } from './reach.ts'
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

/** "No small businesses": an everyday word is a value only beside its field. */
export function isBareWord(draft: Draft, item: Item, ref: Ref): boolean {
  if (ref.is !== 'value' || !/^(no|yes|on|off|none|other|unknown)$/i.test(item.span.text)) return false
  return !draft.items.some(
    ({ n, span: { meaning } }) =>
      Math.abs(n - item.n) <= 3 &&
      n !== item.n &&
      meaning.kind === 'entry' &&
      meaning.refs.some((each) => (each.is === 'field' || each.is === 'cue') && each.field === ref.field),
  )
}

/** "Whose kickoff is late": a word that can mean these rows alone brings them in as their noun does. */
const isBroughtIn = ({ items }: Draft, { object }: Ref): boolean =>
  items.some(
    ({ span: { meaning } }) =>
      meaning.kind === 'entry' &&
      meaning.role === 'value' &&
      !meaning.shared &&
      meaning.refs.every((each) => each.object === object),
  )

const typeOf = (draft: Draft, ref: Extract<Ref, { field: string }>) =>
  fieldOf(draft.catalogue.objects.get(ref.object), ref.field)?.type

/** "No open task" of accounts is said of their own tasks, not of how many their CSM has. */
export const countsElsewhere = ({ object }: Draft, ref: Ref, way: Reach): number =>
  ref.is === 'field' &&
  way.up.length > 0 &&
  object.relations.some(({ key, kind }) => kind === 'many' && ref.field.split('_').includes(key))
    ? 6
    : 0
