/** What a request is read as, over an invented catalogue: conditions, scope of negation, joins, ranks, groups and figures. */
import { expect, test } from 'vitest'
import { field, garden, lexiconOf, plan, query, where } from './kit/garden.ts'

test('values of one field are alternatives, of different fields conditions', () => {
  expect(where('clay or sandy beds')).toEqual({ field: 'soil', op: 'in', value: ['clay', 'sand'] })
  expect(where('fenced clay beds')).toEqual({
    and: [
      { field: 'fenced', op: 'eq', value: true },
      { field: 'soil', op: 'eq', value: 'clay' },
    ],
  })
})

test('a number goes to the field beside it, a bare sum of money to the main amount', () => {
  expect(where('beds with moisture under 40 worth more than 50k')).toEqual({
    and: [
      { field: 'moisture', op: 'lt', value: 40 },
      { field: 'worth', op: 'gt', value: 50_000 },
    ],
  })
  expect(where('beds over $20k')).toEqual({ field: 'worth', op: 'gt', value: 20_000 })
  expect(where('beds with cover below 30%')).toEqual({ field: 'cover', op: 'lt', value: 0.3 })
  expect(where('moisture between 20 and 60')).toEqual({ field: 'moisture', op: 'between', value: [20, 60] })
})

test('a threshold beside an adjective takes the place of its own', () => {
  expect(where('beds dry below 10')).toEqual({ field: 'moisture', op: 'lt', value: 10 })
})

test('a period goes to its event, and the tense of the event decides its side', () => {
  expect(where('beds dug in the next 30 days')).toEqual({
    field: 'digging_on',
    op: 'during',
    value: { next: 30, unit: 'day' },
  })
  expect(where('beds weeded within 30 days')).toEqual({
    field: 'weeded_on',
    op: 'during',
    value: { last: 30, unit: 'day' },
  })
})

test('a negator takes the values coordinated after it and stops there', () => {
  expect(where('beds not in clay or sand')).toEqual({ field: 'soil', op: 'not_in', value: ['clay', 'sand'] })
  expect(where('beds that are not clay and have a fence')).toEqual({
    and: [
      { field: 'soil', op: 'ne', value: 'clay' },
      { field: 'fenced', op: 'eq', value: true },
    ],
  })
})

test('what was not done within a time is denied as a whole, so never counts too', () => {
  expect(where('beds not weeded in 20 days')).toEqual({
    not: { field: 'weeded_on', op: 'during', value: { last: 20, unit: 'day' } },
  })
})

test('a negated relation says that no such row exists', () => {
  expect(where('beds without sick roses')).toEqual({
    none: 'plants',
    where: {
      and: [
        { field: 'sick', op: 'eq', value: true },
        { field: 'kind', op: 'eq', value: 'rose' },
      ],
    },
  })
})

test('conditions beside one noun speak of one related row', () => {
  expect(where('beds with a sick rose')).toEqual({
    some: 'plants',
    where: {
      and: [
        { field: 'sick', op: 'eq', value: true },
        { field: 'kind', op: 'eq', value: 'rose' },
      ],
    },
  })
  expect(where('beds with more than 3 plants')).toEqual({ count: 'plants', op: 'gt', value: 3 })
})

test('a condition of the parent joins upwards', () => {
  expect(query('sick plants in clay beds')).toMatchObject({
    from: 'plant',
    where: {
      and: [
        { field: 'sick', op: 'eq', value: true },
        { field: 'bed.soil', op: 'eq', value: 'clay' },
      ],
    },
  })
})

test('no value and switched off are conditions too', () => {
  expect(where('beds with no gardener')).toEqual({ field: 'keeper', op: 'is_null' })
  expect(where('clay beds with fence off')).toEqual({
    and: [
      { field: 'soil', op: 'eq', value: 'clay' },
      { field: 'fenced', op: 'eq', value: false },
    ],
  })
})

test('people own what they are said to own', () => {
  expect(where("Ada's beds")).toEqual({ field: 'keeper', op: 'eq', value: 'ada@garden.example' })
  expect(where('my beds')).toEqual({ field: 'keeper', op: 'eq', value: { person: 'me' } })
  expect(query("plants in Ada's beds")).toMatchObject({
    from: 'plant',
    where: { field: 'bed.keeper', op: 'eq', value: 'ada@garden.example' },
  })
})

test('ranks, groups and figures', () => {
  expect(query('top 3 beds by worth')).toMatchObject({ orderBy: [{ by: 'worth', dir: 'desc' }], limit: 3 })
  expect(query('the two smallest beds')).toMatchObject({ orderBy: [{ by: 'worth', dir: 'asc' }], limit: 2 })
  expect(query('how many beds per soil')).toMatchObject({ groupBy: ['soil'], measures: [{ fn: 'count' }] })
  expect(query('average moisture by soil and keeper')).toMatchObject({
    groupBy: ['soil', 'keeper'],
    measures: [{ fn: 'avg', field: 'moisture' }],
  })
  expect(query('total worth of clay beds')).toMatchObject({
    measures: [{ fn: 'sum', field: 'worth' }],
    where: { field: 'soil', op: 'eq', value: 'clay' },
  })
  expect(query('plants planted each month')).toMatchObject({
    from: 'plant',
    groupBy: [{ field: 'planted_at', by: 'month' }],
  })
  expect(query('which soil has the most beds')).toMatchObject({
    groupBy: ['soil'],
    orderBy: [{ by: 'count', dir: 'desc' }],
    limit: 1,
  })
})

test('a field of a named row is looked up', () => {
  expect(query('moisture of North Wall')).toMatchObject({
    where: { field: 'id', op: 'eq', value: 'B-3' },
    select: ['moisture'],
  })
})

test('a change is measured from the day that was said', () => {
  expect(where('beds whose moisture dropped by more than 10 points since September')).toEqual({
    field: 'moisture',
    since: '2026-09-01',
    op: 'lt',
    value: -10,
  })
})

test('a new catalogue entry with its phrases is understood, no other line changed', () => {
  const text = 'beds with sunlight over 6 by sunlight'
  expect(plan(text)).not.toMatchObject({ kind: 'calls' })
  const sunny = lexiconOf(
    garden([
      field('sun_hours', 'number', {
        unit: 'hours',
        phrases: { nouns: ['sunlight'], superlatives: { high: ['sunniest'] } },
      }),
    ]),
  )
  expect(query(text, sunny)).toMatchObject({
    where: { field: 'sun_hours', op: 'gt', value: 6 },
    orderBy: [{ by: 'sun_hours', dir: 'desc' }],
  })
  expect(query('3 sunniest beds', sunny)).toMatchObject({
    orderBy: [{ by: 'sun_hours', dir: 'desc' }],
    limit: 3,
  })
})

test('a new tool file is understood by its frames', () => {
  expect(plan('story of North Wall please')).toMatchObject({
    kind: 'calls',
    calls: [{ tool: 'stories_tell_story', input: { bed: 'B-3' } }],
  })
})

test('a typing slip in a word of the domain is repaired', () => {
  expect(where('sanndy beds with mositure under 40')).toMatchObject({
    and: [
      { field: 'soil', op: 'eq', value: 'sand' },
      { field: 'moisture', op: 'lt', value: 40 },
    ],
  })
})

test('courtesies change nothing', () => {
  expect(query('Hi team, could you please show me the clay beds? Thanks a lot!')).toEqual(query('clay beds'))
})
