/** The words of a query's parts: periods, fields, values and conditions, as a person would say them. */
import { resolvePeriod } from '../calendar.ts'
import type { Catalogue, Field, ObjectType, Relation } from '../catalogue/types.ts'
import type { Asker, Clock } from '../contract.ts'
import { dayInWords, inSentence, inWords, numberInWords } from './print.ts'
import type { Condition, DayValue, Operand, Operator, Period } from './query.ts'
import { anyText } from './text-search.ts'

export type Who = { asker: Asker; clock: Clock }
export type Reader = Who & { catalogue: Catalogue }

const calendarWords = (count: number, unit: string) => (Math.abs(count) === 1 ? unit : `${unit}s`)

export function dayWords(day: DayValue): string {
  if (typeof day === 'string') return dayInWords(day)
  if (day.today === 0) return 'today'
  const unit = day.unit ?? 'day'
  const count = Math.abs(day.today)
  return day.today < 0
    ? `${count} ${calendarWords(count, unit)} ago`
    : `in ${count} ${calendarWords(count, unit)}`
}

export const listed = (words: string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}` : (words[0] ?? '')

/** 1st, 2nd, 90th. */
export function ordinal(n: number): string {
  const isTeen = n % 100 >= 11 && n % 100 <= 13
  const ending = Number.isInteger(n) && !isTeen ? ['th', 'st', 'nd', 'rd'][n % 10] : undefined
  return `${n}${ending ?? 'th'}`
}

/** The words of a period, with the days they stand for. */
export function periodWords(period: Period, clock: Clock): string {
  const { from, to } = resolvePeriod(period, clock)
  const days =
    from && to
      ? from === to
        ? dayInWords(from)
        : `${dayInWords(from)} to ${dayInWords(to)}`
      : from
        ? `since ${dayInWords(from)}`
        : to
          ? `until ${dayInWords(to)}`
          : 'at any time'
  if ('last' in period) return `the last ${period.last} ${calendarWords(period.last, period.unit)} (${days})`
  if ('next' in period) return `the next ${period.next} ${calendarWords(period.next, period.unit)} (${days})`
  if ('this' in period) return `this ${period.this}${period.toDate ? ' to date' : ''} (${days})`
  if ('previous' in period) return `the previous ${several(period.previous, period.count)} (${days})`
  if ('following' in period) return `the following ${several(period.following, period.count)} (${days})`
  return days
}
const several = (unit: string, count = 1) => (count === 1 ? unit : `${count} ${unit}s`)

/** A field by its dotted path, as far as the catalogue knows it. */
function find(
  catalogue: Catalogue,
  object: ObjectType,
  path: string,
): { words: string; field: Field | undefined } {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let place: ObjectType | undefined = object
  const words: string[] = []
  for (const step of steps) {
    const relation: Relation | undefined = place?.relations.find((each) => each.key === step)
    if (relation) words.push(inSentence(relation.label))
    place = relation && catalogue.objects.get(relation.to)
  }
  const field = place?.fields.find((each) => each.key === last)
  const label = field ? inSentence(field.label) : last === anyText ? 'any text' : last
  const isTitle = words.length > 0 && last === place?.title
  return { words: isTitle ? words.join(' ') : [...words, label].join(' '), field }
}

export function operandWords(
  reader: Reader,
  object: ObjectType,
  by: string | Operand,
): { words: string; field: Field | undefined } {
  const operand: Operand = typeof by === 'string' ? { field: by } : by
  const { words, field } = find(reader.catalogue, object, operand.field)
  if (operand.to !== undefined) {
    const { to, unit = 'days' } = operand
    const end = to === 'today' ? to : find(reader.catalogue, object, to).words
    return { words: `${unit} from ${words} to ${end}`, field: undefined }
  }
  const at = operand.at === undefined ? '' : ` on ${dayWords(operand.at)}`
  const since = operand.since === undefined ? '' : ` change since ${dayWords(operand.since)}`
  return { words: `${words}${since}${at}`, field }
}

function valueWords(reader: Reader, field: Field | undefined, value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'object' && 'person' in value)
    return value.person === 'me' ? reader.asker.name : `${reader.asker.name}’s team`
  if (typeof value === 'object' && 'today' in value) return dayWords(value as DayValue)
  if (typeof value === 'string') {
    const choice = field?.values?.find((each) => each.key === value)
    if (choice) return inSentence(choice.label)
    if (field?.type === 'person')
      return reader.catalogue.people.find(({ email }) => email === value)?.name ?? value
    if (field?.type === 'date' || field?.type === 'time')
      return /^\d{4}-\d\d-\d\d/.test(value) ? dayInWords(value.slice(0, 10)) : value
    return value
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'number') return JSON.stringify(value)
  const [currency, ...more] = reader.catalogue.currencies
  if (field?.type === 'money')
    return inWords(value, { type: 'money', ...(more.length === 0 && currency && { unit: currency }) })
  return field?.unit === 'ratio' || field?.unit === 'percent' ? inWords(value, field) : numberInWords(value)
}

export const isDate = (field: Field | undefined) => field?.type === 'date' || field?.type === 'time'
const comparisonWords: Record<'lt' | 'lte' | 'gt' | 'gte', [string, string]> = {
  lt: ['under', 'before'],
  lte: ['at most', 'on or before'],
  gt: ['over', 'after'],
  gte: ['at least', 'on or after'],
}

function leaf(reader: Reader, object: ObjectType, condition: Extract<Condition, { field: string }>): string {
  const { op, value } = condition
  const { words, field } = operandWords(reader, object, condition)
  if (op === 'is_null') return `there is no ${words}`
  if (op === 'not_null') return `${words} is on record`
  if (op === 'during') {
    const { from, to } = resolvePeriod(value as Period, reader.clock)
    return `${words} is ${from === to ? 'on' : 'in'} ${periodWords(value as Period, reader.clock)}`
  }
  if (op === 'matches') return `${words} mentions “${typeof value === 'string' ? value : ''}”`
  if (field?.type === 'boolean' && (op === 'eq' || op === 'ne') && typeof value === 'boolean')
    return (op === 'eq') === value ? words : `not ${words}`
  const all = (Array.isArray(value) ? value : [value]).map((each) => valueWords(reader, field, each))
  const list = all.length > 1 ? `${all.slice(0, -1).join(', ')} or ${all.at(-1)}` : (all[0] ?? 'none')
  return `${words} ${verb(op, field)} ${op === 'between' ? all.join(' and ') : list}`
}

function verb(op: Operator, field: Field | undefined): string {
  const holds = field?.type === 'list'
  if (op === 'eq' || op === 'in') return holds ? 'hold' : 'is'
  if (op === 'ne' || op === 'not_in') return holds ? 'do not hold' : 'is not'
  if (op === 'between') return 'is between'
  if (op === 'contains') return holds ? 'hold something like' : 'contains'
  if (op === 'lt' || op === 'lte' || op === 'gt' || op === 'gte')
    return `is ${comparisonWords[op][isDate(field) ? 1 : 0]}`
  return op
}

const countWords = {
  eq: 'exactly',
  ne: 'not',
  lt: 'fewer than',
  lte: 'at most',
  gt: 'more than',
  gte: 'at least',
}

export function conditionWords(
  reader: Reader,
  object: ObjectType,
  condition: Condition,
  nested = false,
): string {
  if ('and' in condition) return together(reader, object, condition.and, ' and ', nested)
  if ('or' in condition) return together(reader, object, condition.or, ' or ', true)
  if ('not' in condition) return `not (${conditionWords(reader, object, condition.not)})`
  if ('field' in condition) return leaf(reader, object, condition)
  const path = 'some' in condition ? condition.some : 'none' in condition ? condition.none : condition.count
  const { label, target } = related(reader.catalogue, object, path)
  const where =
    condition.where && target ? ` where ${conditionWords(reader, target, condition.where, true)}` : ''
  if ('some' in condition) return `there are ${label}${where}`
  if ('none' in condition) return `there are no ${label}${where}`
  return `there are ${countWords[condition.op]} ${numberInWords(condition.value)} ${label}${where}`
}

function together(reader: Reader, object: ObjectType, all: Condition[], by: string, nested: boolean): string {
  const words = all.map((each) => conditionWords(reader, object, each, true)).join(by)
  return nested && all.length > 1 ? `(${words})` : words
}

function related(
  catalogue: Catalogue,
  object: ObjectType,
  path: string,
): { label: string; target?: ObjectType } {
  let place: ObjectType | undefined = object
  let label = path
  for (const step of path.split('.')) {
    const relation: Relation | undefined = place?.relations.find((each) => each.key === step)
    if (relation) label = inSentence(relation.label)
    place = relation && catalogue.objects.get(relation.to)
  }
  return { label, ...(place && { target: place }) }
}
