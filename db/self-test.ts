/** The boot self-test: refuses to serve a store whose role could see past row security (SECURITY.md §2.2). */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from './connect.ts'
import { isolationFaults } from './isolation-faults.ts'
import { Problem } from './problem.ts'

/** Throws with every fault found; also proves by a probe that no workspace means no rows. */
export async function assertIsolated(db: Pick<Db, 'asOwner' | 'inWorkspace'>): Promise<void> {
  const faults = await db.asOwner(isolationFaults)
  const [probe] = await db.inWorkspace('', (tx) =>
    rowsOf<{ role: string; super: boolean; seen: number }>(
      tx,
      sql`select current_user as role,
                 (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as super,
                 (select count(*)::int from workspaces) + (select count(*)::int from users) + (select count(*)::int from accounts) as seen`,
    ),
  )
  if (probe?.role !== 'steward_app' || probe.super)
    faults.push(`work runs as ${probe?.role}, which row security does not bind`)
  if (probe && probe.seen > 0) faults.push(`${probe.seen} rows are visible without a workspace`)
  if (faults.length > 0) {
    throw new Problem('internal', `The database does not keep workspaces apart: ${faults.join('; ')}.`, {
      done: 'Steward did not start; nothing was served.',
      next: 'Restore the policies (run the migrations on a copy and compare), then start again.',
    })
  }
}
