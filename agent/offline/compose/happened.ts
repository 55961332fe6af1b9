/** Which periods are of what has happened, though the rows have plans as well. Pure. */
import type { When } from '../when.ts'
import { isOp, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { mainEvent, tenseOf } from './reach.ts'
import type { Event } from './when.ts'

/** "Meetings I have held since October": what was done since a day was done by now, though others are planned. */
export const isDoneSince = (
  { items }: Draft,
  { own, items: said, tense, field }: Event,
  when: When,
): boolean =>
  own &&
  tense === 'past' &&
  field.event === 'main' &&
  when.w === 'edge' &&
  when.edge === 'since' &&
  said.some((n) => roleOf(items[n]) === 'verb')

/** "Detractors this quarter": a value that rows which happened have as well is said of those, where the period is of no plan. */
export const isAlsoOfEvents = ({ catalogue, object }: Draft, { ref, span: { meaning } }: Item): boolean =>
  ref?.is === 'value' &&
  ref.object === object.key &&
  meaning.kind === 'entry' &&
  meaning.refs.some((other) => {
    const type =
      other.is === 'value' && other.object !== object.key ? catalogue.objects.get(other.object) : undefined
    const main = type && mainEvent(type)
    return type !== undefined && main !== undefined && tenseOf(type, main) === 'past'
  })

/** "We have not seen", "nobody called": a deed without a meaning of its own, behind whoever did it. */
export function isDeedOfOurs(items: readonly Item[], { n, span }: Item): boolean {
  if (span.meaning.kind !== 'inert') return false
  if (!/ed$|^(seen|met|told|sent|given|taken|spoken|heard|kept)$/i.test(span.text)) return false
  const before = items.slice(Math.max(0, n - 4), n)
  return (
    before.some((item) => /^(we|i|they|nobody|anybody|anyone|somebody|someone)$/.test(wordOf(item))) &&
    before.some(
      (item) =>
        isOp(item, 'not', 'has', 'ask', 'absent') ||
        /^(have|has|had|not|never|we|i|nobody)$/.test(wordOf(item)),
    )
  )
}
