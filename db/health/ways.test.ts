/** What is told of a way to another band is what the database makes of it: the same scores, and a change in the measures' units that flips the band. */
import fc from 'fast-check'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Db } from '../connect.ts'
import { inChange } from '../history/change.ts'
import { asker, clock, insertTestWorkspace } from '../query/test-workspace.ts'
import { idOf, workspaceId } from '../query/test-ids.ts'
import { healthScores, tickets, workspaces } from '../schema/tables.ts'
import { defaultSettings } from '../settings.ts'
import { healthOf } from './pieces.ts'
import { healthOn } from './read-health.ts'
import { randomHealth } from './test-evidence.ts'
import { seeded } from './test-pieces.ts'
import { bandOf, targetOf, waysTo, type Band } from './ways.ts'

const half = defaultSettings.health.halfLifeDays

describe('over accounts with random measures', () => {
  it('a way to each other band is found, and flips it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.constantFrom<Band>('green', 'yellow', 'red'),
        (seed, band) => {
          const { components, evidence } = randomHealth(seeded(seed), defaultSettings)
          const health = healthOf(evidence, half)
          const target = health === null ? null : targetOf(health, defaultSettings, band)
          if (!target) return
          const ways = waysTo(evidence, components, target, defaultSettings)
          expect(ways.length).toBeGreaterThan(0)
          for (const way of ways) {
            expect(way.words.join()).not.toMatch(/NaN|undefined|Infinity/)
            const now = bandOf(way.health, defaultSettings)
            expect(
              target.side === 'up' ? way.health >= target.threshold : way.health < target.threshold,
            ).toBe(true)
            expect(now).not.toBe(bandOf(health ?? 0, defaultSettings))
          }
        },
      ),
      // The example stood on the edge itself: 80 of 100 makes 50, which is not yet red.
      { numRuns: 500, examples: [[910735667, 'red']] },
    )
  })
})

describe('over a workspace', () => {
  let db: Db
  const read = (account: string, day = clock.today) =>
    db.inWorkspace(workspaceId, async (tx) =>
      healthOn(tx, await loadCatalogue(tx, workspaceId), { asker: asker(), clock }, account, day),
    )
  beforeAll(async () => {
    db = await freshDb()
    await insertTestWorkspace(db)
    await inChange(db, workspaceId, { kind: 'edit', source: 'test' }, async (tx) => {
      await tx.delete(healthScores).where(eq(healthScores.workspaceId, workspaceId))
      await tx.update(workspaces).set({ version: sql`${workspaces.version} + 1` })
    })
  })
  afterAll(() => db.close())

  it('the components score as the database scores them, on any day', async () => {
    const catalogue = await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId))
    const components = catalogue.health?.components ?? []
    let compared = 0
    for (const account of ['A1', 'A2', 'A4', 'A5'])
      for (const day of ['2026-05-26', clock.today]) {
        const { health, pieces } = await read(account, day)
        const total = healthOf(pieces, half)
        if (total === null) expect(health).toBeNull()
        else expect(total).toBeCloseTo(health ?? Number.NaN, 9)
        for (const [n, piece] of pieces.entries()) {
          if (piece.score === null) continue
          compared++
          expect(components[n]?.scoreOf(piece.inputs, defaultSettings)).toBeCloseTo(piece.score, 9)
        }
      }
    expect(compared).toBeGreaterThan(20)
  })

  it('doing what was told makes what was told', async () => {
    // Alder, told what a ticket more would make of it, gets one.
    const before = await read('A1')
    const catalogue = await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId))
    const target = targetOf(before.health ?? 0, defaultSettings, 'red')
    const ways = target
      ? waysTo(before.pieces, catalogue.health?.components ?? [], target, defaultSettings)
      : []
    const way = ways.find(({ words }) => words[0] === '1 ticket more (2 open)')
    await inChange(db, workspaceId, { kind: 'edit', source: 'test' }, (tx) =>
      tx.insert(tickets).values({
        ...{ workspaceId, id: idOf('Z9'), sourceId: 'Z9', accountId: idOf('A1'), subject: 'One more' },
        ...{ status: 'open', openedAt: '2026-06-14T08:00:00Z' },
      }),
    )
    expect((await read('A1')).health).toBeCloseTo(way?.health ?? Number.NaN, 9)
  })
})
