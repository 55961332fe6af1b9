/** What somebody of ours did to rows, one amount held against another, and rates that are asked for as shares. */
import { describe, expect, test } from 'vitest'
import { words } from '#db/catalogue/fields.ts'
import type { ObjectType, PortfolioMeasure } from '#db/catalogue/types.ts'
import { sql } from 'drizzle-orm'
import { field, garden, lexiconOf, plan, query } from '../kit/garden.ts'

const rate = (key: string, rest: Partial<PortfolioMeasure>): PortfolioMeasure => ({
  ...{ key, label: key.replace('_', ' '), description: '', type: 'number', unit: 'ratio', windowed: true },
  sql: () => sql`null`,
  ...rest,
})

/** A garden where beds are sold, and where a rate says how many of them are. */
function market() {
  const plain = garden()
  const bed = plain.objects.get('bed') as ObjectType
  const state = field('state', 'enum', {
    values: [
      { key: 'sold', label: 'Sold' },
      { key: 'kept', label: 'Kept' },
    ],
    phrases: {
      adjectives: [
        {
          words: [],
          verbs: ['shift', 'hand over'],
          deed: true,
          where: { field: 'state', op: 'eq', value: 'sold' },
        },
      ],
    },
  })
  const size = field('size', 'number', { additive: true, phrases: { nouns: ['metre'] } })
  const portfolio = [
    rate('sales_rate', {
      kept: { of: 'rows', verbs: ['part with'], undated: true, decides: 'state' },
      phrases: { manners: words('by worth') },
    }),
    rate('sales_rate_count', { refines: 'sales_rate', phrases: { manners: words('by count') } }),
  ]
  const objects = new Map(plain.objects)
  objects.set('bed', { ...bed, fields: [...bed.fields, state, size], portfolio })
  return lexiconOf({ ...plain, objects, version: 'market' })
}
const lexicon = market()
const read = (text: string) => query(text, lexicon)
const sold = { field: 'state', op: 'eq', value: 'sold' }

test('what one of us did says what became of the rows', () => {
  expect(read('how many beds did each gardener shift')).toMatchObject({ where: sold, groupBy: ['keeper'] })
  expect(read('which beds did we hand over')).toMatchObject({ where: sold })
})

test('an amount per another is their ratio, and a mean of each row is a mean', () => {
  const figures = [
    { fn: 'sum', field: 'worth' },
    { fn: 'sum', field: 'size' },
  ]
  expect(read('worth per metre by soil')).toEqual({
    from: 'bed',
    groupBy: ['soil'],
    measures: [...figures, { make: 'ratio', of: 'sum_worth', to: 'sum_size' }],
  })
  expect(read('average worth per bed by soil')).toEqual({
    from: 'bed',
    groupBy: ['soil'],
    measures: [{ fn: 'avg', field: 'worth' }],
  })
})

describe('a rate', () => {
  test('is asked for as a share, with no time said', () => {
    expect(read('what share of our clay beds do we part with')).toEqual({
      from: 'bed',
      where: { field: 'soil', op: 'eq', value: 'clay' },
      measures: [{ measure: 'sales_rate' }],
    })
  })
  test('is reckoned as its manner says, which may be denied of the other', () => {
    for (const text of ['sales rate by count', 'sales rate by count, not by worth'])
      expect(read(text)).toEqual({ from: 'bed', measures: [{ measure: 'sales_rate_count' }] })
  })
})

test('a figure of all rows does not pass for one of the first of them', () => {
  expect(plan('how much of the worth comes from the top 3 beds', lexicon)).not.toMatchObject({
    calls: [{ input: { measures: [{ fn: 'sum', field: 'worth' }] } }],
  })
})
