/** One comparison as SQL: which operators fit a type, what their values must be, and how nulls count. */
import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { addUnits, resolvePeriod } from '../calendar.ts'
import { startOfDay } from '../catalogue/fields.ts'
import type { ValueType } from '../catalogue/types.ts'
import { period, type Operator, type Period, type Scalar } from './query.ts'
import { refusal, under, unknown } from './refuse.ts'
import type { Rows, Statement } from './rows.ts'
import type { Value } from './operand.ts'

type Given = Scalar | Scalar[] | Period | undefined

const presence: Operator[] = ['is_null', 'not_null']
const membership: Operator[] = ['eq', 'ne', 'in', 'not_in', ...presence]
const ordered: Operator[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in', 'between', ...presence]
const fitting: Record<ValueType, Operator[]> = {
  text: [...membership, 'contains', 'matches'],
  enum: membership,
  list: [...membership, 'contains'],
  person: membership,
  boolean: membership,
  number: ordered,
  money: ordered,
  date: [...ordered, 'during'],
  time: [...ordered, 'during'],
}
const symbols = { lt: sql`<`, lte: sql`<=`, gt: sql`>`, gte: sql`>=` }

/** True, false or null; a null row is left out. Negative operators are true for rows without a value. */
export function compare(rows: Rows, value: Value, op: Operator, given: Given, path: string): SQL {
  if (!fitting[value.type].includes(op))
    throw refusal(
      under(path, 'op'),
      `${op} does not fit ${value.key}, which is ${value.type === 'enum' ? 'one of a closed list' : `a ${value.type}`}.`,
      `It takes: ${fitting[value.type].join(', ')}.`,
    )
  if (op === 'is_null') return absent(value)
  if (op === 'not_null') return sql`not (${absent(value)})`
  if (given === undefined) throw refusal(under(path, 'value'), `${op} needs a value.`)
  const at = under(path, 'value')
  if (op === 'ne') return negated(compare(rows, value, 'eq', given, path))
  if (op === 'not_in') return negated(compare(rows, value, 'in', given, path))
  if (op === 'during') return during(rows.statement, value, given, at)
  if (op === 'between') {
    if (!Array.isArray(given) || given.length !== 2)
      throw refusal(at, 'between needs two values, the lesser first.')
    const [from, to] = given
    return sql`(${compare(rows, value, 'gte', from, path)} and ${compare(rows, value, 'lte', to, path)})`
  }
  if (op === 'eq' || op === 'in') {
    const several = Array.isArray(given) ? given : [given]
    if (several.length === 0) return sql`false`
    return anyOf(rows, value, several, at)
  }
  if (op === 'contains') return contains(value, textOf(rows.statement, given, at))
  return inOrder(rows.statement, value, op, given, at)
}

export const negated = (condition: SQL): SQL => sql`((${condition}) is not true)`

const absent = (value: Value): SQL =>
  value.type === 'list' ? sql`coalesce(cardinality(${value.sql}), 0) = 0` : sql`${value.sql} is null`

function anyOf(rows: Rows, value: Value, given: unknown[], path: string): SQL {
  const rest = given.filter((each) => each !== null)
  const none = rest.length < given.length ? [absent(value)] : []
  if (rest.length === 0) return absent(value)
  return sql`(${sql.join([...none, oneOf(rows, value, rest, path)], sql` or `)})`
}

const list = (values: SQL[]): SQL => sql`(${sql.join(values, sql`, `)})`

function oneOf(rows: Rows, value: Value, given: unknown[], path: string): SQL {
  const { statement } = rows
  switch (value.type) {
    case 'boolean': {
      const wanted = given.map((each) => booleanOf(each, path))
      return sql`(${value.sql} in ${list(wanted.map((each) => sql`${each}::boolean`))})`
    }
    case 'number':
    case 'money': {
      const wanted = given.map((each) => numberOf(each, value, path))
      return sql`(${value.sql} in ${list(wanted.map((each) => sql`${each}::float8`))})`
    }
    case 'date':
    case 'time':
      return sql`(${sql.join(
        given.map((each) => onDay(statement, value, dayOf(statement, each, path))),
        sql` or `,
      )})`
    case 'enum':
      return sql`(${value.sql} in ${list(given.map((each) => sql`${choiceOf(value, each, path)}::text`))})`
    case 'person': {
      const emails = emailsOf(statement, given, path).map((email) => sql`${email}`)
      // An array of ids, not a join: known before the rows are read, so that their index finds them.
      return sql`(${value.sql} = any (array(select u.id from users u
        where u.workspace_id = ${statement.workspace} and u.email in ${list(emails)})))`
    }
    case 'list': {
      const wanted = given.map((each) => sql`lower(${textOf(statement, each, path)}::text)`)
      return sql`exists (select from unnest(${value.sql}) e (element) where lower(e.element) in ${list(wanted)})`
    }
    case 'text': {
      const wanted = given.flatMap((each) => textsOf(statement, each, path))
      // Ids are exact, and found through their index; other text compares without case.
      if (value.field.key === 'id')
        return sql`(${value.sql} in ${list(wanted.map((each) => sql`${each}::text`))})`
      return sql`(lower(${value.sql}) in ${list(wanted.map((each) => sql`lower(${each}::text)`))})`
    }
  }
}

function contains(value: Value, wanted: string): SQL {
  if (value.type === 'list')
    return sql`exists (select from unnest(${value.sql}) e (element) where position(lower(${wanted}::text) in lower(e.element)) > 0)`
  return sql`(position(lower(${wanted}::text) in lower(${value.sql})) > 0)`
}

function inOrder(statement: Statement, value: Value, op: Operator, given: unknown, path: string): SQL {
  if (op !== 'lt' && op !== 'lte' && op !== 'gt' && op !== 'gte')
    throw refusal(path, `${op} cannot be used here.`)
  if (value.type === 'number' || value.type === 'money')
    return sql`(${value.sql} ${symbols[op]} ${numberOf(given, value, path)}::float8)`
  const day = dayOf(statement, given, path)
  if (value.type === 'date') return sql`(${value.sql} ${symbols[op]} ${day}::date)`
  // A moment is after a day when that day is over.
  const { timeZone } = statement.clock
  const edge = startOfDay(sql`${op === 'gt' || op === 'lte' ? addUnits(day, 1, 'day') : day}::date`, {
    timeZone,
  })
  return op === 'gt' || op === 'gte' ? sql`(${value.sql} >= ${edge})` : sql`(${value.sql} < ${edge})`
}

function onDay(statement: Statement, value: Value, day: string): SQL {
  if (value.type === 'date') return sql`${value.sql} = ${day}::date`
  return sql`(${inOrder(statement, value, 'gte', day, '')} and ${inOrder(statement, value, 'lte', day, '')})`
}

function during(statement: Statement, value: Value, given: Given, path: string): SQL {
  const parsed = period.safeParse(given)
  if (!parsed.success)
    throw refusal(
      path,
      'during needs a period.',
      'For example {"last": 30, "unit": "day"} or {"this": "quarter"}.',
    )
  const span = resolvePeriod(parsed.data, statement.clock)
  const edges = [
    ...(span.from ? [inOrder(statement, value, 'gte', span.from, path)] : []),
    ...(span.to ? [inOrder(statement, value, 'lte', span.to, path)] : []),
  ]
  return edges.length > 0 ? sql`(${sql.join(edges, sql` and `)})` : sql`${value.sql} is not null`
}

const numeric = /^-?\d+(\.\d+)?$/
function numberOf(given: unknown, value: Value, path: string): number {
  if (typeof given === 'number' && Number.isFinite(given)) return given
  if (typeof given === 'string' && numeric.test(given)) return Number(given)
  throw refusal(path, `${value.key} compares with a number, not with ${JSON.stringify(given)}.`)
}

function booleanOf(given: unknown, path: string): boolean {
  if (typeof given === 'boolean') return given
  if (given === 'true' || given === 'false') return given === 'true'
  throw refusal(path, `It compares with true or false, not with ${JSON.stringify(given)}.`)
}

const relativeDay = z.strictObject({
  today: z.int(),
  unit: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional(),
})
function dayOf(statement: Statement, given: unknown, path: string): string {
  const relative = relativeDay.safeParse(given)
  if (relative.success)
    return addUnits(statement.clock.today, relative.data.today, relative.data.unit ?? 'day')
  const day = typeof given === 'string' ? given.slice(0, 10) : ''
  if (z.iso.date().safeParse(day).success) return day
  throw refusal(
    path,
    `It compares with a day, not with ${JSON.stringify(given)}.`,
    'For example "2026-11-21" or {"today": -30}.',
  )
}

const people = z.strictObject({ person: z.enum(['me', 'my_team']) })
/** Text, where `me` and `my_team` stand for e-mail addresses. */
function textsOf({ asker }: Statement, given: unknown, path: string): string[] {
  const person = people.safeParse(given)
  if (person.success) return person.data.person === 'me' ? [asker.email] : asker.team
  if (typeof given === 'string' && given.includes('\0'))
    throw refusal(path, 'A text holds no character of number zero.')
  if (typeof given === 'string') return [given]
  if (typeof given === 'number' || typeof given === 'boolean') return [String(given)]
  throw refusal(path, `It compares with text, not with ${JSON.stringify(given)}.`)
}

function textOf(statement: Statement, given: unknown, path: string): string {
  const [text, ...more] = textsOf(statement, given, path)
  if (text === undefined || more.length > 0) throw refusal(path, 'It compares with one text.')
  return text
}

/** E-mail addresses of those named, by address or by whole name; somebody unknown is refused. */
function emailsOf(statement: Statement, given: unknown[], path: string): string[] {
  const { people: known } = statement.catalogue
  return given.flatMap((each) => {
    if (typeof each !== 'string') return textsOf(statement, each, path)
    const wanted = each.toLowerCase()
    const found = known.filter(
      ({ email, name }) => email.toLowerCase() === wanted || name.toLowerCase() === wanted,
    )
    if (found.length === 0)
      throw unknown(path, 'person', each, [
        ...known.map(({ name }) => name),
        ...known.map(({ email }) => email),
      ])
    return found.map(({ email }) => email)
  })
}

/** The key of a closed list's value, by key, label or a word for it. */
function choiceOf({ field, key }: Value, given: unknown, path: string): string {
  const values = field.values ?? []
  const wanted = String(given).toLowerCase()
  const found =
    values.find((each) => each.key === given) ??
    values.find((each) => each.key.toLowerCase() === wanted || each.label.toLowerCase() === wanted) ??
    values.find((each) => each.words?.includes(wanted))
  if (found) return found.key
  throw unknown(
    path,
    'value',
    String(given),
    values.map((each) => each.key),
    ` of ${key}`,
  )
}
