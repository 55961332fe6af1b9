/** Units of what a formula works out: money a seat, percent of a whole, days. What does not go together is told, not added. */
import type { Field, Unit, ValueType } from '../catalogue/types.ts'

/** Base units by their exponent: money a seat is money 1, seats −1. */
export type Dimensions = ReadonlyMap<string, number>

export type Amount = {
  dimensions: Dimensions
  /** A share of a whole, as it stands; `percents` counts how often it is a hundred times that by its fields, `hundreds` by the text. */
  isShare: boolean
  percents: number
  hundreds: number
  /** A number of the text: it takes the unit of what it is added to. */
  isConstant: boolean
  /** Of money: the path to its currency, where the workspace has several. */
  currency?: string
}

const none: Dimensions = new Map()
export const plainAmount = (rest: Partial<Amount> = {}): Amount => ({
  ...{ dimensions: none, isShare: false, percents: 0, hundreds: 0, isConstant: false },
  ...rest,
})
export const amountOf = (unit: string, rest: Partial<Amount> = {}): Amount =>
  plainAmount({ dimensions: new Map([[unit, 1]]), ...rest })

export function fieldAmount({ type, unit }: Pick<Field, 'type' | 'unit'>, currency?: string): Amount {
  if (type === 'money') return amountOf('money', currency === undefined ? {} : { currency })
  if (unit === 'ratio') return plainAmount({ isShare: true })
  if (unit === 'percent') return plainAmount({ isShare: true, percents: 1 })
  return unit ? amountOf(unit) : plainAmount()
}

const sameDimensions = (a: Dimensions, b: Dimensions): boolean =>
  a.size === b.size && [...a].every(([unit, exponent]) => b.get(unit) === exponent)

/** How many times too large a share it is in hundreds: 0 a ratio, 1 percent. */
const scaleOf = ({ percents, hundreds }: Amount): number => percents + hundreds

/** A number without a unit: it may be anything. */
const isOpen = (amount: Amount): boolean => amount.dimensions.size === 0 && !amount.isShare

export const single = ({ dimensions }: Amount): string | null => {
  const [only] = dimensions
  return dimensions.size === 1 && only && only[1] === 1 ? only[0] : null
}

export type Mismatch = { what: string; next: string }

/** What two amounts are together in a sum, a choice or a comparison; or why they do not go together. */
export function together(a: Amount, b: Amount, op: '+' | '-' | 'or' | 'compare'): Amount | Mismatch {
  if (a.currency !== undefined && b.currency !== undefined && a.currency !== b.currency)
    return { what: 'The two may be in different currencies', next: 'Money of one row has one currency.' }
  const isConstant = a.isConstant && b.isConstant
  if (isOpen(a)) return { ...b, isConstant }
  if (isOpen(b)) return { ...a, isConstant }
  const [left, right] = [single(a), single(b)]
  // Scores differ by points, and points added to a score give a score.
  if (left === 'score' && right === 'score' && op === '-') return { ...amountOf('points'), isConstant }
  if ((left === 'score' && right === 'points') || (left === 'points' && right === 'score'))
    return { ...amountOf('score'), isConstant }
  // More contacts than seats: counts of different things can be compared, not added.
  if (op === 'compare' && counts.has(left ?? '') && counts.has(right ?? '')) return { ...a, isConstant }
  const isSame = sameDimensions(a.dimensions, b.dimensions) && a.isShare === b.isShare
  if (isSame && (!a.isShare || scaleOf(a) === scaleOf(b))) return { ...a, isConstant }
  return { what: `${inFront(a)} and ${amountWords(b)} do not go together`, next: advice(a, b) }
}

const counts = new Set(['seats', 'users', 'events', 'items'])
const spans = new Set(['days', 'hours', 'minutes'])
function advice(a: Amount, b: Amount): string {
  const [left, right] = [single(a) ?? '', single(b) ?? '']
  if (spans.has(left) && spans.has(right)) return `Turn one into the other: to_${left}(…) or to_${right}(…).`
  if (a.isShare && b.isShare) return 'A ratio times 100 is a percentage.'
  return 'number(…) takes a value without its unit.'
}

export function product(a: Amount, b: Amount, sign: 1 | -1): Amount {
  const dimensions = new Map(a.dimensions)
  for (const [unit, exponent] of b.dimensions) {
    const sum = (dimensions.get(unit) ?? 0) + sign * exponent
    if (sum === 0) dimensions.delete(unit)
    else dimensions.set(unit, sum)
  }
  const cancelled = sign === -1 && a.dimensions.size > 0 && dimensions.size === 0
  const currency = dimensions.has('money') ? (a.currency ?? b.currency) : undefined
  return {
    dimensions,
    // A share of something is that thing, of a share a share; of an amount without a unit nobody knows.
    isShare:
      dimensions.size === 0 &&
      (cancelled || (a.isShare && (b.isShare || b.isConstant)) || (sign === 1 && b.isShare && a.isConstant)),
    percents: a.percents + sign * b.percents,
    hundreds: a.hundreds + sign * b.hundreds,
    isConstant: a.isConstant && b.isConstant,
    ...(currency !== undefined && { currency }),
  }
}

/** Times or divided by the number 100. A score of a hundred, divided by it, is a share. */
export function byHundred(amount: Amount, sign: 1 | -1): Amount {
  const hundreds = amount.hundreds + sign
  const score = amount.dimensions.get('score') ?? 0
  if (score < 1 || hundreds >= 0) return { ...amount, hundreds }
  const dimensions = new Map(amount.dimensions)
  if (score === 1) dimensions.delete('score')
  else dimensions.set('score', score - 1)
  return { ...amount, dimensions, hundreds: hundreds + 1, isShare: dimensions.size === 0 }
}

/** `per` where money or a count is told a something: "a seat". */
export type Told = { type: Extract<ValueType, 'number' | 'money'>; unit?: Unit; per?: string }

/** The catalogue's type and unit for it; or what is wrong with it. */
export function told(amount: Amount): Told | Mismatch {
  const { dimensions } = amount
  const scale = scaleOf(amount)
  if (amount.isShare) {
    if (scale === 0) return { type: 'number', unit: 'ratio' }
    if (scale === 1) return { type: 'number', unit: 'percent' }
    return { what: 'A percentage of a percentage is a hundred times too much', next: 'Divide by 100.' }
  }
  if (amount.percents !== 0 && scale !== 0)
    return {
      what: `${inFront(amount)} is a hundred times too much`,
      next: 'Divide the percentage by 100.',
    }
  const money = dimensions.get('money') ?? 0
  if (money > 1)
    return { what: 'Money times money has no meaning', next: 'number(…) takes a value without its unit.' }
  const unit = single(amount)
  if (unit === 'money') return { type: 'money' }
  if (unit !== null) return { type: 'number', unit: unit as Unit }
  const words = dimensions.size > 0 ? amountWords(amount) : undefined
  return { type: money === 1 ? 'money' : 'number', ...(words !== undefined && { per: words }) }
}

const singular: Record<string, string> = {
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  seats: 'seat',
  users: 'user',
  events: 'event',
  items: 'item',
  points: 'point',
}

/** "money a seat", "events a user", "a percentage". */
export function amountWords(amount: Amount): string {
  const { dimensions, isShare } = amount
  if (isShare) return scaleOf(amount) === 1 ? 'a percentage' : 'a ratio'
  const above = [...dimensions].filter(([, exponent]) => exponent > 0).map(([unit]) => unit)
  const below = [...dimensions].filter(([, exponent]) => exponent < 0).map(([unit]) => singular[unit] ?? unit)
  const words = [
    above.join(' × ') || (below.length > 0 ? '1' : 'a number'),
    ...below.map((unit) => `a ${unit}`),
  ].join(' ')
  return amount.percents > 0 ? `${words} × percent` : words
}

function inFront(amount: Amount): string {
  const words = amountWords(amount)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const isMismatch = (given: object): given is Mismatch => 'what' in given
