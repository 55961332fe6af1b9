/** Updates: exactly the rows that are meant and may be acted on, exact values before and after, and nothing that stands so already. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { rowsOf } from '../connect.ts'
import { idOf, workspaceId } from '../query/test-ids.ts'
import { asker, clock, insertTestWorkspace } from '../query/test-workspace.ts'
import { inChange } from '../history/change.ts'
import type { Assignment, ChangeSet, Selection } from './contract.ts'
import { drifted, outsideOf, targetsOf } from './rows.ts'
import { brief, carryOut, outcomes, proposeSets, proposeUndoOf, type Bench } from './test-effects.ts'

let bench: Bench
beforeAll(async () => {
  const db = await freshDb()
  await insertTestWorkspace(db)
  bench = { db, asker: { ...asker('ingrid'), userId: idOf('ingrid') }, clock }
})
afterAll(() => bench.db.close())

const dana = () => ({
  ...bench,
  asker: {
    ...asker('dana'),
    userId: idOf('dana'),
    rights: { ...asker().rights, acts: { owners: [idOf('dana')], tags: [], accounts: [] } },
  },
})
const update = (object: string, of: Selection, ...set: Assignment[]): ChangeSet => ({
  op: 'update',
  object,
  of,
  set,
})
const ids = (...all: string[]): Selection => ({ ids: all })
const cell = async (table: string, column: string, sourceId: string) => {
  const [row] = await bench.db.inWorkspace(workspaceId, (tx) =>
    rowsOf<{ value: unknown }>(
      tx,
      sql`select to_jsonb(t) -> ${column} as value from ${sql.identifier(table)} t where source_id = ${sourceId}`,
    ),
  )
  return row?.value
}

describe('what is proposed', () => {
  test('names each row and cell before and after, in words of the domain, and leaves out what is so already', async () => {
    const found = await proposeSets(
      bench,
      update(
        'account',
        { where: { field: 'segment', op: 'eq', value: 'smb' } },
        { field: 'csm', to: 'dana@us.test' },
      ),
    )
    expect(found.lines.map(brief)).toEqual([
      { object: 'account', id: 'A2', field: 'csm', before: 'tom@us.test', after: 'dana@us.test' },
    ])
    expect(found).toMatchObject({ rows: 1, changes: 1, deletions: 0, object: 'account' })
    expect(found.notes).toEqual(['Elm & Sons needs no change.'])
    expect(await cell('accounts', 'csm_id', 'A2')).toBe(idOf('tom'))
  })

  test('has every kind of value as its field shows it', async () => {
    const found = await proposeSets(
      bench,
      update(
        'account',
        ids('A1'),
        { field: 'renewal_date', later: 10 },
        { field: 'arr', to: 120000.5 },
        { field: 'auto_renew', to: false },
        { field: 'lifecycle', to: 'Renewing' },
        { field: 'tags', add: ['vip', 'BETA'] },
        { field: 'tier', to: 'silver' },
        { field: 'rooms', to: null },
        { field: 'industry', to: null },
        { field: 'go_live_on', to: '2026-01-31' },
      ),
    )
    expect(Object.fromEntries(found.lines.map((line) => [line.field, [line.before, line.after]]))).toEqual({
      renewal_date: ['2026-08-01', '2026-08-11'],
      arr: [100000, 120000.5],
      auto_renew: [true, false],
      lifecycle: ['adopting', 'renewing'],
      tags: [
        ['strategic', 'beta'],
        ['beta', 'strategic', 'vip'],
      ],
      tier: ['gold', 'silver'],
      rooms: [12, null],
      industry: ['Retail', null],
      go_live_on: [null, '2026-01-31'],
    })
    const { done, run } = await carryOut(bench, found.id)
    expect(done).toBe(1)
    expect(await cell('accounts', 'custom', 'A1')).toEqual({ tier: 'silver' })
    expect(await cell('accounts', 'tags', 'A1')).toEqual(['beta', 'strategic', 'vip'])
    const undo = await proposeUndoOf(bench, run)
    expect(undo.notes).toEqual([])
    await carryOut(bench, undo.id)
    expect(await cell('accounts', 'custom', 'A1')).toEqual({ tier: 'gold', rooms: 12 })
    expect(await cell('accounts', 'tags', 'A1')).toEqual(['strategic', 'beta'])
    expect(await cell('accounts', 'arr', 'A1')).toBe(100000)
  })

  test('holds several sets over the same rows as one change of each', async () => {
    const found = await proposeSets(
      bench,
      update('account', ids('A1', 'A2'), { field: 'tags', add: ['q3'] }),
      update('account', ids('A2', 'A4'), { field: 'tags', add: ['b'] }, { field: 'region', to: 'LATAM' }),
    )
    expect(found.rows).toBe(3)
    expect(found.lines.map(({ id, field, after }) => [id, field, after])).toEqual([
      ['A1', 'tags', ['beta', 'q3', 'strategic']],
      ['A2', 'region', 'LATAM'],
      ['A2', 'tags', ['b', 'beta', 'q3']],
      ['A4', 'region', 'LATAM'],
      ['A4', 'tags', ['b']],
    ])
  })

  test('leaves out rows of accounts that are not theirs to act on, and says so', async () => {
    const found = await proposeSets(
      dana(),
      update('account', ids('A1', 'A2', 'A5'), { field: 'next_touch_on', to: '2026-07-01' }),
    )
    expect(found.lines.map(({ id }) => id)).toEqual(['A1', 'A5'])
    expect(found.notes).toEqual(['Birch is not yours to act on and is left out.'])
    const outside = (who: Bench) =>
      bench.db.inWorkspace(workspaceId, (tx) =>
        outsideOf(tx, { workspace: workspaceId, proposal: found.id, asker: who.asker }),
      )
    expect([await outside(dana()), await outside(bench)]).toEqual([0, 0])
    await inChange(bench.db, workspaceId, { kind: 'edit', source: 'test' }, (tx) =>
      tx.execute(sql`update accounts set csm_id = ${idOf('tom')}::uuid where source_id = 'A5'`),
    )
    expect(await outside(dana())).toBe(1)
    await inChange(bench.db, workspaceId, { kind: 'edit', source: 'test' }, (tx) =>
      tx.execute(sql`update accounts set csm_id = ${idOf('dana')}::uuid where source_id = 'A5'`),
    )
  })

  test.each([
    [
      'account',
      { field: 'lifecycle', to: 'paused' },
      /Lifecycle: "paused" is not a lifecycle: expected onboarding, adopting/,
    ],
    ['account', { field: 'renewal_date', to: '31/12/2026' }, /Renewal date: .*write 2026-12-31/],
    [
      'account',
      { field: 'csm', to: 'dan@us.test' },
      /CSM: there is nobody with the e-mail address "dan@us.test"/,
    ],
    ['account', { field: 'seats', to: -3 }, /Seats: "-3" is out of range/],
    ['account', { field: 'name', to: null }, /Name: it can not be empty/],
    ['account', { field: 'tier', to: 'bronze' }, /"bronze" is not a tier: expected gold or silver/],
    ['account', { field: 'tags', add: ['a;b'] }, /separates values/],
    ['account', { field: 'health', to: 80 }, /Health of accounts is worked out/],
    ['account', { field: 'id', to: 'X' }, /Id of accounts is not changed by hand/],
    ['account', { field: 'segmnt', to: 'smb' }, /Accounts have no field "segmnt"/],
    ['account', { field: 'parent', to: 'A5' }, /would stand above itself/],
    ['account', { field: 'name', later: 3 }, /no date/],
  ] as [string, Assignment, RegExp][])('refuses %s %j', async (object, assignment, said) => {
    await expect(proposeSets(bench, update(object, ids('A1'), assignment))).rejects.toThrow(said)
  })

  test('refuses what comes from outside, and rows that nobody can see', async () => {
    const tickets = update(
      'ticket',
      { where: { field: 'id', op: 'not_null' } },
      { field: 'status', to: 'solved' },
    )
    await expect(proposeSets(bench, tickets)).rejects.toThrow(
      /Tickets are not changed here: they come from outside/,
    )
    const nobody = update('account', ids('A1', 'A99'), { field: 'name', to: 'X' })
    await expect(proposeSets(bench, nobody)).rejects.toThrow('There is no account A99 that you may see.')
  })
})

describe('tags', () => {
  test('come out the same in whatever order they are added and taken away', async () => {
    const steps: Assignment[] = [
      { field: 'tags', add: ['zeta'] },
      { field: 'tags', add: ['Alpha'] },
      { field: 'tags', remove: ['BETA'] },
      { field: 'tags', add: ['mid', 'strategic'] },
    ]
    const after = async (order: number[]) => {
      const found = await proposeSets(
        bench,
        update('account', ids('A1'), ...order.map((at) => steps[at] ?? { field: 'tags', add: [] })),
      )
      return found.lines.find(({ field }) => field === 'tags')?.after
    }
    const first = await after([0, 1, 2, 3])
    expect(first).toEqual(['Alpha', 'mid', 'strategic', 'zeta'])
    for (const order of [
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2],
    ])
      expect(await after(order)).toEqual(first)
  })
})

describe('what is carried out', () => {
  test('is exactly what was approved: a row that moved since is left, with the reason', async () => {
    const found = await proposeSets(
      bench,
      update('account', ids('A1', 'A2', 'A5'), { field: 'churn_reason', to: 'test' }),
    )
    const targets = () => bench.db.inWorkspace(workspaceId, (tx) => targetsOf(tx, workspaceId, found.id))
    const before = await targets()
    expect(before).toMatch(/^[0-9a-f]{64}$/)
    await inChange(bench.db, workspaceId, { kind: 'edit', source: 'test' }, (tx) =>
      tx.execute(sql`update accounts set seats = 7 where source_id = 'A2'`),
    )
    const moved = await bench.db.inWorkspace(workspaceId, (tx) => drifted(tx, workspaceId, found.id))
    expect(moved).toEqual({ rows: 1, names: ['Birch'] })
    const { run, ...counts } = await carryOut(bench, found.id, 2)
    expect(counts).toEqual({ done: 2, skipped: 1, failed: 0 })
    expect(await targets()).toBe(before)
    expect((await outcomes(bench, found.id)).map(({ id, state, note }) => [id, state, note])).toEqual([
      ['A1', 'done', null],
      ['A2', 'skipped', 'It was changed since it was approved.'],
      ['A5', 'done', null],
    ])
    const [kept] = await bench.db.inWorkspace(workspaceId, (tx) =>
      rowsOf<{ rows: number; actor: string }>(
        tx,
        sql`select count(*)::int as rows, min(c.actor_id::text) as actor from field_history h
            join changes c on c.id = h.change_id and c.kind = 'run' and c.ref = ${run}
            where h.object = 'accounts' and h.after ? 'churn_reason'`,
      ),
    )
    expect(kept).toEqual({ rows: 2, actor: idOf('ingrid') })
  })

  test('a completed task has its moment, and loses it when it is opened again', async () => {
    const tasks = await bench.db.inWorkspace(workspaceId, (tx) =>
      rowsOf<{ id: string }>(tx, sql`select source_id as id from tasks where status = 'open' limit 1`),
    )
    const id = tasks[0]?.id ?? ''
    const found = await proposeSets(bench, update('task', ids(id), { field: 'status', to: 'done' }))
    expect(found.lines.map(({ field, after }) => [field, after])).toEqual([
      ['status', 'done'],
      ['done_at', '2026-06-15T12:00:00Z'],
    ])
    const { run } = await carryOut(bench, found.id)
    expect(await cell('tasks', 'done_at', id)).toMatch(/^2026-06-15T12:00:00/)
    await carryOut(bench, (await proposeUndoOf(bench, run)).id)
    expect([await cell('tasks', 'status', id), await cell('tasks', 'done_at', id)]).toEqual(['open', null])
  })
})
