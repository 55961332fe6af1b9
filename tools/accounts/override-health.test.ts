/** A health that was set by hand stands before the score while it holds: in every measure, on past days too, explained, ended, taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepEvidence } from '#db/evidence/keep.ts'
import { clock } from '#db/query/test-workspace.ts'
import { workspaceId } from '#db/query/test-ids.ts'
import { testEffects, type ToolEffects } from '#evals/kit/tool-effects.ts'

let effects: ToolEffects
beforeAll(async () => {
  effects = await testEffects()
})
afterAll(() => effects.close())

const alder = { ids: ['A1'] }

const healthOf = async (day = clock.today, today = clock.today) => {
  const at = { ...clock, today, now: `${today}T12:00:00Z` }
  const { rows } = await effects.ask(
    {
      ...{ from: 'account', where: { field: 'id', op: 'eq', value: 'A1' } },
      select: day === today ? ['health', 'health_band', 'risk_score'] : [{ field: 'health', at: day }],
    },
    undefined,
    at,
  )
  const [row = {}] = rows
  return day === today ? [row.health, row.health_band, row.risk_score] : row[`health_at_${day}`]
}

const explained = async () => {
  const outcome = await effects.read('measures_explain_health', { account: 'A1' })
  return outcome.ok ? outcome.answer.text : outcome.problem.message
}

it('holds from its day to its last, and the newest holds', async () => {
  const [score, band, risk] = (await healthOf()) as [number, string, number]
  expect([score, band]).toEqual([60, 'yellow'])
  const set = (input: object) => effects.act('accounts_override_health', { of: alder, ...input })
  await set({ score: 20, reason: 'first thought' })
  const run = await set({ score: 90, reason: 'new sponsor signed off', until: '2026-07-01' })

  expect(await healthOf()).toEqual([90, 'green', risk - (35 * 30) / 100])
  expect(await healthOf('2026-06-14')).toBe(60)
  expect(await healthOf('2026-06-15', '2026-08-01')).toBe(90)
  // The second has ended, the first holds 90 days.
  expect(((await healthOf('2026-07-10', '2026-07-10')) as unknown[])[0]).toBe(20)
  const text = await explained()
  expect(text).toContain('Set by Ingrid Test until 1 Jul 2026: “new sponsor signed off”')
  const { rows } = await effects.ask({
    ...{ from: 'account', where: { field: 'id', op: 'eq', value: 'A1' } },
    select: ['health_components'],
  })
  expect(rows[0]?.health_components).toContain(
    'set to 90 by Ingrid Test until 2026-07-01: new sponsor signed off',
  )

  await effects.act('runs_undo_run', { run: run.id })
  expect(((await healthOf()) as unknown[])[0]).toBe(20)
  await effects.act('accounts_clear_override', {
    of: { where: { field: 'segment', op: 'eq', value: 'enterprise' } },
  })
  expect(await healthOf()).toEqual([60, 'yellow', risk])
})

it('is part of what stands worked out of a large workspace', async () => {
  const job = { db: effects.db, workspace: workspaceId, clock }
  await keepEvidence(job, 1)
  await effects.act('accounts_override_health', { of: alder, score: 77, reason: 'as agreed' })
  const all = async () => (await effects.ask({ from: 'account', select: ['health'] })).rows
  const healthIn = (rows: Record<string, unknown>[]) => rows.find(({ id }) => id === 'A1')?.health
  // The mark of the change first, then the evidence that was worked out anew.
  expect(healthIn(await all())).toBe(77)
  expect(await keepEvidence(job, 1)).toBe('refreshed')
  expect(healthIn(await all())).toBe(77)
})
