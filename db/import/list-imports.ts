/** The imports of a workspace, newest first: when, whence, by whom, with which files, and what became of them. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import type { ImportCounts, ImportedFile } from '../schema/workspaces.ts'

export type ImportRecord = {
  id: string
  /** The folder or file. */
  from: string
  /** The system whose ids the rows have; null where nothing landed. */
  system: string | null
  state: 'running' | 'done' | 'failed' | 'stopped'
  startedAt: string
  endedAt: string | null
  /** E-mail of whoever imported it. */
  by: string | null
  counts: Record<string, ImportCounts>
  files: ImportedFile[]
  problemCount: number
  changeId: string | null
  isReverted: boolean
}

export const listImports = (tx: Tx, workspace: string): Promise<ImportRecord[]> =>
  rowsOf(
    tx,
    sql`select i.id::text, i.source as "from", c.source as system, i.state,
               to_char(i.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startedAt",
               to_char(i.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "endedAt",
               u.email as by, i.counts, i.files, i.problem_count as "problemCount", i.change_id::text as "changeId",
               exists (select from changes r where r.workspace_id = i.workspace_id and r.kind = 'revert'
                 and r.ref = i.change_id::text) as "isReverted"
        from imports i
        left join changes c on c.workspace_id = i.workspace_id and c.id = i.change_id
        left join users u on u.workspace_id = i.workspace_id and u.id = i.actor_id
        where i.workspace_id = ${workspace} order by i.started_at desc, i.id desc`,
  )

/** The change that an import's rows carry; its id may be cut as long as it is one import's alone. */
export async function changeOfImport(tx: Tx, workspace: string, id: string): Promise<string> {
  const all = await listImports(tx, workspace)
  const found = all.filter((one) => one.id === id || (id.length >= 8 && one.id.startsWith(id.toLowerCase())))
  const [only] = found
  if (!only || found.length > 1) {
    throw new Problem('not_found', found.length > 1 ? `${found.length} imports begin with ${id}.` : `There is no import ${id}.`, {
      next: 'steward imports --workspace NAME lists them.',
    }) // prettier-ignore
  }
  if (only.changeId === null) {
    throw new Problem('conflict', `The import ${only.id} is ${only.state}: nothing of it landed.`)
  }
  return only.changeId
}
