/** Ranks and their limits: "top 5 by ARR", "three biggest", "the worst usage change", "next 10 renewals", "which region has the most". */
import type { Field } from '#db/catalogue/types.ts'
import {
  isLight,
  isOp,
  kind,
  near,
  opOf,
  roleOf,
  take,
  wordOf,
  isState,
  type Atom,
  type Draft,
  type Item,
  type Order,
} from './draft.ts'
import { impliedLimit, limitAt, limitBeside } from './limit.ts'
import { nounObject } from './nouns.ts'
import { dirOf, genericRank, isOfCounted, isOfRelated, type Rank } from './rank-field.ts'
import { fieldBehind, fieldOf, here, isDay, pathTo, tenseOf } from './reach.ts'
import { toCome } from './states.ts'

/** The noun that so many are asked of is of other rows, in the plural. */
function isOfOtherRows(draft: Draft, n: number): boolean {
  const noun = near(draft, n, 1, describes)
  const field = noun?.ref?.is === 'field' ? fieldOf(draft.object, noun.ref.field) : undefined
  if (field?.unit === 'items' && noun?.ref?.object === draft.object.key && limitAt(draft.items[n]))
    return true
  const object = roleOf(noun) === 'object' ? nounObject(noun?.ref) : undefined
  return object !== undefined && object !== draft.object.key && /s$/.test(wordOf(noun))
}

/** "At least", "at most" are bounds, "minimum 100 seats" is one; "max 10 deals" says how many. */
export const isBound = (draft: Draft, item: Item): boolean =>
  (/^(least|most)$/.test(wordOf(item)) && wordOf(draft.items[item.n - 1] ?? item) === 'at') ||
  (isOp(item, 'compare') && isOp(item, 'minimum', 'maximum') && boundsFigure(draft, item))

function boundsFigure(draft: Draft, { n }: Item): boolean {
  const number = draft.items[n + 1]
  if (kind(number) === 'time') return true
  const noun = kind(number) === 'number' ? near(draft, n + 1, 1, describes) : undefined
  return noun !== undefined && nounObject(noun.ref) !== draft.object.key
}

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
  let order: { by: string; dir: 'asc' | 'desc'; firm: boolean; soft?: boolean } | undefined
  for (const item of ranks) {
    const generic = item.span.meaning.kind === 'op'
    const rank = generic ? genericRank(draft, item, by !== undefined) : ownRank(item)
    // "The oldest open ticket": seen from others, the rank is of the rows that it stands before.
    if (rank && (isUnnamed(draft, rank) || (!generic && isAlone(draft, item) && isOneWord(item)))) continue
    if (rank?.firm && !generic && (isOfRelated(draft, item) || isOfCounted(draft, item))) draft.cost += 2
    const count = limitBeside(draft, item)
    // "Top 3 accounts per CSM" asks for no three people.
    if (count && isOfOtherRows(draft, Math.max(count.n, item.n))) continue
    // A number says how many; which ones is said by a word for their place alone.
    // An amount of the rows is no order of groups.
    if (
      rank?.firm &&
      rank.items.length &&
      draft.groups.length &&
      !draft.groupRank &&
      !isAdded(draft, rank.by)
    )
      continue
    // "The longest running contract per region": the days of single rows are no order of groups.
    if (draft.groups.length && !draft.groupRank && isOfDay(draft, item)) continue
    // "Two lowest scores per region": so many of each, which no order of groups gives.
    if (count && draft.groups.length && !draft.groupRank && isPerGroup(draft, item)) continue
    if (!rank && (!generic || count === undefined || !/^top$/.test(wordOf(item)))) continue
    if (!rank) draft.cost += 0.5
    // "First" and "last" rank only with a number or over what happened; else they are everyday words.
    if (rank && generic && rank.soft && count === undefined && !isAtEnd(draft, item)) continue
    if (isComplement(draft, item)) draft.cost += 1.5
    take(draft, item.n, ...(rank?.items ?? []))
    if (count) {
      draft.limit = count.value
      // "Five of them, just five".
      for (const again of draft.items) if (limitAt(again)?.value === count.value) take(draft, again.n)
    }
    // "The first four will do": how many is said; what they are ordered by is said by a word for an end.
    if (rank && (!order || (!order.firm && rank.firm) || (order.soft && rank.firm && !rank.soft)))
      order = { by: rank.by, dir: rank.dir, firm: rank.firm, ...(rank.soft && { soft: true }) }
    if (rank?.ahead) draft.atoms.push(ahead(draft, rank.by, item.n))
    // "The next five by due date": the order was said before.
    else if (isNext(draft, item, by)) draft.atoms.push(ahead(draft, by.by, item.n))
    // "The next milestone": a word that has a day of its own.
    else if (rank && isNext(draft, item, rank)) draft.atoms.push(ahead(draft, rank.by, item.n))
  }
  if (by && by === draft.settledOrder) return
  if (by && order?.firm && by.by === order.by) by.dir = order.dir
  // "Biggest by seats": a word that has a field of its own is hardly said of another.
  else if (by && order?.firm && !order.soft) {
    by.dir = order.dir
    if (ranks.some((item) => item.ref?.is === 'superlative')) draft.cost += 1.5
  }
  const isTopOfDays =
    ranks.every((item) => /^top$/.test(wordOf(item))) &&
    by &&
    isDay(fieldOf(draft.object, typeof by.by === 'string' ? by.by : by.by.field))
  if (by && order && !order.firm && !isTopOfDays)
    by.dir = dirOf(draft, typeof by.by === 'string' ? by.by : by.by.field, ranks[0])
  else if (order && !by) {
    draft.orders.push({ by: order.by, dir: order.dir })
    if (order.by.includes('.')) draft.cost += 1.6
    if (!order.firm) draft.softOrder = opOf(ranks[0], 'rank')?.value ?? 'high'
  }
  if (order && draft.limit === undefined) impliedLimit(draft, ranks)
  const isOne = draft.items.some(
    (item) => isOp(item, 'rank') && / one$/.test(wordOf(item)) && draft.used.has(item.n),
  )
  if (isOne && draft.orders.length > 0) draft.limit ??= 1
  // "How old is the oldest ticket": the row tells it.
  for (const item of draft.items)
    if (order && /^how (old|long|far|late)$/.test(wordOf(item))) take(draft, item.n)
}

const isOfDay = ({ catalogue }: Draft, { ref }: Item): boolean =>
  ref?.is === 'superlative' && isDay(fieldBehind(catalogue, ref))

/** "Next" of rows that stand in the order of a day to come. */
const isNext = (
  draft: Draft,
  item: Item,
  by: Pick<Order, 'by' | 'dir'> | undefined,
): by is Order & { by: string } =>
  by !== undefined &&
  typeof by.by === 'string' &&
  by.dir === 'asc' &&
  /^(the )?(next|upcoming)$/.test(wordOf(item)) &&
  isDay(fieldOf(draft.object, by.by)) &&
  tenseOf(draft.object, fieldOf(draft.object, by.by) as Field) === 'future'

const ahead = (draft: Draft, path: string, n: number): Atom => ({
  kind: 'period',
  object: draft.object.key,
  reach: here,
  condition: toCome(draft.object, path),
  field: path,
  from: n,
  to: n,
  items: [n],
  negated: false,
})

/** "Which account churned last": behind what happened to it, and nothing else follows. */
const isAtEnd = (draft: Draft, item: Item): boolean => {
  const before = near(draft, item.n, -1)
  return (
    /^(last|first)$/.test(wordOf(item)) &&
    near(draft, item.n, 1) === undefined &&
    before !== undefined &&
    (isState(before) || roleOf(before) === 'verb') &&
    draft.items.some(
      (other) => other.n < item.n && isOp(other, 'ask') && /^(which|who|what)/.test(wordOf(other)),
    )
  )
}

/** "The worst accounts" ranks nobody by how many accounts they have. */
const isUnnamed = (draft: Draft, { by }: Rank): boolean =>
  fieldOf(draft.object, by)?.unit === 'items' &&
  draft.object.key !== draft.catalogue.objects.keys().next().value &&
  !draft.items.some(
    (item) =>
      nounObject(item.ref) === draft.object.key ||
      (item.ref?.is === 'value' && item.ref.object === draft.object.key) ||
      opOf(item, 'ask')?.value === 'who',
  )

/** "The best three": of rows that nothing else speaks of, their own superlative tells nothing. */
const isAlone = (draft: Draft, item: Item): boolean =>
  draft.object.key !== draft.catalogue.objects.keys().next().value &&
  !draft.follows &&
  !draft.items.some((other) => other !== item && other.ref !== undefined)

/** "The heaviest users" says whom it ranks. */
const isOneWord = ({ span }: Item): boolean => span.to === span.from + 1

const isPerGroup = (draft: Draft, { n }: Item): boolean =>
  draft.items.some((item) => item.n > n && isOp(item, 'group') && /(^per|each|every)$/.test(wordOf(item)))

/** "Gone the longest without …": the verb is only how long, no state of the rows. */
const isComplement = (draft: Draft, item: Item): boolean => {
  const before = near(draft, item.n, -1, (other) => kind(other) === 'inert')
  return /^(gone|went|been|left)$/.test(wordOf(before)) && isState(before)
}

const isAdded = (draft: Draft, key: string): boolean =>
  draft.measures.length > 0 || fieldOf(draft.object, key)?.additive === true

/** What may stand between a rank and the rows that it is of: "the three least healthy accounts". */
const describes = (item: Item): boolean =>
  isLight(item) ||
  kind(item) === 'number' ||
  isState(item) ||
  (item.ref?.is === 'field' && /^(open|overdue|late|left|active)$/.test(wordOf(item)))

/** "Biggest account per CSM", "the worst three of each region": a rank inside each group, which no order of groups gives. */
function isWithin(draft: Draft, item: Item): boolean {
  const isRanked = nounObject(near(draft, item.n, 1, describes)?.ref) === draft.object.key
  if (!draft.groups.length)
    return isRanked && draft.items.some((other) => other.n > item.n && isEach(draft, other))
  return (
    nounObject(draft.items[item.n + 1]?.ref) !== undefined ||
    (!draft.groupRank &&
      (isRanked ||
        (!draft.counting &&
          !draft.measures.length &&
          draft.items.some((other) => other.n < item.n && nounObject(other.ref) === draft.object.key))))
  )
}

/** "Of every CSM": each of them is asked about, though nothing was grouped. */
const isEach = (draft: Draft, item: Item): boolean => {
  const next = near(draft, item.n, 1, (other) => kind(other) === 'inert')
  return (
    /(^|of |for |in |by )(each|every)$/.test(wordOf(item)) &&
    next !== undefined &&
    nounObject(next.ref) !== draft.object.key &&
    /^(field|object|relation|value|adjective)$/.test(roleOf(next) ?? '')
  )
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
