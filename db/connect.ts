/** Opens the store (embedded PGlite or a Postgres server) behind one interface; all work runs as the role that row security binds. */
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { sql, type SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as overPglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as overServer } from 'drizzle-orm/postgres-js'
import { migrate as migrateServer } from 'drizzle-orm/postgres-js/migrator'
import { setImmediate as breathe } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { lockFolder } from './folder-lock.ts'
import * as schema from './schema/tables.ts'
import { plainPglite, textParsers } from './plain-pglite.ts'
import { assertIsolated } from './self-test.ts'

export type Tx = PgDatabase<PgQueryResultHKT, typeof schema>

export type Db = {
  kind: 'pglite' | 'server'
  /** Runs work in one transaction, as the app role, seeing that workspace alone. Inside, use the given tx only. */
  inWorkspace<T>(workspace: string, work: (tx: Tx) => Promise<T>, mode?: 'read' | 'write'): Promise<T>
  /** Runs work in one transaction as the schema's owner: migrations, and listing workspaces. Nothing else. */
  asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
  /** The embedded database itself: what a test copies as a template. */
  embedded?: PGlite
}

export type OpenOptions =
  | { url: string; poolSize?: number }
  /** `folder` undefined: in memory. `template` is a dump to start from. */
  | { folder?: string; template?: Blob }

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Opens, migrates, and refuses to return a store whose isolation does not hold. */
export async function openDb(options: OpenOptions): Promise<Db> {
  const db = 'url' in options ? await openServer(options) : await openEmbedded(options)
  try {
    await assertIsolated(db)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

async function openEmbedded({ folder, template }: { folder?: string; template?: Blob }): Promise<Db> {
  const release = folder ? lockFolder(folder) : () => {}
  try {
    const pg = await PGlite.create({
      ...(folder && { dataDir: folder }),
      ...(template && { loadDataDir: template }),
      extensions: { vector, pg_trgm },
      parsers: textParsers,
    })
    const db = overPglite(plainPglite(pg), { schema })
    await migratePglite(db, { migrationsFolder })
    return {
      kind: 'pglite',
      // PGlite works in microtasks: without a breath between them, queued transactions would hold up all I/O.
      ...transactions(db, breathe),
      embedded: pg,
      close: async () => {
        await pg.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

async function openServer({ url, poolSize = 10 }: { url: string; poolSize?: number }): Promise<Db> {
  const client = postgres(url, {
    max: poolSize,
    onnotice: () => {},
    connection: { statement_timeout: 60_000 },
  })
  const db = overServer(client, { schema })
  // One process migrates, the others wait: the lock is held by the migrating connection's session.
  const gate = await client.reserve()
  try {
    await gate`select pg_advisory_lock(7347826)`
    await migrateServer(db, { migrationsFolder })
  } finally {
    await gate`select pg_advisory_unlock(7347826)`
    gate.release()
  }
  return { kind: 'server', ...transactions(db), close: () => client.end({ timeout: 5 }) }
}

function transactions(
  db: Tx,
  before: () => Promise<unknown> = async () => {},
): Pick<Db, 'inWorkspace' | 'asOwner'> {
  return {
    inWorkspace: async (workspace, work, mode = 'write') => {
      await before()
      return db.transaction(async (tx) => {
        // set_config(…, true) is SET LOCAL: role, workspace and mode end with the transaction.
        await tx.execute(
          sql`select set_config('role', 'steward_app', true), set_config('app.workspace', ${workspace}, true),
                     set_config('transaction_read_only', ${mode === 'read' ? 'on' : 'off'}, true)`,
        )
        return work(tx)
      })
    },
    asOwner: (work) => db.transaction((tx) => work(tx as unknown as Tx)),
  }
}

/** Rows of a raw statement: PGlite answers `{ rows }`, postgres.js the rows themselves. */
export async function rowsOf<R extends Record<string, unknown>>(tx: Tx, statement: SQL): Promise<R[]> {
  const result: unknown = await tx.execute(statement)
  return Array.isArray(result) ? (result.slice() as R[]) : (result as { rows: R[] }).rows
}
