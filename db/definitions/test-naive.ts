/** Works a formula out row by row in plain TypeScript, as its meaning is stated: what the SQL is held against in tests. */
import type { Condition } from '../query/query.ts'
import type { Formula, Test } from './formula.ts'

export type Row = Record<string, number | string | null>
type Value = number | string | null
export type Rows = { row: Row; related: Record<string, Row[]> }

const isNumber = (value: Value | undefined): value is number => typeof value === 'number'
const daysSince1970 = (iso: string) => Date.parse(iso) / 86_400_000

/** Null where any input is; only `coalesce`, `if`, `min` and `max` look past one. */
export function evaluate(formula: Formula, rows: Rows): Value {
  switch (formula.is) {
    case 'number':
      return formula.value
    case 'text':
      return formula.text
    case 'null':
      return null
    case 'field':
      return rows.row[formula.path] ?? null
    case 'negative': {
      const of = evaluate(formula.of, rows)
      return isNumber(of) ? -of : null
    }
    case 'arithmetic': {
      const [left, right] = [evaluate(formula.left, rows), evaluate(formula.right, rows)]
      if (!isNumber(left) || !isNumber(right)) return null
      if (formula.op === '+') return left + right
      if (formula.op === '-') return left - right
      if (formula.op === '*') return left * right
      return right === 0 ? null : left / right
    }
    case 'if':
      return evaluate(holds(formula.test, rows) ? formula.then : formula.otherwise, rows)
    case 'over':
      return over(formula, rows)
    case 'call':
      return call(formula, rows)
  }
}

function call({ name, args }: Extract<Formula, { is: 'call' }>, rows: Rows): Value {
  const values = args.map((each) => evaluate(each, rows))
  const known = values.filter(isNumber)
  const [a, b] = values
  if (name === 'coalesce') return values.find((value) => value !== null) ?? null
  if (name === 'min') return known.length > 0 ? Math.min(...known) : null
  if (name === 'max') return known.length > 0 ? Math.max(...known) : null
  if (name === 'days_between')
    return typeof a === 'string' && typeof b === 'string' ? daysSince1970(b) - daysSince1970(a) : null
  if (!isNumber(a)) return null
  switch (name) {
    case 'abs':
      return Math.abs(a)
    case 'floor':
      return Math.floor(a)
    case 'ceil':
      return Math.ceil(a)
    case 'round': {
      const scale = 10 ** (isNumber(b) ? b : 0)
      return Math.floor(a * scale + 0.5) / scale
    }
    case 'log':
      return a > 0 ? Math.log(a) : null
    case 'number':
      return a
    default:
      throw new Error(`${name} has no naive form`)
  }
}

function over({ fn, relation, field, where }: Extract<Formula, { is: 'over' }>, { related }: Rows): Value {
  const rows = (related[relation] ?? []).filter((row) => where === undefined || meets(where, row))
  if (fn === 'count') return rows.length
  const values = rows.map((row) => row[field ?? ''] ?? null).filter(isNumber)
  const sum = values.reduce((all, value) => all + value, 0)
  if (fn === 'sum') return sum
  if (values.length === 0) return null
  if (fn === 'avg') return sum / values.length
  if (fn === 'min') return Math.min(...values)
  if (fn === 'max') return Math.max(...values)
  const sorted = values.toSorted((x, y) => x - y)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

const compared = (op: string, left: number, right: number): boolean =>
  op === 'eq'
    ? left === right
    : op === 'lt'
      ? left < right
      : op === 'lte'
        ? left <= right
        : op === 'gt'
          ? left > right
          : left >= right

function holds(test: Test, rows: Rows): boolean {
  switch (test.is) {
    case 'and':
      return test.all.every((each) => holds(each, rows))
    case 'or':
      return test.all.some((each) => holds(each, rows))
    case 'not':
      return !holds(test.of, rows)
    case 'condition':
      return meets(test.condition, rows.row)
    case 'compare': {
      const [left, right] = [evaluate(test.left, rows), evaluate(test.right, rows)]
      const is = isNumber(left) && isNumber(right) && compared(test.op === 'ne' ? 'eq' : test.op, left, right)
      return test.op === 'ne' ? !is : is
    }
  }
}

function meets(condition: Condition, row: Row): boolean {
  if ('and' in condition) return condition.and.every((each) => meets(each, row))
  if ('or' in condition) return condition.or.some((each) => meets(each, row))
  if ('not' in condition) return !meets(condition.not, row)
  if (!('field' in condition)) throw new Error('conditions of related rows have no naive form here')
  const value = row[condition.field] ?? null
  const { op, value: wanted } = condition
  if (op === 'is_null') return value === null
  if (op === 'not_null') return value !== null
  if (op === 'eq') return value !== null && value === wanted
  if (op === 'ne') return value === null || value !== wanted
  return isNumber(value) && typeof wanted === 'number' && compared(op, value, wanted)
}
