/** What the answer is cut and sorted by: groups, buckets of time, order, ranks with their limits. */
import type { Field } from '#db/catalogue/types.ts'
import type { CalendarUnit } from '#db/query/query.ts'
import { isOp, kind, near, objectOf, opOf, roleOf, take, wordOf, type Draft, type Item, isLight, distance } from './draft.ts'
import { fieldOf, isAmount, isDay, mainEvent, pathTo, tenseOf } from './reach.ts'
import { isSingular, nounObject } from './resolve.ts'

/** The field that an item names, with its path from the draft's object; to-many fields cannot be a key. */
export function fieldAt(draft: Draft, item: Item | undefined): { field: Field; path: string; object: string } | undefined {
  const { ref, reach: way } = item ?? {}
  if (!ref || !way || way.many || !('field' in ref)) return undefined
  const field = fieldOf(draft.catalogue.objects.get(ref.object), ref.field)
  return field && { field, path: pathTo(way, field.key), object: ref.object }
}

const bucketWord = /^(day|week|month|quarter|year)$/

/** "by csm", "per region and segment", "each month". */
export function bindGroups(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item.span
    if (meaning.kind === 'bucket') bindBucket(draft, item, meaning.unit)
    else if (isOp(item, 'group') && !draft.used.has(item.n)) bindKeys(draft, item)
  }
}

function bindBucket(draft: Draft, item: Item, unit: CalendarUnit): void {
  const event = nearestDay(draft, item.n)
  const main = mainEvent(draft.object)
  const path = event?.path ?? main?.key
  if (!path) return
  draft.groups.push({ field: path, by: unit })
  take(draft, item.n, event?.item.n)
}

/** The nearest item that names a day something happens on. */
export function nearestDay(draft: Draft, n: number): { item: Item; path: string; field: Field; object: string } | undefined {
  let best: { item: Item; path: string; field: Field; object: string; price: number } | undefined
  for (const item of draft.items) {
    if (roleOf(item) !== 'verb' && roleOf(item) !== 'field') continue
    const found = fieldAt(draft, item)
    if (!found || !isDay(found.field)) continue
    const price = distance(draft, n, item.n) + (item.n > n ? 0.3 : 0)
    if (!best || price < best.price) best = { item, path: found.path, field: found.field, object: found.object, price }
  }
  return best
}

/** A number by which people mean its band: "by health" beside a count. */
function bandOf(draft: Draft, field: Field): Field | undefined {
  return draft.object.fields.find((other) => other.type === 'enum' && other.key.startsWith(`${field.key}_`))
}

type Key = { items: number[]; path: string; by?: CalendarUnit } | { items: number[]; order: string; field: Field }

function keyAt(draft: Draft, item: Item | undefined): Key | undefined {
  if (!item) return undefined
  const role = roleOf(item)
  const found = fieldAt(draft, item)
  if (found && (role === 'field' || role === 'verb')) {
    const after = draft.items[item.n + 1]
    if (isDay(found.field)) {
      const unit = after && bucketWord.test(wordOf(after)) ? (wordOf(after) as CalendarUnit) : undefined
      if (unit && after) return { items: [item.n, after.n], path: found.path, by: unit }
      return { items: [item.n], order: found.path, field: found.field }
    }
    if (isAmount(found.field)) {
      const band = draft.counting ? bandOf(draft, found.field) : undefined
      return band ? { items: [item.n], path: band.key } : { items: [item.n], order: found.path, field: found.field }
    }
    return { items: [item.n], path: found.path }
  }
  const { ref, reach: way } = item
  if ((ref?.is === 'object' || ref?.is === 'relation') && way && !way.many && way.up.length) {
    const target = objectOf(draft, nounObject(ref) ?? '')
    return { items: [item.n], path: pathTo(way, target.title) }
  }
  if (bucketWord.test(wordOf(item))) {
    const event = nearestDay(draft, item.n)
    const path = event?.path ?? mainEvent(draft.object)?.key
    if (path) return { items: [item.n, ...(event ? [event.item.n] : [])], path, by: wordOf(item) as CalendarUnit }
  }
  return undefined
}

function bindKeys(draft: Draft, op: Item): void {
  let at: Item | undefined = near(draft, op.n, 1, (item) => kind(item) === 'inert' || isOp(item, 'all'))
  let first = true
  while (at) {
    if (draft.used.has(at.n)) return
    const key = keyAt(draft, at)
    if (!key) {
      if (first && roleOf(at) === 'object' && nounObject(at.ref) === draft.object.key) take(draft, op.n, at.n)
      return
    }
    if ('order' in key) {
      if (!first) return
      draft.orders.push({ by: key.order, dir: startDir(key.field) })
      draft.items.forEach((item) => {
        if (isOp(item, 'rank') && near(draft, op.n, -1)?.n === item.n) take(draft, item.n)
      })
    } else draft.groups.push(key.by ? { field: key.path, by: key.by } : key.path)
    take(draft, op.n, ...key.items)
    first = false
    const last = Math.max(...key.items)
    const joint = draft.items[last + 1]
    at = joint && (isOp(joint, 'and') || /^(by|then|per)$/.test(wordOf(joint))) ? near(draft, joint.n, 1, (item) => kind(item) === 'inert' || isOp(item, 'group', 'and')) : undefined
  }
}

/** Amounts from the top, days and day counts from the nearest, words from A. */
export const startDir = (field: Field): 'asc' | 'desc' =>
  isAmount(field) && !(field.unit === 'days' && field.better === undefined) ? 'desc' : field.type === 'boolean' ? 'desc' : 'asc'

/** "sort by ARR", "highest first". */
export function bindOrders(draft: Draft): void {
  for (const item of draft.items) {
    if (!isOp(item, 'order') || draft.used.has(item.n)) continue
    const next = near(draft, item.n, 1, (other) => isLight(other) || isOp(other, 'group'))
    const found = fieldAt(draft, next)
    if (next && found && !draft.used.has(next.n)) {
      draft.orders.push({ by: found.path, dir: startDir(found.field) })
      take(draft, item.n, next.n)
      for (const by of draft.items) if (isOp(by, 'group') && by.n > item.n && by.n < next.n) take(draft, by.n)
    }
  }
  for (const item of draft.items) {
    const direction = opOf(item, 'direction')
    if (!direction || draft.used.has(item.n)) continue
    const last = draft.orders.at(-1)
    if (last) last.dir = direction.value === 'asc' ? 'asc' : 'desc'
    else {
      const before = near(draft, item.n, -1)
      const found = fieldAt(draft, before)
      if (!before || !found) continue
      draft.orders.push({ by: found.path, dir: direction.value === 'asc' ? 'asc' : 'desc' })
      take(draft, before.n)
    }
    take(draft, item.n)
    for (const op of draft.items) if (isOp(op, 'order')) take(draft, op.n)
  }
}

/** "top 5 by ARR", "three biggest", "the worst usage change", "next 10 renewals". */
export function bindRanks(draft: Draft): void {
  const by = draft.orders.at(-1)
  const ranks = draft.items.filter((item) => (isOp(item, 'rank') || item.ref?.is === 'superlative') && !draft.used.has(item.n))
  let order: { by: string; dir: 'asc' | 'desc'; firm: boolean } | undefined
  for (const item of ranks) {
    const generic = item.span.meaning.kind === 'op'
    const rank = generic ? genericRank(draft, item, by !== undefined) : ownRank(item)
    const count = limitBeside(draft, item)
    if (!rank && count === undefined) continue
    // "First" and "last" rank only with a number or over what happened; else they are everyday words.
    if (rank && generic && rank.soft && count === undefined) continue
    take(draft, item.n, ...(rank?.items ?? []))
    if (count) {
      draft.limit = count.value
      take(draft, count.n)
    }
    if (rank && (!order || (!order.firm && rank.firm))) order = { by: rank.by, dir: rank.dir, firm: rank.firm }
    if (rank?.ahead) draft.atoms.push(ahead(draft, rank.by, item.n))
  }
  if (by && order && !order.firm) by.dir = dirOf(draft, typeof by.by === 'string' ? by.by : by.by.field, ranks[0])
  else if (order && !by) {
    draft.orders.push({ by: order.by, dir: order.dir })
    if (!order.firm) draft.softOrder = true
  }
  if (order && draft.limit === undefined) impliedLimit(draft, ranks)
}

const ahead = (draft: Draft, path: string, n: number) => ({
  kind: 'period' as const,
  object: draft.object.key,
  reach: { up: [], steps: 0 },
  condition: { field: path, op: 'gte' as const, value: { today: 0 } },
  field: path,
  from: n,
  to: n,
  items: [n],
  negated: false,
})

type Rank = { by: string; dir: 'asc' | 'desc'; items: number[]; firm: boolean; ahead?: boolean; soft?: boolean }

function ownRank(item: Item): Rank | undefined {
  if (item.ref?.is !== 'superlative' || !item.reach || item.reach.many) return undefined
  return { by: pathTo(item.reach, item.ref.field), dir: item.ref.end === 'high' ? 'desc' : 'asc', items: [], firm: true }
}

function dirOf(draft: Draft, path: string, rank: Item | undefined): 'asc' | 'desc' {
  const field = fieldOf(draft.object, path)
  const value = opOf(rank, 'rank')?.value
  if (value === 'low') return 'asc'
  if (value === 'worst') return field?.better === 'low' ? 'desc' : 'asc'
  if (value === 'best') return field?.better === 'low' ? 'asc' : 'desc'
  if (value === 'first') return 'asc'
  return 'desc'
}

function genericRank(draft: Draft, item: Item, ordered: boolean): Rank | undefined {
  const value = opOf(item, 'rank')?.value ?? ''
  const field = rankedField(draft, item)
  if (/^(longest|shortest)$/.test(wordOf(item)) && (!field || isDay(field.field))) {
    const event = nearestDay(draft, item.n)
    const denied = event && draft.items.find((other) => isOp(other, 'not', 'absent') && other.n < item.n && distance(draft, other.n, event.item.n) <= 1)
    // The longest time ago is the earliest day.
    if (event && tenseOf(objectOf(draft, event.object), event.field) === 'past')
      return { by: event.path, dir: value === 'high' ? 'asc' : 'desc', items: [event.item.n, ...(denied ? [denied.n] : [])], firm: true }
  }
  if (value === 'first' || value === 'last') {
    const event = field && isDay(field.field) ? { path: field.path, field: field.field, items: field.items } : undefined
    const main = mainEvent(draft.object)
    const chosen = event ?? (main && { path: main.key, field: main, items: [] })
    if (!chosen) return undefined
    const next = /next|soonest|upcoming|nearest/.test(wordOf(item))
    const future = tenseOf(draft.object, chosen.field) !== 'past'
    return { by: chosen.path, dir: value === 'first' ? 'asc' : 'desc', items: chosen.items, firm: true, soft: true, ...(next && future && { ahead: true }) }
  }
  if (field && !isDay(field.field)) return { by: field.path, dir: dirOf(draft, field.path, item), items: field.items, firm: true }
  const money = draft.object.fields.find((each) => each.implicitFor === 'money')
  if (ordered && money) return { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
  return money && { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
}

/** The amount that a rank speaks of: beside it on the right, past the noun, or else on the left. */
function rankedField(draft: Draft, rank: Item): { path: string; field: Field; items: number[] } | undefined {
  const usable = (item: Item | undefined) => {
    if (!item || draft.used.has(item.n)) return undefined
    if (roleOf(item) !== 'field' && roleOf(item) !== 'verb') return undefined
    const found = fieldAt(draft, item)
    return found && (isAmount(found.field) || isDay(found.field)) ? { path: found.path, field: found.field, items: [item.n] } : undefined
  }
  const passing = (item: Item): boolean =>
    isLight(item) || kind(item) === 'number' || roleOf(item) === 'object' || roleOf(item) === 'value' || roleOf(item) === 'adjective'
  const right = near(draft, rank.n, 1)
  return usable(right) ?? usable(near(draft, rank.n, -1)) ?? usable(near(draft, rank.n, 1, passing)) ?? usable(near(draft, rank.n, -1, passing))
}

/** A small whole number beside the rank, or before the noun of the rows. */
function limitBeside(draft: Draft, rank: Item): { value: number; n: number } | undefined {
  const asLimit = (item: Item | undefined): { value: number; n: number } | undefined => {
    if (!item || item.span.meaning.kind !== 'number' || draft.used.has(item.n)) return undefined
    const { number } = item.span.meaning
    const plain = !number.percent && !number.currency && !number.plus && Number.isInteger(number.value) && number.value > 0 && number.value <= 1000
    return plain && !number.ordinal ? { value: number.value, n: item.n } : undefined
  }
  const before = near(draft, rank.n, -1)
  const after = near(draft, rank.n, 1)
  const direct = asLimit(after) ?? (before && !isOp(near(draft, before.n, -1), 'compare') ? asLimit(before) : undefined)
  if (direct) return direct
  for (const item of draft.items) {
    const limit = asLimit(item)
    if (!limit || isOp(near(draft, item.n, -1), 'compare', 'between') || isOp(draft.items[item.n + 1], 'compareAfter')) continue
    const next = draft.items[item.n + 1]
    const noun = near(draft, item.n, 1)
    if (nounObject(noun?.ref) === draft.object.key || (next && wordOf(next) === 'of') || !noun) return limit
  }
  return undefined
}

/** "Which account has the most …": one row. */
function impliedLimit(draft: Draft, ranks: Item[]): void {
  const head = draft.items.find((item) => nounObject(item.ref) === draft.object.key && (roleOf(item) === 'object' || roleOf(item) === 'relation'))
  if (head && isSingular(draft, head) && ranks.length) draft.limit = 1
}

