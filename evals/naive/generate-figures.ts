/** Random figures: over everything or by group, made from one another, filled, compared, as series, spread over columns, and by cohort. */
import fc from 'fast-check'
import { comparisons, type Condition, type GroupKey, type Operand, type Query } from '#db/query/query.ts'
import { conditionArb, leafArb } from './generate-conditions.ts'
import { asOfArb, optional, periodArb, seldom, units, type Any, type Ground } from './generate-days.ts'
import { addsUp, fieldsOf, isOf, isWhole, operandArb, type Found, type Test } from './generate-operands.ts'
import type { ObjectOf } from './kinds.ts'
import { operandOf } from './operand.ts'

type Fn = 'count' | 'count_distinct' | 'sum' | 'avg' | 'median' | 'percentile' | 'min' | 'max' | 'stddev'
type FnFigure = { fn: Fn; p?: number; where?: Condition } & Partial<Operand>
type Figure = FnFigure | { measure: string; during?: Period }
type Period = NonNullable<Query['series']>['over']

const scopeArb = optional(fc.constantFrom('usual' as const, 'all' as const))
const unitArb = fc.constantFrom(...units)

type KeyObject = Exclude<GroupKey, string>
const keyArb = (object: ObjectOf, ground: Ground): Any<KeyObject> =>
  operandArb(object, ground, (found) => !found.field.prose && isWhole(found)).chain(({ operand, field }) =>
    (field.kind === 'date' || field.kind === 'time') && operand.to === undefined
      ? fc.option(unitArb).map((by) => (by ? { ...operand, by } : operand))
      : fc.constant(operand),
  )

type Narrow = Any<Condition | undefined>
function functionArbs(
  object: ObjectOf,
  ground: Ground,
  where: Narrow,
  only: Test = () => true,
): Any<FnFigure>[] {
  const over = (fns: readonly Fn[], test: Test): Any<FnFigure>[] => {
    const both: Test = (found) => test(found) && only(found)
    if (!fieldsOf(object, ground, 2).some(both)) return []
    return [
      fc
        .tuple(
          fc.constantFrom(...fns),
          operandArb(object, ground, both),
          where,
          fc.constantFrom(0, 25, 90, 99.5),
        )
        .map(([fn, { operand }, narrowed, p]) => ({
          ...{ fn, ...operand },
          ...(fn === 'percentile' && { p }),
          ...(narrowed && { where: narrowed }),
        })),
    ]
  }
  return [
    ...over(['count', 'count_distinct'], ({ field }) => !field.prose),
    ...over(['sum', 'avg', 'median', 'percentile', 'min', 'max', 'stddev'], isOf('number', 'money')),
    ...over(['min', 'max'], isOf('date', 'time')),
    ...over(['avg'], isOf('boolean')),
  ]
}

function windowedArbs(object: ObjectOf, ground: Ground): Any<Figure>[] {
  const windows = [...object.figures].filter(([, figure]) => figure.windowed).map(([measure]) => measure)
  if (windows.length === 0) return []
  const past = periodArb(ground).filter((period) => !('following' in period || 'next' in period))
  return [
    fc
      .tuple(fc.constantFrom(...windows), optional(past))
      .map(([measure, during]) => ({ measure, ...(during && { during }) })),
  ]
}

function measureArbs(object: ObjectOf, ground: Ground): Any<Figure>[] {
  const others = [...object.figures].filter(([, figure]) => !figure.windowed).map(([measure]) => measure)
  const plain = () => fc.constantFrom(...others).map((measure): Figure => ({ measure }))
  return [...windowedArbs(object, ground), ...(others.length ? [plain()] : [])]
}

function figureArb(object: ObjectOf, ground: Ground): Any<Figure> {
  const where: Narrow = seldom(conditionArb(object, ground, 0))
  const count = where.map((narrowed): Figure => ({ fn: 'count', ...(narrowed && { where: narrowed }) }))
  return fc.oneof(count, ...functionArbs(object, ground, where), ...measureArbs(object, ground))
}

/** Figures that rest on something dated, so that they can be taken on a day. */
function datedArb(object: ObjectOf, ground: Ground): Any<Figure>[] {
  const isFed = ({ field, path }: Found) => field.dated === 'fed' && !path.includes('.')
  // A relative day is another one on each day that the figure is taken, and the column goes by one of them.
  const isPlain = (asked: object) => !/"(at|since)"/.test(JSON.stringify(asked))
  const own = fieldsOf(object, ground, 0)
  if (!own.some(isFed)) return []
  const where: Narrow = seldom(leafArb(object, ground, isFed))
  const count = leafArb(object, ground, isFed).map((narrowed): Figure => ({ fn: 'count', where: narrowed }))
  const figures: Any<Figure>[] = [count, ...functionArbs(object, ground, where, isFed)]
  return [...figures.map((figure) => figure.filter(isPlain)), ...windowedArbs(object, ground)]
}

type Shared = Pick<Query, 'from' | 'where' | 'limit' | 'scope' | 'asOf'>
const sharedArb = (object: ObjectOf, ground: Ground): Any<Shared> =>
  fc
    .record({
      where: optional(conditionArb(object, ground, 1)),
      limit: optional(fc.integer({ min: 1, max: 8 })),
      scope: scopeArb,
      asOf: seldom(asOfArb(ground)),
    })
    .map((query) => ({ from: object.key, ...query }))

const few = { minLength: 1, maxLength: 2 }
const keysArb = (object: ObjectOf, ground: Ground) =>
  fc.uniqueArray(keyArb(object, ground), {
    ...few,
    selector: (key) => operandOf(object, key, ground.world).key,
  })

const groupsArb = (object: ObjectOf, ground: Ground): Any<Query> =>
  fc
    .tuple(
      sharedArb(object, ground),
      optional(keysArb(object, ground)),
      fc.array(figureArb(object, ground), { minLength: 1, maxLength: 3 }),
    )
    .map(([shared, groupBy, measures]) => ({ ...shared, ...(groupBy && { groupBy }), measures }))

/** Shares, ranks, running totals and ratios of a count or a sum; and groups kept by it. */
function madeArb(object: ObjectOf, ground: Ground): Any<Query> {
  const adding = fieldsOf(object, ground, 0).filter(addsUp)
  const base = fc.oneof(
    fc.constant({ fn: 'count' as const, as: 'it' }),
    ...(adding.length
      ? [fc.constantFrom(...adding).map(({ path }) => ({ fn: 'sum' as const, field: path, as: 'it' }))]
      : []),
  )
  const made = fc.record({
    make: fc.constantFrom('share' as const, 'rank' as const, 'running' as const, 'ratio' as const),
    dense: fc.boolean(),
    within: fc.boolean(),
  })
  const having = fc.record({
    of: fc.constant('it'),
    op: fc.constantFrom(...comparisons),
    value: fc.integer({ min: 0, max: 4 }),
  })
  return fc
    .tuple(sharedArb(object, ground), keysArb(object, ground), base, fc.array(made, few), optional(having))
    .map(([shared, groupBy, figure, columns, test]) => {
      const [key] = groupBy
      // A key on a relative day goes by that day, which asOf moves.
      const isPlain = key !== undefined && !key.at && !key.since
      const within = isPlain ? [nameOf(object, key, ground)] : []
      const kept = columns.map(({ make, dense, within: parted }) => ({
        ...{ make, of: 'it' },
        ...(make === 'rank' && { dense }),
        ...(make === 'ratio' ? { to: 'all' } : parted && { within }),
      }))
      const measures = [figure, { fn: 'count' as const, as: 'all' }, ...kept]
      return { ...shared, groupBy, measures, ...(test && { having: [test] }) }
    })
}

const nameOf = (object: ObjectOf, key: KeyObject, { world }: Ground) => {
  const { key: name } = operandOf(object, key, world)
  return key.by ? `${name}_${key.by}` : name
}

const closed = (ground: Ground): Any<Period> =>
  periodArb(ground).filter(
    (period) => !('from' in period || 'to' in period) && Object.keys(period).length > 0,
  )
/** Not so long that there are hundreds of units. */
const overArb = (ground: Ground): Any<{ by: (typeof units)[number]; over: Period }> =>
  fc
    .record({ by: unitArb, over: closed(ground) })
    .filter(({ by, over }) => !['day', 'week'].includes(by) || !/quarter|year/.test(JSON.stringify(over)))

const eventsOf = (object: ObjectOf, ground: Ground) =>
  fieldsOf(object, ground, 0).filter(isOf('date', 'time'))

function filledArb(object: ObjectOf, ground: Ground): Any<Query>[] {
  const events = eventsOf(object, ground)
  if (events.length === 0) return []
  return [
    fc
      .tuple(
        sharedArb(object, ground),
        fc.constantFrom(...events),
        overArb(ground),
        optional(keyArb(object, ground)),
        fc.array(figureArb(object, ground), few),
      )
      .map(([shared, { path }, { by, over }, key, measures]) => ({
        ...shared,
        groupBy: [{ field: path, by, fill: over }, ...(key && key.field !== path ? [key] : [])],
        measures,
      })),
  ]
}

function comparedArb(object: ObjectOf, ground: Ground): Any<Query>[] {
  const events = eventsOf(object, ground)
  const dated = datedArb(object, ground)
  const other = optional(
    fc.oneof(fc.constantFrom('previous' as const, 'year_earlier' as const), closed(ground)),
  )
  const figures = fc.array(fc.oneof(...functionArbs(object, ground, fc.constant(undefined))), few)
  const keys = optional(fc.array(keyArb(object, ground), { minLength: 1, maxLength: 1 }))
  const asked = (field: Any<string | undefined>, measures: Any<Figure[]>): Any<Query> =>
    fc
      .tuple(sharedArb(object, ground), closed(ground), other, field, fc.tuple(keys, measures))
      .map(([shared, period, with_, path, [groupBy, each]]) => ({
        ...shared,
        ...(groupBy && { groupBy }),
        measures: each,
        compare: { period, ...(with_ && { with: with_ }), ...(path && { field: path }) },
      }))
  return [
    ...(events.length ? [asked(fc.constantFrom(...events.map(({ path }) => path)), figures)] : []),
    ...(dated.length ? [asked(fc.constant(undefined), fc.array(fc.oneof(...dated), few))] : []),
  ]
}

function sampledArb(object: ObjectOf, ground: Ground): Any<Query>[] {
  const dated = datedArb(object, ground)
  const events = eventsOf(object, ground)
  if (dated.length === 0) return []
  const keys = optional(fc.array(keyArb(object, ground), { minLength: 1, maxLength: 1 }))
  const one = fc.oneof(...dated)
  const series = fc
    .tuple(sharedArb(object, ground), overArb(ground), keys, fc.array(one, few))
    .map(([shared, over, groupBy, measures]): Query => ({
      ...{ ...shared, measures, series: over },
      ...(groupBy && { groupBy }),
    }))
  if (events.length === 0) return [series]
  const cohort = fc
    .tuple(
      sharedArb(object, ground),
      fc.record({
        by: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
        over: closed(ground),
      }),
      fc.record({
        start: fc.constantFrom(...events.map(({ path }) => path)),
        ages: optional(fc.integer({ min: 1, max: 4 })),
      }),
      fc.tuple(keys, one, fc.constantFrom('share' as const, 'value' as const)),
    )
    .map(([shared, over, start, [groupBy, figure, as]]): Query => {
      const isCount = 'fn' in figure && figure.fn === 'count'
      const told = { ...over, ...start, as: isCount ? as : ('value' as const) }
      return { ...shared, measures: [figure], cohort: told, ...(groupBy && { groupBy }) }
    })
  return [series, cohort]
}

const pivotedArb = (object: ObjectOf, ground: Ground): Any<Query> =>
  fc
    .tuple(
      sharedArb(object, ground),
      keysArb(object, ground),
      fc.array(figureArb(object, ground), few),
      fc.record({
        limit: optional(fc.integer({ min: 1, max: 4 })),
        others: optional(fc.boolean()),
        totals: optional(fc.boolean()),
      }),
    )
    .map(([shared, groupBy, measures, pivot]) => {
      const last = groupBy.at(-1)
      const key = last ? nameOf(object, last, ground) : ''
      return { ...shared, groupBy, measures, pivot: { key, ...pivot } }
    })

export const figuresArb = (object: ObjectOf, ground: Ground): Any<Query> =>
  fc.oneof(
    { weight: 5, arbitrary: groupsArb(object, ground) },
    { weight: 1, arbitrary: madeArb(object, ground) },
    { weight: 1, arbitrary: pivotedArb(object, ground) },
    ...[...filledArb(object, ground), ...comparedArb(object, ground), ...sampledArb(object, ground)].map(
      (arbitrary) => ({ weight: 1, arbitrary }),
    ),
  )
