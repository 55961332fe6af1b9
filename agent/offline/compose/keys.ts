/** What the rows are cut into groups by: fields, related rows, listed values, buckets of time. */
import type { Field } from '#db/catalogue/types.ts'
import type { CalendarUnit } from '#db/query/query.ts'
import {
  isLight,
  isOp,
  kind,
  near,
  objectOf,
  roleOf,
  take,
  wordOf,
  isState,
  type Draft,
  type Item,
} from './draft.ts'
import { bindEachOf, degreeAt, isDoer, isSoManyOfEach, kindAt, ownersAt } from './key-clauses.ts'
import { stateEvent } from './states.ts'
import { fieldAt, isTold, judgedBy, nearestDay, startDir, stateDay } from './order.ts'
import { bindListedValues, takeListedValues } from './listed-values.ts'
import { bindPerAmount } from './per-amount.ts'
import { goneDay } from './rank-field.ts'
import { fieldOf, isAmount, isDay, mainEvent, pathTo, tenseOf, lastKey } from './reach.ts'
import { namesPerson, nounObject } from './nouns.ts'

const bucketWord = /^(day|week|month|quarter|year)$/

/** "by csm", "per region and segment", "each month". */
export function bindGroups(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item.span
    if (meaning.kind === 'bucket') bindBucket(draft, item, meaning.unit)
    else if ((isOp(item, 'group') || isPer(draft, item) || isWhichOf(draft, item)) && !draft.used.has(item.n))
      bindKeys(draft, item)
  }
}

/** "ARR/CSM". */
const isPer = (draft: Draft, item: Item): boolean =>
  item.span.text === '/' &&
  roleOf(draft.items[item.n - 1]) === 'field' &&
  isAmount(fieldAt(draft, draft.items[item.n - 1])?.field)

/** The day that a bucket cuts; "won amount by quarter": what others once did is no day of these rows. */
function dayFor(draft: Draft, item: Item): { item?: Item; path: string } | undefined {
  const nearest = nearestDay(draft, item.n)
  const gone = nearest ? undefined : goneDay(draft)
  if (gone) return gone
  const isOfOthers = (nearest?.item.reach?.steps ?? 0) > 0 && roleOf(nearest?.item) === 'verb'
  return (isOfOthers && mainEvent(draft.object) ? undefined : nearest) ?? stateDay(draft) ?? broughtOn(draft)
}

/** "Tickets solved each week": the day that brought the state. */
function broughtOn(draft: Draft): { path: string } | undefined {
  for (const item of draft.items) {
    const event = isState(item) ? stateEvent(draft, item) : undefined
    if (event && event.items.length > 0) return { path: event.field.key }
  }
  return undefined
}

function bindBucket(draft: Draft, item: Item, unit: CalendarUnit): void {
  const main = mainEvent(draft.object)
  const event = dayFor(draft, item)
  // "Per month" after a question about a day: by that day.
  const before = draft.follows && !event ? draft.seedEvent : undefined
  const path = before ?? event?.path ?? main?.key
  // A plan's day is not when other things are counted: months of renewals are asked by that name.
  if (!path || (!event && !before && main && tenseOf(draft.object, main) === 'future' && !isTold(draft)))
    return
  draft.groups.push({ field: path, by: unit })
  take(draft, item.n, event?.item?.n)
  // "Per quarter and owner".
  const joint = draft.items[item.n + 1]
  const next = isOp(joint, 'and') && joint ? draft.items[joint.n + 1] : undefined
  const key = next && roleOf(next) === 'field' ? keyAt(draft, next) : undefined
  if (!key || !('path' in key) || !isOpenEnd(draft, key.items)) return
  draft.groups.push(key.by ? { field: key.path, by: key.by } : key.path)
  take(draft, joint?.n, ...key.items)
}

/** Nothing is said of what stands there: "per quarter and owner" ends, or a period follows. */
const isOpenEnd = (draft: Draft, items: readonly number[]): boolean => {
  const next = near(draft, Math.max(...items), 1)
  return next === undefined || kind(next) === 'time' || isOp(next, 'group', 'direction', 'rank')
}

/** "How many people of which role": what is asked beside a number tells them apart. */
const isWhichOf = (draft: Draft, { n, span }: Item): boolean => {
  const next = draft.items[n + 1]
  const found = fieldAt(draft, next)
  return (
    draft.counting &&
    /^(which|what|whatever|whichever)$/i.test(span.text) &&
    /^(of|in|from|with|at|on|for|and)$/.test(wordOf(draft.items[n - 1])) &&
    roleOf(next) === 'field' &&
    found !== undefined &&
    /^(enum|text|person|boolean)$/.test(found.field.type)
  )
}

/** A number by which people mean its band: "by health" beside a count. */
function bandOf(draft: Draft, field: Field): Field | undefined {
  return draft.object.fields.find((other) => other.type === 'enum' && other.key.startsWith(`${field.key}_`))
}

type Key =
  | { items: number[]; path: string; by?: CalendarUnit }
  | { items: number[]; order: string; dir: 'asc' | 'desc' }

function keyAt(draft: Draft, item: Item | undefined): Key | undefined {
  if (!item) return undefined
  const role = roleOf(item)
  const found = fieldAt(draft, item)
  if (found && (role === 'field' || role === 'verb')) {
    const after = draft.items[item.n + 1]
    if (isDay(found.field)) {
      const unit = after && bucketWord.test(wordOf(after)) ? (wordOf(after) as CalendarUnit) : undefined
      if (unit && after) return { items: [item.n, after.n], path: found.path, by: unit }
      return { items: [item.n], order: found.path, dir: startDir(found.field) }
    }
    if (isAmount(found.field)) {
      const spread = /distribution|mix|spread/.test(wordOf(draft.items[item.n - 1] ?? item))
      const band = draft.counting || spread ? bandOf(draft, found.field) : undefined
      return band
        ? { items: [item.n], path: band.key }
        : { items: [item.n], order: found.path, dir: startDir(found.field) }
    }
    return { items: [item.n], path: found.path }
  }
  const degree = degreeAt(draft, item)
  if (degree) return degree
  const { ref, reach: way } = item
  // "By account segment": the noun says whose field it is.
  const next = draft.items[item.n + 1]
  if (role !== 'field' && roleOf(next) === 'field' && next?.ref?.object === nounObject(ref)) {
    const key = keyAt(draft, next)
    if (key) return { ...key, items: [item.n, ...key.items] }
  }
  if ((ref?.is === 'object' || ref?.is === 'relation') && way && !way.many && way.up.length) {
    const target = objectOf(draft, nounObject(ref) ?? '')
    return { items: [item.n], path: pathTo(way, target.title) }
  }
  if (bucketWord.test(wordOf(item))) {
    const event = dayFor(draft, item)
    const main = mainEvent(draft.object)
    // A plan's day is not when other things are counted.
    const isPast = main && (tenseOf(draft.object, main) !== 'future' || isTold(draft))
    const path = event?.path ?? (isPast ? main.key : undefined)
    if (path)
      return {
        items: [item.n, ...(event?.item ? [event.item.n] : [])],
        path,
        by: wordOf(item) as CalendarUnit,
      }
  }
  return undefined
}

const anybody = /^(person|head|rep|teammate|colleague|individual|team member|staff member)$/

/** "For each person they are assigned to", "tasks per head": whoever owns the row. */
function whoseAt(draft: Draft, item: Item): Key | undefined {
  const own = near(
    draft,
    item.n,
    1,
    (other) => kind(other) === 'inert' || isOp(other, 'those', 'it', 'ask', 'has'),
  )
  const { owner } = draft.object
  if (!owner || nounObject(item.ref) === draft.object.key) return undefined
  const isOwned = isOp(own, 'own') || (roleOf(own) === 'verb' && fieldAt(draft, own)?.field.type === 'person')
  if (!isOwned && roleOf(item) === 'field' && item.reach?.steps === 0) return undefined
  const isSomebody = isOwned
    ? /^(person|people|colleague|member|rep|one of us)$/.test(wordOf(item)) ||
      namesPerson(draft.catalogue, item)
    : anybody.test(wordOf(item))
  if (!isSomebody) return undefined
  return { items: [item.n, ...(isOwned && own ? [own.n] : [])], path: owner }
}

/** "Every open task": a flag after "every" says which rows, and groups nothing. */
const isEveryKind = (draft: Draft, op: Item, item: Item): boolean =>
  /^(each|every)$/.test(wordOf(op)) && fieldAt(draft, item)?.field.type === 'boolean'

/** "Health distribution", "red/yellow/green split": the key stands before the word. */
function bindKeyBefore(draft: Draft, op: Item): boolean {
  if (!/^(distribution|mix|split|breakdown|spread)$/.test(wordOf(op))) return false
  const before = near(draft, op.n, -1)
  const found = before && !draft.used.has(before.n) ? fieldAt(draft, before) : undefined
  const band = found && isAmount(found.field) ? bandOf(draft, found.field) : undefined
  const path = band?.key ?? (found && !isAmount(found.field) && !isDay(found.field) ? found.path : undefined)
  if (!before || !path || roleOf(before) !== 'field') return false
  draft.groups.push(path)
  take(draft, op.n, before.n)
  return true
}

/** "By what channel do we lose them, how many of each"; where one is asked for, its rank says so, and what is listed behind may be of another key. */
const isWhich = ({ items }: Draft, item: Item): boolean =>
  isOp(item, 'ask') &&
  /^(which|what)$/.test(wordOf(item)) &&
  !items.some((other) => isOp(other, 'rank') || (other.n > item.n && /^[:–—-]$/.test(other.span.text)))

/** One amount for each unit of another: it puts nothing in order. */
const perEach = /^(per|for each|for every|each|every)$/

const parting =
  /^(split|divide|divvy|break|carve|chop|pivot|tabulate|cut|slice|slice and dice|sort|group|tally|count|total|spread|distribute)( (up|out|down|apart))?$/

/** "Distribution of accounts by segment": the word announces the groups, its noun is of the rows. */
function isAnnounced(draft: Draft, op: Item): boolean {
  // "Split what they bring in by product": so does a verb, whatever stands between.
  const isParted = draft.items.some(
    (item) =>
      item.n > op.n + 1 &&
      (kind(item) === 'bucket' ||
        (isOp(item, 'group') && /^(by|per|across|along|into|on|according to)$/.test(wordOf(item)))),
  )
  if (parting.test(wordOf(op)) && isParted) {
    take(draft, op.n)
    return true
  }
  const next = near(draft, op.n, 1, (item) => isLight(item) || isState(item))
  if (!/(distribution|mix|make ?up|spread)/.test(wordOf(op)) || nounObject(next?.ref) !== draft.object.key)
    return false
  if (!draft.items.some((item) => item.n > op.n && isOp(item, 'group'))) return false
  take(draft, op.n)
  return true
}

/** "Across our enterprise clients": all of the rows. */
const isOverall = (draft: Draft, op: Item): boolean => {
  const next = near(draft, op.n, 1)
  const isKind = isState(next) && next?.ref?.object === draft.object.key
  return /^(across|over all)$/.test(wordOf(op)) && (isKind || nounObject(next?.ref) === draft.object.key)
}

/** Where the first key stands behind the word: "split the accounts into bands". */
function firstKeyAt(
  draft: Draft,
  op: Item,
  clause: Key | undefined,
  into: Item | undefined,
): Item | undefined {
  return clause
    ? draft.items[clause.items[0] ?? op.n]
    : near(
        draft,
        into?.n ?? op.n,
        1,
        // "By number of renewals": what they are ordered by is itself a number.
        (item) =>
          kind(item) === 'inert' ||
          isOp(item, 'all') ||
          (isOp(item, 'count') && draft.used.has(item.n)) ||
          (item.n === op.n + 1 && isWhich(draft, item)),
      )
}

/** What stands behind the word was read already. */
function takeSaidKey(draft: Draft, op: Item, at: Item): void {
  // "Bottom 3 regions by average health": the figure was read, the word before it says that it ranks.
  const { n } = at
  const isFigure = [...draft.saidAt.values()].some((items) => items.includes(n))
  if (isFigure && /^by$/.test(wordOf(op)) && draft.items.some((item) => isOp(item, 'rank'))) take(draft, op.n)
  // "Load per CSM": a kind of the rows themselves, already read as a condition.
  if (roleOf(at) === 'object' && nounObject(at.ref) === draft.object.key && !draft.counting) {
    draft.perRow = true
    take(draft, op.n)
  }
}

function bindKeys(draft: Draft, op: Item): void {
  if (isSoManyOfEach(draft, op) || bindListedValues(draft, op) || bindKeyBefore(draft, op)) return
  if (isAnnounced(draft, op) || isDoer(draft, op) || bindEachOf(draft, op)) return
  const into = parting.test(wordOf(op))
    ? draft.items.find((item) => item.n > op.n && /^(into|among|amongst|between|along)$/.test(wordOf(item)))
    : undefined
  const clause = kindAt(draft, op) ?? ownersAt(draft, op)
  let at = firstKeyAt(draft, op, clause, into)
  let first = true
  while (at) {
    if (draft.used.has(at.n)) {
      if (first) takeSaidKey(draft, op, at)
      return
    }
    const judge = first && /^(by|on) how /.test(wordOf(op)) ? judgedBy(draft, at) : undefined
    const key: Key | undefined = judge
      ? { items: [at.n], order: judge.path, dir: judge.dir }
      : isEveryKind(draft, op, at)
        ? undefined
        : ((first ? clause : undefined) ?? whoseAt(draft, at) ?? keyAt(draft, at))
    if (!key) {
      if (first && isOverall(draft, op)) {
        take(draft, op.n)
        return
      }
      // "Top 3 by customer since": what is ranked is not ranked by itself.
      const isRanked = wordOf(op) === 'by' && draft.items.some((item) => isOp(item, 'rank'))
      if (first && !isRanked && roleOf(at) === 'object' && nounObject(at.ref) === draft.object.key) {
        // "Add up the ARR of every customer": of all of them. "Average ARR per customer": a mean is of each anyway.
        draft.perRow = !draft.measures.some(
          (each) =>
            'fn' in each &&
            (/^(avg|median)$/.test(each.fn) || (each.fn === 'sum' && /every$/.test(wordOf(op)))),
        )
        take(draft, op.n, at.n)
      }
      return
    }
    if ('order' in key) {
      if (first && perEach.test(wordOf(op)) && fieldAt(draft, at)?.field.additive) {
        bindPerAmount(draft, op, at)
        return
      }
      // "A slice of revenue" puts nothing in order.
      if (!first || (parting.test(wordOf(op)) && !into)) return
      // "By how many overdue tasks": so many rows, not how long they wait.
      if (
        /^by how many$/.test(wordOf(op)) &&
        /^(days|hours)$/.test(fieldOf(draft.object, key.order)?.unit ?? '')
      )
        return
      draft.orders.push({ by: key.order, dir: key.dir })
      draft.items.forEach((item) => {
        if (isOp(item, 'rank') && near(draft, op.n, -1)?.n === item.n) take(draft, item.n)
      })
    } else {
      const group = key.by ? { field: key.path, by: key.by } : key.path
      if (!draft.groups.some((each) => JSON.stringify(each) === JSON.stringify(group)))
        draft.groups.push(group)
      takeListedValues(draft, Math.max(...key.items), lastKey(key.path))
    }
    take(draft, op.n, ...key.items)
    first = false
    const last = Math.max(...key.items)
    const joint = draft.items[last + 1]
    const from: number = last
    at =
      joint && (isOp(joint, 'and') || /^(by|then|per)$/.test(wordOf(joint)))
        ? near(
            draft,
            joint.n,
            1,
            (item) => kind(item) === 'inert' || isOp(item, 'group', 'and') || isInner(item),
          )
        : undefined
    const to = at && keyAt(draft, at) ? at.n : from
    take(draft, ...draft.items.slice(from, to).flatMap((item) => (isOp(item, 'group') ? [item.n] : [])))
  }
}

/** "and, within each region, by segment". */
const isInner = (item: Item): boolean => /^(within|inside)$/.test(wordOf(item))
