/** What the answer is sorted by, and the days that words name. */
import type { Field } from '#db/catalogue/types.ts'
import {
  distance,
  figure,
  isLight,
  isOp,
  kind,
  near,
  opOf,
  roleOf,
  sumOf,
  take,
  wordOf,
  isState,
  type Draft,
  type Item,
} from './draft.ts'
import { fieldOf, isAmount, isDay, pathTo, fieldBehind } from './reach.ts'

/** The field that an item names, with its path from the draft's object; to-many fields cannot be a key. */
export function fieldAt(
  draft: Draft,
  item: Item | undefined,
): { field: Field; path: string; object: string } | undefined {
  const { ref, reach: way } = item ?? {}
  if (!ref || !way || way.many || !('field' in ref)) return undefined
  const field = fieldBehind(draft.catalogue, ref)
  return field && { field, path: pathTo(way, field.key), object: ref.object }
}

/** "Won deals by month": what is told as done lies behind, whatever the day usually does. */
export const isTold = (draft: Draft): boolean => {
  const isAsked = draft.items.some((item) => /^did$/.test(wordOf(item)))
  return draft.items.some(
    (item) =>
      isState(item) &&
      item.ref?.object === draft.object.key &&
      (toldWord.test(wordOf(item)) ||
        isToldValue(item) ||
        toldPhrase.test(wordOf(item)) ||
        (isAsked && /^(win|lose|close|solve|finish|complete)$/.test(wordOf(item)))),
  )
}
/** "Slipped through our fingers": a finite verb tells of what happened. */
export const toldPhrase =
  /^(went|came|got|fell|ended|turned|slipped|broke|took|stole|snatched|beat|worked|panned|paid|pulled|lost|won|walked|let|reeled|flopped|bombed|fizzled|passed|crashed) /
/** "Landed", "bagged": whatever the word, the state is one of what is over. */
export const isToldValue = ({ ref }: Item): boolean =>
  ref?.is === 'value'
    ? !ref.observed && toldWord.test(ref.value)
    : ref?.is === 'adjective' &&
      'field' in ref.where &&
      typeof ref.where.value === 'string' &&
      toldWord.test(ref.where.value)
export const toldWord = /^(won|lost|closed|solved|done|completed|cancelled|finished)$/

/** "New customers per quarter": the day that the state is judged by, whenever it was. */
export function stateDay(draft: Draft): { item: Item; path: string } | undefined {
  for (const item of draft.items) {
    const { ref, reach: way } = item
    if (ref?.is !== 'adjective' || !way || way.steps > 0 || !('field' in ref.where)) continue
    const { field, op } = ref.where
    if (/^(during|not_null)$/.test(op) && isDay(fieldOf(draft.object, field))) return { item, path: field }
  }
  return undefined
}

/** The nearest item that names a day something happens on. */
export function nearestDay(
  draft: Draft,
  n: number,
): { item: Item; path: string; field: Field; object: string } | undefined {
  let best: { item: Item; path: string; field: Field; object: string; price: number } | undefined
  for (const item of draft.items) {
    if (roleOf(item) !== 'verb' && roleOf(item) !== 'field') continue
    const found = fieldAt(draft, item)
    if (!found || !isDay(found.field)) continue
    const price = distance(draft, n, item.n) + (item.n > n ? 0.3 : 0) + (item.reach?.steps ?? 0) * 1.5
    if (price > 4 && (item.reach?.steps ?? 0) > 0) continue
    if (!best || price < best.price)
      best = { item, path: found.path, field: found.field, object: found.object, price }
  }
  return best
}

/** Amounts from the top, days and day counts from the nearest, words from A. */
export const startDir = (field: Field): 'asc' | 'desc' =>
  isAmount(field) && !(field.unit === 'days' && field.better === undefined)
    ? 'desc'
    : field.type === 'boolean'
      ? 'desc'
      : 'asc'

const namesField = (item: Item | undefined): boolean => roleOf(item) === 'field' || roleOf(item) === 'verb'

/** "Segments ranked by ARR", "rank regions by average health": the key that opens the request is what is ranked. */
function rankedSubject(draft: Draft, order: Item): { path: string; n: number } | undefined {
  if (draft.groups.length || !/rank|order|sort|arrange/.test(wordOf(order))) return undefined
  const subject = draft.items.find(
    (item) => kind(item) !== 'inert' && !isOp(item, 'show', 'ask', 'all') && item.n !== order.n,
  )
  const found =
    subject && roleOf(subject) === 'field' && !draft.used.has(subject.n) ? fieldAt(draft, subject) : undefined
  const tells = found && /^(enum|text|person)$/.test(found.field.type) && found.field.key !== 'id'
  return subject && tells && /s$/.test(wordOf(subject)) && Math.abs(subject.n - order.n) <= 2
    ? { path: found.path, n: subject.n }
    : undefined
}

/** "Rank our industries by NPS": what stands behind "by". */
function figureBehind(draft: Draft, from: number): Item | undefined {
  const by = draft.items.find(
    (item) => item.n > from && isOp(item, 'group') && /^(by|on|according to)$/.test(wordOf(item)),
  )
  return (
    by &&
    near(draft, by.n, 1, (item) => isLight(item) || roleOf(item) === 'adjective' || roleOf(item) === 'value')
  )
}

/** "By how hard usage fell": the amount that a word for a state is judged by, from the end that it tells of. */
export function judgedBy(
  draft: Draft,
  item: Item | undefined,
): { path: string; dir: 'asc' | 'desc' } | undefined {
  if (item?.ref?.is !== 'adjective' || !item.reach || item.reach.many || !('field' in item.ref.where))
    return undefined
  const object = draft.catalogue.objects.get(item.ref.object)
  const flag = fieldOf(object, item.ref.where.field)
  const judge = flag?.type === 'boolean' ? fieldOf(object, flag.evidence?.[0] ?? '') : undefined
  if (!judge || !isAmount(judge) || judge.better === undefined) return undefined
  const isBad = item.ref.where.value === true
  return { path: pathTo(item.reach, judge.key), dir: isBad === (judge.better === 'high') ? 'asc' : 'desc' }
}

/** "Our ten fattest, largest first": the end that the rank said already. */
export function takeDirections(draft: Draft): void {
  const dir = draft.orders.at(-1)?.dir
  for (const item of draft.items)
    if (!draft.used.has(item.n) && dir !== undefined && opOf(item, 'direction')?.value === dir)
      take(draft, item.n)
}

/** Which end of the calendar or the alphabet comes first. */
const ofDays = /latest|newest|oldest|earliest|recent|soonest|nearest|furthest|a to z|z to a|alphabetic/

/** "sort by ARR", "ranked by win rate". */
export function bindOrders(draft: Draft): void {
  for (const item of draft.items) {
    if (!isOp(item, 'order') || draft.used.has(item.n)) continue
    const isBefore = (other: Item): boolean =>
      isLight(other) || isOp(other, 'group') || (isOp(other, 'count') && draft.used.has(other.n))
    const next = near(draft, item.n, 1, isBefore)
    const found = namesField(next) ? fieldAt(draft, next) : undefined
    const judge = judgedBy(draft, next)
    const subject = rankedSubject(draft, item)
    const named = subject && next?.n === subject.n ? figureBehind(draft, subject.n) : next
    const amount = named && namesField(named) ? fieldAt(draft, named) : undefined
    const isFigured = amount !== undefined && isAmount(amount.field)
    if (subject && (draft.counting || draft.measures.length || isFigured)) {
      draft.groups.push(subject.path)
      const already = draft.orders.findIndex(({ by }) => by === amount?.path)
      if (isFigured && named && (already >= 0 || !draft.used.has(named.n))) {
        if (already >= 0) draft.orders.splice(already, 1)
        figure(draft, sumOf(amount.field, amount.path), named.n)
      }
      take(draft, item.n, subject.n)
      draft.rankedGroups = item
      for (const by of draft.items)
        if (isOp(by, 'group') && (by.n === item.n + 1 || by.n + 1 === named?.n)) take(draft, by.n)
    } else if (
      next &&
      draft.groups.length > 0 &&
      draft.measures.some((each) => draft.saidAt.get(each)?.includes(next.n))
    ) {
      // "Sellers ranked by win rate": the figure was read where it stands.
      draft.rankedGroups = item
      take(draft, item.n)
    } else if (
      next &&
      judge &&
      !draft.used.has(next.n) &&
      /^(rank|sort|order|line|go|arrange).* (on|by)/.test(wordOf(item))
    ) {
      draft.orders.push({ by: judge.path, dir: judge.dir })
      take(draft, item.n, next.n)
    } else if (next && found && !draft.used.has(next.n)) {
      draft.orders.push({ by: found.path, dir: startDir(found.field) })
      take(draft, item.n, next.n)
      for (const by of draft.items) if (isOp(by, 'group') && by.n > item.n && by.n < next.n) take(draft, by.n)
    }
  }
  // "Order open deals by amount": what they are ordered by was read where it stands.
  for (const item of draft.items)
    if (
      isOp(item, 'order') &&
      draft.orders.length > 0 &&
      draft.items.some((by) => by.n > item.n && isOp(by, 'group') && draft.used.has(by.n))
    )
      take(draft, item.n)
}

/** "The most negative mood in their last calls, worst first": the order is that of the rank. */
const isRankedBefore = ({ items, used }: Draft, { n }: Item): boolean =>
  items.some(
    (item) => item.n < n && !used.has(item.n) && (isOp(item, 'rank') || item.ref?.is === 'superlative'),
  )

/** "Highest first": an order that was read, the groups, or the amount right before it. */
export function bindDirections(draft: Draft): void {
  for (const item of draft.items) {
    const direction = opOf(item, 'direction')
    if (!direction || draft.used.has(item.n)) continue
    const last = draft.orders.at(-1)
    if (last) last.dir = direction.value === 'asc' ? 'asc' : 'desc'
    else if (draft.rankedGroups)
      draft.orders.push({ by: 'count', dir: direction.value === 'asc' ? 'asc' : 'desc' })
    else {
      const before = near(draft, item.n, -1)
      const found = namesField(before) ? fieldAt(draft, before) : undefined
      const dir = direction.value === 'asc' ? 'asc' : 'desc'
      // "Losses by reason with their ARR, biggest first": groups stand in the order of their figure.
      if (draft.groups.length > 0 && !ofDays.test(wordOf(item))) {
        if (
          before &&
          found &&
          isAmount(found.field) &&
          !found.path.includes('.') &&
          !draft.used.has(before.n)
        )
          figure(draft, sumOf(found.field, found.path), before.n)
        draft.rankedGroups = item
        draft.orders.push({ by: 'count', dir })
      } else if (before && found && !isRankedBefore(draft, before)) {
        draft.orders.push({ by: found.path, dir })
        take(draft, before.n)
      } else continue
    }
    take(draft, item.n)
    for (const op of draft.items) if (isOp(op, 'order')) take(draft, op.n)
  }
}
