/** Which rows are asked for: points that add up, a kind that stands at a place, what is asked beside a number, what is only said to be there. */
import { describe, expect, test } from 'vitest'
import type { ObjectType } from '#db/catalogue/types.ts'
import { compileLexicon } from '../lexicon.ts'
import { field, garden, query } from '../kit/garden.ts'

const feature = field('tap', 'text', { phrases: { cues: ['of'] } })
const litres = field('litres', 'number', { unit: 'events', additive: true })
const day = field('on', 'date', { event: 'main', phrases: { verbs: ['use'] } })

/** A garden whose taps are metered day by day, and whose plants may have a tag of their own. */
function metered() {
  const catalogue = garden()
  const bed = catalogue.objects.get('bed') as ObjectType
  const plant = catalogue.objects.get('plant') as ObjectType
  const toBed = plant.relations.filter(({ to }) => to === 'bed')
  const tag = field('tag', 'text', { identifies: true, phrases: { nouns: ['tag'] } })
  const weekly = field('weekly_litres', 'number', {
    unit: 'events',
    additive: true,
    window: () => 7,
    phrases: { nouns: ['litres'] },
  })
  catalogue.objects.set('bed', { ...bed, fields: [...bed.fields, weekly] })
  catalogue.objects.set('plant', { ...plant, fields: [...plant.fields, tag] })
  catalogue.objects.set('flow', {
    ...bed,
    ...{ key: 'flow', label: 'Flow', plural: 'Flow', nouns: ['water flow'], table: 'flows', title: 'tap' },
    ...{ id: null, fields: [day, feature, litres], relations: toBed, columns: ['on', 'tap', 'litres'] },
    orderBy: [{ by: 'on', dir: 'desc' }],
    owner: 'bed.keeper',
  })
  const observed = [{ object: 'flow', field: 'tap', values: ['List', 'Sprinkler'] }]
  return compileLexicon({ ...catalogue, version: 'metered' }, [], observed)
}

const lexicon = metered()
const read = (text: string) => query(text, lexicon)

describe('points of a series', () => {
  test.each(['how often did we use the Sprinkler', 'number of Sprinkler litres'])(
    '%s: how many there were is what they add up to',
    (text) => {
      expect([text, read(text)]).toEqual([
        text,
        {
          from: 'flow',
          where: { field: 'tap', op: 'eq', value: 'Sprinkler' },
          measures: [{ fn: 'sum', field: 'litres' }],
        },
      ])
    },
  )
  test('of a period are not those of a measure with days of its own', () => {
    expect(read('how many litres in October')).toMatchObject({
      from: 'flow',
      measures: [{ fn: 'sum', field: 'litres' }],
    })
  })
  test('a value that is written as it is called is no other word', () => {
    expect(read('how often did we use the List tap')).toMatchObject({
      where: { field: 'tap', op: 'eq', value: 'List' },
    })
  })
})

test('a kind that stands at a place is asked for, not the place', () => {
  expect(read('ferns at clay beds')).toMatchObject({ from: 'plant' })
})

test.each([
  ['how many plants of which kind', ['kind']],
  ['how many beds with which soil', ['soil']],
])('%s: what is asked beside the number tells them apart', (text, groupBy) => {
  expect([text, read(text)]).toMatchObject([text, { groupBy, measures: [{ fn: 'count' }] }])
})

test.each(['plants with a tag', 'plants we have a tag for', 'plants whose tag we know'])(
  '%s: so many as have one',
  (text) => {
    expect([text, read(text)]).toEqual([text, { from: 'plant', where: { field: 'tag', op: 'not_null' } }])
  },
)

test('what each row has for itself is shown row by row', () => {
  expect(read('tags of sick plants')).toEqual(expect.not.objectContaining({ groupBy: ['tag'] }))
})
