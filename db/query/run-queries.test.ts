/** Several queries in one statement: the same answers as one by one, and a plan to look at. */
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { Problem } from '../problem.ts'
import { explainQuery } from './explain-plan.ts'
import type { Query } from './query.ts'
import { runQueries, type QueryResult } from './run.ts'
import { workspaceId } from './test-ids.ts'
import { openTestStore } from './test-store.ts'
import { asker, clock } from './test-workspace.ts'

const { db, catalogue, ask } = openTestStore(freshDb)
const who = { asker: asker(), clock }
const together = (queries: Query[]) =>
  db().inWorkspace(workspaceId, (tx) => runQueries(tx, catalogue(), queries, who))
const timeless = ({ ms: _, ...rest }: QueryResult) => rest

const queries: Query[] = [
  { from: 'account' },
  {
    from: 'account',
    scope: 'all',
    select: ['name', 'tags', 'auto_renew', 'adoption', 'customer_since', 'csm', 'risk_reasons'],
  },
  { from: 'account', measures: [{ fn: 'sum', field: 'arr' }] },
  {
    from: 'account',
    where: { field: 'currency', op: 'eq', value: 'CHF' },
    measures: [{ fn: 'sum', field: 'arr' }],
  },
  {
    from: 'ticket',
    groupBy: ['account.segment', 'priority'],
    pivot: { key: 'priority', limit: 1, totals: true },
  },
  { from: 'activity', select: ['at', 'subject', 'sentiment'], limit: 3 },
  {
    from: 'account',
    measures: [{ fn: 'avg', field: 'health' }],
    series: { by: 'month', over: { last: 3, unit: 'month' } },
  },
  {
    from: 'account',
    measures: [{ fn: 'sum', field: 'arr' }],
    cohort: { start: 'customer_since', by: 'year', over: { last: 36, unit: 'month' } },
  },
  { from: 'usage' },
  { from: 'contact', where: { field: 'name', op: 'eq', value: 'nobody' } },
  ...Array.from({ length: 12 }, (_, at): Query => ({
    from: 'ticket',
    limit: at + 1,
    orderBy: [{ by: 'id' }],
  })),
]

describe('several queries', () => {
  it('are answered together as one by one', async () => {
    const single: QueryResult[] = []
    for (const query of queries) single.push(await ask(query))
    expect((await together(queries)).map(timeless)).toEqual(single.map(timeless))
  })

  it('share statements', async () => {
    let statements = 0
    await db().inWorkspace(workspaceId, (tx) =>
      runQueries(
        new Proxy(tx, {
          get(target, key) {
            const value: unknown = Reflect.get(target, key, target)
            if (key === 'execute') statements++
            return typeof value === 'function' ? (value.bind(target) as unknown) : value
          },
        }),
        catalogue(),
        queries.slice(0, 4),
        who,
      ),
    )
    expect(statements).toBe(1)
  })

  it('are refused as the first that is', async () => {
    const error: unknown = await together([
      { from: 'account' },
      { from: 'acount' },
      { from: 'tikcet' },
    ]).catch((thrown: unknown) => thrown)
    expect(error instanceof Problem && error.message).toContain('there is no object "acount"')
  })

  it('may be none', async () => {
    expect(await together([])).toEqual([])
  })
})

describe('a query explained to a developer', () => {
  const explained = (query: Query) =>
    db().inWorkspace(workspaceId, (tx) => explainQuery(tx, catalogue(), query, who))
  it('is its words, its SQL with what is bound, and what Postgres expects', async () => {
    const { reading, statements } = await explained({
      from: 'account',
      where: { field: 'name', op: 'eq', value: "O'Hara" },
    })
    expect(reading).toContain('accounts where name is O')
    const [statement, ...more] = statements
    expect(more).toEqual([])
    expect(statement?.sql).toMatch(/^select .* from "accounts"/s)
    expect(statement?.sql).not.toContain('Hara')
    expect(statement?.params).toContain("O'Hara")
    expect(statement?.estimatedCost).toBeGreaterThan(0)
    expect(statement?.estimatedRows).toBeGreaterThanOrEqual(1)
    expect(statement?.plan).toHaveProperty('Node Type')
  })

  it('has the statements of a pivot', async () => {
    const { statements } = await explained({
      from: 'ticket',
      groupBy: ['status', 'priority'],
      pivot: { key: 'priority' },
    })
    expect(statements).toHaveLength(3)
  })
})
