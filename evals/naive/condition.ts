/** Whether a row meets a condition, by the words of the query's definition; a row without a value meets no comparison and every negation. */
import type { Condition, Scalar, Period, DayValue } from '#db/query/query.ts'
import { dayIn, daysOf } from './calendar.ts'
import type { FieldOf, ObjectOf, Usual } from './kinds.ts'
import { objectOf, operandOf, walk } from './operand.ts'
import { matchesText } from './search.ts'
import { text, type Cell, type Row, type World } from './world.ts'

export type Scope = 'usual' | 'all'
type Leaf = Extract<Condition, { field: string }>

const lower = (value: unknown) => String(value).toLowerCase()

export function meets(object: ObjectOf, row: Row, condition: Condition, world: World, scope: Scope): boolean {
  const self = (part: Condition) => meets(object, row, part, world, scope)
  if ('and' in condition) return condition.and.every(self)
  if ('or' in condition) return condition.or.some(self)
  if ('not' in condition) return !self(condition.not)
  if ('field' in condition) return compares(object, row, condition, world)
  const [path, where] =
    'some' in condition
      ? [condition.some, condition.where]
      : 'none' in condition
        ? [condition.none, condition.where]
        : [condition.count, condition.where]
  const found = related(object, row, path, where, world, scope).length
  if ('some' in condition) return found > 0
  if ('none' in condition) return found === 0
  return ordered(found, condition.op, condition.value)
}

function related(
  object: ObjectOf,
  row: Row,
  path: string,
  where: Condition | undefined,
  world: World,
  scope: Scope,
): Row[] {
  const steps = path.split('.')
  const name = steps.pop() ?? ''
  const place = walk(object, steps)
  const relation = place.object.relations.get(name)
  if (!relation) throw new Error(`the evaluator knows no relation ${name} of ${place.object.key}`)
  const to = objectOf(relation.to)
  const keep = inScope(to, where ? [where] : [], world, scope)
  return place
    .rows(row, world)
    .flatMap((each) => relation.rows(each, world))
    .filter((each) => keep(each) && (!where || meets(to, each, where, world, scope)))
}

/** What the usual scope keeps, given what the conditions speak of; on a day of its own, what rests on dates alone. */
export function inScope(
  object: ObjectOf,
  said: Condition[],
  world: World,
  scope: Scope,
): (row: Row) => boolean {
  if (scope === 'all') return () => true
  const spoken = said.flatMap(mentions)
  const isLifted = ({ lifted }: Usual) =>
    lifted.some(({ field, values }) =>
      spoken.some(
        (leaf) =>
          leaf.field === field && (!values || scalars(leaf).some((value) => values.includes(lower(value)))),
      ),
    )
  const kept = object.usually.filter((clause) => (clause.fed || !world.isSampled) && !isLifted(clause))
  const seen = { world, day: world.clock.today, asked: world.isSampled }
  return (row) => kept.every((clause) => clause.keeps(row, seen))
}

/** The comparisons that say what is wanted; what is ruled out does not bring a thing up. */
function mentions(condition: Condition): Leaf[] {
  if ('and' in condition) return condition.and.flatMap(mentions)
  if ('or' in condition) return condition.or.flatMap(mentions)
  if ('field' in condition) return ['ne', 'not_in', 'is_null'].includes(condition.op) ? [] : [condition]
  return []
}

const isScalar = (value: Leaf['value']): value is Scalar =>
  value !== undefined &&
  (value === null || typeof value !== 'object' || 'person' in value || 'today' in value)

const scalars = ({ value }: Leaf): Scalar[] => (Array.isArray(value) ? value : isScalar(value) ? [value] : [])

function ordered(
  a: number | string,
  op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte',
  b: number | string,
): boolean {
  switch (op) {
    case 'eq':
      return a === b
    case 'ne':
      return a !== b
    case 'lt':
      return a < b
    case 'lte':
      return a <= b
    case 'gt':
      return a > b
    case 'gte':
      return a >= b
  }
}

export const isNone = (value: Cell): boolean => value === null || (Array.isArray(value) && value.length === 0)

function compares(object: ObjectOf, row: Row, leaf: Leaf, world: World): boolean {
  if (leaf.op === 'matches') {
    return typeof leaf.value === 'string' && matchesText(textsOf(object, row, leaf, world), leaf.value)
  }
  const { field, of } = operandOf(object, leaf, world)
  const value = of(row)
  switch (leaf.op) {
    case 'is_null':
      return isNone(value)
    case 'not_null':
      return !isNone(value)
    case 'eq':
      return isOneOf(field, value, scalars(leaf), world, false)
    case 'ne':
      return !isOneOf(field, value, scalars(leaf), world, true)
    case 'in':
      return isOneOf(field, value, scalars(leaf), world, true)
    case 'not_in':
      return !isOneOf(field, value, scalars(leaf), world, true)
    case 'contains': {
      const part = lower(scalars(leaf)[0])
      return (Array.isArray(value) ? value : [value ?? '']).some((one) => lower(one).includes(part))
    }
    case 'between': {
      const [low, high] = scalars(leaf)
      return isNone(value)
        ? false
        : order(field, value, 'gte', low, world) && order(field, value, 'lte', high, world)
    }
    case 'during': {
      const { first, last } = daysOf(leaf.value as Period, world.clock)
      const day = dayOf(field, value, world)
      return day !== null && (first === null || day >= first) && (last === null || day <= last)
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return isNone(value) ? false : order(field, value, leaf.op, scalars(leaf)[0], world)
  }
}

/** The text of one field, or of all text fields of an object but the id. */
function textsOf(object: ObjectOf, row: Row, leaf: Leaf, world: World): string[] {
  const steps = leaf.field.split('.')
  const paths =
    steps.pop() === 'any_text'
      ? [...walk(object, steps).object.fields]
          .filter(([key, field]) => field.kind === 'text' && field.dated === 'kept' && key !== 'id')
          .map(([key]) => [...steps, key].join('.'))
      : [leaf.field]
  return paths
    .map((path) => operandOf(object, { ...leaf, field: path }, world).of(row))
    .filter((value) => typeof value === 'string')
}

/** The day of a date or of a moment. */
const dayOf = (field: FieldOf, value: Cell, world: World): string | null =>
  typeof value !== 'string' ? null : field.kind === 'time' ? world.day(value) : value

const isDay = (field: FieldOf) => field.kind === 'date' || field.kind === 'time'

function order(
  field: FieldOf,
  value: Cell,
  op: 'lt' | 'lte' | 'gt' | 'gte',
  with_: Scalar | undefined,
  world: World,
): boolean {
  if (isDay(field))
    return ordered(dayOf(field, value, world) ?? '', op, dayIn(with_ as DayValue, world.clock))
  return ordered(Number(value), op, Number(with_))
}

function isOneOf(field: FieldOf, value: Cell, wanted: Scalar[], world: World, noneToo: boolean): boolean {
  return wanted.some((want) => {
    if (want === null) return noneToo || wanted.length === 1 ? isNone(value) : false
    if (isNone(value)) return false
    if (isDay(field)) return dayOf(field, value, world) === dayIn(want as DayValue, world.clock)
    if (field.kind === 'person') return people(want, world).includes(lower(value))
    if (Array.isArray(value)) return value.some((one) => lower(one) === lower(want))
    if (typeof value === 'string' && !field.exact) return lower(value) === lower(want)
    return value === want
  })
}

/** The e-mail addresses that are meant. */
function people(want: Scalar, world: World): string[] {
  if (want !== null && typeof want === 'object' && 'person' in want) {
    return want.person === 'me' ? [world.asker.email] : world.asker.team
  }
  const name = lower(want)
  const named = world.rows('users').filter((row) => lower(text(row, 'name')) === name)
  return [name, ...named.map((row) => String(row.id))]
}
