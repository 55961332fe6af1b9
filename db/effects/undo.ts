/** Writes down how a run would be taken back: what is still as it left it goes back, what was edited since is listed and stays. */
import { sql, type SQL } from 'drizzle-orm'
import { loadCatalogue } from '../catalogue/load.ts'
import { rowsOf, type Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import type { RowOperation } from './contract.ts'
import { counted, type Materialised } from './materialise.ts'
import { isSeries, undoSeries } from './series.ts'
import { undoUpdates, type Undoing } from './undo-rows.ts'
import { undoCreations, undoDeletions } from './undo-whole.ts'

type Given = { workspace: string; run: string; proposal: string; asker: Asker }

/** Rows of a run that were written alike. */
export type DoneRows = {
  object: string
  table: string
  operation: RowOperation
  columns: string
  custom: string
}

/** `tx` is Steward's own. A conflict is a row of the proposal that is skipped from the start, with the reason in its note. */
export async function materialiseUndo(tx: Tx, given: Given): Promise<Materialised> {
  const { workspace, run, proposal, asker } = given
  await tx.execute(sql`select set_config('timezone', 'UTC', true)`)
  const [of] = await rowsOf<{ id: string; last: number }>(
    tx,
    sql`select r.proposal_id as id, (select max(seq) from proposal_rows p where p.workspace_id = r.workspace_id and p.proposal_id = r.proposal_id)::int as last
        from runs r where r.workspace_id = ${workspace} and r.id = ${run}::uuid`,
  )
  if (!of) throw new Error(`there is no run ${run}`)
  const catalogue = await loadCatalogue(tx, workspace)
  const work: Undoing = { tx, workspace, run, proposal, asker, catalogue, undone: of.id, last: of.last }
  const notes: string[] = []
  const kinds = await kindsOf(work)
  for (const kind of kinds) {
    if (isSeries(kind.table)) notes.push(...(await undoSeries(work, kind)))
    else if (kind.operation === 'update') notes.push(...(await undoUpdates(work, kind)))
    else if (kind.operation === 'create') notes.push(...(await undoCreations(work, kind)))
    else notes.push(...(await undoDeletions(work, kind)))
  }
  return counted(tx, workspace, proposal, kinds[0]?.object ?? '', notes)
}

/** The last rows first: what was made for others goes before them. */
function kindsOf({ tx, workspace, undone }: Undoing): Promise<DoneRows[]> {
  const keys = (json: SQL) =>
    sql`case when operation = 'update' then coalesce((select string_agg(k, ',' order by k) from jsonb_object_keys(${json}) k), '') else '' end`
  return rowsOf<DoneRows>(
    tx,
    sql`select object, "table", operation, ${keys(sql`write`)} as columns, ${keys(sql`coalesce(write -> 'custom', '{}')`)} as custom
        from proposal_rows where workspace_id = ${workspace} and proposal_id = ${undone}::uuid and state = 'done'
        group by 1, 2, 3, 4, 5 order by max(seq) desc`,
  )
}
