/** Deletes what a workspace keeps no longer, in small transactions, each of which leaves the store as it should be; a run that was broken off goes on. */
import { sql, type SQL } from 'drizzle-orm'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { readSettings } from '../change-setting.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import type { Clock } from '../contract.ts'
import { addUnits } from '../calendar.ts'
import { beginChange } from '../history/change.ts'
import type { Settings } from '../settings.ts'
import { concerns } from './files.ts'
import { listWorkspaces } from '../people.ts'

export type RetentionKind = keyof Settings['retention']
export type RetentionCounts = Partial<Record<RetentionKind, number>>

type Job = {
  db: Db
  workspace: string
  clock: Clock
  /** Where exported files are; null where there are none. */
  dataDir: string | null
  /** Counts and deletes nothing. */
  dryRun?: boolean
  /** Called between batches; false ends the run after the batch. */
  goOn?: () => Promise<boolean>
}

const batch = 5_000

/** Rows that are over, as SQL that answers their ids; and what becomes of a batch of them. */
type Rule = {
  over: (workspace: string, before: string) => SQL
  take: (tx: Tx, workspace: string, ids: string[]) => Promise<void>
}

const idsSql = (ids: string[]) => sql`any (${sql.param(ids)}::text[]::uuid[])`
const numbersSql = (ids: string[]) => sql`any (${sql.param(ids)}::text[]::bigint[])`

/** What triggers would write down of a deletion is what was to be deleted. */
async function untold(tx: Tx, workspace: string, work: () => Promise<void>): Promise<void> {
  const change = await beginChange(tx, workspace, { kind: 'run', source: 'steward', ref: 'retention' })
  await work()
  await tx.execute(
    sql`delete from field_history where workspace_id = ${workspace} and change_id = ${change}::uuid`,
  )
}

const rules: Record<Exclude<RetentionKind, 'exports'>, Rule> = {
  conversations: {
    over: (
      workspace,
      before,
    ) => sql`select c.id::text as id from conversations c where c.workspace_id = ${workspace}
      and c.updated_at < ${before}::timestamptz
      and not exists (select from turns t where t.workspace_id = c.workspace_id and t.conversation_id = c.id and t.state = 'running')`,
    take: async (tx, workspace, ids) => {
      const threads = sql`select ${workspace} || '/' || t.id from turns t where t.workspace_id = ${workspace} and t.conversation_id = ${idsSql(ids)}`
      for (const table of ['checkpoint_writes', 'checkpoint_blobs', 'checkpoints'])
        await tx.execute(sql`delete from langgraph.${sql.identifier(table)} where thread_id in (${threads})`)
      await tx.execute(
        sql`delete from conversations where workspace_id = ${workspace} and id = ${idsSql(ids)}`,
      )
    },
  },
  transcripts: {
    over: (workspace, before) => sql`select c.id::text as id from calls c where c.workspace_id = ${workspace}
      and coalesce(c.at, c.created_at) < ${before}::timestamptz
      and exists (select from call_turns t where t.workspace_id = c.workspace_id and t.call_id = c.id)`,
    take: (tx, workspace, ids) =>
      untold(tx, workspace, async () => {
        await tx.execute(
          sql`delete from call_turns where workspace_id = ${workspace} and call_id = ${idsSql(ids)}`,
        )
        await tx.execute(
          sql`delete from field_history where workspace_id = ${workspace} and object = 'call_turns'
              and row_key::jsonb ->> 0 = any (${sql.param(ids)}::text[])`,
        )
      }),
  },
  activityBodies: {
    over: (
      workspace,
      before,
    ) => sql`select a.id::text as id from activities a where a.workspace_id = ${workspace}
      and a.at < ${before}::timestamptz and a.body is not null`,
    take: (tx, workspace, ids) =>
      untold(tx, workspace, async () => {
        await tx.execute(
          sql`update activities set body = null where workspace_id = ${workspace} and id = ${idsSql(ids)}`,
        )
        await tx.execute(
          sql`update field_history set before = before - 'body', after = after - 'body'
              where workspace_id = ${workspace} and object = 'activities' and row_key = any (${sql.param(ids)}::text[])`,
        )
      }),
  },
  history: {
    over: (
      workspace,
      before,
    ) => sql`select h.seq::text as id from field_history h where h.workspace_id = ${workspace}
      and h.recorded_at < ${before}::timestamptz`,
    take: async (tx, workspace, ids) => {
      await tx.execute(
        sql`delete from field_history where workspace_id = ${workspace} and seq = ${numbersSql(ids)}`,
      )
    },
  },
  auditSalts: {
    over: (
      workspace,
      before,
    ) => sql`select s.seq::text as id from audit_salts s join audit_entries e using (workspace_id, seq)
      where s.workspace_id = ${workspace} and e.at < ${before}::timestamptz`,
    take: async (tx, workspace, ids) => {
      await tx.execute(
        sql`delete from audit_salts where workspace_id = ${workspace} and seq = ${numbersSql(ids)}`,
      )
    },
  },
}

/** Days are the workspace's: what is over is older than the whole of the first day that is kept. */
const firstKept = (clock: Clock, days: number) =>
  `${addUnits(clock.today, -days, 'day')} 00:00:00 ${clock.timeZone}`

export async function runRetention(job: Job): Promise<RetentionCounts> {
  const { db, workspace, clock, dryRun, goOn = async () => true } = job
  const { retention } = await db.inWorkspace(workspace, (tx) => readSettings(tx, workspace), 'read')
  const counts: RetentionCounts = {}
  for (const [kind, rule] of Object.entries(rules) as [keyof typeof rules, Rule][]) {
    const days = retention[kind]
    if (days === null) continue
    const over = rule.over(workspace, firstKept(clock, days))
    counts[kind] = dryRun ? await countOf(db, over) : 0
    while (!dryRun && (await goOn())) {
      const taken = await db.asOwner(async (tx) => {
        const ids = await rowsOf<{ id: string }>(tx, sql`select * from (${over}) o limit ${batch}`)
        if (ids.length > 0)
          await rule.take(
            tx,
            workspace,
            ids.map(({ id }) => id),
          )
        return ids.length
      })
      counts[kind] = (counts[kind] ?? 0) + taken
      if (taken < batch) break
    }
  }
  if (retention.exports !== null) counts.exports = await dropExports(job, retention.exports)
  return counts
}

async function countOf(db: Db, over: SQL): Promise<number> {
  const [row] = await db.asOwner((tx) =>
    rowsOf<{ rows: number }>(tx, sql`select count(*)::int as rows from (${over}) o`),
  )
  return row?.rows ?? 0
}

/** Made by Steward for people to take away: exports and reports. */
const folders = ['exports', 'reports']

async function dropExports({ db, workspace, clock, dataDir, dryRun }: Job, days: number): Promise<number> {
  if (dataDir === null) return 0
  const workspaces = (await listWorkspaces(db)).map(({ id }) => id)
  const before = Temporal.PlainDate.from(addUnits(clock.today, -days, 'day')).toZonedDateTime(
    clock.timeZone,
  ).epochMilliseconds
  let dropped = 0
  for (const folder of folders) {
    const found = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(
      (error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
        throw error
      },
    )
    for (const file of found.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name)
      if (!concerns(path.slice(dataDir.length + 1), workspace, workspaces)) continue
      if ((await stat(path)).mtimeMs >= before) continue
      dropped++
      if (!dryRun) await rm(path)
    }
  }
  return dropped
}
