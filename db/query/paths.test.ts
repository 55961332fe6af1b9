/** What a query names over a relation has no value where no row stands there, and a wide list keeps within its columns. */
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import type { Query } from './query.ts'
import { openTestStore } from './test-store.ts'

const { ask, rows } = openTestStore(freshDb)

describe('a measure of a row that is not there', () => {
  const keys = ['parent.open_tickets', 'parent.active', 'parent.arr', 'parent.risk_reasons']
  it('is none, of whatever type it is', async () => {
    const [birch] = await rows({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A2' },
      select: [
        ...keys,
        { field: 'parent.arr', at: '2026-01-01' },
        { field: 'parent.urgent_tickets', since: '2026-01-01' },
      ],
    })
    expect(birch).toMatchObject({
      ...Object.fromEntries(keys.map((key) => [key, null])),
      'parent.arr_at_2026-01-01': null,
      'parent.urgent_tickets_since_2026-01-01': null,
    })
  })

  it('counts in no figure, makes a group of none, and meets only what none meets', async () => {
    expect(
      await rows({
        from: 'account',
        groupBy: ['parent.active'],
        measures: [{ fn: 'count' }, { fn: 'avg', field: 'parent.open_tickets' }],
      }),
    ).toEqual([
      { 'parent.active': true, count: 2, 'avg_parent.open_tickets': 1 },
      { 'parent.active': null, count: 2, 'avg_parent.open_tickets': null },
    ])
    const ids = async (op: 'eq' | 'ne' | 'is_null', value?: number) =>
      (
        await rows({
          from: 'account',
          where: { field: 'parent.urgent_tickets', op, ...(value !== undefined && { value }) },
        })
      )
        .map((row) => row.id)
        .toSorted()
    expect(await ids('is_null')).toEqual(['A1', 'A2'])
    expect(await ids('ne', 99)).toEqual(['A1', 'A2', 'A4', 'A5'])
    expect(await ids('eq', 0)).not.toContain('A1')
  })
})

describe('a measure over a relation', () => {
  it('is the same where the filter names the row, whose related row is of another account', async () => {
    const select = ['parent.open_tickets', 'parent.health', 'parent.arr']
    const found = (where: Query['where']) => rows({ from: 'account', where, select })
    const ofAlder = { id: 'A4', 'parent.open_tickets': 2, 'parent.arr': 100_000, 'parent.currency': 'USD' }
    expect(await found({ field: 'id', op: 'eq', value: 'A4' })).toEqual([
      expect.objectContaining(ofAlder) as unknown,
    ])
    expect(await found({ field: 'name', op: 'in', value: ['Dogwood'] })).toEqual(
      await found({ field: 'name', op: 'contains', value: 'dogwood' }),
    )
    const [series] = await rows({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A4' },
      measures: [{ fn: 'sum', field: 'parent.health' }],
      series: { by: 'month', over: { from: '2026-06-01', to: '2026-06-15' } },
    })
    const [alder] = await rows({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A1' },
      select: ['health'],
    })
    expect(series?.['sum_parent.health']).toBe(alder?.health)
  })
})

describe('the columns of a list that nobody chose', () => {
  it('are twelve different ones, whatever is spoken of twice', async () => {
    const present = (field: string) => ({ field, op: 'not_null' as const })
    const found = await ask({
      from: 'account',
      where: { or: [present('health'), present('sentiment'), present('multithreading')] },
      orderBy: ['seats', 'arr', 'risk_score', 'nps', 'open_tickets', 'adoption'].map((by) => ({ by })),
    })
    expect(found.columns.map(({ key }) => key)).toEqual([
      ...['name', 'segment', 'csm', 'arr', 'renewal_date', 'health', 'health_band'],
      ...['sentiment', 'multithreading', 'seats', 'risk_score', 'nps'],
      'currency',
    ])
  })
})
