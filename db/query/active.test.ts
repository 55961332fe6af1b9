/** Who was active on a day, and what figures on days make of it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { beginChange } from '../history/change.ts'
import { accounts } from '../schema/tables.ts'
import { idOf, named, workspaceId } from './test-ids.ts'
import { openTestStore } from './test-store.ts'

const { rows, db } = openTestStore(freshDb)

/** Churned, and nobody knows when; and one that nobody knows the start of. */
beforeAll(() =>
  db().inWorkspace(workspaceId, async (tx) => {
    await beginChange(tx, workspaceId, { kind: 'import', source: 'test' })
    await tx.insert(accounts).values([
      { ...named('A6'), name: 'Fir', lifecycle: 'churned', customerSince: '2025-01-01' },
      { ...named('A7'), name: 'Gorse', parentId: idOf('A3'), arr: 1_000, currency: 'USD' },
    ])
  }),
)

const activeOn = async (at: string) =>
  (await rows({ from: 'account', where: { field: 'active', at, op: 'eq', value: true } }))
    .map(({ id }) => id)
    .toSorted()

describe('an account is active on a day', () => {
  it('when it was a customer by then and had not churned', async () => {
    expect(await activeOn('2024-06-01')).toEqual(['A5', 'A7'])
    expect(await activeOn('2024-12-31')).toEqual(['A5', 'A7'])
    expect(await activeOn('2025-01-01')).toEqual(['A1', 'A2', 'A3', 'A5', 'A7'])
    expect(await activeOn('2026-02-28')).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A7'])
    expect(await activeOn('2026-03-01')).toEqual(['A1', 'A2', 'A4', 'A5', 'A7'])
  })

  it('as its measures of active accounts have it', async () => {
    const at = '2025-06-30'
    const found = await rows({
      from: 'account',
      scope: 'all',
      select: ['id', { field: 'risk_score', at }, { field: 'days_to_renewal', at }, { field: 'active', at }],
    })
    const isRated = (row: (typeof found)[number]) => row[`risk_score_at_${at}`] !== null
    expect(found.filter(isRated).map(({ id }) => id)).toEqual(
      found.filter((row) => row[`active_at_${at}`] === true).map(({ id }) => id),
    )
    const inUse = found.filter((row) => row[`days_to_renewal_at_${at}`] !== null).map(({ id }) => id)
    expect(inUse.toSorted()).toEqual(['A1', 'A2', 'A3', 'A5'])
  })
})

describe('figures on days', () => {
  const quarters = { by: 'quarter' as const, over: { from: '2025-07-01', to: '2026-03-31' } }
  it('count those who were active then, also of other objects', async () => {
    expect(await rows({ from: 'account', measures: [{ fn: 'count' }], series: quarters })).toEqual([
      { quarter: '2025-Q3', count: 5 },
      { quarter: '2025-Q4', count: 5 },
      { quarter: '2026-Q1', count: 5 },
    ])
    const contacts = await rows({ from: 'contact', measures: [{ fn: 'count' }], series: quarters })
    expect(contacts.map(({ count }) => count)).toEqual([7, 7, 5])
  })

  it('count everybody where the filter speaks of it', async () => {
    const all = await rows({
      from: 'account',
      scope: 'all',
      measures: [{ fn: 'count', where: { field: 'active', op: 'eq', value: false } }],
      series: quarters,
    })
    expect(all.map(({ count }) => count)).toEqual([2, 2, 2])
  })

  it('compare who is active with who was', async () => {
    const [line] = await rows({
      from: 'account',
      measures: [{ fn: 'count' }],
      compare: { period: { from: '2026-03-01', to: '2026-03-31' } },
    })
    expect(line).toMatchObject({ count: 5, count_then: 6, count_change: -1 })
  })
})
