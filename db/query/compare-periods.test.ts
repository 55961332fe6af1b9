/** Figures over two periods: what happened in each, and what stood at the end of each. */
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { openTestStore } from './test-store.ts'

const { ask, rows, refusal } = openTestStore(freshDb)
const usd = { field: 'currency', op: 'eq' as const, value: 'USD' }
const logos = { fn: 'count' as const, where: { field: 'arr', op: 'gt' as const, value: 0 }, as: 'logos' }

describe('what happened in two periods', () => {
  it('is told as now, then, and the change', async () => {
    const found = await ask({
      from: 'ticket',
      measures: [{ fn: 'count' }, { fn: 'avg', field: 'first_response_h' }],
      compare: { field: 'opened_at', period: { this: 'month' } },
    })
    expect(found.rows).toEqual([
      {
        ...{ count: 2, count_then: 2, count_change: 0, count_change_ratio: 0 },
        ...{ avg_first_response_h: 6, avg_first_response_h_then: 1.5 },
        ...{ avg_first_response_h_change: 4.5, avg_first_response_h_change_ratio: 3 },
      },
    ])
    expect(found.columns.map(({ unit }) => unit)).toEqual([
      ...['items', 'items', 'items', 'ratio'],
      ...['hours', 'hours', 'hours', 'ratio'],
    ])
    expect(found.reading).toBe(
      'number and average first response time of tickets, by opened in this month (1 Jun 2026 to 30 Jun 2026) against the period before (1 May 2026 to 31 May 2026)',
    )
  })

  it('has no ratio to nothing, and no change from what is none', async () => {
    expect(
      await rows({
        from: 'ticket',
        measures: [{ fn: 'count' }, { fn: 'avg', field: 'first_response_h', as: 'hours' }],
        compare: { field: 'opened_at', period: { this: 'month' }, with: 'year_earlier' },
      }),
    ).toEqual([
      {
        ...{ count: 2, count_then: 0, count_change: 2, count_change_ratio: null },
        ...{ hours: 6, hours_then: null, hours_change: null, hours_change_ratio: null },
      },
    ])
  })

  it('leaves out groups without a row in either', async () => {
    expect(
      await rows({
        from: 'opportunity',
        groupBy: ['type'],
        compare: {
          field: 'close_on',
          period: { this: 'quarter' },
          with: { from: '2026-05-01', to: '2026-05-31' },
        },
      }),
    ).toMatchObject([{ type: 'expansion', count: 1, count_then: 0 }])
  })

  it('speaks of the date, so that the usual scope does not leave out what it is about', async () => {
    expect(
      await rows({
        from: 'account',
        measures: [{ fn: 'count' }],
        compare: { field: 'churned_on', period: { this: 'quarter' } },
      }),
    ).toMatchObject([{ count: 0, count_then: 1, count_change: -1, count_change_ratio: -1 }])
  })

  it('orders and ranks groups by the change', async () => {
    expect(
      await rows({
        from: 'ticket',
        groupBy: ['priority'],
        measures: [{ fn: 'count' }, { make: 'rank', of: 'count_change', as: 'place' }],
        compare: { field: 'opened_at', period: { this: 'month' } },
        orderBy: [{ by: 'count_change', dir: 'asc' }],
      }),
    ).toMatchObject([
      { priority: 'normal', count_change: -1, place: 3 },
      { priority: 'urgent', count_change: 0, place: 2 },
      { priority: 'high', count_change: 1, place: 1 },
    ])
  })
})

describe('what stood at the end of two periods', () => {
  it('is each figure as on that day, those who left since included', async () => {
    expect(
      await rows({
        from: 'account',
        where: usd,
        measures: [{ fn: 'sum', field: 'arr' }, logos],
        compare: { period: { this: 'quarter' }, with: { from: '2025-12-31', to: '2025-12-31' } },
      }),
    ).toMatchObject([
      {
        sum_arr: 155_000,
        sum_arr_then: 230_000,
        sum_arr_change: -75_000,
        logos: 3,
        logos_then: 3,
        logos_change: 0,
      },
    ])
  })

  it('takes the period for the window of a measure that has none of its own', async () => {
    const [found] = await rows({
      from: 'account',
      where: usd,
      measures: [{ measure: 'nrr' }],
      compare: { period: { previous: 'quarter' }, with: 'previous' },
    })
    const [now] = await rows({
      from: 'account',
      where: usd,
      measures: [{ measure: 'nrr', during: { previous: 'quarter' } }],
    })
    expect(found?.nrr).toBe(now?.nrr)
  })

  it('counts relative days from the end of each', async () => {
    const renewing = {
      field: 'renewal_date',
      op: 'during' as const,
      value: { next: 60, unit: 'day' as const },
    }
    const where = { and: [renewing, { field: 'arr', op: 'gt' as const, value: 0 }] }
    const [found] = await rows({
      from: 'account',
      scope: 'all',
      measures: [{ fn: 'count', where, as: 'renewing' }],
      compare: {
        period: { from: '2026-08-01', to: '2026-08-01' },
        with: { from: '2026-04-20', to: '2026-04-20' },
      },
    })
    // Today stands for what is to come: Alder in 47 days; on 20 April Birch in 51.
    expect(found).toMatchObject({ renewing: 1, renewing_then: 1 })
  })
})

describe('a comparison without a meaning is refused', () => {
  const compare = { period: { this: 'quarter' } }
  it.each<[string, unknown, string]>([
    [
      'of what no day changes',
      { from: 'ticket', measures: [{ fn: 'count' }], compare },
      'count of ticket is known as it stands now only',
    ],
    [
      'by what is no date',
      { from: 'ticket', compare: { ...compare, field: 'subject' } },
      'compare.field: subject is not a date',
    ],
    [
      'by a field that is not there',
      { from: 'ticket', compare: { ...compare, field: 'opened' } },
      'compare.field: there is no field "opened"',
    ],
    [
      'of dates',
      {
        from: 'ticket',
        measures: [{ fn: 'min', field: 'opened_at' }],
        compare: { ...compare, field: 'opened_at' },
      },
      'min_opened_at is no number',
    ],
    [
      'of a measure with a window by a date',
      { from: 'account', measures: [{ measure: 'nrr' }], compare: { ...compare, field: 'customer_since' } },
      'nrr has a window of its own',
    ],
    [
      'over a period without an end',
      { from: 'ticket', compare: { period: { from: '2026-01-01' }, field: 'opened_at' } },
      'compare.period: the period needs a first and a last day',
    ],
    [
      'beside a series',
      { from: 'account', measures: [logos], compare, series: { by: 'month', over: { this: 'year' } } },
      'series and compare do not go together',
    ],
  ])('%s', async (_, query, what) => {
    expect((await refusal(query)).message).toContain(what)
  })

  it('and says which date would do', async () => {
    expect((await refusal({ from: 'ticket', measures: [{ fn: 'count' }], compare })).next).toContain(
      '"field": "opened_at"',
    )
  })
})
