/** The queue of durable work, on both databases: pg-boss in a schema of its own, over the store's own connections. It wakes whoever works; what is done is settled by rows. */
import { sql } from 'drizzle-orm'
import { PgBoss, type Db as BossDb } from 'pg-boss'
import { rowsOf, type Db } from './connect.ts'
import { statement } from './pool.ts'

/** Not backed up: what was waiting is found again in the rows that it was about. */
const schema = 'jobs'
const name = 'steward'
/** What is sent in this process is looked at right away; polling is for what others send. */
const usual = { pollSeconds: 4, retrySeconds: 5 }

export type Task = { job: string; data: Record<string, unknown> }
type Sending = {
  /** Of several with the same key, one waits. */
  key?: string
  after?: { seconds: number }
}

export type Queue = {
  /** At least once: work that fails is tried again, later each time. */
  send: (task: Task, options?: Sending) => Promise<void>
  /** By cron, in UTC, once for all processes. */
  schedule: (job: string, cron: string) => Promise<void>
  /** One task after the other, in this process. */
  work: (handle: (task: Task, signal: AbortSignal) => Promise<void>) => Promise<void>
  /** The task at work may end within the time. */
  stop: (graceMs: number) => Promise<void>
}

export async function openQueue(
  db: Db,
  onError: (error: unknown) => void,
  { pollSeconds, retrySeconds } = usual,
): Promise<Queue> {
  const boss = new PgBoss({
    db: overStore(db),
    backend: db.kind === 'pglite' ? 'pglite' : 'postgres',
    schema,
    // Upkeep is seldom: few tasks, and the embedded store has one connection for everybody.
    ...{ superviseIntervalSeconds: 120, monitorIntervalSeconds: 300, maintenanceIntervalSeconds: 3_600 },
    ...{ cronMonitorIntervalSeconds: 45, cronWorkerIntervalSeconds: 20, clockMonitorIntervalSeconds: 600 },
  })
  boss.on('error', onError)
  await boss.start()
  await boss.createQueue(name, {
    policy: 'short',
    ...{ retryLimit: 5, retryDelay: retrySeconds, retryBackoff: true },
    ...{ expireInSeconds: 3_600, deleteAfterSeconds: 86_400 },
  })
  const workers: string[] = []
  return {
    send: async (task, { key, after } = {}) => {
      await boss.send(name, task, {
        ...(key !== undefined && { singletonKey: `${task.job} ${key}` }),
        ...(after && { startAfter: after.seconds }),
      })
      for (const worker of workers) boss.notifyWorker(worker)
    },
    schedule: (job, cron) =>
      boss.schedule(name, cron, { job, data: {} }, { key: job, singletonKey: job, tz: 'UTC' }),
    work: async (handle) => {
      workers.push(
        await boss.work<Task>(name, { pollingIntervalSeconds: pollSeconds }, async (tasks) => {
          for (const { data, signal } of tasks) await handle(data, signal)
        }),
      )
    },
    stop: (graceMs) => boss.stop({ graceful: true, timeout: graceMs, close: false }),
  }
}

/** pg-boss brings its own BEGIN and COMMIT around scripts; each is one of the store's transactions, which is taken back whole. */
const withoutFrame = (script: string) => script.replace(/^\s*BEGIN\s*;/i, '').replace(/COMMIT\s*;?\s*$/i, '')

function overStore(db: Db): BossDb {
  const script = async (text: string): Promise<{ rows: unknown[] }> => {
    const { embedded } = db
    if (embedded) {
      const results = await embedded.transaction((tx) => tx.exec(withoutFrame(text)))
      return { rows: results.flatMap(({ rows }) => rows) }
    }
    const results: unknown = await db.asOwner((tx) => tx.execute(sql.raw(withoutFrame(text))))
    return { rows: Array.isArray(results) ? results.flat() : [] }
  }
  return {
    executeSql: (text, values = []) =>
      values.length === 0
        ? script(text)
        : db.asOwner(async (tx) => ({ rows: await rowsOf(tx, statement(text, values)) })),
  }
}
