/** Answers with a shape of their own: a key as columns, and the cohort triangle. */
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { openTestStore } from './test-store.ts'

const { ask, rows, refusal } = openTestStore(freshDb)
const logos = { fn: 'count' as const, where: { field: 'arr', op: 'gt' as const, value: 0 }, as: 'logos' }

describe('a pivot', () => {
  it('spreads a closed list over columns in its order, with totals', async () => {
    const found = await ask({
      from: 'ticket',
      groupBy: ['account.segment', 'priority'],
      pivot: { key: 'priority', totals: true },
    })
    expect(found.columns.map(({ key, label }) => [key, label])).toEqual([
      ['account.segment', 'Account segment'],
      ['count:normal', 'Normal'],
      ['count:high', 'High'],
      ['count:urgent', 'Urgent'],
      ['count:total', 'Total'],
    ])
    expect(found.rows).toEqual([
      {
        'account.segment': 'enterprise',
        'count:normal': 1,
        'count:high': 1,
        'count:urgent': 1,
        'count:total': 3,
      },
      { 'account.segment': 'smb', 'count:normal': 0, 'count:high': 0, 'count:urgent': 1, 'count:total': 1 },
    ])
    expect(found.totals).toEqual([
      { 'count:normal': 1, 'count:high': 1, 'count:urgent': 2, 'count:total': 4 },
    ])
    expect(found.total).toBe(2)
  })

  it('puts the rest beyond the limit into one column, computed over its rows', async () => {
    const query = {
      from: 'ticket',
      groupBy: ['priority'],
      measures: [{ fn: 'median' as const, field: 'first_response_h' }, { fn: 'count' as const }],
    }
    const one = await rows({ ...query, pivot: { key: 'priority', limit: 1 } })
    const rest = await rows({
      ...query,
      groupBy: [],
      where: { field: 'priority', op: 'ne', value: 'urgent' },
    })
    const largest = Object.keys(one[0] ?? {})
    expect(largest).toHaveLength(4)
    expect(one[0]).toHaveProperty('count:other')
    const kept = largest[0]?.split(':')[1] ?? ''
    const [others] = await rows({
      ...query,
      groupBy: [],
      where: { field: 'priority', op: 'ne', value: kept },
    })
    expect([one[0]?.['median_first_response_h:other'], one[0]?.['count:other']]).toEqual([
      others?.median_first_response_h,
      others?.count,
    ])
    expect(rest).toHaveLength(1)
    expect(await rows({ ...query, pivot: { key: 'priority', limit: 1, others: false } })).toEqual([
      {
        [`median_first_response_h:${kept}`]: one[0]?.[`median_first_response_h:${kept}`],
        [`count:${kept}`]: one[0]?.[`count:${kept}`],
      },
    ])
  })

  it('keeps the latest dates, in their order, empty ones too', async () => {
    const groupBy = [
      { field: 'opened_at', by: 'month' as const, fill: { from: '2026-03-01', to: '2026-06-30' } },
      'account.segment',
    ]
    const found = await ask({ from: 'ticket', groupBy, pivot: { key: 'opened_at_month', limit: 3 } })
    expect(found.columns.map(({ key }) => key)).toEqual([
      'account.segment',
      ...['count:2026-04', 'count:2026-05', 'count:2026-06', 'count:other'],
    ])
    const lines = await ask({ from: 'ticket', groupBy, pivot: { key: 'account.segment' } })
    expect(lines.rows.map((row) => row.opened_at_month)).toEqual(['2026-03', '2026-04', '2026-05', '2026-06'])
  })

  it('keeps the columns of the latest where the first figure is a date, none among them', async () => {
    const query = {
      from: 'account',
      groupBy: ['segment'],
      measures: [{ fn: 'max' as const, field: 'customer_since' }],
    }
    const columns = async (limit: number) =>
      Object.keys((await rows({ ...query, pivot: { key: 'segment', limit, others: false } }))[0] ?? {})
    expect(await columns(1)).toEqual(['max_customer_since:none'])
    expect(await columns(3)).toEqual(
      ['enterprise', 'smb', 'none'].map((segment) => `max_customer_since:${segment}`),
    )
  })

  it('has none last, keeps people of one name apart by person, and currencies by line', async () => {
    const found = await ask({
      from: 'account',
      groupBy: ['csm'],
      measures: [{ fn: 'sum', field: 'arr' }],
      pivot: { key: 'csm' },
    })
    expect(found.columns.map(({ key }) => key)).toEqual([
      'currency',
      'sum_arr:Dana Test',
      'sum_arr:Tom Test',
      'sum_arr:none',
    ])
    expect(found.rows).toEqual([
      { currency: 'USD', 'sum_arr:Dana Test': 145_000, 'sum_arr:Tom Test': 0, 'sum_arr:none': 10_000 },
      { currency: 'EUR', 'sum_arr:Dana Test': 0, 'sum_arr:Tom Test': 50_000, 'sum_arr:none': 0 },
    ])
  })

  it('orders and limits lines as the groups without the key', async () => {
    expect(
      await rows({
        from: 'account',
        groupBy: ['region', 'segment'],
        orderBy: [{ by: 'count', dir: 'desc' }],
        limit: 1,
        pivot: { key: 'segment' },
      }),
    ).toEqual([{ region: 'EMEA', 'count:enterprise': 1, 'count:smb': 1, 'count:none': 0 }])
  })

  it.each<[string, unknown, string]>([
    [
      'by what is no key',
      { from: 'ticket', groupBy: ['status'], pivot: { key: 'priority' } },
      'pivot.key: there is no key "priority" in groupBy',
    ],
    [
      'ordered by its own key',
      {
        from: 'ticket',
        groupBy: ['status', 'priority'],
        orderBy: [{ by: 'priority' }],
        pivot: { key: 'priority' },
      },
      'orderBy[0]: lines are not ordered by the key',
    ],
    [
      'with shares',
      {
        from: 'ticket',
        groupBy: ['status'],
        measures: [{ fn: 'count' }, { make: 'share', of: 'count' }],
        pivot: { key: 'status' },
      },
      'pivot and share, rank or running do not go together',
    ],
    [
      'with too many columns',
      { from: 'ticket', groupBy: ['status'], pivot: { key: 'status', limit: 61 } },
      'pivot.limit: there are at most 60 columns',
    ],
  ])('is refused %s', async (_, query, what) => {
    expect((await refusal(query)).message).toContain(what)
  })
})

describe('a cohort table', () => {
  const cohort = { start: 'customer_since', by: 'year' as const, over: { last: 36, unit: 'month' as const } }
  it('follows each cohort by its age, as a share of the first', async () => {
    const found = await ask({ from: 'account', measures: [logos], cohort })
    expect(found.columns.map(({ key }) => key)).toEqual(['cohort', 'size', 'logos:0', 'logos:1', 'logos:2'])
    expect(found.rows).toEqual([
      { cohort: '2024', size: 1, 'logos:0': 1, 'logos:1': 1, 'logos:2': 1 },
      { cohort: '2025', size: 3, 'logos:0': 1, 'logos:1': 2 / 3, 'logos:2': null },
      { cohort: '2026', size: 1, 'logos:0': 1, 'logos:1': null, 'logos:2': null },
    ])
    expect(found.reading).toBe(
      'number (where ARR is over 0) by customer since (year) of active accounts, customer since in the last 36 months (15 Jun 2023 to 15 Jun 2026), at the end of each year since, as a share of the first',
    )
  })

  it('tells the figures themselves, by further keys and currency, as far as the ages go', async () => {
    expect(
      await rows({
        from: 'account',
        groupBy: ['segment'],
        measures: [{ fn: 'sum', field: 'arr' }],
        cohort: { ...cohort, as: 'value', ages: 1 },
        where: { field: 'segment', op: 'not_null' },
      }),
    ).toEqual([
      { cohort: '2024', segment: 'smb', currency: 'USD', size: 1, 'sum_arr:0': 30_000, 'sum_arr:1': 30_000 },
      {
        cohort: '2025',
        segment: 'enterprise',
        currency: 'USD',
        size: 2,
        'sum_arr:0': 200_000,
        'sum_arr:1': 100_000,
      },
      { cohort: '2025', segment: 'smb', currency: 'EUR', size: 1, 'sum_arr:0': 50_000, 'sum_arr:1': 50_000 },
    ])
  })

  it('leaves out cohorts whose unit has not begun', async () => {
    const found = await rows({
      from: 'account',
      scope: 'all',
      measures: [{ fn: 'count', where: { field: 'days_to_renewal', op: 'gt', value: 0 } }],
      cohort: {
        start: 'renewal_date',
        by: 'month',
        over: { from: '2026-06-01', to: '2026-09-30' },
        as: 'value',
      },
    })
    expect(found).toEqual([{ cohort: '2026-06', size: 1, 'count:0': 0 }])
  })

  it.each<[string, unknown, string]>([
    [
      'by what is no date',
      { from: 'account', measures: [logos], cohort: { ...cohort, start: 'name' } },
      'cohort.start: name is not a date',
    ],
    [
      'as a share of an average',
      { from: 'account', measures: [{ fn: 'avg', field: 'health' }], cohort },
      'cohort.as: average health does not add up',
    ],
    ['of nothing', { from: 'account', cohort }, 'a cohort needs a figure'],
    [
      'of those to come',
      { from: 'account', measures: [logos], cohort: { ...cohort, over: { following: 'year' } } },
      'has not begun',
    ],
  ])('is refused %s', async (_, query, what) => {
    expect((await refusal(query)).message).toContain(what)
  })
})
