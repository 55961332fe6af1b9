/** What was known when: every change is kept, any query can be asked as of a moment, and a change can be taken back. */
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue/load.ts'
import { rowsOf, type Db } from '../connect.ts'
import { importBundle } from '../import/import-bundle.ts'
import { fromMemory } from '../import/source.ts'
import type { Query } from '../query/query.ts'
import { runQuery } from '../query/run.ts'
import { freshDb } from '#evals/kit/store.ts'
import { inChange } from './change.ts'
import { revertChange } from './revert.ts'
import { keptTables } from './tables.ts'
import { allRights } from '../rights.ts'

let db: Db
beforeEach(async () => {
  db = await freshDb()
})
afterEach(() => db.close())

const users = 'email,name,role\ndana@us.test,Dana,csm\ntom@us.test,Tom,csm\n'
const header = 'id,name,csm,arr,tags,tier,customer_since\n'
const bundle = (accounts: string, more: Record<string, string> = {}) =>
  fromMemory({
    files: new Map(Object.entries({ 'users.csv': users, 'accounts.csv': header + accounts, ...more })),
  })

const enter = async (accounts: string, more: Record<string, string> = {}, validFrom?: string) => {
  const report = await importBundle(db, {
    workspace: 'w',
    source: bundle(accounts, more),
    ...(validFrom && { validFrom }),
  })
  expect(report.problems).toEqual([])
  // Two imports have two moments.
  await new Promise((done) => setTimeout(done, 3))
  return report
}

const now = async () => {
  const [row] = await db.asOwner((tx) =>
    rowsOf<{ at: string }>(
      tx,
      sql`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
    ),
  )
  await new Promise((done) => setTimeout(done, 3))
  return row?.at ?? ''
}

const ask = (query: Query) =>
  db.inWorkspace('w', async (tx) =>
    runQuery(tx, await loadCatalogue(tx, 'w'), query, {
      asker: {
        workspace: 'w',
        userId: '',
        email: 'dana@us.test',
        name: 'Dana',
        role: 'admin',
        team: [],
        rights: allRights,
      },
      clock: { now: '2099-01-01T12:00:00Z', today: '2099-01-01', timeZone: 'UTC', fiscalYearStart: 1 },
    }),
  )
const rows = async (query: Query) => (await ask(query)).rows
const changeOf = async (id: string) => {
  const [row] = await db.inWorkspace('w', (tx) =>
    rowsOf<{ change: string }>(tx, sql`select change_id as change from imports where id = ${id}`),
  )
  return row?.change ?? ''
}

const first = 'a,Alder,dana@us.test,100,x;y,gold,2020-01-01\nb,Birch,tom@us.test,200,,silver,2020-01-01\n'
const second =
  'a,Alder,tom@us.test,150,x;y,silver,2020-01-01\nb,Birch,tom@us.test,200,,silver,2020-01-01\nc,Cedar,,50,,,2026-01-01\n'
const all: Query = {
  from: 'account',
  select: ['name', 'csm', 'arr', 'tags', 'tier'],
  orderBy: [{ by: 'name' }],
}

describe('every change is kept', () => {
  test('each table of objects has the two triggers, with the same keys', async () => {
    const found = await db.asOwner((tx) =>
      rowsOf<{ table: string; arguments: string; count: number }>(
        tx,
        sql`select c.relname as table, encode(t.tgargs, 'escape') as arguments, count(*)::int as count
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
            where p.proname = 'keep_history' group by 1, 2`,
      ),
    )
    expect(new Map(found.map((row) => [row.table, row.arguments.split('\\000').filter(Boolean)]))).toEqual(
      keptTables,
    )
    expect(found.every((row) => row.count === 2)).toBe(true)
    const [untracked] = await db.asOwner((tx) =>
      rowsOf<{ tables: string[] }>(
        tx,
        sql`select array_agg(distinct c.relname::text) as tables from pg_attribute a join pg_class c on c.oid = a.attrelid
            where a.attname = 'change_id' and c.relkind = 'r' and c.relname not in ('imports', 'field_history', 'outbox')`,
      ),
    )
    expect(new Set(untracked?.tables)).toEqual(new Set(keptTables.keys()))
  })

  test('with what it was before, what after, by which change, and nothing for an equal row', async () => {
    await enter(first)
    const report = await enter(second)
    const kept = await db.inWorkspace('w', (tx) =>
      rowsOf<{ object: string; before: unknown; after: unknown; change: string }>(
        tx,
        sql`select object, before - 'csm_id' as before, after - 'csm_id' as after, change_id as change from field_history
            where object = 'accounts'`,
      ),
    )
    expect(kept).toEqual([
      {
        object: 'accounts',
        before: { arr: 100, custom: { tier: 'gold' } },
        after: { arr: 150, custom: { tier: 'silver' } },
        change: await changeOf(report.id),
      },
    ])
  })

  test('a write that does not say where it comes from is refused', async () => {
    await enter(first)
    const write = db.inWorkspace('w', (tx) => tx.execute(sql`update accounts set arr = 1`))
    await expect(write).rejects.toThrow()
    expect((await rows({ from: 'account', measures: [{ fn: 'sum', field: 'arr' }] }))[0]?.['sum_arr']).toBe(
      300,
    )
  })

  test('the app can not rewrite what was known', async () => {
    await enter(first)
    for (const table of ['changes', 'field_history'])
      await expect(
        db.inWorkspace('w', (tx) => tx.execute(sql`delete from ${sql.identifier(table)}`)),
      ).rejects.toThrow()
  })
})

describe('a query as of a moment', () => {
  test('sees the values of then, and no row that was recorded later', async () => {
    await enter(first)
    const then = await now()
    await enter(second)
    const before = [
      { id: 'a', name: 'Alder', csm: 'Dana', arr: 100, tags: ['x', 'y'], tier: 'gold' },
      { id: 'b', name: 'Birch', csm: 'Tom', arr: 200, tags: [], tier: 'silver' },
    ]
    expect(await rows({ ...all, asOf: then })).toEqual(before)
    expect((await rows(all)).map((row) => [row['id'], row['csm'], row['arr'], row['tier']])).toEqual([
      ['a', 'Tom', 150, 'silver'],
      ['b', 'Tom', 200, 'silver'],
      ['c', null, 50, null],
    ])
    const grouped: Query = { from: 'account', groupBy: ['tier'], measures: [{ fn: 'sum', field: 'arr' }] }
    expect(await rows({ ...grouped, asOf: then })).toEqual([
      { tier: 'silver', sum_arr: 200 },
      { tier: 'gold', sum_arr: 100 },
    ])
  })

  test('sees a deleted row again, and not while a row that came back was gone', async () => {
    const health = { 'health_scores.csv': 'account_id,on,score\na,2026-01-01,40\nb,2026-01-01,80\n' }
    await enter(first, health)
    const before = await now()
    const origin = { kind: 'edit' as const, source: 'test' }
    const change = await inChange(db, 'w', origin, async (tx) => {
      await tx.execute(sql`update accounts set arr = 101 where source_id = 'a'`)
      await tx.execute(sql`delete from accounts where source_id = 'a'`)
      const [row] = await rowsOf<{ id: string }>(tx, sql`select current_setting('app.change') as id`)
      return row?.id ?? ''
    })
    const between = await now()
    const report = await revertChange(db, 'w', change)
    expect(report.conflicts).toEqual([])
    await now()
    const query: Query = { from: 'account', select: ['arr', 'health'], orderBy: [{ by: 'name' }] }
    const whole = [
      { id: 'a', arr: 100, health: 40 },
      { id: 'b', arr: 200, health: 80 },
    ]
    expect(await rows({ ...query, asOf: before })).toEqual(whole)
    expect(await rows({ ...query, asOf: between })).toEqual(whole.slice(1))
    expect((await rows(query)).map((row) => row['id'])).toEqual(['a', 'b'])
  })

  test('before anything was recorded is refused, not answered with nothing', async () => {
    await enter(first)
    await expect(rows({ ...all, asOf: '2020-01-01' })).rejects.toThrow(
      /1 Jan 2020 is not on record: the records begin on/,
    )
    await expect(rows({ ...all, asOf: '2099-06-01' })).rejects.toThrow(/yet to come/)
  })
})

describe('a stored field on a day', () => {
  test('is what held then by the time it is valid from, as known now', async () => {
    await enter(first, {}, '2026-02-01')
    await enter(second, {}, '2026-05-01')
    const at = (day: string) =>
      rows({
        from: 'account',
        where: { field: 'id', op: 'eq', value: 'a' },
        select: [
          { field: 'csm', at: day },
          { field: 'arr', at: day },
          { field: 'tier', at: day },
        ],
      }).then(([row]) => Object.values(row ?? {}).slice(1))
    expect((await at('2026-03-15'))[0]).toBe('Dana')
    expect((await at('2026-03-15'))[2]).toBe('gold')
    expect((await at('2026-05-01'))[0]).toBe('Tom')
    expect((await at('2026-01-31'))[0]).toBeNull()
    expect(
      await rows({
        from: 'account',
        where: { field: 'csm', at: '2026-03-15', op: 'eq', value: 'dana@us.test' },
        select: ['name'],
      }),
    ).toHaveLength(1)
  })
})

describe('reverting a change', () => {
  test('an import goes back whole: rows it made, values it changed, columns of its own', async () => {
    await enter(first)
    const before = await rows(all)
    const report = await enter(second, {
      'contacts.csv': 'id,account_id,name\nk1,c,Kim\nk2,a,Lee\n',
      'health_scores.csv': 'account_id,on,score\na,2026-01-01,40\n',
    })
    const reverted = await revertChange(db, 'w', await changeOf(report.id))
    expect(reverted).toMatchObject({
      conflicts: [],
      removed: { accounts: 1, contacts: 2, health_scores: 1 },
      restored: { accounts: 1 },
    })
    expect(await rows(all)).toEqual(before)
    expect(await rows({ from: 'contact' })).toEqual([])
    // And the revert is a change like any other.
    const again = await revertChange(db, 'w', reverted.id)
    expect(again.conflicts).toEqual([])
    expect((await rows(all)).map((row) => row['arr'])).toEqual([150, 200, 50])
    expect((await rows({ from: 'contact' })).map((row) => row['id']).sort()).toEqual(['k1', 'k2'])
  })

  test('what was edited since stays, and is listed; the rest goes back', async () => {
    await enter(first)
    const report = await enter(second)
    await inChange(db, 'w', { kind: 'edit', source: 'steward' }, async (tx) => {
      await tx.execute(sql`update accounts set arr = 999 where source_id = 'a'`)
      await tx.execute(sql`update accounts set name = 'Cedar & Sons' where source_id = 'c'`)
    })
    const { conflicts, conflictCount, restored } = await revertChange(db, 'w', await changeOf(report.id))
    expect(conflicts).toEqual([
      { table: 'accounts', row: 'a', column: 'arr', reason: 'was changed again since' },
      { table: 'accounts', row: 'c', column: null, reason: 'was changed since' },
    ])
    expect(conflictCount).toBe(2)
    expect(restored).toEqual({ accounts: 1, custom_fields: 1 })
    expect((await rows(all)).map((row) => [row['name'], row['csm'], row['arr'], row['tier']])).toEqual([
      ['Alder', 'Dana', 999, 'gold'],
      ['Birch', 'Tom', 200, 'silver'],
      ['Cedar & Sons', null, 50, null],
    ])
  })

  test('a row that later rows hang on stays', async () => {
    await enter(first)
    const report = await enter(second)
    await enter(second, { 'contacts.csv': 'id,account_id,name\nk1,c,Kim\n' })
    const { conflicts } = await revertChange(db, 'w', await changeOf(report.id))
    expect(conflicts).toEqual([
      { table: 'accounts', row: 'c', column: null, reason: 'other rows depend on it' },
    ])
    expect((await rows({ from: 'contact', select: ['account.name'] }))[0]).toMatchObject({
      'account.name': 'Cedar',
    })
  })

  test('a dry run says the same and writes nothing; an unknown change is said', async () => {
    await enter(first)
    const report = await enter(second)
    const change = await changeOf(report.id)
    const after = await rows(all)
    const planned = await revertChange(db, 'w', change, { dryRun: true })
    expect(await rows(all)).toEqual(after)
    const done = await revertChange(db, 'w', change)
    expect({ ...planned, id: '' }).toEqual({ ...done, id: '' })
    await expect(revertChange(db, 'w', 'nonsense')).rejects.toThrow('There is no change nonsense')
  })
})
