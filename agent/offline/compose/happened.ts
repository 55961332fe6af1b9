/** Which periods are of what has happened, though the rows have plans as well. Pure. */
import type { When } from '../when.ts'
import { roleOf, type Draft, type Item } from './draft.ts'
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
