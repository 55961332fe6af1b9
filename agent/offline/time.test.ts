/** Periods as people say them, on Saturday 21 November 2026. */
import { expect, test } from 'vitest'
import { clockAt, resolvePeriod } from '#db/calendar.ts'
import { tokens } from './text.ts'
import { readTime } from './time.ts'
import { readBucket } from './time-buckets.ts'
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
  ['two weeks after next Friday', '2026-12-11…2026-12-11'],
  ['3 days before 1 May 2027', '2027-04-28…2027-04-28'],
  ['more than 2 weeks before today', '…2026-11-06'],
  ['the third Monday of next month', '2026-12-21…2026-12-21'],
  ['the first week of January 2027', '2027-01-04…2027-01-10'],
  ['last 3 weeks of this year', '2026-12-14…2027-01-03'],
  ['the last day of the month', '2026-11-30…2026-11-30'],
  ['the week of April 10th 2026', '2026-04-06…2026-04-12'],
  ['week 10', '2026-03-02…2026-03-08'],
  ['Tuesday of next week', '2026-11-24…2026-11-24'],
  ['this upcoming Monday', '2026-11-23…2026-11-23'],
  ['next weekend', '2026-11-28…2026-11-29'],
  ['mid 2027', '2027-05-01…2027-08-31'],
  ['late March 2026', '2026-03-16…2026-03-31'],
  ['the rest of the year', '2026-11-21…2026-12-31'],
  ['the week after next', '2026-11-30…2026-12-06'],
  ['last two quarters', '2026-04-01…2026-09-30'],
  ['the coming three quarters', '2027-01-01…2027-09-30'],
  ['in the last couple of weeks', '2026-11-07…2026-11-21'],
  ['next 48h', '2026-11-21…2026-11-23'],
  ['between now and 15 December', '2026-11-21…2026-12-15'],
  ['April 27th to the third', '2026-04-27…2026-05-03'],
  ['from the 1st to the 15th', '2026-11-01…2026-11-15'],
  ['from the beginning of the year', '2026-01-01…'],
  ['Nov-Feb 2026', '2025-11-01…2026-02-28'],
  ['05-Aug-2016', '2016-08-05…2016-08-05'],
  ['2020/23/Sep', '2020-09-23…2020-09-23'],
  ['Dec. 31, 2026', '2026-12-31…2026-12-31'],
  ['on 11/30', '2026-11-30…2026-11-30'],
  ['October two thousand and five', '2005-10-01…2005-10-31'],
  ['the 3rd of next month', '2026-12-03…2026-12-03'],
  ['30 to 60 days ago', '2026-09-22…2026-10-22'],
  ['3Q26', '2026-07-01…2026-09-30'],
  ['Thanksgiving 2026', '2026-11-26…2026-11-26'],
  ['next Easter', '2027-03-28…2027-03-28'],
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
  expect(days('FY27', 'none', april)).toBe('2026-04-01…2027-03-31')
  expect(days('fiscal year 2027', 'none', april)).toBe('2026-04-01…2027-03-31')
  expect(days('calendar year 2027', 'none', april)).toBe('2027-01-01…2027-12-31')
})

test('a day that does not exist is none', () => {
  expect(days('30 February')).toBe('no time')
  expect(days('2/29/2019')).toBe('no time')
})

test('a bucket is no period', () => {
  expect(readBucket(tokens('per month'), 0)).toEqual({ to: 2, unit: 'month' })
  expect(readBucket(tokens('quarterly'), 0)).toEqual({ to: 1, unit: 'quarter' })
  expect(readBucket(tokens('by owner'), 0)).toBeNull()
})
