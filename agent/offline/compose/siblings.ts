/** Words that are joined: where they can be, they are values of one field. Pure. */
import type { Ref } from '../spans.ts'
import { isOp, wordOf, type Draft, type Item } from './draft.ts'

/** "At risk, watch and healthy": words that are joined are values of one field, where they can be. */
export function amongSiblings(draft: Draft, item: Item, ref: Ref): number {
  if (ref.is !== 'value' || item.span.meaning.kind !== 'entry' || item.span.meaning.refs.length < 2) return 0
  const beside = ([1, -1] as const).flatMap((step) => {
    const joint = draft.items[item.n + step]
    const other = draft.items[item.n + 2 * step]
    const isJoint = joint && (isOp(joint, 'and', 'or', 'versus') || wordOf(joint) === ',')
    return isJoint && other?.span.meaning.kind === 'entry' ? [other.span.meaning.refs] : []
  })
  const isOf = (refs: readonly Ref[]): boolean =>
    refs.some((each) => each.is === 'value' && each.object === ref.object && each.field === ref.field)
  return beside.some(isOf) ? -1.2 : 0
}
