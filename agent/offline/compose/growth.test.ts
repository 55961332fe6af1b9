/** Rows that grow and shrink with no amount named. */
import { expect, test } from 'vitest'
import type { ObjectType } from '#db/catalogue/types.ts'
import { garden, lexiconOf, plan, where } from '../kit/garden.ts'

/** A garden that remembers what its beds were worth. */
function remembered() {
  const plain = garden()
  const bed = plain.objects.get('bed') as ObjectType
  const fields = bed.fields.map((field) => (field.key === 'worth' ? { ...field, dated: true } : field))
  const objects = new Map(plain.objects)
  objects.set('bed', { ...bed, fields })
  return lexiconOf({ ...plain, objects, version: 'remembered' })
}
const lexicon = remembered()

test.each([
  ['beds that shrank since June 2026', 'lt'],
  ['which beds grew since June 2026', 'gt'],
])('%s: by what they are worth', (text, op) => {
  expect([text, where(text, lexicon)]).toEqual([text, { field: 'worth', since: '2026-06-01', op, value: 0 }])
})

test('what is no word of size, or said where no worth is remembered, changes no money', () => {
  expect(plan('beds that climbed since June 2026', lexicon).kind).toBe('clarify')
  expect(plan('beds that shrank since June 2026').kind).toBe('clarify')
})
