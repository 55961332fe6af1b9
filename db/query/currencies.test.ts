/** Money of several currencies is kept apart by the currency of the row that it is of, also over a relation. */
import { beforeAll, describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { beginChange } from '../history/change.ts'
import { accounts } from '../schema/tables.ts'
import { idOf, named, workspaceId } from './test-ids.ts'
import { openTestStore } from './test-store.ts'

const { ask, rows, db } = openTestStore(freshDb)
const parents = { fn: 'sum' as const, field: 'parent.arr' }

/** A child in dollars of Birch, which is in euros. */
beforeAll(() =>
  db().inWorkspace(workspaceId, async (tx) => {
    await beginChange(tx, workspaceId, { kind: 'import', source: 'test' })
    await tx.insert(accounts).values({
      ...{ ...named('A6'), name: 'Fir', parentId: idOf('A2') },
      ...{ arr: 1_000, currency: 'USD', customerSince: '2026-01-01' },
    })
  }),
)

const withParent = { field: 'parent.name', op: 'not_null' as const }
const ofFir = { field: 'id', op: 'eq' as const, value: 'A6' }

describe('money over a relation', () => {
  it('is added by the currency of the row that it is of', async () => {
    expect(await rows({ from: 'account', where: withParent, measures: [parents] })).toEqual([
      { 'parent.currency': 'USD', 'sum_parent.arr': 110_000 },
      { 'parent.currency': 'EUR', 'sum_parent.arr': 50_000 },
    ])
  })

  it('beside money of the row itself is told apart by both currencies', async () => {
    const measures = [{ fn: 'sum' as const, field: 'arr' }, parents]
    expect(await rows({ from: 'account', where: withParent, measures })).toEqual([
      { 'parent.currency': 'USD', sum_arr: 55_000, 'sum_parent.arr': 110_000 },
      { 'parent.currency': 'EUR', sum_arr: 1_000, 'sum_parent.arr': 50_000 },
    ])
    const found = await ask({ from: 'account', where: ofFir, measures })
    expect(found.rows).toEqual([{ sum_arr: 1_000, 'sum_parent.arr': 50_000 }])
    expect(found.columns.map(({ key, unit }) => [key, unit])).toEqual([
      ['sum_arr', 'USD'],
      ['sum_parent.arr', 'EUR'],
    ])
  })

  it('is shown beside its own currency', async () => {
    const [fir] = await rows({ from: 'account', where: ofFir, select: ['name', 'parent.arr'] })
    expect(fir).toEqual({ id: 'A6', name: 'Fir', 'parent.arr': 50_000, 'parent.currency': 'EUR' })
    const [both] = await rows({ from: 'account', where: ofFir, select: ['arr', 'parent.arr'] })
    expect(both).toEqual({
      ...{ id: 'A6', arr: 1_000, currency: 'USD' },
      ...{ 'parent.arr': 50_000, 'parent.currency': 'EUR' },
    })
  })

  it('has its share of the whole of its currency', async () => {
    const share = { make: 'share' as const, of: 'parent.arr' }
    const found = await rows({ from: 'account', where: withParent, select: ['id', share] })
    expect(found.map((row) => [row.id, row['share_parent.arr']]).toSorted()).toEqual([
      ['A4', 100_000 / 110_000],
      ['A5', 10_000 / 110_000],
      ['A6', 1],
    ])
    const ranked = await rows({
      from: 'account',
      where: withParent,
      groupBy: ['name'],
      measures: [parents, { make: 'share', of: 'sum_parent.arr' }],
    })
    expect(ranked.map((row) => [row.name, row['share_sum_parent.arr']])).toEqual([
      ['Dogwood', 100_000 / 110_000],
      ['Fir', 1],
      ['Elm & Sons', 10_000 / 110_000],
    ])
  })

  it('is spread over columns by line', async () => {
    const found = await ask({
      from: 'account',
      where: withParent,
      groupBy: ['currency'],
      measures: [parents],
      pivot: { key: 'currency', totals: true },
    })
    expect(found.rows).toEqual([
      { 'parent.currency': 'USD', 'sum_parent.arr:USD': 110_000, 'sum_parent.arr:total': 110_000 },
      { 'parent.currency': 'EUR', 'sum_parent.arr:USD': 50_000, 'sum_parent.arr:total': 50_000 },
    ])
    const one = await ask({
      from: 'account',
      where: ofFir,
      groupBy: ['currency'],
      measures: [parents],
      pivot: { key: 'currency' },
    })
    expect(one.columns.map(({ key, unit }) => [key, unit])).toEqual([['sum_parent.arr:USD', 'EUR']])
  })
})

describe('a series of money over no rows', () => {
  it('has every unit, as a series of one currency has', async () => {
    const nobody = { field: 'id', op: 'eq' as const, value: 'no such' }
    const series = { by: 'month' as const, over: { previous: 'month' as const, count: 2 } }
    expect(
      await rows({
        from: 'account',
        where: nobody,
        measures: [{ fn: 'sum', field: 'arr' }, { measure: 'grr' }],
        series,
      }),
    ).toEqual([
      { month: '2026-04', sum_arr: 0, grr: null },
      { month: '2026-05', sum_arr: 0, grr: null },
    ])
  })
})
