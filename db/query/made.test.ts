/** Shares, ranks and running totals: of groups and of rows, within keys, and never across currencies. */
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { openTestStore } from './test-store.ts'

const { ask, rows, refusal } = openTestStore(freshDb)
const usd = { field: 'currency', op: 'eq' as const, value: 'USD' }
const near = (value: number) => expect.closeTo(value) as number

describe('columns made from a figure', () => {
  it('share the total of all groups, whatever the limit shows', async () => {
    expect(
      await rows({
        from: 'ticket',
        groupBy: ['priority'],
        measures: [{ fn: 'count' }, { make: 'share', of: 'count' }],
        orderBy: [{ by: 'count', dir: 'desc' }],
        limit: 1,
      }),
    ).toEqual([{ priority: 'urgent', count: 2, share_count: 0.5 }])
  })

  it('share within a key of the groups', async () => {
    expect(
      await rows({
        from: 'ticket',
        groupBy: ['account.segment', 'priority'],
        measures: [{ fn: 'count' }, { make: 'share', of: 'count', within: ['account.segment'], as: 'part' }],
        orderBy: [{ by: 'account.segment' }, { by: 'priority' }],
      }),
    ).toMatchObject([{ part: near(1 / 3) }, { part: near(1 / 3) }, { part: near(1 / 3) }, { part: 1 }])
  })

  it('have no share of nothing', async () => {
    expect(
      await rows({
        from: 'ticket',
        groupBy: ['status'],
        measures: [
          { fn: 'count', where: { field: 'subject', op: 'eq', value: 'no such' }, as: 'none' },
          { make: 'share', of: 'none' },
        ],
      }),
    ).toMatchObject(Array(3).fill({ none: 0, share_none: null }))
  })

  it('rank equals alike, with a gap behind them or without', async () => {
    const measures = [
      { fn: 'count' as const },
      { make: 'rank' as const, of: 'count', as: 'gapped' },
      { make: 'rank' as const, of: 'count', as: 'dense', dense: true },
      { make: 'rank' as const, of: 'count', as: 'upwards', dir: 'asc' as const },
    ]
    const found = await rows({ from: 'ticket', groupBy: ['priority'], measures, orderBy: [{ by: 'gapped' }] })
    const counts = found.map((row) => Number(row.count))
    expect(new Set(counts).size).toBeLessThan(counts.length)
    for (const row of found) {
      const own = Number(row.count)
      expect(row).toMatchObject({
        gapped: 1 + counts.filter((each) => each > own).length,
        dense: 1 + new Set(counts.filter((each) => each > own)).size,
        upwards: 1 + counts.filter((each) => each < own).length,
      })
    }
  })

  it('give no rank to what has no value', async () => {
    const found = await rows({
      from: 'account',
      groupBy: ['region'],
      measures: [
        { fn: 'avg', field: 'health' },
        { make: 'rank', of: 'avg_health', as: 'place' },
      ],
    })
    expect(found.map(({ avg_health, place }) => [avg_health, place])).toEqual([
      [45, 1],
      [null, null],
      [null, null],
    ])
  })

  it('run in the order of the answer, also over shares', async () => {
    const found = await rows({
      from: 'account',
      where: usd,
      scope: 'all',
      groupBy: ['id'],
      measures: [
        { fn: 'sum', field: 'arr', as: 'arr' },
        { make: 'running', of: 'arr' },
        { make: 'share', of: 'arr' },
        { make: 'running', of: 'share_arr', as: 'together' },
      ],
      orderBy: [{ by: 'arr', dir: 'desc' }],
    })
    expect(found.map(({ running_arr }) => running_arr)).toEqual([100_000, 180_000, 225_000, 235_000])
    expect(found.map(({ together }) => together)).toEqual(
      [100, 180, 225, 235].map((each) => near(each / 235)),
    )
  })

  it('keep each currency a whole of its own', async () => {
    expect(
      await rows({
        from: 'account',
        groupBy: ['region'],
        measures: [
          { fn: 'sum', field: 'arr' },
          { make: 'share', of: 'sum_arr', as: 'part' },
          { make: 'rank', of: 'sum_arr', as: 'place' },
        ],
      }),
    ).toMatchObject([
      { region: 'EMEA', currency: 'USD', part: near(145 / 155), place: 1 },
      { region: 'NA', currency: 'EUR', part: 1, place: 1 },
      { region: null, currency: 'USD', part: near(10 / 155), place: 2 },
    ])
  })

  it('stand where they were asked for', async () => {
    const { columns } = await ask({
      from: 'ticket',
      groupBy: ['status'],
      measures: [{ fn: 'count' }, { make: 'share', of: 'count' }, { fn: 'avg', field: 'csat' }],
    })
    expect(columns.map(({ key }) => key)).toEqual(['status', 'count', 'share_count', 'avg_csat'])
  })
})

describe('columns made from a field of rows', () => {
  it('rank, share and run over all rows, shown or not', async () => {
    expect(
      await rows({
        from: 'account',
        where: usd,
        select: [
          'name',
          { make: 'rank', of: 'arr' },
          { make: 'share', of: 'arr' },
          { make: 'running', of: 'arr' },
        ],
        orderBy: [{ by: 'arr', dir: 'desc' }],
        limit: 2,
      }),
    ).toEqual([
      {
        id: 'A1',
        name: 'Alder',
        rank_arr: 1,
        share_arr: near(100 / 155),
        running_arr: 100_000,
        currency: 'USD',
      },
      {
        id: 'A5',
        name: 'Elm & Sons',
        rank_arr: 2,
        share_arr: near(45 / 155),
        running_arr: 145_000,
        currency: 'USD',
      },
    ])
  })

  it('order the rows, and start anew within a field', async () => {
    const found = await rows({
      from: 'account',
      select: ['name', { make: 'rank', of: 'seats', within: ['csm'], as: 'place' }],
      orderBy: [{ by: 'csm' }, { by: 'place' }],
    })
    expect(found.map(({ name, place }) => [name, place])).toEqual([
      ['Alder', 1],
      ['Elm & Sons', null],
      ['Birch', 1],
      ['Dogwood', 1],
    ])
  })
})

describe('a column that cannot be made is refused', () => {
  const of = (measures: unknown[], rest: object = {}) => ({
    from: 'account',
    groupBy: ['region'],
    measures,
    ...rest,
  })
  it.each<[string, unknown, string]>([
    [
      'a share of an average',
      of([
        { fn: 'avg', field: 'health' },
        { make: 'share', of: 'avg_health' },
      ]),
      'measures[1].of: average health does not add up',
    ],
    [
      'a running total of scores',
      of([
        { fn: 'sum', field: 'health' },
        { make: 'running', of: 'sum_health' },
      ]),
      'does not add up',
    ],
    [
      'of a figure that is not there',
      of([{ fn: 'count' }, { make: 'share', of: 'cuont' }]),
      'there is no figure "cuont"',
    ],
    [
      'of one that comes after it',
      of([{ make: 'share', of: 'count' }, { fn: 'count' }, { make: 'share', of: 'share_x' }]),
      'there is no figure "share_x"',
    ],
    [
      'within what is no key',
      of([{ fn: 'count' }, { make: 'share', of: 'count', within: ['segment'] }]),
      'measures[1].within[0]: there is no key "segment"',
    ],
    [
      'an order by a running total',
      of([{ fn: 'count' }, { make: 'running', of: 'count' }], { orderBy: [{ by: 'running_count' }] }),
      'orderBy[0].by: a running total follows',
    ],
    [
      'from a running total',
      of([{ fn: 'count' }, { make: 'running', of: 'count' }, { make: 'rank', of: 'running_count' }]),
      'nothing is made from a running total',
    ],
    [
      'a dense share',
      of([{ fn: 'count' }, { make: 'share', of: 'count', dense: true }]),
      'measures[1].dense: only a rank has it',
    ],
    [
      'a rank of names',
      { from: 'account', select: [{ make: 'rank', of: 'name' }] },
      'select[0].of: a text has no rank',
    ],
    [
      'a share of scores',
      { from: 'account', select: [{ make: 'share', of: 'health' }] },
      'select[0].of: health does not add up',
    ],
  ])('%s', async (_, query, what) => {
    expect((await refusal(query)).message).toContain(what)
  })
})
