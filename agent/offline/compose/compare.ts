/** Comparisons with amounts: ties each number to the field that it can be compared with, by nearness and by unit. */
import type { Field } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import type { NumberReading } from '../numbers.ts'
import type { Ref } from '../spans.ts'
import { atom, distance, isLight, isOp, kind, near, opOf, roleOf, take, type Draft, type Item } from './draft.ts'
import { fieldOf, isAmount, type Reach } from './reach.ts'
import { nounObject } from './resolve.ts'

type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'
/** A number as said, with what its words say of its unit. */
type Amount = { value: number; unit?: string; percent: boolean; currency: boolean; items: number[]; last: number; plus: boolean }

const daysIn: Record<string, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 }

/** The amount at an item: a number with its unit word, or a stretch of days read as a number. */
export function amountAt(draft: Draft, item: Item | undefined): Amount | undefined {
  if (!item || draft.used.has(item.n)) return undefined
  const { meaning } = item.span
  if (meaning.kind === 'time' && meaning.time.when.w === 'duration' && !/^(in|within)\b/i.test(item.span.text)) {
    const { n, unit } = meaning.time.when
    return { value: n * (daysIn[unit] ?? 1), unit: 'days', percent: false, currency: false, items: [item.n], last: item.n, plus: false }
  }
  if (meaning.kind !== 'number' || meaning.number.ordinal) return undefined
  return withUnit(draft, item, meaning.number)
}

function withUnit(draft: Draft, item: Item, number: NumberReading): Amount {
  const next = draft.items[item.n + 1]
  const unit = number.unit === 'hour' ? { value: 'hours' } : opOf(next, 'unit')
  const items = unit && next && number.unit !== 'hour' ? [item.n, next.n] : [item.n]
  const percent = number.percent || unit?.value === 'percent'
  return {
    value: number.value,
    ...(unit && !percent && { unit: unit.value }),
    percent,
    currency: number.currency !== undefined,
    items,
    last: Math.max(...items),
    plus: number.plus,
  }
}

export type Target = { field: Field; path: Reach; object: string; items: number[] }

/** Whether the amount can be one of this field, and the value that it then has there. */
export function fit(field: Field, amount: Amount): number | undefined {
  if (!isAmount(field)) return undefined
  if (amount.percent) return field.unit === 'ratio' ? amount.value / 100 : field.unit === 'percent' || field.unit === 'score' ? amount.value : undefined
  if (amount.currency) return field.type === 'money' ? amount.value : undefined
  if (amount.unit === 'days') return field.unit === 'days' ? amount.value : field.unit === 'hours' ? amount.value * 24 : undefined
  if (amount.unit === 'hours' || amount.unit === 'minutes') return field.unit === amount.unit ? amount.value : undefined
  if (amount.unit === 'points') return field.unit === 'points' || field.unit === 'score' ? amount.value : undefined
  // "Adoption under 30" means per cent; "adoption under 0.3" the ratio.
  return field.unit === 'ratio' && Math.abs(amount.value) > 2 ? amount.value / 100 : amount.value
}

/** Fields that an item offers to a comparison: its own, its verb's, or the one that an adjective grades. */
function targetAt(draft: Draft, item: Item, amount?: Amount): Target | undefined {
  const { reach } = item
  const ref = fittingRef(draft, item, amount)
  if (!ref || !reach) return undefined
  const object = draft.catalogue.objects.get(ref.object)
  if (ref.is === 'field' || ref.is === 'verb') {
    const field = fieldOf(object, ref.field)
    return field && { field, path: reach, object: ref.object, items: [item.n] }
  }
  if (ref.is === 'adjective') {
    const only = 'field' in ref.where ? ref.where : 'or' in ref.where && ref.where.or[0] && 'field' in ref.where.or[0] ? ref.where.or[0] : undefined
    const field = only && typeof only.value === 'number' ? fieldOf(object, only.field) : undefined
    return field && { field, path: reach, object: ref.object, items: [item.n] }
  }
  return undefined
}

/** "First response" is a moment and a number of hours: the amount decides which is meant. */
function fittingRef(draft: Draft, item: Item, amount: Amount | undefined): Ref | undefined {
  const { ref } = item
  if (!ref || !amount || item.span.meaning.kind !== 'entry' || (ref.is !== 'field' && ref.is !== 'verb')) return ref
  const fits = (each: Ref): boolean => {
    const field = 'field' in each && each.object === ref.object ? fieldOf(draft.catalogue.objects.get(each.object), each.field) : undefined
    return field !== undefined && fit(field, amount) !== undefined
  }
  return fits(ref) ? ref : (item.span.meaning.refs.find(fits) ?? ref)
}

function bestTarget(draft: Draft, amount: Amount, op: number): { target: Target; value: number } | undefined {
  let best: { target: Target; value: number; price: number } | undefined
  for (const item of draft.items) {
    if (draft.used.has(item.n) && !sharable(draft, item)) continue
    const target = targetAt(draft, item, amount)
    const value = target && fit(target.field, amount)
    if (!target || value === undefined) continue
    const left = item.n < op
    const gap = left ? distance(draft, item.n, op) : distance(draft, amount.last, item.n)
    const joined = left ? hasNumberBetween(draft, item.n, op) : hasNumberBetween(draft, amount.last, item.n)
    const price = gap + (left ? 0 : 0.2) + (joined ? 3 : 0) + target.path.steps * 0.5 + (draft.used.has(item.n) ? 0.7 : 0)
    if (price < 4 && (!best || price < best.price)) best = { target, value, price }
  }
  return best
}

/** A field already compared may be compared again ("over 30 and under 60"); one that orders or groups may be too. */
const sharable = (draft: Draft, item: Item): boolean => draft.atoms.some((each) => each.kind === 'compare' && each.items.includes(item.n))

const hasNumberBetween = (draft: Draft, a: number, b: number): boolean =>
  draft.items.some((item) => item.n > Math.min(a, b) && item.n < Math.max(a, b) && kind(item) === 'number')

function implicitTarget(draft: Draft, amount: Amount): { target: Target; value: number } | undefined {
  const wanted = amount.percent ? 'percent' : amount.currency || Math.abs(amount.value) >= 1000 ? 'money' : undefined
  const field = wanted && draft.object.fields.find((each) => each.implicitFor === wanted)
  const value = field && fit(field, amount)
  if (!field || value === undefined) return undefined
  draft.cost += 0.5
  return { target: { field, path: { up: [], steps: 0 }, object: draft.object.key, items: [] }, value }
}

/** "no touch for 20 days": none within them, so more days than that since, or never. */
function bindDenied(draft: Draft, item: Item): void {
  const { meaning } = item.span
  if (meaning.kind !== 'time' || meaning.time.when.w !== 'duration' || draft.used.has(item.n)) return
  const { n, unit } = meaning.time.when
  const days = n * (daysIn[unit] ?? 1)
  const beside = near(draft, item.n, -1, (other) => isLight(other) || isOp(other, 'compare', 'own'))
  const target = beside && !draft.used.has(beside.n) ? targetAt(draft, beside) : undefined
  if (!beside || !target || target.field.unit !== 'days' || target.field.type !== 'number' || roleOf(beside) === 'adjective') return
  const negator = near(draft, beside.n, -1)
  if (!negator || !isOp(negator, 'absent', 'not')) return
  const compares = draft.items.slice(beside.n, item.n).filter((other) => isOp(other, 'compare'))
  const { key } = target.field
  atom(draft, {
    kind: 'compare',
    object: target.object,
    reach: target.path,
    condition: { or: [{ field: key, op: 'gt', value: days }, { field: key, op: 'is_null' }] },
    field: key,
    items: [item.n, beside.n, negator.n, ...compares.map((other) => other.n)],
  })
}

export function bindComparisons(draft: Draft): void {
  for (const item of draft.items) bindDenied(draft, item)
  for (const item of draft.items) if (isOp(item, 'between') && !draft.used.has(item.n)) bindBetween(draft, item)
  for (const item of draft.items) bindDashRange(draft, item)
  for (const item of draft.items) {
    const op = opOf(item, 'compare')
    if (op && !draft.used.has(item.n)) bindOne(draft, item, op.value as Comparison)
  }
  for (const item of draft.items) bindBare(draft, item)
}

function bindOne(draft: Draft, item: Item, op: Comparison): void {
  const next = near(draft, item.n, 1, (other) => isLight(other) && !isOp(other, 'and', 'or'))
  const amount = amountAt(draft, next)
  if (!amount) {
    textEquals(draft, item, next, op)
    return
  }
  const after = draft.items[amount.last + 1]
  if (countOf(draft, item, amount, op)) return
  const found = bestTarget(draft, amount, item.n) ?? implicitTarget(draft, amount)
  if (!found) return
  push(draft, found.target, { op, value: found.value }, [item.n, ...amount.items, ...(isOp(after, 'compareAfter') && after && kind(after) === 'op' && op === 'eq' ? [after.n] : [])])
}

/** "partner channel = reseller": an equals sign before a value says nothing more than standing beside it. */
function textEquals(draft: Draft, item: Item, next: Item | undefined, op: Comparison): void {
  const named = next && (next.ref?.is === 'value' || kind(next) === 'name' || isOp(next, 'me', 'team', 'switch'))
  if (op === 'eq' && named) take(draft, item.n)
}

/** "more than 3 urgent tickets": counts related rows. */
function countOf(draft: Draft, item: Item, amount: Amount, op: Comparison): boolean {
  if (amount.percent || amount.currency || amount.unit) return false
  const next = near(draft, amount.last, 1, (other) => isLight(other) || roleOf(other) === 'value' || roleOf(other) === 'adjective')
  if (!next?.reach?.many || (roleOf(next) !== 'object' && roleOf(next) !== 'relation') || draft.used.has(next.n)) return false
  const object = nounObject(next.ref) ?? ''
  atom(draft, {
    kind: 'count',
    object,
    reach: next.reach,
    condition: { count: next.reach.many, op, value: amount.value },
    items: [item.n, ...amount.items, next.n],
  })
  return true
}

function bindBetween(draft: Draft, item: Item): void {
  const low = amountAt(draft, near(draft, item.n, 1))
  const joint = low && draft.items[low.last + 1]
  const high = joint && /^(and|to|-|or)$/.test(joint.span.text.toLowerCase()) ? amountAt(draft, near(draft, joint.n, 1)) : undefined
  if (low && high && joint) pair(draft, low, high, [item.n, joint.n])
}

/** "50k-100k", "from 10 to 20" beside a field. */
function bindDashRange(draft: Draft, item: Item): void {
  if (kind(item) !== 'number' || draft.used.has(item.n)) return
  const low = amountAt(draft, item)
  const joint = low && draft.items[low.last + 1]
  const next = joint && draft.items[joint.n + 1]
  if (!low || !joint || !next || !/^(-|to)$/.test(joint.span.text.toLowerCase())) return
  const high = amountAt(draft, next)
  const from = near(draft, item.n, -1)
  if (high) pair(draft, low, high, [joint.n, ...(isOp(from, 'compare') && from?.span.text.toLowerCase() === 'from' ? [from.n] : [])])
}

function pair(draft: Draft, low: Amount, high: Amount, ops: number[]): void {
  // "50 to 100k", "10-20 %": the first end takes the second's scale and unit.
  const scaled = !low.percent && low.value < 1000 && high.value >= 1000 && low.value < high.value / 1000 ? { ...low, value: low.value * 1000 } : low
  const first: Amount = { ...scaled, percent: low.percent || high.percent, currency: low.currency || high.currency, ...(high.unit && { unit: high.unit }) }
  const found = bestTarget(draft, { ...high, items: [...low.items, ...high.items] }, Math.min(...low.items)) ?? implicitTarget(draft, high)
  const from = found && fit(found.target.field, first)
  if (!found || from === undefined) return
  push(draft, found.target, { op: 'between', value: [from, found.value] }, [...ops, ...low.items, ...high.items])
}

/** "csat of 2 or less", "health 50+", "csat of 1 or 2": a number that stands beside its field without a sign before it. */
function bindBare(draft: Draft, item: Item): void {
  if (kind(item) !== 'number' && kind(item) !== 'time') return
  const amount = amountAt(draft, item)
  if (!amount) return
  const after = draft.items[amount.last + 1]
  const sign = opOf(after, 'compareAfter')
  if (kind(item) === 'time' && !sign) return
  const op: Comparison = amount.plus ? 'gte' : ((sign?.value as Comparison | undefined) ?? 'eq')
  const extra = sign && after && !amount.plus ? [after.n] : []
  const beside = op === 'eq' ? near(draft, item.n, -1) : undefined
  if (op === 'eq' && !(beside && targetAt(draft, beside) && !draft.used.has(beside.n) && isJoined(draft, beside.n, item.n))) return
  if (op !== 'eq' && countOf(draft, after ?? item, amount, op)) return
  const found = bestTarget(draft, amount, item.n) ?? (op === 'eq' ? undefined : implicitTarget(draft, amount))
  if (!found) return
  const joint = draft.items[amount.last + 1]
  const other = op === 'eq' && joint && isOp(joint, 'or', 'and') ? amountAt(draft, draft.items[joint.n + 1]) : undefined
  const second = other && fit(found.target.field, other)
  if (other && second !== undefined && joint) push(draft, found.target, { op: 'in', value: [found.value, second] }, [...amount.items, joint.n, ...other.items])
  else push(draft, found.target, { op, value: found.value }, [...amount.items, ...extra])
}

const fieldIs = (draft: Draft, item: Item, test: (field: Field | undefined) => boolean): boolean =>
  item.ref !== undefined && 'field' in item.ref && test(fieldOf(draft.catalogue.objects.get(item.ref.object), item.ref.field))

/** Only "of", "is" and the like stand between: "csat of 2", not "touch in 30 days". */
const isJoined = (draft: Draft, from: number, to: number): boolean =>
  draft.items.slice(from + 1, to).every((item) => /^(of|is|are|was|at|a|the|:|=|score|=)$/.test(item.span.text.toLowerCase()))

function push(draft: Draft, target: Target, test: { op: Comparison | 'between' | 'in'; value: number | number[] }, items: number[]): void {
  const condition: Condition = { field: target.field.key, ...test }
  // A grade beside its own threshold is explained by it: "low adoption: less than 30 %".
  const grades = draft.items.filter((item) => isOp(item, 'grade') && Math.abs(item.n - (target.items[0] ?? item.n)) <= 2 && !draft.used.has(item.n))
  take(draft, ...grades.map((item) => item.n))
  // Other names of the compared field, and seats or users that its share is of, add nothing.
  const last = draft.items[Math.max(...items) + 1]
  const whole = last && /^of$/i.test(last.span.text) ? near(draft, last.n, 1) : undefined
  const base = whole && target.field.unit === 'ratio' && fieldIs(draft, whole, isAmount) && !draft.used.has(whole.n) ? [whole.n] : []
  atom(draft, { kind: 'compare', object: target.object, reach: target.path, condition, field: target.field.key, items: [...items, ...target.items, ...base] })
}
