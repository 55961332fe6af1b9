/** Own measures: what a formula works out, of which unit, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { inChange } from '../history/change.ts'
import { workspaceId } from '../query/test-ids.ts'
import { runQuery } from '../query/run.ts'
import { asker, askIn, clock, insertTestWorkspace, type Ask } from '../query/test-workspace.ts'
import { accounts } from '../schema/tables.ts'
import { recordDefinition, tryDefinition, type Draft } from './define.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

const attempt = (draft: Draft) =>
  db.inWorkspace(workspaceId, (tx) => tryDefinition(tx, workspaceId, draft), 'read')
const define = (draft: Draft) =>
  db.inWorkspace(workspaceId, async (tx) =>
    recordDefinition(tx, workspaceId, await tryDefinition(tx, workspaceId, draft)),
  )
const measure = (key: string, formula: string, rest: object = {}): Draft => ({
  kind: 'measure',
  key,
  formula,
  ...rest,
})

/** The field that a formula makes, without recording it. */
async function fieldOf(formula: string, object = 'account') {
  const { catalogue } = await attempt(measure('tried', formula, { object }))
  return catalogue.objects.get(object)?.fields.find(({ key }) => key === 'tried')
}

describe('a formula works out', () => {
  it('what it says, row by row, and can be filtered, sorted, grouped and aggregated by', async () => {
    await define(measure('arr_per_seat', 'arr / seats'))
    const { rows, columns, reading } = await ask({
      from: 'account',
      where: { field: 'arr_per_seat', op: 'gt', value: 5000 },
      select: ['arr_per_seat'],
      orderBy: [{ by: 'arr_per_seat', dir: 'desc' }],
    })
    expect(rows.map((row) => [row.id, row.arr_per_seat])).toEqual([
      ['A1', 10_000],
      ['A2', 50_000 / 6],
    ])
    expect(columns[0]).toMatchObject({ label: 'ARR per seat', type: 'money' })
    expect(reading).toContain('ARR per seat means arr / seats (version 1)')
    const grouped = await ask({
      from: 'account',
      groupBy: ['segment', 'currency'],
      measures: [{ fn: 'max', field: 'arr_per_seat' }],
      orderBy: [{ by: 'max_arr_per_seat', dir: 'desc' }],
      limit: 2,
    })
    expect(grouped.rows[0]).toMatchObject({ segment: 'enterprise', max_arr_per_seat: 10_000 })
    const sold = await ask({
      from: 'ticket',
      where: { field: 'account.arr_per_seat', op: 'gt', value: 0 },
      measures: [{ fn: 'count' }],
    })
    expect(Number(sold.rows[0]?.count)).toBeGreaterThan(0)
  })

  it.each([
    ['if(health < 70, arr, 0)', [100_000, 0, 0, 45_000]],
    ['coalesce(go_live_on, customer_since)', ['2025-01-01', '2025-03-02', '2026-01-01', '2024-01-01']],
    ['days_between(customer_since, go_live_on)', [null, 60, null, null]],
    ['arr / (seats - seats)', [null, null, null, null]],
    ['count(contacts)', [3, 1, 0, 0]],
    ['count(contacts where role = champion)', [1, 0, 0, 0]],
    ['sum(opportunities.amount where status = open)', [140_000, 0, 0, 0]],
    ['max(opportunities.close_on)', ['2026-08-01', '2026-01-01', null, '2026-01-01']],
    ["if(arr >= 50000 and segment != smb, 'big', 'small')", ['big', 'small', 'small', 'small']],
    ['round(log(arr), 2)', [11.51, 10.82, 9.21, 10.71]],
    ['min(seats, 5) + max(seats, 5)', [15, 11, 9, 10]],
    ['if(seats < 2 * count(contacts), 1, 0)', [0, 0, 0, 0]],
    ['100 * (arr - arr / 2) / arr', [50, 50, 50, 50]],
    ['to_hours(days_between(customer_since, today()))', [530 * 24, 530 * 24, 165 * 24, 896 * 24]],
  ])('%s', async (formula, values) => {
    const { catalogue } = await attempt(measure('tried', formula))
    const { rows } = await db.inWorkspace(workspaceId, (tx) =>
      runQuery(
        tx,
        catalogue,
        { from: 'account', select: ['tried'], orderBy: [{ by: 'id' }] },
        { asker: asker(), clock },
      ),
    )
    const found = rows.map((row) => row.tried)
    expect(found).toEqual(values)
  })

  it('what it was on an earlier day, where all of its inputs are known for it', async () => {
    await define(measure('lost_arr', 'earlier(arr, 365) - arr'))
    expect((await fieldOf('arr * 2'))?.dated).toBe(true)
    expect((await fieldOf('arr * count(tickets)'))?.dated).toBeUndefined()
    const { rows } = await ask({
      from: 'account',
      scope: 'all',
      where: { field: 'id', op: 'in', value: ['A3', 'A5'] },
      select: ['lost_arr', { field: 'lost_arr', at: '2026-04-01' }],
      orderBy: [{ by: 'id' }],
    })
    expect(rows.map((row) => row['lost_arr_at_2026-04-01'])).toEqual([80_000, -15_000])
  })
})

describe('units', () => {
  it.each([
    ['arr / seats', 'money', undefined],
    ['arr / 12', 'money', undefined],
    ['seats - 5', 'number', 'seats'],
    ['health - earlier(health, 30)', 'number', 'points'],
    ['arr / earlier(arr, 365)', 'number', 'ratio'],
    ['100 * (arr - earlier(arr, 365)) / earlier(arr, 365)', 'number', 'percent'],
    ['(arr - earlier(arr, 365)) / earlier(arr, 365) * 100', 'number', 'percent'],
    ['arr * (100 - health) / 100', 'money', undefined],
    ['health / 100', 'number', 'ratio'],
    ['to_days(first_response_h) + days_to_renewal', 'number', 'days'],
    ['count(tickets) + open_tickets', 'number', 'items'],
    ['number(seats) + number(arr)', 'number', undefined],
    ['1 - adoption', 'number', 'ratio'],
    ['arr * adoption', 'money', undefined],
  ])('%s is %s %s', async (formula, type, unit) => {
    const field = await fieldOf(formula)
    expect([field?.type, field?.unit]).toEqual([type, unit])
  })

  it.each([
    ['arr + seats', 'Money and seats do not go together'],
    ['days_to_renewal + first_response_h', 'Days and hours do not go together'],
    ['arr * arr', 'Money times money has no meaning'],
    ['adoption + health', 'A ratio and score do not go together'],
    ['name + 1', 'A text is no number'],
    ['renewal_date - 30', 'A date is no number'],
    ['csm', 'csm is a person, and no formula can be made of it'],
    ['auto_renew', 'auto_renew is yes or no'],
    ['arr + parent.arr', 'The two may be in different currencies'],
    ['parent.arr', 'It may be in another currency than the account’s own'],
    ['sum(children.arr)', 'Its children may be in several currencies'],
    ['arrr / seats', 'There is no field “arrr” of accounts'],
    ['count(tickts)', 'There are no “tickts” of accounts'],
    ['count(tickets where prioritee = urgent)', 'There is no field “prioritee” of tickets'],
    ['sum(tickets.subject)', 'sum of subject has no meaning: it is a text'],
    ['if(segment = huge, 1, 0)', 'There is no value "huge" of segment'],
    ['null', 'It is never known'],
    ['earlier(count(tickets), 30)', 'It is known as it stands now only'],
    ["if(arr > 1, 'big', 2)", 'One is a text, the other a number'],
  ])('%s is refused: %s', async (formula, message) => {
    await expect(attempt(measure('tried', formula))).rejects.toThrow(message)
  })

  it('amount × probability needs its hundred, in opportunities', async () => {
    await expect(
      attempt(measure('tried', 'amount * probability', { object: 'opportunity' })),
    ).rejects.toThrow('a hundred times too much')
    expect((await fieldOf('amount * probability / 100', 'opportunity'))?.type).toBe('money')
  })

  it('a declared unit names what the formula leaves open, and never contradicts it', async () => {
    const { catalogue } = await attempt(measure('tried', 'number(seats) / number(arr)', { unit: 'ratio' }))
    expect(catalogue.objects.get('account')?.fields.find(({ key }) => key === 'tried')?.unit).toBe('ratio')
    await expect(attempt(measure('tried', 'arr / 2', { unit: 'days' }))).rejects.toThrow(
      'declared as days, but works out money',
    )
  })
})

describe('measures of measures', () => {
  it('use each other, but never in a circle', async () => {
    await define(measure('base_value', 'arr * 2'))
    await define(measure('double_value', 'base_value * 2'))
    const { rows } = await ask({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A1' },
      select: ['double_value'],
    })
    expect(rows[0]?.double_value).toBe(400_000)
    await expect(attempt(measure('base_value', 'double_value / 4'))).rejects.toThrow(
      'They are defined by each other: base_value → double_value → base_value',
    )
    await expect(attempt(measure('selfish', 'selfish + 1'))).rejects.toThrow('There is no field “selfish”')
  })

  it('a change that would break another is refused', async () => {
    await define(measure('renewing_in', 'days_to_renewal'))
    await define(measure('late_by', '0 - renewing_in + 30'))
    await define(measure('late_days', 'late_by + days_between(customer_since, today())'))
    await expect(define(measure('renewing_in', 'arr'))).rejects.toThrow('late_days would break')
  })

  it('are not written out without end', async () => {
    await define(measure('m0', 'seats'))
    for (let n = 1; n <= 7; n++) await define(measure(`m${n}`, `m${n - 1} + m${n - 1}`))
    await expect(
      (async () => {
        for (let n = 8; n <= 14; n++) await define(measure(`m${n}`, `m${n - 1} + m${n - 1}`))
      })(),
    ).rejects.toThrow('too large')
  })

  it('a key that something else has is refused', async () => {
    await expect(attempt(measure('health', 'arr'))).rejects.toThrow('accounts have a field health (Health)')
    await expect(attempt(measure('tickets', 'arr'))).rejects.toThrow('names related rows of accounts')
    await expect(attempt(measure('Arr Per Seat', 'arr'))).rejects.toThrow('a key is made of small letters')
  })
})

it('a row changed is a measure changed', async () => {
  await inChange(db, workspaceId, { kind: 'edit', source: 'test' }, (tx) =>
    tx.update(accounts).set({ seats: 20 }).where(eq(accounts.sourceId, 'A1')),
  )
  const { rows } = await ask({
    from: 'account',
    where: { field: 'id', op: 'eq', value: 'A1' },
    select: ['arr_per_seat'],
  })
  expect(rows[0]?.arr_per_seat).toBe(5000)
})
