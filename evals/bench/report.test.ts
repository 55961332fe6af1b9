/** The report calls short whatever misses its target or was not measured. */
import { describe, expect, test } from 'vitest'
import { lineOf, type Figure } from './report.ts'
import { median, p95 } from './spread.ts'

const atMost: Figure = {
  name: 'CPU a turn',
  unit: 'ms',
  bound: { on: 'ratio', side: 'most', limit: 4 },
  leastCases: 3,
}
const atLeast: Figure = { ...atMost, bound: { on: 'ratio', side: 'least', limit: 0.25 } }
const plain: Figure = { ...atMost, bound: { on: 'value', side: 'most', limit: 100 } }

describe('a figure against its floor', () => {
  test('is ok up to its limit and short beyond it', () => {
    expect(lineOf(atMost, { cases: 3, value: 8, floor: 2 })).toMatchObject({ isShort: false })
    expect(lineOf(atMost, { cases: 3, value: 8.1, floor: 2 })).toMatchObject({ isShort: true })
  })

  test('that should be high is short below its limit', () => {
    expect(lineOf(atLeast, { cases: 3, value: 25, floor: 100 }).isShort).toBe(false)
    expect(lineOf(atLeast, { cases: 3, value: 24, floor: 100 }).isShort).toBe(true)
  })

  test('without a floor is short', () => {
    expect(lineOf(atMost, { cases: 3, value: 1 }).isShort).toBe(true)
    expect(lineOf(atLeast, { cases: 3, value: 1, floor: 0 }).isShort).toBe(true)
  })

  test('prints name, cases, figure, floor, ratio and verdict', () => {
    const { text } = lineOf(atMost, { cases: 3, value: 8, floor: 2 })
    expect(text).toMatch(/^CPU a turn +3 cases +8 ms +floor 2 ms +4\.00× +at most 4\.00× +ok$/)
  })
})

describe('a figure against a target', () => {
  test('is judged by its own value', () => {
    expect(lineOf(plain, { cases: 3, value: 100 }).isShort).toBe(false)
    expect(lineOf(plain, { cases: 3, value: 101 }).isShort).toBe(true)
  })

  test('that is missing is short and says why', () => {
    const { text, isShort } = lineOf(plain, undefined, 'the service did not start')
    expect(isShort).toBe(true)
    expect(text).toContain('short: the service did not start')
  })

  test('that is no number, or of too few cases, is short', () => {
    expect(lineOf(plain, { cases: 3, value: Number.NaN }).isShort).toBe(true)
    expect(lineOf(plain, { cases: 2, value: 1 }).isShort).toBe(true)
  })
})

describe('middle and tail', () => {
  test('the median of an even number is between the two middle values', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([3, 1, 2])).toBe(2)
    expect(median([])).toBeNaN()
  })

  test('p95 is the value that 95 of 100 do not exceed', () => {
    expect(p95(Array.from({ length: 100 }, (_, i) => 100 - i))).toBe(95)
    expect(p95([7])).toBe(7)
    expect(p95([])).toBeNaN()
  })
})
