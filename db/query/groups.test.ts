/** Groups, figures, buckets, shares of several currencies, and portfolio measures. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Query } from './query.ts'
import { askIn, clock, insertTestWorkspace, type Ask } from './test-workspace.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

const near = (value: number) => expect.closeTo(value) as number
const rows = async (query: Query, at = clock) => (await ask(query, undefined, at)).rows

describe('figures made of figures', () => {
  const urgent = {
    fn: 'count' as const,
    as: 'urgent',
    where: { field: 'priority', op: 'eq' as const, value: 'urgent' },
  }
  const share = { make: 'ratio' as const, of: 'urgent', to: 'count', as: 'share' }

  it('divide one by another in each group, and are none where that is 0', async () => {
    const solved = {
      fn: 'count' as const,
      as: 'solved',
      where: { field: 'status', op: 'eq' as const, value: 'solved' },
    }
    expect(await rows({ from: 'ticket', measures: [urgent, { fn: 'count' }, share] })).toEqual([
      { urgent: 2, count: 4, share: 0.5 },
    ])
    const perSolved = { make: 'ratio' as const, of: 'urgent', to: 'solved', as: 'per_solved' }
    const byPriority = await rows({
      from: 'ticket',
      groupBy: ['priority'],
      measures: [urgent, solved, perSolved],
    })
    for (const row of byPriority)
      expect(row.per_solved).toBe(row.solved === 0 ? null : Number(row.urgent) / Number(row.solved))
    expect(byPriority.some(({ solved: none }) => none === 0)).toBe(true)
  })

  it('keep groups by their figures, after shares are of all of them', async () => {
    const query = {
      from: 'ticket',
      groupBy: ['priority'],
      measures: [{ fn: 'count' as const }, { make: 'share' as const, of: 'count' }],
    }
    const kept = await ask({ ...query, having: [{ of: 'count', op: 'gte', value: 2 }] })
    expect(kept).toMatchObject({ total: 1, rows: [{ priority: 'urgent', count: 2, share_count: 0.5 }] })
    expect(kept.reading).toContain('with number ≥ 2')
  })

  it.each<[string, Query]>([
    [
      'a figure that is not there',
      { from: 'ticket', measures: [{ fn: 'count' }, { make: 'ratio', of: 'count', to: 'x' }] },
    ],
    ['a ratio of rows', { from: 'ticket', select: [{ make: 'ratio', of: 'csat', to: 'csat' }] }],
    ['rows kept by a figure', { from: 'ticket', having: [{ of: 'count', op: 'gt', value: 1 }] }],
  ])('refuse %s', async (_, query) => {
    await expect(ask(query)).rejects.toMatchObject({ code: 'bad_request' })
  })
})

describe('figures', () => {
  it('of the whole are one row', async () => {
    const found = await ask({
      from: 'ticket',
      measures: [{ fn: 'count' }, { fn: 'median', field: 'first_response_h' }],
    })
    expect(found).toMatchObject({
      object: 'group',
      total: 1,
      rows: [{ count: 4, median_first_response_h: 2 }],
    })
    expect(found.rows[0]).not.toHaveProperty('id')
  })

  it.each<[string, Query['measures'], object]>([
    ['count', [{ fn: 'count', field: 'csat' }], { count_csat: 0 }],
    ['sum', [{ fn: 'sum', field: 'resolution_h' }], { sum_resolution_h: 72 }],
    ['avg', [{ fn: 'avg', field: 'first_response_h' }], { avg_first_response_h: 3 }],
    [
      'min and max',
      [
        { fn: 'min', field: 'opened_at' },
        { fn: 'max', field: 'age_days' },
      ],
      { min_opened_at: '2026-05-01T00:00:00Z', max_age_days: 14 },
    ],
    [
      'count of different',
      [{ fn: 'count_distinct', field: 'account.name' }],
      { 'count_distinct_account.name': 2 },
    ],
    ['share of a boolean', [{ fn: 'avg', field: 'open' }], { avg_open: 0.5 }],
    [
      'its own condition and name',
      [
        { fn: 'count', as: 'urgent', where: { field: 'priority', op: 'eq', value: 'urgent' } },
        { fn: 'count' },
      ],
      { urgent: 2, count: 4 },
    ],
  ])('take %s', async (_, measures, expected) => {
    expect(await rows({ from: 'ticket', measures })).toEqual([expected])
  })

  it('of nothing are zero for a sum, none for an average', async () => {
    const where = { field: 'subject', op: 'eq' as const, value: 'no such' }
    expect(
      await rows({
        from: 'ticket',
        where,
        measures: [
          { fn: 'sum', field: 'csat' },
          { fn: 'avg', field: 'csat' },
        ],
      }),
    ).toEqual([{ sum_csat: 0, avg_csat: null }])
  })

  it('of money are kept apart by currency', async () => {
    expect(await rows({ from: 'account', measures: [{ fn: 'sum', field: 'arr' }] })).toEqual([
      { currency: 'USD', sum_arr: 155_000 },
      { currency: 'EUR', sum_arr: 50_000 },
    ])
    expect(
      await rows({ from: 'contract', groupBy: ['status'], measures: [{ fn: 'sum', field: 'arr' }] }),
    ).toEqual([
      { status: 'active', 'account.currency': 'USD', sum_arr: 225_000 },
      { status: 'draft', 'account.currency': 'USD', sum_arr: 99_000 },
      { status: 'active', 'account.currency': 'EUR', sum_arr: 50_000 },
      { status: 'ended', 'account.currency': 'USD', sum_arr: 50_000 },
    ])
  })
})

describe('figures of money that turn out to be of one currency', () => {
  const usd = { field: 'currency', op: 'eq' as const, value: 'USD' }
  it('are one figure in it', async () => {
    const found = await ask({ from: 'account', where: usd, measures: [{ fn: 'sum', field: 'arr' }] })
    expect(found).toMatchObject({
      total: 1,
      rows: [{ sum_arr: 155_000 }],
      columns: [{ key: 'sum_arr', unit: 'USD' }],
    })
    expect(found.rows[0]).not.toHaveProperty('currency')
  })
  it('are zero when there are none', async () => {
    const where = { field: 'currency', op: 'eq' as const, value: 'CHF' }
    const measures: Query['measures'] = [
      { fn: 'sum', field: 'arr' },
      { fn: 'avg', field: 'arr' },
    ]
    expect(await rows({ from: 'account', where, measures })).toEqual([{ sum_arr: 0, avg_arr: null }])
  })
})

describe('groups', () => {
  it('count when nothing is asked, highest first, and keep those without a key', async () => {
    expect(await rows({ from: 'account', groupBy: ['region'] })).toEqual([
      { region: 'EMEA', count: 2 },
      { region: 'NA', count: 1 },
      { region: null, count: 1 },
    ])
  })

  it('take several keys, over to-one relations too', async () => {
    expect(
      await rows({
        from: 'ticket',
        groupBy: ['account.segment', 'priority'],
        orderBy: [{ by: 'priority', dir: 'desc' }],
      }),
    ).toEqual([
      { 'account.segment': 'enterprise', priority: 'urgent', count: 1 },
      { 'account.segment': 'smb', priority: 'urgent', count: 1 },
      { 'account.segment': 'enterprise', priority: 'high', count: 1 },
      { 'account.segment': 'enterprise', priority: 'normal', count: 1 },
    ])
  })

  it('of people are told apart by person and show the name', async () => {
    expect(await rows({ from: 'account', groupBy: ['csm'] })).toEqual([
      { csm: 'Dana Test', count: 2 },
      { csm: 'Tom Test', count: 1 },
      { csm: null, count: 1 },
    ])
  })

  it('of a list count a row once for each element', async () => {
    expect(await rows({ from: 'account', groupBy: ['tags'] })).toEqual([
      { tags: 'beta', count: 2 },
      { tags: null, count: 2 },
      { tags: 'strategic', count: 1 },
    ])
  })

  it('of a custom field with bound parameters group as any other', async () => {
    expect(
      await rows({ from: 'account', groupBy: ['tier'], measures: [{ fn: 'sum', field: 'rooms' }] }),
    ).toEqual([
      { tier: 'gold', sum_rooms: 12 },
      { tier: 'silver', sum_rooms: 0 },
      { tier: null, sum_rooms: 0 },
    ])
  })

  it.each<['day' | 'week' | 'month' | 'quarter' | 'year', number, string]>([
    ['day', 1, '2026-08-01'],
    ['week', 1, '2026-07-27'],
    ['month', 1, '2026-08'],
    ['month', 5, '2026-08'],
    ['quarter', 1, '2026-Q3'],
    ['quarter', 5, 'FY2027-Q2'],
    ['year', 1, '2026'],
    ['year', 11, 'FY2026'],
  ])('cut 1 August 2026 into its %s, the fiscal year from month %i', async (by, fiscalYearStart, key) => {
    const found = await rows(
      {
        from: 'account',
        where: { field: 'id', op: 'eq', value: 'A1' },
        groupBy: [{ field: 'renewal_date', by }],
      },
      { ...clock, fiscalYearStart },
    )
    expect(found).toEqual([{ [`renewal_date_${by}`]: key, count: 1 }])
  })

  it('of dates come in their order, and obey limit and total', async () => {
    const found = await ask({ from: 'opportunity', groupBy: [{ field: 'close_on', by: 'month' }], limit: 2 })
    expect(found.rows).toEqual([
      { close_on_month: '2026-01', count: 2 },
      { close_on_month: '2026-03', count: 1 },
    ])
    expect(found.total).toBe(4)
  })
})

describe('measures of a portfolio', () => {
  const lastYear = { from: '2025-06-15', to: '2026-06-15' }
  const figures = (query: Partial<Query>) => rows({ from: 'account', ...query })

  it('retain revenue by currency over a cohort that includes who left', async () => {
    // USD: 230,000 at the start (Alder 120, Cedar 80, Elm 30); 145,000 at the end, of which 130,000 not above the start.
    const found = await figures({
      measures: [
        { measure: 'nrr', during: lastYear },
        { measure: 'grr', during: lastYear },
      ],
    })
    expect(found).toEqual(
      expect.arrayContaining([
        { currency: 'USD', nrr: near(145 / 230), grr: near(130 / 230) },
        { currency: 'EUR', nrr: 1, grr: 1 },
      ]),
    )
  })

  it('retain customers: three of four; Dogwood came later', async () => {
    expect(
      await figures({
        measures: [{ measure: 'logo_retention' }, { measure: 'logo_churn' }, { measure: 'cohort_accounts' }],
      }),
    ).toEqual([{ logo_retention: 0.75, logo_churn: 0.25, cohort_accounts: 4 }])
  })

  it('take filters and groups by today’s values', async () => {
    expect(
      await figures({
        groupBy: ['segment'],
        measures: [{ measure: 'logo_retention' }],
        where: { not: { field: 'id', op: 'eq', value: 'A4' } },
      }),
    ).toEqual([
      { segment: 'smb', logo_retention: 1 },
      { segment: 'enterprise', logo_retention: 0.5 },
    ])
  })

  it('compare two windows side by side', async () => {
    const over = (from: string, to: string) => ({ measure: 'logo_retention', during: { from, to } })
    const { rows: found, reading } = await ask({
      from: 'account',
      measures: [over('2025-06-15', '2025-12-31'), over('2026-01-01', '2026-03-31')],
    })
    expect(found).toEqual([{ logo_retention: 1, logo_retention_2: near(4 / 5) }])
    expect(reading).toContain('15 Jun 2025 to 31 Dec 2025 and logo retention over 1 Jan 2026 to 31 Mar 2026')
  })

  it('end a window that reaches into the future today', async () => {
    const [whole] = await figures({ measures: [{ measure: 'logo_retention', during: { this: 'year' } }] })
    const [toDate] = await figures({
      measures: [{ measure: 'logo_retention', during: { this: 'year', toDate: true } }],
    })
    expect(whole).toEqual(toDate)
  })

  it('stand beside counts, which keep to the usual scope', async () => {
    expect(await figures({ measures: [{ measure: 'logo_retention' }, { fn: 'count' }] })).toEqual([
      { logo_retention: 0.75, count: 4 },
    ])
  })

  it('net promoters and detractors among the newest responses, of active accounts', async () => {
    const nps = async (from: string) =>
      (await rows({ from, measures: [{ measure: 'portfolio_nps' }] }))[0]?.portfolio_nps
    expect(await nps('account')).toBeCloseTo(100 / 3)
    // Of all responses, Cedar's detractor counts too.
    expect(await nps('nps')).toBe(0)
  })

  it('rate renewals by money and by count', async () => {
    const measures: Query['measures'] = ['renewal_rate', 'renewal_rate_count'].map((measure) => ({
      measure,
      during: lastYear,
    }))
    const found = await rows({ from: 'opportunity', measures })
    expect(found).toEqual(
      expect.arrayContaining([
        { 'account.currency': 'USD', renewal_rate: 0.25, renewal_rate_count: 0.5 },
        { 'account.currency': 'EUR', renewal_rate: 1, renewal_rate_count: 1 },
      ]),
    )
  })
})
