/** Which days a period stands for, which one is compared with it, and which days its units end on. */
import { describe, expect, it } from 'vitest'
import { bucketLabel, bucketsOf, samplesOf, twoSpans } from './periods.ts'
import type { Compare, Period } from './query.ts'
import { clock } from './test-workspace.ts'

const on = (today: string, fiscalYearStart = 1) => ({ ...clock, today, fiscalYearStart })

describe('the period before', () => {
  it.each<[string, Compare['period'], string, [string, string], [string, string]]>([
    [
      'of a quarter is the quarter before',
      { this: 'quarter' },
      '2026-06-15',
      ['2026-04-01', '2026-06-30'],
      ['2026-01-01', '2026-03-31'],
    ],
    [
      'of a month keeps whole months, however long',
      { this: 'month' },
      '2026-03-10',
      ['2026-03-01', '2026-03-31'],
      ['2026-02-01', '2026-02-28'],
    ],
    [
      'of days that are whole months is as many months',
      { from: '2026-01-01', to: '2026-02-28' },
      '2026-06-15',
      ['2026-01-01', '2026-02-28'],
      ['2025-11-01', '2025-12-31'],
    ],
    [
      'of other days is as many days',
      { from: '2026-03-05', to: '2026-03-14' },
      '2026-06-15',
      ['2026-03-05', '2026-03-14'],
      ['2026-02-23', '2026-03-04'],
    ],
    [
      'of the last 30 days is the 31 days before them',
      { last: 30, unit: 'day' },
      '2026-06-15',
      ['2026-05-16', '2026-06-15'],
      ['2026-04-15', '2026-05-15'],
    ],
    [
      'of a week is the week before',
      { this: 'week' },
      '2026-06-17',
      ['2026-06-15', '2026-06-21'],
      ['2026-06-08', '2026-06-14'],
    ],
    [
      'of a quarter to date is the same stretch of the quarter before',
      { this: 'quarter', toDate: true },
      '2026-06-15',
      ['2026-04-01', '2026-06-15'],
      ['2026-01-01', '2026-03-17'],
    ],
    [
      'of a month to date is at most the whole month before',
      { this: 'month', toDate: true },
      '2026-03-31',
      ['2026-03-01', '2026-03-31'],
      ['2026-02-01', '2026-02-28'],
    ],
    [
      'of two quarters is the two before',
      { previous: 'quarter', count: 2 },
      '2026-06-15',
      ['2025-10-01', '2026-03-31'],
      ['2025-04-01', '2025-09-30'],
    ],
  ])('%s', (_, period, today, now, then) => {
    const found = twoSpans({ period }, on(today))
    expect([
      [found.now.from, found.now.to],
      [found.then.from, found.then.to],
    ]).toEqual([now, then])
  })

  it('follows the fiscal year', () => {
    const { now, then } = twoSpans({ period: { this: 'quarter' } }, on('2026-06-15', 2))
    expect([now, then]).toEqual([
      { from: '2026-05-01', to: '2026-07-31' },
      { from: '2026-02-01', to: '2026-04-30' },
    ])
  })
})

describe('a year earlier', () => {
  it('keeps a month whole in a leap year', () => {
    const { then } = twoSpans(
      { period: { from: '2025-02-01', to: '2025-02-28' }, with: 'year_earlier' },
      on('2025-06-15'),
    )
    expect(then).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  })
  it('is the same days otherwise', () => {
    const { then } = twoSpans({ period: { last: 7, unit: 'day' }, with: 'year_earlier' }, on('2026-06-15'))
    expect(then).toEqual({ from: '2025-06-08', to: '2025-06-15' })
  })
})

describe('the units of a period', () => {
  it.each<[string, Parameters<typeof bucketsOf>[1], number, string]>([
    ['2026-06-17', 'week', 1, '2026-06-15'],
    ['2026-06-17', 'month', 7, '2026-06'],
    ['2026-06-17', 'quarter', 1, '2026-Q2'],
    ['2026-06-17', 'quarter', 7, 'FY2026-Q4'],
    ['2026-07-01', 'quarter', 7, 'FY2027-Q1'],
    ['2026-01-31', 'year', 2, 'FY2026'],
    ['2026-02-01', 'year', 2, 'FY2027'],
  ])('%s lies in the %s of a year from month %i that is %s', (day, unit, start, label) => {
    expect(bucketLabel(day, unit, start)).toBe(label)
  })

  it('are all that it touches', () => {
    const span = { from: '2026-01-31', to: '2026-03-01' }
    expect(bucketsOf(span, 'month', 1, 10, 'x').map(({ label }) => label)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ])
  })

  it('are refused when there are too many, also over thousands of years', () => {
    expect(() => bucketsOf({ from: '0001-01-01', to: '9999-12-31' }, 'day', 1, 1_100, 'x')).toThrow(
      'more than 1100 days',
    )
    expect(() => bucketsOf({ from: '2026-01-01', to: '2026-01-12' }, 'day', 1, 11, 'x')).toThrow(
      'more than 11 days',
    )
  })

  it.each<[string, Period, string[]]>([
    [
      'end with today in the running one',
      { last: 2, unit: 'month' },
      ['2026-04-30', '2026-05-31', '2026-06-15'],
    ],
    ['leave out what has not begun', { from: '2026-05-01', to: '2026-12-31' }, ['2026-05-31', '2026-06-15']],
    ['end with the period', { from: '2026-03-10', to: '2026-04-10' }, ['2026-03-31', '2026-04-10']],
  ])('%s', (_, period, days) => {
    expect(samplesOf(period, 'month', clock, 'x').map(({ day }) => day)).toEqual(days)
  })
})
