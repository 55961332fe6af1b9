/** What is denied of a step of a plan: it is there from the beginning, and not done. Pure. */
import {
  atom,
  isBreak,
  isOp,
  kind,
  near,
  objectOf,
  take,
  wordOf,
  type Atom,
  type Draft,
  type Item,
} from './draft.ts'
import { doneDay } from './states.ts'

/** "Hasn't had training", "no kickoff yet": a step of a plan is there from the beginning; that it is not done is what is meant. */
export function undoneOf(
  draft: Draft,
  item: Item,
  start: Atom,
  which: 'not' | 'absent' | 'except',
): string | undefined {
  if (start.group === undefined || !/^(value|exists)$/.test(start.kind) || which === 'except')
    return undefined
  const isYet = draft.items.some((other) => /^(yet|so far|still)$/.test(wordOf(other)))
  // "With milestones that are not training": what kind they are was denied.
  const isOfKind = draft.atoms.some((each) => each.group === start.group && each.from < item.n)
  if ((which === 'absent' && !isYet) || isOfKind) return undefined
  return doneDay(objectOf(draft, start.object))?.key
}

/** In the place of what was denied. */
export function stillToDo(draft: Draft, item: Item, { object, reach, group }: Atom, field: string): void {
  draft.atoms = draft.atoms.filter(
    (each) => !(each.group === group && 'field' in each.condition && each.condition.field === field),
  )
  atom(draft, {
    ...{ kind: 'null', object, reach, field, items: [item.n] },
    condition: { field, op: 'is_null' },
    ...(group !== undefined && { group }),
  })
}

/** "But no sponsor yet", "not … yet": what joins the denied and what says that it may change belong to the negator. */
export function takeYet(draft: Draft, item: Item): void {
  const before = near(draft, item.n, -1, (other) => kind(other) === 'inert')
  if (before && isOp(before, 'but')) take(draft, before.n)
  for (const other of draft.items.slice(item.n + 1)) {
    if (isBreak(other) || isOp(other, 'not', 'absent')) return
    if (wordOf(other) === 'yet') take(draft, other.n)
  }
}
