/** A locator leads back to the lines that it was printed for, and to none where it names none. */
import { expect, test } from 'vitest'
import { linesAt } from './place.ts'

const turns = [0, 10.4, 20.2, 30].map((startS, i) => ({ n: i + 1, startS, endS: startS + 9.5 }))
const paragraphs = [1, 2, 5, 6].map((n) => ({ n }))

test.each([
  ['00:00:10–00:00:29', turns, { from: 1, to: 2 }],
  ['00:00:30–00:00:39', turns, { from: 3, to: 3 }],
  ['turn 2–3', turns, { from: 1, to: 2 }],
  ['paragraph 5', paragraphs, { from: 2, to: 2 }],
  ['Risks, paragraph 9 of ten, paragraph 5–6', paragraphs, { from: 2, to: 3 }],
  ['paragraph 3', paragraphs, null],
  ['01:00:00–01:00:10', turns, null],
  ['wherever', turns, null],
  ['', turns, null],
  ['', turns.slice(0, 1), { from: 0, to: 0 }],
])('%s', (locator, lines, expected) => {
  expect(linesAt(lines, locator)).toEqual(expected)
})
