/** Groups, figures and ranks that are said by more than a field's name. */
import { expect, test } from 'vitest'
import { lexiconOf, plan, query } from '../kit/garden.ts'

const lexicon = lexiconOf()
const isRead = (text: string, expected: unknown) =>
  expect([text, query(text, lexicon)]).toEqual([text, expected])

const counted = { measures: [{ fn: 'count' }] }

test('everybody who owns rows is a group, however they are called', () => {
  const byVisitor = { from: 'visit', groupBy: ['visitor'], ...counted }
  for (const text of ['how many visits did each of us make', 'visits by who made them'])
    isRead(text, byVisitor)
  isRead('how many beds does everyone have', { from: 'bed', groupBy: ['keeper'], ...counted })
})

test('a listed value names its field, alone or with its siblings', () => {
  const bySoil = { from: 'bed', groupBy: ['soil'], ...counted }
  for (const text of [
    'beds by how sandy they are',
    'clay, sand and loam beds, how many of each',
    'how do the beds divide up: clay, sand, loam',
    'of each sort, how many beds are there',
    'split the beds into soils',
    'one line per soil: beds',
  ])
    isRead(text, bySoil)
  isRead('one line per soil: beds and worth', {
    ...bySoil,
    measures: [{ fn: 'count' }, { fn: 'sum', field: 'worth' }],
  })
})

test('stretches of the calendar follow one another in any words', () => {
  const byMonth = { from: 'visit', groupBy: [{ field: 'at', by: 'month' }], ...counted }
  for (const text of ['visits month after month', 'visits in every month', 'visits by the month'])
    isRead(text, byMonth)
  isRead('visits month over month from june on', {
    ...byMonth,
    where: { field: 'at', op: 'during', value: { from: '2026-06-01' } },
  })
})

test('the time from one day to another is a figure, an order or a condition', () => {
  const between = { field: 'digging_on', to: 'weeded_on' }
  isRead('average days from digging to weeding of beds', {
    from: 'bed',
    measures: [{ fn: 'avg', ...between }],
  })
  isRead('how many days between digging and weeding, at the median, for clay beds', {
    from: 'bed',
    where: { field: 'soil', op: 'eq', value: 'clay' },
    measures: [{ fn: 'median', ...between }],
  })
  expect(query('beds with more than 60 days between digging and weeding', lexicon)).toMatchObject({
    where: { ...between, op: 'gt', value: 60 },
  })
  expect(query('three beds that took longest from digging to weeding', lexicon)).toMatchObject({
    orderBy: [{ by: between, dir: 'desc' }],
    limit: 3,
  })
})

test('what rows come to together, and which mean is meant', () => {
  isRead('what do the clay beds add up to', {
    from: 'bed',
    where: { field: 'soil', op: 'eq', value: 'clay' },
    measures: [{ fn: 'sum', field: 'worth' }],
  })
  isRead('typical moisture of the beds, going by the median', {
    from: 'bed',
    measures: [{ fn: 'median', field: 'moisture' }],
  })
  isRead('how many beds are there and what is their worth', {
    from: 'bed',
    measures: [{ fn: 'count' }, { fn: 'sum', field: 'worth' }],
  })
})

test('groups stand in the order of their figure, and so many of each are asked about', () => {
  isRead('worth by soil of the beds, biggest first', {
    from: 'bed',
    groupBy: ['soil'],
    measures: [{ fn: 'sum', field: 'worth' }],
    orderBy: [{ by: 'sum_worth', dir: 'desc' }],
  })
  for (const text of ['top 3 beds per keeper by worth', 'the 3rd biggest bed'])
    expect([text, plan(text, lexicon).kind]).not.toEqual([text, 'calls'])
})
