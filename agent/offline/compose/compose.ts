/** One composition: a path of spans seen from one candidate object, run through the rules in a fixed order. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Clock } from '#db/contract.ts'
import type { Span } from '../spans.ts'
import { doersOf } from './asks-who.ts'
import { queryOf, type Asked, type Clause } from './build.ts'
import { nounObject } from './nouns.ts'
import { fieldOf, isAmount, isDay } from './reach.ts'
import { draftOf, headOf, isSingular } from './resolve.ts'
import { isOddlyFollowed } from './series.ts'
import { isOp, roleOf, wordOf, type Ask, type Draft, type Item } from './draft.ts'
import { groupPath } from './ranked-group.ts'
import { rules, structure } from './rules.ts'

export type Composed = {
  object: string
  query: Asked
  clauses: Clause[]
  draft: Draft
  asks: Ask[]
  /** Spans that no rule took. */
  left: Span[]
  /** The noun that names the asked rows, if one was said. */
  head?: string
  cost: number
}

/** What the query before lends to a follow-up: the measure whose window, or the event whose period, it replaces. */
export type Seed = { window?: string; event?: string; follows?: true }

/** Structure first (groups, order, figures), then numbers and periods, then whole conditions, then what negates them. */
export function compose(
  catalogue: Catalogue,
  clock: Clock,
  object: string,
  spans: readonly Span[],
  pathCost: number,
  seed: Seed = {},
): Composed | null {
  const draft = draftOf(catalogue, clock, object, spans)
  if (!draft) return null
  if (seed.event) draft.seedEvent = seed.event
  if (seed.follows) draft.follows = true
  const head = headOf(draft.items, draft)
  if (head) draft.head = head.n
  for (const bind of structure) bind(draft)
  const timed = draft.items.some((item) => item.span.meaning.kind === 'time')
  if (seed.window && timed && !draft.measures.length) draft.measures.push({ measure: seed.window })
  for (const bind of rules) bind(draft)
  chargeOddities(draft)
  if (qualifies(draft, head)) draft.cost += 4.5
  const { query, clauses } = queryOf(draft)
  if (isOddlyFollowed(draft, clauses)) draft.cost += 2.5
  const left = draft.items.filter((item) => !draft.used.has(item.n)).map((item) => item.span)
  const headObject = head && nounObject(head.ref)
  return {
    object,
    query,
    clauses,
    draft,
    asks: draft.asks,
    left,
    ...(headObject && { head: headObject }),
    cost:
      pathCost +
      draft.cost +
      (headObject && headObject !== object && doersOf(draft) !== object
        ? isCutBy(draft, head)
          ? 2
          : 3.5
        : 0),
  }
}

/** "The favourite colour of every account": a noun in the singular, or a verb, right before a field of other rows says which field is meant, and asks for no rows. */
const qualifies = (draft: Draft, head: Item | undefined): boolean =>
  draft.items.some((item) => {
    const next = draft.items[item.n + 1]
    if (roleOf(next) !== 'field') return false
    if (item === head) return next?.ref?.object !== nounObject(item.ref) && isSingular(draft, item)
    const isVerb = item.ref?.is === 'verb' && !item.ref.past && next?.ref?.object !== item.ref.object
    return isVerb && /^(the|a|an|our|their)$/.test(wordOf(draft.items[item.n - 1]))
  })

/** "Customers with the most tickets opened in October": the noun tells the rows apart. */
const isCutBy = (draft: Draft, head: Item): boolean =>
  draft.groupRank !== undefined &&
  draft.used.has(head.n) &&
  groupPath(draft, head) === draft.groups[0] &&
  draft.items.some(({ ref }) => nounObject(ref) === draft.object.key)

/** "The most tickets opened in October": how many there are now says nothing of those of a period. */
function countsOther(draft: Draft): boolean {
  const isCounted = draft.orders.some(
    ({ by }) => typeof by === 'string' && fieldOf(draft.object, by)?.unit === 'items',
  )
  return (
    isCounted &&
    draft.atoms.some(
      (each) =>
        each.kind === 'period' &&
        (each.reach.many !== undefined ||
          each.items.every((n) => draft.items[n]?.span.meaning.kind === 'time')),
    )
  )
}

/** "Which contract ends soonest": what is asked which of are rows, no day. */
const asksDay = (draft: Draft): boolean => {
  const asked = draft.items.find((item) => isOp(item, 'ask') && /^(which|what)$/.test(wordOf(item)))
  const next = asked && draft.items[asked.n + 1]
  const field =
    next?.ref?.is === 'field' && next.ref.object === draft.object.key
      ? fieldOf(draft.object, next.ref.field)
      : undefined
  return next !== undefined && isDay(field) && draft.orders.length > 0 && next.span.to - next.span.from > 1
}

/** An amount that none of the figures is of. */
const isUnasked = (draft: Draft, by: string): boolean =>
  isAmount(fieldOf(draft.object, by)) &&
  !draft.measures.some((each) => 'fn' in each && each.field === by) &&
  !draft.groups.some((key) => key === by)

/** What hardly anybody asks for at once. */
function chargeOddities(draft: Draft): void {
  // A figure a row and groups of rows are two answers.
  const countsItself = draft.measures.some((each) => 'fn' in each && each.fn === 'count' && !each.field)
  if (draft.perRow && (draft.groups.length || countsItself)) draft.cost += 3
  // "Open tasks per person": figures of other rows are not those of each row.
  if (draft.perRow && draft.select.some((each) => typeof each === 'string' && each.includes('.')))
    draft.cost += 2
  if (countsOther(draft)) draft.cost += 5
  if (asksDay(draft)) draft.cost += 1
  // Groups stand in the order of their figure: another amount would be lost.
  if (draft.groups.length && draft.orders.some(({ by }) => typeof by === 'string' && isUnasked(draft, by)))
    draft.cost += 3
  // Columns asked beside a figure have no place in its answer.
  if (draft.measures.length) draft.cost += 1.2 * draft.select.length
  // A rank or an order has none either, where nothing is grouped.
  if (draft.measures.length && !draft.groups.length && (draft.orders.length || draft.limit)) draft.cost += 3
}
