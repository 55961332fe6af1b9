/** Comparisons with amounts: ties each number to the field that it can be compared with, by nearness and by unit. */
import type { Field } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import {
  amountAt,
  bestTarget,
  fit,
  implicitTarget,
  targetAt,
  turnedOps,
  withNone,
  withState,
  type Amount,
  type Comparison,
  type Target,
  inDays,
} from './amount.ts'
import {
  atom,
  isLight,
  isOp,
  kind,
  near,
  opOf,
  roleOf,
  take,
  type Draft,
  type Item,
  wordOf,
} from './draft.ts'
import {
  bindDenied,
  bindLasting,
  bindLastingBefore,
  bindNotWithin,
  isOfHours,
  takeSaidDays,
} from './lasting.ts'
import { goesByNumber, heldField, isJoined, isLasting, isNumbered, isStretch } from './held-amount.ts'
import { isEndOf } from './rank-field.ts'
import { bringsAbout, isAmount, fieldBehind } from './reach.ts'
import { nounObject } from './nouns.ts'

export function bindComparisons(draft: Draft): void {
  for (const item of draft.items) takeSaidDays(draft, item)
  for (const item of draft.items) bindNotWithin(draft, item)
  for (const item of draft.items) bindDenied(draft, item)
  for (const item of draft.items)
    if (isOp(item, 'between') && !draft.used.has(item.n)) bindBetween(draft, item)
  for (const item of draft.items) bindDashRange(draft, item)
  for (const item of draft.items) {
    const op = opOf(item, 'compare')
    if (op && !draft.used.has(item.n)) bindOne(draft, item, op.value as Comparison)
  }
  for (const item of draft.items) bindBare(draft, item)
}

function bindOne(draft: Draft, item: Item, op: Comparison): void {
  const next = near(draft, item.n, 1, (other) => isLight(other) && !isOp(other, 'and', 'or'))
  const amount = amountAt(draft, next) ?? oneUnit(draft, item)
  // "Comes from the ten biggest": so many of them.
  if (amount && !amount.unit && !amount.currency && !amount.percent && isRanked(draft, amount)) return
  if (!amount) {
    textEquals(draft, item, next, op)
    return
  }
  const after = draft.items[amount.last + 1]
  if (countOf(draft, item, amount, op)) return
  const found = bestTarget(draft, amount, item.n) ?? implicitTarget(draft, amount, item.n)
  if (!found) return
  push(draft, found.target, { op, value: found.value }, [
    item.n,
    ...amount.items,
    ...(isOp(after, 'compareAfter') && after && kind(after) === 'op' && op === 'eq' ? [after.n] : []),
  ])
}

const isRanked = (draft: Draft, { last }: Amount): boolean => {
  const next = near(draft, last, 1)
  return next !== undefined && isEndOf(next) && !draft.used.has(next.n)
}

/** "Within the hour", "in under a day": one of the unit that stands there by itself. */
function oneUnit(draft: Draft, sign: Item): Amount | undefined {
  const next = near(draft, sign.n, 1, (other) => /^(the|a|an|same|one)$/.test(wordOf(other)))
  const unit = opOf(next, 'unit')?.value
  if (!next || draft.used.has(next.n) || !/^(hour|day|minute)$/.test(wordOf(next)) || unit === undefined)
    return undefined
  return { value: 1, unit, percent: false, currency: false, items: [next.n], last: next.n, plus: false }
}

/** "partner channel = reseller": an equals sign before a value says nothing more than standing beside it. */
function textEquals(draft: Draft, item: Item, next: Item | undefined, op: Comparison): void {
  const named =
    next && (next.ref?.is === 'value' || kind(next) === 'name' || isOp(next, 'me', 'team', 'switch'))
  if (op === 'eq' && named) take(draft, item.n)
}

/** "more than 3 urgent tickets": counts related rows. */
function countOf(draft: Draft, item: Item, amount: Amount, op: Comparison): boolean {
  if (amount.percent || amount.currency || amount.unit) return false
  // "2 or more tickets": the sign may stand between.
  const next = near(
    draft,
    Math.max(amount.last, item.n),
    1,
    (other) => isLight(other) || roleOf(other) === 'value' || roleOf(other) === 'adjective',
  )
  if (
    !next?.reach?.many ||
    (roleOf(next) !== 'object' && roleOf(next) !== 'relation') ||
    draft.used.has(next.n)
  )
    return false
  const { ref } = next
  const object = nounObject(ref) ?? ''
  const where = ref && 'where' in ref ? ref.where : undefined
  atom(draft, {
    kind: 'count',
    object,
    reach: next.reach,
    condition: { count: next.reach.many, ...(where && { where }), op, value: amount.value },
    items: [item.n, ...amount.items, next.n],
  })
  return true
}

function bindBetween(draft: Draft, item: Item): void {
  const low = amountAt(draft, near(draft, item.n, 1))
  const joint = low && draft.items[low.last + 1]
  const high =
    joint && /^(and|to|-|or)$/.test(joint.span.text.toLowerCase())
      ? amountAt(draft, near(draft, joint.n, 1))
      : undefined
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
  if (high)
    pair(draft, low, high, [
      joint.n,
      ...(isOp(from, 'compare') && from?.span.text.toLowerCase() === 'from' ? [from.n] : []),
    ])
}

function pair(draft: Draft, low: Amount, high: Amount, ops: number[]): void {
  // "50 to 100k", "10-20 %": the first end takes the second's scale and unit.
  const scaled =
    !low.percent && low.value < 1000 && high.value >= 1000 && low.value < high.value / 1000
      ? { ...low, value: low.value * 1000 }
      : low
  const first: Amount = {
    ...scaled,
    percent: low.percent || high.percent,
    currency: low.currency || high.currency,
    ...(high.unit && { unit: high.unit }),
  }
  const found =
    bestTarget(draft, { ...high, items: [...low.items, ...high.items] }, Math.min(...low.items)) ??
    implicitTarget(draft, high, Math.min(...low.items) - 1)
  const from = found && fit(found.target.field, first)
  if (!found || from === undefined) return
  push(draft, found.target, { op: 'between', value: [from, found.value] }, [
    ...ops,
    ...low.items,
    ...high.items,
  ])
}

/** "csat of 2 or less", "health 50+", "csat of 1 or 2": a number that stands beside its field without a sign before it. */
function bindBare(draft: Draft, item: Item): void {
  if (kind(item) !== 'number' && kind(item) !== 'time') return
  const amount = amountAt(draft, item)
  if (!amount) return
  const next = draft.items[amount.last + 1]
  // "Fifty licences or more": the field stands between the amount and its sign.
  const named =
    next &&
    roleOf(next) === 'field' &&
    targetAt(draft, next, amount) &&
    isOp(draft.items[next.n + 1], 'compareAfter')
  const after = named ? draft.items[next.n + 1] : next
  const sign = opOf(after, 'compareAfter')
  const lasts =
    !sign &&
    (bindLasting(draft, item, amount) || bindHours(draft, item) || bindLastingBefore(draft, item, amount))
  if (lasts) return
  const behind = sign ? undefined : heldField(draft, item, amount)
  if (kind(item) === 'time' && !sign && !behind && !isStretch(draft, item, amount)) return
  const bare: Comparison =
    behind && /^over\b/i.test(item.span.text) ? 'gt' : behind && isLasting(draft, behind) ? 'gte' : 'eq'
  const op: Comparison = amount.plus ? 'gte' : ((sign?.value as Comparison | undefined) ?? bare)
  const extra = sign && after && !amount.plus ? [after.n] : []
  const beside = op === 'eq' ? near(draft, item.n, -1) : undefined
  // "Who have two contracts": so many related rows.
  if (op === 'eq' && !behind && hasBefore(draft, item) && countOf(draft, item, amount, op)) return
  if (
    op === 'eq' &&
    !behind &&
    !(beside && goesByNumber(draft, beside) && isNumbered(draft, beside.n, item.n)) &&
    !(beside && targetAt(draft, beside) && !draft.used.has(beside.n) && isJoined(draft, beside.n, item.n))
  )
    return
  if (op !== 'eq' && countOf(draft, after ?? item, amount, op)) return
  const found =
    bestTarget(draft, amount, item.n) ??
    (op === 'eq' && !(beside && goesByNumber(draft, beside))
      ? undefined
      : implicitTarget(draft, amount, item.n))
  if (!found) return
  const joint = draft.items[amount.last + 1]
  const follower = joint && draft.items[joint.n + 1]
  // "A nine or a ten".
  const last = follower && /^(a|an)$/.test(wordOf(follower)) ? draft.items[follower.n + 1] : follower
  const other = op === 'eq' && joint && isOp(joint, 'or', 'and') ? amountAt(draft, last) : undefined
  const second = other && fit(found.target.field, other)
  if (other && second !== undefined && joint)
    push(draft, found.target, { op: 'in', value: [found.value, second] }, [
      ...amount.items,
      joint.n,
      ...other.items,
    ])
  else push(draft, found.target, { op, value: found.value }, [...amount.items, ...extra])
}

/** "Took over a day to respond", "answered within a day": a stretch of time beside an amount that is counted in hours. */
function bindHours(draft: Draft, item: Item): boolean {
  const { meaning, text } = item.span
  const [, sign] = /^(over|under|within|inside)\b/i.exec(text) ?? []
  if (!sign || meaning.kind !== 'time' || meaning.time.when.w !== 'duration') return false
  const { when } = meaning.time
  if (!isOfHours(draft, item, when)) return false
  const amount = inDays(when, item)
  const found = bestTarget(draft, amount, item.n)
  if (found?.target.field.unit !== 'hours') return false
  const op = /^over$/i.test(sign) ? 'gt' : /^under$/i.test(sign) ? 'lt' : 'lte'
  push(draft, found.target, { op, value: found.value }, amount.items)
  return true
}

const fieldIs = (draft: Draft, item: Item, test: (field: Field | undefined) => boolean): boolean =>
  item.ref !== undefined && 'field' in item.ref && test(fieldBehind(draft.catalogue, item.ref))

/** "Usage drop of more than 25 %": the noun says which way the change goes. */
const isFall = (draft: Draft, { field, items }: Target): boolean =>
  field.unit === 'ratio' &&
  !field.additive &&
  items.some((n) => {
    const item = draft.items[n]
    return (
      roleOf(item) === 'field' &&
      /\b(drops?|declines?|falls?|dips?|decreases?|losse?s?)\b/i.test(item?.span.text ?? '')
    )
  })

/** "Less than 60 days left": of what has not run out. */
const notPassed = ({ field }: Target, test: Condition): Condition =>
  field.countdown === true && 'op' in test && /^lte?$/.test(test.op) && Number(test.value) >= 0
    ? { and: [{ field: field.key, op: 'gte', value: 0 }, test] }
    : test

type Test = { op: Comparison | 'between' | 'in'; value: number | number[] }

const turned = ({ op, value }: Test): Test => ({
  op: turnedOps[op] ?? op,
  value: typeof value === 'number' ? -value : value.map((each) => -each).reverse(),
})

/** "Or worse", "better than": which side that is depends on which end of the scale is good; of a fall more of it is worse. */
const judged = ({ items }: Draft, { field }: Target, isFallen: boolean, test: Test, said: number[]): Test =>
  said.some((n) => /\b(worse|better)\b/.test(wordOf(items[n]))) && (isFallen || field.better === 'low')
    ? { ...test, op: turnedOps[test.op] ?? test.op }
    : test

function push(draft: Draft, target: Target, test: Test, items: number[]): void {
  const isFallen = target.falls === true || isFall(draft, target)
  const meant = judged(draft, target, isFallen, test, items)
  const condition: Condition = { field: target.field.key, ...(isFallen ? turned(meant) : meant) }
  // A grade beside its own threshold is explained by it: "low adoption: less than 30 %".
  const grades = draft.items.filter(
    (item) =>
      isOp(item, 'grade') && Math.abs(item.n - (target.items[0] ?? item.n)) <= 2 && !draft.used.has(item.n),
  )
  take(draft, ...grades.map((item) => item.n))
  // Other names of the compared field, and seats or users that its share is of, add nothing.
  const last = draft.items[Math.max(...items) + 1]
  const whole = last && /^of$/i.test(last.span.text) ? near(draft, last.n, 1) : undefined
  const base =
    whole && target.field.unit === 'ratio' && fieldIs(draft, whole, isAmount) && !draft.used.has(whole.n)
      ? [whole.n]
      : []
  atom(draft, {
    kind: 'compare',
    object: target.object,
    reach: target.path,
    condition: withState(draft, target, notPassed(target, withNone(target, condition))),
    field: target.field.key,
    items: [...items, ...target.items, ...base],
  })
}

/** "Have two contracts", "opened two tickets": before how many rows they are. */
function hasBefore({ items, catalogue }: Draft, { n }: Item): boolean {
  const before = items[n - 1]
  const ref = before?.ref
  return (
    isOp(before, 'has') ||
    (ref?.is === 'field' &&
      nounObject(items[n + 1]?.ref) === ref.object &&
      bringsAbout(catalogue.objects.get(ref.object), ref.field))
  )
}
