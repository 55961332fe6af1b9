/** What became of the proposals of a turn, in words: for its history, and for the model that goes on from there. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/connect.ts'
import { summaryOf, type ProposalRow } from '#db/effects/receipt.ts'
import { proposals, runs } from '#db/schema/tables.ts'
import { namesOf, stateOf } from './view.ts'

export type ProposalOutcome = {
  turn: string
  proposal: string
  run: string | null
  /** Whether anything of it is still to be awaited. */
  isSettled: boolean
  /** Whether a person decided, rather than time. */
  isDecided: boolean
  words: string
}

/** Of these turns' proposals, in the order in which they were made; one that another took the place of is told by that one. */
export async function outcomesOfTurns(
  tx: Tx,
  workspace: string,
  turns: string[],
  now = new Date().toISOString(),
): Promise<ProposalOutcome[]> {
  if (turns.length === 0) return []
  const all = await tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.workspaceId, workspace), inArray(proposals.turnId, turns)))
    .orderBy(asc(proposals.createdAt), asc(proposals.id))
  const standing = all.filter((row) => !(row.state === 'superseded' && row.supersededBy !== null))
  if (standing.length === 0) return []
  const ids = standing.map(({ id }) => id)
  const started = await tx
    .select()
    .from(runs)
    .where(and(eq(runs.workspaceId, workspace), inArray(runs.proposalId, ids)))
  const names = await namesOf(
    tx,
    workspace,
    standing.flatMap(({ decidedBy }) => decidedBy ?? []),
  )
  return standing.map((row) => {
    const run = started.find(({ proposalId }) => proposalId === row.id) ?? null
    const decider = row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null)
    const isExpired = stateOf(row, now) === 'expired'
    const isOver = run === null || !['queued', 'running', 'paused'].includes(run.state)
    return {
      ...{ turn: row.turnId ?? '', proposal: row.id, run: run?.id ?? null },
      isSettled: (row.state !== 'open' || isExpired) && isOver,
      isDecided: !isExpired && row.state !== 'open',
      words: `${summaryOf(row)}: ${isExpired ? 'it expired; nothing was done' : became(row, run, decider)}.`,
    }
  })
}

type Run = typeof runs.$inferSelect

function became({ state, reason }: ProposalRow, run: Run | null, decider: string | null): string {
  const because = reason === null ? '' : `, because: ${reason}`
  if (run) {
    const left = run.skipped + run.failed
    const rest = left > 0 ? `, ${left} could not be changed` : ''
    const undone = run.undoneBy === null ? '' : '; a proposal takes it back'
    if (run.state === 'done' || run.state === 'stopped' || run.state === 'failed')
      return `approved by ${decider ?? 'a standing approval'}; ${run.state}: ${run.done} of ${run.total} rows changed${rest}${undone}`
    return `approved by ${decider ?? 'a standing approval'}; it is ${run.state}: ${run.done} of ${run.total} rows so far`
  }
  if (state === 'rejected') return `rejected by ${decider ?? 'somebody'}${because}; nothing was done`
  if (state === 'superseded') return `given up${because}; nothing was done`
  return 'it waits for approval; nothing was done yet'
}
