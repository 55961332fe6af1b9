/** Does a job's work for each workspace, one after the other; one that fails keeps none of the others from their turn, and fails the job at its end. */
import { listWorkspaces, type Workspace } from '#db/people.ts'
import type { JobParts } from './job.ts'

export async function inEachWorkspace(
  { db, log }: JobParts,
  signal: AbortSignal,
  work: (workspace: Workspace) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  for (const workspace of await listWorkspaces(db)) {
    if (signal.aborted) return
    try {
      await work(workspace)
    } catch (err) {
      log.error({ err, workspace: workspace.id }, 'a job failed in a workspace')
      failures.push(err)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'a job failed in some workspaces')
}
