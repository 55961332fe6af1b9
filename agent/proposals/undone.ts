/** The run that is to be taken back: the one of that id, or the newest of who asks. */
import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { summaryOf } from '#db/effects/receipt.ts'
import { Problem } from '#db/problem.ts'
import { proposals, runs } from '#db/schema/tables.ts'
import { mayDecide } from './people.ts'

export type Undone = { run: string; summary: string }

const noSuchRun = () => new Problem('not_found', 'There is no such run.')

/** Throws a Problem where there is none, it is not over, or it was taken back already. */
export async function runToUndo(tx: Tx, asker: Asker, which: string): Promise<Undone> {
  return which === 'last' ? lastOf(tx, asker) : runOf(tx, asker, which)
}

const found = (tx: Tx) =>
  tx
    .select({ run: runs, proposal: proposals })
    .from(runs)
    .innerJoin(proposals, and(eq(proposals.workspaceId, runs.workspaceId), eq(proposals.id, runs.proposalId)))

async function lastOf(tx: Tx, { workspace, userId }: Asker): Promise<Undone> {
  const [last] = await found(tx)
    .where(
      and(
        eq(runs.workspaceId, workspace),
        eq(proposals.requesterId, userId),
        inArray(runs.state, ['done', 'stopped', 'failed']),
        isNull(runs.undoneBy),
        gt(runs.done, 0),
      ),
    )
    .orderBy(desc(runs.startedAt), desc(runs.id))
    .limit(1)
  if (last) return { run: last.run.id, summary: summaryOf(last.proposal) }
  throw new Problem('not_found', 'There is nothing of yours to take back.', {
    next: 'Name a run by its id, as the list of runs shows it.',
  })
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

async function runOf(tx: Tx, asker: Asker, id: string): Promise<Undone> {
  const [one] = isId(id)
    ? await found(tx).where(and(eq(runs.workspaceId, asker.workspace), eq(runs.id, id)))
    : []
  // Rows that the asker may not act on are left out later; a run that is none of theirs is unknown to them.
  if (!one || !mayDecide(asker, one.proposal.requesterId)) throw noSuchRun()
  const { run, proposal } = one
  if (run.state === 'queued' || run.state === 'running' || run.state === 'paused')
    throw new Problem('conflict', 'This run is not over yet.', { next: 'Stop it, then take it back.' })
  if (run.undoneBy !== null)
    throw new Problem('conflict', 'This run was taken back already.', {
      next: `Take back what took it back to have it again: ${run.undoneBy}.`,
    })
  return { run: run.id, summary: summaryOf(proposal) }
}
