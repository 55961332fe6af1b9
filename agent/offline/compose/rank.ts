/** Ranks and their limits: "top 5 by ARR", "three biggest", "the worst usage change", "next 10 renewals", "which region has the most". */
import type { Field } from '#db/catalogue/types.ts'
import {
  distance,
  figure,
  isLight,
  isOp,
  kind,
  near,
  objectOf,
  opOf,
  roleOf,
  sumOf,
  take,
  wordOf,
  type Atom,
  type Draft,
  type Item,
} from './draft.ts'
import { targetAt } from './amount.ts'
import { fieldAt, nearestDay } from './order.ts'
import { fieldOf, isAmount, isDay, mainEvent, pathTo, tenseOf } from './reach.ts'
import { isSingular, nounObject } from './resolve.ts'

/** "Which features does North use?": the different values of a field are what is listed. */
function listValues(draft: Draft): void {
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^(which|what)/i.test(item.span.text))
  const opening = draft.items.find((item) => kind(item) !== 'inert' && !isOp(item, 'show', 'ask', 'all'))
  const subject = asked ? near(draft, asked.n, 1) : opening
  const found = subject && roleOf(subject) === 'field' ? fieldAt(draft, subject) : undefined
  if (!subject || !found || !/[^s]s$/.test(wordOf(subject)) || !/^(text|enum|person)$/.test(found.field.type))
    return
  if (found.field.key === 'id' || draft.items.some((item) => roleOf(item) === 'object' && item.n < subject.n))
    return
  draft.groups.push(found.path)
  take(draft, subject.n)
}

/** "which CSM has the most red accounts", "top 3 industries by ARR": a word that tells rows apart is what is ranked. */
export function bindRankedGroup(draft: Draft): void {
  const rank = draft.items.find(
    (item) =>
      !draft.used.has(item.n) &&
      !isBound(draft, item) &&
      (item.ref?.is === 'superlative' || /^(high|low|best|worst)$/.test(opOf(item, 'rank')?.value ?? '')),
  )
  if (draft.groups.length) return
  if (!rank) {
    listValues(draft)
    return
  }
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^(which|what)/i.test(item.span.text))
  const opening = draft.items.find(
    (item) => kind(item) !== 'inert' && kind(item) !== 'number' && !isOp(item, 'show'),
  )
  const subject =
    opening && opening.n < rank.n && isSubject(draft, opening) && near(draft, opening.n, 1)?.n === rank.n
      ? opening
      : asked && asked.n < rank.n
        ? near(draft, asked.n, 1)
        : near(draft, rank.n, 1, (item) => isLight(item) || kind(item) === 'number')
  const who = ownerAsked(draft, rank)
  if (who) {
    draft.groups.push(who.path)
    take(draft, who.n, rank.n)
    rankGroups(draft, rank, true)
    return
  }
  const path = subject && groupPath(draft, subject)
  if (!subject || !path) return
  draft.groups.push(path)
  take(draft, subject.n, rank.n)
  const before = limitAt(draft.items[subject.n - 1])
  if (before) {
    draft.limit = before.value
    take(draft, before.n)
  }
  rankGroups(draft, rank, !/s$/.test(wordOf(subject)))
}

/** A word that tells rows apart: a field, or the row that they belong to ("which account has the most tickets"). */
function groupPath(draft: Draft, subject: Item): string | undefined {
  if (roleOf(subject) === 'field') {
    const found = fieldAt(draft, subject)
    return found && !isAmount(found.field) && !isDay(found.field) && found.field.key !== 'id'
      ? found.path
      : undefined
  }
  const { ref, reach: way } = subject
  const object = nounObject(ref)
  if (!object || !way || way.many || !way.up.length || (ref && 'where' in ref && ref.where)) return undefined
  return pathTo(way, objectOf(draft, object).title)
}

const isSubject = (draft: Draft, item: Item): boolean => groupPath(draft, item) !== undefined

/** "At least", "at most" are bounds. */
const isBound = (draft: Draft, item: Item): boolean =>
  /^(least|most)$/.test(wordOf(item)) && wordOf(draft.items[item.n - 1] ?? item) === 'at'

/** "Who has the most overdue tasks", "who carries the heaviest book": the rows are told apart by whose they are. */
function ownerAsked(draft: Draft, rank: Item): { path: string; n: number } | undefined {
  const { owner } = draft.object
  const who = draft.items.find((item) => item.n < rank.n && opOf(item, 'ask')?.value === 'who')
  const between = draft.items.slice((who?.n ?? rank.n) + 1, rank.n)
  const holds = between.some((item) => isOp(item, 'has', 'own') || /^(has|got|holds|carries|runs)$/.test(wordOf(item)))
  if (!who || !holds || !owner || owner.includes('.') || fieldOf(draft.object, owner)?.type !== 'person')
    return undefined
  take(draft, ...between.filter((item) => isOp(item, 'has', 'own')).map((item) => item.n))
  return { path: owner, n: who.n }
}

function rankGroups(draft: Draft, rank: Item, one: boolean): void {
  const own = ownRank(rank)
  // "The most overdue tasks" of somebody are how many, not how long.
  if (own && /^(the )?(most|fewest|least) /.test(wordOf(rank)) && near(draft, rank.n, 1)) draft.cost += 1.5
  if (own && !draft.measures.length) {
    const field = fieldOf(draft.object, own.by)
    if (field && isAmount(field)) figure(draft, sumOf(field, own.by))
  }
  draft.groupRank = { item: rank, one }
  const count = limitBeside(draft, rank)
  if (count) {
    draft.limit = count.value
    take(draft, count.n)
  } else if (draft.groupRank.one) draft.limit = 1
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
  let order: { by: string; dir: 'asc' | 'desc'; firm: boolean } | undefined
  for (const item of ranks) {
    const generic = item.span.meaning.kind === 'op'
    const rank = generic ? genericRank(draft, item, by !== undefined) : ownRank(item)
    const count = limitBeside(draft, item)
    if (!rank && (!generic || count === undefined)) continue
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
  draft.groups.length > 0 && nounObject(draft.items[item.n + 1]?.ref) !== undefined

type Rank = {
  by: string
  dir: 'asc' | 'desc'
  items: number[]
  firm: boolean
  ahead?: boolean
  soft?: boolean
}

function ownRank(item: Item): Rank | undefined {
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
    const main = mainEvent(draft.object)
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
  const ranked = near(draft, item.n, 1, (other) => isLight(other) || /^(value|adjective)$/.test(roleOf(other) ?? ''))
  if (ranked?.reach?.many && nounObject(ranked.ref) !== undefined) return undefined
  if (/(most|least|fewest)$/.test(wordOf(item)) && roleOf(ranked) === 'verb' && !isOfRows(draft, ranked)) return undefined
  if (ordered && money) return { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
  return money && { by: money.key, dir: dirOf(draft, money.key, item), items: [], firm: false }
}

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

function limitAt(item: Item | undefined): { value: number; n: number } | undefined {
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
  const head = draft.items.find(
    (item) =>
      nounObject(item.ref) === draft.object.key && (roleOf(item) === 'object' || roleOf(item) === 'relation'),
  )
  if (head && isSingular(draft, head) && ranks.length) draft.limit = 1
}
