/** Conditions as text, `segment = enterprise and (arr > 200k or tags = strategic)`: read into the query's condition. What `print-criteria.ts` prints reads back as the same value. */
import type { Condition, Operand, Operator, Scalar } from '../query/query.ts'
import type { Names } from './names.ts'
import { readDay, readPeriod, readToday, startsPeriod } from './criteria-time.ts'
import { Cursor, describe } from './tokens.ts'

/** The whole text as one condition. With names, fields may be called by their label too, and unknown ones are refused. */
export function parseCriteria(text: string, names?: Names): Condition {
  const cursor = new Cursor(text)
  const condition = readCondition(cursor, names)
  cursor.expectEnd()
  return condition
}

export function readCondition(cursor: Cursor, names?: Names): Condition {
  return cursor.inside(() => {
    const all = [readAll(cursor, names)]
    while (cursor.takeWords('or')) all.push(readAll(cursor, names))
    return all.length === 1 && all[0] ? all[0] : { or: all }
  })
}

function readAll(cursor: Cursor, names?: Names): Condition {
  const all = [readOne(cursor, names)]
  while (cursor.takeWords('and')) all.push(readOne(cursor, names))
  return all.length === 1 && all[0] ? all[0] : { and: all }
}

function readOne(cursor: Cursor, names?: Names): Condition {
  if (cursor.takeWords('not')) return { not: cursor.inside(() => readOne(cursor, names)) }
  if (cursor.takeMark('(')) {
    const inner = readCondition(cursor, names)
    cursor.expectMark(')', 'the condition in brackets')
    return inner
  }
  if (cursor.takeWords('always')) return { and: [] }
  if (cursor.takeWords('never')) return { or: [] }
  return readRelated(cursor, names) ?? readCount(cursor, names) ?? readLeaf(cursor, names)
}

/** `some tickets where (…)`, `no contacts where (…)`. */
export function readRelated(cursor: Cursor, names?: Names): Condition | null {
  const quantifier = cursor.isWord('some') ? 'some' : cursor.isWord('no') ? 'none' : null
  if (quantifier === null || cursor.peek(1).kind !== 'name') return null
  cursor.next()
  const { path, inner } = readRelation(cursor, names)
  const where = cursor.takeWords('where') ? readOne(cursor, inner) : undefined
  return quantifier === 'some'
    ? { some: path, ...(where && { where }) }
    : { none: path, ...(where && { where }) }
}

function readCount(cursor: Cursor, names?: Names): Condition | null {
  if (!cursor.isWord('count') || !cursor.isMark('(', 1)) return null
  cursor.next()
  cursor.next()
  const { path, inner } = readRelation(cursor, names)
  const where = cursor.takeWords('where') ? readCondition(cursor, inner) : undefined
  cursor.expectMark(')', 'the rows to count')
  const op = readComparison(cursor)
  const token = cursor.next()
  if (!op || token.kind !== 'number') throw cursor.fault('A count compares with a number', '', token)
  return { count: path, ...(where && { where }), op, value: token.value }
}

export function readRelation(cursor: Cursor, names?: Names): { path: string; inner: Names | undefined } {
  const token = cursor.next()
  if (token.kind !== 'name') throw cursor.fault('The related rows are missing', '', token)
  if (!names) return { path: token.text, inner: undefined }
  const found = names.relation(token.text)
  if (found) return { path: found.path, inner: found.names }
  throw cursor.fault(`There are no “${token.text}” of ${names.of}`, names.near(token.text, 'relation'), token)
}

type Leaf = Extract<Condition, { field: string }>

/** `arr > 500k`, `status is not solved`, `renewal_date in this quarter`, `open` (a yes-or-no field by itself). */
export function readLeaf(cursor: Cursor, names?: Names): Leaf {
  const distance = readDistance(cursor, names)
  if (distance) return { ...distance, ...readTest(cursor, 1) }
  const field = readField(cursor, names)
  const isAt = cursor.isWord('at') && !cursor.isWord('least', 1) && !cursor.isWord('most', 1)
  const at = isAt && cursor.takeWords('at') ? readDay(cursor) : undefined
  const since = cursor.takeWords('since') ? readDay(cursor) : undefined
  const operand = {
    field: field.path,
    ...(at !== undefined && { at }),
    ...(since !== undefined && { since }),
  }
  const scale = field.unit === 'ratio' ? 0.01 : 1
  return { ...operand, ...readTest(cursor, scale) }
}

function readField(cursor: Cursor, names?: Names): { path: string; unit?: string } {
  const token = cursor.next()
  if (token.kind !== 'name')
    throw cursor.fault(`A field is missing before “${describe(token)}”`, 'For example: arr > 500k.', token)
  const field = names ? names.field(token.text) : { path: token.text }
  if (field) return field
  throw cursor.fault(
    `There is no field “${token.text}” of ${names?.of}`,
    names?.near(token.text, 'field'),
    token,
  )
}

/** `days from opened_at to solved_at`, `hours from opened_at to today`. */
function readDistance(cursor: Cursor, names?: Names): Operand | null {
  const unit = ['days', 'hours', 'time'].find((word) => cursor.isWord(word) && cursor.isWord('from', 1))
  if (unit === undefined) return null
  cursor.next()
  cursor.next()
  const { path: field } = readField(cursor, names)
  if (!cursor.takeWords('to')) throw cursor.fault('“to” is missing after the first date')
  const to = cursor.takeWords('today') ? 'today' : readField(cursor, names).path
  return { field, to, ...(unit === 'days' && { unit }), ...(unit === 'hours' && { unit }) }
}

function readTest(cursor: Cursor, scale: number): { op: Operator; value?: Leaf['value'] } {
  if (cursor.takeWords('is not null')) return { op: 'not_null' }
  if (cursor.takeWords('is null')) return { op: 'is_null' }
  if (cursor.takeWords('not in')) return { op: 'not_in', value: readList(cursor, scale) }
  if (cursor.isWord('in') || cursor.isWord('during')) {
    cursor.next()
    cursor.takeWords('the')
    if (startsPeriod(cursor)) return { op: 'during', value: readPeriod(cursor) }
    return { op: 'in', value: readList(cursor, scale) }
  }
  if (cursor.takeWords('between')) {
    const from = readScalar(cursor, scale)
    if (!cursor.takeWords('and')) throw cursor.fault('“and” is missing between the two values')
    return { op: 'between', value: [from, readScalar(cursor, scale)] }
  }
  if (cursor.takeWords('contains')) return { op: 'contains', value: readScalar(cursor, scale) }
  if (cursor.takeWords('matches')) return { op: 'matches', value: readScalar(cursor, scale) }
  const op = readComparison(cursor)
  if (op) return { op, value: readList(cursor, scale) }
  // "segment enterprise" says what it is without a word for "is"; a field alone is one of yes or no.
  if (startsValue(cursor)) return { op: 'eq', value: readScalar(cursor, scale) }
  return { op: 'eq', value: true }
}

const comparisons: [string, 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'][] = [
  ['is not', 'ne'],
  ['is at least', 'gte'],
  ['is at most', 'lte'],
  ['is over', 'gt'],
  ['is above', 'gt'],
  ['is under', 'lt'],
  ['is below', 'lt'],
  ['is', 'eq'],
  ['at least', 'gte'],
  ['at most', 'lte'],
  ['over', 'gt'],
  ['above', 'gt'],
  ['more than', 'gt'],
  ['under', 'lt'],
  ['below', 'lt'],
  ['less than', 'lt'],
]
const signs = { '=': 'eq', '!=': 'ne', '<=': 'lte', '>=': 'gte', '<': 'lt', '>': 'gt' } as const
export type Comparison = (typeof signs)[keyof typeof signs]

export function readComparison(cursor: Cursor): Comparison | null {
  for (const [sign, op] of Object.entries(signs)) if (cursor.takeMark(sign)) return op
  for (const [words, op] of comparisons) if (cursor.takeWords(words)) return op
  return null
}

/** Words of the language: as a value they stand in quotes. */
export const reserved = new Set(
  'true false yes null me my_team today and or not in is where between contains during matches last next this previous following from to at since some no count always never over above under below more less the'.split(
    ' ',
  ),
)

function startsValue(cursor: Cursor): boolean {
  const token = cursor.peek()
  if (token.kind === 'name')
    return !reserved.has(token.text.toLowerCase()) || valueWords.has(token.text.toLowerCase())
  return token.kind === 'number' || token.kind === 'text' || token.kind === 'date'
}
const valueWords = new Set(['true', 'false', 'yes', 'no', 'null', 'me', 'my_team', 'today'])

/** One value, or several in brackets. */
function readList(cursor: Cursor, scale: number): Scalar | Scalar[] {
  if (!cursor.takeMark('(')) return readScalar(cursor, scale)
  const all: Scalar[] = []
  if (cursor.takeMark(')')) return all
  do all.push(readScalar(cursor, scale))
  while (cursor.takeMark(','))
  cursor.expectMark(')', 'the list of values')
  return all
}

function readScalar(cursor: Cursor, scale: number): Scalar {
  const negative = cursor.isMark('-') && cursor.peek(1).kind === 'number'
  if (negative) cursor.next()
  const token = cursor.next()
  if (token.kind === 'number') {
    const value = token.percent ? Number((token.value * scale).toPrecision(15)) : token.value
    return negative ? -value : value
  }
  if (token.kind === 'text' || token.kind === 'date') return token.text
  if (token.kind !== 'name') throw cursor.fault(`A value is missing before “${describe(token)}”`, '', token)
  const word = token.text.toLowerCase()
  if (word === 'true' || word === 'yes') return true
  if (word === 'false' || word === 'no') return false
  if (word === 'null') return null
  if (word === 'me' || word === 'my_team') return { person: word }
  if (word === 'today') return readToday(cursor)
  if (reserved.has(word))
    throw cursor.fault(
      `“${token.text}” is a word of the language`,
      `As a value it stands in quotes: '${token.text}'.`,
      token,
    )
  return token.text
}
