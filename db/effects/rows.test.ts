/** Rows that are made and removed, and runs that are taken back: what was edited since is listed and stays, and a taking back is taken back. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { rowsOf } from '../connect.ts'
import { inChange } from '../history/change.ts'
import { idOf, named, workspaceId } from '../query/test-ids.ts'
import { asker, clock, insertTestWorkspace } from '../query/test-workspace.ts'
import { accounts } from '../schema/tables.ts'
import type { ChangeSet } from './contract.ts'
import { drifted } from './rows.ts'
import { carryOut, outcomes, proposeSets, proposeUndoOf, type Bench } from './test-effects.ts'

const many = 100
let bench: Bench
beforeAll(async () => {
  const db = await freshDb()
  await insertTestWorkspace(db)
  bench = { db, asker: { ...asker('ingrid'), userId: idOf('ingrid') }, clock }
  await inChange(db, workspaceId, { kind: 'import', source: 'test' }, (tx) =>
    tx.insert(accounts).values(
      Array.from({ length: many }, (_, at) => ({
        ...named(`N${String(at).padStart(3, '0')}`),
        ...{
          name: `New ${String(at).padStart(3, '0')}`,
          industry: 'Mining',
          csmId: idOf('tom'),
          tags: ['new'],
        },
      })),
    ),
  )
})
afterAll(() => bench.db.close())

const edit = (statement: ReturnType<typeof sql>) =>
  inChange(bench.db, workspaceId, { kind: 'edit', source: 'test' }, (tx) => tx.execute(statement))
const read = <R extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
  bench.db.inWorkspace(workspaceId, (tx) => rowsOf<R>(tx, statement))
const ofMining: ChangeSet & { op: 'update' } = {
  op: 'update',
  object: 'account',
  of: { where: { field: 'industry', op: 'eq', value: 'Mining' } },
  set: [
    { field: 'csm', to: 'dana@us.test' },
    { field: 'next_touch_on', to: '2026-07-01' },
  ],
}
const csms = () =>
  read<{ csm: string; rows: number }>(
    sql`select u.email as csm, count(*)::int as rows from accounts a join users u on u.id = a.csm_id
        where a.industry = 'Mining' group by 1 order by 1`,
  )

describe('a run of 100 rows of which 7 were edited since', () => {
  test('goes back but for those seven, which are listed; and taking that back restores the rest', async () => {
    const { run, done } = await carryOut(bench, (await proposeSets(bench, ofMining)).id, 30)
    expect([done, await csms()]).toEqual([many, [{ csm: 'dana@us.test', rows: many }]])
    await edit(
      sql`update accounts set csm_id = ${idOf('ingrid')}::uuid, next_touch_on = '2026-08-01' where source_id < 'N007' and source_id like 'N%'`,
    )
    await edit(sql`update accounts set seats = 3 where source_id = 'N050'`)

    const undo = await proposeUndoOf(bench, run)
    expect(undo).toMatchObject({ rows: 93, changes: 186, deletions: 0 })
    expect(undo.notes).toEqual([
      '7 accounts (New 000, New 001, New 002 …) can not be taken back whole: they were changed since.',
    ])
    const back = await carryOut(bench, undo.id)
    expect(back).toMatchObject({ done: 93, skipped: 0, failed: 0 })
    expect(await csms()).toEqual([
      { csm: 'ingrid@us.test', rows: 7 },
      { csm: 'tom@us.test', rows: 93 },
    ])
    const left = (await outcomes(bench, undo.id)).filter(({ state }) => state === 'skipped')
    expect(left).toHaveLength(14)
    expect(left[0]).toMatchObject({
      ...{ id: 'N006', field: 'csm', before: 'ingrid@us.test', after: 'tom@us.test' },
      note: 'Changed since: CSM, Next touch.',
    })

    const again = await proposeUndoOf(bench, back.run)
    expect(again).toMatchObject({ rows: 93, notes: [] })
    await carryOut(bench, again.id)
    expect(await csms()).toEqual([
      { csm: 'dana@us.test', rows: 93 },
      { csm: 'ingrid@us.test', rows: 7 },
    ])
  })

  test('of a row with one cell edited, the other goes back', async () => {
    const two: ChangeSet = {
      ...ofMining,
      of: { ids: ['N060'] },
      set: [
        { field: 'industry', to: 'Steel' },
        { field: 'region', to: 'NA' },
      ],
    }
    const { run } = await carryOut(bench, (await proposeSets(bench, two)).id)
    await edit(sql`update accounts set region = 'APAC' where source_id = 'N060'`)
    const undo = await proposeUndoOf(bench, run)
    expect(undo.lines.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['industry', 'Steel', 'Mining'],
    ])
    await carryOut(bench, undo.id)
    expect((await outcomes(bench, undo.id)).map(({ field, state, after }) => [field, state, after])).toEqual([
      ['industry', 'done', 'Mining'],
      ['region', 'skipped', null],
    ])
    expect(await read(sql`select industry, region from accounts where source_id = 'N060'`)).toEqual([
      { industry: 'Mining', region: 'APAC' },
    ])
  })
})

const task: ChangeSet & { op: 'create' } = {
  op: 'create',
  object: 'task',
  forEach: { object: 'account', of: { ids: ['A1', 'A2', 'A4'] } },
  values: {
    title: 'Call them',
    due_on: '2026-06-20',
    status: 'open',
    assignee: { of: 'csm' },
    priority: null,
  },
}

describe('rows that are made', () => {
  test('are one for each that they are made for, with its account and what is taken from it', async () => {
    const found = await proposeSets(bench, task)
    expect(found.lines.map(({ id, field, before, after }) => ({ id, field, before, after }))).toEqual(
      ['A1', 'A2', 'A4'].map((account, at) => ({
        ...{ id: null, field: null, before: null },
        after: {
          ...{ account_id: account, title: 'Call them', due_on: '2026-06-20', status: 'open' },
          ...(at < 2 && { assignee: at === 0 ? 'dana@us.test' : 'tom@us.test' }),
        },
      })),
    )
    const { run, done } = await carryOut(bench, found.id)
    expect(done).toBe(3)
    const made = await read<{ id: string }>(
      sql`select source_id as id from tasks where title = 'Call them' order by id`,
    )
    expect(made).toHaveLength(3)
    for (const { id } of made) expect(id).toMatch(/^T-[0-9A-Z]{8}$/)
    expect((await outcomes(bench, found.id)).map(({ id }) => id).toSorted()).toEqual(made.map(({ id }) => id))

    await edit(sql`update tasks set title = 'Call them soon' where source_id = ${made[0]?.id ?? ''}`)
    const undo = await proposeUndoOf(bench, run)
    expect(undo).toMatchObject({ rows: 2, deletions: 2 })
    const back = await carryOut(bench, undo.id)
    expect(await read(sql`select title from tasks where title like 'Call them%'`)).toEqual([
      { title: 'Call them soon' },
    ])
    const again = await proposeUndoOf(bench, back.run)
    await carryOut(bench, again.id)
    const ids = await read<{ id: string }>(
      sql`select source_id as id from tasks where title like 'Call them%' order by id`,
    )
    expect(ids).toEqual(made)
  })

  test('fail one by one where the database does not take them, with its reason', async () => {
    const found = await proposeSets(bench, {
      ...task,
      ...{
        forEach: { object: 'account', of: { ids: ['N070', 'N071', 'N072'] } },
        values: { title: 'Greet', status: 'open' },
      },
    })
    await edit(sql`delete from accounts where source_id = 'N071'`)
    const moved = await bench.db.inWorkspace(workspaceId, (tx) => drifted(tx, workspaceId, found.id))
    expect(moved).toEqual({ rows: 1, names: ['Greet (New 071)'] })
    expect(await carryOut(bench, found.id)).toMatchObject({ done: 2, skipped: 0, failed: 1 })
    const [failed] = (await outcomes(bench, found.id)).filter(({ state }) => state === 'failed')
    expect(failed).toMatchObject({
      name: 'Greet (New 071)',
      note: expect.stringMatching(/foreign key/) as unknown,
    })
  })

  test('lack nothing that they need, and fit the account', async () => {
    const create = (object: string, values: (ChangeSet & { op: 'create' })['values']): ChangeSet => ({
      op: 'create',
      object,
      values,
    })
    const bad: [ChangeSet, RegExp][] = [
      [create('contact', { name: 'Ann' }), /needs its account/],
      [create('task', { account_id: 'A1', status: 'open' }), /needs its title/],
      [create('task', { account: 'A77', title: 'x', status: 'open' }), /there is no account "A77"/],
      [create('nps', { account: 'A1' }), /come from outside/],
    ]
    for (const [set, said] of bad) await expect(proposeSets(bench, set)).rejects.toThrow(said)
    const own = { owners: [idOf('dana')], tags: [], accounts: [] }
    const dana = {
      ...bench,
      asker: { ...bench.asker, rights: { ...bench.asker.rights, reads: own, acts: own } },
    }
    const hers = (account: string) =>
      proposeSets(dana, create('task', { account, title: 'x', status: 'open' }))
    await expect(hers('A2')).rejects.toThrow(/there is no account "A2" that you may see/)
    expect((await hers('A1')).rows).toBe(1)
    const [contact] = await read<{ id: string; account: string }>(
      sql`select c.source_id as id, a.source_id as account from contacts c join accounts a on a.id = c.account_id where a.source_id = 'A1' limit 1`,
    )
    const call = (account: string) =>
      create('activity', { account, contact: contact?.id ?? '', type: 'call', at: '2026-06-15T09:00:00Z' })
    await expect(proposeSets(bench, call('A2'))).rejects.toThrow(/of another account/)
    expect((await proposeSets(bench, call('A1'))).lines[0]?.after).toMatchObject({
      account_id: 'A1',
      contact_id: contact?.id,
      at: '2026-06-15T09:00:00Z',
    })
  })

  test('that are there already are left out', async () => {
    const pin: ChangeSet = {
      op: 'create',
      object: 'focus',
      forEach: { object: 'account', of: { ids: ['A1', 'A2'] } },
      values: { user: 'ingrid@us.test' },
    }
    await carryOut(
      bench,
      (await proposeSets(bench, { ...pin, forEach: { object: 'account', of: { ids: ['A1'] } } })).id,
    )
    const found = await proposeSets(bench, pin)
    expect(found.lines.map(({ after }) => after)).toEqual([{ account_id: 'A2', user: 'ingrid@us.test' }])
    expect(found.notes).toEqual(['Alder has such a pin already.'])
  })
})

describe('rows that are removed', () => {
  test('come back as they were; those that others depend on are left', async () => {
    const [one] = await read<{ id: string; row: Record<string, unknown> }>(
      sql`select source_id as id, to_jsonb(t) - 'created_at' - 'change_id' - 'updated_at' as row from milestones t order by source_id limit 1`,
    )
    const found = await proposeSets(
      bench,
      { op: 'delete', object: 'milestone', of: { ids: [one?.id ?? ''] } },
      { op: 'delete', object: 'account', of: { ids: ['A1'] } },
    )
    expect(found).toMatchObject({
      rows: 1,
      deletions: 1,
      notes: ['Alder is left, for other records depend on it.'],
    })
    expect(found.lines[0]).toMatchObject({
      id: one?.id,
      field: null,
      after: null,
      before: { name: one?.row['name'] },
    })
    const { run } = await carryOut(bench, found.id)
    expect(await read(sql`select id from milestones where source_id = ${one?.id ?? ''}`)).toEqual([])
    await carryOut(bench, (await proposeUndoOf(bench, run)).id)
    const [back] = await read(
      sql`select to_jsonb(t) - 'created_at' - 'change_id' - 'updated_at' as row from milestones t where source_id = ${one?.id ?? ''}`,
    )
    expect(back).toEqual({ row: one?.row })
  })
})
