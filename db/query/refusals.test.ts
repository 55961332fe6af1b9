/** A bad query is refused with the path and the nearest valid name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { Problem } from '#db/problem.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Query } from './query.ts'
import { askIn, insertTestWorkspace, type Ask } from './test-workspace.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

/** What a query is refused with; JSON, for what a model writes is not typed. */
const refusal = async (query: unknown): Promise<Problem> => {
  const error: unknown = await ask(query as Query).catch((thrown: unknown) => thrown)
  if (error instanceof Problem) return error
  throw new Error(`not refused: ${JSON.stringify(error)}`)
}
const where = (condition: unknown) => ({ from: 'account', where: condition })

describe('a query that does not fit the catalogue is refused with its place and what would fit', () => {
  it.each<[string, unknown, string, string]>([
    ['an object', { from: 'acount' }, 'from: there is no object "acount".', 'Did you mean account?'],
    [
      'a field',
      where({ field: 'helth', op: 'lt', value: 5 }),
      'where.field: there is no field "helth" of account.',
      'Did you mean health',
    ],
    [
      'a field deep inside',
      where({ and: [{ not: { field: 'helth', op: 'lt', value: 5 } }] }),
      'where.and[0].not.field: there is no field "helth" of account.',
      'Did you mean health',
    ],
    [
      'a field of another object',
      { from: 'ticket', where: { field: 'segment', op: 'eq', value: 'smb' } },
      'where.field: there is no field "segment" of ticket.',
      'Did you mean account.segment?',
    ],
    [
      'a column',
      { from: 'account', select: ['name', 'arrr'] },
      'select[1]: there is no field "arrr" of account.',
      'Did you mean arr',
    ],
    [
      'an order',
      { from: 'account', orderBy: [{ by: 'healt' }] },
      'orderBy[0].by: there is no field "healt" of account.',
      'Did you mean health',
    ],
    [
      'a group',
      { from: 'account', groupBy: [{ field: 'regoin' }] },
      'groupBy[0].field: there is no field "regoin" of account.',
      'Did you mean region?',
    ],
    [
      'a relation',
      where({ some: 'tikets' }),
      'where.some: there is no relation "tikets" of account.',
      'Did you mean tickets?',
    ],
    [
      'a relation used as a field',
      where({ field: 'tickets', op: 'gt', value: 3 }),
      'where.field: tickets of account is a relation, not a field.',
      'Ask with some, none or count of tickets.',
    ],
    [
      'a path over many rows',
      where({ field: 'contacts.name', op: 'eq', value: 'x' }),
      'where.field: account has many contacts, so contacts.name is not one value.',
      'Ask with some, none or count of contacts, or query contact.',
    ],
    [
      'a value of a closed list',
      where({ field: 'segment', op: 'eq', value: 'enterprize' }),
      'where.value: there is no value "enterprize" of segment.',
      'Did you mean enterprise?',
    ],
    [
      'a value that is like none',
      where({ field: 'segment', op: 'in', value: ['zzz'] }),
      'where.value: there is no value "zzz" of segment.',
      'There are: enterprise, mid_market, smb.',
    ],
    [
      'a person',
      where({ field: 'csm', op: 'eq', value: 'Dana Tets' }),
      'where.value: there is no person "Dana Tets".',
      'Did you mean Dana Test',
    ],
    [
      'a measure',
      { from: 'account', measures: [{ measure: 'nr' }] },
      'measures[0].measure: there is no measure "nr" of accounts as a whole.',
      'Did you mean nrr',
    ],
    [
      'an operator of another type',
      where({ field: 'health', op: 'contains', value: 'x' }),
      'where.op: contains does not fit health, which is a number.',
      'It takes: eq, ne, lt',
    ],
    [
      'a word for a number',
      where({ field: 'health', op: 'lt', value: 'low' }),
      'where.value: health compares with a number, not with "low".',
      '',
    ],
    [
      'a day that is none',
      where({ field: 'renewal_date', op: 'gt', value: '2026-02-31' }),
      'where.value: It compares with a day, not with "2026-02-31".',
      'For example "2026-11-21"',
    ],
    [
      'a period that is none',
      where({ field: 'renewal_date', op: 'during', value: '2026' }),
      'where.value: during needs a period.',
      'For example',
    ],
    ['a missing value', where({ field: 'health', op: 'lt' }), 'where.value: lt needs a value.', ''],
    [
      'a day for what has no history',
      { from: 'ticket', where: { field: 'open', at: '2026-01-01', op: 'eq', value: true } },
      'where.at: open is known as it stands now only.',
      'these are known on a day: ',
    ],
    [
      'a change of what is no number',
      { from: 'account', select: [{ field: 'health_band', since: '2026-01-01' }] },
      'select[0].since: health_band is not a number',
      '',
    ],
    [
      'a sum of words',
      { from: 'account', measures: [{ fn: 'sum', field: 'name' }] },
      'measures[0].fn: sum of name has no meaning: it is a text.',
      'Use count or count_distinct.',
    ],
    [
      'a sum of nothing',
      { from: 'account', measures: [{ fn: 'sum' }] },
      'measures[0].field: sum needs a field.',
      '',
    ],
    [
      'a calendar unit of what is no date',
      { from: 'account', groupBy: [{ field: 'region', by: 'month' }] },
      'groupBy[0].by: region is not a date',
      '',
    ],
    [
      'an order that the groups do not have',
      { from: 'account', groupBy: ['region'], orderBy: [{ by: 'segment' }] },
      'orderBy[0].by: there is no column "segment" in this answer.',
      'There are: region, count.',
    ],
    [
      'a window that has not begun',
      { from: 'account', measures: [{ measure: 'nrr', during: { next: 30, unit: 'day' } }] },
      'measures[0].during: the window has not begun',
      '',
    ],
    [
      'a window of what has none',
      { from: 'account', measures: [{ measure: 'portfolio_nps', during: { this: 'year' } }] },
      'measures[0].during: NPS is as of today and has no window.',
      '',
    ],
  ])('%s', async (_, query, what, next) => {
    const found = await refusal(query)
    expect(found).toMatchObject({ code: 'bad_request', done: 'Nothing was read.' })
    expect(found.message).toContain(what)
    expect(found.next).toContain(next)
  })
})

describe('a query that is not of the query’s shape', () => {
  it.each<[string, unknown, string]>([
    ['an unknown operator', where({ field: 'health', op: 'less', value: 5 }), 'where.op'],
    [
      'an unknown operator deep inside',
      where({ and: [{ or: [{ field: 'health', op: 'less', value: 5 }] }] }),
      'where.and[0].or[0].op',
    ],
    ['an unknown key', { from: 'account', filter: {} }, 'filter'],
    ['a limit beyond the most', { from: 'account', limit: 10_001 }, 'limit'],
    [
      'a figure without a function',
      { from: 'account', measures: [{ fn: 'total', field: 'arr' }] },
      'measures[0].fn',
    ],
    ['text for a query', 'select * from accounts', 'query'],
  ])('is refused: %s', async (_, query, place) => {
    expect((await refusal(query)).message).toContain(place)
  })
})

describe('what a person writes never becomes SQL', () => {
  it('compares a quote as the text it is', async () => {
    const { rows } = await ask({ from: 'account', where: { field: 'name', op: 'eq', value: "x' or '1'='1" } })
    expect(rows).toEqual([])
  })
  it('refuses a key that is not of the catalogue', async () => {
    expect((await refusal({ from: 'account', select: ['name"; drop table accounts; --'] })).code).toBe(
      'bad_request',
    )
    expect((await refusal({ from: 'accounts; --' })).code).toBe('bad_request')
  })
  it('takes any name for a figure', async () => {
    const as = `a"; drop table 'x`
    expect((await ask({ from: 'account', measures: [{ fn: 'count', as }] })).rows).toEqual([{ [as]: 4 }])
  })
})
