/** Health where a workspace brought no scores: computed from its measures, with what is missing left out. */
import { inChange } from '../history/change.ts'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { askIn, insertTestWorkspace, type Ask } from '../query/test-workspace.ts'
import { workspaceId } from '../query/test-ids.ts'
import { healthScores, workspaces } from '../schema/tables.ts'

let db: Db
let ask: Ask
beforeAll(async () => {
  db = await freshDb()
  await insertTestWorkspace(db)
  ask = askIn(db)
  await inChange(db, workspaceId, { kind: 'edit', source: 'test' }, async (tx) => {
    await tx.delete(healthScores).where(eq(healthScores.workspaceId, workspaceId))
    await tx.update(workspaces).set({ version: sql`${workspaces.version} + 1` })
  })
})
afterAll(() => db.close())

const values = async (field: string) => {
  const { rows } = await ask({ from: 'account', select: [field], scope: 'all' })
  return Object.fromEntries(rows.map((row) => [String(row.id), row[field]]))
}

it('a workspace without scores has its health computed from weighted measures', async () => {
  // Alder: usage 16 × .3, engagement 93.3 × .2, support 50 × .15, sentiment 33.2 × .15, relationship 75 × .1, voice 80 × .1.
  // Birch: usage 50 × .3, engagement 0, support 100 × .15, relationship 0, voice 90 × .1; no sentiment, so over .85.
  // Dogwood: usage 20 × .3, support 100 × .15, the rest nothing, over .75. Cedar was neither used nor touched.
  // Elm: engagement 48.9 × .2, support 100 × .15, over .45.
  expect(await values('health')).toEqual({ A1: 51, A2: 46, A3: null, A4: 28, A5: 55 })
  expect(await values('health_band')).toEqual({ A1: 'yellow', A2: 'red', A3: null, A4: 'red', A5: 'yellow' })
})

it('shows every component with its reason, what costs most first', async () => {
  const { A1 } = await values('health_components')
  expect(A1).toEqual([
    'usage 16 (adoption 20 %, usage -40 %)',
    'sentiment 33 (sentiment -0.34)',
    'support 50 (2 open tickets, 1 urgent)',
    'relationship 75 (multithreading 75)',
    'voice 80 (NPS 8)',
    'engagement 93 (last touch 3 days ago)',
  ])
})

it('has a trend, a history and a risk that follow from it', async () => {
  const [row] = (
    await ask({
      from: 'account',
      where: { field: 'id', op: 'eq', value: 'A1' },
      select: [{ field: 'health', at: '2026-04-16' }, 'health_slope', 'health_trend', 'risk_score'],
    })
  ).rows
  const before = Number(row?.['health_at_2026-04-16'])
  expect(before).toBeGreaterThan(0)
  expect(row?.health_slope).toBeCloseTo((51 - before) / 2)
  expect(row?.risk_score).toBeCloseTo(
    55 + 0.35 * 9 + (Number(row?.health_slope) < -1 ? 0 : Number(row?.health_slope) > 1 ? -10 : -7),
  )
})
