/** The part of node-postgres' Pool that LangGraph's PostgresSaver uses, over the store's own transactions of one workspace. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from './connect.ts'

type Result = { rows: Record<string, unknown>[] }
type Client = { query: (text: string, values?: unknown[]) => Promise<Result>; release: () => void }
export type WorkspacePool = {
  connect: () => Promise<Client>
  query: Client['query']
  end: () => Promise<void>
}

/** `$1`-style text and its values as a Drizzle statement. Plain objects travel as JSON text, as node-postgres sends them. */
export function statement(text: string, values: unknown[] = []): SQL {
  const parts = text.split(/\$(\d+)/)
  return sql.join(
    parts.map((part, i) => {
      if (i % 2 === 0) return sql.raw(part)
      const value = values[Number(part) - 1] ?? null // node-postgres sends undefined as null
      const isPlain =
        typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Array.isArray(value)
      return sql`${sql.param(isPlain ? JSON.stringify(value) : value)}`
    }),
  )
}

export function workspacePool(db: Db, workspace: string): WorkspacePool {
  const run = async (tx: Tx, text: string, values?: unknown[]): Promise<Result> => ({
    rows: await rowsOf(tx, statement(text, values)),
  })
  return {
    query: (text, values) => db.inWorkspace(workspace, (tx) => run(tx, text, values)),
    connect: async () => client(db, workspace, run),
    end: async () => {},
  }
}

class RolledBack extends Error {}

/** One client: between BEGIN and COMMIT or ROLLBACK it holds one of the store's transactions open. */
function client(
  db: Db,
  workspace: string,
  run: (tx: Tx, text: string, values?: unknown[]) => Promise<Result>,
): Client {
  let open: { tx: Tx; finish: (how: 'commit' | 'rollback') => void; done: Promise<void> } | null = null

  const begin = async () => {
    const opened = Promise.withResolvers<Tx>()
    const ending = Promise.withResolvers<'commit' | 'rollback'>()
    const done = db
      .inWorkspace(workspace, async (tx) => {
        opened.resolve(tx)
        if ((await ending.promise) === 'rollback') throw new RolledBack()
      })
      .catch((error: unknown) => {
        opened.reject(error)
        if (!(error instanceof RolledBack)) throw error
      })
    done.catch(() => {}) // finish() awaits it; without a listener an early failure would end the process
    open = { tx: await opened.promise, finish: ending.resolve, done }
  }

  const finish = async (how: 'commit' | 'rollback') => {
    const current = open
    open = null
    current?.finish(how)
    await current?.done
  }

  return {
    async query(text, values) {
      const word = text.trim().slice(0, 8).toUpperCase()
      if (word.startsWith('BEGIN')) await begin()
      else if (word.startsWith('COMMIT')) await finish('commit')
      else if (word.startsWith('ROLLBACK')) await finish('rollback')
      else return open ? run(open.tx, text, values) : db.inWorkspace(workspace, (tx) => run(tx, text, values))
      return { rows: [] }
    },
    // Where the connection is lost, so is what there was to take back; nobody waits here to be told.
    release: () => void finish('rollback').catch(() => {}),
  }
}
