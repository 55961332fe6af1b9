/** What a number can be compared with: the amount that the words give, the field that it fits best, and the state that it says by the way. Pure. */
import type { Field, ObjectType } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { singular } from '../inflect.ts'
import type { NumberReading } from '../numbers.ts'
import type { Ref } from '../spans.ts'
import { distance, isLight, isOp, kind, near, opOf, roleOf, type Draft, type Item } from './draft.ts'
import { mentions, nounObject } from './nouns.ts'
import { fieldOf, here, isAmount, type Reach, fieldBehind } from './reach.ts'
import { doneDay } from './states.ts'

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'
/** The same side of a scale that runs the other way: of a fall, of what is good and said to be worse. */
export const turnedOps: Partial<Record<string, Comparison>> = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' }
/** A number as said, with what its words say of its unit. */
export type Amount = {
  value: number
  unit?: string
  percent: boolean
  currency: boolean
  items: number[]
  last: number
  plus: boolean
}

export const daysIn: Record<string, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 }

/** A stretch of time at an item as an amount of days. */
export const inDays = ({ n, unit }: { n: number; unit: string }, item: Item): Amount => ({
  value: n * (daysIn[unit] ?? 1),
  unit: 'days',
  percent: false,
  currency: false,
  items: [item.n],
  last: item.n,
  plus: false,
})

/** The amount at an item: a number with its unit word, or a stretch of days read as a number. */
export function amountAt(draft: Draft, item: Item | undefined): Amount | undefined {
  if (!item || draft.used.has(item.n) || draft.barred?.has(item.n)) return undefined
  const { meaning } = item.span
  if (
    meaning.kind === 'time' &&
    meaning.time.when.w === 'duration' &&
    !/^(in|within)\b/i.test(item.span.text)
  ) {
    return inDays(meaning.time.when, item)
  }
  if (meaning.kind !== 'number' || meaning.number.ordinal) return undefined
  return withUnit(draft, item, meaning.number)
}

function withUnit(draft: Draft, item: Item, number: NumberReading): Amount {
  const next = draft.items[item.n + 1]
  // "60d" is a stretch of days, whatever stands beside it.
  const days = number.unit && daysIn[number.unit]
  const tied = days ? { value: 'days' } : number.unit === 'hour' ? { value: 'hours' } : undefined
  const unit = tied ?? opOf(next, 'unit')
  const items = unit && next && !tied ? [item.n, next.n] : [item.n]
  const percent = number.percent || unit?.value === 'percent'
  return {
    value: number.value * (days ?? 1),
    ...(unit && !percent && { unit: unit.value }),
    percent,
    currency: number.currency !== undefined,
    items,
    last: Math.max(...items),
    plus: number.plus,
  }
}

/** `falls`: said of a fall, whose amounts lie below nought; `orNone`: of a state that holds without any amount, too. */
export type Target = {
  field: Field
  path: Reach
  object: string
  items: number[]
  falls?: true
  orNone?: true
  /** The state whose amount it is: true of a row by itself. */
  state?: Condition
}

/** A third is no 0.33333333333333337, which more than a third would lie below. */
function exact(ratio: number): number {
  const whole = [3, 6, 7, 9].find((parts) => Math.abs(Math.round(ratio * parts) / parts - ratio) < 1e-12)
  return whole === undefined ? ratio : Math.round(ratio * whole) / whole
}

/** Whether the amount can be one of this field, and the value that it then has there. */
export function fit(field: Field, amount: Amount): number | undefined {
  if (!isAmount(field)) return undefined
  if (amount.percent)
    return field.unit === 'ratio'
      ? exact(amount.value / 100)
      : field.unit === 'percent' || field.unit === 'score'
        ? amount.value
        : undefined
  if (amount.currency) return field.type === 'money' ? amount.value : undefined
  if (amount.unit === 'days')
    return field.unit === 'days' ? amount.value : field.unit === 'hours' ? amount.value * 24 : undefined
  if (amount.unit === 'minutes' && field.unit === 'hours') return amount.value / 60
  if (amount.unit === 'hours' || amount.unit === 'minutes')
    return field.unit === amount.unit ? amount.value : undefined
  if (amount.unit === 'points')
    return field.unit === 'points' || field.unit === 'score'
      ? amount.value
      : field.unit === 'ratio'
        ? exact(amount.value / 100)
        : undefined
  if (amount.value > (field.highest ?? Infinity) || amount.value < (field.lowest ?? -Infinity))
    return undefined
  // No score is that high.
  if ((field.unit === 'score' || field.unit === 'points') && Math.abs(amount.value) > 100) return undefined
  // "Adoption under 30" means per cent; "adoption under 0.3" the ratio.
  return field.unit === 'ratio' && Math.abs(amount.value) > 2 ? amount.value / 100 : amount.value
}

/** Fields that an item offers to a comparison: its own, its verb's, or the one that an adjective grades. */
export function targetAt(draft: Draft, item: Item, amount?: Amount): Target | undefined {
  const { reach } = item
  const ref = fittingRef(draft, item, amount)
  if (!ref || !reach) return undefined
  const object = draft.catalogue.objects.get(ref.object)
  if (ref.is === 'field' || ref.is === 'verb' || ref.is === 'grade') {
    const field = fieldOf(object, ref.field)
    return field && { field, path: reach, object: ref.object, items: [item.n] }
  }
  if (ref.is === 'value') {
    const field = judgedBy(object, ref.field, amount)
    return field && { field, path: reach, object: ref.object, items: [] }
  }
  if (ref.is === 'adjective') {
    const change = changeOf(object, ref.where)
    if (change && amount?.percent)
      return { field: change, path: reach, object: ref.object, items: [item.n], falls: true }
    const only =
      'field' in ref.where
        ? ref.where
        : 'or' in ref.where && ref.where.or[0] && 'field' in ref.where.or[0]
          ? ref.where.or[0]
          : undefined
    // "Silent for six weeks": a yes is judged by the amount that is its evidence, too.
    // "They scored us 2 or less": that an amount is there is said on the way to the amount.
    const isThere = only?.op === 'not_null' && isAmount(fieldOf(object, only.field))
    const field =
      only && (typeof only.value === 'number' || isThere)
        ? fieldOf(object, only.field)
        : only?.value === true && amount?.unit
          ? judgedBy(object, only.field, amount)
          : undefined
    // "Overdue by ten days": of days that lie behind there are less than none.
    const falls = field?.unit === 'days' && only?.op === 'lt' && only.value === 0
    // "Silent" are those as well of whom nothing was ever heard.
    const orNone =
      'or' in ref.where &&
      ref.where.or.some((each) => 'field' in each && each.field === only?.field && each.op === 'is_null')
    return (
      field && {
        ...{ field, path: reach, object: ref.object, items: [item.n] },
        ...(falls && { falls: true }),
        ...(orNone && { orNone: true }),
        ...(only?.value === true && { state: only }),
      }
    )
  }
  return undefined
}

/** "Usage down, 25 % or more": the change that a fall is judged by. */
function changeOf(object: ObjectType | undefined, where: Condition): Field | undefined {
  if (!('field' in where) || where.value !== true) return undefined
  const judge = fieldOf(object, fieldOf(object, where.field)?.evidence?.[0] ?? '')
  return judge?.over && judge.unit === 'ratio' ? judge : undefined
}

/** Scores go up to a hundred. */
const mostOfScore = 100

/** "In the red, below 50": a band is judged by the amount that is its evidence. */
function judgedBy(
  object: ObjectType | undefined,
  key: string,
  amount: Amount | undefined,
): Field | undefined {
  const first = fieldOf(object, key)?.evidence?.[0]
  const field = first === undefined ? undefined : fieldOf(object, first)
  const isScore =
    amount &&
    !amount.currency &&
    !amount.percent &&
    (amount.unit !== undefined || Math.abs(amount.value) <= mostOfScore)
  return field && isScore && fit(field, amount) !== undefined ? field : undefined
}

/** "First response" is a moment and a number of hours: the amount decides which is meant. */
function fittingRef(draft: Draft, item: Item, amount: Amount | undefined): Ref | undefined {
  const { ref } = item
  if (!ref || !amount || item.span.meaning.kind !== 'entry' || (ref.is !== 'field' && ref.is !== 'verb'))
    return ref
  const fits = (each: Ref): boolean => {
    const field =
      'field' in each && each.object === ref.object ? fieldBehind(draft.catalogue, each) : undefined
    return field !== undefined && fit(field, amount) !== undefined
  }
  return fits(ref) ? ref : (item.span.meaning.refs.find(fits) ?? ref)
}

/** A noun in the plural that is no unit of time, of a field that is measured in it. */
const countsThings = ({ unit }: Field, word: string): boolean =>
  /^(days|hours|minutes)$/.test(unit ?? '') &&
  /[^s]s$/.test(word) &&
  !/(day|hour|minute|week|month)s$/.test(word)

export function bestTarget(
  draft: Draft,
  amount: Amount,
  op: number,
): { target: Target; value: number } | undefined {
  let best: { target: Target; value: number; price: number } | undefined
  for (const item of draft.items) {
    if (draft.used.has(item.n) && !sharable(draft, item)) continue
    const target = targetAt(draft, item, amount)
    const value = target && fit(target.field, amount)
    if (!target || value === undefined) continue
    // "Accounts with more than one tag": the rows themselves are no count of somebody's rows.
    if (target.path.up.length > 0 && target.field.unit === 'items' && namesRows(draft, item)) continue
    // "Sits in onboarding for 90 days" brings in no tickets.
    if (item.ref?.is === 'verb' && target.path.many && !mentions(draft, target.object)) continue
    const left = item.n < op
    // "Health over 50 and under 70": what was just compared is compared again.
    const again = left && isComparedUpTo(draft, item, op)
    // "Over 20 seats and under 50k".
    if (again && isOfMoney(draft, amount, target.field)) continue
    const gap = again ? 0 : left ? distance(draft, item.n, op) : distance(draft, amount.last, item.n)
    // "Accounts with a deal over 50k" are not so many of somebody's, "over 50k with open tickets" no tickets.
    const isApart = gap > 0 || (!left && item.n > amount.last + 1)
    if (isApart && target.field.unit === 'items' && isOfMoney(draft, amount, target.field)) continue
    const joined = left ? hasNumberBetween(draft, item.n, op) : hasNumberBetween(draft, amount.last, item.n)
    if (item.ref?.is === 'value' && gap > 0) continue
    // "More than 3 touches" are so many of them, and no days.
    if (
      !left &&
      gap === 0 &&
      amount.unit === undefined &&
      countsThings(target.field, item.span.text.toLowerCase())
    )
      continue
    const price =
      (item.ref?.is === 'value' ? 0.8 : 0) +
      gap +
      (left ? 0 : 0.2) +
      (joined && !again ? 3 : 0) +
      target.path.steps * 0.5 +
      (draft.used.has(item.n) ? 0.7 : 0)
    if (price < 4 && (!best || price < best.price)) best = { target, value, price }
  }
  return best
}

/** Written as people write amounts of money, where the field is none. */
const isOfMoney = ({ items }: Draft, amount: Amount, { type }: Field): boolean =>
  type !== 'money' && amount.items.some((n) => /\d[km]$/i.test(items[n]?.span.text ?? ''))

const isComparedUpTo = ({ atoms, items }: Draft, { n }: Item, op: number): boolean =>
  atoms.some(
    (each) =>
      each.kind === 'compare' &&
      each.items.includes(n) &&
      each.to < op &&
      items.slice(each.to + 1, op).every((item) => isLight(item) || isOp(item, 'and', 'or', 'but')),
  )

const namesRows = (draft: Draft, item: Item): boolean => {
  const word = singular(item.span.text.toLowerCase())
  return [draft.object.label, ...draft.object.nouns].some((noun) => noun.toLowerCase() === word)
}

/** A field already compared may be compared again ("over 30 and under 60"); one that orders or groups may be too. */
const sharable = (draft: Draft, item: Item): boolean =>
  draft.atoms.some((each) => each.kind === 'compare' && each.items.includes(item.n))

const hasNumberBetween = (draft: Draft, a: number, b: number): boolean =>
  draft.items.some((item) => item.n > Math.min(a, b) && item.n < Math.max(a, b) && kind(item) === 'number')

const saysState = (draft: Draft, item: Item): boolean =>
  roleOf(item) === 'adjective' ||
  (item.ref?.is === 'field' && fieldBehind(draft.catalogue, item.ref)?.type === 'boolean')

/** `op`: where the comparison begins. */
export function implicitTarget(
  draft: Draft,
  amount: Amount,
  op: number,
): { target: Target; value: number } | undefined {
  const wanted = amount.percent
    ? 'percent'
    : amount.currency || Math.abs(amount.value) >= 1000
      ? 'money'
      : undefined
  // "Responses below 5": rows that go by their number.
  const titled = wanted ? undefined : fieldOf(draft.object, draft.object.title)
  const beside = wanted && besideRows(draft, amount, wanted, op)
  if (beside) return beside
  const field = wanted ? draft.object.fields.find((each) => each.implicitFor === wanted) : titled
  const value = field && fit(field, amount)
  if (!field || value === undefined) return undefined
  draft.cost += 0.5
  // "Usage down a quarter": right behind a word for a state the amount is said of that.
  const before = near(draft, Math.min(...amount.items), -1)
  if (wanted === 'percent' && before && saysState(draft, before)) return undefined
  return { target: { field, path: here, object: draft.object.key, items: [] }, value }
}

/** "Customers with a deal over 50k": right behind the noun of other rows it is their amount. */
function besideRows(
  draft: Draft,
  amount: Amount,
  wanted: 'money' | 'percent',
  op: number,
): { target: Target; value: number } | undefined {
  const noun = draft.items[op - 1]
  const object = nounObject(noun?.ref)
  if (!noun?.reach || object === undefined || object === draft.object.key) return undefined
  const field = draft.catalogue.objects.get(object)?.fields.find((each) => each.implicitFor === wanted)
  const value = field && fit(field, amount)
  return field && value !== undefined
    ? { target: { field, path: noun.reach, object, items: [] }, value }
    : undefined
}

/** "More than two weeks overdue": it is so still, unless what is told is over. Only of a plan does the amount count what is done as well. */
export function withState(draft: Draft, target: Target, test: Condition): Condition {
  const object = draft.catalogue.objects.get(target.object)
  if (!object || !doneDay(object)) return test
  const isOver = draft.items.some(
    ({ ref, span }) =>
      /^(was|were|did|came|came in|got|got done)$/i.test(span.text) ||
      (ref?.is === 'verb' && ref.past && ref.object === object.key) ||
      (ref?.is === 'adjective' && ref.object === object.key && /"not_null"/.test(JSON.stringify(ref.where))),
  )
  const state = target.state ?? lateState(draft, target, object)
  return state && !isOver ? { and: [state, test] } : test
}

/** "10 days late": the amount's own words are those of the state. */
function lateState(draft: Draft, { field, items }: Target, { fields }: ObjectType): Condition | undefined {
  const said = items.map((n) => draft.items[n]?.span.text.toLowerCase() ?? '').join(' ')
  const flag = fields.find(({ type, evidence }) => type === 'boolean' && evidence?.[0] === field.key)
  return flag && /\b(late|overdue|behind)\b/.test(said)
    ? { field: flag.key, op: 'eq', value: true }
    : undefined
}

/** The comparison with the rows that have no amount, where the words hold of them too. */
export const withNone = ({ field, orNone }: Target, test: Condition): Condition =>
  orNone && 'op' in test && (test.op === 'gt' || test.op === 'gte')
    ? { or: [test, { field: field.key, op: 'is_null' }] }
    : test
