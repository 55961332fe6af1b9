/** One composition: a path of spans seen from one candidate object, run through the rules in a fixed order. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Clock } from '#db/contract.ts'
import type { Span } from '../spans.ts'
import { doersOf } from './asks-who.ts'
import { queryOf, type Asked, type Clause } from './build.ts'
import { limitAt } from './limit.ts'
import { nounObject } from './nouns.ts'
import { isEndOf } from './rank-field.ts'
import { fieldOf, isAmount, isDay } from './reach.ts'
import { headOf, kindBefore } from './head.ts'
import { draftOf, isSingular } from './resolve.ts'
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
  const kinds = kindsAsked(draft)
  if (kinds.length > 0 && !kinds.includes(object)) draft.cost += 2.5
  if (head) draft.head = head.n
  for (const bind of structure) bind(draft)
  const timed = draft.items.some((item) => item.span.meaning.kind === 'time')
  if (seed.window && timed && !draft.measures.length) draft.measures.push({ measure: seed.window })
  for (const bind of rules) bind(draft)
  chargeOddities(draft)
  leaveRanks(draft)
  if (qualifies(draft, head)) draft.cost += 4.5
  const { query, clauses } = queryOf(draft)
  if (isOddlyFollowed(draft, clauses)) draft.cost += 2.5
  const left = draft.items.filter((item) => !draft.used.has(item.n)).map((item) => item.span)
  const headObject = head ? nounObject(head.ref) : kinds.length === 1 ? kinds[0] : undefined
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
        ? head && isCutBy(draft, head)
          ? 2
          : 3.5
        : 0),
  }
}

/** "IT managers at grocery accounts": the rows that a kind which is named can be of. */
const kindsAsked = ({ items }: Draft): readonly string[] =>
  kindBefore(
    items,
    items.find(({ ref, span }) => nounObject(ref) !== undefined || span.meaning.kind === 'name'),
  )

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

/** "Go-lives in Q3": days in the plural are rows, where others of that name are kept. */
const countsDays = ({ catalogue, object, items }: Draft): boolean =>
  items.some(
    (item) =>
      item.ref?.is === 'field' &&
      item.ref.object === object.key &&
      /s$/.test(wordOf(item)) &&
      fieldOf(object, item.ref.field)?.event !== 'main' &&
      isDay(fieldOf(object, item.ref.field)) &&
      [...catalogue.objects.values()].some(({ kinds }) =>
        kinds?.some(({ words }) => words.includes(wordOf(item))),
      ),
  )

/** "Events in October", "events each feature recorded": what a measure of the last days counts is of no other days, and of all features. */
const measuresOther = ({ object, select, measures, orders, atoms, items, catalogue }: Draft): boolean =>
  [
    ...select,
    ...orders.map(({ by }) => by),
    ...measures.flatMap((each) => ('fn' in each ? (each.field ?? []) : [])),
  ].some((by) => typeof by === 'string' && fieldOf(object, by)?.window !== undefined) &&
  atoms.some(
    (each) =>
      (each.kind === 'period' && each.items.every((n) => items[n]?.span.meaning.kind === 'time')) ||
      (each.reach.many !== undefined && catalogue.objects.get(each.object)?.id === null),
  )

/** "Which accounts used the API most": they are ranked by their use of it, not by anything of their own. */
const ranksByUse = ({ items, orders, groups }: Draft): boolean =>
  orders.length > 0 &&
  groups.length === 0 &&
  items.some(({ n, ref }) => {
    const [next, rank] = items.slice(n + 1).filter((item) => item.span.meaning.kind !== 'inert')
    return (
      ref?.is === 'verb' &&
      next?.ref?.is === 'value' &&
      next.reach?.many !== undefined &&
      /^(the )?(most|least|more|hardest|heaviest)( often| frequently)?$/.test(wordOf(rank))
    )
  })

/** "Lowest scores at Kaveri": one row that is named is in no order. */
const ranksOne = ({ atoms, orders, groups, series, follows, limit }: Draft): boolean =>
  orders.length > 0 &&
  groups.length === 0 &&
  series === undefined &&
  limit === undefined &&
  !follows &&
  atoms.filter(
    ({ kind: of, reach, field, negated }) => of === 'name' && reach.steps === 0 && field === 'id' && !negated,
  ).length === 1

/** An amount that none of the figures is of. */
const isUnasked = (draft: Draft, by: string): boolean =>
  isAmount(fieldOf(draft.object, by)) &&
  !draft.measures.some((each) => 'fn' in each && each.field === by) &&
  !draft.groups.some((key) => key === by)

/** "How much comes from the top 10": one figure of all rows is none of the first of them, and must not pass for it. */
function leaveRanks({ items, measures, groups, limit, series, share, used }: Draft): void {
  if (limit === undefined || groups.length > 0 || series || (measures.length === 0 && !share)) return
  for (const item of items) if (isEndOf(item) || limitAt(item)?.value === limit) used.delete(item.n)
}

/** What hardly anybody asks for at once. */
function chargeOddities(draft: Draft): void {
  // A figure a row and groups of rows are two answers.
  const countsItself = draft.measures.some((each) => 'fn' in each && each.fn === 'count' && !each.field)
  const isMean = draft.measures.some((each) => 'fn' in each && each.fn === 'avg')
  if (draft.perRow && ((draft.groups.length && !isMean) || countsItself)) draft.cost += 3
  // "Open tasks per person": figures of other rows are not those of each row.
  if (draft.perRow && draft.select.some((each) => typeof each === 'string' && each.includes('.')))
    draft.cost += 2
  if (countsOther(draft)) draft.cost += 5
  if (measuresOther(draft)) draft.cost += 3
  if (ranksByUse(draft)) draft.cost += 3
  if (ranksOne(draft)) draft.cost += 2
  // Points on all days but some are no answer to what was not done on these.
  if (draft.object.id === null && draft.atoms.some((each) => each.kind === 'period' && each.negated))
    draft.cost += 1.5
  if (asksDay(draft)) draft.cost += 1
  if (countsDays(draft)) draft.cost += 0.9
  // Groups stand in the order of their figure: another amount would be lost.
  if (draft.groups.length && draft.orders.some(({ by }) => typeof by === 'string' && isUnasked(draft, by)))
    draft.cost += 3
  // Columns asked beside a figure have no place in its answer.
  if (draft.measures.length) draft.cost += 1.2 * draft.select.length
  // A rank or an order has none either, where nothing is grouped.
  if (draft.measures.length && !draft.groups.length && (draft.orders.length || draft.limit)) draft.cost += 3
}
