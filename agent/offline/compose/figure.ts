/** Figures over many rows: counts, sums, means, a portfolio's own measures; and a field asked of one named row. */
import type { Field } from '#db/catalogue/types.ts'
import type { Aggregate } from '#db/query/query.ts'
import {
  figure,
  isLight,
  isOp,
  kind,
  near,
  roleOf,
  sumOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { impliedMoney } from './manner.ts'
import { fieldAt } from './order.ts'
import { ranksRows } from './rank-field.ts'
import { fieldOf, isAmount, isDay, fieldBehind } from './reach.ts'
import { nounObject } from './nouns.ts'
import { isTeamOf } from './who.ts'

const functions = { average: 'avg', median: 'median', minimum: 'min', maximum: 'max' } as const

/** Reads "how many", "average …", "total …" before anything else takes their words. */
export function bindFigures(draft: Draft): void {
  for (const item of draft.items)
    if (item.ref?.is === 'portfolio' && !item.reach?.steps) bindPortfolio(draft, item)
  for (const item of draft.items) {
    if (draft.used.has(item.n) || kind(item) !== 'op') continue
    if (isOp(item, 'average', 'median') || (isOp(item, 'minimum', 'maximum') && isExtreme(draft, item)))
      bindFunction(draft, item)
    else if (isOp(item, 'count')) bindCount(draft, item)
    else if (isOp(item, 'much', 'total')) bindTotal(draft, item)
    else if (isOp(item, 'long')) bindLong(draft, item)
  }
}

/** "Max ARR", but not "max 5 tickets": what may also be a bound is a figure only right before its field. */
function isExtreme(draft: Draft, item: Item): boolean {
  if (ranksRows(draft, item)) return false
  const next = near(draft, item.n, 1)
  if (!isOp(item, 'compare', 'compareAfter')) return !isOp(next, 'compare')
  return functionOf(next) !== undefined || amountOf(draft, next) !== undefined
}

/** "Fence-sitters in the NPS": of rows of one band the figure says nothing; their field is named. */
const isOfOwnBand = (draft: Draft, { span }: Item): boolean =>
  draft.items.some(({ ref }) => {
    if (ref?.is !== 'value' || ref.object !== draft.object.key) return false
    const judge = fieldOf(draft.object, fieldOf(draft.object, ref.field)?.evidence?.[0] ?? '')
    const word = span.text.toLowerCase()
    return judge?.label.toLowerCase() === word || judge?.phrases?.nouns?.includes(word) === true
  })

function bindPortfolio(draft: Draft, item: Item): void {
  if (item.ref?.is !== 'portfolio' || item.ref.manner) return
  // Of a named row, and of rows that were asked for first, the row's own field is meant.
  if (namesOneRow(draft)) draft.cost += 1
  else if (isOfOwnBand(draft, item)) draft.cost += 2
  else if (draft.head !== undefined && draft.head < item.n) draft.cost += 0.6
  figure(draft, { measure: item.ref.measure }, item.n)
}

/** The amount that an item names, and the way to it. */
export const amountOf = (
  draft: Draft,
  item: Item | undefined,
): { field: Field; path: string } | undefined => {
  if (!item || draft.used.has(item.n) || (roleOf(item) !== 'field' && roleOf(item) !== 'verb'))
    return undefined
  const found = fieldAt(draft, item)
  if (found && isAmount(found.field)) return found
  const { meaning } = item.span
  const other =
    found && meaning.kind === 'entry'
      ? meaning.refs.find(
          (ref) =>
            (ref.is === 'field' || ref.is === 'verb') &&
            ref.object === found.object &&
            isAmount(fieldBehind(draft.catalogue, ref)),
        )
      : undefined
  // "First response" is a moment and a number of hours: a figure is of the number.
  return other ? fieldAt(draft, { ...item, ref: other }) : undefined
}

const describing = (item: Item): boolean =>
  isLight(item) || roleOf(item) === 'value' || roleOf(item) === 'adjective' || roleOf(item) === 'object'

/** The one amount that nothing else has taken. */
function onlyAmount(draft: Draft): Item | undefined {
  const free = draft.items.filter((item) => roleOf(item) === 'field' && amountOf(draft, item))
  return free.length === 1 ? free[0] : undefined
}

const functionOf = (item: Item | undefined) =>
  (['average', 'median', 'minimum', 'maximum'] as const).find((each) => isOp(item, each))

/** "Min, max and average health": what stands beside the function is one of its like, and they share their field. */
function bindFunction(draft: Draft, item: Item): void {
  const row = [item]
  for (let next = near(draft, item.n, 1); next && functionOf(next); next = near(draft, next.n, 1))
    row.push(next)
  const last = row.at(-1) ?? item
  if (specifies(draft, item)) return
  const found = functionTarget(draft, last) ?? functionTarget(draft, item)
  if (!found) {
    restate(draft, item)
    return
  }
  for (const each of row) {
    const op = functionOf(each)
    if (op)
      figure(
        draft,
        { fn: functions[op], field: found.path },
        each.n,
        ...(isEvent(draft, found.item) ? [] : [found.item.n]),
      )
  }
}

/** "The typical wait, going by the median": which mean is meant, said once more behind the figure. */
function specifies(draft: Draft, item: Item): boolean {
  const op = functionOf(item)
  const [asked, ...more] = draft.measures
  if (!op || !asked || more.length || !('fn' in asked) || !isMean(asked.fn) || draft.counting) return false
  const before = draft.saidAt.get(asked) ?? []
  const next = draft.items[item.n + 1]
  const isLast = next === undefined || /^[,.;:?!)]$/.test(wordOf(next))
  if (before.some((n) => n > item.n) || (!isLast && near(draft, item.n, 1))) return false
  restateAs(draft, asked, functions[op], item)
  return true
}

const isMean = (fn: string): boolean => fn === 'avg' || fn === 'median'

function restateAs(
  draft: Draft,
  asked: Extract<Aggregate, { fn: string }>,
  fn: 'avg' | 'median' | 'min' | 'max',
  item: Item,
): void {
  const restated = { ...asked, fn }
  draft.measures[draft.measures.indexOf(asked)] = restated
  draft.saidAt.set(restated, [...(draft.saidAt.get(asked) ?? []), item.n])
  take(draft, item.n)
}

/** "How many seats do they have on average": the amount was read before, as what it is now. */
function restate(draft: Draft, item: Item): void {
  const op = functionOf(item)
  const before = near(draft, item.n, -1, (each) => describing(each) || isOp(each, 'unit'))
  const at = draft.measures.findIndex(
    (each) =>
      before && 'fn' in each && each.field !== undefined && draft.saidAt.get(each)?.includes(before.n),
  )
  const asked = draft.measures[at]
  if (!op || !asked || !('fn' in asked)) return
  restateAs(draft, asked, functions[op], item)
}

/** The verb of an amount that is also that of a day is settled on the day. */
function saysDay(draft: Draft, item: Item): boolean {
  const { meaning } = item.span
  const ref =
    meaning.kind === 'entry'
      ? meaning.refs.find(
          (each) =>
            each.is === 'verb' &&
            each.object === draft.object.key &&
            isDay(fieldOf(draft.object, each.field)),
        )
      : undefined
  if (ref) item.ref = ref
  return ref !== undefined
}

/** "How many did we solve this month, and how fast": the verb says also when, where a period stands beside it. */
const isEvent = (draft: Draft, item: Item): boolean =>
  roleOf(item) === 'verb' &&
  saysDay(draft, item) &&
  draft.items.some((each) => each.n > item.n && kind(each) === 'time' && !draft.used.has(each.n))

function functionTarget(draft: Draft, item: Item): { item: Item; path: string } | undefined {
  const target = [
    near(draft, item.n, 1),
    near(draft, item.n, -1),
    near(draft, item.n, 1, describing),
    near(draft, item.n, -1, describing),
    near(
      draft,
      item.n,
      1,
      (each) =>
        describing(each) ||
        isOp(each, 'count', 'unit') ||
        /^(from|number|in|of|on|for)$/i.test(each.span.text),
    ),
    onlyAmount(draft),
  ].find((each) => {
    const found = amountOf(draft, each)
    return found !== undefined && (!asksLong(draft) || /^(days|hours|minutes)$/.test(found.field.unit ?? ''))
  })
  const found = amountOf(draft, target)
  return found && target && { item: target, path: found.path }
}

/** "How quickly …, on average": a stretch of time is asked. */
const asksLong = (draft: Draft): boolean =>
  draft.items.some((item) => isOp(item, 'long') && !draft.used.has(item.n))

/** "Number of API events": values may stand before an amount that adds up. */
function amountBehind(draft: Draft, item: Item): Item | undefined {
  const next = near(draft, item.n, 1, (each) => isLight(each) || roleOf(each) === 'value')
  if (next === near(draft, item.n, 1) || roleOf(next) !== 'field') return undefined
  return amountOf(draft, next)?.field.additive ? next : undefined
}

/** "how many seats" asks the amount, "how many accounts" the rows. */
function bindCount(draft: Draft, item: Item): void {
  const next = amountBehind(draft, item) ?? near(draft, item.n, 1)
  const before = near(draft, item.n, -1)
  // "How many and what ARR": two figures.
  const isParted = draft.items.slice(item.n, next?.n).some((each) => /^(and|,|&|plus)$/.test(wordOf(each)))
  const found = isParted ? undefined : amountOf(draft, next)
  // "How many gave us a nine": what is scored is no number of them.
  const amount = found?.field.unit === 'score' && roleOf(next) === 'verb' ? undefined : found
  // "How many open, how many urgent": a second count is of other rows than the first.
  if (draft.countAt !== undefined && !isOp(before, 'count')) return
  // "On average, how many days pass from …": the amount was read with its function.
  if (next && draft.used.has(next.n) && [...draft.saidAt.values()].some((said) => said.includes(next.n))) {
    take(draft, item.n)
    return
  }
  // "Ranked by number of open tickets": what they are ranked by is itself a number.
  if (amount && isOp(before, 'order', 'group')) {
    take(draft, item.n)
    return
  }
  // "… is how many days?": the figure is named, its unit is asked.
  if (isOp(next, 'unit') && draft.items.some((each) => functionOf(each) && !isOp(each, 'compare'))) {
    take(draft, item.n, next?.n)
    return
  }
  if (amount && next) {
    bindAmount(draft, item, next, amount)
    return
  }
  draft.counting = true
  draft.countAt ??= item.n
  take(draft, item.n)
  if (next && nounObject(next.ref) === draft.object.key) take(draft, next.n)
}

const sumsUp =
  /^((add|adds|adding|added|tot|tots|totting|tally|tallying|sum|sums|summing)( up| together)?( to)?|amounts? to|(come|comes|came|run|runs) to|works? out (at|to)|what do they make( together)?|where do(es)? (we|that) (land|leave us))$/

function bindTotal(draft: Draft, item: Item): void {
  const target = [near(draft, item.n, 1), near(draft, item.n, 1, describing), near(draft, item.n, -1)].find(
    (each) => amountOf(draft, each),
  )
  const amount = amountOf(draft, target)
  const only = target || !(isOp(item, 'much') || sumsUp.test(wordOf(item))) ? undefined : onlyAmount(draft)
  const other = amountOf(draft, only)
  if (only && other) bindAmount(draft, item, only, other)
  else if (amount && target) bindAmount(draft, item, target, amount)
  else if (sumsUp.test(wordOf(item)) && draft.measures.some((each) => 'fn' in each && each.fn === 'sum'))
    take(draft, item.n)
  else if (isOp(item, 'much') && hasMoney(draft)) {
    figure(draft, { fn: 'sum', field: impliedMoney(draft)?.key ?? '' }, item.n)
    draft.cost += 0.5
  } else if (isOp(item, 'total') && sumsUp.test(wordOf(item)) && hasMoney(draft)) {
    // "What do the open deals add up to": what each of them is worth.
    figure(draft, { fn: 'sum', field: nounAmount(draft) ?? impliedMoney(draft)?.key ?? '' }, item.n)
  } else if (isOp(item, 'total') && nounAmount(draft)) {
    // "Total pipeline" is an amount, "total accounts" a number.
    figure(draft, { fn: 'sum', field: nounAmount(draft) ?? '' }, item.n)
  } else if (
    isOp(item, 'total') &&
    near(draft, item.n, 1) &&
    nounObject(near(draft, item.n, 1)?.ref) === draft.object.key
  ) {
    draft.counting = true
    draft.countAt ??= item.n
    take(draft, item.n)
  }
}

const hasMoney = ({ object }: Draft): boolean =>
  object.fields.some((each) => each.implicitFor === 'money' && each.additive)

/** "How long …": the mean of a stretch of time that was named. */
function bindLong(draft: Draft, item: Item): void {
  for (const other of draft.items) {
    const amount = amountOf(draft, other)
    if (!amount || !/^(days|hours|minutes)$/.test(amount.field.unit ?? '')) continue
    bindAmount(draft, item, other, amount)
    return
  }
}

function bindAmount(
  draft: Draft,
  item: Item,
  target: Item,
  { field, path }: { field: Field; path: string },
): void {
  take(draft, item.n, target.n)
  if (namesOneRow(draft) || eachOwn(draft)) draft.select.push(path)
  else figure(draft, sumOf(field, path), item.n, target.n)
}

/** "How many tasks does each CSM have" asked of CSMs: one figure a row. */
const eachOwn = (draft: Draft): boolean =>
  draft.items.some(
    (item) =>
      isOp(item, 'group') &&
      // "Add up the ARR of every customer": one figure of all of them.
      !(wordOf(item) === 'every' && draft.items.some((other) => isOp(other, 'total'))) &&
      nounObject(near(draft, item.n, 1)?.ref) === draft.object.key &&
      roleOf(near(draft, item.n, 1)) === 'object',
  )

/** Whether the request names a row of the asked object: then a field of it is looked up, not added up. */
export function namesOneRow(draft: Draft): boolean {
  const names = draft.items.filter(
    (item) =>
      item.span.meaning.kind === 'name' &&
      item.span.meaning.rows[0]?.object === draft.object.key &&
      // "Gudrun's team" is none of its rows.
      !draft.items.slice(item.n + 2, item.n + 3).some((team) => isTeamOf(draft, team)),
  )
  // "How many seats do A and B have between them": one figure of several rows.
  if (names.length > 1 && draft.items.some((item) => isOp(item, 'total'))) return false
  return names.length > 0 && !draft.items.some((item) => isWithOthers(draft, item))
}

/** "Including its subsidiaries", "and all subsidiaries": the row that is named stands for others as well. */
const isWithOthers = (draft: Draft, item: Item): boolean =>
  (kind(item) === 'op' && isOp(item, 'including') && /incl/i.test(item.span.text)) ||
  (item.ref?.is === 'relation' &&
    item.ref.to === draft.object.key &&
    item.ref.object === draft.object.key &&
    draft.items.some((other) => isOp(other, 'total', 'count', 'average', 'much')))

/** "Pipeline by stage": a noun of the rows that is also a noun of an amount that adds up. */
export function nounAmount(draft: Draft): string | undefined {
  const said = draft.items
    .filter((item) => roleOf(item) === 'object' && nounObject(item.ref) === draft.object.key)
    .map((item) => item.span.text.toLowerCase())
  return draft.object.fields.find(
    (field) =>
      field.additive &&
      field.phrases?.nouns?.some((noun) => said.some((word) => word === noun || word.endsWith(` ${noun}`))),
  )?.key
}
