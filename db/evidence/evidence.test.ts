/** Evidence that stands ready gives the figures that the rows give, whatever was written since, and stands aside where it may not answer. */
import { sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bigWorkspace } from '#evals/bench/big-workspace.ts'
import { freshDb, onlyOn } from '#evals/kit/store.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Catalogue } from '../catalogue/types.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { random } from '../demo/random.ts'
import { beginChange } from '../history/change.ts'
import { importBundle } from '../import/import-bundle.ts'
import { findAsker } from '../people.ts'
import { compileQuery } from '../query/compile.ts'
import type { Query } from '../query/query.ts'
import { runQuery } from '../query/run.ts'
import { keepEvidence } from './keep.ts'
import { evidenceOf, slotsOf } from './layout.ts'

const workspace = 'grown'
const accounts = 40
let db: Db
beforeAll(async () => {
  db = await freshDb()
  await importBundle(db, {
    workspace: { id: workspace, name: workspace },
    source: bigWorkspace({ accounts, seed: 10 }),
  })
})
afterAll(() => db.close())

const day = '2026-11-21'
const clock = (today = day): Clock => ({
  now: `${today}T12:00:00Z`,
  today,
  timeZone: 'UTC',
  fiscalYearStart: 1,
})
const keep = (today = day) => keepEvidence({ db, workspace, clock: clock(today) }, 1)
const dialect = new PgDialect()

const write = (work: (tx: Tx) => Promise<unknown>) =>
  db.inWorkspace(workspace, async (tx) => {
    await beginChange(tx, workspace, { kind: 'edit', source: 'test' })
    await work(tx)
  })

/** Every field of accounts, and what other objects make of them. */
function questions(catalogue: Catalogue): Query[] {
  const fields = (catalogue.objects.get('account')?.fields ?? []).map((field) => field.key)
  const lists = Array.from({ length: Math.ceil(fields.length / 8) }, (_, at): Query => ({
    from: 'account',
    select: fields.slice(at * 8, at * 8 + 8),
    scope: 'all',
  }))
  return [
    ...lists,
    { from: 'account', orderBy: [{ by: 'risk_score', dir: 'desc' }], select: ['risk_reasons'], limit: 5 },
    { from: 'account', groupBy: ['segment'], measures: [{ fn: 'avg', field: 'risk_score' }] },
    { from: 'account', measures: [{ measure: 'portfolio_nps' }] },
    { from: 'contact', select: ['name', 'account.risk_score', 'account.health'], limit: 500 },
    { from: 'user', select: ['name', 'accounts', 'at_risk_accounts', 'health'] },
  ]
}

const rounded = (value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(11)) : value
const plain = (rows: Record<string, unknown>[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, rounded(value)])))

/** Compares both ways of answering in one transaction; tells how many statements read the evidence. */
async function compareIn(tx: Tx, today = day): Promise<number> {
  const catalogue = await loadCatalogue(tx, workspace)
  const live = { ...catalogue, evidence: undefined }
  const who = { asker: await findAsker(tx, workspace), clock: clock(today) }
  let standing = 0
  for (const query of questions(catalogue)) {
    const { sql: statement } = compileQuery(catalogue, query, who)
    if (dialect.sqlToQuery(statement).sql.includes('account_evidence')) standing++
    const [kept, asked] = [await runQuery(tx, catalogue, query, who), await runQuery(tx, live, query, who)]
    expect(plain(kept.rows)).toEqual(plain(asked.rows))
    expect(kept.total).toBe(asked.total)
  }
  return standing
}
const compare = (today?: string) => db.inWorkspace(workspace, (tx) => compareIn(tx, today), 'read')

test('every measure of every account is the same, read ahead or worked out', async () => {
  expect(await compare()).toBe(0)
  expect(await keep()).toBe('built')
  expect(await compare()).toBeGreaterThan(5)
  expect(await keep()).toBe('current')
})

/** One statement each, on rows chosen by a draw of 0 to 1. */
const writes: ((draw: number) => ReturnType<typeof sql>)[] = [
  (
    draw,
  ) => sql`insert into activities (workspace_id, id, source_id, account_id, type, direction, at, sentiment, custom)
    select workspace_id, gen_random_uuid(), gen_random_uuid()::text, id, 'call', 'inbound', timestamptz '2026-11-20 10:00+00', -0.9, '{}'
    from accounts order by md5(source_id || ${draw}) limit 2`,
  (draw) => sql`update activities set sentiment = ${draw} - 0.5 where id in (
    select id from activities order by md5(source_id || ${draw}) limit 30)`,
  (draw) =>
    sql`delete from activities where id in (select id from activities order by md5(source_id || ${draw}) limit 20)`,
  (draw) => sql`update tickets set status = 'open', priority = 'urgent', solved_at = null where id in (
    select id from tickets order by md5(source_id || ${draw}) limit 5)`,
  (draw) => sql`update contacts set left_on = date '2026-11-01' where id in (
    select id from contacts order by md5(source_id || ${draw}) limit 5)`,
  (
    draw,
  ) => sql`update contacts set account_id = (select id from accounts order by md5(source_id || ${draw}) limit 1)
    where id in (select id from contacts order by md5(source_id || ${draw}) limit 60)`,
  (draw) => sql`update usage set events = events * 3 where account_id in (
    select id from accounts order by md5(source_id || ${draw}) limit 2)`,
  (draw) => sql`delete from user_usage where account_id in (
    select id from accounts order by md5(source_id || ${draw}) limit 3) and "on" > date '2026-11-10'`,
  (draw) => sql`insert into health_scores (workspace_id, account_id, "on", score)
    select workspace_id, id, date '2026-11-21', ${Math.round(draw * 100)} from accounts order by md5(source_id || ${draw}) limit 3
    on conflict (workspace_id, account_id, "on") do update set score = excluded.score`,
  (draw) => sql`update nps_responses set score = ${Math.floor(draw * 11)} where id in (
    select id from nps_responses order by md5(source_id || ${draw}) limit 5)`,
  (draw) => sql`update milestones set done_on = date '2026-11-20' where id in (
    select id from milestones order by md5(source_id || ${draw}) limit 5)`,
  (draw) => sql`update opportunities set status = 'lost' where id in (
    select id from opportunities order by md5(source_id || ${draw}) limit 5)`,
  (draw) => sql`update kpis set value = value + ${10 * draw}::float8`,
  (
    draw,
  ) => sql`update accounts set seats = seats + 5, lifecycle = 'adopting', renewal_date = date '2026-12-01'
    where id in (select id from accounts order by md5(source_id || ${draw}) limit 4)`,
]

test('after random writes the figures are those of the rows, before, during and after the evidence follows', async () => {
  const draw = random(11, 'evidence')
  for (let round = 0; round < 8; round++) {
    await write(async (tx) => {
      for (let n = 0; n < 3; n++) await tx.execute(draw.pick(writes)(draw.next()))
      // Within the very transaction that wrote them.
      expect(await compareIn(tx)).toBeGreaterThan(5)
    })
    expect(await compare()).toBeGreaterThan(5)
    if (draw.chance(0.6)) {
      expect(await keep()).toMatch(/refreshed|current/)
      expect(await compare()).toBeGreaterThan(5)
    }
  }
})

test('each kind of write is seen by itself', async () => {
  for (const each of writes) {
    await keep()
    await write((tx) => tx.execute(each(0.37)))
    expect(await compare()).toBeGreaterThan(5)
  }
})

test('what was taken back leaves no trace, and a new account is there at once', async () => {
  await keep()
  const failed = write(async (tx) => {
    await tx.execute(sql`delete from health_scores`)
    throw new Error('taken back')
  })
  await expect(failed).rejects.toThrow('taken back')
  expect(await keep()).toBe('current')
  await write(async (tx) => {
    await tx.execute(sql`insert into accounts (workspace_id, id, source_id, name, currency, tags, custom)
      values (${workspace}, gen_random_uuid(), 'new', 'Newcomer', 'USD', '{}', '{}')`)
    await tx.execute(sql`insert into health_scores (workspace_id, account_id, "on", score)
      select workspace_id, id, date '2026-11-20', 33 from accounts where source_id = 'new'`)
  })
  expect(await compare()).toBeGreaterThan(5)
})

test('another day, or another setting, is worked out from the rows until its evidence is there', async () => {
  await keep()
  expect(await compare('2026-11-22')).toBe(0)
  expect(await keep('2026-11-22')).toBe('built')
  expect(await compare('2026-11-22')).toBeGreaterThan(5)
  await write((tx) =>
    tx.execute(
      sql`update workspaces set settings = '{"usage": {"windowDays": 14}}'::jsonb, version = version + 1 where id = ${workspace}`,
    ),
  )
  expect(await compare('2026-11-22')).toBe(0)
  expect(await keep('2026-11-22')).toBe('built')
  expect(await compare('2026-11-22')).toBeGreaterThan(5)
  await write((tx) =>
    tx.execute(
      sql`update workspaces set settings = '{}'::jsonb, version = version + 1 where id = ${workspace}`,
    ),
  )
  expect(await keep()).toBe('built')
})

test('what was known earlier is never answered from it', async () => {
  await keep()
  await db.inWorkspace(workspace, async (tx) => {
    const catalogue = await loadCatalogue(tx, workspace)
    expect(catalogue.evidence).toBeDefined()
    const who = {
      asker: await findAsker(tx, workspace),
      clock: { ...clock(), now: new Date().toISOString() },
    }
    const query: Query = { from: 'account', select: ['health', 'open_tickets'], asOf: who.clock.now }
    const then = await runQuery(tx, catalogue, query, who)
    const live = await runQuery(tx, { ...catalogue, evidence: undefined }, query, who)
    expect(then.rows).toEqual(live.rows)
  })
})

test('every table that it is made of marks its accounts', async () => {
  await db.inWorkspace(workspace, async (tx) => {
    const catalogue = await loadCatalogue(tx, workspace)
    expect(slotsOf(catalogue).length).toBeGreaterThan(20)
    const made = evidenceOf(catalogue, { workspace, clock: clock(), accounts: sql`'{}'::uuid[]` })
    const text = dialect.sqlToQuery(made).sql
    const tables = await rowsOf<{ name: string; marks: boolean }>(
      tx,
      sql`select c.relname as name, count(t.oid) filter (where t.tgname in ('mark_inserts', 'mark_updates', 'mark_deletes')) = 3 as marks
          from pg_class c left join pg_trigger t on t.tgrelid = c.oid
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`,
    )
    const read = tables.filter(({ name }) => new RegExp(`(from|join)\\s+"?${name}"?\\s`).test(text))
    expect(read.map(({ name }) => name)).toContain('activities')
    expect(read.filter(({ name, marks }) => !marks && name !== 'accounts')).toEqual([])
  })
})

onlyOn('server', () => {
  test('a writer who began before the evidence and ends while it is made is not left out', async () => {
    await keep()
    const opened = Promise.withResolvers<null>()
    const mayEnd = Promise.withResolvers<null>()
    const writing = write(async (tx) => {
      await tx.execute(sql`update tickets set status = 'open', priority = 'urgent'`)
      opened.resolve(null)
      await mayEnd.promise
    })
    await opened.promise
    const building = keep('2026-11-23')
    const first = await Promise.race([building, new Promise((done) => setTimeout(() => done('waits'), 500))])
    expect(first).toBe('waits')
    mayEnd.resolve(null)
    await writing
    expect(await building).toBe('built')
    expect(await compare('2026-11-23')).toBeGreaterThan(5)
  })

  test('of two passes at once one works', async () => {
    const both = await Promise.all([keep('2026-11-24'), keep('2026-11-24')])
    expect(both.sort()).toEqual(['built', 'busy'])
    expect(await compare('2026-11-24')).toBeGreaterThan(5)
  })

  test('writers and refreshes at once leave no figure behind', async () => {
    await keep()
    const draw = random(3, 'at once')
    const writer = async () => {
      for (let n = 0; n < 10; n++) await write((tx) => tx.execute(draw.pick(writes.slice(0, 5))(draw.next())))
    }
    const keeper = async () => {
      for (let n = 0; n < 10; n++) await keep()
    }
    await Promise.all([writer(), writer(), keeper(), keeper()])
    expect(await compare()).toBeGreaterThan(5)
    await keep()
    expect(await compare()).toBeGreaterThan(5)
  })
})
