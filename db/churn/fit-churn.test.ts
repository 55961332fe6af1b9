/** The churn model over a workspace: drawn without a look ahead, in force as a field, and honest where there is too little to go by. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { churnToday, churnWorkspace, insertChurnWorkspace } from '#evals/fixtures/churn-workspace.ts'
import { freshDb } from '#evals/kit/store.ts'
import { clockAt } from '../calendar.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import { changeSetting } from '../change-setting.ts'
import type { Db } from '../connect.ts'
import { inChange } from '../history/change.ts'
import type { Query } from '../query/query.ts'
import { runQuery } from '../query/run.ts'
import { askIn, asker, insertTestWorkspace } from '../query/test-workspace.ts'
import { workspaceId } from '../query/test-ids.ts'
import { fitChurn, fitWhereDue, type ChurnFit } from './fit-churn.ts'
import { logistic } from './logistic.ts'
import { drawSamples } from './sample.ts'

let db: Db
let fit: ChurnFit
let drawn: Awaited<ReturnType<typeof draw>>
const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, churnToday)
const who = { asker: { ...asker(), workspace: churnWorkspace }, clock }
const ask = (query: Query) =>
  db.inWorkspace(churnWorkspace, async (tx) =>
    runQuery(tx, await loadCatalogue(tx, churnWorkspace), query, who),
  )
const draw = () =>
  db.inWorkspace(churnWorkspace, async (tx) =>
    drawSamples(tx, await loadCatalogue(tx, churnWorkspace), churnWorkspace, clock, 90),
  )

beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  await insertChurnWorkspace(db, 220, 5)
  fit = await fitChurn(db, churnWorkspace, clock)
  drawn = await draw()
})
afterAll(() => db.close())

const model = () => {
  if (fit.state === 'not fitted') throw new Error(fit.why)
  return fit.model
}

describe('what a model is fitted to', () => {
  it('is each account that left once, and the others once a quarter', () => {
    const { samples, days } = drawn
    expect(days[0]).toBe('2026-08-23')
    const left = samples.filter(({ happened }) => happened)
    expect(new Set(left.map(({ account }) => account)).size).toBe(left.length)
    expect(left.length).toBe(model().left)
    expect(model().baseRate).toBeCloseTo(left.length / samples.length)
  })

  it('knows nothing of what came after the day that it is as of', async () => {
    await inChange(db, churnWorkspace, { kind: 'edit', source: 'test' }, (tx) =>
      tx.execute(sql`insert into health_scores (workspace_id, account_id, "on", score)
        select workspace_id, id, coalesce(churned_on, date '2026-11-20') - 20, 1 from accounts
        where workspace_id = ${churnWorkspace} and coalesce(churned_on, date '2026-11-20') > date '2026-10-01'`),
    )
    expect(await draw()).toEqual(drawn)
    await inChange(db, churnWorkspace, { kind: 'edit', source: 'test' }, (tx) =>
      tx.execute(sql`delete from health_scores where workspace_id = ${churnWorkspace} and score = 1`),
    )
  })
})

describe('the model', () => {
  it('finds the drivers that churn follows, in their order, and little in the others', () => {
    expect(fit.state).toBe('fitted')
    const weight = (input: string) =>
      model().columns.find((column) => column.input === input && !column.isMissing)?.weight ?? 0
    expect(weight('health')).toBeLessThan(weight('sentiment'))
    expect(weight('sentiment')).toBeLessThan(-0.1)
    expect(weight('open_tickets')).toBeGreaterThan(0.3)
    expect(-weight('health')).toBeGreaterThan(weight('open_tickets'))
    for (const idle of ['nps', 'multithreading', 'urgent_tickets'])
      expect(Math.abs(weight(idle))).toBeLessThan(weight('open_tickets') / 2)
  })

  it('foretells what it has not seen better than the base rate, and as often as it happens', () => {
    const { auc, brier, baseBrier, reliability } = model().quality
    expect(auc).toBeGreaterThan(0.7)
    expect(brier).toBeLessThan(baseBrier)
    for (const { rows, predicted, happened } of reliability)
      expect(Math.abs(predicted - happened)).toBeLessThan(
        0.02 + 4 * Math.sqrt((predicted * (1 - predicted)) / rows),
      )
  })
})

describe('churn probability', () => {
  it('is the model’s, worked out in the database, and sorts and filters as any field', async () => {
    const { rows } = await ask({
      from: 'account',
      select: [
        ...['churn_probability', 'health', 'health_slope', 'usage_change', 'sentiment', 'open_tickets'],
        ...['urgent_tickets', 'days_since_touch', 'multithreading', 'nps'],
      ],
      orderBy: [{ by: 'churn_probability', dir: 'desc' }],
    })
    const within = (low: number, value: unknown, high: number) =>
      value === null ? null : Math.max(low, Math.min(high, Number(value)))
    for (const row of rows) {
      const touched = within(0, row.days_since_touch, 365)
      const inputs: Record<string, number | null> = {
        ...{ health: within(0, row.health, 100), health_slope: within(-30, row.health_slope, 30) },
        ...{ usage_change: within(-1, row.usage_change, 2), sentiment: within(-1, row.sentiment, 1) },
        ...{
          open_tickets: within(0, row.open_tickets, 20),
          urgent_tickets: within(0, row.urgent_tickets, 5),
        },
        ...{ days_since_touch: touched === null ? null : Math.log1p(touched) },
        ...{ multithreading: within(0, row.multithreading, 100), nps: within(0, row.nps, 10) },
      }
      const odds = model().columns.reduce((sum, { input, isMissing, mean, sd, weight }) => {
        const value = inputs[input] ?? null
        if (isMissing) return sum + (weight * ((value === null ? 1 : 0) - mean)) / sd
        return value === null ? sum : sum + (weight * (value - mean)) / sd
      }, model().intercept)
      expect(Number(row.churn_probability)).toBeCloseTo(logistic(odds), 9)
    }
    const all = rows.map((row) => Number(row.churn_probability))
    expect(all).toEqual([...all].sort((a, b) => b - a))
    const likely = await ask({ from: 'account', where: { field: 'churn_probability', op: 'gt', value: 0.1 } })
    expect(likely.total).toBe(all.filter((value) => value > 0.1).length)
    expect(likely.total).toBeGreaterThan(0)
  })

  it('names what drives it, with the evidence', async () => {
    const { rows } = await ask({
      from: 'account',
      select: ['churn_drivers', 'health'],
      orderBy: [{ by: 'churn_probability', dir: 'desc' }],
      limit: 1,
    })
    expect(rows[0]?.churn_drivers).toContainEqual(
      expect.stringMatching(/^(health \d+|[1-4] open tickets) raises it \(odds × [\d.]+\)$/),
    )
  })

  it('is known of an earlier day, of who had not left by then', async () => {
    const { rows } = await ask({
      from: 'account',
      where: { field: 'churned_on', op: 'gt', value: '2026-06-01' },
      select: [{ field: 'churn_probability', at: '2026-05-01' }, 'churn_probability'],
    })
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) {
      expect(row['churn_probability_at_2026-05-01']).toBeGreaterThan(0)
      expect(row.churn_probability).toBeNull()
    }
  })

  it('says on what it stands', async () => {
    const catalogue = await db.inWorkspace(churnWorkspace, (tx) => loadCatalogue(tx, churnWorkspace))
    const field = catalogue.objects.get('account')?.fields.find(({ key }) => key === 'churn_probability')
    expect(field?.description).toMatch(
      /within 90 days, by a regularised logistic model of health, .*; fitted on 2026-11-21 to \d+ accounts that left .*AUC 0\.\d+, Brier 0\.\d+ against 0\.\d+ of the base rate/,
    )
  })
})

describe('without enough history', () => {
  it('is none, and says why', async () => {
    const { rows } = await askIn(db)({ from: 'account', select: ['churn_probability', 'churn_drivers'] })
    expect(rows.map((row) => [row.churn_probability, row.churn_drivers])).toEqual(
      rows.map(() => [null, null]),
    )
    const catalogue = await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId))
    const field = catalogue.objects.get('account')?.fields.find(({ key }) => key === 'churn_probability')
    expect(field?.unavailable).toMatch(/^[01] churned accounts? on record, 20 needed$/)
    expect(field?.description).toContain(`Not available: ${field?.unavailable ?? ''}.`)
    expect(await fitWhereDue(db, workspaceId, clock)).toBeNull()
  })

  it('is not fitted again while nothing changed, and is where something did', async () => {
    expect(await fitWhereDue(db, churnWorkspace, clock)).toBeNull()
    await changeSetting(db, churnWorkspace, { path: 'churn.horizonDays', value: 60 })
    const again = await fitWhereDue(db, churnWorkspace, clock)
    expect(again).toMatchObject({ model: { horizonDays: 60 }, version: 2 })
  })
})
