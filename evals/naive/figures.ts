/** One figure over rows: a count, a sum, a mean, a quantile, or a measure of a whole portfolio. */
import type { ParsedQuery, Period } from '#db/query/query.ts'
import { daysOf } from './calendar.ts'
import { isNone, meets, type Scope } from './condition.ts'
import { lastYear, type FieldOf, type ObjectOf } from './kinds.ts'
import { deviation, isNumber, mean, median, quantile, sum } from './numbers.ts'
import { operandOf, type OperandOf } from './operand.ts'
import { classesOf, keyOf } from './order.ts'
import { Refusal } from './refusal.ts'
import type { Cell, Row, World } from './world.ts'

/** Asked for itself, not made from another column. */
export type PlainAggregate = Extract<
  NonNullable<ParsedQuery['measures']>[number],
  { fn: string } | { measure: string }
>
export type Figure = {
  key: string
  /** Over all rows, whatever the usual scope. */
  whole: boolean
  currency: string | null
  field: FieldOf
  of: (rows: Row[]) => Cell
  ofNothing: Cell
}
export const numeric: FieldOf = { kind: 'number', of: () => null }

type Settings = { world: World; scope: Scope; window?: Period }

export function figureOf(object: ObjectOf, given: PlainAggregate, settings: Settings): Figure {
  if ('measure' in given) return portfolioFigure(object, given, settings)
  const { fn, where, as, field, p = 50 } = given
  const { world, scope } = settings
  const narrowed = (rows: Row[]) =>
    where ? rows.filter((row) => meets(object, row, where, world, scope)) : rows
  if (field === undefined) {
    const of = (rows: Row[]) => narrowed(rows).length
    return { key: as ?? fn, whole: false, currency: null, field: numeric, ofNothing: 0, of }
  }
  const operand = operandOf(object, { ...given, field }, world)
  const counts = fn === 'count' || fn === 'count_distinct'
  const isMoney = operand.field.kind === 'money' && !counts
  return {
    key: as ?? `${fn === 'percentile' ? `p${p}` : fn}_${operand.key}`,
    ...{ whole: false, field: counts ? numeric : operand.field },
    currency: isMoney ? (operand.currency ?? null) : null,
    ofNothing: counts || fn === 'sum' ? 0 : null,
    of: (rows) => {
      const values = narrowed(rows)
        .map(operand.of)
        .filter((value) => !isNone(value))
      return reduce({ fn, p }, values, operand, world)
    },
  }
}

type Fn = Extract<PlainAggregate, { fn: string }>['fn']
function reduce({ fn, p }: { fn: Fn; p: number }, values: Cell[], { field }: OperandOf, world: World): Cell {
  const numbers = values.map((value) => (typeof value === 'boolean' ? Number(value) : value)).filter(isNumber)
  switch (fn) {
    case 'count':
      return values.length
    case 'count_distinct':
      return new Set(values.map((value) => JSON.stringify(value))).size
    case 'sum':
      return sum(numbers)
    case 'avg':
      return mean(numbers)
    case 'median':
      return median(numbers)
    case 'percentile':
      return quantile(numbers, p / 100)
    case 'stddev':
      return deviation(numbers)
    case 'min':
    case 'max': {
      const dir = fn === 'min' ? 'asc' : 'desc'
      const [first] = classesOf(values, [{ dir, key: (value) => keyOf(field, value, world) }])
      return first?.[0] ?? null
    }
  }
}

function portfolioFigure(
  object: ObjectOf,
  { measure, during, as }: Extract<PlainAggregate, { measure: string }>,
  { world, window }: Settings,
): Figure {
  const found = object.figures.get(measure)
  if (!found) throw new Error(`the evaluator knows no measure ${measure} of ${object.key}`)
  const { today } = world.clock
  const days = found.windowed ? windowOf(during ?? window ?? lastYear, world) : { first: today, last: today }
  return {
    key: as ?? measure,
    whole: found.whole ?? false,
    currency: found.perCurrency ? (object.currency ?? null) : null,
    ...{ field: numeric, ofNothing: null },
    of: (rows) => found.of(rows, days, { world, day: today, asked: world.isSampled }),
  }
}

function windowOf(period: Period, world: World): { first: string; last: string } {
  const { today } = world.clock
  const { first, last } = daysOf(period, world.clock)
  if (first === null) throw new Refusal('the window needs a first day')
  const end = last === null || last > today ? today : last
  if (first >= end) throw new Refusal('the window has not begun')
  return { first, last: end }
}

/** A key that is taken gets the number of its time behind it. */
export function apartByName<T extends { key: string }>(columns: T[]): T[] {
  const times = new Map<string, number>()
  return columns.map((column) => {
    const time = (times.get(column.key) ?? 0) + 1
    times.set(column.key, time)
    return time === 1 ? column : { ...column, key: `${column.key}_${time}` }
  })
}
