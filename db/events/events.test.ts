/** Events: told by every road to a record, in its transaction; handed over at least once, and taken in once; and the notices made of them. */
import { and, eq, gt, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixtureBundle, fixtureToday } from '#evals/kit/service.ts'
import { freshDb } from '#evals/kit/store.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { inChange } from '../history/change.ts'
import { revertChange } from '../history/revert.ts'
import { importBundle } from '../import/import-bundle.ts'
import { fromFolder } from '../import/source.ts'
import { noticing } from '../notices/consumer.ts'
import { listNotices, markRead } from '../notices/notices.ts'
import { findAsker } from '../people.ts'
import { accounts, contacts, healthScores, tasks } from '../schema/tables.ts'
import { deliverEvents, type Consumer } from './deliver.ts'
import { tellOverdue } from './overdue.ts'

const acme = 'acme'
let db: Db
beforeAll(async () => {
  db = await freshDb()
  await importBundle(db, { workspace: acme, source: fromFolder(fixtureBundle) })
})
afterAll(() => db.close())

type Told = { kind: string; account: string | null; details: Record<string, unknown> }
const told = (change?: string) =>
  db.inWorkspace(acme, (tx) =>
    rowsOf<Told>(
      tx,
      sql`select o.kind, a.source_id as account, o.details from outbox o
          left join accounts a on a.workspace_id = o.workspace_id and a.id = o.account_id
          where o.workspace_id = ${acme} and ${change === undefined ? sql`true` : sql`o.change_id = ${change}::uuid`}
          order by o.kind, a.source_id`,
    ),
  )
const countOf = (events: Told[], kind: string) => events.filter((event) => event.kind === kind).length
const asker = (email: string) => db.inWorkspace(acme, (tx) => findAsker(tx, acme, email))

/** As one change; answers it. */
const edit = async (work: (tx: Tx) => Promise<unknown>, actorId?: string): Promise<string> =>
  inChange(db, acme, { kind: 'edit', source: 'steward', actorId }, async (tx) => {
    await work(tx)
    const [row] = await rowsOf<{ change: string }>(tx, sql`select current_setting('app.change') as change`)
    return row?.change ?? ''
  })
const here = (id: string) => and(eq(accounts.workspaceId, acme), eq(accounts.sourceId, id))
const set = (tx: Tx, id: string, values: Partial<typeof accounts.$inferInsert>) =>
  tx.update(accounts).set(values).where(here(id))
const idOf = async (id: string): Promise<string> => {
  const [row] = await db.inWorkspace(acme, (tx) =>
    tx.select({ id: accounts.id }).from(accounts).where(here(id)),
  )
  return row?.id ?? ''
}

test('an import tells of the accounts and contacts that it brings, and tells of nothing when nothing changes', async () => {
  const first = await told()
  expect(countOf(first, 'account.created')).toBe(8)
  const present = await db.inWorkspace(acme, (tx) => tx.$count(contacts, sql`left_on is null`))
  expect(countOf(first, 'contact.added')).toBe(present)
  await importBundle(db, { workspace: acme, source: fromFolder(fixtureBundle) })
  expect(await told()).toEqual(first)
})

test('a change tells of each field that moved, once, with what was before and after all of it; taking it back tells too', async () => {
  const change = await edit(async (tx) => {
    await set(tx, 'A-1', { renewalDate: '2027-01-01', lifecycle: 'expanding' })
    await set(tx, 'A-1', { renewalDate: '2027-02-01', seats: 5 })
    await set(tx, 'A-2', { seats: 7 })
  })
  const events = await told(change)
  expect(events.map(({ kind, account }) => `${kind} ${account}`)).toEqual([
    'account.lifecycle_changed A-1',
    'account.renewal_moved A-1',
  ])
  const { before, after } = events[1]?.details ?? {}
  expect(after).toBe('2027-02-01')
  const { id } = await revertChange(db, acme, change)
  const [back] = (await told(id)).filter(({ kind }) => kind === 'account.renewal_moved')
  expect(back?.details).toEqual({ before: '2027-02-01', after: before })
})

test('health changes with the newest score alone', async () => {
  const accountId = await idOf('A-3')
  const score = (on: string, of: number) => (tx: Tx) =>
    tx.insert(healthScores).values({ workspaceId: acme, accountId, on, score: of })
  const newest = await edit(score('2031-01-01', 12))
  const [event] = await told(newest)
  expect(event).toMatchObject({
    kind: 'account.health_changed',
    account: 'A-3',
    details: { after: 12, on: '2031-01-01' },
  })
  expect(await told(await edit(score('2001-01-01', 99)))).toEqual([])
  const ofNewest = and(eq(healthScores.accountId, accountId), eq(healthScores.on, '2031-01-01'))
  const series = await edit(async (tx) => {
    for (const [on, of] of [
      ['2031-02-01', 20],
      ['2031-03-01', 30],
    ] as const)
      await score(on, of)(tx)
  })
  expect((await told(series)).map(({ details }) => details)).toEqual([
    { before: 12, after: 30, on: '2031-03-01' },
  ])
  await edit((tx) => tx.delete(healthScores).where(gt(healthScores.on, '2031-01-31')))
  const lifted = await edit((tx) => tx.update(healthScores).set({ score: 80 }).where(ofNewest))
  expect((await told(lifted))[0]?.details).toMatchObject({ before: 12, after: 80 })
  const gone = await edit((tx) => tx.delete(healthScores).where(ofNewest))
  expect((await told(gone))[0]?.details).toMatchObject({
    before: 80,
    after: event?.details['before'] ?? null,
  })
})

test('each event is handed over once, though the consumer fails at first and two processes deliver at once', async () => {
  const got: number[] = []
  let fails = true
  const consumer: Consumer = {
    name: 'of the test',
    take: async (tx, workspace, seqs) => {
      await tx.execute(sql`update workspaces set name = name where id = ${workspace}`)
      if (fails) throw new Error('not now')
      got.push(...seqs)
    },
  }
  await expect(deliverEvents(db, acme, consumer)).rejects.toThrow('not now')
  fails = false
  const all = (await told()).length
  const both = await Promise.all([deliverEvents(db, acme, consumer), deliverEvents(db, acme, consumer)])
  expect(both.reduce((sum, one) => sum + one, 0)).toBe(all)
  expect(new Set(got).size).toBe(all)
  expect(await deliverEvents(db, acme, consumer)).toBe(0)
})

test('who has an account, or had it, is told what others did to it; nobody is told of what they did, or may no longer read', async () => {
  const [omar, ada] = await Promise.all([asker('omar@acme.example'), asker('ada@acme.example')])
  await deliverEvents(db, acme, noticing)
  await markRead(db, omar, Number.MAX_SAFE_INTEGER)
  const other = (await asker('nora@acme.example')).userId
  await edit((tx) => set(tx, 'A-3', { renewalDate: '2028-01-01' }), ada.userId)
  await edit((tx) => set(tx, 'A-3', { renewalDate: '2028-02-01' }), omar.userId)
  await edit((tx) => set(tx, 'A-4', { csmId: other }), ada.userId)
  await deliverEvents(db, acme, noticing)
  await deliverEvents(db, acme, noticing)
  const mine = await listNotices(db, omar, { unread: true })
  expect(mine.map(({ kind, account }) => `${kind} ${account?.id}`)).toContain('account.renewal_moved A-3')
  expect(mine.filter(({ kind }) => kind === 'account.renewal_moved')).toHaveLength(1)
  expect(mine[0]?.isRead).toBe(false)
  await markRead(db, omar, mine[0]?.seq ?? 0)
  expect(await listNotices(db, omar, { unread: true })).toEqual([])
  const blind = { ...omar, rights: { ...omar.rights, reads: { owners: [], tags: [], accounts: [] } } }
  expect((await listNotices(db, blind)).filter(({ account }) => account !== null)).toEqual([])
})

test('a task that came to be overdue is told of once, whenever the day is looked at', async () => {
  const omar = await asker('omar@acme.example')
  const accountId = await idOf('A-3')
  await edit((tx) =>
    tx.insert(tasks).values({
      ...{ workspaceId: acme, id: crypto.randomUUID(), sourceId: 'T-late', accountId, title: 'Call back' },
      ...{ dueOn: '2026-11-20', status: 'open' as const, assigneeId: omar.userId },
    }),
  )
  const toldOf = await tellOverdue(db, acme, { today: fixtureToday })
  expect(toldOf).toBeGreaterThan(0)
  expect(await tellOverdue(db, acme, { today: fixtureToday })).toBe(0)
  await deliverEvents(db, acme, noticing)
  const late = (await listNotices(db, omar)).filter(({ kind }) => kind === 'task.overdue')
  expect(late.map(({ subject }) => subject)).toContain('Call back')
})
