/** Shares: "what % of our accounts are red", "share of ARR by region". What is measured is split into the whole and the part. Pure. */
import { liftsClause } from '#db/query/usual.ts'
import type { Aggregate, Condition, Query } from '#db/query/query.ts'
import { isOp, isState, kind, roleOf, take, wordOf, type Draft, type Item } from './draft.ts'
import { nounObject } from './nouns.ts'

const joins =
  /^(is|are|was|were|that|who|which|has|have|had|do|does|did|sits?|comes?|belongs?|lies?|stems?|goes|renews?)$/

/** A state that begins with what happened: "went our way". */
const finite = /^(went|came|got|fell|ended|turned|slipped|broke|worked|panned|paid|left|made|took) /

/** "ARR share per segment": the noun right behind an amount, where groups follow. */
const isShareOfGroups = ({ items }: Draft, item: Item): boolean =>
  /^(share|shares)$/.test(wordOf(item)) &&
  roleOf(items[item.n - 1]) === 'field' &&
  isOp(items[item.n + 1], 'group')

/** Marks the share and where its part begins: behind the noun or the amount that is shared, or behind the verb that follows it. */
export function bindShare(draft: Draft): void {
  const item = draft.items.find(
    (each) => (isOp(each, 'share') && !draft.used.has(each.n)) || isShareOfGroups(draft, each),
  )
  if (!item) return
  const noun = draft.items.find(
    (each) => each.n > item.n && (nounObject(each.ref) !== undefined || roleOf(each) === 'field'),
  )
  draft.share = { item: item.n, part: (noun ?? item).n + 1 }
  // "At-risk ARR as a share of total ARR": the whole is said at the end.
  for (const each of draft.items)
    if (each.n > item.n && isOp(each, 'total', 'all') && !isOp(each, 'group') && !draft.used.has(each.n))
      take(draft, each.n)
}

type Clause = { condition: Condition; items: number[] }
type Split = { part: Clause[]; whole: Clause[] }

/** "… were urgent, this quarter": a period that no verb of its own brings in is of the whole. */
const isWhen = (draft: Draft, { items }: Clause): boolean =>
  items.every((n) => kind(draft.items[n]) === 'time')

/** What the words behind the noun say is the part; where they say it of a part already, what its verb says. */
function splitOf(draft: Draft, clauses: Clause[], from: number): Split {
  const after = (n: number) => clauses.filter(({ items }) => Math.min(...items) >= n)
  const verb = draft.items.findLast(
    (each) =>
      each.n >= from &&
      ((joins.test(wordOf(each)) && after(each.n + 1).length > 0) ||
        (isState(each) && finite.test(wordOf(each)) && after(each.n).length > 0)),
  )
  const said = [verb ? after(verb.n) : [], after(from), clauses].find((each) => each.length > 0) ?? []
  const lasting = said.filter((clause) => !isWhen(draft, clause))
  const part = lasting.length ? lasting : said
  return { part, whole: clauses.filter((clause) => !part.includes(clause)) }
}

/** "The ratio of won to lost deals": of one kind to another, not of some to all. */
const isOfTwo = ({ items }: Draft, n: number): boolean =>
  /\bratio\b/.test(wordOf(items[n])) &&
  items.some(
    (each) =>
      each.n > n &&
      /^(to|and|over)$/.test(wordOf(each)) &&
      isState(items[each.n - 1]) &&
      isState(items[each.n + 1]),
  )

export const isShared = (draft: Draft): boolean =>
  draft.share !== undefined &&
  !isOfTwo(draft, draft.share.item) &&
  draft.measures.length <= 1 &&
  draft.measures.every((each) => 'fn' in each && (each.fn === 'sum' || each.fn === 'count')) &&
  (draft.atoms.length > 0 || draft.groups.length > 0)

/** Takes the word where there is something to share. */
export function takeShare(draft: Draft): void {
  if (isShared(draft)) take(draft, draft.share?.item)
}

const allOf = (conditions: Condition[]): Condition | undefined =>
  conditions.length > 1 ? { and: conditions } : conditions[0]

/** The filter and the figures of a share. */
export function shareOf(
  draft: Draft,
  clauses: Clause[],
): Pick<Query, 'measures' | 'scope'> & { where?: Condition } {
  const [base = { fn: 'count' }] = draft.measures
  if (!('fn' in base)) return { measures: [base] }
  if (!clauses.length) return { measures: [base, { make: 'share', of: keyOf(base) }] }
  const { part, whole } = splitOf(draft, clauses, draft.share?.part ?? 0)
  const where = allOf(whole.map(({ condition }) => condition))
  const inPart = allOf(part.map(({ condition }) => condition))
  // What the usual scope would leave out belongs to the whole, where the part is of it.
  const lifted = draft.object.usually.some((clause) => liftsClause(clause, inPart))
  return {
    ...(where && { where }),
    ...(lifted && { scope: 'all' as const }),
    measures: [
      { ...base, ...(inPart && { where: inPart }), as: 'part' },
      { ...base, as: 'whole' },
      { make: 'ratio', of: 'part', to: 'whole', as: 'share' },
      ...(draft.groups.length ? [{ make: 'share' as const, of: 'part', as: 'share_of_all' }] : []),
    ],
  }
}

const keyOf = (base: Extract<Aggregate, { fn: string }>): string =>
  base.field === undefined ? base.fn : `${base.fn}_${base.field.replace(/\./g, '_')}`
