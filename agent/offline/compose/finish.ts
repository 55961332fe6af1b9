/** What the figures come to once all words are read: counts beside them, running totals, the order of ranked groups. */
import type { Aggregate } from '#db/query/query.ts'
import {
  figure,
  isLight,
  isOp,
  near,
  objectOf,
  opOf,
  roleOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { nounAmount } from './figure.ts'
import { nounObject } from './nouns.ts'
import { rankDir } from './rank-field.ts'
import { fieldOf, isAmount, isDay, fieldBehind } from './reach.ts'

/** "Pipeline by stage in dollars": the amount is what is asked, group by group. */
const moneyTerms =
  /^in (dollars|usd|euros|eur|gbp|pounds|money|money terms|cash|revenue terms|cash terms|value|value terms|arr terms|terms of (money|arr|revenue|value))$/

/** Rows are counted where a count was asked, or where groups stand without a figure. */
export function finishFigures(draft: Draft): void {
  const inMoney = draft.items.find((item) => moneyTerms.test(wordOf(item)))
  const money = draft.object.fields.find((field) => field.implicitFor === 'money' && field.additive)
  if (inMoney && money && (draft.groups.length || draft.counting) && !draft.measures.length)
    figure(draft, { fn: 'sum', field: money.key }, inMoney.n)
  restateLate(draft)
  takeEach(draft)
  if (!draft.counting && isCountedToo(draft)) draft.counting = true
  if (draft.counting) countToo(draft)
  const summed =
    draft.groups.length && !draft.measures.length && !draft.counting
      ? (nounAmount(draft) ?? orderedAmount(draft))
      : undefined
  // "Share of the open pipeline": of its amount.
  const shared = draft.share && !draft.measures.length && !draft.counting ? nounAmount(draft) : undefined
  if (shared) draft.measures.push({ fn: 'sum', field: shared })
  if (draft.groups.length && !draft.measures.length)
    draft.measures.push(summed ? { fn: 'sum', field: summed } : tallyOf(draft))
}

/** "Running total of won deals by month": over the groups of a date, in their order. */
export function bindRunning(draft: Draft): void {
  const item = draft.items.find((each) => isOp(each, 'running') && !draft.used.has(each.n))
  const of = nameOfFigure(draft.measures[0])
  const [key] = draft.groups
  if (!item || !of || typeof key !== 'object' || !key.by || draft.groups.length > 1) return
  const [asked] = draft.measures
  if (!asked || !('fn' in asked) || (asked.fn !== 'sum' && asked.fn !== 'count')) return
  draft.made.push({ make: 'running', of })
  take(draft, item.n)
}

/** "By priority, and how many in each", "a total for each of them": the groups were said before. */
function takeEach(draft: Draft): void {
  if (draft.groups.length === 0) return
  for (const item of draft.items) {
    if (draft.used.has(item.n) || !/^((in|of|for|per) )?(each|every)( one)?$/.test(wordOf(item))) continue
    const next = near(draft, item.n, 1, (other) => isLight(other) && !isOp(other, 'those', 'it'))
    if (next === undefined || isOp(next, 'those', 'it')) take(draft, item.n)
  }
}

/** "Which industry pays us the most on average": the one amount that was asked is meant as its mean. */
function restateLate(draft: Draft): void {
  const item = draft.items.find((each) => isOp(each, 'average', 'median') && !draft.used.has(each.n))
  const [asked, ...more] = draft.measures
  if (!item || !asked || more.length || draft.counting || !('fn' in asked) || asked.field === undefined)
    return
  if (asked.fn !== 'sum' && asked.fn !== 'avg') return
  const restated = { ...asked, fn: isOp(item, 'median') ? ('median' as const) : ('avg' as const) }
  draft.measures[0] = restated
  draft.saidAt.set(restated, [...(draft.saidAt.get(asked) ?? []), item.n])
  take(draft, item.n)
}

/** "Accounts and ARR per CSM": beside an amount of each group the rows themselves are as many as there are. */
function isCountedToo(draft: Draft): boolean {
  if (!draft.groups.length || draft.measures.length === 0) return false
  const said = [...draft.saidAt.values()]
    .flat()
    .filter((n) => /^(field|verb)$/.test(roleOf(draft.items[n]) ?? ''))
  return draft.items.some((item) => {
    if (roleOf(item) !== 'object' || nounObject(item.ref) !== draft.object.key) return false
    const [joint, ...rest] = draft.items.slice(item.n + 1, Math.min(...said.filter((n) => n > item.n)))
    if (!said.some((n) => n > item.n) || !joint) return false
    const isJoined = isOp(joint, 'and') || /^(plus|&|\+)$/.test(wordOf(joint))
    if (isJoined && rest.every((each) => isLight(each) || isOp(each, 'much', 'total'))) {
      draft.countAt = item.n
      return true
    }
    return false
  })
}

/** "How many accounts and how much ARR": a count beside other figures stands where it was said. */
function countToo(draft: Draft): void {
  const before = draft.measures.findIndex(
    (each) => Math.min(...(draft.saidAt.get(each) ?? [Infinity])) > (draft.countAt ?? -1),
  )
  const counted = tallyOf(draft)
  if (draft.measures.some((each) => JSON.stringify(each) === JSON.stringify(counted))) return
  draft.measures.splice(before < 0 ? draft.measures.length : before, 0, counted)
}

/** Points of a time series are no things to count: how many there were is what they add up to. */
function tallyOf({ object }: Draft): Aggregate {
  const amount = object.id === null ? object.fields.find(({ additive }) => additive) : undefined
  return amount ? { fn: 'sum', field: amount.key } : { fn: 'count' }
}

/** "Compare EMEA and NA by ARR": the amount that groups are ordered by is what they are compared in. */
function orderedAmount(draft: Draft): string | undefined {
  const by = draft.orders[0]?.by
  const field = typeof by === 'string' ? fieldOf(draft.object, by) : undefined
  return field?.additive ? field.key : undefined
}

/** Orders ranked groups by their figure. */
export function orderGroups(draft: Draft): void {
  const [first] = draft.measures
  const name = nameOfFigure(first)
  if (draft.rankedGroups && name && !draft.groupRank) {
    const end = draft.orders.at(-1)
    draft.orders = [{ by: name, dir: end?.dir ?? 'desc' }]
  }
  if (!draft.groupRank || !name) return
  if (draft.orders.some(({ by }) => typeof by === 'string' && by.includes('.'))) draft.cost += 2
  const field = first && 'fn' in first && first.field ? fieldOf(draft.object, first.field) : undefined
  const { item } = draft.groupRank
  const end = item.ref?.is === 'superlative' ? item.ref.end : opOf(item, 'rank')?.value
  // "Which regions bring in the most": so many of what must be said.
  const isSaid =
    draft.atoms.length > 0 ||
    draft.counting ||
    draft.items.some(({ ref }) => nounObject(ref) === draft.object.key)
  if (name === 'count' && !isSaid && /(most|least)$/.test(wordOf(item))) draft.cost += 1
  // The most rows are neither the best nor the worst.
  if (/^(best|worst)$/.test(end ?? '') && name === 'count') draft.cost += 1
  draft.orders = [{ by: name, dir: rankDir(field, end) }]
}

export const nameOfFigure = (figure: Aggregate | undefined): string | undefined =>
  !figure
    ? undefined
    : (figure.as ??
      ('measure' in figure
        ? figure.measure
        : figure.to !== undefined
          ? `${figure.fn}_${figure.field ?? ''}_to_${figure.to}_${figure.unit ?? 'days'}`
          : figure.field
            ? `${figure.fn}_${figure.field.replace(/\./g, '_')}`
            : 'count'))

/** "The sourest sentiment lately", "gone quiet lately": what is measured as it stands is of late by itself. */
export function takeOfLate(draft: Draft): void {
  for (const item of draft.items) {
    if (
      !isOp(item, 'vague') ||
      !/^(lately|recently|of late|these days|in recent times|shortly)$/.test(wordOf(item))
    )
      continue
    const held = ([-1, 1] as const)
      .map((side) => near(draft, item.n, side))
      .filter((other) => other !== undefined && draft.used.has(other.n))
    if (held.some((other) => isOfToday(draft, other))) take(draft, item.n)
    const ref = near(draft, item.n, -1) === held[0] ? held[0]?.ref : undefined
    const field = ref && 'field' in ref ? fieldBehind(draft.catalogue, ref) : undefined
    const isMeasured = isAmount(field) && (draft.orders.length > 0 || draft.measures.length > 0)
    if (isMeasured || (ref?.is === 'superlative' && draft.orders.length > 0)) take(draft, item.n)
  }
}

/** A state that is measured over the last days anew each day. */
function isOfToday(draft: Draft, item: Item | undefined): boolean {
  const ref = item?.ref
  const key =
    ref?.is === 'value' ? ref.field : ref?.is === 'adjective' && 'field' in ref.where ? ref.where.field : ''
  const field = ref && fieldOf(objectOf(draft, ref.object), key)
  return field?.dated === true && !isDay(field)
}
