/** Filters: comparisons, negation with missing values, relations, scope, periods and people. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Condition, Query } from './query.ts'
import { asker, askIn, insertTestWorkspace, type Ask } from './test-workspace.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

const ids = async (query: Query, ...rest: [Parameters<Ask>[1]?]) =>
  (await ask(query, ...rest)).rows.map((row) => row.id).toSorted()
const accounts = (where: Condition, scope?: 'all') => ids({ from: 'account', where, ...(scope && { scope }) })

describe('a comparison', () => {
  it.each<[string, Condition, string[]]>([
    ['a number', { field: 'health', op: 'lt', value: 60 }, ['A5']],
    ['a number, the end included', { field: 'health', op: 'lte', value: 60 }, ['A1', 'A5']],
    [
      'a range, both ends included',
      { field: 'arr', op: 'between', value: [10_000, 50_000] },
      ['A2', 'A4', 'A5'],
    ],
    ['a text, without case', { field: 'name', op: 'eq', value: 'ELM & sons' }, ['A5']],
    ['a part of a text', { field: 'name', op: 'contains', value: 'elm' }, ['A5']],
    ['a closed list, by label', { field: 'segment', op: 'eq', value: 'SMB' }, ['A2', 'A5']],
    ['a closed list, by a word for it', { field: 'region', op: 'eq', value: 'north america' }, ['A2']],
    ['one of several', { field: 'region', op: 'in', value: ['NA', 'EMEA'] }, ['A1', 'A2', 'A5']],
    ['one of several or none', { field: 'region', op: 'in', value: ['NA', null] }, ['A2', 'A4']],
    ['a list that holds a value', { field: 'tags', op: 'eq', value: 'Beta' }, ['A1', 'A2']],
    ['a list that holds any', { field: 'tags', op: 'in', value: ['strategic', 'x'] }, ['A1']],
    ['an empty list', { field: 'tags', op: 'is_null' }, ['A4', 'A5']],
    ['a boolean', { field: 'auto_renew', op: 'eq', value: false }, ['A2']],
    ['a day', { field: 'renewal_date', op: 'gt', value: '2026-08-01' }, ['A5']],
    ['a day counted from today', { field: 'next_touch_on', op: 'lt', value: { today: 0 } }, ['A1']],
    ['a period', { field: 'renewal_date', op: 'during', value: { next: 90, unit: 'day' } }, ['A1', 'A5']],
    ['a quarter', { field: 'renewal_date', op: 'during', value: { this: 'quarter' } }, ['A2']],
    ['an open period', { field: 'renewal_date', op: 'during', value: { to: '2026-06-30' } }, ['A2']],
    ['a custom field', { field: 'tier', op: 'eq', value: 'gold' }, ['A1']],
    ['a custom number; what is no number is none', { field: 'rooms', op: 'gte', value: 1 }, ['A1']],
    ['an absence', { field: 'csm', op: 'is_null' }, ['A4']],
  ])('with %s', async (_, where, expected) => {
    expect(await accounts(where)).toEqual(expected)
  })

  it('of a moment with a day covers the whole day', async () => {
    const on = (op: 'gt' | 'gte' | 'lt' | 'lte' | 'eq') =>
      ids({ from: 'activity', where: { field: 'at', op, value: '2026-06-01' } })
    expect(await on('eq')).toEqual(['X1', 'X2'])
    expect(await on('gt')).toEqual(['X3', 'X4', 'X5', 'X6', 'X8', 'X9'])
    expect(await on('gte')).toEqual(['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X8', 'X9'])
    expect(await on('lt')).toEqual(['X10', 'X7'])
    expect(await on('lte')).toEqual(['X1', 'X10', 'X2', 'X7'])
  })
})

describe('people', () => {
  const csm = (value: Extract<Condition, { field: string }>['value']): Query => ({
    from: 'account',
    where: { field: 'csm', op: 'in', value },
  })
  it('are found by address, by whole name, or as me and my team', async () => {
    expect(await ids(csm(['dana@us.test']))).toEqual(['A1', 'A5'])
    expect(await ids(csm(['tom test']))).toEqual(['A2'])
    expect(await ids(csm([{ person: 'me' }]), asker('tom'))).toEqual(['A2'])
    expect(await ids(csm([{ person: 'my_team' }]), asker('ingrid', ['ingrid', 'tom', 'dana']))).toEqual([
      'A1',
      'A2',
      'A5',
    ])
  })

  it('show their name', async () => {
    const { rows } = await ask({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A2' },
      select: ['csm', 'csm.manager'],
    })
    expect(rows).toEqual([{ id: 'A2', csm: 'Tom Test', 'csm.manager': 'Ingrid Test' }])
  })
})

describe('negation', () => {
  it.each<[string, Condition]>([
    ['ne', { field: 'health_band', op: 'ne', value: 'yellow' }],
    ['not_in', { field: 'health_band', op: 'not_in', value: ['yellow'] }],
    ['not', { not: { field: 'health_band', op: 'eq', value: 'yellow' } }],
    ['not of a comparison', { not: { field: 'health', op: 'between', value: [50, 69] } }],
  ])('%s keeps rows without a value', async (_, where) => {
    expect(await accounts(where)).toEqual(['A2', 'A4', 'A5'])
  })

  it('of a list says that it holds none of them', async () => {
    expect(await accounts({ field: 'tags', op: 'ne', value: 'strategic' })).toEqual(['A2', 'A4', 'A5'])
  })

  it('twice is as if never', async () => {
    const where: Condition = { field: 'health', op: 'lt', value: 70 }
    expect(await accounts({ not: { not: where } })).toEqual(await accounts(where))
  })
})

describe('a condition on related rows', () => {
  it.each<[string, Condition, string[]]>([
    ['some', { some: 'tickets', where: { field: 'open', op: 'eq', value: true } }, ['A1']],
    [
      'none; who left counts as gone',
      { none: 'contacts', where: { field: 'role', op: 'eq', value: 'economic_buyer' } },
      ['A1', 'A4', 'A5'],
    ],
    [
      'all conditions of one where on the same row',
      {
        some: 'tickets',
        where: {
          and: [
            { field: 'priority', op: 'eq', value: 'urgent' },
            { field: 'status', op: 'eq', value: 'solved' },
          ],
        },
      },
      ['A2'],
    ],
    ['count', { count: 'tickets', op: 'gte', value: 3 }, ['A1']],
    ['count of none', { count: 'tickets', op: 'eq', value: 0 }, ['A4', 'A5']],
    [
      'every: none that is not',
      { none: 'tasks', where: { not: { field: 'status', op: 'eq', value: 'open' } } },
      ['A2', 'A4', 'A5'],
    ],
    [
      'a measure of the related row',
      { some: 'contacts', where: { field: 'power_user', op: 'eq', value: true } },
      ['A1'],
    ],
    [
      'who left, when it is asked for',
      { some: 'contacts', where: { field: 'left_on', op: 'not_null' } },
      ['A1'],
    ],
    ['the parent', { field: 'parent.name', op: 'eq', value: 'Alder' }, ['A4']],
    ['the children', { some: 'children', where: { field: 'id', op: 'eq', value: 'A5' } }, ['A4']],
    [
      'the account and all below it',
      { some: 'ancestors', where: { field: 'id', op: 'eq', value: 'A1' } },
      ['A1', 'A4', 'A5'],
    ],
    [
      'the account and all above it',
      { some: 'family', where: { field: 'id', op: 'eq', value: 'A5' } },
      ['A1', 'A4', 'A5'],
    ],
  ])('%s', async (_, where, expected) => {
    expect(await accounts(where)).toEqual(expected)
  })

  it('reaches over a to-one relation to a to-many one', async () => {
    const where: Condition = {
      some: 'account.tickets',
      where: { field: 'priority', op: 'eq', value: 'urgent' },
    }
    expect(await ids({ from: 'contact', where })).toEqual(['C1', 'C2', 'C4', 'C6'])
  })

  it('looks from a person at their accounts, the churned ones left out', async () => {
    const where: Condition = { count: 'accounts', op: 'gte', value: 3 }
    expect(await ids({ from: 'user', where })).toEqual([])
    expect(await ids({ from: 'user', where, scope: 'all' })).toEqual(['dana@us.test'])
  })
})

describe('the usual scope', () => {
  it.each<[string, Query, string[]]>([
    ['leaves churned accounts out', { from: 'account' }, ['A1', 'A2', 'A4', 'A5']],
    [
      'leaves them in when all are asked for',
      { from: 'account', scope: 'all' },
      ['A1', 'A2', 'A3', 'A4', 'A5'],
    ],
    [
      'is lifted by their lifecycle',
      { from: 'account', where: { field: 'lifecycle', op: 'in', value: ['Churned', 'adopting'] } },
      ['A1', 'A3'],
    ],
    [
      'is lifted by the day they left',
      { from: 'account', where: { field: 'churned_on', op: 'during', value: { this: 'year' } } },
      ['A3'],
    ],
    [
      'is lifted by the reason',
      { from: 'account', where: { field: 'churn_reason', op: 'eq', value: 'price' } },
      ['A3'],
    ],
    ['is lifted by a name', { from: 'account', where: { field: 'name', op: 'eq', value: 'cedar' } }, ['A3']],
    [
      'is not lifted by an exclusion',
      { from: 'account', where: { field: 'churn_reason', op: 'ne', value: 'x' } },
      ['A1', 'A2', 'A4', 'A5'],
    ],
    [
      'is not lifted under not',
      { from: 'account', where: { not: { field: 'name', op: 'eq', value: 'Alder' } } },
      ['A2', 'A4', 'A5'],
    ],
    [
      'is not lifted by another lifecycle',
      { from: 'account', where: { not: { field: 'lifecycle', op: 'eq', value: 'adopting' } } },
      ['A2', 'A4', 'A5'],
    ],
    [
      'leaves out contacts who left and those of churned accounts',
      { from: 'contact' },
      ['C1', 'C2', 'C4', 'C6'],
    ],
    [
      'is lifted by the day a contact left, of active accounts still',
      { from: 'contact', where: { field: 'left_on', op: 'not_null' } },
      ['C3', 'C5'],
    ],
    [
      'is lifted for the contacts of a named account',
      { from: 'contact', where: { field: 'account.name', op: 'eq', value: 'Cedar' } },
      ['C7'],
    ],
    ['leaves other objects whole', { from: 'nps', where: { field: 'score', op: 'eq', value: 0 } }, ['N5']],
  ])('%s', async (_, query, expected) => {
    expect(await ids(query)).toEqual(expected)
  })
})

describe('rows', () => {
  it('come in the asked order, those without a value last, however it runs', async () => {
    const by = async (dir: 'asc' | 'desc') =>
      (await ask({ from: 'account', orderBy: [{ by: 'health', dir }] })).rows.map((row) => row.id)
    expect(await by('desc')).toEqual(['A1', 'A5', 'A2', 'A4'])
    expect(await by('asc')).toEqual(['A5', 'A1', 'A2', 'A4'])
  })

  it('of a closed list sort in its own order', async () => {
    const { rows } = await ask({
      from: 'ticket',
      select: ['priority'],
      orderBy: [{ by: 'priority', dir: 'desc' }],
    })
    expect(rows.map((row) => row.priority)).toEqual(['urgent', 'urgent', 'high', 'normal'])
  })

  it('are counted in full beyond the limit', async () => {
    const { rows, total } = await ask({ from: 'account', limit: 1, orderBy: [{ by: 'arr', dir: 'desc' }] })
    expect([rows.map((row) => row.id), total]).toEqual([['A1'], 4])
  })

  it('carry what the filter and the order speak of beside the usual columns', async () => {
    const { columns } = await ask({
      from: 'account',
      where: { field: 'open_tickets', op: 'gt', value: 0 },
      orderBy: [{ by: 'adoption', dir: 'asc' }],
    })
    expect(columns.map((column) => column.key)).toEqual([
      ...[
        'name',
        'segment',
        'csm',
        'arr',
        'renewal_date',
        'health',
        'health_band',
        'open_tickets',
        'adoption',
      ],
      'currency',
    ])
  })

  it('are plain JSON: numbers, ISO days, ISO instants, booleans, lists', async () => {
    const { rows } = await ask({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A1' },
      select: ['arr', 'renewal_date', 'auto_renew', 'tags', 'tier', 'rooms', 'churned_on'],
    })
    expect(rows).toEqual([
      {
        ...{
          id: 'A1',
          arr: 100_000,
          renewal_date: '2026-08-01',
          auto_renew: true,
          tags: ['strategic', 'beta'],
        },
        ...{ tier: 'gold', rooms: 12, churned_on: null, currency: 'USD' },
      },
    ])
    const ticket = await ask({
      from: 'ticket',
      where: { field: 'id', op: 'eq', value: 'Z2' },
      select: ['opened_at'],
    })
    expect(ticket.rows).toEqual([{ id: 'Z2', opened_at: '2026-05-01T00:00:00Z' }])
  })

  it('of a time series have no id', async () => {
    const { rows } = await ask({ from: 'usage', where: { field: 'account.id', op: 'eq', value: 'A2' } })
    expect(rows).toEqual([
      {
        id: null,
        on: '2026-06-01',
        'account.name': 'Birch',
        feature: 'X',
        active_users: 3,
        events: 10,
        'account.id': 'A2',
      },
    ])
  })

  it('never come from another workspace', async () => {
    const other = { ...asker(), workspace: 'elsewhere' }
    expect((await ask({ from: 'account', scope: 'all' }, other)).rows).toEqual([])
  })
})
