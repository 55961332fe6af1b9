/** What the figures come to once all words are read: counts beside them, running totals, the order of ranked groups. */
import type { Aggregate } from '#db/query/query.ts'
import { isOp, opOf, take, type Draft } from './draft.ts'
import { nounAmount } from './figure.ts'
import { rankDir } from './rank.ts'
import { fieldOf } from './reach.ts'

/** Rows are counted where a count was asked, or where groups stand without a figure. */
export function finishFigures(draft: Draft): void {
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
