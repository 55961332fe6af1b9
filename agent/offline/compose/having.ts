/** Conditions on groups: "regions with average health below 60", "industries with at least 10 customers". Pure. */
import type { Having } from '#db/query/query.ts'
import { amountAt, fit, type Amount } from './amount.ts'
import {
  figure,
  isLight,
  isOp,
  kind,
  near,
  opOf,
  roleOf,
  sumOf,
  take,
  isState,
  type Draft,
  type Item,
} from './draft.ts'
import { nameOfFigure } from './finish.ts'
import { fieldAt } from './order.ts'
import { fieldOf, isAmount, isDay } from './reach.ts'
import { nounObject } from './nouns.ts'

/** The word that tells rows apart, where it opens the request in the plural and rows are named behind it only: "regions with …". */
function subjectOf(draft: Draft): { item: Item; path: string } | undefined {
  const item = draft.items.find(
    (each) => kind(each) !== 'inert' && !isOp(each, 'show', 'ask', 'all') && !isOp(each, 'group'),
  )
  const found = item && roleOf(item) === 'field' && !draft.used.has(item.n) ? fieldAt(draft, item) : undefined
  if (!item || !found || isAmount(found.field) || isDay(found.field) || found.field.type === 'boolean')
    return undefined
  return /s$/i.test(item.span.text) ? { item, path: found.path } : undefined
}

type Test = { of: string; items: number[]; value: number }

export function bindHaving(draft: Draft): void {
  const subject = draft.groups.length ? undefined : subjectOf(draft)
  if (!subject && !draft.groups.length) return
  for (const item of draft.items) {
    const op = opOf(item, 'compare')
    const amount = op && !draft.used.has(item.n) ? amountAt(draft, near(draft, item.n, 1)) : undefined
    if (!op || !amount) continue
    const test =
      ofFigure(draft, item, amount) ??
      ofRows(draft, amount) ??
      ofHead(draft, item, amount) ??
      (subject && ofAmount(draft, item, amount))
    if (!test) continue
    draft.having.push({ of: test.of, op: op.value as Having['op'], value: test.value })
    take(draft, item.n, ...amount.items, ...test.items)
    if (!subject || draft.groups.length) continue
    draft.groups.push(subject.path)
    take(draft, subject.item.n)
  }
}

/** "average health below 60": the figure right before the sign. */
function ofFigure(draft: Draft, sign: Item, amount: Amount): Test | undefined {
  const before = near(draft, sign.n, -1, (each) => isLight(each) && !isOp(each, 'and', 'or'))
  const said = before && draft.measures.find((each) => draft.saidAt.get(each)?.includes(before.n))
  const name = nameOfFigure(said)
  if (!said || !name) return undefined
  const field = 'fn' in said && said.field ? fieldOf(draft.object, said.field) : undefined
  return { of: name, items: [], value: (field && fit(field, amount)) ?? amount.value }
}

/** "ARR by industry, only over 1m": the amount that the groups are asked for. */
function ofHead(draft: Draft, sign: Item, amount: Amount): Test | undefined {
  const by = draft.items.find((each) => isOp(each, 'group') && draft.used.has(each.n))
  const head = draft.items.find((each) => roleOf(each) === 'field' && !draft.used.has(each.n))
  const found = head && by && head.n < by.n && by.n < sign.n ? fieldAt(draft, head) : undefined
  const value = found?.field.additive ? fit(found.field, amount) : undefined
  const isNamed = draft.items.some((each) => each.n > sign.n && roleOf(each) === 'field')
  if (!head || !found || value === undefined || isNamed) return undefined
  const asked = sumOf(found.field, found.path)
  figure(draft, asked, head.n)
  return { of: nameOfFigure(asked) ?? '', items: [], value }
}

/** "at least 10 customers": so many rows. */
function ofRows(draft: Draft, amount: Amount): Test | undefined {
  const noun = near(draft, amount.last, 1, (each) => isLight(each) || isState(each))
  if (!noun || nounObject(noun.ref) !== draft.object.key || amount.percent || amount.currency || amount.unit)
    return undefined
  draft.measures.push({ fn: 'count' })
  return { of: 'count', items: [noun.n], value: amount.value }
}

/** "more than 3m in ARR", "seats over 500": an amount that adds up, of all the rows together. */
function ofAmount(draft: Draft, sign: Item, amount: Amount): Test | undefined {
  const beside = [
    near(draft, amount.last, 1),
    near(draft, amount.last, 1, inOf),
    near(draft, sign.n, -1),
  ].find((each) => each && roleOf(each) === 'field' && !draft.used.has(each.n))
  const found = beside && fieldAt(draft, beside)
  const value = found?.field.additive ? fit(found.field, amount) : undefined
  if (!beside || !found || value === undefined) return undefined
  const asked = sumOf(found.field, found.path)
  figure(draft, asked, beside.n)
  return { of: nameOfFigure(asked) ?? '', items: [], value }
}

const inOf = (item: Item): boolean => isLight(item) || /^(in|of)$/.test(item.span.text)
