/** A workspace's KPIs and columns as entries: unit, range, position, type, and a key that nothing else has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { inChange } from '../history/change.ts'
import { idOf, workspaceId } from '../query/test-ids.ts'
import { askIn, insertTestWorkspace, type Ask } from '../query/test-workspace.ts'
import { accounts, customFields, kpiDefinitions, kpis } from '../schema/tables.ts'
import { loadCatalogue } from './load.ts'

let db: Db
let ask: Ask
const own = { workspaceId }
const kpi = (key: string, rest: Partial<typeof kpiDefinitions.$inferInsert>) => ({
  ...own,
  key,
  label: key,
  ...rest,
})

beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  await inChange(db, workspaceId, { kind: 'import', source: 'test' }, async (tx) => {
    await tx
      .insert(kpiDefinitions)
      .values([
        kpi('logins', { label: 'Logins', unit: 'logins', direction: 'up', low: 20, high: 40, weight: 2 }),
        kpi('defects', { label: 'Defects', unit: '%', direction: 'down', low: 1, high: 5 }),
        kpi('spend', { label: 'Spend', unit: 'EUR' }),
        kpi('backlog', { label: 'Backlog', unit: 'd', high: 10 }),
        kpi('health', { label: 'Their health' }),
      ])
    const value = (account: string, key: string, each: number, on = '2026-06-01') => ({
      ...own,
      accountId: idOf(account),
      key,
      on,
      value: each,
    })
    await tx
      .insert(kpis)
      .values([
        ...[
          value('A1', 'logins', 10, '2026-05-01'),
          value('A1', 'logins', 25),
          value('A2', 'logins', 60),
          value('A4', 'logins', 40),
        ],
        ...[value('A1', 'defects', 2), value('A2', 'defects', 0.5), value('A4', 'defects', 7)],
        ...[value('A1', 'backlog', 11), value('A2', 'backlog', 10)],
      ])
    const column = (key: string, type: 'list' | 'money' | 'percent' | 'time' | 'text') => ({
      ...own,
      object: 'account',
      key,
      label: key,
      type,
    })
    await tx
      .insert(customFields)
      .values([
        ...[
          column('modules', 'list'),
          column('budget', 'money'),
          column('margin', 'percent'),
          column('synced', 'time'),
        ],
        ...[column('logins', 'text'), column('arr', 'text')],
      ])
    const custom = {
      modules: ['Core', 'API'],
      budget: 5000,
      margin: 40,
      synced: '2026-06-14T23:30:00Z',
      logins: 'many',
      arr: 'big',
    }
    await tx
      .update(accounts)
      .set({ custom: sql`${JSON.stringify(custom)}::jsonb` })
      .where(sql`source_id = 'A1'`)
    await tx
      .update(accounts)
      .set({ custom: { modules: 'Core', budget: 'none', synced: 'soon' } })
      .where(sql`source_id = 'A2'`)
  })
  ask = askIn(db)
})
afterAll(() => db.close())

const field = async (key: string) =>
  (await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId))).objects
    .get('account')
    ?.fields.find((each) => each.key === key)

describe('a KPI', () => {
  it('has a unit, a side that is good, and says its range', async () => {
    expect(await field('logins')).toMatchObject({ unit: 'events', better: 'high', dated: true })
    expect((await field('logins'))?.description).toContain('Its range is 20 to 40. Its weight is 2.')
    expect(await field('defects')).toMatchObject({ unit: 'percent', better: 'low' })
    expect(await field('backlog')).toMatchObject({ unit: 'days' })
    // Two currencies here: an amount of one is no money of the account's.
    expect(await field('spend')).toMatchObject({ type: 'number' })
    expect((await field('spend'))?.unit).toBeUndefined()
  })

  it('lies below, within or above its range, both ends within, today and on a day', async () => {
    const { rows } = await ask({
      from: 'account',
      select: [
        'logins_status',
        'defects_status',
        'backlog_status',
        { field: 'logins_status', at: '2026-05-15' },
      ],
      orderBy: [{ by: 'id' }],
    })
    expect(
      rows.map(({ id, logins_status, defects_status, backlog_status }) => [
        id,
        logins_status,
        defects_status,
        backlog_status,
      ]),
    ).toEqual([
      ['A1', 'within', 'within', 'above'],
      ['A2', 'above', 'below', 'within'],
      ['A4', 'within', 'above', null],
      ['A5', null, null, null],
    ])
    expect(rows[0]?.['logins_status_at_2026-05-15']).toBe('below')
    expect((await field('backlog_status'))?.values?.map(({ key }) => key)).toEqual(['within', 'above'])
    expect(await field('spend_status')).toBeUndefined()
    const groups = await ask({
      from: 'account',
      groupBy: ['logins_status'],
      orderBy: [{ by: 'logins_status' }],
    })
    expect(groups.rows.map((row) => [row.logins_status, row.count])).toEqual([
      ['within', 2],
      ['above', 1],
      [null, 1],
    ])
  })

  it('has a score from 0 at the worse end to 100 at the better', async () => {
    const { rows } = await ask({
      from: 'account',
      select: ['logins_score', 'defects_score'],
      orderBy: [{ by: 'id' }],
    })
    expect(rows.map(({ logins_score, defects_score }) => [logins_score, defects_score])).toEqual([
      [25, 75],
      [100, 100],
      [100, 0],
      [null, null],
    ])
    expect(await field('backlog_score')).toBeUndefined()
  })

  it('answers to another key where a code entry has its own', async () => {
    expect(await field('kpi_health')).toMatchObject({ label: 'Their health' })
    expect((await field('kpi_health'))?.description).toContain(
      'It answers to kpi_health, for health is another field’s.',
    )
  })
})

describe('a custom column', () => {
  it('may be a list, money, a percentage or a moment, and reads as none what is not of its type', async () => {
    const { rows, columns } = await ask({
      from: 'account',
      select: ['modules', 'budget', 'margin', 'synced'],
      orderBy: [{ by: 'id' }],
      limit: 2,
    })
    expect(rows).toEqual([
      {
        id: 'A1',
        modules: ['Core', 'API'],
        budget: 5000,
        margin: 40,
        synced: '2026-06-14T23:30:00Z',
        currency: 'USD',
      },
      { id: 'A2', modules: ['Core'], budget: null, margin: null, synced: null, currency: 'EUR' },
    ])
    expect(columns.map(({ key, type, unit }) => [key, type, unit])).toContainEqual([
      'margin',
      'number',
      'percent',
    ])
    const found = await ask({
      from: 'account',
      where: {
        and: [
          { field: 'modules', op: 'eq', value: 'api' },
          { field: 'synced', op: 'during', value: { last: 2, unit: 'day' } },
        ],
      },
    })
    expect(found.rows.map(({ id }) => id)).toEqual(['A1'])
  })

  it('comes after KPIs and code where it has their key', async () => {
    expect(await field('custom_logins')).toMatchObject({ type: 'text' })
    expect(await field('custom_arr')).toMatchObject({ type: 'text' })
    expect(await field('arr')).toMatchObject({ type: 'money' })
  })
})
