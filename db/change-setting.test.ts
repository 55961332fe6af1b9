/** Settings: checked before they are kept, followed by the measures and by what is said of them, and each change on record. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { loadCatalogue } from './catalogue/load.ts'
import { changeSetting, flatSettings, readSettings, settingsHistory } from './change-setting.ts'
import type { Db } from './connect.ts'
import { askIn, insertTestWorkspace, type Ask } from './query/test-workspace.ts'
import { idOf, workspaceId } from './query/test-ids.ts'
import { defaultSettings } from './settings.ts'

let db: Db
let ask: Ask
const set = (path: string, value: unknown) =>
  changeSetting(db, workspaceId, { path, value, actorId: idOf('ingrid') })
const changed: string[] = []
const setForNow = async (path: string, value: unknown) => {
  changed.push(path)
  await set(path, value)
}
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
})
beforeEach(async () => {
  for (const path of changed.splice(0)) await set(path, undefined)
})
afterAll(() => db.close())

const value = async (field: string, id = 'A1', at?: string) => {
  const { rows } = await ask({
    from: 'account',
    where: { field: 'id', op: 'eq', value: id },
    select: [at ? { field, at } : field],
    scope: 'all',
  })
  return Object.values(rows[0] ?? {})[1]
}
const described = async (field: string) => {
  const catalogue = await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId), 'read')
  return catalogue.objects.get('account')?.fields.find(({ key }) => key === field)
}

describe('a setting', () => {
  it.each<[string, unknown, string, unknown, unknown]>([
    ['health.green', 60, 'health_band', 'yellow', 'green'],
    ['health.trendPoints', 20, 'health_trend', 'declining', 'steady'],
    ['usage.downAt', -0.5, 'usage_down', true, false],
    ['usage.windowDays', 14, 'active_users', 2, 0],
    ['touch.silentDays', 60, 'silent_contacts', 1, 0],
    ['touch.answerDays', 1, 'unanswered', 1, 2],
    ['multithreading.full', 12, 'multithreading', 75, 50],
    ['multithreading.windowDays', 7, 'multithreading', 75, 37.5],
    ['risk.atRisk', 60, 'risk', 'at_risk', 'watch'],
    ['risk.declining', 0, 'risk_score', 55, 45],
    ['risk.renewal', [{ days: 60, points: 20 }], 'risk_score', 55, 71],
    ['renewal.sponsorInTouch', 0, 'renewal_likelihood', 50, 45],
    ['clv.grossMargin', 0.4, 'clv', 160_000, 80_000],
    ['usage.powerUserDays', 9, 'power_users', 1, 0],
    ['usage.decliningFrom', 15, 'declining_users', 2, 1],
  ])('%s at %j moves %s', async (path, given, field, before, after) => {
    expect(await value(field)).toEqual(before)
    await setForNow(path, given)
    expect(await value(field)).toEqual(after)
  })

  it('is in the description, and in the words that mean it', async () => {
    await setForNow('touch.quietDays', 21)
    await setForNow('health.green', 75)
    expect((await described('health_band'))?.description).toBe(
      'Green from 75, yellow from 50, red below; none without a score.',
    )
    expect((await described('risk_score'))?.description).toContain('no touch in 21 days 8')
    expect(JSON.stringify((await described('days_since_touch'))?.phrases)).toContain('"op":"gt","value":21')
  })

  it.each<[string, unknown, string]>([
    ['health.gren', 75, 'There is no setting health.gren.'],
    ['health.green', 40, 'green has to be above yellow'],
    ['health.green', 'high', 'expected number'],
    ['usage.windowDays', 0, 'usage.windowDays'],
    ['timeZone', 'Mars/Olympus', 'not a time zone like Europe/Berlin'],
    ['health', { colour: 1 }, 'Unrecognized key'],
    ['__proto__.polluted', 1, 'There is no setting'],
  ])('%s is refused as %j, and nothing changes', async (path, given, words) => {
    const before = await db.inWorkspace(workspaceId, (tx) => readSettings(tx, workspaceId), 'read')
    await expect(set(path, given)).rejects.toThrow(words)
    expect(await db.inWorkspace(workspaceId, (tx) => readSettings(tx, workspaceId), 'read')).toEqual(before)
  })

  it('that is misspelt is answered with the nearest', async () => {
    await expect(set('health.gren', 75)).rejects.toMatchObject({
      next: expect.stringMatching(/^Did you mean health\.green\b/) as string,
    })
  })

  it('keeps who changed it and what it was before', async () => {
    await set('clv.leastChurn', 0.05)
    await set('clv.leastChurn', undefined)
    const past = await db.inWorkspace(workspaceId, (tx) => settingsHistory(tx, workspaceId), 'read')
    expect(past.slice(-2)).toMatchObject([
      { path: 'clv.leastChurn', before: null, after: 0.05, by: 'ingrid@us.test' },
      { path: 'clv.leastChurn', before: 0.05, after: null, by: 'ingrid@us.test' },
    ])
  })

  it('has a path of its own', () => {
    expect(flatSettings(defaultSettings).get('health.weights.usage')).toBe(0.3)
  })
})

describe('measures on an earlier day', () => {
  it('of likelihood, lifetime value and time to value follow what was known of the day', async () => {
    expect(await value('renewal_likelihood', 'A3', '2026-01-15')).toBeGreaterThan(0)
    expect(await value('time_to_value', 'A1', '2025-02-01')).toBeNull()
    expect(await value('clv', 'A4', '2025-06-15')).toBe(0)
  })
})
