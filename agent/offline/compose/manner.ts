/** "The biggest once you allow for the odds": what is said of a field, with the manner of one that refines it, is said of that one. */
import type { Field } from '#db/catalogue/types.ts'
import { isOp, take, wordOf, type Draft, type Item } from './draft.ts'
import { fieldOf, fieldBehind } from './reach.ts'

/** Speaks of the field, by its name, its verb or its end. */
const speaksOf = ({ ref }: Item, object: string, field: string): boolean =>
  (ref?.is === 'field' || ref?.is === 'verb' || ref?.is === 'superlative') &&
  ref.object === object &&
  ref.field === field

/** "The amount and weighted": two figures. */
const isAdded = (draft: Draft, { n }: Item): boolean =>
  /^(and|plus|&|vs|versus|or)$/.test(wordOf(draft.items[n - 1])) || isOp(draft.items[n - 1], 'versus')

/** A manner beside words of the field that is refined only says which of the two is meant; alone it names its own. */
export function bindManners(draft: Draft): void {
  for (const item of draft.items) {
    const { ref } = item
    if (ref?.is !== 'field' || !ref.manner || isAdded(draft, item)) continue
    const refined = fieldBehind(draft.catalogue, ref)?.refines
    if (refined === undefined) continue
    for (const other of draft.items)
      if (other.ref && 'field' in other.ref && speaksOf(other, ref.object, refined)) {
        other.ref = { ...other.ref, field: ref.field }
        take(draft, item.n)
      }
  }
}

/** The money that is meant where none is said: that of the rows, in the manner that is said. */
export function impliedMoney(draft: Draft): Field | undefined {
  const money = draft.object.fields.find((each) => each.implicitFor === 'money')
  const manner = draft.items.find(({ n, ref }) => {
    const field = ref?.is === 'field' && ref.manner ? fieldOf(draft.object, ref.field) : undefined
    return field !== undefined && field.refines === money?.key && !draft.used.has(n)
  })
  if (manner?.ref?.is !== 'field') return money
  take(draft, manner.n)
  return fieldOf(draft.object, manner.ref.field)
}
