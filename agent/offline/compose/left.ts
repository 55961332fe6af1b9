/** Fields that were named and that nothing else took: figures, keys, look-ups or columns, by where they stand. */
import type { Field } from '#db/catalogue/types.ts'
import { figure, isOp, near, objectOf, roleOf, sumOf, take, type Draft, type Item } from './draft.ts'
import { namesOneRow } from './figure.ts'
import { fieldAt } from './order.ts'
import { isAmount } from './reach.ts'
import { nounObject } from './nouns.ts'

/**
 * Amounts named and not used by anything else. Beside groups they are the figure; of a named row they are looked up;
 * at the head of the request an additive one is its sum; else they are a column.
 */
export function bindLeftAmounts(draft: Draft): void {
  for (const item of draft.items) {
    if (draft.used.has(item.n) || roleOf(item) !== 'field') continue
    const found = fieldAt(draft, item)
    if (!found) continue
    const { field, path } = found
    // How many rows the owner of the owner has is no column that anybody means.
    if (isCount(field) && (item.reach?.steps ?? 0) > 1 && !showsColumns(draft, item)) continue
    take(draft, item.n)
    // "How the load is shared out among them": how many of these rows somebody has is their number.
    if (draft.groups.length && countsRows(draft, item)) {
      draft.counting = true
      draft.cost += 2
    } else if (!isAmount(field) && isKey(draft, item, field)) draft.groups.push(path)
    else if (!isAmount(field)) {
      draft.select.push(path)
      if (!namesOneRow(draft) && !showsColumns(draft, item)) draft.cost += 0.6
    } else if (draft.groups.length || draft.share || draft.series || isFigureToo(draft, item, field))
      figure(
        draft,
        // "ARR per customer by segment": of each of them on average.
        draft.perRow && draft.groups.length ? { fn: 'avg', field: path } : sumOf(field, path),
        item.n,
      )
    else if (namesOneRow(draft) || draft.perRow) {
      draft.select.push(path)
      if (isCount(field)) draft.cost += 1.5
    } else if (
      field.additive &&
      !isCount(field) &&
      isHead(draft, item) &&
      !draft.counting &&
      !draft.measures.length
    ) {
      figure(draft, { fn: 'sum', field: path }, item.n)
      draft.softFigure = true
    } else {
      draft.select.push(path)
      // "open tickets" alone asks for the tickets, not for their number.
      draft.cost += isCount(field) ? 2 : showsColumns(draft, item) ? 0.1 : 0.7
    }
  }
}

/** "ARR and seats in total": what stands beside a figure, joined to it, is one as well. */
function isBesideFigure(draft: Draft, item: Item): boolean {
  const isSaid = (other: Item | undefined): boolean =>
    other !== undefined && [...draft.saidAt.values()].some((said) => said.includes(other.n))
  return ([1, -1] as const).some((step) => {
    const other = near(draft, item.n, step)
    const between = other ? draft.items.slice(Math.min(item.n, other.n) + 1, Math.max(item.n, other.n)) : []
    return isSaid(other) && between.some((each) => isOp(each, 'and'))
  })
}

/** "How many are there, and what's their ARR": beside a count what adds up is added. */
function isFigureToo(draft: Draft, item: Item, field: Field): boolean {
  const at = draft.countAt ?? item.n
  if (!isCount(field) && isBesideFigure(draft, item)) return true
  return (
    draft.counting &&
    field.additive === true &&
    !namesOneRow(draft) &&
    draft.items.slice(at + 1, item.n).some((each) => isOp(each, 'and'))
  )
}

const namesRows = ({ object }: Draft, word: string): boolean =>
  [object.label, object.plural, ...object.nouns].some(
    (noun) => word === noun.toLowerCase() || word === `${noun.toLowerCase()}s`,
  )

/** A field of whoever holds the rows that says how many of them they hold. */
const countsRows = (draft: Draft, { ref, reach, span }: Item): boolean =>
  ref?.is === 'field' &&
  (reach?.up.length ?? 0) > 0 &&
  !namesRows(draft, span.text.toLowerCase()) &&
  objectOf(draft, ref.object).relations.some(({ key, to }) => key === ref.field && to === draft.object.key)

/** "Health bands per segment": what tells rows apart is a key as well, where others are. */
const isKey = (draft: Draft, item: Item, field: Field): boolean =>
  draft.groups.length > 0 &&
  /^(enum|person|boolean)$/.test(field.type) &&
  draft.items.some((other) => other.n > item.n && isOp(other, 'group')) &&
  !draft.groups.some((group) => group === field.key)

/** "with their region", "show the CSM": a column is asked for. */
const showsColumns = (draft: Draft, item: Item): boolean =>
  draft.items.some(
    (other) =>
      other.n < item.n &&
      other.n >= item.n - 4 &&
      (isOp(other, 'show', 'has', 'those', 'it', 'and') || /^(and|,)$/.test(other.span.text)),
  )

const isCount = (field: Field): boolean => field.unit === 'items' || field.unit === 'users'

/** The amount comes before any noun of the asked rows: "weighted pipeline of open deals", not "accounts with their ARR". */
function isHead(draft: Draft, item: Item): boolean {
  const noun = draft.items.find((other) => nounObject(other.ref) === draft.object.key)
  if (!noun) return !draft.limit && !draft.orders.length
  return item.n < noun.n
}
