/** Ranks and their limits: "top 5 by ARR", "three biggest", "the worst usage change", "next 10 renewals", "which region has the most". */
import type { Field } from '#db/catalogue/types.ts'
import {
  distance,
  isLight,
  isOp,
  kind,
  near,
  objectOf,
  opOf,
  roleOf,
  take,
  wordOf,
  type Atom,
  type Draft,
  type Item,
} from './draft.ts'
import { targetAt } from './amount.ts'
import { fieldAt, nearestDay } from './order.ts'
import { fieldOf, isAmount, isDay, mainEvent, pathTo, tenseOf } from './reach.ts'
import { nounObject } from './nouns.ts'
import { isSingular } from './resolve.ts'

/** "At least", "at most" are bounds. */
export const isBound = (draft: Draft, item: Item): boolean =>
  /^(least|most)$/.test(wordOf(item)) && wordOf(draft.items[item.n - 1] ?? item) === 'at'

/** "top 5 by ARR", "three biggest", "the worst usage change", "next 10 renewals". */
export function bindRanks(draft: Draft): void {
  const by = draft.orders.at(-1)
  const ranks = draft.items.filter(
    (item) =>
      (isOp(item, 'rank') || item.ref?.is === 'superlative') &&
      !draft.used.has(item.n) &&
      !isBound(draft, item) &&
      !isWithin(draft, item),
  )
  let order: { by: string; dir: 'asc' | 'desc'; firm: boolean } | undefined
  for (const item of ranks) {
    const generic = item.span.meaning.kind === 'op'
    const rank = generic ? genericRank(draft, item, by !== undefined) : ownRank(item)
    const count = limitBeside(draft, item)
    if (!rank && (!generic || count === undefined)) continue
    if (!rank) draft.cost += 0.5
    // "First" and "last" rank only with a number or over what happened; else they are everyday words.
    if (rank && generic && rank.soft && count === undefined) continue
    take(draft, item.n, ...(rank?.items ?? []))
    if (count) {
      draft.limit = count.value
      take(draft, count.n)
    }
    if (rank && (!order || (!order.firm && rank.firm)))
      order = { by: rank.by, dir: rank.dir, firm: rank.firm }
    if (rank?.ahead) draft.atoms.push(ahead(draft, rank.by, item.n))
  }
  if (by && order && !order.firm)
    by.dir = dirOf(draft, typeof by.by === 'string' ? by.by : by.by.field, ranks[0])
  else if (order && !by) {
    draft.orders.push({ by: order.by, dir: order.dir })
    if (order.by.includes('.')) draft.cost += 0.8
    if (!order.firm) draft.softOrder = opOf(ranks[0], 'rank')?.value ?? 'high'
  }
  if (order && draft.limit === undefined) impliedLimit(draft, ranks)
}

const ahead = (draft: Draft, path: string, n: number): Atom => ({
  kind: 'period',
  object: draft.object.key,
  reach: { up: [], steps: 0 },
  condition: { field: path, op: 'gte', value: { today: 0 } },
  field: path,
  from: n,
  to: n,
  items: [n],
  negated: false,
})

/** "Biggest account per CSM": a rank inside each group, which no order of groups gives. */
const isWithin = (draft: Draft, item: Item): boolean =>
  draft.groups.length > 0 &&
  (nounObject(draft.items[item.n + 1]?.ref) !== undefined ||
    (!draft.groupRank &&
      !draft.counting &&
      !draft.measures.length &&
      draft.items.some((other) => other.n < item.n && nounObject(other.ref) === draft.object.key)))

type Rank = {
  by: string
  dir: 'asc' | 'desc'
  items: number[]
  firm: boolean
  ahead?: boolean
  soft?: boolean
}

export function ownRank(item: Item): Rank | undefined {
  if (item.ref?.is !== 'superlative' || !item.reach || item.reach.many) return undefined
  return {
    by: pathTo(item.reach, item.ref.field),
    dir: item.ref.end === 'high' ? 'desc' : 'asc',
    items: [],
    firm: true,
  }
}

function dirOf(draft: Draft, path: string, rank: Item | undefined): 'asc' | 'desc' {
  return rankDir(fieldOf(draft.object, path), opOf(rank, 'rank')?.value)
}

/** The end of a field that a rank's word means. */
export function rankDir(field: Field | undefined, value: string | undefined): 'asc' | 'desc' {
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
    const denied =
      event &&
      draft.items.find(
        (other) =>
          isOp(other, 'not', 'absent') && other.n < item.n && distance(draft, other.n, event.item.n) <= 1,
      )
    // The longest time ago is the earliest day.
    if (event && tenseOf(objectOf(draft, event.object), event.field) === 'past')
      return {
        by: event.path,
        dir: value === 'high' ? 'asc' : 'desc',
        items: [event.item.n, ...(denied ? [denied.n] : [])],
        firm: true,
      }
  }
  if (value === 'first' || value === 'last') {
    const event =
      field && isDay(field.field) ? { path: field.path, field: field.field, items: field.items } : undefined
    const main = value === 'last' && isGone(draft) ? undefined : mainEvent(draft.object)
    const chosen = event ?? (main && { path: main.key, field: main, items: [] })
    if (!chosen) return undefined
    const next = /next|soonest|upcoming|nearest/.test(wordOf(item))
    const future = tenseOf(draft.object, chosen.field) !== 'past'
    return {
      by: chosen.path,
      dir: value === 'first' ? 'asc' : 'desc',
      items: chosen.items,
      firm: true,
      soft: true,
      ...(next && future && { ahead: true }),
    }
  }
  if (field && !isDay(field.field))
    return { by: field.path, dir: dirOf(draft, field.path, item), items: field.items, firm: true }
  const money = draft.object.fields.find((each) => each.implicitFor === 'money')
  // "The most contacts": how many there are of others is no amount of these rows.
  const ranked = near(
    draft,
    item.n,
    1,
    (other) => isLight(other) || /^(value|adjective)$/.test(roleOf(other) ?? ''),
  )
  if (ranked?.reach?.many && nounObject(ranked.ref) !== undefined) return undefined
  if (/(most|least|fewest)$/.test(wordOf(item)) && roleOf(ranked) === 'verb' && !isOfRows(draft, ranked))
    return undefined
  if (ordered && money) return { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
  return money && { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
}

/** Of rows that are over the plan is no measure of which came last: "the last 5 churned accounts". */
export const isGone = (draft: Draft): boolean =>
  draft.items.some(
    ({ ref }) =>
      (ref?.is === 'value' || ref?.is === 'verb') &&
      draft.object.usually.some(({ liftedBy }) =>
        liftedBy.some(
          ({ field, values }) => field === ref.field && (ref.is === 'verb' || values?.includes(ref.value)),
        ),
      ),
  )

/** "The longest silent": the amount by which an adjective is judged. */
function graded(draft: Draft, item: Item): { path: string; field: Field; items: number[] } | undefined {
  if (!/^(longest|shortest|most|least)$/.test(wordOf(draft.items[item.n - 1] ?? item))) return undefined
  const target = targetAt(draft, item)
  return target && !target.path.many && isAmount(target.field)
    ? { path: pathTo(target.path, target.field.key), field: target.field, items: [item.n] }
    : undefined
}

/** The amount that a rank speaks of: beside it on the right, past the noun, or else on the left. */
function rankedField(draft: Draft, rank: Item): { path: string; field: Field; items: number[] } | undefined {
  const usable = (item: Item | undefined) => {
    if (!item || draft.used.has(item.n)) return undefined
    if (roleOf(item) === 'adjective') return graded(draft, item)
    if (roleOf(item) !== 'field' && roleOf(item) !== 'verb') return undefined
    const found = fieldAt(draft, item)
    return found && (isAmount(found.field) || isDay(found.field))
      ? { path: found.path, field: found.field, items: [item.n] }
      : undefined
  }
  const passing = (item: Item): boolean =>
    isLight(item) ||
    kind(item) === 'number' ||
    roleOf(item) === 'object' ||
    roleOf(item) === 'value' ||
    roleOf(item) === 'adjective' ||
    /^(on|in|by|for|with|of)$/.test(wordOf(item))
  const right = near(draft, rank.n, 1)
  return (
    usable(right) ??
    usable(near(draft, rank.n, -1)) ??
    usable(near(draft, rank.n, 1, passing)) ??
    usable(near(draft, rank.n, -1, passing))
  )
}

export function limitAt(item: Item | undefined): { value: number; n: number } | undefined {
  if (item?.span.meaning.kind !== 'number') return undefined
  const { number } = item.span.meaning
  const plain =
    !number.percent &&
    !number.currency &&
    !number.plus &&
    Number.isInteger(number.value) &&
    number.value > 0 &&
    number.value <= 1000
  return plain && !number.ordinal ? { value: number.value, n: item.n } : undefined
}

/** A small whole number beside the rank, or before the noun of the rows. */
export function limitBeside(draft: Draft, rank: Item): { value: number; n: number } | undefined {
  const asLimit = (item: Item | undefined) => (item && draft.used.has(item.n) ? undefined : limitAt(item))
  const before = near(draft, rank.n, -1)
  const after = near(draft, rank.n, 1)
  const direct =
    asLimit(after) ?? (before && !isOp(near(draft, before.n, -1), 'compare') ? asLimit(before) : undefined)
  if (direct) return direct
  for (const item of draft.items) {
    const limit = asLimit(item)
    if (
      !limit ||
      isOp(near(draft, item.n, -1), 'compare', 'between') ||
      isOp(draft.items[item.n + 1], 'compareAfter')
    )
      continue
    const next = draft.items[item.n + 1]
    const noun = near(draft, item.n, 1)
    if (isOfRows(draft, noun) || (next && wordOf(next) === 'of') || !noun) return limit
  }
  return undefined
}

/** A noun of the rows, or of what happens to them: "ten renewals". */
const isOfRows = (draft: Draft, noun: Item | undefined): boolean =>
  nounObject(noun?.ref) === draft.object.key ||
  (noun?.ref !== undefined &&
    'field' in noun.ref &&
    noun.ref.object === draft.object.key &&
    noun.ref.field === mainEvent(draft.object)?.key &&
    /s$/i.test(noun.span.text))

/** "Which account has the most …", "which of my accounts has …": one row. */
function impliedLimit(draft: Draft, ranks: Item[]): void {
  const of = draft.items.find((item) => /^which( one)? of$/.test(wordOf(item)))
  if (of && draft.items.some((item) => item.n > of.n && /^(has|is|was)$/.test(wordOf(item)))) draft.limit = 1
  const who = draft.items.find((item) => opOf(item, 'ask')?.value === 'who')
  if (
    who &&
    isOp(
      near(draft, who.n, 1, () => false),
      'has',
      'own',
    )
  )
    draft.limit = 1
  const head = draft.items.find(
    (item) =>
      nounObject(item.ref) === draft.object.key && (roleOf(item) === 'object' || roleOf(item) === 'relation'),
  )
  if (head && isSingular(draft, head) && ranks.length) draft.limit = 1
  // "The highest ARR in EMEA": one amount, and no rows were named.
  const [rank] = ranks
  const amount = rank && near(draft, rank.n, 1)
  const isNamed = draft.items.some(
    (item) => nounObject(item.ref) === draft.object.key || kind(item) === 'time',
  )
  if (!head && !isNamed && roleOf(amount) === 'field' && !/s$/i.test(wordOf(amount ?? rank))) draft.limit = 1
}
