/** What rows were on another day, what they came into and went out of, and what people say for values of the data. */
import { describe, expect, test } from 'vitest'
import type { ObjectType } from '#db/catalogue/types.ts'
import { compileLexicon } from '../lexicon.ts'
import { field, garden, where as filterOf } from '../kit/garden.ts'

/** A garden whose beds had a state on each day, and are hedged with what the data says. */
function hedged() {
  const plain = garden()
  const bed = plain.objects.get('bed') as ObjectType
  const state = field('state', 'enum', {
    dated: true,
    values: [
      { key: 'young', label: 'Young' },
      { key: 'ripe', label: 'Ripe' },
    ],
  })
  const hedge = field('hedge', 'text', { phrases: { kin: [{ of: ['box'], nouns: ['buxus'] }] } })
  const objects = new Map(plain.objects)
  objects.set('bed', { ...bed, fields: [...bed.fields, state, hedge] })
  const values = [{ object: 'bed', field: 'hedge', values: ['Box tree', 'Yew'] }]
  return compileLexicon({ ...plain, objects, version: 'hedged' }, [], values)
}

const lexicon = hedged()
const where = (text: string) => filterOf(text, lexicon)

describe('a state', () => {
  test('that was come into in a time did not hold before it', () => {
    expect(where('beds that turned ripe since 1 June 2026')).toEqual({
      and: [
        { field: 'state', at: '2026-06-01', op: 'ne', value: 'ripe' },
        { field: 'state', op: 'eq', value: 'ripe' },
      ],
    })
  })
  test('of another day is not one of today', () => {
    expect(where('beds that were ripe on 1 June 2026')).toMatchObject({ at: '2026-06-01', value: 'ripe' })
  })
})

test('a value of the data goes by what people call it, where the workspace has it', () => {
  expect(where('buxus beds')).toEqual({ field: 'hedge', op: 'eq', value: 'Box tree' })
})
