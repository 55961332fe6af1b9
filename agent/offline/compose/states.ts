/** States that a day brings, how long they have lasted, and what is still to be done: "last quarter's leavers", "customers of more than 5 years". Pure. */
import type { Field, ObjectType } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { lemmaOf } from '../inflect.ts'
import { isOp, kind, near, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'
import { fieldOf, here, isDay, mainEvent, tenseOf } from './reach.ts'
import type { Event } from './when.ts'

/** "Champions gone since April": of rows that are named, the opposite of what is usual, and not what is. */
const isOpposite = (said: Condition, usual: Condition): boolean =>
  'field' in said &&
  'field' in usual &&
  said.field === usual.field &&
  said.op === usual.op &&
  said.value !== usual.value

/** "Last quarter's leavers": rows in a state that a day brings are dated by that day. */
export function stateEvent(draft: Draft, item: Item): Omit<Event, 'price' | 'reach'> | undefined {
  const { ref, reach } = item
  const said =
    ref?.is === 'value'
      ? ref
      : (ref?.is === 'object' || ref?.is === 'adjective') && ref.where && 'field' in ref.where
        ? ref.where
        : undefined
  if (!said || reach?.steps !== 0) return undefined
  const lifted = draft.object.usually.find(({ where, liftedBy }) =>
    liftedBy.some(
      ({ field, values }) =>
        field === said.field &&
        (values?.some((value) => value === said.value) ??
          (ref?.is === 'value' ||
            (ref?.is === 'adjective' && draft.head !== undefined && isOpposite(ref.where, where)))),
    ),
  )
  const days = (lifted?.liftedBy ?? []).flatMap(({ field, values }) =>
    values ? [] : (fieldOf(draft.object, field) ?? []),
  )
  const brought = ref?.is === 'value' ? dayOfVerb(draft, item) : undefined
  const field = days.find((each) => isDay(each)) ?? brought
  const items = field !== undefined && (field === brought || ref?.is === 'adjective') ? [item.n] : []
  return field && { field, object: draft.object.key, tense: 'past', own: true, items }
}

const inRoots = (phrase: string): string => {
  const [first = '', ...rest] = phrase.split(' ')
  return [lemmaOf(first), ...rest].join(' ')
}

/** "Closed since July": the word for the state is that of the day which brought it, too. */
const dayOfVerb = ({ object }: Draft, item: Item): Field | undefined => {
  const said = inRoots(wordOf(item))
  return object.fields.find(
    (field) =>
      field.event === 'past' &&
      isDay(field) &&
      field.phrases?.verbs?.some((verb) => inRoots(verb) === said) === true,
  )
}

/** The day on which what was planned is done; none of rows that are no plan, or whose not being done has no word. */
export const doneDay = (object: ObjectType): Field | undefined => {
  const main = mainEvent(object)
  return main && tenseOf(object, main) === 'future'
    ? object.fields.find(
        ({ key, event, phrases }) =>
          event === 'past' &&
          phrases?.adjectives?.some(
            ({ where }) => 'field' in where && where.field === key && where.op === 'is_null',
          ),
      )
    : undefined
}

/** What is planned for a day and still to come: not done, where that is known of it. */
export function toCome(object: ObjectType, field: string): Condition {
  const ahead: Condition = { field, op: 'gte', value: { today: 0 } }
  const done = field === mainEvent(object)?.key ? doneDay(object) : undefined
  return done ? { and: [{ field: done.key, op: 'is_null' }, ahead] } : ahead
}

/** "Customers of more than 5 years", "accounts older than a year": the day that they are customers since. */
export function tenureEvent(draft: Draft, time: Item): Event | undefined {
  if (time.span.meaning.kind !== 'time') return undefined
  const before = draft.items[time.n - 1]
  // "Customers since 2025".
  const isSince = /^since\b/i.test(time.span.text) && nounObject(before?.ref) === draft.object.key
  if (time.span.meaning.time.when.w !== 'duration' && !isSince) return undefined
  const by = near(draft, time.n, -1, (other) => isOp(other, 'compare', 'but') || kind(other) === 'inert')
  const between = draft.items.slice((by?.n ?? -1) + 1, time.n).map(wordOf)
  const isAged = between.some((word) => /^(older|younger|newer) than$/.test(word))
  const lasts = /^(of|for)\b/.test(wordOf(time)) || between.some((word) => /^(of|for)$/.test(word))
  // "Everything older than 60 days on my list": whatever rows they are.
  const isOfAny = isAged && (!by || isOp(by, 'all', 'those', 'it', 'ask', 'show'))
  if (!isOfAny && (!by || nounObject(by.ref) !== draft.object.key)) return undefined
  if (!isAged && !lasts && !isSince) return undefined
  const field = draft.object.fields.find(
    (each) =>
      isDay(each) &&
      (isAged
        ? each.phrases?.superlatives?.low?.includes('oldest')
        : by && each.phrases?.nouns?.includes(`${wordOf(by)} since`)),
  )
  return (
    field && {
      field,
      object: draft.object.key,
      reach: here,
      items: [],
      tense: 'past',
      price: 0,
      own: true,
    }
  )
}
