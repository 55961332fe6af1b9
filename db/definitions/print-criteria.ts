/** Prints a condition in its text form; reading it again gives the same condition. */
import type { Condition, DayValue, Operand, Operator, Period, Scalar } from '../query/query.ts'
import { reserved } from './criteria.ts'

export function printCriteria(condition: Condition): string {
  if ('and' in condition) return together(condition.and, ' and ', 'always')
  if ('or' in condition) return together(condition.or, ' or ', 'never')
  if ('not' in condition) return `not (${printCriteria(condition.not)})`
  if ('some' in condition) return `some ${condition.some}${whereOf(condition.where)}`
  if ('none' in condition) return `no ${condition.none}${whereOf(condition.where)}`
  if ('count' in condition) {
    const where = condition.where ? ` where ${printCriteria(condition.where)}` : ''
    return `count(${condition.count}${where}) ${signs[condition.op]} ${printNumber(condition.value)}`
  }
  return printLeaf(condition)
}

const whereOf = (where: Condition | undefined): string => (where ? ` where (${printCriteria(where)})` : '')

/** One condition alone means what it says; brackets keep what was nested nested. */
function together(all: Condition[], by: string, none: string): string {
  const [only] = all
  if (!only) return none
  if (all.length === 1) return printCriteria(only)
  return all
    .map((each) => ('and' in each || 'or' in each ? `(${printCriteria(each)})` : printCriteria(each)))
    .join(by)
}

const signs = { eq: '=', ne: '!=', lt: '<', lte: '<=', gt: '>', gte: '>=' }

export function printLeaf(condition: Extract<Condition, { field: string }>): string {
  return `${printOperand(condition)} ${printTest(condition.op, condition.value)}`
}

function printOperand({ field, at, since, to, unit }: Operand): string {
  if (to !== undefined) return `${unit ?? 'time'} from ${field} to ${to}`
  const then = at === undefined ? '' : ` at ${printDay(at)}`
  return `${field}${then}${since === undefined ? '' : ` since ${printDay(since)}`}`
}

function printTest(op: Operator, value: Scalar | Scalar[] | Period | undefined): string {
  if (op === 'is_null') return 'is null'
  if (op === 'not_null') return 'is not null'
  if (op === 'during') return `in ${printPeriod(value as Period)}`
  // What is left is no period: that goes with "in" alone.
  const given = (value ?? null) as Scalar | Scalar[]
  if (op === 'between' && Array.isArray(given)) return `between ${given.map(printScalar).join(' and ')}`
  const words = Array.isArray(given) ? `(${given.map(printScalar).join(', ')})` : printScalar(given)
  if (op === 'in') return `in ${words}`
  if (op === 'not_in') return `not in ${words}`
  if (op === 'contains' || op === 'matches' || op === 'between') return `${op} ${words}`
  return op in signs ? `${signs[op]} ${words}` : `${op} ${words}`
}

const isDate = /^\d{4}-\d{2}-\d{2}$/
const isBare = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function printScalar(value: Scalar): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return printNumber(value)
  if (typeof value === 'object') return 'person' in value ? value.person : printDay(value)
  if (isDate.test(value) || (isBare.test(value) && !reserved.has(value.toLowerCase()))) return value
  return quoted(value)
}

export const printNumber = (value: number): string => String(value)

function printDay(day: DayValue): string {
  if (typeof day === 'string') return day
  const { today, unit } = day
  if (today === 0 && unit === undefined) return 'today'
  return `today ${today < 0 ? '-' : '+'} ${Math.abs(today)}${unit ? ` ${unit}s` : ''}`
}

function printPeriod(period: Period): string {
  if ('last' in period) return `last ${period.last} ${period.unit}s`
  if ('next' in period) return `next ${period.next} ${period.unit}s`
  if ('this' in period) return `this ${period.this}${period.toDate ? ' to date' : ''}`
  if ('previous' in period) return `previous ${several(period.count, period.previous)}`
  if ('following' in period) return `following ${several(period.count, period.following)}`
  const from = period.from === undefined ? '' : `from ${printDay(period.from)}`
  const to = period.to === undefined ? '' : `to ${printDay(period.to)}`
  return [from, to].filter(Boolean).join(' ')
}

const several = (count: number | undefined, unit: string) =>
  count === undefined ? unit : `${count} ${unit}s`
