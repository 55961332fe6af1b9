/** Runs as surfaces show them, and setting one going: most are over before anybody could look, so a moment is waited. */
import { and, desc, eq, gt } from 'drizzle-orm'
import { maySee } from '#agent/proposals/view.ts'
import type { Steward } from '#agent/steward.ts'
import type { Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import type { RunView } from '#db/effects/contract.ts'
import { readRun } from '#db/effects/runs.ts'
import { proposals } from '#db/schema/tables.ts'
import type { RunCard } from '../contract-effects.ts'

const patienceMs = 300

/** Takes the run up in this process; answers it as far as it got. */
export async function begunRun(
  { db, workers }: Pick<Steward, 'db' | 'workers'>,
  asker: Asker,
  run: string,
): Promise<RunCard> {
  const waited = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => waited.resolve(undefined), patienceMs)
  await Promise.race([workers.wakeRun(asker.workspace, run), waited.promise])
  clearTimeout(timer)
  return readRunCard({ db }, asker, run)
}

export const readRunCard = async ({ db }: Pick<Steward, 'db'>, asker: Asker, run: string): Promise<RunCard> =>
  runCardOf({ db }, asker, await readRun(db, asker, run))

export const runCardOf = ({ db }: Pick<Steward, 'db'>, asker: Asker, run: RunView): Promise<RunCard> =>
  db.inWorkspace(
    asker.workspace,
    async (tx) => ({ ...run, undo: run.undoneBy ?? (await openUndo(tx, asker, run.id)) }),
    'read',
  )

/** One that the asker may see and that waits for a yes. */
async function openUndo(tx: Tx, asker: Asker, run: string): Promise<string | null> {
  const found = await tx
    .select()
    .from(proposals)
    .where(
      and(
        eq(proposals.workspaceId, asker.workspace),
        eq(proposals.undoes, run),
        eq(proposals.state, 'open'),
        gt(proposals.expiresAt, new Date().toISOString()),
      ),
    )
    .orderBy(desc(proposals.createdAt))
  for (const row of found) if (await maySee(tx, asker, row)) return row.id
  return null
}
