/** Requests of many workspaces at once over few connections, ended in every way that a request can end: who sees what is not his? */
import { sql } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import type { Random } from '#db/demo/random.ts'
import { workspacePool } from '#db/pool.ts'

const seeing = `select id as workspace from workspaces union all select workspace_id from users
  union all select workspace_id from langgraph.checkpoint_writes`

export type Tally = { requests: number; aborted: number; wrong: number; late: number; rows: number }

/** A row of each kind in each workspace. */
export async function plant(db: Db, workspaces: string[]): Promise<void> {
  for (const id of workspaces) {
    await db.inWorkspace(id, async (tx) => {
      await tx.execute(sql`select set_config('app.change', gen_random_uuid()::text, true)`)
      await tx.execute(sql`insert into workspaces (id, name) values (${id}, ${id})`)
      await tx.execute(
        sql`insert into users (workspace_id, id, source_id, email, name, role)
            values (${id}, gen_random_uuid(), ${id}, ${`${id}@x.example`}, 'N', 'admin')`,
      )
      await tx.execute(
        sql`insert into langgraph.checkpoint_writes (thread_id, checkpoint_id, task_id, idx, channel, blob)
            values (${`${id}/1`}, 'c', 't', 1, 'x', '')`,
      )
    })
  }
}

class Abort extends Error {}

type Row = { workspace: string }
type Request = { db: Db; id: string; chance: Random; check: (rows: Row[], isLate?: boolean) => void }

const see = (tx: Tx) => rowsOf<Row>(tx, sql.raw(seeing))

/** What a request does, each its own way of ending. */
const kinds: ((request: Request) => Promise<void>)[] = [
  async ({ db, id, check }) => check(await db.inWorkspace(id, see, 'read')),
  async ({ db, id, check }) =>
    db.inWorkspace(id, async (tx) => {
      check(await see(tx))
      throw new Abort()
    }),
  async ({ db, id, check, chance }) => {
    // The caller goes away while the work goes on; what it still asks for must not be another's.
    const gaveUp = sleep(chance.int(0, 3)).then(() => Promise.reject(new Abort()))
    const work = db.inWorkspace(id, async (tx) => {
      for (let i = 0; i < 3; i++) check(await see(tx))
    })
    await Promise.race([work, gaveUp])
    await work
  },
  async ({ db, id, check, chance }) => {
    // Statements that nobody waits for, and a tx that is kept beyond its end.
    const late: Promise<unknown>[] = []
    const ask = (tx: Tx) => {
      const asked = see(tx).then((rows) => check(rows, true))
      asked.catch(() => {}) // refused, as it should be
      late.push(asked)
    }
    let kept: Tx | undefined
    await db.inWorkspace(id, async (tx) => {
      kept = tx
      ask(tx)
    })
    await sleep(chance.int(0, 2))
    if (kept) ask(kept)
    await Promise.allSettled(late)
  },
  async ({ db, id, check }) =>
    db.inWorkspace(id, async (tx) => {
      check(await see(tx))
      await tx.execute(sql`select 1 / 0`)
    }),
  async ({ db, id, check }) => {
    const { rows } = await workspacePool(db, id).query(seeing)
    check(rows as Row[])
  },
  async ({ db, id, check, chance }) => {
    const client = await workspacePool(db, id).connect()
    try {
      await client.query('BEGIN')
      const { rows } = await client.query(seeing)
      check(rows as Row[])
      if (chance.chance(0.3)) return // released with its transaction open
      if (chance.chance(0.3)) await client.query('select 1 / 0')
      await client.query(chance.chance(0.5) ? 'COMMIT' : 'ROLLBACK')
    } finally {
      client.release()
    }
  },
]

const onServerOnly: typeof kinds = [
  async ({ db, id, check }) =>
    db.inWorkspace(id, async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', '3', true)`)
      check(await see(tx))
      await tx.execute(sql`select pg_sleep(0.05)`)
    }),
  async ({ db, id, check }) =>
    db.inWorkspace(
      id,
      async (tx) => {
        check(await see(tx))
        if (Math.random() < 0.5) await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)
        check(await see(tx))
      },
      'write',
    ),
]

export async function interleave(
  db: Db,
  workspaces: string[],
  chance: Random,
  { requests, lanes, cut }: { requests: number; lanes: number; cut?: () => void },
): Promise<Tally> {
  const tally: Tally = { requests: 0, aborted: 0, wrong: 0, late: 0, rows: 0 }
  const ways = db.kind === 'server' ? [...kinds, ...onServerOnly] : kinds
  const one = async () => {
    const id = chance.pick(workspaces)
    const check: Request['check'] = (rows, isLate = false) => {
      tally.rows += rows.length
      if (isLate) tally.late += rows.length
      tally.wrong += rows.filter(({ workspace }) => workspace !== id).length
    }
    try {
      await chance.pick(ways)({ db, id, chance, check })
    } catch {
      tally.aborted++ // most of them are meant to fail
    }
  }
  const lane = async () => {
    while (tally.requests < requests) {
      tally.requests++
      if (cut && chance.chance(0.004)) cut()
      await one()
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return tally
}
