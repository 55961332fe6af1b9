/** Health where a workspace brought no scores: computed from its measures, what is missing left out and named; or from its KPIs. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db, Tx } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { inChange } from '../history/change.ts'
import { askIn, insertTestWorkspace, type Ask } from '../query/test-workspace.ts'
import { idOf, own, workspaceId } from '../query/test-ids.ts'
import { healthScores, kpiDefinitions, kpis, workspaces } from '../schema/tables.ts'
import type { WorkspaceSettings } from '../settings.ts'

let db: Db
let ask: Ask
const change = (work: (tx: Tx) => Promise<unknown>) =>
  inChange(db, workspaceId, { kind: 'edit', source: 'test' }, async (tx) => {
    await work(tx)
    await tx.update(workspaces).set({ version: sql`${workspaces.version} + 1` })
  })
const set = (settings: WorkspaceSettings) => change((tx) => tx.update(workspaces).set({ settings }))

beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
  await change((tx) => tx.delete(healthScores).where(eq(healthScores.workspaceId, workspaceId)))
})
beforeEach(() => set({}))
afterAll(() => db.close())

const values = async (field: string, at?: string) => {
  const { rows, columns } = await ask({
    from: 'account',
    select: [at ? { field, at } : field],
    scope: 'all',
  })
  return Object.fromEntries(rows.map((row) => [String(row.id), row[columns[0]?.key ?? '']]))
}
const faded = (weight: number, days: number) => weight * 0.5 ** (days / 90)
const near = (value: number) => expect.closeTo(value, 9) as number

describe('a workspace without scores', () => {
  it('has its health computed from weighted measures whose evidence fades', async () => {
    // Alder: usage 16, engagement 100 × ½^(3/30), support 50, mood of 14 days ago, relationship 75, NPS 8 of 36 days ago.
    const mood = [0.5 ** (14 / 30), 0.5 ** (30 / 30)] as const
    const sentiment = 50 + (50 * (-0.5 * mood[0] - 0.1 * mood[1])) / (mood[0] + mood[1])
    const alder =
      (0.3 * 16 +
        0.2 * 100 * 0.5 ** (3 / 30) +
        0.15 * 50 +
        faded(0.15, 14) * sentiment +
        0.1 * 75 +
        faded(0.1, 36) * 80) /
      (0.3 + 0.2 + 0.15 + faded(0.15, 14) + 0.1 + faded(0.1, 36))
    // Birch: usage 50 of 14 days ago, never in touch, no tickets, nobody in touch, NPS 9 of 125 days ago; no mood.
    const birch =
      (faded(0.3, 14) * 50 + 0.15 * 100 + faded(0.1, 125) * 90) /
      (faded(0.3, 14) + 0.2 + 0.15 + 0.1 + faded(0.1, 125))
    // Dogwood: usage 20, never in touch, no tickets. Elm: touched 31 days ago, no tickets. Cedar was neither used nor touched.
    expect(await values('health')).toEqual({
      ...{ A1: near(alder), A2: near(birch), A3: null },
      ...{ A4: near((0.3 * 20 + 0.15 * 100) / 0.65), A5: near((20 * 0.5 ** (31 / 30) + 15) / 0.35) },
    })
    expect(await values('health_band')).toEqual({ A1: 'yellow', A2: 'red', A3: null, A4: 'red', A5: 'green' })
  })

  it('shows every component with its reason, what costs most first, and what is missing', async () => {
    expect((await values('health_components')).A1).toEqual([
      'usage 16 (adoption 20 %, usage -40 %)',
      'sentiment 33 (sentiment -0.34)',
      'support 50 (2 open tickets, 1 urgent)',
      'relationship 75 (multithreading 75)',
      'voice 80 (NPS 8)',
      'engagement 93 (last touch 3 days ago)',
    ])
    expect(await values('health_missing')).toMatchObject({
      A1: [],
      A4: ['sentiment', 'relationship', 'voice'],
      A5: ['usage', 'sentiment', 'relationship', 'voice'],
    })
  })

  it('says how far its health can be trusted: the share of weight with evidence, faded with its age', async () => {
    expect(await values('health_confidence')).toEqual({
      A1: near(0.75 + faded(0.15, 14) + faded(0.1, 36)),
      A2: near(0.45 + faded(0.3, 14) + faded(0.1, 125)),
      ...{ A3: null, A4: near(0.65), A5: near(0.35) },
    })
  })

  it('has a trend, a history and a risk that follow from it', async () => {
    // Two thirds of 30 days back; nothing was known of Alder earlier.
    await set({ health: { trendDays: 30 } })
    const before = Number((await values('health', '2026-05-26')).A1)
    const now = Number((await values('health')).A1)
    expect(before).toBeGreaterThan(now)
    expect((await values('health_slope')).A1).toBeCloseTo(((now - before) / 20) * 30)
    expect((await values('health_trend')).A1).toBe('declining')
    expect((await values('risk_score')).A1).toBeCloseTo(41 + 0.35 * (100 - now))
    expect((await values('health', '2026-04-15')).A1).toBeNull()
  })

  it('says nothing by the absence of what the workspace does not keep at all', async () => {
    // Nobody had a ticket before May.
    expect((await values('health_missing', '2026-04-25')).A1).toContain('support')
  })

  it('follows the weights that are set, and says so', async () => {
    const weights = { usage: 1, engagement: 0, support: 1, sentiment: 0, relationship: 0, voice: 0 }
    await set({ health: { weights } })
    expect(await values('health')).toMatchObject({ A1: near((16 + 50) / 2) })
    expect(await values('health_missing')).toMatchObject({ A1: [], A5: ['usage'] })
  })
})

describe('a workspace with KPIs', () => {
  beforeAll(() =>
    change(async (tx) => {
      const define = (key: string, rest: object) => ({ ...own, key, label: key.toUpperCase(), ...rest })
      await tx
        .insert(kpiDefinitions)
        .values([
          define('uptime', { direction: 'up', weight: 3, low: 90, high: 100, unit: '%' }),
          define('wait', { direction: 'down', weight: 1, low: 2, high: 10, unit: 'h' }),
          define('mystery', { direction: 'up', weight: 5 }),
        ])
      const value = (account: string, key: string, on: string, value: number) => ({
        ...{ ...own, accountId: idOf(account), key, on, value },
      })
      await tx
        .insert(kpis)
        .values([
          value('A1', 'uptime', '2026-06-15', 95),
          value('A1', 'wait', '2026-03-17', 4),
          value('A1', 'mystery', '2026-06-15', 7),
          value('A2', 'uptime', '2026-06-15', 120),
          value('A2', 'wait', '2026-06-15', 20),
          value('A3', 'mystery', '2026-06-15', 7),
        ])
    }),
  )

  it('has its health computed from where they lie in their range, in their direction', async () => {
    // Alder: uptime half way, wait 75 of 90 days ago. Birch: beyond both ends. Without a range nothing can be told.
    expect(await values('health')).toMatchObject({
      A1: near((3 * 50 + 0.5 * 75) / 3.5),
      A2: near((3 * 100 + 0) / 4),
      A3: null,
    })
    expect(await values('health_confidence')).toMatchObject({ A1: near(3.5 / 4), A2: near(1) })
    expect((await values('health_components')).A1).toEqual([
      'UPTIME 50 (95 % on 2026-06-15)',
      'WAIT 75 (4 h on 2026-03-17)',
    ])
    expect(await values('health_missing')).toMatchObject({ A3: ['UPTIME', 'WAIT'] })
  })

  it('weighs them as it is set to, and can do without them', async () => {
    await set({ health: { kpiWeights: { wait: 3 } } })
    expect(await values('health')).toMatchObject({ A2: near(50) })
    await set({ health: { from: 'measures' } })
    expect(await values('health')).toMatchObject({ A4: near((0.3 * 20 + 0.15 * 100) / 0.65) })
  })
})

describe('a workspace with scores for some accounts', () => {
  beforeAll(() =>
    change((tx) =>
      tx
        .insert(healthScores)
        .values({ ...own, accountId: idOf('A1'), on: '2026-06-01', score: 77, usage: 60, support: 94 }),
    ),
  )

  it('keeps the others without health', async () => {
    expect(await values('health')).toEqual({ A1: 77, A2: null, A3: null, A4: null, A5: null })
    expect((await values('health_components')).A1).toEqual(['usage 60', 'support 94'])
    expect((await values('health_missing')).A1).toEqual([
      'engagement',
      'sentiment',
      'relationship',
      'commercial',
    ])
  })

  it('computes theirs where it is set to; an account’s own scores win', async () => {
    await set({ health: { compute: 'unscored_accounts', from: 'measures' } })
    expect(await values('health')).toMatchObject({ A1: 77, A4: near((0.3 * 20 + 0.15 * 100) / 0.65) })
    expect(await values('health_scored_on')).toMatchObject({ A1: '2026-06-01', A4: '2026-06-15' })
    expect(await values('health_confidence')).toMatchObject({ A1: null, A4: near(0.65) })
    // Before its first score the account's health is computed too.
    expect(Number((await values('health', '2026-05-26')).A1)).toBeGreaterThan(0)
  })
})
