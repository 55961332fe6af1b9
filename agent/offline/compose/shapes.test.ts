/** Shapes of figures: shares, conditions on groups, figures over time, running totals, ranked groups. */
import { describe, expect, test } from 'vitest'
import { lexiconOf, plan, query } from '../kit/garden.ts'

const lexicon = lexiconOf()
const isRead = (text: string, expected: unknown) =>
  expect([text, query(text, lexicon)]).toEqual([text, expected])

const clay = { field: 'soil', op: 'eq', value: 'clay' }
const fenced = { field: 'fenced', op: 'eq', value: true }
const ratio = { make: 'ratio', of: 'part', to: 'whole', as: 'share' }

describe('a share', () => {
  test.each([
    ['what percentage of beds are clay', undefined, clay],
    ['what % of clay beds have a fence', clay, fenced],
    ['share of clay beds with a fence', clay, fenced],
  ])('%s: the part is what is said behind the noun', (text, where, part) => {
    isRead(text, {
      from: 'bed',
      ...(where && { where }),
      measures: [{ fn: 'count', where: part, as: 'part' }, { fn: 'count', as: 'whole' }, ratio],
    })
  })
  test('of an amount is of its sum, and by group it is of all groups', () => {
    isRead('what share of worth is in clay', {
      from: 'bed',
      measures: [
        { fn: 'sum', field: 'worth', where: clay, as: 'part' },
        { fn: 'sum', field: 'worth', as: 'whole' },
        ratio,
      ],
    })
    isRead('share of worth by soil', {
      from: 'bed',
      groupBy: ['soil'],
      measures: [
        { fn: 'sum', field: 'worth' },
        { make: 'share', of: 'sum_worth' },
      ],
    })
  })
})

test('a condition on a figure keeps groups, not rows', () => {
  const of = (measure: object, having: object) => ({
    from: 'bed',
    groupBy: ['soil'],
    measures: [measure],
    having: [having],
  })
  isRead(
    'soils with average moisture under 30',
    of({ fn: 'avg', field: 'moisture' }, { of: 'avg_moisture', op: 'lt', value: 30 }),
  )
  isRead('soils with at least 10 beds', of({ fn: 'count' }, { of: 'count', op: 'gte', value: 10 }))
  isRead(
    'soils with more than 3m in worth',
    of({ fn: 'sum', field: 'worth' }, { of: 'sum_worth', op: 'gt', value: 3_000_000 }),
  )
})

test('what has a value on other days is followed, what happens is grouped by its day', () => {
  const average = { fn: 'avg', field: 'moisture' }
  isRead('moisture trend since June', {
    from: 'bed',
    measures: [average],
    series: { by: 'month', over: { from: '2026-06-01', to: { today: 0 } } },
  })
  isRead('average moisture today vs a year ago', {
    from: 'bed',
    measures: [average],
    compare: { period: { this: 'day' }, with: { from: '2025-11-21', to: '2025-11-21' } },
  })
  isRead('running total of visits by month', {
    from: 'visit',
    groupBy: [{ field: 'at', by: 'month' }],
    measures: [{ fn: 'count' }, { make: 'running', of: 'count' }],
  })
  isRead('visits this month against the previous one', {
    from: 'visit',
    measures: [{ fn: 'count' }],
    compare: { period: { this: 'month' }, with: 'previous', field: 'at' },
  })
})

test('several figures stand beside each other in the order said', () => {
  isRead('minimum, maximum and average moisture and number of beds by soil', {
    from: 'bed',
    groupBy: ['soil'],
    measures: [
      { fn: 'min', field: 'moisture' },
      { fn: 'max', field: 'moisture' },
      { fn: 'avg', field: 'moisture' },
      { fn: 'count' },
    ],
  })
})

test('a rank of groups follows their figure; one inside groups is asked about', () => {
  const byWorth = { groupBy: ['soil'], measures: [{ fn: 'sum', field: 'worth' }] }
  isRead('soils ranked by worth', { from: 'bed', ...byWorth, orderBy: [{ by: 'sum_worth', dir: 'desc' }] })
  isRead('which keeper has the most visits', {
    from: 'visit',
    groupBy: ['bed.keeper'],
    measures: [{ fn: 'count' }],
    orderBy: [{ by: 'count', dir: 'desc' }],
    limit: 1,
  })
  expect(plan('biggest bed per soil', lexicon).kind).not.toBe('calls')
})
