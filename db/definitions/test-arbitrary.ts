/** Random conditions and formulas for the property tests, in the normal form that the text has. */
import fc from 'fast-check'
import { calendarUnits, type Condition, type DayValue, type Period, type Scalar } from '../query/query.ts'
import type { Formula, FunctionName, Test } from './formula.ts'

const unit = fc.constantFrom(...calendarUnits)
const count = fc.integer({ min: 1, max: 400 })
const iso = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))
const away = fc.integer({ min: -400, max: 400 }).map((today) => (today === 0 ? 0 : today))
const fromToday = fc.oneof(
  away.map((today) => ({ today })),
  fc.record({ today: away, unit }),
)
const day: fc.Arbitrary<DayValue> = fc.oneof(iso, fromToday)
const name = fc.constantFrom('arr', 'health', 'account.segment', 'tags', 'größe', 'renewal_date', '_x1')
const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => (value === 0 ? 0 : value)),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
)
/** Any text, words of the language and numbers among it. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    'enterprise',
    'and',
    'Today',
    'it’s',
    "O'Neill",
    '2026-01-01',
    '12',
    'mid market',
    'no',
    'null',
    'last 3 days',
  ),
)
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom({ person: 'me' as const }, { person: 'my_team' as const }),
  fromToday,
)
const period: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ last: count, unit }),
  fc.record({ next: count, unit }),
  fc.oneof(fc.record({ this: unit }), fc.record({ this: unit, toDate: fc.constant(true) })),
  fc.oneof(fc.record({ previous: unit }), fc.record({ previous: unit, count })),
  fc.oneof(fc.record({ following: unit }), fc.record({ following: unit, count })),
  fc.oneof(fc.record({ from: day }), fc.record({ to: day }), fc.record({ from: day, to: day })),
)
const operand = fc.oneof(
  name.map((field) => ({ field })),
  fc.record({ field: name, at: day }),
  fc.record({ field: name, since: day }),
  fc.record({ field: name, to: fc.oneof(name, fc.constant('today')) }),
  fc.record({ field: name, to: name, unit: fc.constantFrom('days' as const, 'hours' as const) }),
)
const test = fc.oneof(
  fc.record({
    op: fc.constantFrom(
      'eq' as const,
      'ne' as const,
      'lt' as const,
      'gte' as const,
      'in' as const,
      'not_in' as const,
      'contains' as const,
      'matches' as const,
    ),
    value: scalar,
  }),
  fc.record({
    op: fc.constantFrom('eq' as const, 'in' as const, 'not_in' as const),
    value: fc.array(scalar, { maxLength: 4 }),
  }),
  fc.tuple(scalar, scalar).map((value) => ({ op: 'between' as const, value: [...value] })),
  period.map((value) => ({ op: 'during' as const, value })),
  fc.constantFrom({ op: 'is_null' as const }, { op: 'not_null' as const }),
)
const leaf: fc.Arbitrary<Condition> = fc.tuple(operand, test).map(([of, is]) => ({ ...of, ...is }))

const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
  const where = fc.option(tie('condition'), { nil: undefined }).map((each) => (each ? { where: each } : {}))
  const several = fc.array(tie('condition'), { minLength: 2, maxLength: 3 })
  return {
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      several.map((and) => ({ and })),
      several.map((or) => ({ or })),
      fc.constantFrom<Condition>({ and: [] }, { or: [] }),
      tie('condition').map((not) => ({ not })),
      where.map((each) => ({ some: 'tickets', ...each })),
      where.map((each) => ({ none: 'account.contacts', ...each })),
      fc
        .tuple(
          where,
          number.filter((value) => value >= 0),
        )
        .map(([each, value]) => ({ count: 'tickets', ...each, op: 'gt' as const, value })),
    ),
  }
})
export const anyCondition = condition

const at = 0
const positive = number.map((value) => Math.abs(value))
const field: fc.Arbitrary<Formula> = name.map((path) => ({ is: 'field', path, at }))
const functionsOfOne: FunctionName[] = ['abs', 'floor', 'ceil', 'round', 'log', 'number', 'to_hours']

/** Formulas of any shape, whether they mean something or not. */
const { formula } = fc.letrec<{ formula: Formula; test: Test }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    field,
    positive.map((value): Formula => ({ is: 'number', value, at })),
    text.map((each): Formula => ({ is: 'text', text: each, at })),
    fc.constant<Formula>({ is: 'null', at }),
    tie('formula').map((of): Formula => ({ is: 'negative', of, at })),
    fc
      .record({
        op: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
        left: tie('formula'),
        right: tie('formula'),
      })
      .map((each): Formula => ({ is: 'arithmetic', ...each, at })),
    fc
      .tuple(fc.constantFrom(...functionsOfOne), tie('formula'))
      .map(([fn, arg]): Formula => ({ is: 'call', name: fn, args: [arg], at })),
    fc
      .tuple(
        fc.constantFrom('coalesce' as const, 'min' as const, 'days_between' as const),
        tie('formula'),
        tie('formula'),
      )
      .map(([fn, ...args]): Formula => ({ is: 'call', name: fn, args, at })),
    fc.constant<Formula>({ is: 'call', name: 'today', args: [], at }),
    fc
      .record({ test: tie('test'), then: tie('formula'), otherwise: tie('formula') })
      .map((each): Formula => ({ is: 'if', ...each, at })),
    fc
      .tuple(
        fc.constantFrom('sum' as const, 'avg' as const, 'max' as const),
        fc.option(condition, { nil: undefined }),
      )
      .map(([fn, where]): Formula => ({
        is: 'over',
        fn,
        relation: 'tickets',
        field: 'csat',
        ...(where && { where }),
        at,
      })),
    fc.option(condition, { nil: undefined }).map((where): Formula => ({
      is: 'over',
      fn: 'count',
      relation: 'tickets',
      ...(where && { where }),
      at,
    })),
  ),
  test: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(name, number)
      .map(([path, value]): Test => ({ is: 'condition', condition: { field: path, op: 'lt', value }, at })),
    fc
      .tuple(name, text)
      .map(([path, value]): Test => ({ is: 'condition', condition: { field: path, op: 'eq', value }, at })),
    fc.record({ left: tie('formula'), right: tie('formula') }).map(
      // A sum on the left is no field alone, so that this can only be a comparison of two formulas.
      ({ left, right }): Test => ({
        ...{ is: 'compare', op: 'gt', at, right },
        left: { is: 'arithmetic', op: '+', left, right: { is: 'number', value: 1, at }, at },
      }),
    ),
    tie('test').map((of): Test => ({ is: 'not', of, at })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('test'), { minLength: 2, maxLength: 3 }),
      )
      .map(([is, all]): Test => ({ is, all, at })),
  ),
}))
export const anyFormula = formula
