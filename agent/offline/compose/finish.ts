/** What the figures come to once all words are read: counts beside them, running totals, the order of ranked groups. */
import type { Aggregate } from '#db/query/query.ts'
import { figure, isOp, near, objectOf, opOf, take, wordOf, type Draft } from './draft.ts'
import { nounAmount } from './figure.ts'
import { nounObject } from './nouns.ts'
import { rankDir } from './rank-field.ts'
import { fieldOf, isAmount } from './reach.ts'

/** "Pipeline by stage in dollars": the amount is what is asked, group by group. */
const moneyTerms =
  /^in (dollars|usd|euros|eur|gbp|pounds|money|money terms|cash|revenue terms|cash terms|value|value terms|arr terms|terms of (money|arr|revenue|value))$/

/** Rows are counted where a count was asked, or where groups stand without a figure. */
export function finishFigures(draft: Draft): void {
  const inMoney = draft.items.find((item) => moneyTerms.test(wordOf(item)))
  const money = draft.object.fields.find((field) => field.implicitFor === 'money' && field.additive)
  if (inMoney && money && (draft.groups.length || draft.counting) && !draft.measures.length)
    figure(draft, { fn: 'sum', field: money.key }, inMoney.n)
  if (draft.counting) countToo(draft)
  const summed =
    draft.groups.length && !draft.measures.length && !draft.counting
      ? (nounAmount(draft) ?? orderedAmount(draft))
      : undefined
  // "Share of the open pipeline": of its amount.
  const shared = draft.share && !draft.measures.length && !draft.counting ? nounAmount(draft) : undefined
  if (shared) draft.measures.push({ fn: 'sum', field: shared })
  if (draft.groups.length && !draft.measures.length)
    draft.measures.push(summed ? { fn: 'sum', field: summed } : { fn: 'count' })
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

/** "How many accounts and how much ARR": a count beside other figures stands where it was said. */
function countToo(draft: Draft): void {
  const before = draft.measures.findIndex(
    (each) => Math.min(...(draft.saidAt.get(each) ?? [Infinity])) > (draft.countAt ?? -1),
  )
  draft.measures.splice(before < 0 ? draft.measures.length : before, 0, { fn: 'count' })
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
        : figure.field
          ? `${figure.fn}_${figure.field.replace(/\./g, '_')}`
          : 'count'))

/** "The sourest sentiment lately": what is measured as it stands is of late by itself. */
export function takeOfLate(draft: Draft): void {
  for (const item of draft.items) {
    if (
      !isOp(item, 'vague') ||
      !/^(lately|recently|of late|these days|in recent times|shortly)$/.test(wordOf(item))
    )
      continue
    const before = near(draft, item.n, -1)
    const ref = before && draft.used.has(before.n) ? before.ref : undefined
    const field = ref && 'field' in ref ? fieldOf(objectOf(draft, ref.object), ref.field) : undefined
    const isMeasured = isAmount(field) && (draft.orders.length > 0 || draft.measures.length > 0)
    if (isMeasured || (ref?.is === 'superlative' && draft.orders.length > 0)) take(draft, item.n)
  }
}
