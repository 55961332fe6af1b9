/** "ARR per seat by segment": one amount held against another, both summed over the rows. Pure. */
import type { Aggregate } from '#db/query/query.ts'
import { figure, near, roleOf, take, type Draft, type Item } from './draft.ts'
import { amountOf } from './figure.ts'
import { nameOfFigure } from './finish.ts'
import { fieldAt } from './order.ts'

/** Takes both amounts and the word between them; false where what stands before it is no amount that adds up. */
export function bindPerAmount(draft: Draft, op: Item, over: Item): boolean {
  const to = fieldAt(draft, over)
  if (!to?.field.additive || draft.share) return false
  const of = sumBefore(draft, op)
  if (!of) return false
  const base: Aggregate = { fn: 'sum', field: to.path }
  figure(draft, of.asked, ...of.items)
  figure(draft, base, over.n)
  draft.made.push({ make: 'ratio', of: nameOfFigure(of.asked) ?? '', to: nameOfFigure(base) ?? '' })
  take(draft, op.n)
  return true
}

/** The amount right before the word: named, or asked for as a sum or a mean already. */
function sumBefore(draft: Draft, op: Item): { asked: Aggregate; items: number[] } | undefined {
  const before = near(draft, op.n, -1)
  if (!before || roleOf(before) !== 'field') return undefined
  const at = draft.measures.findIndex((each) => draft.saidAt.get(each)?.includes(before.n))
  const said = draft.measures[at]
  const found = said ? fieldAt(draft, before) : amountOf(draft, before)
  if (!found?.field.additive) return undefined
  // "Average ARR per seat": a mean of one amount over another is their ratio.
  if (said) draft.measures.splice(at, 1)
  return {
    asked: { fn: 'sum', field: found.path },
    items: [...(said ? (draft.saidAt.get(said) ?? []) : []), before.n],
  }
}
