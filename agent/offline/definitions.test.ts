/** Words that a workspace defines are understood from the catalogue alone: nouns for some rows, adjectives, measures, other names. */
import { expect, test } from 'vitest'
import type { Catalogue } from '#db/catalogue/types.ts'
import type { Condition } from '#db/query/query.ts'
import { field, garden, lexiconOf, query, where } from './kit/garden.ts'

const kraken: Condition = { field: 'kraken', op: 'eq', value: true }
const bluechip: Condition = { field: 'blue_chip', op: 'eq', value: true }

/** The garden with two terms, a measure, and a second name for a bed. */
function defined(): Catalogue {
  const term = (key: string, words: string[], is: Condition) =>
    field(key, 'boolean', { phrases: { adjectives: [{ words, where: is }] } })
  const base = garden([
    term('kraken', ['kraken'], kraken),
    term('blue_chip', ['blue chip'], bluechip),
    field('worth_per_rose', 'money', { better: 'high' }),
  ])
  const bed = base.objects.get('bed')
  if (!bed) throw new Error('a garden has beds')
  const kinds = [
    { words: ['kraken'], where: kraken },
    { words: ['blue chip'], where: bluechip },
  ]
  return { ...base, version: 'defined', objects: new Map([...base.objects, ['bed', { ...bed, kinds }]]) }
}
const lexicon = lexiconOf(defined())

test.each<[string, unknown]>([
  ['krakens', kraken],
  ['show me all krakens', kraken],
  [
    'which krakens are dug this quarter',
    { and: [kraken, { field: 'digging_on', op: 'during', value: { this: 'quarter' } }] },
  ],
  ['kraken beds in clay', { and: [kraken, { field: 'soil', op: 'eq', value: 'clay' }] }],
  ['blue chips with moisture under 40', { and: [bluechip, { field: 'moisture', op: 'lt', value: 40 }] }],
  ['my krakens', { and: [{ field: 'keeper', op: 'eq', value: { person: 'me' } }, kraken] }],
  ["Ada's blue chips", { and: [{ field: 'keeper', op: 'eq', value: 'ada@garden.example' }, bluechip] }],
  ['beds that are not krakens', { field: 'kraken', op: 'ne', value: true }],
  ['krakens that are blue chips', { and: [kraken, bluechip] }],
  [
    'krakens without roses',
    { and: [kraken, { none: 'plants', where: { field: 'kind', op: 'eq', value: 'rose' } }] },
  ],
])('%s', (text, condition) => {
  expect(query(text, lexicon)).toMatchObject({ from: 'bed' })
  expect(where(text, lexicon)).toEqual(condition)
})

test('they are counted, summed, ranked and grouped by', () => {
  expect(query('how many krakens are there', lexicon)).toMatchObject({
    from: 'bed',
    where: kraken,
    measures: [{ fn: 'count' }],
  })
  expect(query('number of krakens by soil', lexicon)).toMatchObject({
    from: 'bed',
    where: kraken,
    groupBy: ['soil'],
    measures: [{ fn: 'count' }],
  })
  expect(query('total worth of krakens', lexicon)).toMatchObject({
    where: kraken,
    measures: [{ fn: 'sum', field: 'worth' }],
  })
  expect(query('top 3 krakens by worth', lexicon)).toMatchObject({
    where: kraken,
    orderBy: [{ by: 'worth', dir: 'desc' }],
    limit: 3,
  })
  expect(query('the 2 biggest blue chips', lexicon)).toMatchObject({
    where: bluechip,
    orderBy: [{ by: 'worth', dir: 'desc' }],
    limit: 2,
  })
})

test('other rows are asked for by what they belong to', () => {
  expect(query('sick plants in krakens', lexicon)).toMatchObject({
    from: 'plant',
    where: {
      and: [
        { field: 'sick', op: 'eq', value: true },
        { field: 'bed.kraken', op: 'eq', value: true },
      ],
    },
  })
  expect(query('plants of blue chips', lexicon)).toMatchObject({
    from: 'plant',
    where: { field: 'bed.blue_chip', op: 'eq', value: true },
  })
})

test('a follow-up narrows to them', () => {
  expect(where(['clay beds', 'only kraken ones'], lexicon)).toEqual({
    and: [{ field: 'soil', op: 'eq', value: 'clay' }, kraken],
  })
})

test('a measure of the workspace is compared, ordered by and shown', () => {
  expect(where('beds with worth per rose over 500', lexicon)).toEqual({
    field: 'worth_per_rose',
    op: 'gt',
    value: 500,
  })
  expect(query('top 3 beds by worth per rose', lexicon)).toMatchObject({
    orderBy: [{ by: 'worth_per_rose', dir: 'desc' }],
    limit: 3,
  })
  expect(query('average worth per rose by soil', lexicon)).toMatchObject({
    groupBy: ['soil'],
    measures: [{ fn: 'avg', field: 'worth_per_rose' }],
  })
})

test('a noun of related rows keeps its condition when it is counted', () => {
  expect(where('beds with more than 3 roses')).toEqual({
    count: 'plants',
    where: { field: 'kind', op: 'eq', value: 'rose' },
    op: 'gt',
    value: 3,
  })
})
