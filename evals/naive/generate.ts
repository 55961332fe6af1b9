/** Random queries that fit a workspace: lists of rows of every object, with every form of figures over them (generate-figures.ts). */
import fc from 'fast-check'
import type { Query } from '#db/query/query.ts'
import { conditionArb } from './generate-conditions.ts'
import { asOfArb, optional, seldom, type Any, type Ground } from './generate-days.ts'
import { figuresArb } from './generate-figures.ts'
import { addsUp, fieldsOf, isOf, operandArb, type Test } from './generate-operands.ts'
import type { ObjectOf } from './kinds.ts'
import { objects } from './objects.ts'
import { operandOf } from './operand.ts'

const dirArb = fc.constantFrom('asc' as const, 'desc' as const)
const isSortable: Test = ({ field }) => field.kind !== 'list'

type Made = { make: 'share' | 'rank' | 'running'; of: string; within?: string[]; dense?: boolean }

/** A column made from a field: what adds up is shared and totalled, any number ranked. */
function madeArb(object: ObjectOf, ground: Ground): Any<Made>[] {
  const own = fieldsOf(object, ground, 0)
  const adding = own.filter(addsUp)
  const numbers = own.filter(isOf('number', 'money'))
  const keys = own.filter(isOf('enum', 'boolean'))
  const within = keys.length
    ? optional(fc.constantFrom(...keys).map(({ path }) => [path]))
    : fc.constant(undefined)
  const made = (make: Made['make'], from: typeof own): Any<Made>[] =>
    from.length
      ? [
          fc
            .tuple(fc.constantFrom(...from), within)
            .map(([{ path }, keys]): Made => ({ make, of: path, ...(keys && { within: keys }) })),
        ]
      : []
  return [...made('share', adding), ...made('running', adding), ...made('rank', numbers)]
}

function rowsArb(object: ObjectOf, ground: Ground): Any<Query> {
  const order = fc
    .tuple(operandArb(object, ground, isSortable), dirArb)
    .map(([{ operand }, dir]) => ({ by: operand, dir }))
  const plain = operandArb(object, ground).map(({ operand }) => operand)
  const made = madeArb(object, ground)
  const column = made.length
    ? fc.oneof({ weight: 8, arbitrary: plain }, { weight: 1, arbitrary: fc.oneof(...made) })
    : plain
  const select = fc.uniqueArray(column, {
    ...{ minLength: 1, maxLength: 5 },
    selector: (each) =>
      'make' in each ? `${each.make} ${each.of}` : operandOf(object, each, ground.world).key,
  })
  return fc
    .record({
      where: optional(conditionArb(object, ground)),
      select: optional(select),
      orderBy: optional(fc.array(order, { minLength: 1, maxLength: 3 })),
      limit: optional(fc.integer({ min: 1, max: 12 })),
      scope: optional(fc.constantFrom('usual' as const, 'all' as const)),
      asOf: seldom(asOfArb(ground)),
    })
    .map((query): Query => ({ from: object.key, ...query }))
}

export function queryArb(ground: Ground): Any<Query> {
  const weights = new Map([['account', 8]])
  return fc.oneof(
    ...[...objects.values()].map((object) => ({
      weight: weights.get(object.key) ?? 2,
      arbitrary: fc.oneof(rowsArb(object, ground), figuresArb(object, ground)),
    })),
  )
}
