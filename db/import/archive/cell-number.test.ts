/** A number of a workbook is written without loss, and as the day or time that people see. */
import { describe, expect, it } from 'vitest'
import { writeNumber } from './cell-number.ts'
import { showsOf } from './number-formats.ts'

const written = (raw: string, format = 'General', from1904 = false) =>
  writeNumber(raw, showsOf(format), from1904)

describe('a number', () => {
  it.each([
    ['1234.5', '1234.5'],
    ['1234.50', '1234.50'],
    ['0.10000000000000001', '0.1'],
    ['19.989999999999998', '19.99'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['1.5E-3', '0.0015'],
    ['-2.5E+3', '-2500'],
    ['1E21', '1000000000000000000000'],
    ['1.2345678901234567E+19', '12345678901234567000'],
    ['12345678901234567890', '12345678901234567890'],
    ['1E-7', '0.0000001'],
    ['-0.5', '-0.5'],
    ['0', '0'],
  ])('that stands as %s is %s', (raw, text) => {
    expect(written(raw)).toEqual({ text })
    expect(Number(text)).toBe(Number(raw))
  })

  it.each(['', '12x', 'NaN', 'Infinity', '1e999'])('is not %j', (raw) => {
    expect(written(raw)).toEqual({ fault: 'is not a number' })
  })
})

describe('a number that is shown', () => {
  it.each([
    ['45000', 'yyyy-mm-dd', false, '2023-03-15'],
    ['45000.5', 'dd/mm/yyyy hh:mm', false, '2023-03-15T12:00:00'],
    ['45000.000000001', 'm/d/yy', false, '2023-03-15'],
    ['44999.9999999999', 'm/d/yy', false, '2023-03-15'],
    ['43538', 'yyyy-mm-dd', true, '2023-03-15'],
    ['1', 'yyyy-mm-dd', false, '1900-01-01'],
    ['59', 'yyyy-mm-dd', false, '1900-02-28'],
    ['61', 'yyyy-mm-dd', false, '1900-03-01'],
    ['2958465', 'yyyy-mm-dd', false, '9999-12-31'],
    ['0.5', 'h:mm AM/PM', false, '12:00:00'],
    ['0.999999999', 'h:mm', false, '00:00:00'],
    ['1.25', '[h]:mm:ss', false, '30:00:00'],
    ['45000', '[Red]#,##0.00;[Blue]-0', false, '45000'],
    ['45000', '0.00E+00', false, '45000'],
    ['45000', '"day" 0', false, '45000'],
    ['45000', '#,##0\\ \\d', false, '45000'],
    ['45000', '[$€-407]#,##0', false, '45000'],
    ['45000', '[$-409]mmmm\\ d;@', false, '2023-03-15'],
    ['0.25', '0.0%', false, '0.25'],
  ])('%s in the format %s (from 1904: %s) is %s', (raw, format, from1904, text) => {
    expect(written(raw, format, from1904)).toEqual({ text })
  })

  it.each([
    ['60', 'is shown as 29 February 1900, a day that never was'],
    ['0', 'is shown as day 0, which no calendar has'],
    ['-1', 'is shown as a date before the first one there is'],
    ['2958466', 'is shown as a date past the year 9999'],
  ])('as a date, %s has none', (raw, fault) => {
    expect(written(raw, 'yyyy-mm-dd')).toEqual({ fault })
  })
})
