/** Days and periods in the text form of conditions: `2026-09-01`, `today - 30 days`, `last 2 weeks`, `this quarter to date`. */
import { calendarUnits, type CalendarUnit, type DayValue, type Period } from '../query/query.ts'
import { describe, type Cursor } from './tokens.ts'

export function readDay(cursor: Cursor): DayValue {
  const token = cursor.next()
  if (token.kind === 'date') return token.text
  if (token.kind === 'name' && token.text.toLowerCase() === 'today') return readToday(cursor)
  throw cursor.fault(`“${describe(token)}” is no day`, 'Write 2026-11-21, or today - 30 days.', token)
}

const heads = ['last', 'next', 'this', 'previous', 'following', 'from', 'to'] as const
export const startsPeriod = (cursor: Cursor): boolean => heads.some((head) => cursor.isWord(head))

export function readPeriod(cursor: Cursor): Period {
  const head = heads.find((each) => cursor.isWord(each))
  cursor.next()
  if (head === 'from') {
    const from = readDay(cursor)
    return { from, ...(cursor.takeWords('to') && { to: readDay(cursor) }) }
  }
  if (head === 'to') return { to: readDay(cursor) }
  const count = cursor.peek()
  if (count.kind === 'number') cursor.next()
  const number = count.kind === 'number' ? count.value : undefined
  const unit = readUnit(cursor)
  if (!unit)
    throw cursor.fault('A period ends in day, week, month, quarter or year', 'For example: last 30 days.')
  if (head === 'this') return { this: unit, ...(cursor.takeWords('to date') && { toDate: true }) }
  if (head === 'last') return { last: number ?? 1, unit }
  if (head === 'next') return { next: number ?? 1, unit }
  const several = number !== undefined && { count: number }
  return head === 'previous' ? { previous: unit, ...several } : { following: unit, ...several }
}

/** What stands after `today`: `+ 3 weeks`, `- 30 days`. */
export function readToday(cursor: Cursor): { today: number; unit?: CalendarUnit } {
  const sign = cursor.isMark('+') ? 1 : cursor.isMark('-') ? -1 : 0
  const count = cursor.peek(1)
  if (sign === 0 || count.kind !== 'number') return { today: 0 }
  cursor.next()
  cursor.next()
  const unit = readUnit(cursor)
  return { today: count.value === 0 ? 0 : sign * count.value, ...(unit && { unit }) }
}

function readUnit(cursor: Cursor): CalendarUnit | undefined {
  const token = cursor.peek()
  if (token.kind !== 'name') return undefined
  const word = token.text.toLowerCase().replace(/s$/, '')
  const unit = calendarUnits.find((each) => each === word)
  if (unit) cursor.next()
  return unit
}
