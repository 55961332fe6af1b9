/** Time as a key: every unit of a period with what happened in it, and figures as they stood at the end of each. */
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import type { Row } from './table.ts'
import { openTestStore } from './test-store.ts'
import { clock } from './test-workspace.ts'

const { ask, rows, refusal } = openTestStore(freshDb)
const logos = { fn: 'count' as const, where: { field: 'arr', op: 'gt' as const, value: 0 }, as: 'logos' }
const usd = { field: 'currency', op: 'eq' as const, value: 'USD' }

describe('a filled date', () => {
  const spring = { from: '2026-03-01', to: '2026-06-30' }
  it('gives units without rows: counts and sums are 0, the others none', async () => {
    expect(
      await rows({
        from: 'ticket',
        groupBy: [{ field: 'opened_at', by: 'month', fill: spring }],
        measures: [
          { fn: 'count' },
          { fn: 'sum', field: 'csat' },
          { fn: 'avg', field: 'first_response_h' },
          { make: 'running', of: 'count' },
        ],
      }),
    ).toEqual([
      { opened_at_month: '2026-03', count: 0, sum_csat: 0, avg_first_response_h: null, running_count: 0 },
      { opened_at_month: '2026-04', count: 0, sum_csat: 0, avg_first_response_h: null, running_count: 0 },
      { opened_at_month: '2026-05', count: 2, sum_csat: 0, avg_first_response_h: 1.5, running_count: 2 },
      { opened_at_month: '2026-06', count: 2, sum_csat: 0, avg_first_response_h: 6, running_count: 4 },
    ])
  })

  it('gives every unit for every combination of the other keys, in order', async () => {
    const found = await rows({
      from: 'ticket',
      groupBy: [
        'priority',
        { field: 'opened_at', by: 'quarter', fill: { from: '2026-01-01', to: '2026-06-30' } },
      ],
    })
    expect(found.map((row) => [row.priority, row.opened_at_quarter, row.count])).toEqual([
      ['normal', '2026-Q1', 0],
      ['normal', '2026-Q2', 1],
      ['high', '2026-Q1', 0],
      ['high', '2026-Q2', 1],
      ['urgent', '2026-Q1', 0],
      ['urgent', '2026-Q2', 2],
    ])
  })

  it('leaves out rows outside the period, also within its first unit', async () => {
    const key = (from: string) => ({
      field: 'opened_at',
      by: 'month' as const,
      fill: { from, to: '2026-06-30' },
    })
    expect(await rows({ from: 'ticket', groupBy: [key('2026-05-02')] })).toEqual([
      { opened_at_month: '2026-05', count: 0 },
      { opened_at_month: '2026-06', count: 2 },
    ])
  })

  it('follows the fiscal year', async () => {
    const found = await rows(
      { from: 'ticket', groupBy: [{ field: 'opened_at', by: 'quarter', fill: spring }] },
      { ...clock, fiscalYearStart: 6 },
    )
    expect(found).toEqual([
      { opened_at_quarter: 'FY2026-Q4', count: 2 },
      { opened_at_quarter: 'FY2027-Q1', count: 2 },
    ])
  })

  it('stands where there are no rows at all, in one currency or several', async () => {
    const none = { field: 'name', op: 'eq' as const, value: 'no such' }
    const groupBy = [
      { field: 'close_on', by: 'month' as const, fill: { from: '2026-01-01', to: '2026-02-28' } },
    ]
    expect(
      await rows({ from: 'opportunity', where: none, groupBy, measures: [{ fn: 'sum', field: 'amount' }] }),
    ).toEqual([
      { close_on_month: '2026-01', sum_amount: 0 },
      { close_on_month: '2026-02', sum_amount: 0 },
    ])
  })

  it('has no unit of a combination of keys that does not occur', async () => {
    const key = { field: 'left_on', by: 'month' as const, fill: spring }
    const asked = (id: string, other: string) =>
      rows({
        from: 'contact',
        where: { field: 'id', op: 'eq', value: id },
        groupBy: [key, other],
        measures: [{ fn: 'max', field: 'last_touch_on' }],
      })
    expect(await asked('no such', 'last_touch_on')).toEqual([])
    expect(await asked('C1', 'last_touch_on')).toEqual([])
    expect(await asked('C3', 'name')).toHaveLength(4)
  })

  it.each<[string, unknown, string]>([
    [
      'without an end',
      { from: 'ticket', groupBy: [{ field: 'opened_at', by: 'day', fill: { from: '2026-01-01' } }] },
      'groupBy[0].fill: the period needs a first and a last day',
    ],
    [
      'with too many units',
      { from: 'ticket', groupBy: [{ field: 'opened_at', fill: { last: 10, unit: 'year' } }] },
      'groupBy[0].fill: the period holds more than 1100 days',
    ],
    [
      'of what is no date',
      { from: 'ticket', groupBy: [{ field: 'priority', fill: spring }] },
      'groupBy[0].fill: priority is not a date',
    ],
    [
      'twice',
      {
        from: 'ticket',
        groupBy: [
          { field: 'opened_at', fill: spring },
          { field: 'solved_at', fill: spring },
        ],
      },
      'groupBy[1].fill: only one key can be filled',
    ],
  ])('is refused %s', async (_, query, what) => {
    expect((await refusal(query)).message).toContain(what)
  })
})

describe('a series', () => {
  const quarters = { by: 'quarter' as const, over: { last: 12, unit: 'month' as const } }
  it('takes figures on the last day of each unit, of the running one today', async () => {
    const found = await rows({
      from: 'account',
      where: usd,
      measures: [{ fn: 'sum', field: 'arr' }, logos],
      series: quarters,
    })
    expect(found).toEqual([
      { quarter: '2025-Q2', sum_arr: 230_000, logos: 3 },
      { quarter: '2025-Q3', sum_arr: 230_000, logos: 3 },
      { quarter: '2025-Q4', sum_arr: 230_000, logos: 3 },
      { quarter: '2026-Q1', sum_arr: 155_000, logos: 3 },
      { quarter: '2026-Q2', sum_arr: 155_000, logos: 3 },
    ])
  })

  it('is what the figures are when asked on each day', async () => {
    const measures = (at?: string) => [
      { fn: 'sum' as const, field: 'arr', as: 'arr', ...(at && { at }) },
      { fn: 'avg' as const, field: 'health', as: 'health', ...(at && { at }) },
      { fn: 'max' as const, field: 'days_to_renewal', as: 'left', ...(at && { at }) },
    ]
    const months = await rows({
      from: 'account',
      where: usd,
      measures: measures(),
      series: { by: 'month', over: { last: 6, unit: 'month' } },
    })
    const days = [
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-15',
    ]
    const single: Row[] = []
    for (const at of days) {
      const where = { and: [usd, { field: 'active', at, op: 'eq' as const, value: true }] }
      single.push(...(await rows({ from: 'account', where, measures: measures(at) })))
    }
    expect(months.map(({ month: _, ...figures }) => figures)).toEqual(single)
  })

  it('takes the condition of a figure on the day too, and shares by day', async () => {
    const red = {
      fn: 'count' as const,
      where: { field: 'health_band', op: 'eq' as const, value: 'yellow' },
      as: 'yellow',
    }
    const found = await rows({
      from: 'account',
      groupBy: ['region'],
      measures: [red, { make: 'share', of: 'yellow' }],
      series: { by: 'month', over: { from: '2026-05-01', to: '2026-06-30' } },
      orderBy: [{ by: 'month' }, { by: 'yellow', dir: 'desc' }],
    })
    expect(found.map(({ month, yellow, share_yellow }) => [month, yellow, share_yellow])).toEqual([
      ['2026-05', 0, null],
      ['2026-05', 0, null],
      ['2026-05', 0, null],
      ['2026-06', 1, 1],
      ['2026-06', 0, 0],
      ['2026-06', 0, 0],
    ])
  })

  it('ends the window of a measure on each day', async () => {
    const during = { last: 3, unit: 'month' as const }
    const found = await rows({
      from: 'account',
      where: usd,
      measures: [{ measure: 'nrr', during }],
      series: { by: 'month', over: { from: '2026-03-01', to: '2026-04-30' } },
    })
    const at = async (today: string) =>
      (
        await rows(
          { from: 'account', where: usd, measures: [{ measure: 'nrr', during }] },
          { ...clock, today },
        )
      )[0]?.nrr
    expect(found.map(({ nrr }) => nrr)).toEqual([await at('2026-03-31'), await at('2026-04-30')])
  })

  it('keeps currencies apart', async () => {
    const { columns, rows: found } = await ask({
      from: 'account',
      measures: [{ fn: 'sum', field: 'arr' }],
      series: { by: 'year', over: { this: 'year' } },
    })
    expect(columns.map(({ key }) => key)).toEqual(['year', 'currency', 'sum_arr'])
    expect(found).toHaveLength(2)
  })

  it.each<[string, unknown, string]>([
    [
      'of what no day changes',
      { from: 'account', measures: [{ fn: 'sum', field: 'seats' }], series: quarters },
      'seats of account is known as it stands now only',
    ],
    [
      'of what has no window',
      { from: 'account', measures: [{ measure: 'portfolio_nps' }], series: quarters },
      'portfolio_nps is known as of today only',
    ],
    ['of nothing', { from: 'account', series: quarters }, 'a series needs a figure to follow'],
    [
      'of days to come',
      { from: 'account', measures: [logos], series: { by: 'day', over: { following: 'month' } } },
      'series.over: the period has not begun',
    ],
    [
      'of too many days',
      { from: 'account', measures: [logos], series: { by: 'day', over: { last: 1, unit: 'year' } } },
      'series.over: the period holds more than 120 days',
    ],
    [
      'with a running total',
      { from: 'account', measures: [logos, { make: 'running', of: 'logos' }], series: quarters },
      'do not add up to a running total',
    ],
  ])('is refused %s', async (_, query, what) => {
    expect((await refusal(query)).message).toContain(what)
  })
})
