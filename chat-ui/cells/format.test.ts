/** Cells read as a person writes them, in the reader's locale. */
import { describe, expect, test } from 'vitest'
import { formatDuration } from './duration.ts'
import { formatCell, humanise } from './format.ts'

const british = { locale: 'en-GB', timeZone: 'Europe/Stockholm' }
const german = { locale: 'de-DE', timeZone: 'Europe/Berlin' }
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const print = (value: Parameters<typeof formatCell>[0], type: string, unit?: string, reader = british) =>
  plain(formatCell(value, unit === undefined ? { type } : { type, unit }, reader))

describe('money', () => {
  test('a whole amount has no pence and carries its currency', () => {
    expect(print(12_430_500, 'money', 'GBP')).toBe('£12,430,500')
    expect(print(12_430_500, 'money', 'EUR', german)).toBe('12.430.500 €')
  })
  test('a small broken amount keeps its pence, a large one drops them', () => {
    expect(print(12.5, 'money', 'GBP')).toBe('£12.50')
    expect(print(12_430.5, 'money', 'GBP')).toBe('£12,431')
  })
  test('where a column holds several currencies, the row beside it says which', () => {
    expect(formatCell(900, { type: 'money' }, british, { currency: 'EUR' })).toBe('€900')
  })
  test('without any currency it is a number, never a guessed currency', () => {
    expect(print(900, 'money')).toBe('900')
    expect(print(900, 'money', 'items')).toBe('900')
  })
})

describe('numbers', () => {
  test('a ratio is a share of one, a percent counts in hundredths', () => {
    expect(print(1.034, 'number', 'ratio')).toBe('103.4%')
    expect(print(40, 'number', 'percent')).toBe('40%')
    expect(print(-0.22, 'number', 'ratio', german)).toBe('-22 %')
  })
  test('durations carry a short unit in a table and a full one alone', () => {
    expect(print(12, 'number', 'days')).toBe('12d')
    expect(plain(formatCell(12, { type: 'number', unit: 'days' }, british, undefined, 'long'))).toBe(
      '12 days',
    )
    expect(plain(formatCell(1, { type: 'number', unit: 'days' }, british, undefined, 'long'))).toBe('1 day')
    expect(plain(formatCell(31, { type: 'number', unit: 'seats' }, british, undefined, 'long'))).toBe(
      '31 seats',
    )
  })
  test('a broken number keeps as many places as it can use', () => {
    expect(print(58.53, 'number', 'score')).toBe('58.5')
    expect(print(0.126, 'number')).toBe('0.13')
    expect(print(1234.5678, 'number')).toBe('1,235')
  })
})

describe('the rest', () => {
  test('a calendar day is the same day in every time zone', () => {
    for (const timeZone of ['Pacific/Auckland', 'America/Los_Angeles']) {
      expect(formatCell('2026-11-01', { type: 'date' }, { locale: 'en-GB', timeZone })).toBe('1 Nov 2026')
    }
  })
  test('a moment is shown in the reader’s time zone', () => {
    expect(print('2026-11-01T23:30:00Z', 'time')).toBe('2 Nov 2026, 00:30')
  })
  test('a month and a quarter are not forced into a day', () => {
    expect(print('2026-07', 'date')).toBe('Jul 2026')
    expect(print('2026-Q3', 'date')).toBe('2026-Q3')
  })
  test('what is no date stays as it came', () => {
    expect(print('2026-02-31x', 'date')).toBe('2026-02-31x')
    expect(print('soon', 'time')).toBe('soon')
  })
  test('words of a closed list are written out, names are left alone', () => {
    expect(print('mid_market', 'enum')).toBe('Mid market')
    expect(humanise('smb')).toBe('SMB')
    expect(humanise('EMEA')).toBe('EMEA')
    expect(humanise('low')).toBe('Low')
    expect(print('mid_market', 'text')).toBe('mid_market')
  })
  test('nothing is a dash, false is No, a list is joined', () => {
    expect(print(null, 'number')).toBe('–')
    expect(print(undefined, 'text')).toBe('–')
    expect(print(0, 'number')).toBe('0')
    expect(print(false, 'boolean')).toBe('No')
    expect(print(['a', 'b'], 'list')).toBe('a, b')
    expect(print([], 'list')).toBe('–')
  })
  test('a duration is as short as it stays true', () => {
    expect(formatDuration(0.4, 'en-GB')).toBe('<1 ms')
    expect(formatDuration(34.4, 'en-GB')).toBe('34 ms')
    expect(formatDuration(1234, 'en-GB')).toBe('1.2 s')
    expect(formatDuration(125_000, 'en-GB')).toBe('2 min 5 s')
  })
})
