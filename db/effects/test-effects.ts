/** Proposes and carries out change sets in a test's workspace as the gate and the runs do, without their questions. */
import { sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { loadCatalogue } from '../catalogue/load.ts'
import { withhold } from '../catalogue/withhold.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import type { Asker, Clock } from '../contract.ts'
import { within } from '../rights.ts'
import { proposals, runs } from '../schema/tables.ts'
import { applyBatch, type Applied } from './apply.ts'
import type { Change, ChangeSet, RowOutcome, Selection } from './contract.ts'
import { materialise, type Materialised, type ResolvedSet } from './materialise.ts'
import { changesOf, outcomesOf } from './rows.ts'
import { resolveSelection } from './selection.ts'
import { materialiseUndo } from './undo.ts'

export type Bench = { db: Db; asker: Asker; clock: Clock }
export type Proposed = Materialised & { id: string; changes: number; lines: Change[] }

const whole = { from: 1, limit: 1_000 }

async function insertProposal(tx: Tx, { asker }: Bench, undoes?: string): Promise<string> {
  const id = uuid()
  await tx.insert(proposals).values({
    ...{ workspaceId: asker.workspace, id, requesterId: asker.userId, surface: 'web', tool: 'test_tool' },
    ...{ toolHash: '', arguments: {}, kind: 'E2', integrity: 'T', summary: '', object: '', rowCount: 0 },
    ...{ changeCount: 0, policyVersion: '', nonce: '', targets: '', digest: '', seal: '' },
    expiresAt: '2099-01-01T00:00:00Z',
    undoes: undoes ?? null,
  })
  return id
}

/** The rows that are meant, as the asker may read them. */
async function resolved(bench: Bench, sets: ChangeSet[]): Promise<ResolvedSet[]> {
  const { db, asker, clock } = bench
  return db.inWorkspace(
    within(asker),
    async (tx) => {
      const catalogue = withhold(await loadCatalogue(tx, asker.workspace), asker.rights)
      const ids = async (object: string, of: Selection) => ({
        ids: await resolveSelection(tx, { catalogue, object, of, who: { asker, clock } }),
      })
      const all: ResolvedSet[] = []
      for (const set of sets) {
        if (set.op === 'create') {
          const { forEach, ...rest } = set
          all.push({
            ...rest,
            ...(forEach && { forEach: { ...forEach, of: await ids(forEach.object, forEach.of) } }),
          })
        } else if (set.op === 'merge')
          all.push({ ...set, of: await ids(set.object, set.of), into: await ids(set.object, set.into) })
        else all.push({ ...set, of: await ids(set.object, set.of) })
      }
      return all
    },
    'read',
  )
}

export async function proposeSets(bench: Bench, ...given: ChangeSet[]): Promise<Proposed> {
  const { db, asker, clock } = bench
  const { workspace } = asker
  const sets = await resolved(bench, given)
  return db.inWorkspace(
    workspace,
    async (tx) => {
      const catalogue = withhold(await loadCatalogue(tx, workspace), asker.rights)
      const proposal = await insertProposal(tx, bench)
      const found = await materialise(tx, { workspace, proposal, asker, clock, catalogue, sets })
      return { ...found, id: proposal, lines: await changesOf(tx, workspace, proposal, whole) }
    },
    'bulk',
  )
}

/** `queued` for a worker; else it is at work already, under the first fence. */
export async function startRunOf(
  { db, asker }: Bench,
  proposal: string,
  state: 'queued' | 'running' = 'running',
): Promise<string> {
  const run = uuid()
  await db.inWorkspace(asker.workspace, async (tx) => {
    const [count] = await rowsOf<{ total: number }>(
      tx,
      sql`select count(*)::int as total from proposal_rows where proposal_id = ${proposal}::uuid and state = 'pending' and not excluded`,
    )
    await tx.insert(runs).values({
      ...{ workspaceId: asker.workspace, id: run, proposalId: proposal, approvedBy: asker.userId },
      ...{ total: count?.total ?? 0, fence: state === 'running' ? 1 : 0, state },
    })
  })
  return run
}

export type Carried = { run: string } & Omit<Applied, 'left'>

/** All of it, batch by batch. */
export async function carryOut(bench: Bench, proposal: string, size = 1_000): Promise<Carried> {
  const { workspace } = bench.asker
  const run = await startRunOf(bench, proposal)
  const told = { done: 0, skipped: 0, failed: 0 }
  for (let left = 1; left > 0;) {
    const batch = await bench.db.inWorkspace(
      workspace,
      (tx) => applyBatch(tx, { workspace, run, proposal, fence: 1, size }),
      'bulk',
    )
    told.done += batch.done
    told.skipped += batch.skipped
    told.failed += batch.failed
    left = batch.left
  }
  return { run, ...told }
}

export async function proposeUndoOf(bench: Bench, run: string): Promise<Proposed> {
  const { db, asker } = bench
  const { workspace } = asker
  return db.inWorkspace(
    workspace,
    async (tx) => {
      const proposal = await insertProposal(tx, bench, run)
      const found = await materialiseUndo(tx, { workspace, run, proposal, asker })
      return { ...found, id: proposal, lines: await changesOf(tx, workspace, proposal, whole) }
    },
    'bulk',
  )
}

export const outcomes = ({ db, asker }: Bench, proposal: string): Promise<RowOutcome[]> =>
  db.inWorkspace(asker.workspace, (tx) => outcomesOf(tx, asker.workspace, proposal, whole))

/** What surfaces show of a change. */
export const brief = ({ object, id, field, before, after }: Change) => ({ object, id, field, before, after })
