/** Every effect tool over the query's test workspace, by the road that people have: proposed, said yes to, carried out. */
import { loadTools } from '#tools/kit/load-tools.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { rowsOf, type Db } from '#db/connect.ts'
import type { ProposalView, RunView } from '#db/effects/contract.ts'
import { askIn, clock, insertTestWorkspace, type Ask } from '#db/query/test-workspace.ts'
import { workspaceId } from '#db/query/test-ids.ts'
import type { Asker } from '#db/contract.ts'
import { runTool, type Outcome } from '#agent/run-tool.ts'
import { sql } from 'drizzle-orm'
import { actAs, askerOf, carryOutAs, proposeAs } from './effects.ts'
import { testSealing } from './sealing.ts'
import { freshDb } from './store.ts'

export type ToolEffects = {
  db: Db
  /** Ingrid, who leads the CSMs of the workspace. */
  asker: Asker
  propose: (tool: string, input: unknown, who?: Asker) => Promise<ProposalView | null>
  act: (tool: string, input: unknown) => Promise<RunView>
  carryOut: (proposal: ProposalView) => Promise<RunView>
  read: (tool: string, input: unknown) => Promise<Outcome>
  ask: Ask
  as: (email: string) => Promise<Asker>
  /** Every row of these tables, without what says when it was written. */
  rows: (tables: string[]) => Promise<Record<string, unknown>>
  close: () => Promise<void>
}

export async function testEffects(prepare: (db: Db) => Promise<void> = async () => {}): Promise<ToolEffects> {
  const db = await freshDb()
  await insertTestWorkspace(db)
  await prepare(db)
  const parts = { db, tools: await loadTools(), sealingKey: testSealing }
  const as = (email: string) => askerOf(parts, workspaceId, email)
  const asker = await as('ingrid@us.test')
  const today = clock.today
  return {
    ...{ db, asker, as, ask: askIn(db), close: () => db.close() },
    propose: (tool, input, who = asker) => proposeAs(parts, who, { tool, input, today }),
    act: (tool, input) => actAs(parts, asker, { tool, input, today }),
    carryOut: (proposal) => carryOutAs(parts, asker, proposal),
    read: async (tool, input) =>
      runTool(
        { id: '1', tool, input },
        {
          ...{ db, tools: parts.tools, asker, clock, signal: new AbortController().signal },
          catalogue: await db.inWorkspace(workspaceId, (tx) => loadCatalogue(tx, workspaceId), 'read'),
          emit: () => {},
          log: ({ error }) => console.error(error),
        },
      ),
    rows: (tables) =>
      db.inWorkspace(workspaceId, async (tx) => {
        const found: Record<string, unknown> = {}
        for (const table of tables) {
          const all = await rowsOf<{ row: string }>(
            tx,
            sql`select (to_jsonb(t) - array['created_at', 'updated_at', 'change_id'])::text as row
                from ${sql.identifier(table)} t order by 1`,
          )
          found[table] = all.map(({ row }) => row)
        }
        return found
      }),
  }
}
