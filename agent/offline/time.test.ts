/** Periods as people say them, on Saturday 21 November 2026. */
import { expect, test } from 'vitest'
import { clockAt, resolvePeriod } from '#db/calendar.ts'
import { tokens } from './text.ts'
import { readBucket, readTime } from './time.ts'
import { periodOf, type Tense } from './when.ts'

const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, '2026-11-21')
const days = (text: string, tense: Tense = 'none', at = clock): string => {
  const list = tokens(text)
  const read = readTime(list, 0)
  if (!read) return 'no time'
  if (read.to !== list.length) return `read ${read.to} of ${list.length} words`
  const { from, to } = resolvePeriod(periodOf(read.when, read.tense ?? tense, at), at)
  return `${from ?? ''}…${to ?? ''}`
}

test.each([
  ['today', '2026-11-21…2026-11-21'],
  ['yesterday', '2026-11-20…2026-11-20'],
  ['this week', '2026-11-16…2026-11-22'],
  ['next week', '2026-11-23…2026-11-29'],
  ['last month', '2026-10-01…2026-10-31'],
  ['in the last month', '2026-10-21…2026-11-21'],
  ['next quarter', '2027-01-01…2027-03-31'],
  ['last year', '2025-01-01…2025-12-31'],
  ['in the next 90 days', '2026-11-21…2027-02-19'],
  ['over the past 6 months', '2026-05-21…2026-11-21'],
  ['last two weeks', '2026-11-07…2026-11-21'],
  ['year to date', '2026-01-01…2026-11-21'],
  ['YTD', '2026-01-01…2026-11-21'],
  ['since 1 September', '2026-09-01…'],
  ['since August', '2026-08-01…'],
  ['before 2026-03-01', '…2026-02-28'],
  ['after June 2026', '2026-07-01…'],
  ['from March to May 2026', '2026-03-01…2026-05-31'],
  ['between 5 May 2026 and 9 May 2026', '2026-05-05…2026-05-09'],
  ['from 1 Jan 2027 up to and including 31 Mar 2027', '2027-01-01…2027-03-31'],
  ['2026-10-01 to 2026-10-31', '2026-10-01…2026-10-31'],
  ['23 to 29 November 2026', '2026-11-23…2026-11-29'],
  ['between July 1st and September 30th this year', '2026-07-01…2026-09-30'],
  ['Q1 next year', '2027-01-01…2027-03-31'],
  ['within 90 days from now', '2026-11-21…2027-02-19'],
  ['the next half year', '2026-11-21…2027-05-21'],
  ['prior to June 2026', '…2026-05-31'],
  ['the fifteenth of March twenty twenty-seven', '2027-03-15…2027-03-15'],
  ['Friday, 27 November', '2026-11-27…2026-11-27'],
  ['Q3', '2026-07-01…2026-09-30'],
  ['Q1 2027', '2027-01-01…2027-03-31'],
  ['first half of 2026', '2026-01-01…2026-06-30'],
  ['in 2025', '2025-01-01…2025-12-31'],
  ['15 March 2027', '2027-03-15…2027-03-15'],
  ['March 15, 2027', '2027-03-15…2027-03-15'],
  ['next Friday', '2026-11-27…2026-11-27'],
  ['3 weeks ago', '2026-10-31…2026-10-31'],
  ['a fortnight ago', '2026-11-07…2026-11-07'],
  ['by the end of the year', '…2026-12-31'],
  ['more than 30 days ago', '…2026-10-22'],
])('“%s” is %s', (text, span) => {
  expect(days(text)).toBe(span)
})

test('a month by name is the last one of what happened and the next one of what is to come', () => {
  expect(days('in December', 'past')).toBe('2025-12-01…2025-12-31')
  expect(days('in December', 'future')).toBe('2026-12-01…2026-12-31')
  expect(days('in October', 'past')).toBe('2026-10-01…2026-10-31')
})

test('days without a direction look the way of their event', () => {
  expect(days('within 60 days', 'future')).toBe('2026-11-21…2027-01-20')
  expect(days('within 60 days', 'past')).toBe('2026-09-22…2026-11-21')
})

test('quarters follow the fiscal year', () => {
  const april = clockAt({ timeZone: 'UTC', fiscalYearStart: 4 }, '2026-11-21')
  expect(days('Q3', 'none', april)).toBe('2026-10-01…2026-12-31')
})

test('a bucket is no period', () => {
  expect(readBucket(tokens('per month'), 0)).toEqual({ to: 2, unit: 'month' })
  expect(readBucket(tokens('quarterly'), 0)).toEqual({ to: 1, unit: 'quarter' })
  expect(readBucket(tokens('by owner'), 0)).toBeNull()
})
