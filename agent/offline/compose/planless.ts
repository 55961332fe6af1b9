/** Periods that are of no day of the rows: of how they stand, of what took how long, of others. Pure. */
import type { Aggregate } from '#db/query/query.ts'
import type { When } from '../when.ts'
import { isOp, isState, near, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { fieldBehind, fieldOf } from './reach.ts'
import type { Event } from './when.ts'

/** Nobody spoke of the day that the period would be of, and the words around it are of something else. */
export function isPlanless(draft: Draft, item: Item, event: Event, when: When): boolean {
  // "Not live after six months": how long it has been since is no stretch ahead.
  if (when.w === 'duration' && wordOf(draft.items[item.n - 1]) === 'after') return true
  if (event.own) return false
  const isAhead = event.tense === 'future'
  return (
    isOfNoPlan(draft, event) ||
    isBehindRelated(draft, item) ||
    isAged(draft, item, isAhead) ||
    // "Usage down a quarter": a bare stretch of time.
    (when.w === 'duration' && isBare(draft, item)) ||
    // "Onboarding for 90 days" says how long, not what lies ahead.
    (isAhead && when.w === 'duration' && lasts(draft, item)) ||
    (isAhead && (ranksByTime(draft) || asksScore(draft)))
  )
}

/** "What will Alder trade at next year": a day to come of one named row is of no plan that nobody spoke of. */
const isOfNoPlan = (draft: Draft, { own, tense, object }: Event): boolean =>
  !own &&
  tense === 'future' &&
  object === draft.object.key &&
  draft.head === undefined &&
  !draft.follows &&
  !draft.seedEvent &&
  draft.measures.length + draft.groups.length + draft.orders.length === 0 &&
  draft.items.some(
    ({ span: { meaning } }) =>
      meaning.kind === 'name' &&
      meaning.rows.some((row) => row.object === draft.catalogue.objects.keys().next().value),
  )

/** "Was supposed to go live in October": the day of related rows that a state speaks of is not this one. */
const isBehindRelated = (draft: Draft, { n }: Item): boolean => {
  const before = near(draft, n, -1)
  return before?.ref?.is === 'adjective' && 'some' in before.ref.where
}

/** "In force today": what is so is so now. */
export const isNow = (draft: Draft, item: Item): boolean =>
  /^(today|as of today|as of now|right now)$/.test(wordOf(item)) && isState(near(draft, item.n, -1))

/** "Older than a month": no day to come makes rows old. */
const isAged = (draft: Draft, { n }: Item, isAhead: boolean): boolean => {
  const before = near(draft, n, -1)
  return (
    isOp(before, 'compare') &&
    (isAhead ? /^(older|younger|newer|longer|shorter) than$/ : /^(longer|shorter) than$/).test(wordOf(before))
  )
}

/** "Had to wait the longest for support this quarter": the rows stand in the order of how long something of theirs takes. */
const ranksByTime = ({ object, orders }: Draft): boolean =>
  orders.some(({ by }) => typeof by === 'string' && fieldOf(object, by)?.unit === 'hours')

/** "Average health by region this quarter": a score is asked for, as a figure or group by group. */
const asksScore = (draft: Draft): boolean =>
  draft.measures.some((each) => isScore(draft, each)) ||
  (draft.groups.length > 0 &&
    draft.items.some(
      ({ n, ref }) =>
        ref?.is === 'field' && !draft.used.has(n) && fieldBehind(draft.catalogue, ref)?.unit === 'score',
    ))

/** A figure that says how good something is, and adds up to nothing. */
const isScore = (draft: Draft, each: Aggregate): boolean =>
  'measure' in each
    ? each.during === undefined
    : each.field !== undefined &&
      each.to === undefined &&
      (each.field.includes('.') || fieldOf(draft.object, each.field)?.unit === 'score')

/** Nothing brings it in: no "in", no "next", no "more than". */
const isBare = (draft: Draft, item: Item): boolean => {
  const before = draft.items[item.n - 1]
  return (
    /^(a|an|one|two|three|\d+) \w+$/i.test(item.span.text) && /^(adjective|field)$/.test(roleOf(before) ?? '')
  )
}

export const lasts = (draft: Draft, item: Item): boolean =>
  /^(?:for|since)\b/i.test(item.span.text) ||
  draft.items.slice(Math.max(0, item.n - 3), item.n).some((other) => /^(?:for|since)$/i.test(other.span.text))
