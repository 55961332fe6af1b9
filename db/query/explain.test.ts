/** A query in plain words says exactly what it asks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Query } from './query.ts'
import { asker, askIn, insertTestWorkspace, type Ask } from './test-workspace.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

describe('the reading of a query', () => {
  it.each<[Query, string]>([
    [{ from: 'account' }, 'active accounts'],
    [{ from: 'account', scope: 'all' }, 'accounts'],
    [{ from: 'contact' }, 'contacts still there and of active accounts'],
    [
      {
        from: 'account',
        where: {
          and: [
            { field: 'segment', op: 'eq', value: 'enterprise' },
            { field: 'health', op: 'lt', value: 50 },
          ],
        },
        orderBy: [{ by: 'arr', dir: 'desc' }],
        limit: 5,
      },
      'active accounts where segment is enterprise and health is under 50, by ARR, highest first, top 5',
    ],
    [
      { from: 'account', where: { field: 'csm', op: 'eq', value: { person: 'me' } } },
      'active accounts where CSM is dana',
    ],
    [
      { from: 'account', where: { field: 'csm', op: 'in', value: ['tom@us.test', null] } },
      'active accounts where CSM is Tom Test or none',
    ],
    [
      { from: 'account', where: { field: 'adoption', op: 'lt', value: 0.3 } },
      'active accounts where adoption is under 30 %',
    ],
    [
      { from: 'account', where: { none: 'contacts', where: { field: 'role', op: 'eq', value: 'champion' } } },
      'active accounts where there are no contacts where role is champion',
    ],
    [
      {
        from: 'account',
        where: {
          not: {
            or: [
              { field: 'region', op: 'is_null' },
              { field: 'auto_renew', op: 'eq', value: true },
            ],
          },
        },
      },
      'active accounts where not ((there is no region or auto-renew))',
    ],
    [
      { from: 'account', where: { field: 'renewal_date', op: 'during', value: { next: 30, unit: 'day' } } },
      'active accounts where renewal date is in the next 30 days (15 Jun 2026 to 15 Jul 2026)',
    ],
    [
      { from: 'account', where: { field: 'health', since: '2026-05-02', op: 'lte', value: -10 } },
      'active accounts where health change since 2 May 2026 is at most −10',
    ],
    [
      {
        from: 'account',
        groupBy: ['csm', { field: 'renewal_date', by: 'month' }],
        measures: [{ fn: 'sum', field: 'arr' }, { fn: 'count' }],
      },
      'total ARR and number by CSM and renewal date (month) of active accounts',
    ],
    [
      {
        from: 'account',
        measures: [
          { measure: 'nrr', during: { previous: 'quarter' } },
          { measure: 'grr', during: { previous: 'quarter' } },
        ],
      },
      'NRR and GRR over the previous quarter (1 Jan 2026 to 31 Mar 2026) of accounts',
    ],
    [
      { from: 'ticket', where: { field: 'account.name', op: 'eq', value: 'Alder' } },
      'tickets where account is Alder',
    ],
    [
      {
        from: 'account',
        groupBy: ['region'],
        measures: [
          { fn: 'sum', field: 'arr' },
          { make: 'share', of: 'sum_arr', within: ['region'] },
          { make: 'rank', of: 'sum_arr', dir: 'asc' },
          { fn: 'percentile', p: 90, field: 'health' },
        ],
      },
      'total ARR, share of total ARR within region, rank by total ARR (lowest first) and 90th percentile of health by region of active accounts',
    ],
    [
      {
        from: 'account',
        select: ['name', { make: 'running', of: 'arr' }],
        where: { field: 'customer_since', to: 'today', op: 'gt', value: 365 },
      },
      'active accounts where days from customer since to today is over 365, with running ARR',
    ],
    [
      {
        from: 'account',
        measures: [{ measure: 'nrr' }],
        compare: { period: { previous: 'quarter' }, with: 'year_earlier' },
      },
      'NRR over each period of accounts, on 31 Mar 2026 against 31 Mar 2025',
    ],
    [
      {
        from: 'account',
        measures: [{ fn: 'sum', field: 'arr' }],
        series: { by: 'month', over: { this: 'year', toDate: true } },
      },
      'total ARR of active accounts, at the end of each month of this year to date (1 Jan 2026 to 15 Jun 2026)',
    ],
    [
      {
        from: 'ticket',
        groupBy: [{ field: 'opened_at', by: 'week', fill: { last: 4, unit: 'week' } }, 'priority'],
        pivot: { key: 'priority' },
      },
      'number by opened (week, every week of the last 4 weeks (18 May 2026 to 15 Jun 2026)) and priority of tickets, with priority as columns',
    ],
    [
      { from: 'activity', where: { field: 'any_text', op: 'matches', value: 'price -cut' } },
      'activities where any text mentions “price -cut”',
    ],
  ])('%#: says what was understood', async (query, words) => {
    expect((await ask(query)).reading).toBe(words)
  })

  it('says of figures over a part of the workspace that they are', async () => {
    const { rights, ...rest } = asker()
    const part = { ...rest, rights: { ...rights, reads: { owners: [rest.userId], tags: [], accounts: [] } } }
    const count: Query = { from: 'account', measures: [{ fn: 'count' }] }
    const own: Query = { ...count, where: { field: 'csm', op: 'eq', value: { person: 'me' } } }
    expect((await ask(count, part)).reading).toBe('number of active accounts that you see')
    expect((await ask(own, part)).reading).toBe('number of active accounts where CSM is dana')
    expect((await ask({ from: 'user', measures: [{ fn: 'count' }] }, part)).reading).toBe('number of users')
    expect((await ask(count)).reading).toBe('number of active accounts')
  })
})
