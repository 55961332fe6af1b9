/** What is said of a field in the manner of another, what was done to rows by others, what a measure's own days add, and what is only supposed. */
import { describe, expect, test } from 'vitest'
import type { ObjectType } from '#db/catalogue/types.ts'
import { words } from '#db/catalogue/fields.ts'
import { field, garden, lexiconOf, query } from '../kit/garden.ts'

/** A garden where worth is also reckoned after frost, water is measured over four weeks, and visitors dig in. */
function tended() {
  const plain = garden()
  const bed = plain.objects.get('bed') as ObjectType
  const visit = plain.objects.get('visit') as ObjectType
  const after = field('worth_after_frost', 'money', {
    additive: true,
    refines: 'worth',
    phrases: { manners: words('allowing for frost|frost included') },
  })
  const water = field('water', 'number', { unit: 'events', window: () => 28 })
  const kind = field('kind', 'enum', {
    values: [{ key: 'tour', label: 'Tour' }],
    phrases: {
      adjectives: [{ words: [], verbs: ['pester us'], where: { field: 'kind', op: 'eq', value: 'tour' } }],
    },
  })
  const state = field('state', 'enum', {
    values: [
      { key: 'young', label: 'Young' },
      { key: 'ripe', label: 'Ripe' },
    ],
  })
  const objects = new Map(plain.objects)
  objects.set('bed', { ...bed, fields: [...bed.fields, after, water, state] })
  objects.set('visit', { ...visit, fields: [...visit.fields, kind] })
  return lexiconOf({ ...plain, objects, version: 'tended' })
}

const lexicon = tended()
const read = (text: string) => query(text, lexicon)

describe('a manner', () => {
  test('says which of two amounts is meant by a rank, a name or a sum', () => {
    expect(read('three biggest clay beds, allowing for frost')).toMatchObject({
      orderBy: [{ by: 'worth_after_frost', dir: 'desc' }],
      limit: 3,
    })
    expect(read('total worth of clay beds, frost included')).toMatchObject({
      measures: [{ fn: 'sum', field: 'worth_after_frost' }],
    })
    expect(read('clay beds by value allowing for frost')).toMatchObject({
      orderBy: [{ by: 'worth_after_frost', dir: 'desc' }],
    })
  })
  test('is of the money that a question for how much means', () => {
    expect(read('how much are clay beds, frost included')).toMatchObject({
      measures: [{ fn: 'sum', field: 'worth_after_frost' }],
    })
  })
  test('changes nothing where it is not said', () => {
    expect(read('total worth of clay beds')).toMatchObject({ measures: [{ fn: 'sum', field: 'worth' }] })
  })
})

test('what others do to us is asked of those whose rows it is', () => {
  const tour = { field: 'kind', op: 'eq', value: 'tour' }
  expect(read('beds that pestered us')).toMatchObject({ from: 'bed', where: { some: 'visits', where: tour } })
  expect(read('beds that have not pestered us')).toMatchObject({
    from: 'bed',
    where: { none: 'visits', where: tour },
  })
})

test('the days that a measure is taken over are said again without meaning more', () => {
  expect(read('top 3 beds by water in the last 4 weeks')).toMatchObject({
    orderBy: [{ by: 'water', dir: 'desc' }],
    limit: 3,
  })
  expect(JSON.stringify(read('top 3 beds by water in the last 4 weeks'))).not.toContain('during')
})

test('what rows are supposed to become says nothing of what they are', () => {
  const young = { field: 'state', op: 'eq', value: 'young' }
  expect(read('if the young beds were ripe, how much would they be worth')).toMatchObject({
    where: young,
    measures: [{ fn: 'sum', field: 'worth' }],
  })
})
