/** The field that a rank speaks of, and the end of it: said beside it, meant by its word alone, or the rows' money. */
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
  wordOf,
  isState,
  type Draft,
  type Item,
} from './draft.ts'
import { targetAt } from './amount.ts'
import { isOfRows } from './limit.ts'
import { fieldAt, nearestDay } from './order.ts'
import { fieldOf, isAmount, isDay, mainEvent, pathTo, tenseOf, fieldBehind } from './reach.ts'
import { impliedMoney } from './manner.ts'
import { nounObject } from './nouns.ts'

export type Rank = {
  by: string
  dir: 'asc' | 'desc'
  items: number[]
  firm: boolean
  ahead?: boolean
  soft?: boolean
}

export function dirOf(draft: Draft, path: string, rank: Item | undefined): 'asc' | 'desc' {
  return rankDir(fieldOf(draft.object, path), opOf(rank, 'rank')?.value)
}

/** A word for an end of something, not for a place in time. */
export const isEndOf = (item: Item): boolean =>
  item.ref?.is === 'superlative' || /^(high|low|best|worst)$/.test(opOf(item, 'rank')?.value ?? '')

/** The end of a field that a rank's word means. */
export function rankDir(field: Field | undefined, value: string | undefined): 'asc' | 'desc' {
  if (value === 'low') return 'asc'
  if (value === 'worst') return field?.better === 'low' ? 'desc' : 'asc'
  if (value === 'best') return field?.better === 'low' ? 'asc' : 'desc'
  if (value === 'first') return 'asc'
  return 'desc'
}

/** The noun that a rank stands before, past what describes it: "the most open deals". */
const rankedNoun = (draft: Draft, rank: Item): Item | undefined =>
  near(
    draft,
    rank.n,
    1,
    (other) =>
      isLight(other) ||
      kind(other) === 'number' ||
      isState(other) ||
      (other.ref?.is === 'field' && fieldBehind(draft.catalogue, other.ref)?.type === 'boolean'),
  )

/** "The oldest ticket" of accounts: the word ranks the related rows that it stands before. */
export function isOfRelated(draft: Draft, rank: Item): boolean {
  const ranked = rankedNoun(draft, rank)
  return ranked?.reach?.many !== undefined && nounObject(ranked.ref) !== undefined
}

/** "The oldest open ticket": what is counted is what the word is said of. */
export const isOfCounted = (draft: Draft, { n }: Item): boolean => {
  const ref = draft.items[n + 1]?.ref
  return ref?.is === 'field' && fieldBehind(draft.catalogue, ref)?.unit === 'items'
}

/** "Newest", "happiest": of these rows the word has a field of its own. */
function ownWord(draft: Draft, item: Item): Rank | undefined {
  if (isOfRelated(draft, item) || isOfCounted(draft, item)) return undefined
  for (const field of draft.object.fields)
    for (const [end, dir] of [['high', 'desc'] as const, ['low', 'asc'] as const])
      if (field.phrases?.superlatives?.[end]?.includes(wordOf(item)))
        return { by: field.key, dir, items: [], firm: true }
  return undefined
}

/** "The longest time ago", "neglected the longest": of a stretch of time, the earliest day. */
function longestRank(draft: Draft, item: Item, value: string): Rank | undefined {
  const dir = value === 'high' ? 'asc' : 'desc'
  const event = nearestDay(draft, item.n)
  const denied =
    event &&
    draft.items.find(
      (other) =>
        isOp(other, 'not', 'absent') && other.n < item.n && distance(draft, other.n, event.item.n) <= 1,
    )
  if (event && tenseOf(objectOf(draft, event.object), event.field) === 'past')
    return {
      by: event.path,
      dir,
      items: [event.item.n, ...(denied ? [denied.n] : [])],
      firm: true,
    }
  // "Unsolved the longest": how long a state has lasted is told by the day that the rows began with.
  const main = mainEvent(draft.object)
  const state = near(draft, item.n, -1) ?? near(draft, item.n, 1)
  const lasts = state && isState(state) && state.reach?.steps === 0
  return lasts && main && (main.type === 'time' || main.event === 'past')
    ? { by: main.key, dir, items: [], firm: true }
    : undefined
}

export function genericRank(draft: Draft, item: Item, ordered: boolean): Rank | undefined {
  const value = opOf(item, 'rank')?.value ?? ''
  const field = rankedField(draft, item)
  if (/^(longest|shortest)$/.test(wordOf(item)) && (!field || isDay(field.field))) {
    const rank = longestRank(draft, item, value)
    if (rank) return rank
  }
  const own = field ? undefined : ownWord(draft, item)
  if (own) return own
  if (value === 'first' || value === 'last') {
    const event =
      field && isDay(field.field)
        ? { path: field.path, field: field.field, items: field.items }
        : (toldDay(draft, item) ?? wentOn(draft))
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
  // "The grumpiest five": what they are the best or the worst in must be said.
  if (/^(best|worst)$/.test(value) && !ordered && !draft.follows) return undefined
  // "Whose usage dropped the most": what was said before is what there is most of.
  if (isAdverb(draft, item) && !ordered) return undefined
  // "Sold most often": how often is no amount of money.
  if (/(often|frequently|common|frequent|commonest|commonly|rarest)$/.test(wordOf(item))) return undefined
  // "Stuck the longest": no more is how long.
  if (/(longest|shortest)$/.test(wordOf(item)) && isOnlyRank(draft)) return undefined
  // "The most contacts": how many there are of others is no amount of these rows.
  if (isOfRelated(draft, item)) return undefined
  const ranked = rankedNoun(draft, item)
  if (/(most|least|fewest)$/.test(wordOf(item)) && roleOf(ranked) === 'verb' && !isOfRows(draft, ranked))
    return undefined
  const money = impliedMoney(draft)
  if (ordered && money) return { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
  return money && { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
}

/** No other word ranks the rows. */
const isOnlyRank = (draft: Draft): boolean =>
  draft.items.filter((item) => isOp(item, 'rank') || item.ref?.is === 'superlative').length === 1

/** "… the most", at the end of what it is said of. */
const isAdverb = (draft: Draft, item: Item): boolean => {
  const before = near(draft, item.n, -1)
  const after = near(draft, item.n, 1, (other) => isLight(other) && !isOp(other, 'and'))
  return (
    /^(the )?(most|least|longest|shortest|furthest)$/.test(wordOf(item)) &&
    before !== undefined &&
    (roleOf(before) === 'adjective' || isOp(before, 'rise', 'fall', 'change')) &&
    (after === undefined || isOp(after, 'and', 'rank') || kind(after) === 'time')
  )
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

/** "ARR lost per quarter": rows that the usual scope leaves out are counted by the day that they went. */
export function goneDay(draft: Draft): { path: string } | undefined {
  if (!isGone(draft)) return undefined
  const keys = draft.object.usually.flatMap(({ liftedBy }) => liftedBy.map(({ field }) => field))
  const day = draft.object.fields.find((field) => keys.includes(field.key) && isDay(field))
  return day && { path: day.key }
}

/** "The longest silent", "neglected the longest": the amount by which an adjective is judged. */
function graded(
  draft: Draft,
  rank: Item,
  item: Item,
): { path: string; field: Field; items: number[] } | undefined {
  const isBeside = item.n === rank.n + 1 || near(draft, rank.n, -1) === item
  if (!isBeside || !/^(longest|shortest|most|least|furthest)$/.test(wordOf(rank))) return undefined
  const target = targetAt(draft, item)
  return target && !target.path.many && isAmount(target.field)
    ? { path: pathTo(target.path, target.field.key), field: target.field, items: [item.n] }
    : undefined
}

/** "Churned last": the day that the rows went, where their state says that they did. */
function wentOn(draft: Draft): { path: string; field: Field; items: number[] } | undefined {
  const day = goneDay(draft)
  const field = day && fieldOf(draft.object, day.path)
  return day && field && { path: day.path, field, items: [] }
}

/** "Joined most recently": the day that the state began on. */
function beganOn(
  draft: Draft,
  rank: Item,
  { n, ref, reach }: Item,
): { path: string; field: Field; items: number[] } | undefined {
  if (!/^(first|last)$/.test(opOf(rank, 'rank')?.value ?? '') || ref?.is !== 'adjective') return undefined
  if (!reach || reach.many || !('field' in ref.where)) return undefined
  const field = fieldOf(objectOf(draft, ref.object), ref.where.field)
  return field && isDay(field) ? { path: pathTo(reach, field.key), field, items: [n] } : undefined
}

/** "The last five customers to leave", "the first ten that we ever signed": a day that lies behind, wherever it is said. */
function toldDay(draft: Draft, rank: Item): { path: string; field: Field; items: number[] } | undefined {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || (item.reach?.steps ?? 1) > 0) continue
    const found = roleOf(item) === 'verb' ? fieldAt(draft, item) : undefined
    if (found && isDay(found.field) && tenseOf(draft.object, found.field) === 'past')
      return { path: found.path, field: found.field, items: [item.n] }
    const state = roleOf(item) === 'adjective' ? beganOn(draft, rank, item) : undefined
    if (state) return state
  }
  return undefined
}

/** The amount that a rank speaks of: beside it on the right, past the noun, or else on the left. */
function rankedField(draft: Draft, rank: Item): { path: string; field: Field; items: number[] } | undefined {
  const usable = (item: Item | undefined) => {
    if (!item || draft.used.has(item.n)) return undefined
    if (roleOf(item) === 'adjective') return graded(draft, rank, item) ?? beganOn(draft, rank, item)
    // "The thinnest contracts": what stands behind the rank is no verb.
    if (roleOf(item) !== 'field' && (roleOf(item) !== 'verb' || item.n > rank.n)) return undefined
    const found = fieldAt(draft, item)
    // How many rows somebody else has is no amount of these, and a number of rows is neither long nor old.
    const isOther = (item.reach?.steps ?? 0) > 0 || /long|short|old|new|young/.test(wordOf(rank))
    if (found?.field.unit === 'items' && isOther) return undefined
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

/** "Customers having maximum open tickets": behind the rows that have it, it says which of them. */
export const ranksRows = ({ items, object }: Draft, { n }: Item): boolean => {
  const before = items.slice(0, n).findLast((item) => kind(item) !== 'inert')
  return isOp(before, 'has') && items.some((item) => item.n < n && nounObject(item.ref) === object.key)
}
