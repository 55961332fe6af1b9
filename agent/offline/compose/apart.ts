/** How far a period stands from the words that it may be of, with what stands between counted by sense. Pure. */
import { distance, isLight, isOp, type Atom, type Draft, type Item } from './draft.ts'

/** "Still ahead of us but before New Year": a day of which only the side was said may be told nearer. */
export const heldAhead = (draft: Draft, item: Item): Atom | undefined =>
  draft.atoms.find(
    ({ kind: of, items, condition }) =>
      of === 'null' &&
      items.includes(item.n) &&
      'field' in condition &&
      typeof condition.value === 'object' &&
      condition.value !== null &&
      'today' in condition.value,
  )

/** "Ended last quarter and were not renewed": what is denied behind the period has no part in it. */
export const isDeniedBetween = (draft: Draft, time: Item, item: Item): boolean =>
  draft.items.slice(time.n + 1, item.n).some((other) => isOp(other, 'not', 'absent'))

/** How far a period stands from what it may be of: an amount with all its words counts as one, and "due" as none. */
export function apart(draft: Draft, a: number, b: number): number {
  const [from, to] = a < b ? [a, b] : [b, a]
  const isBetween = (n: number): boolean => n > from && n < to
  const counts = (n: number): boolean => {
    const item = draft.items[n]
    return item !== undefined && isBetween(n) && !isLight(item)
  }
  const amounts = draft.atoms
    .filter(({ kind: of, items }) => of === 'compare' && items.every(isBetween))
    .reduce((more, { items }) => more + Math.max(0, items.filter(counts).length - 1), 0)
  const dues = draft.items.filter((item) => counts(item.n) && isOp(item, 'due')).length
  return Math.max(0, distance(draft, a, b) - amounts - dues)
}
