/** Random operands: fields of an object and over its relations, now, on a day, as a change, or as a distance in time. */
import fc from 'fast-check'
import type { Operand } from '#db/query/query.ts'
import { isNone } from './condition.ts'
import { pastArb, type Any, type Ground } from './generate-days.ts'
import type { FieldOf, Kind, ObjectOf } from './kinds.ts'
import { objectOf, operandOf } from './operand.ts'
import type { Cell } from './world.ts'

export type Found = { path: string; field: FieldOf }
/** Fields of the object and over its to-one relations. */
export function fieldsOf(object: ObjectOf, { has }: Ground, depth = 1): Found[] {
  const own = [...object.fields]
    .filter(([key]) => has(object.key, key))
    .map(([path, field]) => ({ path, field }))
  if (depth === 0) return own
  const beyond = [...object.relations]
    .filter(([, relation]) => !relation.many)
    .flatMap(([key, relation]) =>
      fieldsOf(objectOf(relation.to), { has } as Ground, depth - 1).map(({ path, field }) => ({
        path: `${key}.${path}`,
        field,
      })),
    )
  return [...own, ...beyond]
}

export type Test = (found: Found) => boolean
export const isOf =
  (...kinds: Kind[]): Test =>
  ({ field }) =>
    kinds.includes(field.kind)
const any: Test = () => true

/** Own fields more often than those over a relation. */
const fieldArb = (object: ObjectOf, ground: Ground, test: Test): Any<Found> => {
  const own = fieldsOf(object, ground, 0).filter(test)
  const all = fieldsOf(object, ground, 2).filter(test)
  const arbs = [
    ...(own.length ? [{ weight: 4, arbitrary: fc.constantFrom(...own) }] : []),
    { weight: 1, arbitrary: fc.constantFrom(...all) },
  ]
  return fc.oneof(...arbs)
}

const distance: FieldOf = { kind: 'number', of: () => null }
const units = ['days', 'hours'] as const

/** From one date of the object to another, or to today; where a number is wanted. */
function distanceArb(object: ObjectOf, ground: Ground, test: Test): Any<Asked>[] {
  const dates = fieldsOf(object, ground, 1).filter(isOf('date', 'time'))
  const own = dates.filter(({ path }) => !path.includes('.'))
  if (own.length === 0 || !test({ path: 'distance', field: distance })) return []
  const to = fc.constantFrom('today', ...dates.map(({ path }) => path))
  return [
    fc
      .tuple(fc.constantFrom(...own), to, fc.constantFrom(...units))
      .map(([{ path }, end, unit]) => ({ operand: { field: path, to: end, unit }, field: distance })),
  ]
}

type Asked = { operand: Operand; field: FieldOf }
/** A field now, on a day, or its change since one; or the time between two. */
export const operandArb = (object: ObjectOf, ground: Ground, test: Test = any): Any<Asked> => {
  const plain = fieldArb(object, ground, test).chain(({ path, field }) => {
    const now = fc.constant({ operand: { field: path }, field })
    if (!field.dated || field.prose) return now
    const at = pastArb(ground).map((day) => ({ operand: { field: path, at: day }, field }))
    const since = pastArb(ground).map((day) => ({ operand: { field: path, since: day }, field }))
    const isNumeric = field.kind === 'number' || field.kind === 'money'
    return fc.oneof(
      { weight: 5, arbitrary: now },
      { weight: 1, arbitrary: at },
      ...(isNumeric ? [{ weight: 1, arbitrary: since }] : []),
    )
  })
  const distances = distanceArb(object, ground, test)
  return fc.oneof(
    { weight: 14, arbitrary: plain },
    ...distances.map((arbitrary) => ({ weight: 1, arbitrary })),
  )
}

export const flip = (text: string, how: number) =>
  how === 0 ? text : how === 1 ? text.toUpperCase() : text.toLowerCase()

/** Values that rows have, so that conditions hold of some. */
export function cellsOf(object: ObjectOf, operand: Operand, { world }: Ground): Cell[] {
  const { of } = operandOf(object, operand, world)
  const cells = world
    .rows(object.table)
    .map(of)
    .flatMap((cell) => (Array.isArray(cell) ? cell : [cell]))
  return [...new Set(cells)].filter((cell) => !isNone(cell)).slice(0, 20)
}

const countingKeys = new Set(
  'seats events events_28d open_tickets urgent_tickets unanswered silent_contacts power_users nps_responses'.split(
    ' ',
  ),
)
/** What is a quantity, and no ratio, score or mean. */
export const addsUp: Test = ({ path, field }) =>
  field.kind === 'money' || (field.kind === 'number' && countingKeys.has(path))

/** Two ways to work out a fraction may differ in its last digit, and then make two groups. */
export const isWhole: Test = ({ path, field }) => {
  if (!['number', 'money'].includes(field.kind)) return true
  const name = path.split('.').at(-1) ?? ''
  return field.dated === 'kept' || countingKeys.has(name) || /^days_|_tasks$/.test(name)
}
