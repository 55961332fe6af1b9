/** Groups stand in the same order each time, however alike their keys are. */
import { beforeAll, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { beginChange } from '../history/change.ts'
import { contracts } from '../schema/tables.ts'
import { idOf, named, workspaceId } from './test-ids.ts'
import { openTestStore } from './test-store.ts'

const { rows, db } = openTestStore(freshDb)
const products = ['zone', 'Core', 'core', 'CORE', 'cOre']

beforeAll(() =>
  db().inWorkspace(workspaceId, async (tx) => {
    await beginChange(tx, workspaceId, { kind: 'import', source: 'test' })
    await tx.insert(contracts).values(
      products.map((product) => ({
        ...named(`by ${product}`),
        accountId: idOf('A2'),
        product,
        status: 'active' as const,
      })),
    )
  }),
)

it('texts that differ in case alone stand with capitals first, after what else tells them apart', async () => {
  const where = { field: 'product', op: 'in' as const, value: products }
  const found = async (dir: 'asc' | 'desc') =>
    (await rows({ from: 'contract', where, groupBy: ['product'], orderBy: [{ by: 'product', dir }] })).map(
      ({ product }) => product,
    )
  expect(await found('asc')).toEqual(['CORE', 'Core', 'cOre', 'core', 'zone'])
  expect(await found('desc')).toEqual(['zone', 'CORE', 'Core', 'cOre', 'core'])
  const [line] = await rows({
    from: 'contract',
    where,
    groupBy: ['product'],
    pivot: { key: 'product', limit: 1, others: false },
  })
  expect(line).toEqual({ 'count:CORE': 1 })
})
