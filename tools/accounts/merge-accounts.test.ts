/** Two records of one customer become one, with all that hangs on them; taken back, both are as they were. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { keptTables } from '#db/history/tables.ts'
import { idOf, own, workspaceId } from '#db/query/test-ids.ts'
import * as table from '#db/schema/tables.ts'
import { testEffects, type ToolEffects } from '#evals/kit/tool-effects.ts'

let effects: ToolEffects
beforeAll(async () => {
  effects = await testEffects((db) =>
    inChange(db, workspaceId, { kind: 'import', source: 'test' }, async (tx) => {
      // The same day at both, a tag and an empty field of the one, ids in another system.
      await tx.insert(table.usage).values([
        { ...own, accountId: idOf('A5'), on: '2026-06-15', feature: 'Y', activeUsers: 9, events: 5 },
        { ...own, accountId: idOf('A5'), on: '2026-06-14', feature: 'Y', activeUsers: 1, events: 7 },
      ])
      await tx.insert(table.externalIds).values({
        ...{ ...own, object: 'account', source: 'hubspot', externalId: '77', id: idOf('A5') },
      })
      await tx
        .insert(table.kpis)
        .values({ ...own, accountId: idOf('A5'), key: 'k', on: '2026-06-01', value: 3 })
      await tx.execute(
        sql`update accounts set tags = '{vip}', domain = 'elm.example', churned_on = null where source_id = 'A5'`,
      )
    }),
  )
})
afterAll(() => effects.close())

const tables = [...keptTables.keys(), 'external_ids']

const usageOf = (account: string) =>
  effects.db.inWorkspace(workspaceId, (tx) =>
    rowsOf(
      tx,
      sql`select u."on"::text as on, u.events::int as events, u.active_users as users from usage u
          where u.account_id = ${idOf(account)}::uuid and u."on" >= '2026-06-14' order by 1`,
    ),
  )

it('moves records, days of usage, scores, ids and subsidiaries; fills what is empty; and comes back whole', async () => {
  const before = await effects.rows(tables)
  const run = await effects.act('accounts_merge_accounts', { keep: 'A1', drop: 'A5' })
  expect(run).toMatchObject({ state: 'done', skipped: 0, failed: 0 })

  const { rows } = await effects.ask({
    ...{ from: 'account', scope: 'all', where: { field: 'id', op: 'in', value: ['A1', 'A5'] } },
    select: ['name', 'domain', 'tags', 'arr', 'lifecycle'],
  })
  expect(rows).toEqual([
    {
      ...{ id: 'A1', name: 'Alder', domain: 'elm.example', tags: ['beta', 'strategic', 'vip'] },
      ...{ arr: 100_000, lifecycle: 'adopting', currency: 'USD' },
    },
  ])
  expect(await usageOf('A1')).toEqual([
    { on: '2026-06-14', events: 7, users: 1 },
    { on: '2026-06-15', events: 25, users: 9 },
  ])
  const known = await effects.rows(['external_ids', 'kpis'])
  expect(JSON.stringify(known)).toContain(idOf('A1'))
  expect(JSON.stringify(await effects.rows(tables))).not.toContain(`"account_id": "${idOf('A5')}"`)

  const undone = await effects.act('runs_undo_run', {})
  expect(undone).toMatchObject({ state: 'done', skipped: 0, failed: 0, undoes: run.id })
  expect(await effects.rows(tables)).toEqual(before)
})

it('makes one of two contacts of an account, whose touches and usage are then the one’s, and comes back whole', async () => {
  const before = await effects.rows(tables)
  const run = await effects.act('contacts_merge_contacts', { keep: 'C1', drop: 'C2' })
  expect(run).toMatchObject({ state: 'done', skipped: 0, failed: 0 })
  const { rows } = await effects.ask({
    ...{ from: 'contact', scope: 'all', where: { field: 'account.id', op: 'eq', value: 'A1' } },
    ...{ select: ['name', 'last_touch_on'], orderBy: [{ by: 'name' }] },
  })
  expect(rows.map(({ id }) => id)).toEqual(['C1', 'C3', 'C4', 'C5'])
  await effects.act('runs_undo_run', {})
  expect(await effects.rows(tables)).toEqual(before)
})

it('refuses what the domain forbids', async () => {
  const merge = (keep: string, drop: string) => effects.propose('accounts_merge_accounts', { keep, drop })
  await expect(merge('A1', 'A1')).rejects.toThrow('can’t be merged with itself')
  await expect(merge('A1', 'A2')).rejects.toThrow('Alder is in USD and Birch in EUR')
  await expect(effects.propose('contacts_merge_contacts', { keep: 'C1', drop: 'C6' })).rejects.toThrow(
    'Ada is at Alder and Fay at Birch',
  )
})

it('carries out nothing that was not seen: a day of usage that changed since is drift', async () => {
  const proposal = await effects.propose('accounts_merge_accounts', { keep: 'A1', drop: 'A5' })
  if (!proposal) throw new Error('nothing to merge')
  const before = await effects.rows(['accounts', 'contracts', 'health_scores'])
  await inChange(effects.db, workspaceId, { kind: 'edit', source: 'test' }, (tx) =>
    tx.execute(
      sql`update usage set events = 8 where account_id = ${idOf('A5')}::uuid and "on" = '2026-06-14'`,
    ),
  )
  await expect(effects.carryOut(proposal)).rejects.toThrow(/changed/)
  expect(await effects.rows(['accounts', 'contracts', 'health_scores'])).toEqual(before)
})
