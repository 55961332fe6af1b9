/** How many rows a rank asks for: a number beside it or before the noun of the rows, or one where a single row was meant. */
import { isLight, isOp, kind, near, opOf, roleOf, wordOf, type Draft, type Item } from './draft.ts'
import { mainEvent } from './reach.ts'
import { nounObject } from './nouns.ts'
import { isSingular } from './resolve.ts'

export function limitAt(item: Item | undefined): { value: number; n: number } | undefined {
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

/** What may stand between a number and the noun that it counts: "the 4 live contracts", "our two angriest customers". */
const describes = (item: Item): boolean =>
  isLight(item) ||
  isOp(item, 'rank') ||
  roleOf(item) === 'value' ||
  roleOf(item) === 'adjective' ||
  roleOf(item) === 'superlative'

/** "The three whose …", "the 4 we have …": a clause says which, and no noun is needed. */
const opensClause = /^(of|that|who|whose|whom|which|we|with|where|i|having|in|at|for|from)$/

/** A small whole number beside the rank, before the noun of the rows, or before a clause that says which. */
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
      isOp(draft.items[item.n + 1], 'compareAfter', 'unit')
    )
      continue
    const next = draft.items[item.n + 1]
    const noun = near(draft, item.n, 1, describes)
    const asked = draft.items[item.n - 1]
    const isAsked =
      isOp(asked, 'ask') &&
      /^(which|what)$/.test(wordOf(asked)) &&
      /^(are|is|were|have|has|do|did|bring|would|will|come|look|seem|should|are worth)$/.test(wordOf(next))
    if (isOfRows(draft, noun) || !noun || isAsked || (next && opensClause.test(wordOf(next)))) return limit
  }
  return undefined
}

const isKindOf = (draft: Draft, ref: Item['ref']): boolean =>
  ref?.is === 'value' && ref.object === draft.object.key

/** A noun of the rows, or of what happens to them: "ten renewals". */
export const isOfRows = (draft: Draft, noun: Item | undefined): boolean =>
  nounObject(noun?.ref) === draft.object.key ||
  (noun?.ref?.is === 'field' &&
    noun.ref.object === draft.object.key &&
    noun.ref.field === draft.object.title) ||
  (noun?.ref !== undefined &&
    'field' in noun.ref &&
    noun.ref.object === draft.object.key &&
    noun.ref.field === mainEvent(draft.object)?.key &&
    /s$/i.test(noun.span.text))

const placedFirst = /^(first|on top|at the top|up top|up front|at the front|foremost|upfront)$/

/** "Which account has the most …", "which of my accounts has …": one row. */
export function impliedLimit(draft: Draft, ranks: Item[]): void {
  if (draft.groups.length && !draft.groupRank) return
  // "Lowest health on top": the order of all of them.
  if (
    draft.follows &&
    draft.items.some((item) => item.n > (ranks[0]?.n ?? 0) && placedFirst.test(wordOf(item)))
  )
    return
  const of = draft.items.find((item) => /^which( one)? of$/.test(wordOf(item)))
  if (of && draft.items.some((item) => item.n > of.n && /^(has|is|was)$/.test(wordOf(item)))) draft.limit = 1
  const who = draft.items.find((item) => opOf(item, 'ask')?.value === 'who')
  if (
    who &&
    isOp(
      near(draft, who.n, 1, () => false),
      'has',
      'own',
    )
  )
    draft.limit = 1
  const head = draft.items.find(
    (item) =>
      nounObject(item.ref) === draft.object.key && (roleOf(item) === 'object' || roleOf(item) === 'relation'),
  )
  // "The CSM with the most …": one of a kind of the rows.
  const kindOf = head
    ? undefined
    : draft.items.find(({ n, ref }) => n < (ranks[0]?.n ?? 0) && isKindOf(draft, ref))
  const isOne = head ? isSingular(draft, head) : kindOf !== undefined && !/s$/i.test(kindOf.span.text)
  if (isOne && ranks.length) draft.limit = 1
  if (ranks.some((rank) => /(number one|top one|no 1)$|^single /.test(wordOf(rank)))) draft.limit = 1
  // "The highest ARR in EMEA": one amount, and no rows were named.
  const [rank] = ranks
  const amount = rank && near(draft, rank.n, 1)
  const isNamed = draft.items.some(
    (item) => nounObject(item.ref) === draft.object.key || kind(item) === 'time',
  )
  if (!head && !isNamed && roleOf(amount) === 'field' && !/s$/i.test(wordOf(amount ?? rank))) draft.limit = 1
}
