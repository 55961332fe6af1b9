/** Writes down every row that change sets would touch: who asks may act on it, its values fit, something would change. Nothing else is touched. */
import { sql } from 'drizzle-orm'
import type { Catalogue } from '../catalogue/types.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Asker, Clock } from '../contract.ts'
import type { ChangeSet } from './contract.ts'
import { materialiseCreation } from './materialise-creation.ts'
import { materialiseDeletion } from './materialise-deletion.ts'
import { materialiseMerge } from './merge.ts'
import { materialiseUpdates } from './materialise-updates.ts'

type Ids = { ids: string[] }
type Of<Op extends ChangeSet['op']> = Extract<ChangeSet, { op: Op }>
/** A change set whose rows are known one by one. */
export type ResolvedSet = ResolvedUpdate | ResolvedCreation | ResolvedDeletion | ResolvedMerge
export type ResolvedUpdate = Omit<Of<'update'>, 'of'> & { of: Ids }
export type ResolvedCreation = Omit<Of<'create'>, 'forEach'> & { forEach?: { object: string; of: Ids } }
export type ResolvedDeletion = Omit<Of<'delete'>, 'of'> & { of: Ids }
export type ResolvedMerge = Omit<Of<'merge'>, 'of' | 'into'> & { of: Ids; into: Ids }

export type Materialising = {
  tx: Tx
  workspace: string
  proposal: string
  asker: Asker
  clock: Clock
  catalogue: Catalogue
}

export type Materialised = {
  rows: number
  /** Fields of rows that would change; of a row that is made or removed, one. */
  changes: number
  deletions: number
  /** The object of most rows. */
  object: string
  /** What was left out and why, a line each. */
  notes: string[]
}

type Given = Omit<Materialising, 'tx'> & { sets: ResolvedSet[] }

/** `tx` is Steward's own. Throws a Problem where a value does not fit its field; the caller takes the transaction back. */
export async function materialise(tx: Tx, { sets, ...rest }: Given): Promise<Materialised> {
  const work: Materialising = { tx, ...rest }
  // Moments are kept as JSON, and read back to the very same value.
  await tx.execute(sql`select set_config('timezone', 'UTC', true)`)
  const notes: string[] = []
  const done = new Set<string>()
  for (const set of sets) {
    if (set.op === 'create') notes.push(...(await materialiseCreation(work, set)))
    else if (set.op === 'delete') notes.push(...(await materialiseDeletion(work, set)))
    else if (set.op === 'merge') notes.push(...(await materialiseMerge(work, set)))
    else if (!done.has(set.object)) {
      // All that is said of the same rows is one change of them.
      done.add(set.object)
      const same = sets.filter(
        (one): one is ResolvedUpdate => one.op === 'update' && one.object === set.object,
      )
      notes.push(...(await materialiseUpdates(work, same)))
    }
  }
  return counted(tx, rest.workspace, rest.proposal, sets[0]?.object ?? '', notes)
}

/** What stands in the proposal so far. */
export async function counted(
  tx: Tx,
  workspace: string,
  proposal: string,
  otherwise: string,
  notes: string[],
): Promise<Materialised> {
  const kinds = await rowsOf<{ object: string; rows: number; changes: number; deletions: number }>(
    tx,
    sql`select object, count(*)::int as rows, count(*) filter (where operation = 'delete')::int as deletions,
               sum(case when operation = 'update' then (select count(*) from jsonb_object_keys(after)) else 1 end)::int as changes
        from proposal_rows where workspace_id = ${workspace} and proposal_id = ${proposal}::uuid and state = 'pending'
        group by object order by 2 desc, 1`,
  )
  const sum = (of: (kind: (typeof kinds)[number]) => number) =>
    kinds.reduce((total, kind) => total + of(kind), 0)
  return {
    rows: sum(({ rows }) => rows),
    changes: sum(({ changes }) => changes),
    deletions: sum(({ deletions }) => deletions),
    object: kinds[0]?.object ?? otherwise,
    notes,
  }
}

/** After which the next row's place comes. */
export async function lastPlace(tx: Tx, workspace: string, proposal: string): Promise<number> {
  const [row] = await rowsOf<{ last: number }>(
    tx,
    sql`select coalesce(max(seq), 0)::int as last from proposal_rows
        where workspace_id = ${workspace} and proposal_id = ${proposal}::uuid`,
  )
  return row?.last ?? 0
}
