/** Formulas as text, `100 * (events - events_before) / events_before`: read into a small tree whose nodes know their place. */
import type { Condition } from '../query/query.ts'
import {
  readComparison,
  readCondition,
  readLeaf,
  readRelated,
  readRelation,
  reserved,
  type Comparison,
} from './criteria.ts'
import type { Names } from './names.ts'
import { Problem } from '../problem.ts'
import { Cursor, describe } from './tokens.ts'

export const functions = {
  coalesce: [1, 20],
  min: [2, 20],
  max: [2, 20],
  round: [1, 2],
  abs: [1, 1],
  floor: [1, 1],
  ceil: [1, 1],
  log: [1, 1],
  days_between: [2, 2],
  hours_between: [2, 2],
  today: [0, 0],
  to_days: [1, 1],
  to_hours: [1, 1],
  to_minutes: [1, 1],
  number: [1, 1],
  earlier: [2, 2],
} as const satisfies Record<string, readonly [least: number, most: number]>
export type FunctionName = keyof typeof functions
export const overFunctions = ['count', 'sum', 'avg', 'median', 'min', 'max'] as const
export type OverFunction = (typeof overFunctions)[number]

/** `at` is the place in the text, for faults. */
export type Formula = { at: number } & (
  | { is: 'number'; value: number }
  | { is: 'text'; text: string }
  | { is: 'null' }
  | { is: 'field'; path: string }
  | { is: 'negative'; of: Formula }
  | { is: 'arithmetic'; op: '+' | '-' | '*' | '/'; left: Formula; right: Formula }
  | { is: 'call'; name: FunctionName; args: Formula[] }
  | { is: 'if'; test: Test; then: Formula; otherwise: Formula }
  /** A figure over the rows of a to-many relation; `field` is theirs. */
  | { is: 'over'; fn: OverFunction; relation: string; field?: string; where?: Condition }
)

/** What `if` asks. A leaf is a condition of the query, or compares two formulas. */
export type Test = { at: number } & (
  | { is: 'and' | 'or'; all: Test[] }
  | { is: 'not'; of: Test }
  | { is: 'condition'; condition: Condition }
  | { is: 'compare'; op: Comparison; left: Formula; right: Formula }
)

export function parseFormula(text: string, names?: Names): Formula {
  const cursor = new Cursor(text)
  const formula = readSum(cursor, names)
  cursor.expectEnd()
  return formula
}

function readSum(cursor: Cursor, names?: Names): Formula {
  return cursor.inside(() => {
    let left = readProduct(cursor, names)
    for (;;) {
      const { at } = cursor.peek()
      const op = cursor.takeMark('+') ? '+' : cursor.takeMark('-') ? '-' : null
      if (op === null) return left
      left = { is: 'arithmetic', op, left, right: readProduct(cursor, names), at }
    }
  })
}

function readProduct(cursor: Cursor, names?: Names): Formula {
  let left = readUnary(cursor, names)
  for (;;) {
    const { at } = cursor.peek()
    const op = cursor.takeMark('*') ? '*' : cursor.takeMark('/') ? '/' : null
    if (op === null) return left
    left = { is: 'arithmetic', op, left, right: readUnary(cursor, names), at }
  }
}

function readUnary(cursor: Cursor, names?: Names): Formula {
  const { at } = cursor.peek()
  if (cursor.takeMark('-')) return { is: 'negative', of: cursor.inside(() => readUnary(cursor, names)), at }
  if (cursor.takeMark('(')) {
    const inner = readSum(cursor, names)
    cursor.expectMark(')', 'the part in brackets')
    return inner
  }
  const token = cursor.peek()
  if (token.kind === 'number') {
    cursor.next()
    return { is: 'number', value: token.percent ? token.value / 100 : token.value, at }
  }
  if (token.kind === 'text') {
    cursor.next()
    return { is: 'text', text: token.text, at }
  }
  if (token.kind !== 'name')
    throw cursor.fault(`A field, a number or a function is missing before “${describe(token)}”`, '', token)
  if (cursor.isMark('(', 1)) return readCall(cursor, names)
  cursor.next()
  if (token.text.toLowerCase() === 'null') return { is: 'null', at }
  if (reserved.has(token.text.toLowerCase()))
    throw cursor.fault(`“${token.text}” has no place here`, '', token)
  return { is: 'field', path: known(cursor, names, token), at }
}

type NameToken = Extract<ReturnType<Cursor['peek']>, { kind: 'name' }>

function known(cursor: Cursor, names: Names | undefined, token: NameToken): string {
  if (!names) return token.text
  const found = names.field(token.text)
  if (found) return found.path
  throw cursor.fault(
    `There is no field “${token.text}” of ${names.of}`,
    names.near(token.text, 'field'),
    token,
  )
}

function readCall(cursor: Cursor, names?: Names): Formula {
  const token = cursor.next() as NameToken
  const name = token.text.toLowerCase()
  const { at } = token
  cursor.expectMark('(', name)
  if (name === 'if') {
    const test = readTest(cursor, names)
    cursor.expectMark(',', 'what “if” asks')
    const then = readSum(cursor, names)
    cursor.expectMark(',', 'the value of “if” that holds')
    const otherwise = readSum(cursor, names)
    cursor.expectMark(')', 'the last value of “if”')
    return { is: 'if', test, then, otherwise, at }
  }
  const over = cursor.attempt(() => readOver(cursor, name, at, names))
  if (over) return over
  if (!(name in functions))
    throw cursor.fault(
      `There is no function “${token.text}”`,
      `There are: if, ${[...new Set([...Object.keys(functions), ...overFunctions])].join(', ')}.`,
      token,
    )
  const args: Formula[] = []
  if (!cursor.isMark(')'))
    do args.push(readSum(cursor, names))
    while (cursor.takeMark(','))
  cursor.expectMark(')', `the values of ${name}`)
  const [least, most] = functions[name as FunctionName]
  if (args.length < least || args.length > most)
    throw cursor.fault(
      `${name} takes ${least === most ? least : `${least} to ${most}`} values, not ${args.length}`,
      '',
      token,
    )
  return { is: 'call', name: name as FunctionName, args, at }
}

/** `count(tickets where status != solved)`, `max(tickets.csat)`: one path, and a condition perhaps. */
function readOver(cursor: Cursor, name: string, at: number, names?: Names): Formula | null {
  const fn = overFunctions.find((each) => each === name)
  if (!fn || cursor.peek().kind !== 'name') return null
  const isAlone = cursor.isMark(')', 1) || cursor.isWord('where', 1)
  const isOnlyOver = fn !== 'min' && fn !== 'max'
  if (!isAlone) {
    if (isOnlyOver)
      throw cursor.fault(`${fn} takes related rows: ${fn}(tickets${fn === 'count' ? '' : '.csat'} where …)`)
    return null
  }
  const token = cursor.peek() as NameToken
  const { path, field, inner } =
    fn === 'count' ? { ...readRelation(cursor, names), field: undefined } : ofRelated(cursor, names, fn)
  const where = cursor.takeWords('where') ? readCondition(cursor, inner) : undefined
  cursor.expectMark(')', `${fn} over ${token.text}`)
  return {
    is: 'over',
    fn,
    relation: path,
    ...(field !== undefined && { field }),
    ...(where && { where }),
    at,
  }
}

function ofRelated(cursor: Cursor, names: Names | undefined, fn: string) {
  const token = cursor.next() as NameToken
  const steps = token.text.split('.')
  const last = steps.pop() ?? ''
  const rows = steps.join('.')
  if (!rows)
    throw cursor.fault(`${fn} takes a field of related rows`, `For example: ${fn}(tickets.csat).`, token)
  if (!names) return { path: rows, field: last, inner: undefined }
  const relation = names.relation(rows)
  if (!relation)
    throw cursor.fault(`There are no “${rows}” of ${names.of}`, names.near(rows, 'relation'), token)
  const field = relation.names.field(last)
  if (!field)
    throw cursor.fault(
      `There is no field “${last}” of ${relation.names.of}`,
      relation.names.near(last, 'field'),
      token,
    )
  return { path: relation.path, field: field.path, inner: relation.names }
}

function readTest(cursor: Cursor, names?: Names): Test {
  return cursor.inside(() => {
    const { at } = cursor.peek()
    const all = [readTests(cursor, names)]
    while (cursor.takeWords('or')) all.push(readTests(cursor, names))
    return all.length === 1 && all[0] ? all[0] : { is: 'or', all, at }
  })
}

function readTests(cursor: Cursor, names?: Names): Test {
  const { at } = cursor.peek()
  const all = [readOneTest(cursor, names)]
  while (cursor.takeWords('and')) all.push(readOneTest(cursor, names))
  return all.length === 1 && all[0] ? all[0] : { is: 'and', all, at }
}

function readOneTest(cursor: Cursor, names?: Names): Test {
  const { at } = cursor.peek()
  if (cursor.takeWords('not')) return { is: 'not', of: cursor.inside(() => readOneTest(cursor, names)), at }
  const related = readRelated(cursor, names)
  if (related) return { is: 'condition', condition: related, at }
  // `health < 50` is a condition, `seats < users` and `(a - b) / 2 > c` compare two formulas.
  const leaf = cursor.attempt(() =>
    cursor.peek().kind === 'name' && !cursor.isMark('(', 1) ? leafAlone(cursor, names) : null,
  )
  if (leaf) return { is: 'condition', condition: leaf, at }
  const bracketed = cursor.attempt(() => testInBrackets(cursor, names))
  if (bracketed) return bracketed
  const left = readSum(cursor, names)
  const op = readComparison(cursor)
  if (!op) throw cursor.fault('A comparison is missing', 'For example: health < 50.')
  return { is: 'compare', op, left, right: readSum(cursor, names), at }
}

const endsTest = (cursor: Cursor): boolean =>
  cursor.isMark(',') ||
  cursor.isMark(')') ||
  cursor.isWord('and') ||
  cursor.isWord('or') ||
  cursor.peek().kind === 'end'

function leafAlone(cursor: Cursor, names?: Names): Condition | null {
  const isArithmetic = ['+', '-', '*', '/'].some((mark) => cursor.isMark(mark, 1))
  if (isArithmetic) return null
  const isOrder = ['<', '<=', '>', '>='].some((mark) => cursor.isMark(mark, 1))
  const right = cursor.peek(2)
  const isName = right.kind === 'name' && !(right.text.toLowerCase() === 'today' && !cursor.isMark('(', 3))
  if (isOrder && (isName || cursor.isMark('(', 2))) return null
  const leaf = readLeaf(cursor, names)
  return endsTest(cursor) ? leaf : null
}

/** Brackets around a test, not around a part of a formula: what follows them tells. */
function testInBrackets(cursor: Cursor, names?: Names): Test | null {
  if (!cursor.takeMark('(')) return null
  try {
    const inner = readTest(cursor, names)
    return cursor.takeMark(')') && endsTest(cursor) ? inner : null
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
