/** One composition: a path of spans seen from one candidate object, run through the rules in a fixed order. Pure. */
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Clock } from '#db/contract.ts'
import type { Span } from '../spans.ts'
import { queryOf, type Asked, type Clause } from './build.ts'
import { nounObject } from './nouns.ts'
import { draftOf, headOf, isSingular } from './resolve.ts'
import { isOddlyFollowed } from './series.ts'
import { roleOf, wordOf, type Ask, type Draft, type Item } from './draft.ts'
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
    cost: pathCost + draft.cost + (headObject && headObject !== object ? 3.5 : 0),
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

/** What hardly anybody asks for at once. */
function chargeOddities(draft: Draft): void {
  // A figure a row and groups of rows are two answers.
  const countsItself = draft.measures.some((each) => 'fn' in each && each.fn === 'count' && !each.field)
  if (draft.perRow && (draft.groups.length || countsItself)) draft.cost += 3
  // "Open tasks per person": figures of other rows are not those of each row.
  if (draft.perRow && draft.select.some((each) => typeof each === 'string' && each.includes('.')))
    draft.cost += 2
  // Columns asked beside a figure have no place in its answer.
  if (draft.measures.length) draft.cost += 1.2 * draft.select.length
  // A rank or an order has none either, where nothing is grouped.
  if (draft.measures.length && !draft.groups.length && (draft.orders.length || draft.limit)) draft.cost += 3
}
