/** Numbers and dates in foreign notations become what they mean, and what may mean two things is not guessed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ordersOf, readForeignDay, readForeignTime } from './date-cell.ts'
import { notationOf, readForeignNumber, type Decimal } from './number-cell.ts'

const number = (text: string, decimal: Decimal | 'each' = 'each') =>
  readForeignNumber(text, decimal)?.text ?? null

describe('a number', () => {
  it.each([
    ['1.234,50 €', '1234.50', 'EUR'],
    ['$1,234.50', '1234.50', 'USD'],
    ['1 234,5', '1234.5', null],
    ['1\u202f234,5\u00a0€', '1234.5', 'EUR'],
    ["CHF 1'200.50", '1200.50', 'CHF'],
    ['50k', '50000', null],
    ['€1.5M', '1500000', 'EUR'],
    ['€ 3 Mio.', '3000000', 'EUR'],
    ['(1,200.00)', '-1200.00', null],
    ['-$5', '-5', 'USD'],
    ['5-', '-5', null],
    ['−7', '-7', null],
    ['12 %', '12', null],
    ['R$ 1.000,00', '1000.00', 'BRL'],
    ['12,34,567.00', '1234567.00', null],
    ['1.234,-', '1234', null],
    ['1e6', '1000000', null],
    ['0.125', '0.125', null],
    ['007', '7', null],
  ])('%s is %s', (text, value, currency) => {
    const decimal = text === '1.234,-' ? ',' : 'each'
    expect(readForeignNumber(text, decimal)).toMatchObject({ text: value, currency })
  })

  it.each(['abc', 'A-12', '2026-01-01', '555-1234', '10 users', '1.234,5.6', '1,2,3', '', '.', '€', '12 34'])(
    '%s is none',
    (text) => {
      expect([number(text, '.'), number(text, ','), number(text)]).toEqual([null, null, null])
    },
  )

  it('with one separator before three digits is read by the notation of its column, or not at all', () => {
    expect(notationOf('1,234')?.notation).toBe('either')
    expect([number('1,234', '.'), number('1,234', ','), number('1,234')]).toEqual(['1234', '1.234', null])
  })

  it('in the other notation than its column is refused', () => {
    expect([number('1.234,50', '.'), number('1,234.50', ',')]).toEqual([null, null])
  })

  it('comes back whatever notation it is written in', () => {
    const amounts = fc.tuple(
      fc.integer({ min: -99_999_999, max: 99_999_999 }),
      fc.integer({ min: 0, max: 99 }),
    )
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom('de-DE', 'en-US', 'fr-FR', 'en-IN', 'de-CH'),
        ([whole, cents], locale) => {
          const value = Number(`${whole}.${String(cents).padStart(2, '0')}`)
          const text = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(value)
          const decimal = locale === 'de-DE' || locale === 'fr-FR' ? ',' : '.'
          expect([text, Number(number(text, decimal))]).toEqual([text, value])
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a date', () => {
  it.each([
    ['3/14/2026', 'mdy'],
    ['14/3/2026', 'dmy'],
    ['14.03.2026', 'dmy'],
    ['3.4.2026', 'dmy'],
    ['3/4/2026', 'dmy,mdy'],
    ['2026-03-04', 'ymd'],
    ['2026/3/4', 'ymd'],
    ['Nov 21, 2026', 'ymd,dmy,mdy'],
    ['21. März 2026', 'ymd,dmy,mdy'],
    ['45000', 'excel'],
    ['31/02/2026', ''],
    ['13/13/2026', ''],
    ['1.2.3', ''],
    ['hello', ''],
  ])('%s allows the orders %s', (text, orders) => {
    expect(ordersOf(text).join(',')).toBe(orders)
  })

  it('is the day that its order says', () => {
    expect([readForeignDay('3/4/26', 'dmy'), readForeignDay('3/4/26', 'mdy')]).toEqual([
      '2026-04-03',
      '2026-03-04',
    ])
    expect(readForeignDay('14/3/2026', 'mdy')).toBe(null)
    expect(readForeignDay('45000', 'excel')).toBe('2023-03-15')
    expect(readForeignDay('14.03.2026', 'mdy')).toBe('2026-03-14')
  })

  it.each([
    ['3/14/2026 2:05 PM', 'mdy', '2026-03-14 14:05:00'],
    ['12/31/2026 12:00 AM', 'mdy', '2026-12-31 00:00:00'],
    ['14.03.2026, 14:05', 'dmy', '2026-03-14 14:05:00'],
    ['2026-03-04T10:00:00Z', 'ymd', '2026-03-04 10:00:00Z'],
    ['Wed, 21 Nov 2026 10:00', 'ymd', '2026-11-21 10:00:00'],
    ['1763683200000', 'epoch', '2025-11-21 00:00:00Z'],
    ['3/14/2026', 'mdy', '2026-03-14'],
  ] as const)('with a clock, %s is %s %s', (text, order, moment) => {
    expect(readForeignTime(text, order)).toBe(moment)
  })

  it('with an hour that does not exist is none', () => {
    expect([readForeignTime('3/14/2026 25:00', 'mdy'), readForeignTime('3/14/2026 13:00 PM', 'mdy')]).toEqual(
      [null, null],
    )
  })
})
