/** The time between two dates of a row: shown, filtered, ordered, grouped and summed like any number. */
import { describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { openTestStore } from './test-store.ts'
import { clock } from './test-workspace.ts'

const { ask, rows, refusal } = openTestStore(freshDb)
const toLive = { field: 'customer_since', to: 'go_live_on' }

describe('a distance in time', () => {
  it('is whole days between days, none where an end is', async () => {
    const found = await ask({
      from: 'account',
      select: ['name', toLive],
      orderBy: [{ by: toLive }, { by: 'name' }],
    })
    expect(found.rows.map((row) => [row.id, row.customer_since_to_go_live_on_days])).toEqual([
      ['A2', 60],
      ['A1', null],
      ['A4', null],
      ['A5', null],
    ])
    expect(found.columns.at(-1)).toEqual({
      key: 'customer_since_to_go_live_on_days',
      label: 'Days from customer since to go-live',
      type: 'number',
      unit: 'days',
    })
    expect(found.reading).toContain('by days from customer since to go-live, lowest first')
  })

  it('counts days in the time zone of the workspace, hours as they pass', async () => {
    const query = {
      from: 'ticket',
      where: { field: 'solved_at', op: 'not_null' as const },
      select: [
        'subject',
        { field: 'opened_at', to: 'solved_at' },
        { field: 'opened_at', to: 'solved_at', unit: 'hours' as const },
      ],
      orderBy: [{ by: 'opened_at' }],
    }
    const [first] = await rows(query)
    const resolution = await rows({ ...query, select: ['resolution_h'] })
    expect(first?.opened_at_to_solved_at_hours).toBe(resolution[0]?.resolution_h)
  })

  it('goes to today in days, to now in hours', async () => {
    const of = (unit: 'days' | 'hours', at = clock) =>
      rows(
        {
          from: 'account',
          where: { field: 'id', op: 'eq', value: 'A4' },
          select: [{ field: 'customer_since', to: 'today', unit }],
        },
        at,
      )
    expect(await of('days')).toEqual([{ id: 'A4', customer_since_to_today_days: 165 }])
    expect(await of('hours')).toEqual([{ id: 'A4', customer_since_to_today_hours: 165 * 24 + 12 }])
    expect(await of('hours', { ...clock, timeZone: 'Europe/Berlin' })).toEqual([
      { id: 'A4', customer_since_to_today_hours: 165 * 24 + 13 },
    ])
  })

  it('is filtered by, grouped by and averaged', async () => {
    const tenure = { field: 'customer_since', to: 'today' }
    expect(
      await rows({ from: 'account', where: { ...tenure, op: 'gte', value: 600 }, select: ['name'] }),
    ).toEqual([{ id: 'A5', name: 'Elm & Sons' }])
    expect(
      await rows({
        from: 'account',
        measures: [
          { fn: 'avg', ...toLive },
          { fn: 'max', ...tenure, as: 'longest' },
        ],
      }),
    ).toEqual([{ avg_customer_since_to_go_live_on_days: 60, longest: 896 }])
    expect(
      await rows({ from: 'account', groupBy: [tenure], orderBy: [{ by: 'customer_since_to_today_days' }] }),
    ).toEqual([
      { customer_since_to_today_days: 165, count: 1 },
      { customer_since_to_today_days: 530, count: 2 },
      { customer_since_to_today_days: 896, count: 1 },
    ])
    expect((await ask({ from: 'account', measures: [{ fn: 'avg', ...toLive }] })).reading).toBe(
      'average days from customer since to go-live of active accounts',
    )
  })

  it('goes over to-one relations', async () => {
    expect(
      await rows({
        from: 'ticket',
        where: { field: 'id', op: 'eq', value: 'Z1' },
        select: [{ field: 'account.customer_since', to: 'account.renewal_date' }],
      }),
    ).toEqual([{ id: 'Z1', 'account.customer_since_to_account.renewal_date_days': 577 }])
  })

  it.each<[string, unknown, string]>([
    ['from what is no date', { field: 'name', to: 'go_live_on' }, 'select[0].field: name is not a date'],
    ['to what is no date', { field: 'go_live_on', to: 'name' }, 'select[0].to: name is not a date'],
    [
      'to what is not there',
      { field: 'go_live_on', to: 'customer_sinc' },
      'select[0].to: there is no field "customer_sinc"',
    ],
    [
      'on a day',
      { field: 'go_live_on', to: 'today', at: '2026-01-01' },
      'select[0]: a distance in time is between two dates',
    ],
    [
      'in a unit without an end',
      { field: 'go_live_on', unit: 'days' },
      'select[0].unit: only a distance in time has a unit',
    ],
  ])('is refused %s', async (_, operand, what) => {
    expect((await refusal({ from: 'account', select: [operand] })).message).toContain(what)
  })
})
