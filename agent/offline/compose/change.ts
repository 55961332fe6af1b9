/** Changes over time: "dropped 10 points since", "improved most since June", a share of change. */
import type { Field } from '#db/catalogue/types.ts'
import type { Condition, DayValue, Operand } from '#db/query/query.ts'
import { spanOf } from '../when.ts'
import { amountAt, fit } from './amount.ts'
import {
  atom,
  distance,
  figure,
  isLight,
  isOp,
  kind,
  near,
  opOf,
  roleOf,
  take,
  wordOf,
  type Draft,
  type Item,
} from './draft.ts'
import { namesOneRow } from './figure.ts'
import { growingMoney } from './growth.ts'
import { limitBeside } from './limit.ts'
import { fieldOf, here, fieldBehind } from './reach.ts'
import { changeField, isAsLong, isOwnStretch, ownDays } from './own-stretch.ts'

/** "dropped more than 10 points since September", "improved the most over the last 90 days". */
export function bindChanges(draft: Draft, only?: Item): void {
  for (const item of only ? [only] : draft.items) {
    const isThen = comparesWithThen(draft, item)
    if (!(isOp(item, 'rise', 'fall', 'change') || isThen) || draft.used.has(item.n) || isLoss(draft, item))
      continue
    const time = draft.items.find(
      (other) =>
        kind(other) === 'time' &&
        !draft.used.has(other.n) &&
        distance(draft, item.n, other.n) <= 6 &&
        !isOwnStretch(draft, item, other),
    )
    const rank = draft.items.find(
      (other) => isOp(other, 'rank') && !draft.used.has(other.n) && distance(draft, item.n, other.n) <= 6,
    )
    const amountItem = [
      near(draft, item.n, 1),
      near(draft, item.n, 1, (other) => !['number', 'time'].includes(kind(other))),
      draft.items.find(
        (other) =>
          kind(other) === 'number' &&
          other.n > item.n &&
          distance(draft, item.n, other.n) <= 4 &&
          (isOp(draft.items[other.n - 1], 'compare') || wordOf(draft.items[other.n - 1] ?? other) === 'by'),
      ),
    ].find((other) => other && kind(other) === 'number')
    const amount = amountAt(draft, amountItem)
    const measured = measureOf(draft, item, amount)
    if (!measured && amount && amountItem && bindShare(draft, item, amountItem)) continue
    if (rank && !time && rankChange(draft, item, rank)) continue
    if (!amount && time && meanChange(draft, item, time)) continue
    if (!measured) continue
    const since = time && sinceDay(draft, time)
    if (!since || !time) continue
    const sign = isThen ? signThan(item, measured.field) : isOp(item, 'fall') ? -1 : 1
    const operand = { field: measured.field.key, since }
    const items = [item.n, time.n, ...(measured.item === undefined ? [] : [measured.item])]
    const other = otherWay(draft, item)
    if (other && !rank && !amount) {
      figure(draft, { fn: measured.field.additive ? 'sum' : 'avg', ...operand }, ...items, ...other)
      continue
    }
    if (amount && amountItem) {
      const op = near(draft, amountItem.n, -1)
      const said = opOf(op, 'compare')?.value ?? 'gte'
      const value = fit(measured.field, amount)
      if (value === undefined) continue
      atom(draft, {
        kind: 'compare',
        object: draft.object.key,
        reach: here,
        condition: { ...operand, op: mirrored(said, sign), value: sign * value },
        items: [...items, ...amount.items, ...(op && isOp(op, 'compare') ? [op.n] : [])],
      })
    } else if (rank) {
      orderBy(draft, operand, sign)
      draft.select.push(operand)
      const limit = limitBeside(draft, rank)
      if (limit) draft.limit = limit.value
      take(draft, ...items, rank.n, limit?.n)
    } else if (draft.groups.length) {
      figure(draft, { fn: measured.field.additive ? 'sum' : 'avg', ...operand }, ...items)
    } else {
      const condition: Condition = { ...operand, op: sign > 0 ? 'gt' : 'lt', value: 0 }
      atom(draft, { kind: 'compare', object: draft.object.key, reach: here, condition, items })
    }
  }
}

/** "Lower than in September", "worse than three months ago": held against another day. */
function comparesWithThen(draft: Draft, item: Item): boolean {
  if (!isOp(item, 'compare') || !/(er|worse|more|less) than$/.test(wordOf(item))) return false
  const { meaning } = near(draft, item.n, 1, (other) => isLight(other))?.span ?? {}
  if (meaning?.kind !== 'time' || meaning.time.when.w === 'duration') return false
  const { from, to } = spanOf(meaning.time.when, 'past', draft.clock)
  return from !== undefined && to !== undefined && to < draft.clock.today
}

const signThan = (item: Item, field: Field): 1 | -1 => {
  const word = wordOf(item)
  if (/^(better|worse) /.test(word)) return (field.better === 'low') === /^worse/.test(word) ? 1 : -1
  return opOf(item, 'compare')?.value === 'lt' ? -1 : 1
}

/** "Revenue lost to churn", "ARR lost by churn reason": gone with its rows, not fallen. */
const isLoss = (draft: Draft, item: Item): boolean =>
  /^(lost|los(e|ing|ses?))$/.test(wordOf(item)) &&
  draft.items.some(
    ({ ref }) =>
      ref !== undefined &&
      'field' in ref &&
      ref.object === draft.object.key &&
      draft.object.usually.some(({ liftedBy }) =>
        liftedBy.some(
          ({ field, values }) =>
            field === ref.field &&
            !values &&
            /^(verb|field|value)$/.test(ref.is) &&
            !/^(id|name)$/.test(field),
        ),
      ),
  )

/** "Up or down": which way is what is asked. */
function otherWay(draft: Draft, item: Item): number[] | undefined {
  const joint = near(draft, item.n, 1, (each) => kind(each) === 'inert')
  const other =
    joint && isOp(joint, 'or') ? near(draft, joint.n, 1, (each) => kind(each) === 'inert') : undefined
  const isOpposite = isOp(item, 'rise') ? isOp(other, 'fall') : isOp(item, 'fall') && isOp(other, 'rise')
  return joint && other && isOpposite ? [joint.n, other.n] : undefined
}

/** Who fell the most stands first, whatever word says how many. */
function orderBy(draft: Draft, by: string | Operand, sign: number): void {
  draft.settledOrder = { by, dir: sign > 0 ? 'desc' : 'asc' }
  draft.orders.push(draft.settledOrder)
}

/** "top 5 by health gain since June": the change is what they are ranked by, so it comes before groups and orders. */
export function bindRankedChanges(draft: Draft): void {
  for (const item of draft.items) {
    bindCutBack(draft, item)
    const by = draft.items.findLast((other) => other.n < item.n && isOp(other, 'group', 'order'))
    if (!by || !isOp(item, 'rise', 'fall', 'change') || distance(draft, by.n, item.n) > 1) continue
    if (
      !draft.items.some((other) => isOp(other, 'rank')) ||
      !draft.items.some((other) => kind(other) === 'time')
    )
      continue
    bindChanges(draft, item)
    if (draft.used.has(item.n)) take(draft, by.n)
  }
}

/** "Cut back the most on using it": the rank is of the change, not of what changed. */
function bindCutBack(draft: Draft, item: Item): void {
  const rank = isOp(item, 'rise', 'fall') ? near(draft, item.n, 1) : undefined
  const isTimed = draft.items.some(
    (other) => kind(other) === 'time' && !draft.used.has(other.n) && !isOwnStretch(draft, item, other),
  )
  if (rank && isOp(rank, 'rank') && !draft.used.has(item.n) && !isTimed) rankChange(draft, item, rank)
}

/** "Health of X on 1 September": a measure that is known for earlier days, asked of one row and one day that is over. */
export function bindEarlierDay(draft: Draft): void {
  if (!namesOneRow(draft)) return
  for (const time of draft.items) {
    if (time.span.meaning.kind !== 'time' || draft.used.has(time.n)) continue
    const { from, to } = spanOf(time.span.meaning.time.when, 'past', draft.clock)
    if (from === undefined || from !== to || from >= draft.clock.today) continue
    const item = draft.items.find((other) => {
      const ref = other.ref?.is === 'field' && other.reach?.steps === 0 ? other.ref : undefined
      const field = ref && fieldOf(draft.object, ref.field)
      return roleOf(other) === 'field' && !draft.used.has(other.n) && field?.dated === true
    })
    if (item?.ref?.is !== 'field') continue
    draft.select.push({ field: item.ref.field, at: from })
    take(draft, item.n, time.n)
  }
}

/** "Average health drop since June": the mean of a change, where the mean was asked for. */
function meanChange(draft: Draft, item: Item, time: Item): boolean {
  const since = sinceDay(draft, time)
  const at = draft.measures.findIndex(
    (each) =>
      'fn' in each &&
      each.fn !== 'sum' &&
      each.field !== undefined &&
      fieldOf(draft.object, each.field)?.dated === true,
  )
  const asked = draft.measures[at]
  const beside = asked && draft.saidAt.get(asked)?.some((n) => distance(draft, n, item.n) === 0)
  if (!since || !asked || !beside || !('fn' in asked)) return false
  draft.measures[at] = { ...asked, since }
  take(draft, item.n, time.n)
  return true
}

/** "Usage fell off the most": without a day, by the measure of change. */
function rankChange(draft: Draft, item: Item, rank: Item): boolean {
  const found = changeField(draft, item)
  if (!found) return false
  orderBy(draft, found.field.key, isOp(item, 'fall') ? -1 : 1)
  const limit = limitBeside(draft, rank)
  if (limit) draft.limit = limit.value
  take(draft, item.n, rank.n, found.item.n, limit?.n)
  return true
}

/** "usage dropped more than 20 %": a share of change, where the catalogue measures one. */
function bindShare(draft: Draft, item: Item, amountItem: Item): boolean {
  const amount = amountAt(draft, amountItem)
  if (!amount?.percent) return false
  const found = changeField(draft, item)
  if (!found) return false
  const before = near(draft, amountItem.n, -1)
  const after = draft.items[amount.last + 1]
  const op = isOp(before, 'compare') ? before : isOp(after, 'compareAfter') ? after : undefined
  const said = opOf(op, 'compare') ?? opOf(op, 'compareAfter')
  const sign = isOp(item, 'fall') ? -1 : 1
  atom(draft, {
    kind: 'compare',
    object: draft.object.key,
    reach: here,
    condition: {
      field: found.field.key,
      op: mirrored(said?.value ?? 'gte', sign),
      value: (sign * amount.value) / 100,
    },
    items: [
      item.n,
      found.item.n,
      ...amount.items,
      ...(op ? [op.n] : []),
      ...stretchBefore(draft, found.field, Math.max(amount.last, op?.n ?? 0)),
    ],
  })
  return true
}

/** "… below the previous four weeks", "… vs the month before": the stretch that the measure is held against anyway. */
function stretchBefore(draft: Draft, field: Field, last: number): number[] {
  const days = ownDays(draft, field)
  const time = near(draft, last, 1, (other) => isLight(other) || isOp(other, 'versus', 'compare', 'earlier'))
  if (days === undefined || !time) return []
  const { meaning } = time.span
  if (!isAsLong(meaning.kind === 'time' ? meaning.time.when : undefined, days)) return []
  return draft.items.slice(last + 1, time.n + 1).map(({ n }) => n)
}

const mirrored = (op: string, sign: number): 'gt' | 'gte' | 'lt' | 'lte' | 'eq' => {
  const flipped: Record<string, 'gt' | 'gte' | 'lt' | 'lte'> = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' }
  if (op === 'eq') return sign > 0 ? 'gte' : 'lte'
  return sign > 0 ? (op as 'gt') : (flipped[op] ?? 'lte')
}

/** The first day of the stretch over which the change is measured. */
function sinceDay(draft: Draft, time: Item): DayValue | undefined {
  if (time.span.meaning.kind !== 'time') return undefined
  const { when } = time.span.meaning.time
  if (when.w === 'duration') return { today: -when.n, unit: when.unit }
  if (when.w === 'period' && 'last' in when.period)
    return { today: -when.period.last, unit: when.period.unit }
  return spanOf(when, 'past', draft.clock).from
}

/** The dated measure that changes: named near by, or the first whose unit the amount has. */
const isDayField = ({ catalogue }: Draft, item: Item | undefined): boolean => {
  const ref = roleOf(item) === 'field' ? item?.ref : undefined
  const field = ref?.is === 'field' ? fieldBehind(catalogue, ref) : undefined
  return field?.type === 'date' || field?.type === 'time'
}

function measureOf(
  draft: Draft,
  item: Item,
  amount: ReturnType<typeof amountAt>,
): { field: Field; item?: number } | undefined {
  // "Whose term is up": a day neither rises nor falls, nor does what stands before it.
  const subject = near(draft, item.n, -1)
  if (isDayField(draft, subject)) return undefined
  let best: { field: Field; item: number; price: number } | undefined
  for (const other of draft.items) {
    if (
      !(roleOf(other) === 'field' || (roleOf(other) === 'verb' && isOp(item, 'compare'))) ||
      draft.used.has(other.n) ||
      other.reach?.steps !== 0 ||
      (other.ref?.is !== 'field' && other.ref?.is !== 'verb')
    )
      continue
    const field = fieldOf(draft.object, other.ref.field)
    if (
      !field?.dated ||
      !(field.type === 'number' || field.type === 'money') ||
      (amount && fit(field, amount) === undefined)
    )
      continue
    const price = distance(draft, item.n, other.n)
    if (price <= 3 && (!best || price < best.price)) best = { field, item: other.n, price }
  }
  if (best) return best
  const money = amount ? undefined : growingMoney(draft, item)
  if (money) return { field: money }
  const field = (
    amount
      ? amount.unit === 'points'
      : /wors|better|improv|declin|deteriorat/.test(item.span.text.toLowerCase())
  )
    ? draft.object.fields.find(
        (each) => each.dated && each.unit === 'score' && (!amount || fit(each, amount) !== undefined),
      )
    : undefined
  return field && { field }
}
