/** How far away moments are said to be. */
import { expect, test } from 'vitest'
import { fromNow } from './days.ts'

const now = new Date('2026-11-21T12:00:00Z')

test.each([
  ['2026-11-21T11:59:30Z', 'now'],
  ['2026-11-21T11:57:00Z', '3 minutes ago'],
  ['2026-11-20T11:00:00Z', 'yesterday'],
  ['2026-11-26T13:00:00Z', 'in 5 days'],
  ['2024-11-20T12:00:00Z', '2 years ago'],
])('%s is %s', (iso, words) => {
  expect(fromNow(iso, now)).toBe(words)
})
