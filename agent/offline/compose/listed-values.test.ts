/** Values listed beside a key say what the key is, and narrow nothing. */
import { expect, test } from 'vitest'
import { query } from '../kit/garden.ts'

test.each([
  'beds by soil (clay/sand/loam)',
  'number of beds per soil (clay/sand)',
  'number of beds by soil: clay, sand, loam',
  'how many beds by soil – clay, sand and so on',
])('%s', (text) => {
  expect([text, query(text)]).toEqual([text, { from: 'bed', groupBy: ['soil'], measures: [{ fn: 'count' }] }])
})

test('values of another field than the key narrow the rows', () => {
  expect(query('clay and sand beds by keeper')).toEqual({
    from: 'bed',
    where: { field: 'soil', op: 'in', value: ['clay', 'sand'] },
    groupBy: ['keeper'],
    measures: [{ fn: 'count' }],
  })
})
