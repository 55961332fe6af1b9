/** Periods of what has happened. */
import { expect, test } from 'vitest'
import { where } from '../kit/garden.ts'

const planted = (value: object) => ({ field: 'planted_at', op: 'during', value })

test('what was done since a day was done by now', () => {
  expect(where('plants we planted since October')).toEqual(planted({ from: '2026-10-01', to: { today: 0 } }))
})

test('what was done after a day, or before it, has the end that was said', () => {
  expect(where('plants planted after October')).toEqual(planted({ from: '2026-11-01' }))
  expect(where('plants planted before October')).toEqual(planted({ to: '2026-09-30' }))
})
