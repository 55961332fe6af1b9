/** The time from one day of a row to another: "how many days from signing to go-live, on average", "took longest between raised and fixed", "more than 60 days from signature to launch". Pure. */
import type { Aggregate, Operand } from '#db/query/query.ts'
import { amountAt } from './amount.ts'
import {
  atom,
  figure,
  isLight,
  isOp,
  near,
  opOf,
  roleOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { limitBeside } from './limit.ts'
import { nounObject } from './nouns.ts'
import { fieldOf, here, isDay } from './reach.ts'

/** The day of the asked rows that an item names, as a field, as what happens on it, or as the state that it brings. */
function dayAt(draft: Draft, item: Item): string | undefined {
  const { meaning } = item.span
  if (meaning.kind !== 'entry' || draft.used.has(item.n)) return undefined
  for (const ref of meaning.refs) {
    if (ref.object !== draft.object.key) continue
    const where = ref.is === 'adjective' && 'field' in ref.where ? ref.where.field : undefined
    const key = where ?? (ref.is === 'field' || ref.is === 'verb' ? ref.field : undefined)
    if (key !== undefined && isDay(fieldOf(draft.object, key))) return key
  }
  return stateDay(draft, item)
}

/** "Fixed" is a state; the day that it began on is told by the verb of the same word. */
function stateDay(draft: Draft, item: Item): string | undefined {
  const [ref] = item.span.meaning.kind === 'entry' ? item.span.meaning.refs : []
  if (ref?.is !== 'value' || ref.object !== draft.object.key) return undefined
  const word = wordOf(item)
  const isSaid = (verbs: readonly string[]): boolean =>
    verbs.some((verb) => word === `${verb}d` || word === `${verb}ed` || word === verb)
  return draft.object.fields.find((field) => isDay(field) && isSaid(field.phrases?.verbs ?? []))?.key
}

type Stretch = { from: string; to: string; items: number[] }

const opens = (item: Item | undefined): boolean => /^(from|between)$/.test(wordOf(item))
const joins = /^(to|until|till|til|and|through|up to|-|→|before)$/
/** "To first answered": the day is the first of its kind anyway. */
const passable = (item: Item): boolean => isLight(item) || /^(the )?first$/.test(wordOf(item))

/** "From … to …", "between … and …", of two different days. */
function stretchOf(draft: Draft): Stretch | undefined {
  for (const opener of draft.items) {
    if (!opens(opener) || draft.used.has(opener.n)) continue
    const start = near(
      draft,
      opener.n,
      1,
      (item) => isLight(item) || nounObject(item.ref) === draft.object.key,
    )
    const from = start && dayAt(draft, start)
    if (!start || from === undefined) continue
    const joint = draft.items.find((item) => item.n > start.n && joins.test(wordOf(item)))
    const passed = draft.items.slice(start.n + 1, joint?.n)
    const end = joint && near(draft, joint.n, 1, passable)
    const to = end && dayAt(draft, end)
    if (!joint || !end || to === undefined || to === from || !passed.every(isLight)) continue
    const skipped = draft.items.slice(joint.n + 1, end.n).filter((item) => !isLight(item))
    return { from, to, items: [opener.n, start.n, joint.n, end.n, ...skipped.map(({ n }) => n)] }
  }
  return undefined
}

const functions = { average: 'avg', median: 'median', minimum: 'min', maximum: 'max' } as const

const functionOf = (item: Item) =>
  (['average', 'median', 'minimum', 'maximum'] as const).find((op) => isOp(item, op))

/** "Longest", "took the shortest": the end of a stretch that a rank means, whatever else its word may rank. */
function endOf(item: Item): 'asc' | 'desc' | undefined {
  const [word] = /(longest|slowest|shortest|fastest|quickest|soonest)$/.exec(wordOf(item)) ?? []
  if (!word || !(isOp(item, 'rank') || roleOf(item) === 'superlative')) return undefined
  return /longest|slowest/.test(word) ? 'desc' : 'asc'
}

const asksTime = (item: Item): boolean =>
  endOf(item) !== undefined ||
  isOp(item, 'long', 'count', 'unit', 'much', 'average', 'median') ||
  /^(time|days|hours)$/.test(wordOf(item))

/** Takes both days and what asks for the time between them; a number makes a condition, a rank an order, all else a figure. */
export function bindStretch(draft: Draft): void {
  const stretch = stretchOf(draft)
  if (!stretch) return
  const { from, to, items } = stretch
  const asked = draft.items.filter((item) => !draft.used.has(item.n) && !items.includes(item.n))
  if (!asked.some(asksTime)) return
  const operand = {
    field: from,
    to,
    ...(unitOf(draft, stretch, asked) === 'hours' && { unit: 'hours' as const }),
  }
  const sign = asked.find((item) => isOp(item, 'compare') && amountAt(draft, near(draft, item.n, 1)))
  const rank = asked.find(endOf)
  const functionsSaid = asked.filter(functionOf)
  take(draft, ...items, ...asked.filter((item) => isOfTime(draft, item)).map(({ n }) => n))
  if (functionsSaid.length === 0 && sign) bindBound(draft, operand, sign)
  else if (functionsSaid.length === 0 && rank) bindRank(draft, operand, rank)
  else {
    const fns = functionsSaid.map(functionOf).flatMap((op) => (op ? [functions[op]] : []))
    for (const fn of fns.length > 0 ? fns : (['avg'] as const))
      figure(draft, { fn, ...operand } satisfies Aggregate, ...items, ...functionsSaid.map(({ n }) => n))
  }
}

/** Days, unless hours were said or both ends are moments. */
function unitOf(draft: Draft, { from, to }: Stretch, asked: readonly Item[]): string {
  const said = asked
    .map((item) => opOf(item, 'unit')?.value)
    .find((unit) => /^(days|hours)$/.test(unit ?? ''))
  const areMoments = [from, to].every((key) => fieldOf(draft.object, key)?.type === 'time')
  return said ?? (areMoments ? 'hours' : 'days')
}

/** "More than 60 days". */
function bindBound(draft: Draft, operand: Operand, sign: Item): void {
  const amount = amountAt(draft, near(draft, sign.n, 1))
  if (!amount) return
  const condition = { ...operand, op: opOf(sign, 'compare')?.value as 'gt', value: amount.value }
  const items = [sign.n, ...amount.items]
  atom(draft, { kind: 'compare', object: draft.object.key, reach: here, condition, items })
}

/** "The five that took longest". */
function bindRank(draft: Draft, operand: Operand, rank: Item): void {
  const count = limitBeside(draft, rank)
  if (count) draft.limit = count.value
  const order = { by: operand, dir: endOf(rank) ?? ('desc' as const) }
  draft.orders.push(order)
  draft.settledOrder = order
  take(draft, rank.n, count?.n)
}

/** "How many days": the unit is asked, no rows. */
const isOfTime = (draft: Draft, item: Item): boolean =>
  isOp(item, 'long', 'unit') ||
  /^(take|takes|took|taken|need|needs|needed|pass|passes|passed)$/.test(wordOf(item)) ||
  (isOp(item, 'count') && isOp(draft.items[item.n + 1], 'unit'))
