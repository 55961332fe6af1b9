/** What a cell may hold, type by type, and what is refused. */
import { describe, expect, it } from 'vitest'
import { readCell } from './cell.ts'
import type { ColumnSpec } from './file-spec.ts'
import { Refusal } from './refusal.ts'

const read = (type: ColumnSpec['type'], text: string, rest: Partial<ColumnSpec> = {}) => {
  const value = readCell({ name: 'cell', type, ...rest }, text)
  return value instanceof Refusal ? value.reason : value
}

describe('a date', () => {
  it.each([
    ['2026-02-28', '2026-02-28'],
    [' 2024-02-29 ', '2024-02-29'],
    ['2026-11-21 00:00:00', '2026-11-21'],
    ['2026-11-21T00:00:00.000Z', '2026-11-21'],
  ])('%s is read', (text, day) => expect(read('date', text)).toBe(day))

  it.each([
    [
      '31/02/2026',
      '"31/02/2026" is not a date: February 2026 has 28 days; expected YYYY-MM-DD, such as 2026-11-21',
    ],
    ['2026-13-01', '"2026-13-01" is not a date: there is no month 13'],
    ['2026-02-29', '"2026-02-29" is not a date: February 2026 has 28 days'],
    ['2026-04-31', '"2026-04-31" is not a date: April 2026 has 30 days'],
    ['25.12.2026', '"25.12.2026" is not written as YYYY-MM-DD: write 2026-12-25'],
    ['12/25/2026', '"12/25/2026" is not written as YYYY-MM-DD: write 2026-12-25'],
    ['03/04/2026', '"03/04/2026" may mean two days: write 2026-04-03 or 2026-03-04'],
    ['soon', '"soon" is not a date: expected YYYY-MM-DD, such as 2026-11-21'],
    ['2026-11-21T14:00:00Z', '"2026-11-21T14:00:00Z" is not a date: expected YYYY-MM-DD, such as 2026-11-21'],
  ])('%s is refused with what is wrong', (text, reason) => expect(read('date', text)).toBe(reason))
})

describe('a time', () => {
  it.each(['2026-11-21T14:00:00Z', '2026-11-21 14:00', '2026-11-21T14:00:00.123+05:30', '2026-11-21'])(
    '%s is read',
    (text) => expect(read('time', text)).toBe(text),
  )
  it.each([
    ['2026-02-30T10:00:00Z', 'February 2026 has 28 days'],
    ['2026-02-20T24:30:00Z', 'there is no hour 24'],
    ['2026-02-20T10:61:00Z', 'there is no minute 61'],
    ['2026-02-20T10:00:00+19:00', 'there is no offset +19:00'],
    ['10:00', 'expected ISO 8601, such as 2026-11-21T14:00:00Z'],
  ])('%s is refused: %s', (text, part) => expect(read('time', text)).toContain(part))
})

describe('a number', () => {
  it.each([
    ['number', '-0.25', -0.25],
    ['number', '1e-3', 0.001],
    ['integer', '12.0', 12],
    ['money', '1234.5', 1234.5],
  ] as const)('%s %s is read', (type, text, value) => expect(read(type, text)).toBe(value))

  it.each([
    ['money', '1.234,56', 'such as 1234.56'],
    ['money', '1,234,567.89', 'such as 1234567.89'],
    ['money', '€ 1200', 'such as 1200'],
    ['money', "1'200.50", 'such as 1200.50'],
    ['money', '12k', '"12k" is not a number'],
    ['money', '1,234', 'such as 1234.56'],
    ['money', '1e15', 'is out of range'],
    ['integer', '4.5', '"4.5" is not a whole number'],
    ['integer', '3000000000', 'expected -2147483647 to 2147483647'],
    ['number', 'NaN', '"NaN" is not a number'],
    ['number', 'Infinity', '"Infinity" is not a number'],
    ['number', '0x1F', '"0x1F" is not a number'],
  ] as const)('%s %s is refused: %s', (type, text, part) => expect(read(type, text)).toContain(part))

  it('outside its bounds is refused with both', () =>
    expect(read('integer', '11', { min: 0, max: 10 })).toBe('"11" is out of range: expected 0 to 10'))
})

describe('other cells', () => {
  it('an enum forgives case, spaces and hyphens', () =>
    expect(read('enum', 'Mid-Market', { values: ['enterprise', 'mid_market', 'smb'] })).toBe('mid_market'))
  it('an unknown enum value is refused with the nearest one', () =>
    expect(read('enum', 'enterprize', { name: 'segment', values: ['enterprise', 'mid_market', 'smb'] })).toBe(
      '"enterprize" is not a segment: expected enterprise, mid_market or smb (nearest: enterprise)',
    ))
  it('a list is split at semicolons', () => expect(read('list', ' vip; beta ;;')).toEqual(['vip', 'beta']))
  it('an e-mail is kept in lower case', () =>
    expect(read('email', 'Ana@Ours.Example')).toBe('ana@ours.example'))
  it('an address without @ is refused', () =>
    expect(read('email', 'ana')).toContain('"ana" is not an e-mail address'))
  it('a zone that does not exist is refused', () => {
    expect(read('zone', 'Europe/Madrid')).toBe('Europe/Madrid')
    expect(read('zone', 'Europe/Atlantis')).toContain('is not a time zone')
  })
  it('a currency is three letters', () => {
    expect(read('currency', 'eur')).toBe('EUR')
    expect(read('currency', '€')).toContain('is not a currency')
  })
  it('yes and no are read, maybe is refused', () => {
    expect([read('boolean', 'Yes'), read('boolean', '0')]).toEqual([true, false])
    expect(read('boolean', 'maybe')).toContain('neither yes nor no')
  })
  it('a NUL byte is refused, and shown as one', () =>
    expect(read('text', 'a\0b')).toBe('"a\\x00b" holds a NUL byte; take it out'))
  it('an empty cell is null, its fallback, or refused where it is required', () => {
    expect(read('text', '  ')).toBeNull()
    expect(read('list', '', { fallback: [] })).toEqual([])
    expect(read('text', '', { name: 'id', required: true })).toBe(
      'the cell is empty, and every row needs an id',
    )
  })
})
