/** Which conditions speak of the same related row: "urgent tickets opened in May" are one ticket each. Pure. */
import { singular } from '../inflect.ts'
import { distance, isOp, wordOf, type Atom, type Draft } from './draft.ts'

/** The way to the related rows that a condition speaks of. */
export const manyKey = (each: Atom): string | undefined =>
  each.reach.many ? [...each.reach.up, each.reach.many].join('.') : undefined

/** Neighbouring conditions on the same to-many relation speak of one row, until its noun comes again. */
export function groupRelated(draft: Draft): void {
  draft.atoms.sort((a, b) => a.from - b.from)
  const open = new Map<string, { group: number; noun: boolean; last: number }>()
  let next = 0
  for (const each of draft.atoms) {
    const key = manyKey(each)
    if (!key) continue
    const isNoun = each.kind === 'exists' || each.kind === 'count'
    const current = open.get(key)
    const parted =
      current &&
      ((isNoun && (current.noun || isSecondNoun(draft, each, current.last))) ||
        (!current.noun && isAnother(draft, each, current)) ||
        noneOfThem(draft, each, current.last))
    if (current && !parted) {
      each.group = current.group
      current.noun ||= isNoun
      current.last = each.to
    } else {
      each.group = next++
      open.set(key, { group: each.group, noun: isNoun, last: each.to })
    }
  }
  // "Every task": of what nothing is said, the word was not understood.
  for (const each of draft.atoms)
    if (each.every && !draft.atoms.some((other) => other.group === each.group && other.from > each.to))
      draft.cost += 2
}

/** "Opened a ticket in May but have none open": of others of them. */
const noneOfThem = (draft: Draft, each: Atom, last: number): boolean => {
  const between = draft.items.slice(last + 1, each.from)
  return (
    between.some((item) => isOp(item, 'but', 'and')) &&
    between.some(
      (item) => /^(none|nothing|no|zero|not one)( of them)?$/.test(wordOf(item)) && isOp(item, 'absent'),
    )
  )
}

/** "A champion and an economic buyer", "champion and sponsor": two nouns of rows, not two words for one. */
function isSecondNoun(draft: Draft, each: Atom, last: number): boolean {
  const between = draft.items.slice(last + 1, each.from).map(wordOf)
  const isNoun = (n: number): boolean =>
    draft.object.relations.some(({ nouns }) =>
      nouns?.some(
        ({ words, where }) => where !== undefined && words.includes(singular(wordOf(draft.items[n]))),
      ),
    )
  return (
    between.some((word) => /^(and|&|plus|as well as|and an?|and with( an?)?)$/.test(word)) &&
    !between.includes('or') &&
    (between.some((word) => /(^| )(an?|one)$/.test(word)) || (isNoun(last) && isNoun(each.from)))
  )
}

/** "The API but not Alerts", "Core and Premium Support": two values that no noun holds together are two rows. */
function isAnother(draft: Draft, each: Atom, { group, last }: { group: number; last: number }): boolean {
  if (each.kind !== 'value' || !each.field) return false
  const rival = draft.atoms.some(
    (other) => other.group === group && other.kind === 'value' && other.field === each.field,
  )
  const between = draft.items.slice(last + 1, each.from)
  // "Urgent and high tickets": their noun comes behind.
  const isHeld = draft.atoms.some(
    (other) =>
      (other.kind === 'exists' || other.kind === 'count') &&
      manyKey(other) === manyKey(each) &&
      other.from > each.to &&
      distance(draft, each.to, other.from) === 0,
  )
  return (
    rival &&
    !isHeld &&
    !between.some((item) => /^(or|,|nor)$/.test(wordOf(item))) &&
    between.some(
      (item) => isOp(item, 'not', 'except', 'absent', 'but') || /^(and|&|plus)$/.test(wordOf(item)),
    )
  )
}
