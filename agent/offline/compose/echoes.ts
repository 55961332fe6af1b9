/** Words that add nothing to what was taken: a field's own nouns beside its condition, words of its name, light verbs. */
import { distance, isLight, near, roleOf, take, wordOf, type Draft } from './draft.ts'
import { fieldOf, fieldsOf, isAmount } from './reach.ts'

/** "The champion role": a field's noun beside a condition on that field adds nothing. */
export function takeOwnNouns(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || roleOf(item) !== 'field' || item.ref?.is !== 'field') continue
    const { field } = item.ref
    const beside = draft.atoms.find(
      (each) =>
        Math.min(...each.items.map((n) => distance(draft, n, item.n))) === 0 &&
        fieldsOf(each.condition).includes(field) &&
        !isAmount(fieldOf(draft.catalogue.objects.get(item.ref?.object ?? ''), field)),
    )
    if (beside) take(draft, item.n)
  }
}

/** "Urgent tickets open": a word of the field's own name beside it adds nothing. */
export function takeEchoes(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || item.ref || item.span.meaning.kind !== 'entry') continue
    const before = near(draft, item.n, -1)
    const ref = before && draft.used.has(before.n) && before.ref
    if (!ref || ref.is !== 'field') continue
    const label = fieldOf(draft.catalogue.objects.get(ref.object), ref.field)?.label.toLowerCase() ?? ''
    if (label.split(' ').includes(wordOf(item))) take(draft, item.n)
  }
}

/** Words of ownership and light verbs that any reading may leave. */
export function takeLight(draft: Draft): void {
  for (const item of draft.items) if (isLight(item) || roleOf(item) === 'cue') take(draft, item.n)
}
