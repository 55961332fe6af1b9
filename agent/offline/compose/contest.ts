/** "Who has more ARR, Luca or Wairimu?", "A and B, who is worth more?": the named ones side by side, the first in order first. Pure. */
import { isOp, take, wordOf, type Draft } from './draft.ts'
import { nameOfFigure } from './finish.ts'
import { prefixOf } from './reach.ts'

const comparatives = /^(more|bigger|larger|higher|greater|better|fewer|less|lower|smaller|worse)$/
const falling = /^(more|bigger|larger|higher|greater|better)$/

export function bindContest(draft: Draft): void {
  const word = draft.items.find(
    (item) =>
      !draft.used.has(item.n) && comparatives.test(wordOf(item)) && isOp(item, 'compare', 'rank', 'grade'),
  )
  const next = word && draft.items[word.n + 1]
  const asked = draft.items.some((item) => isOp(item, 'ask') && /^(who|which|whose)\b/.test(wordOf(item)))
  if (!word || !asked || /^than$/.test(wordOf(next))) return
  const named = draft.atoms.filter(
    (each) =>
      (each.kind === 'person' || each.kind === 'name') && each.field !== undefined && !each.reach.many,
  )
  const [first, second] = named
  if (
    !first?.field ||
    !second ||
    named.some((each) => each.field !== first.field || each.object !== first.object)
  )
    return
  const dir = falling.test(wordOf(word)) ? 'desc' : 'asc'
  const path = `${prefixOf(first.reach)}${first.field}`
  const isRow = first.kind === 'name' && first.reach.steps === 0
  if (isRow) {
    const [by] = draft.select
    const amount = by ?? draft.object.fields.find((field) => field.implicitFor === 'money')?.key
    if (!amount || draft.measures.length) return
    draft.orders.push({ by: amount, dir })
  } else {
    if (draft.groups.length || draft.series) return
    if (draft.measures.length === 0) draft.measures.push({ fn: 'count' })
    draft.groups.push(path)
    const by = nameOfFigure(draft.measures[0])
    if (by) draft.orders.push({ by, dir })
  }
  take(draft, word.n)
}
