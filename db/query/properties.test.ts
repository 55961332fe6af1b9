/** Properties over random queries: a conjunct never widens, a negation complements. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Catalogue, Field } from '#db/catalogue/types.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Condition } from './query.ts'
import { askIn, insertTestWorkspace, type Ask } from './test-workspace.ts'
import { workspaceId } from './test-ids.ts'

let db: Db
let ask: Ask
let catalogue: Catalogue
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
  catalogue = await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId))
})
afterAll(() => db.close())

const days = ['2025-12-31', '2026-03-01', '2026-06-10', '2026-06-15', '2026-08-01']
const number = fc.constantFrom(-10, 0, 0.2, 1, 50, 60, 70, 50_000, 100_000)

/** Any condition that fits the field. */
function leaf(field: Field): fc.Arbitrary<Condition> {
  const one = (
    op: Extract<Condition, { field: string }>['op'],
    value: fc.Arbitrary<string | number | boolean>,
  ) => value.map((each): Condition => ({ field: field.key, op, value: each }))
  const absent = fc.constantFrom<Condition>(
    { field: field.key, op: 'is_null' },
    { field: field.key, op: 'not_null' },
  )
  switch (field.type) {
    case 'number':
    case 'money':
      return fc.oneof(
        absent,
        ...(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const).map((op) => one(op, number)),
      )
    case 'date':
    case 'time':
      return fc.oneof(
        absent,
        ...(['eq', 'ne', 'lt', 'gte'] as const).map((op) => one(op, fc.constantFrom(...days))),
      )
    case 'boolean':
      return fc.oneof(absent, one('eq', fc.boolean()), one('ne', fc.boolean()))
    case 'enum': {
      const keys = (field.values ?? []).map((each) => each.key)
      return fc.oneof(absent, one('eq', fc.constantFrom(...keys)), one('ne', fc.constantFrom(...keys)))
    }
    case 'person':
      return fc.oneof(absent, one('eq', fc.constantFrom('dana@us.test', 'tom@us.test')))
    default:
      return fc.oneof(
        absent,
        one('eq', fc.constantFrom('Alder', 'beta', 'Retail', 'price')),
        one('contains', fc.constantFrom('e', 'sub')),
      )
  }
}

const tree = () => {
  const leaves = fc.oneof(
    ...(catalogue.objects.get('account')?.fields ?? []).map(leaf),
    fc.constantFrom<Condition>(
      { some: 'tickets', where: { field: 'open', op: 'eq', value: true } },
      { none: 'contacts', where: { field: 'role', op: 'eq', value: 'champion' } },
      { count: 'contacts', op: 'gt', value: 1 },
    ),
  )
  return fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves,
      tie('any').map((not) => ({ not })),
      fc.tuple(tie('any'), tie('any')).map((and) => ({ and })),
      fc.tuple(tie('any'), tie('any')).map((or) => ({ or })),
    ),
  })).any
}

const all = ['A1', 'A2', 'A3', 'A4', 'A5']
/** Over the whole scope, so that a mention does not move its border. */
const ids = async (where: Condition) =>
  (await ask({ from: 'account', scope: 'all', where, select: ['name'] })).rows
    .map((row) => String(row.id))
    .toSorted()

const runs = { numRuns: 60 }

describe('conditions obey logic, whatever the fields and their nulls', () => {
  it('a conjunct never widens, and is the rows of both', async () => {
    await fc.assert(
      fc.asyncProperty(tree(), tree(), async (a, b) => {
        const [left, right, both] = [await ids(a), await ids(b), await ids({ and: [a, b] })]
        expect(both).toEqual(left.filter((id) => right.includes(id)))
      }),
      runs,
    )
  })

  it('a disjunct never narrows, and is the rows of either', async () => {
    await fc.assert(
      fc.asyncProperty(tree(), tree(), async (a, b) => {
        const [left, right, either] = [await ids(a), await ids(b), await ids({ or: [a, b] })]
        expect(either).toEqual(all.filter((id) => left.includes(id) || right.includes(id)))
      }),
      runs,
    )
  })

  it('not complements', async () => {
    await fc.assert(
      fc.asyncProperty(tree(), async (a) => {
        const [those, others] = [await ids(a), await ids({ not: a })]
        expect([...those, ...others].toSorted()).toEqual(all)
      }),
      runs,
    )
  })

  it('a count is the number of rows, and groups add up to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        tree(),
        fc.constantFrom('segment', 'csm', 'health_band', 'region'),
        async (where, key) => {
          const query = { from: 'account', scope: 'all' as const, where }
          const counted = (await ask({ ...query, measures: [{ fn: 'count' }] })).rows[0]?.count
          const groups = (await ask({ ...query, groupBy: [key] })).rows
          const rows = await ids(where)
          expect([counted, groups.reduce((sum, row) => sum + Number(row.count), 0)]).toEqual([
            rows.length,
            rows.length,
          ])
        },
      ),
      runs,
    )
  })

  it('the first n are among the first n + 1', async () => {
    const fields = (catalogue.objects.get('account')?.fields ?? []).map((field) => field.key)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fields),
        fc.constantFrom('asc', 'desc'),
        fc.integer({ min: 1, max: 4 }),
        async (by, dir, limit) => {
          const top = async (most: number) =>
            (
              await ask({
                from: 'account',
                scope: 'all',
                select: ['name'],
                orderBy: [{ by, dir }],
                limit: most,
              })
            ).rows
          expect((await top(limit + 1)).slice(0, limit)).toEqual(await top(limit))
        },
      ),
      runs,
    )
  })
})
