/** Amounts as people write them. */
import { expect, test } from 'vitest'
import { readNumber } from './numbers.ts'
import { tokens } from './text.ts'

const read = (text: string) => readNumber(tokens(text), 0)

test.each([
  ['50k', 50_000],
  ['$1.2m', 1_200_000],
  ['1,250,000', 1_250_000],
  ['half a million', 500_000],
  ['half a mil', 500_000],
  ['a quarter million', 250_000],
  ['two hundred and fifty thousand', 250_000],
  ['twenty-five', 25],
  ['a dozen', 12],
  ['a hundred', 100],
  ['1.5 million', 1_500_000],
  ['three', 3],
  ['-20%', -20],
  ['one and a half million', 1_500_000],
  ['two thirds of a million', 666_666.6666666666],
  ['3 hundred and 21', 321],
  ['2 dozen', 24],
  ['three lakh', 300_000],
])('“%s” is %d', (text, value) => {
  expect(read(text)?.value).toBe(value)
})

test('a percentage and a currency are kept with the figure', () => {
  expect(read('10 %')).toMatchObject({ value: 10, percent: true })
  expect(read('thirty percent')).toMatchObject({ value: 30, percent: true })
  expect(read('€200k')).toMatchObject({ value: 200_000, currency: 'EUR' })
  expect(read('500 dollars')).toMatchObject({ value: 500, currency: 'USD' })
})

test('a rank is no amount', () => {
  expect(read('3rd')).toMatchObject({ value: 3, ordinal: true })
  expect(read('second')).toMatchObject({ value: 2, ordinal: true })
})

test('“50+” says at least by itself', () => {
  expect(read('50+')).toMatchObject({ value: 50, plus: true })
})

test('digits that begin a name are no number', () => {
  expect(read('7seas')).toBeNull()
  expect(tokens('7seas')[0]?.kind).toBe('word')
})
