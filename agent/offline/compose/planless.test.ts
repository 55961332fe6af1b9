/** Periods that are of no day of the rows, though these have a day to come. */
import { expect, test } from 'vitest'
import { plan, where } from '../kit/garden.ts'

test('what is so is so today', () => {
  expect(where('clay beds today')).toEqual({ field: 'soil', op: 'eq', value: 'clay' })
})

test.each([
  'average moisture next month',
  'average moisture by soil this quarter',
  'dry beds for 90 days',
  'what will North Wall be worth next year',
])('%s: of no plan that nobody spoke of', (text) => {
  const made = plan(text)
  expect([text, made.kind]).toEqual([text, 'clarify'])
  expect(JSON.stringify(made)).not.toContain('digging_on')
})

test('a day that was spoken of is meant', () => {
  expect(where('beds dug next month')).toEqual({
    field: 'digging_on',
    op: 'during',
    value: { following: 'month' },
  })
})
