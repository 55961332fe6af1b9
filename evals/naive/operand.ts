/** The value of an operand for a row: over to-one relations, now, on a day, as a change since a day, or as a distance in time. */
import { Temporal } from 'temporal-polyfill'
import type { Operand } from '#db/query/query.ts'
import { daysFrom, dayIn, momentMs } from './calendar.ts'
import type { FieldOf, ObjectOf } from './kinds.ts'
import { objects } from './objects.ts'
import { text, type Cell, type Row, type World } from './world.ts'

export type OperandOf = {
  key: string
  field: FieldOf
  of: (row: Row) => Cell
  /** The path to the currency of its money. */
  currency: string | undefined
  /** Rests on a day of its own or on the day that it is sampled on. */
  isFed: boolean
}

export function objectOf(key: string): ObjectOf {
  const found = objects.get(key)
  if (!found) throw new Error(`the evaluator knows no object ${key}`)
  return found
}

type Place = { object: ObjectOf; rows: (row: Row, world: World) => Row[] }
/** The object at the end of to-one relations, and the rows (none or one) that stand there. */
export function walk(object: ObjectOf, steps: string[]): Place {
  let at = object
  const relations = steps.map((step) => {
    const relation = at.relations.get(step)
    if (!relation) throw new Error(`the evaluator knows no relation ${step} of ${at.key}`)
    at = objectOf(relation.to)
    return relation
  })
  return {
    object: at,
    rows: (row, world) =>
      relations.reduce<Row[]>((rows, relation) => rows.flatMap((each) => relation.rows(each, world)), [row]),
  }
}

const fieldAt = (object: ObjectOf, path: string) => {
  const steps = path.split('.')
  const name = steps.pop() ?? ''
  const place = walk(object, steps)
  const field = place.object.fields.get(name)
  if (!field) throw new Error(`the evaluator knows no field ${name} of ${place.object.key}`)
  return { place, field, steps }
}

export function operandOf(object: ObjectOf, given: string | Operand, world: World): OperandOf {
  const operand = typeof given === 'string' ? { field: given } : given
  if (operand.to !== undefined) return distanceOf(object, operand, operand.to, world)
  const { field: path, at, since } = operand
  const { place, field, steps } = fieldAt(object, path)
  const { today } = world.clock
  const value = (row: Row, day: string, asked: boolean): Cell => field.of(row, { world, day, asked })
  const there =
    (read: (row: Row) => Cell) =>
    (row: Row): Cell => {
      const [found] = place.rows(row, world)
      return found ? read(found) : null
    }
  const currency = place.object.currency && [...steps, place.object.currency].join('.')
  const isFed = field.dated === 'fed'
  if (since !== undefined) {
    const day = dayIn(since, world.clock)
    const change = (row: Row) => {
      const [now, then] = [value(row, today, true), value(row, day, true)]
      return typeof now === 'number' && typeof then === 'number' ? now - then : null
    }
    return { key: `${path}_since_${day}`, field, currency, of: there(change), isFed }
  }
  if (at !== undefined) {
    const day = dayIn(at, world.clock)
    return { key: `${path}_at_${day}`, field, currency, of: there((row) => value(row, day, true)), isFed }
  }
  const isSampled = world.isSampled && isFed
  const day = isSampled ? today : world.present.today
  return { key: path, field, currency, of: there((row) => value(row, day, isSampled)), isFed }
}

const counted: FieldOf = { kind: 'number', of: () => null }

/** From one date to another or to today: whole calendar days, or hours with a date counted from the start of its day. */
function distanceOf(
  object: ObjectOf,
  { field: path, unit = 'days' }: Operand,
  to: string,
  world: World,
): OperandOf {
  const { timeZone } = world.clock
  const [from, until] = [path, to].map((each) =>
    each === 'today'
      ? null
      : { operand: operandOf(object, each, world), isTime: fieldAt(object, each).field.kind === 'time' },
  )
  const read = (end: typeof from, row: Row): { value: string; isTime: boolean } | null => {
    if (!end)
      return unit === 'days'
        ? { value: world.clock.today, isTime: false }
        : { value: world.clock.now, isTime: true }
    const value = end.operand.of(row)
    return typeof value === 'string' ? { value, isTime: end.isTime } : null
  }
  const day = ({ value, isTime }: { value: string; isTime: boolean }) => (isTime ? world.day(value) : value)
  const ms = ({ value, isTime }: { value: string; isTime: boolean }) =>
    momentMs(
      isTime ? value : Temporal.PlainDate.from(value).toZonedDateTime({ timeZone }).toInstant().toString(),
    )
  return {
    key: `${path}_to_${to}_${unit}`,
    field: counted,
    currency: undefined,
    isFed: from?.operand.isFed || until?.operand.isFed || false,
    of: (row) => {
      const [start, end] = [read(from ?? null, row), read(until ?? null, row)]
      if (!start || !end) return null
      return unit === 'days' ? daysFrom(day(start), day(end)) : (ms(end) - ms(start)) / 3_600_000
    },
  }
}

/** A person is told apart by e-mail and shown by name. */
export const shown = (field: FieldOf, value: Cell, world: World): Cell => {
  if (field.kind !== 'person') return value
  const found = world.one('users', value)
  return found ? text(found, 'name') : null
}
