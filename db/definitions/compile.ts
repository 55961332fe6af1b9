/** A formula as SQL over one row. Nothing known gives nothing: only coalesce, if, min and max look past an unknown value; dividing by zero is unknown. */
import { sql, type SQL } from 'drizzle-orm'
import { dayOfMoment, hoursBetween, startOfDay } from '../catalogue/fields.ts'
import type { FieldContext } from '../catalogue/types.ts'
import { conditionSql, relatedRows } from '../query/condition.ts'
import { negated } from '../query/compare.ts'
import { resolve } from '../query/operand.ts'
import type { Condition } from '../query/query.ts'
import { onItsDay } from './conditions.ts'
import type { Formula, Test } from './formula.ts'

/** Null counts as no; of an earlier day, every value is that day's. */
export function testSql(condition: Condition, context: FieldContext): SQL {
  const where = context.past ? onItsDay(condition) : condition
  return sql`((${conditionSql(context.view(), where, 'definition', true)}) is true)`
}

type Typed = { sql: SQL; type: 'number' | 'date' | 'time' | 'text' | 'null' }

const number = (value: SQL): Typed => ({ sql: value, type: 'number' })

/** Factors of `to_days` and the like, as the check found them by the units of their values. */
export type Factors = ReadonlyMap<Formula, number>

export const formulaSql = (formula: Formula, context: FieldContext, factors: Factors): SQL =>
  part(formula, { ...context, factors }).sql

type Context = FieldContext & { factors: Factors }

function part(formula: Formula, context: Context): Typed {
  switch (formula.is) {
    case 'number':
      return number(sql`${formula.value}::float8`)
    case 'text':
      return { sql: sql`${formula.text}::text`, type: 'text' }
    case 'null':
      return { sql: sql`null`, type: 'null' }
    case 'field':
      return fieldPart(formula.path, context)
    case 'negative':
      return number(sql`(- ${part(formula.of, context).sql})`)
    case 'arithmetic': {
      const left = part(formula.left, context).sql
      const right = part(formula.right, context).sql
      if (formula.op === '/') return number(sql`(${left} / nullif(${right}, 0))`)
      return number(sql`(${left} ${sql.raw(formula.op)} ${right})`)
    }
    case 'if': {
      const [then, otherwise] = [part(formula.then, context), part(formula.otherwise, context)]
      const { type } = then.type === 'null' ? otherwise : then
      return {
        sql: sql`(case when ${testPart(formula.test, context)} then ${then.sql} else ${otherwise.sql} end)`,
        type,
      }
    }
    case 'over':
      return overPart(formula, context)
    case 'call':
      return callPart(formula, context)
  }
}

function fieldPart(path: string, context: Context): Typed {
  const value = resolve(context.view(), context.past ? { field: path, at: { today: 0 } } : path, 'definition')
  switch (value.type) {
    case 'date':
      return { sql: value.sql, type: 'date' }
    case 'time':
      return { sql: value.sql, type: 'time' }
    case 'number':
    case 'money':
      return number(sql`${value.sql}::float8`)
    default:
      return { sql: value.sql, type: 'text' }
  }
}

function overPart(formula: Extract<Formula, { is: 'over' }>, context: Context): Typed {
  const { fn, relation, field, where } = formula
  const { target, conditions } = relatedRows(context.view(), relation, where, 'definition', true)
  if (field === undefined)
    return number(sql`(select count(*)::float8 from ${target.from()} where ${conditions})`)
  const value = resolve(target, field, 'definition')
  const isNumber = value.type === 'number' || value.type === 'money'
  const of = isNumber ? sql`${value.sql}::float8` : value.sql
  const figure =
    fn === 'sum'
      ? sql`coalesce(sum(${of}), 0)`
      : fn === 'median'
        ? sql`percentile_cont(0.5) within group (order by ${of})`
        : sql`${sql.raw(fn)}(${of})`
  const type = isNumber ? 'number' : value.type === 'date' ? 'date' : 'time'
  return { sql: sql`(select ${figure} from ${target.from()} where ${conditions})`, type }
}

function callPart(formula: Extract<Formula, { is: 'call' }>, context: Context): Typed {
  const { name, args } = formula
  const [first, second] = args
  if (name === 'today') return { sql: context.day, type: 'date' }
  if (name === 'earlier' && first && second?.is === 'number')
    return part(first, { ...context, ...context.earlier(second.value) })
  const parts = args.map((each) => part(each, context))
  const [a, b] = parts
  if (!a) throw new Error(`${name} has no value`)
  const list = sql.join(
    parts.map((each) => each.sql),
    sql`, `,
  )
  const { type } = parts.find((each) => each.type !== 'null') ?? a
  switch (name) {
    case 'coalesce':
      return { sql: sql`coalesce(${list})`, type }
    case 'min':
      return { sql: sql`least(${list})`, type }
    case 'max':
      return { sql: sql`greatest(${list})`, type }
    case 'log':
      return number(sql`ln(nullif(greatest(${a.sql}, 0), 0))`)
    case 'round': {
      const scale = 10 ** (second?.is === 'number' ? second.value : 0)
      return number(sql`(floor(${a.sql} * ${scale}::float8 + 0.5) / ${scale}::float8)`)
    }
    case 'days_between':
      return number(sql`(${dayOfPart(b ?? a, context)} - ${dayOfPart(a, context)})::float8`)
    case 'hours_between':
      return number(hoursBetween(momentOfPart(a, context), momentOfPart(b ?? a, context)))
    case 'to_days':
    case 'to_hours':
    case 'to_minutes':
      return number(sql`(${a.sql} * ${context.factors.get(formula) ?? 1}::float8)`)
    case 'number':
      return a
    default:
      return number(sql`${sql.raw(name)}(${a.sql})`)
  }
}

const dayOfPart = ({ sql: value, type }: Typed, context: Context): SQL =>
  type === 'time' ? dayOfMoment(value, context) : value
const momentOfPart = ({ sql: value, type }: Typed, context: Context): SQL =>
  type === 'date' ? startOfDay(value, context) : value

const comparisonSigns = { eq: sql`=`, ne: sql`=`, lt: sql`<`, lte: sql`<=`, gt: sql`>`, gte: sql`>=` }

/** As conditions of a query count: what is unknown does not hold, and its denial does. */
function testPart(test: Test, context: Context): SQL {
  switch (test.is) {
    case 'and':
    case 'or':
      return sql`(${sql.join(
        test.all.map((each) => testPart(each, context)),
        sql.raw(` ${test.is} `),
      )})`
    case 'not':
      return negated(testPart(test.of, context))
    case 'condition':
      return testSql(test.condition, context)
    case 'compare': {
      const holds = sql`(${part(test.left, context).sql} ${comparisonSigns[test.op]} ${part(test.right, context).sql})`
      return test.op === 'ne' ? negated(holds) : sql`(${holds} is true)`
    }
  }
}
