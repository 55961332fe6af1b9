/** What would run for minutes is refused with how to narrow it; nothing ordinary is, on the demonstration's accounts or on few rows. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { ensureDemo } from '../demo/enter.ts'
import { inChange } from '../history/change.ts'
import { clockOf, findAsker, findWorkspace } from '../people.ts'
import { Problem } from '../problem.ts'
import type { Who } from './compile.ts'
import { understood } from './cost-guard.ts'
import type { Condition, Query } from './query.ts'
import { runQuery } from './run.ts'

const today = '2026-11-21'
let db: Db
let catalogue: Catalogue
let who: Who
beforeAll(async () => {
  db = await freshDb()
  await ensureDemo(db, { today })
  const workspace = await findWorkspace(db, 'demo')
  await db.inWorkspace(workspace.id, async (tx) => {
    catalogue = await loadCatalogue(tx, workspace.id)
    who = { asker: await findAsker(tx, workspace.id), clock: clockOf(workspace, today) }
  })
})
afterAll(() => db.close())

const inDemo = <T>(work: (tx: Tx) => Promise<T>) => db.inWorkspace(who.asker.workspace, work, 'read')
const ask = (query: Query, of = catalogue) => inDemo((tx) => runQuery(tx, of, query, who))

const sad: Condition = { field: 'sentiment', op: 'lt', value: 0 }
const counted = (count: string, where?: Condition): Condition => ({
  count,
  op: 'gt',
  value: 2,
  ...(where && { where }),
})
/** For each activity those of its account, for each of these again. */
const quadratic: Query = {
  from: 'activity',
  where: counted('account.activities', counted('account.activities', sad)),
  measures: [{ fn: 'count' }],
}

describe('nothing ordinary is refused on the demonstration’s accounts', () => {
  const months = { by: 'month' as const, over: { last: 24, unit: 'month' as const } }
  it.each<[string, Query]>([
    [
      'rows with their dearest measures',
      {
        from: 'account',
        select: ['name', 'risk_score', 'risk_reasons', 'multithreading', 'response_time_h'],
      },
    ],
    [
      'risk month by month',
      { from: 'account', measures: [{ fn: 'avg', field: 'risk_score' }], series: months },
    ],
    [
      'cohorts by quarter',
      {
        from: 'account',
        measures: [{ fn: 'sum', field: 'arr' }],
        cohort: { start: 'customer_since', by: 'quarter', over: { last: 60, unit: 'month' } },
      },
    ],
    [
      'words in all texts',
      { from: 'activity', where: { field: 'any_text', op: 'matches', value: 'renewal' } },
    ],
    [
      'relations within relations',
      {
        from: 'account',
        where: {
          some: 'tickets',
          where: { some: 'account.contacts', where: { none: 'account.activities', where: sad } },
        },
      },
    ],
    [
      'family within family',
      { from: 'account', where: { some: 'family', where: { some: 'family', where: { some: 'family' } } } },
    ],
    [
      'rows of risky accounts',
      {
        from: 'usage',
        where: { field: 'account.risk_score', op: 'gt', value: 50 },
        measures: [{ fn: 'count' }],
      },
    ],
  ])('%s', async (_, query) => {
    expect((await ask(query)).rows).toBeDefined()
  })
})

describe('a quadratic query', () => {
  it('is answered over few rows, and refused over many with how to narrow it', async () => {
    const few = await ask({
      ...quadratic,
      where: { and: [{ field: 'account.id', op: 'eq', value: 'no such' }, quadratic.where ?? sad] },
    })
    expect(few.rows).toEqual([{ count: 0 }])
    const { workspace } = who.asker
    await inChange(db, workspace, { kind: 'edit', source: 'steward' }, (tx) =>
      tx.execute(sql`insert into usage (workspace_id, account_id, "on", feature, active_users, events)
        select ${workspace}, a.id, date '2020-01-01' + d, 'load', 1, 1
        from (select id from accounts where workspace_id = ${workspace} limit 20) a, generate_series(1, 2000) d`),
    )
    // The table's size is taken anew by a catalogue of its own.
    const many = { ...catalogue }
    const used = { field: 'events', op: 'gt' as const, value: 5 }
    const heavy: Query = {
      from: 'usage',
      where: counted('account.usage', counted('account.usage', used)),
      measures: [{ fn: 'count' }],
    }
    const error: unknown = await ask(heavy, many).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/^This would read about [\d,]+ rows, which takes minutes\.$/) as string,
      done: 'Nothing was read.',
      next: 'Narrow it: a period (where on is during …), a filter on the account (account.name, account.csm), fewer conditions on related rows within each other.',
    })
    expect((await ask({ from: 'usage', measures: [{ fn: 'count' }] }, many)).rows[0]?.count).toBeGreaterThan(
      40_000,
    )
    const narrowed = {
      ...heavy,
      where: { and: [{ field: 'account.id', op: 'eq' as const, value: 'no such' }, heavy.where ?? used] },
    }
    expect((await ask(narrowed, many)).rows).toEqual([{ count: 0 }])
  })
})

describe('a statement that the store stopped', () => {
  it('is told as a query that took too long', async () => {
    const stopped = inDemo((tx) =>
      understood(
        rowsOf(tx, sql`do $$ begin raise exception 'canceling statement' using errcode = '57014'; end $$`),
      ),
    )
    await expect(stopped).rejects.toMatchObject({
      code: 'bad_request',
      message: 'The query took too long and was stopped.',
    })
  })
})
