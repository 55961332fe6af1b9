/** Conversations are grouped by the reader's calendar days, newest first. */
import { expect, test } from 'vitest'
import { groupByDay } from './group-by-day.ts'

const at = (id: string, date: Date) => ({ id, title: id, updatedAt: date.toISOString(), running: false })
const now = new Date(2026, 10, 21, 0, 30)

test('a conversation of one hour ago is from yesterday just after midnight', () => {
  const groups = groupByDay(
    [at('late', new Date(2026, 10, 20, 23, 30)), at('new', new Date(2026, 10, 21, 0, 10))],
    now,
  )
  expect(groups.map((group) => [group.label, group.conversations.map((each) => each.id)])).toEqual([
    ['Today', ['new']],
    ['Yesterday', ['late']],
  ])
})
test('older ones fall into the last 7 days, then into months with the year where it is another', () => {
  const groups = groupByDay(
    [
      at('a', new Date(2026, 10, 15, 12)),
      at('b', new Date(2026, 10, 3, 12)),
      at('c', new Date(2026, 8, 3, 12)),
      at('d', new Date(2025, 8, 3, 12)),
    ],
    now,
    'en-GB',
  )
  expect(groups.map((group) => group.label)).toEqual([
    'Last 7 days',
    'November',
    'September',
    'September 2025',
  ])
})
test('newest comes first whatever order the server sends', () => {
  const [group] = groupByDay(
    [at('old', new Date(2026, 10, 21, 0, 1)), at('new', new Date(2026, 10, 21, 0, 20))],
    now,
  )
  expect(group?.conversations.map((each) => each.id)).toEqual(['new', 'old'])
})
