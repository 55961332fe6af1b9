/** Every derived measure against a value computed by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { askIn, clock, insertTestWorkspace, type Ask } from './test-workspace.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
afterAll(() => db.close())

/** The value of an account's field, by the account's id. */
async function values(field: string, from = 'account'): Promise<Record<string, unknown>> {
  const { rows } = await ask({ from, select: [field], scope: 'all' })
  return Object.fromEntries(rows.map((row) => [String(row.id), row[field]]))
}

describe('the measures of an account', () => {
  it.each<[string, Record<string, unknown>]>([
    ['active', { A1: true, A2: true, A3: false, A4: true, A5: true }],
    ['arr', { A1: 100_000, A2: 50_000, A3: 80_000, A4: 10_000, A5: 45_000 }],
    // The newest score on or before today: the one of tomorrow does not count.
    ['health', { A1: 60, A2: null, A3: 90, A4: null, A5: 30 }],
    ['health_band', { A1: 'yellow', A2: null, A3: 'green', A4: null, A5: 'red' }],
    // Two scores are needed for a trend; Cedar's score is older than 90 days.
    ['health_slope', { A1: -10, A2: null, A3: null, A4: null, A5: null }],
    ['health_trend', { A1: 'declining', A2: null, A3: null, A4: null, A5: null }],
    ['days_to_renewal', { A1: 47, A2: -5, A3: null, A4: null, A5: 90 }],
    // A note is no touch, nor is what is planned for tomorrow.
    ['last_touch_on', { A1: '2026-06-12', A2: null, A3: null, A4: null, A5: '2026-05-15' }],
    ['days_since_touch', { A1: 3, A2: null, A3: null, A4: null, A5: 31 }],
    // Alder: 2 of the per-user feed; Birch: the widest feature; Dogwood: a feed without anybody in the window.
    ['active_users', { A1: 2, A2: 3, A3: null, A4: 0, A5: null }],
    ['adoption', { A1: 0.2, A2: 0.5, A3: null, A4: 0, A5: null }],
    // 60 events in (d−28, d], 100 in the 28 days before; the day d−56 is outside.
    ['usage_change', { A1: -0.4, A2: null, A3: null, A4: null, A5: null }],
    ['usage_down', { A1: true, A2: null, A3: null, A4: null, A5: null }],
    // 80 events on 8 days, against a 90th percentile of 72.5.
    ['power_users', { A1: 1, A2: 0, A3: 0, A4: 0, A5: 0 }],
    // 5 after 12, and 0 after 20; 9 before are too few to fall from.
    ['declining_users', { A1: 2, A2: 0, A3: 0, A4: 0, A5: 0 }],
    ['open_tickets', { A1: 2, A2: 0, A3: 0, A4: 0, A5: 0 }],
    ['urgent_tickets', { A1: 1, A2: 0, A3: 0, A4: 0, A5: 0 }],
    ['first_response_h', { A1: 4, A2: 1, A3: null, A4: null, A5: null }],
    // The newest response of each contact: 6 and 10.
    ['nps', { A1: 8, A2: 9, A3: 0, A4: null, A5: null }],
    ['nps_band', { A1: 'passive', A2: 'promoter', A3: 'detractor', A4: null, A5: null }],
    // 4 hours and 24 hours; what is not answered has no time.
    ['response_time_h', { A1: 14, A2: null, A3: null, A4: null, A5: null }],
    // Thursday's message has waited two working days on Monday, Friday's has not.
    ['unanswered', { A1: 1, A2: 0, A3: 0, A4: 0, A5: 0 }],
    // Sponsor 3, champion 2, user 1, of 8; who left does not count.
    ['multithreading', { A1: 75, A2: 0, A3: 0, A4: 0, A5: 0 }],
    ['champion_left_on', { A1: '2026-02-01', A2: null, A3: null, A4: null, A5: null }],
    // The sponsor met 30 days ago, outside (d−30, d].
    ['silent_contacts', { A1: 1, A2: 1, A3: 1, A4: 0, A5: 0 }],
    ['time_to_value', { A1: 100, A2: 60, A3: null, A4: null, A5: null }],
    // Half of the enterprise cohort is gone; of smb nobody, so 2 % counts.
    ['clv', { A1: 160_000, A2: 2_000_000, A3: 128_000, A4: 400_000, A5: 1_800_000 }],
    ['risk', { A1: 'at_risk', A2: 'watch', A3: null, A4: 'watch', A5: 'watch' }],
  ])('has %s as the domain defines it', async (field, expected) => {
    expect(await values(field)).toEqual(expected)
  })

  it('has the mean sentiment of 90 days, today included', async () => {
    const { A1, A2 } = await values('sentiment')
    expect([A1, A2]).toEqual([expect.closeTo(-0.3), null])
  })

  it('adds the risk up from its inputs', async () => {
    // Alder: health 14, declining 10, usage 12, sentiment 8, urgent 5, passive 2, renewal 4.
    // Birch: no score 15, no trend 3, no touch 8, single-threaded 5, renewal overdue 6.
    // Elm: health 24.5, no trend 3, no touch in 31 days 8, single-threaded 5, renewal in 90 days 4.
    const { A1, A2, A3, A4, A5 } = await values('risk_score')
    expect([A1, A2, A3, A4, A5]).toEqual([55, 37, null, 31, 44.5])
  })

  it('gives the reasons for the risk with their evidence, most points first', async () => {
    const { A1 } = await values('risk_reasons')
    expect(A1).toEqual([
      'health 60 of 100 (+14)',
      'usage -40 % against the 28 days before (+12)',
      'health declining (-10 points in 30 days) (+10)',
      'sentiment -0.3 over 90 days (+8)',
      '1 urgent ticket open (+5)',
      'renews in 47 days (+4)',
      'NPS 8 (passive) (+2)',
    ])
  })

  it('weighs the likelihood of renewal', async () => {
    // Alder: 45, a champion, a renewal inside 90 days, a sponsor in touch +5. Birch: 63, neither champion nor renewal.
    const { A1, A2, A3 } = await values('renewal_likelihood')
    expect([A1, A2, A3]).toEqual([50, 43, null])
  })

  it('takes a measure on an earlier day', async () => {
    const on = async (field: string, at: string) => {
      const { rows, columns } = await ask({ from: 'account', select: [{ field, at }], scope: 'all' })
      return Object.fromEntries(rows.map((row) => [String(row.id), row[columns[0]?.key ?? '']]))
    }
    expect(await on('health', '2026-05-15')).toMatchObject({ A1: 70, A5: null })
    // Contracts that ran then; Birch's still runs past its end; Dogwood came later; Cedar had not left yet.
    expect(await on('arr', '2025-06-15')).toEqual({ A1: 120_000, A2: 50_000, A3: 80_000, A4: 0, A5: 30_000 })
    expect(await on('arr', clock.today)).toEqual({ A1: 100_000, A2: 50_000, A3: 0, A4: 10_000, A5: 45_000 })
    expect(await on('open_tickets', '2026-05-02')).toMatchObject({ A1: 1, A2: 0 })
    expect(await on('nps', '2026-03-01')).toMatchObject({ A1: 9.5 })
    expect(await on('days_since_touch', '2026-06-10')).toMatchObject({ A1: 7 })
    expect(await on('multithreading', '2026-04-30')).toMatchObject({ A1: 0 })
  })

  it('takes the change of a measure since a day', async () => {
    const { rows, columns } = await ask({
      from: 'account',
      where: { field: 'health', since: '2026-05-02', op: 'lt', value: 0 },
      select: [{ field: 'health', since: '2026-05-02' }],
    })
    expect(rows).toEqual([{ id: 'A1', 'health_since_2026-05-02': -10 }])
    expect(columns[0]).toEqual({
      key: 'health_since_2026-05-02',
      label: 'Health change since 2 May 2026',
      type: 'number',
      unit: 'points',
    })
  })
})

describe('the measures of other objects', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['contact', 'left', { C1: false, C3: true, C5: true }],
    ['contact', 'key', { C1: true, C2: true, C3: true, C4: false }],
    ['contact', 'last_touch_on', { C1: '2026-06-11', C2: '2026-05-16', C3: null, C4: '2026-06-12' }],
    ['contact', 'silent', { C1: false, C2: true, C3: false, C4: false, C6: true }],
    ['contact', 'power_user', { C1: true, C2: false, C4: false }],
    ['contact', 'declining_user', { C1: false, C2: true, C3: false, C4: true }],
    ['contract', 'days_to_end', { K1: 199, K2: -166 }],
    ['contract', 'notice_by', { K1: '2026-12-01' }],
    ['opportunity', 'weighted_amount', { O1: 60_000, O2: 10_000 }],
    ['opportunity', 'open', { O1: true, O3: false, O4: false }],
    ['opportunity', 'overdue', { O1: false, O2: true, O4: false }],
    ['ticket', 'open', { Z1: true, Z2: false, Z3: true }],
    ['ticket', 'first_response_h', { Z1: null, Z2: 2, Z3: 6 }],
    ['ticket', 'resolution_h', { Z1: null, Z2: 48, Z4: 24 }],
    ['ticket', 'age_days', { Z1: 5, Z2: null, Z3: 14 }],
    ['task', 'overdue', { T1: true, T2: false, T3: false, T4: false }],
    ['task', 'days_overdue', { T1: 1, T2: null }],
    ['milestone', 'late', { M1: false, M2: true, M3: false }],
    ['milestone', 'days_late', { M1: 10, M2: 10, M3: 0 }],
    ['nps', 'newest', { N1: false, N2: true, N3: true }],
    ['nps', 'band', { N1: 'promoter', N2: 'detractor', N5: 'detractor' }],
    ['user', 'accounts', { 'dana@us.test': 2, 'tom@us.test': 1, 'ingrid@us.test': 0 }],
    ['user', 'arr', { 'dana@us.test': 145_000, 'tom@us.test': 50_000, 'ingrid@us.test': 0 }],
    ['user', 'at_risk_accounts', { 'dana@us.test': 1, 'tom@us.test': 0 }],
    ['user', 'overdue_tasks', { 'dana@us.test': 0, 'tom@us.test': 1 }],
    ['user', 'open_tasks', { 'dana@us.test': 1, 'tom@us.test': 2 }],
    ['user', 'renewals_90', { 'dana@us.test': 2, 'tom@us.test': 0 }],
  ])('of %s has %s', async (object, field, expected) => {
    expect(await values(field, object)).toMatchObject(expected)
  })
})

describe('the renewal rate', () => {
  it('is zero where renewals were due and none was won, none where none was due', async () => {
    const during = { from: '2026-01-01', to: '2026-06-14' }
    const { rows } = await ask({
      from: 'opportunity',
      groupBy: ['status'],
      measures: [
        { measure: 'renewal_rate', during },
        { measure: 'renewal_rate_count', during },
      ],
      where: { field: 'account.currency', op: 'eq', value: 'USD' },
      orderBy: [{ by: 'status' }],
    })
    expect(rows).toEqual([
      { status: 'open', renewal_rate: null, renewal_rate_count: null },
      { status: 'won', renewal_rate: 1, renewal_rate_count: 1 },
      { status: 'lost', renewal_rate: 0, renewal_rate_count: 0 },
    ])
  })
})

describe('days follow the time zone of the workspace', () => {
  it('counts a late evening to the next day further east', async () => {
    const east = { ...clock, timeZone: 'Europe/Berlin' }
    const { rows } = await ask(
      { from: 'account', where: { field: 'id', op: 'eq', value: 'A5' }, select: ['last_touch_on'] },
      undefined,
      east,
    )
    expect(rows).toEqual([{ id: 'A5', last_touch_on: '2026-05-16' }])
    const on = (timeZone: string) =>
      ask(
        {
          from: 'activity',
          where: {
            and: [
              { field: 'account.id', op: 'eq', value: 'A5' },
              { field: 'at', op: 'eq', value: '2026-05-16' },
            ],
          },
        },
        undefined,
        { ...clock, timeZone },
      )
    expect([(await on('UTC')).total, (await on('Europe/Berlin')).total]).toEqual([0, 1])
  })
})
