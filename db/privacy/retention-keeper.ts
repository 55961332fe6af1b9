/** Runs every workspace's retention once a day while the service runs; of several processes one does, and one that broke off is taken over from. */
import { sql } from 'drizzle-orm'
import { appendAudit } from '../audit/append.ts'
import { rowsOf, type Db } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { startPasses, type Passes } from '../passes.ts'
import { clockOf } from '../people.ts'
import { runRetention, type RetentionCounts } from './retention.ts'

const restBeforeMs = 60_000
const restMs = 15 * 60_000
/** A run without a sign of life for so long lost its process. */
const abandonedAfter = '10 minutes'

/** Null where another process runs the day's retention, or ran it. */
export async function retainToday(
  db: Db,
  {
    workspace,
    clock,
    dataDir,
    signal,
  }: { workspace: string; clock: Clock; dataDir: string | null; signal?: AbortSignal },
): Promise<RetentionCounts | null> {
  const ours = sql`workspace_id = ${workspace} and day = ${clock.today}::date`
  const [claim] = await db.inWorkspace(workspace, (tx) =>
    rowsOf<{ started: string }>(
      tx,
      sql`insert into retention_runs as r (workspace_id, day) values (${workspace}, ${clock.today}::date)
          on conflict (workspace_id, day) do update set started_at = clock_timestamp(), beat_at = clock_timestamp()
            where r.ended_at is null and r.beat_at < clock_timestamp() - ${abandonedAfter}::interval
          returning started_at::text as started`,
    ),
  )
  if (!claim) return null
  const isOurs = async () => {
    if (signal?.aborted) return false
    const beat = await db.inWorkspace(workspace, (tx) =>
      rowsOf(
        tx,
        sql`update retention_runs set beat_at = clock_timestamp() where ${ours} and started_at = ${claim.started}::timestamptz returning 1`,
      ),
    )
    return beat.length > 0
  }
  const counts = await runRetention({ db, workspace, clock, dataDir, goOn: isOurs })
  // Ended before its time, or another took over: that run tells of it.
  if (!(await isOurs())) return null
  await db.inWorkspace(workspace, async (tx) => {
    await tx.execute(
      sql`update retention_runs set ended_at = clock_timestamp(), counts = ${JSON.stringify(counts)}::jsonb where ${ours}`,
    )
    const total = Object.values(counts).reduce((sum, one) => sum + one, 0)
    if (total > 0)
      await appendAudit(tx, workspace, {
        actor: { kind: 'system' },
        action: 'retention_applied',
        details: counts,
      })
  })
  return counts
}

export const startRetention = (
  db: Db,
  {
    dataDir,
    today,
    onError,
  }: {
    dataDir: string | null
    today?: string | undefined
    onError: (error: unknown, workspace: string) => void
  },
): Passes =>
  startPasses(db, { restBeforeMs, restMs, onError }, async (workspace, signal) => {
    const clock = clockOf(workspace, today)
    await retainToday(db, { workspace: workspace.id, clock, dataDir, signal })
  })

export type LastRun = { day: string; endedAt: string | null; counts: Record<string, number> }

export const lastRun = async (db: Db, workspace: string): Promise<LastRun | null> => {
  const [row] = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<LastRun>(
        tx,
        sql`select day::text as day, to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "endedAt", counts
            from retention_runs where workspace_id = ${workspace} order by day desc limit 1`,
      ),
    'read',
  )
  return row ?? null
}
