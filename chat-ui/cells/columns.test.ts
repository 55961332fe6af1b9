/** Order, health marks and CSV of table cells. */
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { Cell } from '#agent/contract.ts'
import { toCsv } from './csv.ts'
import { healthGrade } from './health.ts'
import { compareCells } from './order.ts'

const sorted = (values: Cell[]) => values.toSorted(compareCells)

describe('order', () => {
  test('numbers by size, not by their digits', () => {
    expect(sorted([9, 100, -3])).toEqual([-3, 9, 100])
  })
  test('graded words by grade, not by the alphabet', () => {
    expect(sorted(['green', 'red', 'yellow'])).toEqual(['red', 'yellow', 'green'])
    expect(sorted(['urgent', 'low', 'high', 'normal'])).toEqual(['low', 'normal', 'high', 'urgent'])
  })
  test('text without regard to case or accents, and with numbers in it by size', () => {
    expect(sorted(['Zeta', 'émile', 'Anna', 'emil'])).toEqual(['Anna', 'emil', 'émile', 'Zeta'])
    expect(sorted(['Site 10', 'Site 9'])).toEqual(['Site 9', 'Site 10'])
  })
})

describe('health', () => {
  test('a health column is known by its key, also at the end of a path', () => {
    expect(healthGrade('health_band', 'green')).toBe('good')
    expect(healthGrade('account.health_band', 'red')).toBe('poor')
    expect(healthGrade('risk', 'watch')).toBe('fair')
  })
  test('the same word elsewhere gets no health colour', () => {
    expect(healthGrade('name', 'green')).toBeUndefined()
    expect(healthGrade('product', 'red')).toBeUndefined()
    expect(healthGrade('health_band', null)).toBeUndefined()
  })
})

describe('CSV', () => {
  const columns = [
    { key: 'name', label: 'Account, full', type: 'text' },
    { key: 'arr', label: 'ARR', type: 'money', unit: 'USD' },
    { key: 'tags', label: 'Tags', type: 'list' },
  ]
  test('what was written reads back as it was', () => {
    const rows = [
      { name: 'Cedar, "Vale"\nLtd', arr: 12.5, tags: ['a', 'b'] },
      { name: null, arr: -3, tags: [] },
    ]
    expect(parse(toCsv(columns, rows))).toEqual([
      ['Account, full', 'ARR', 'Tags'],
      ['Cedar, "Vale"\nLtd', '12.5', 'a;b'],
      ['', '-3', ''],
    ])
  })
  test('a name that a spreadsheet would run stays text', () => {
    for (const name of ['=HYPERLINK("http://x")', '+1+cmd', '@SUM(A1)', '-2+3|cmd', '\t=1']) {
      const [, row] = parse(toCsv(columns, [{ name, arr: 1, tags: [] }]))
      expect(row?.[0]).toBe(`'${name}`)
    }
  })
})
