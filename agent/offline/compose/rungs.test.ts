/** Values that have an order, held against one of them. */
import { expect, test } from 'vitest'
import { field, garden, lexiconOf, plan, where } from '../kit/garden.ts'

const yieldOf = field('yield', 'enum', {
  values: [
    { key: 'poor', label: 'Poor' },
    { key: 'fair', label: 'Fair' },
    { key: 'rich', label: 'Rich' },
  ],
  ladder: { rungs: ['poor', 'fair', 'rich'], worse: 'down' },
})
const lexicon = lexiconOf(garden([yieldOf]))
const among = (...values: string[]) => ({ field: 'yield', op: 'in', value: values })

test.each([
  ['beds below rich', among('poor', 'fair')],
  ['beds smaller than the rich ones', among('poor', 'fair')],
  ['beds fair and up', among('fair', 'rich')],
  ['beds that are at least fair', among('fair', 'rich')],
  ['beds that are fair or worse', among('poor', 'fair')],
])('%s', (text, expected) => {
  expect([text, where(text, lexicon)]).toEqual([text, expected])
})

test('what compares a number is left to it, and of values without an order nothing is below', () => {
  expect(where('rich beds over 50k', lexicon)).toEqual({
    and: [
      { field: 'yield', op: 'eq', value: 'rich' },
      { field: 'worth', op: 'gt', value: 50_000 },
    ],
  })
  expect(plan('beds below clay', lexicon).kind).toBe('clarify')
})
