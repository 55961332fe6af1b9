/** States that a day brings, and how long they have lasted: "last quarter's leavers", "customers of more than 5 years". */
import { isOp, kind, near, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'
import { fieldOf, isDay } from './reach.ts'
import type { Event } from './when.ts'

/** "Last quarter's leavers": rows in a state that a day brings are dated by that day. */
export function stateEvent(
  draft: Draft,
  { ref, reach }: Item,
): Omit<Event, 'price' | 'reach' | 'items'> | undefined {
  const said =
    ref?.is === 'value'
      ? ref
      : ref?.is === 'object' && ref.where && 'field' in ref.where
        ? ref.where
        : undefined
  if (!said || reach?.steps !== 0) return undefined
  const lifted = draft.object.usually.find(({ liftedBy }) =>
    liftedBy.some(
      ({ field, values }) => field === said.field && values?.some((value) => value === said.value),
    ),
  )
  const days = (lifted?.liftedBy ?? []).flatMap(({ field, values }) =>
    values ? [] : (fieldOf(draft.object, field) ?? []),
  )
  const field = days.find((each) => isDay(each))
  return field && { field, object: draft.object.key, tense: 'past', own: true }
}

/** "Customers of more than 5 years", "accounts older than a year": the day that they are customers since. */
export function tenureEvent(draft: Draft, time: Item): Event | undefined {
  if (time.span.meaning.kind !== 'time' || time.span.meaning.time.when.w !== 'duration') return undefined
  const by = near(draft, time.n, -1, (other) => isOp(other, 'compare') || kind(other) === 'inert')
  const between = by ? draft.items.slice(by.n + 1, time.n).map(wordOf) : []
  const isAged = between.some((word) => /^(older|younger|newer) than$/.test(word))
  const lasts = /^(of|for)\b/.test(wordOf(time)) || between.some((word) => /^(of|for)$/.test(word))
  if (!by || nounObject(by.ref) !== draft.object.key || (!isAged && !lasts)) return undefined
  const field = draft.object.fields.find(
    (each) =>
      isDay(each) &&
      (isAged
        ? each.phrases?.superlatives?.low?.includes('oldest')
        : each.phrases?.nouns?.includes(`${wordOf(by)} since`)),
  )
  return (
    field && {
      field,
      object: draft.object.key,
      reach: { up: [], steps: 0 },
      items: [],
      tense: 'past',
      price: 0,
      own: true,
    }
  )
}
