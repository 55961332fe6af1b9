/** Why an account's health is what it is, what moved it, and what would carry it to another band. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Block } from '#agent/contract.ts'
import type { Db, Tx } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { idOf, own, workspaceId } from '#db/query/test-ids.ts'
import { healthScores, workspaces } from '#db/schema/tables.ts'
import { testTools, type ToolRuns } from '#evals/kit/tool-run.ts'
import explain from './explain-health.ts'

const change = (db: Db, work: (tx: Tx) => Promise<unknown>) =>
  inChange(db, workspaceId, { kind: 'edit', source: 'test' }, async (tx) => {
    await work(tx)
    await tx.update(workspaces).set({ version: sql`${workspaces.version} + 1` })
  })
const rowsOf = (blocks: Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))
const figureOf = (blocks: Block[]) => blocks.find((block) => block.kind === 'figure')?.value

describe('a computed health', () => {
  let tools: ToolRuns
  beforeAll(async () => {
    tools = await testTools((db) =>
      change(db, (tx) => tx.delete(healthScores).where(eq(healthScores.workspaceId, workspaceId))),
    )
  })
  afterAll(() => tools.close())

  it('is told with its components, what costs most, and the smallest changes to the next band', async () => {
    const { text, blocks } = await tools.run(explain, { account: 'A1' })
    expect(text).toMatch(/^\*\*Alder\*\*: health 51 of 100, yellow\./)
    expect(text).toContain('What costs most: usage 16 (adoption 20 %, usage -40 %)')
    // 19 points at three tenths of the weight in evidence: 59 of usage, or next to all of sentiment.
    expect(text).toMatch(
      /The smallest change that makes it green \(from 70\): adoption from 20 % to 1?\d\d %.*which makes 70/,
    )
    expect(rowsOf(blocks)).toHaveLength(6)
    expect(rowsOf(blocks).reduce((sum, row) => sum + Number(row.weight), 0)).toBeCloseTo(1)
  })

  it('names tickets to solve where that suffices', async () => {
    const { text } = await tools.run(explain, { account: 'A1', band: 'red' })
    expect(text).toMatch(/It would take this little to make it red \(under 50\): .*1 ticket more \(2 open\)/)
  })

  it('takes a change apart so that the points sum to it', async () => {
    const before = await tools.run(explain, { account: 'A1', until: '2026-05-26' })
    const now = await tools.run(explain, { account: 'A1' })
    const told = await tools.run(explain, { account: 'A1', since: '2026-05-26' })
    const change = Number(figureOf(now.blocks)) - Number(figureOf(before.blocks))
    const rows = rowsOf(told.blocks)
    expect(rows.reduce((sum, row) => sum + Number(row.points), 0)).toBeCloseTo(change, 9)
    expect(told.text).toMatch(/Health fell from [\d.]+ on 26 May 2026 to 51 on 15 Jun 2026 \(−[\d.]+\): /)
    expect(rows.map((row) => row.cause)).toContain('scored otherwise')
  })

  it('of an account nobody used or touched is none, and says why', async () => {
    expect((await tools.run(explain, { account: 'A3' })).text).toContain(
      'there is no evidence to compute it from',
    )
  })
})

describe('an imported health', () => {
  let tools: ToolRuns
  beforeAll(async () => {
    tools = await testTools((db) =>
      change(db, async (tx) => {
        await tx.delete(healthScores).where(eq(healthScores.workspaceId, workspaceId))
        // Six parts usage and four support, and from one day on three points of something else.
        const score = (day: number, usage: number, support: number, more = 0) => ({
          ...{
            ...own,
            accountId: idOf('A1'),
            on: `2026-0${day < 31 ? 4 : 5}-${String((day % 31) + 1).padStart(2, '0')}`,
          },
          ...{ score: 0.6 * usage + 0.4 * support + more, usage, support },
        })
        const days = Array.from({ length: 28 }, (_, day) => score(day, (day * 37) % 90, (day * 53) % 90))
        await tx.insert(healthScores).values([...days, score(40, 70, 50), score(50, 30, 60, 3)])
        await tx.insert(healthScores).values({ ...own, accountId: idOf('A5'), on: '2026-06-15', score: 30 })
      }),
    )
  })
  afterAll(() => tools.close())

  it('is taken apart by the weights found for it, with the rest as a line of its own', async () => {
    const { text, blocks } = await tools.run(explain, { account: 'A1', since: '2026-05-12' })
    const rows = rowsOf(blocks)
    expect(rows.map((row) => row.component)).toEqual(['usage', 'support', 'not explained by the components'])
    expect(rows.map((row) => Math.round(Number(row.points)))).toEqual([-24, 4, 3])
    expect(rows.reduce((sum, row) => sum + Number(row.points), 0)).toBeCloseTo(-17, 9)
    expect(text).toContain('Health fell from 62 on 12 May 2026 to 45 on 15 Jun 2026 (−17)')
  })

  it('has the smallest change by the same weights', async () => {
    const { text } = await tools.run(explain, { account: 'A1' })
    expect(text).toMatch(/makes it yellow \(from 50\): usage from 30 to (39|40), which makes 50/)
  })

  it('without components says so', async () => {
    const { text } = await tools.run(explain, { account: 'A5', since: '2026-06-15' })
    expect(text).toContain('Health is where it was')
  })
})
