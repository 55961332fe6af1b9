/** Random conditions: each operator that a field's kind takes, with values that rows have, nested and over relations. */
import fc from 'fast-check'
import type { Condition } from '#db/query/query.ts'
import { dayArb, periodArb, type Any, type Ground } from './generate-days.ts'
import { cellsOf, fieldsOf, flip, isOf, isWhole, operandArb, type Test } from './generate-operands.ts'
import type { Kind, ObjectOf } from './kinds.ts'
import { objectOf } from './operand.ts'

type Leaf = Extract<Condition, { field: string }>
export const leafArb = (object: ObjectOf, ground: Ground, test?: Test): Any<Condition> =>
  operandArb(object, ground, test).chain(({ operand, field }): Any<Leaf> => {
    const absent = fc.constantFrom<Leaf>({ ...operand, op: 'is_null' }, { ...operand, op: 'not_null' })
    if (field.prose) return absent
    const cells = cellsOf(object, operand, ground)
    const leaf = (ops: readonly Leaf['op'][], value: Any<Exclude<Leaf['value'], undefined>>): Any<Leaf> =>
      fc.tuple(fc.constantFrom(...ops), value).map(([op, one]): Leaf => ({ ...operand, op, value: one }))
    const listed = <T extends string | number | boolean>(one: Any<T>) =>
      leaf(
        ['in', 'not_in'],
        fc.array(fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: fc.constant(null) }), {
          minLength: 1,
          maxLength: 3,
        }),
      )
    const isKind = (...kinds: Kind[]) => kinds.includes(field.kind)
    if (isKind('number', 'money') || operand.since !== undefined) {
      const numbers = cells.filter((cell) => typeof cell === 'number')
      // A fraction is not asked for to its last digit, in which two ways to work it out may differ.
      const isExact = operand.to === undefined && isWhole({ path: operand.field, field })
      const there = isExact ? numbers : numbers.map((value) => Math.floor(value) + 0.123)
      const number = fc.constantFrom(0, 1, 50, ...there)
      return fc.oneof(
        absent,
        leaf(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'], number),
        listed(number),
        leaf(['between'], fc.tuple(number, number)),
      )
    }
    if (isKind('date', 'time')) {
      const there = cells.flatMap((cell) => (typeof cell === 'string' ? [cell.slice(0, 10)] : []))
      const day = fc.oneof(dayArb(ground), fc.constantFrom(ground.world.clock.today, ...there))
      return fc.oneof(
        absent,
        leaf(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'], day),
        leaf(['between'], fc.tuple(day, day)),
        leaf(['during'], periodArb(ground)),
      )
    }
    if (isKind('boolean')) return fc.oneof(absent, leaf(['eq', 'ne'], fc.boolean()), listed(fc.boolean()))
    if (isKind('enum')) {
      const value = fc.constantFrom(...(field.values ?? []))
      return fc.oneof(absent, leaf(['eq', 'ne'], value), listed(value))
    }
    if (isKind('person')) {
      const who = fc.constantFrom(...ground.story.people)
      const person = fc.constantFrom({ person: 'me' as const }, { person: 'my_team' as const })
      return fc.oneof(
        absent,
        leaf(['eq', 'ne'], who),
        listed(who),
        leaf(['in', 'not_in'], fc.array(person, { minLength: 1, maxLength: 2 })),
      )
    }
    const there = cells.filter((cell) => typeof cell === 'string')
    const word = fc.tuple(fc.constantFrom('zzz', ...there), fc.nat(2)).map(([value, how]) => flip(value, how))
    const part = fc
      .tuple(word, fc.nat(3), fc.integer({ min: 1, max: 4 }))
      .map(([value, start, length]) => value.slice(start, start + length) || value)
    return fc.oneof(absent, leaf(['eq', 'ne'], word), listed(word), leaf(['contains'], part))
  })

/** Words of the random texts: whole, begun, put together, or ruled out. */
const searchedArb = fc
  .array(
    fc.constantFrom(
      'renewal',
      'Pricing',
      'inv*',
      '"harbor velvet"',
      '-quartz',
      'zoe',
      'exports',
      '"zoe renewal"',
      '-ex*',
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((terms) => terms.join(' '))

const matchesArb = (object: ObjectOf, ground: Ground): Any<Condition> => {
  const texts = fieldsOf(object, ground, 0).filter(
    ({ path, field }) => field.kind === 'text' && path !== 'id',
  )
  const field = fc.constantFrom('any_text', ...texts.map(({ path }) => path))
  return fc
    .tuple(field, searchedArb)
    .map(([path, value]): Condition => ({ field: path, op: 'matches', value }))
}

export function conditionArb(object: ObjectOf, ground: Ground, depth = 2): Any<Condition> {
  const leaf = leafArb(object, ground)
  if (depth === 0) return leaf
  const texts = fieldsOf(object, ground, 0).filter(isOf('text')).slice(1)
  const inner = fc.constant(null).chain(() => conditionArb(object, ground, depth - 1))
  const many = [...object.relations].filter(([, relation]) => relation.many)
  const few = { minLength: 0, maxLength: 3 }
  const relatedArb = (those: typeof many) =>
    fc.constantFrom(...those).chain(([key, relation]) => {
      const where = fc.option(
        fc.constant(null).chain(() => conditionArb(objectOf(relation.to), ground, Math.min(1, depth - 1))),
        { nil: undefined },
      )
      return fc.oneof(
        where.map((each): Condition => ({ some: key, ...(each && { where: each }) })),
        where.map((each): Condition => ({ none: key, ...(each && { where: each }) })),
        fc
          .tuple(where, fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'), fc.integer({ min: 0, max: 3 }))
          .map(([each, op, value]): Condition => ({ count: key, ...(each && { where: each }), op, value })),
      )
    })
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 8, arbitrary: leaf },
    ...(texts.length ? [{ weight: 1, arbitrary: matchesArb(object, ground) }] : []),
    { weight: 2, arbitrary: fc.array(inner, few).map((and): Condition => ({ and })) },
    { weight: 2, arbitrary: fc.array(inner, few).map((or): Condition => ({ or })) },
    { weight: 2, arbitrary: inner.map((not): Condition => ({ not })) },
    ...(many.length ? [{ weight: 3, arbitrary: relatedArb(many) }] : []),
  )
}
