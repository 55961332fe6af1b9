/** "The biggest once you allow for the odds": what is said of a field, with the manner of one that refines it, is said of that one; so is how a measure is reckoned. Pure. */
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
  bindReckoning(draft)
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

/** "Renewal rate by count", "by value please, not by count": how a measure is reckoned, said beside its name, says which one is meant. */
function bindReckoning(draft: Draft): void {
  const asked = draft.items.find(({ ref }) => ref?.is === 'portfolio' && !ref.manner)?.ref
  const kept = draft.measures.find((each) => 'measure' in each)
  const named =
    asked?.is === 'portfolio' ? asked.measure : kept && 'measure' in kept ? kept.measure : undefined
  if (named === undefined) return
  const object = asked?.object ?? draft.object.key
  const measures = draft.catalogue.objects.get(object)?.portfolio ?? []
  const base = measures.find(({ key }) => key === named)?.refines ?? named
  const kin = measures.filter(({ key, refines }) => key === base || refines === base).map(({ key }) => key)
  for (const item of draft.items) {
    const { meaning } = item.span
    if (item.ref?.is !== 'portfolio' || !item.ref.manner || meaning.kind !== 'entry') continue
    const said = meaning.refs.flatMap((ref) =>
      ref.is === 'portfolio' && ref.object === object && kin.includes(ref.measure) ? [ref.measure] : [],
    )
    const [meant] = said.includes(named) ? [named] : said
    if (meant === undefined) continue
    const denied = deniedBy(draft, item)
    const other = denied.length > 0 ? kin.find((key) => !said.includes(key)) : meant
    if (other === undefined) continue
    if (asked?.is === 'portfolio') asked.measure = other
    else if (kept && 'measure' in kept) kept.measure = other
    take(draft, item.n, ...denied.map(({ n }) => n))
  }
}

/** "Not by count", "rather than by count". */
function deniedBy({ items }: Draft, { n }: Item): Item[] {
  const before = items[n - 1]
  const isDenied = isOp(before, 'not', 'except') || /^(instead of|rather than)$/.test(wordOf(before))
  return before && isDenied ? [before] : []
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
