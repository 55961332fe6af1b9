/** Groups that are asked for by their rank: "which CSM has the most red accounts", "top 3 industries by ARR". */
import type { CalendarUnit, GroupKey } from '#db/query/query.ts'
import {
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
  isState,
  type Draft,
  type Item,
} from './draft.ts'
import { fieldAt, isTold, nearestDay, stateDay } from './order.ts'
import { limitAt, limitBeside } from './limit.ts'
import { isEndOf } from './rank-field.ts'
import { isBound, ownRank } from './rank.ts'
import { fieldOf, isAmount, isDay, mainEvent, pathTo, tenseOf } from './reach.ts'
import { nounObject } from './nouns.ts'
import { isSingular } from './resolve.ts'

/** "Which features does North use?": the different values of a field are what is listed; "phone numbers of our champions" are those of each. */
function listValues(draft: Draft): void {
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^(which|what)/i.test(item.span.text))
  const opening = draft.items.find((item) => kind(item) !== 'inert' && !isOp(item, 'show', 'ask', 'all'))
  const subject = asked ? near(draft, asked.n, 1) : opening
  const found = subject && roleOf(subject) === 'field' ? fieldAt(draft, subject) : undefined
  if (!subject || !found || !/[^s]s$/.test(wordOf(subject)) || !/^(text|enum|person)$/.test(found.field.type))
    return
  if (found.field.key === 'id' || draft.items.some((item) => roleOf(item) === 'object' && item.n < subject.n))
    return
  if (found.field.identifies) draft.select.push(found.path)
  else draft.groups.push(found.path)
  take(draft, subject.n)
}

/** "which CSM has the most red accounts", "top 3 industries by ARR": a word that tells rows apart is what is ranked. */
export function bindRankedGroup(draft: Draft): void {
  const rank = draft.items.find((item) => !draft.used.has(item.n) && !isBound(draft, item) && isEndOf(item))
  // "The region with the worst average health": what others are the worst in is not what these are grouped for.
  if (draft.groups.length || (rank?.ref?.is === 'superlative' && (rank.reach?.steps ?? 0) > 0)) return
  if (!rank) {
    listValues(draft)
    return
  }
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^(which|what)/i.test(item.span.text))
  const opening = draft.items.find(
    (item) => kind(item) !== 'inert' && kind(item) !== 'number' && !isOp(item, 'show'),
  )
  const subject =
    opening &&
    opening.n < rank.n &&
    isSubject(draft, opening) &&
    (near(draft, opening.n, 1)?.n === rank.n || asksOne(opening) || saysWhich(draft, opening, rank))
      ? opening
      : asked && asked.n < rank.n
        ? near(draft, asked.n, 1, (item) => isLight(item) || item === rank || limitAt(item) !== undefined)
        : near(draft, rank.n, 1, (item) => isLight(item) || kind(item) === 'number')
  const who = ownerAsked(draft, rank)
  if (who) {
    draft.groups.push(who.path)
    take(draft, who.n, rank.n)
    rankGroups(draft, rank, true)
    return
  }
  const key = subject && (bucketKey(draft, subject) ?? groupPath(draft, subject))
  if (!subject || !key) return
  draft.groups.push(key)
  take(draft, subject.n, rank.n)
  const by = asked && draft.items[asked.n - 1]
  // "By which region do we lose the most".
  if (by && /^(by|per|across)$/.test(wordOf(by))) take(draft, by.n)
  const before = limitAt(draft.items[subject.n - 1])
  if (before) {
    draft.limit = before.value
    take(draft, before.n)
  }
  rankGroups(draft, rank, asksOne(subject) || !/s$/.test(wordOf(subject)))
}

/** A word that tells rows apart: a field, or the row that they belong to ("which account has the most tickets"). */
export function groupPath(draft: Draft, subject: Item): string | undefined {
  if (roleOf(subject) === 'field') {
    const found = fieldAt(draft, subject)
    return found &&
      !isAmount(found.field) &&
      !isDay(found.field) &&
      found.field.type !== 'boolean' &&
      found.field.key !== 'id' &&
      !(found.path === draft.object.title && found.path === 'name')
      ? found.path
      : undefined
  }
  const { ref, reach: way } = subject
  const object = nounObject(ref)
  if (!object || !way || way.many || !way.up.length || (ref && 'where' in ref && ref.where)) return undefined
  return pathTo(way, objectOf(draft, object).title)
}

/** "Which week had the most tickets": a unit of the calendar tells rows apart by the day that they happened on. */
function bucketKey(draft: Draft, subject: Item): GroupKey | undefined {
  const unit = /^(day|week|month|quarter|year)s?$/.exec(wordOf(subject))?.[1]
  const event = unit ? nearestDay(draft, subject.n) : undefined
  const main = mainEvent(draft.object)
  const told = main && (tenseOf(draft.object, main) !== 'future' || isTold(draft)) ? main.key : undefined
  const field = event?.path ?? stateDay(draft)?.path ?? told
  if (!unit || !field) return undefined
  if (event && event.item.reach?.steps === 0) take(draft, event.item.n)
  return { field, by: unit as CalendarUnit }
}

/** "Who on the team closed the most tasks": a noun that asks for one of them. */
const asksOne = (item: Item): boolean => /^(who|which) /.test(wordOf(item))

/** "The three reps who won the most": a clause says of those in the plural what they have most of. */
const saysWhich = (draft: Draft, { n, span }: Item, rank: Item): boolean =>
  /s$/i.test(span.text) &&
  /^(who|that|which)$/.test(wordOf(draft.items[n + 1])) &&
  /(most|least|fewest)$/.test(wordOf(rank))

const isSubject = (draft: Draft, item: Item): boolean =>
  groupPath(draft, item) !== undefined || /^(day|week|month|quarter|year)s?$/.test(wordOf(item))

/** "Who has the most overdue tasks", "who carries the heaviest book": the rows are told apart by whose they are. */
function ownerAsked(draft: Draft, rank: Item): { path: string; n: number } | undefined {
  const { owner } = draft.object
  const who = draft.items.find(
    (item) => item.n < rank.n && (opOf(item, 'ask')?.value === 'who' || isOneOfTeam(draft, item)),
  )
  const between = draft.items.slice((who?.n ?? rank.n) + 1, rank.n)
  // "Who has gone the longest": there it is part of another verb. "Whose health": of the rows themselves.
  if (
    who &&
    (/^whose$/.test(wordOf(who)) ||
      /^been\b/.test(wordOf(rank)) ||
      (!doesMost(draft, rank) && between.some((item) => isAuxiliary(draft, item))))
  )
    return undefined
  const holds =
    between.some((item) => isOp(item, 'has', 'own') || /^(has|got|holds|carries|runs)$/.test(wordOf(item))) ||
    doesMost(draft, rank)
  // "Who owns the biggest deal" asks for that deal.
  const noun = near(draft, rank.n, 1, (item) => isLight(item) || isState(item))
  const isRow =
    noun !== undefined &&
    nounObject(noun.ref) === draft.object.key &&
    isSingular(draft, noun) &&
    !/book|portfolio/.test(wordOf(noun)) &&
    !/(most|fewest|least)$/.test(wordOf(rank))
  if (isRow || isOfEach(draft, noun)) return undefined
  if (!who || !holds || !owner || owner.includes('.') || fieldOf(draft.object, owner)?.type !== 'person')
    return undefined
  take(draft, ...between.filter((item) => isOp(item, 'has', 'own')).map((item) => item.n))
  return { path: owner, n: isOp(who, 'team') ? rank.n : who.n }
}

/** "Which of my people": they are asked for. */
const isOneOfTeam = (draft: Draft, item: Item): boolean =>
  isOp(item, 'team') && /^(which|who)( one)?( of)?$/.test(wordOf(draft.items[item.n - 1]))

/** "Who has the lowest uptake": what is no sum is had by each of the rows, not by whoever looks after them. */
function isOfEach(draft: Draft, noun: Item | undefined): boolean {
  const found = roleOf(noun) === 'field' && noun?.reach?.steps === 0 ? fieldAt(draft, noun) : undefined
  return found !== undefined && isAmount(found.field) && !found.field.additive
}

/** "Who closed the most tasks", "who logged the fewest calls": so many of the rows. */
function doesMost(draft: Draft, rank: Item): boolean {
  const noun = near(draft, rank.n, 1, (item) => isLight(item) || isState(item))
  const verb = near(draft, rank.n, -1, () => false)
  return (
    /(most|fewest|least)$/.test(wordOf(rank)) &&
    noun !== undefined &&
    nounObject(noun.ref) === draft.object.key &&
    verb !== undefined &&
    (roleOf(verb) === 'verb' || /(ed|s|made|won|got|did|held|sent|ran|lost)$/.test(wordOf(verb)))
  )
}

/** "Has gone", "have been waiting". */
const isAuxiliary = (draft: Draft, item: Item): boolean =>
  /^(has|have|had)$/.test(wordOf(item)) &&
  /^(we|you|they|i|us|gone|been|waited|stayed|had|kept|.{3,}ed)$/.test(
    wordOf(draft.items[item.n + 1] ?? item),
  )

/** "The two angriest customers by CSAT": what the groups are ordered by is their figure. */
function orderedFigure(draft: Draft): void {
  const by = draft.measures.length ? undefined : draft.orders.at(-1)?.by
  const field = typeof by === 'string' ? fieldOf(draft.object, by) : undefined
  if (!field || !isAmount(field)) return
  draft.orders.pop()
  figure(draft, sumOf(field, field.key))
}

function rankGroups(draft: Draft, rank: Item, one: boolean): void {
  const own = ownRank(rank)
  // "The most overdue tasks" of somebody are how many, not how long.
  if (own && /^(the )?(most|fewest|least) /.test(wordOf(rank)) && near(draft, rank.n, 1)) draft.cost += 1.5
  if (own && !draft.measures.length) {
    const field = fieldOf(draft.object, own.by)
    if (field && isAmount(field)) figure(draft, sumOf(field, own.by))
  }
  // "The best three customers" names no responses that they would be judged by.
  if (
    own &&
    !draft.items.some((item) => nounObject(item.ref) === draft.object.key || roleOf(item) === 'field')
  )
    draft.cost += 2
  orderedFigure(draft)
  const does = draft.measures.length ? undefined : near(draft, rank.n, -1)
  const paid = does && roleOf(does) === 'verb' && !draft.used.has(does.n) ? fieldAt(draft, does) : undefined
  // "Which CSM brings in the most": the amount that the verb tells of.
  if (paid?.field.additive && does) figure(draft, sumOf(paid.field, paid.path), does.n)
  draft.groupRank = { item: rank, one }
  const count = limitBeside(draft, rank)
  if (count) {
    draft.limit = count.value
    const top = near(draft, count.n, -1)
    take(draft, count.n, ...(top && wordOf(top) === 'top' ? [top.n] : []))
  } else if (draft.groupRank.one) draft.limit ??= 1
}
