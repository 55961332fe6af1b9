/** Opens the store (embedded PGlite or a Postgres server) behind one interface; all work runs as the role that row security binds. */
import type { PGlite } from '@electric-sql/pglite'
import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Reach } from './contract.ts'
import type { Copy } from './copy.ts'
import { openEmbedded } from './embedded-store.ts'
import type * as schema from './schema/tables.ts'
import { assertIsolated } from './self-test.ts'
import { openServer } from './server-store.ts'
import { watchStorage } from './storage-fault.ts'

export type Tx = PgDatabase<PgQueryResultHKT, typeof schema>

/**
 * `read` and `write` are a person's work: ended after a minute. `scan` (reads, all of one moment) and `bulk` (writes) take
 * their time.
 * Where the connection to a server was lost, a `read` runs again, so it hands nothing out before it returns; and an
 * `idempotent` write, which says that a second run changes nothing more. The others never run twice once they have begun.
 */
export type Mode = 'read' | 'write' | 'idempotent' | 'scan' | 'bulk'

/** `snapshot` reads all of a moment and changes nothing; a row that it may not see is an error, not an omission. */
export type OwnerMode = 'change' | 'snapshot'

/** A workspace, with all of its rows; or what a person may read of it. */
export type Within = string | { workspace: string; reach: Reach }

export type Db = {
  kind: 'pglite' | 'server'
  /**
   * Runs work in one transaction, as the app role, seeing that workspace alone; for a person who may not read all of it, as
   * a role that sees their reach and writes nothing. Inside, use the given tx only.
   */
  inWorkspace<T>(within: Within, work: (tx: Tx) => Promise<T>, mode?: Mode): Promise<T>
  /** Runs work in one transaction as the role that signs people in: it sees the schema `auth` and no workspace's rows. */
  inSignIn<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs work in one transaction as the schema's owner: migrations, backups, and listing workspaces. Nothing else. */
  asOwner<T>(work: (tx: Tx, copy: Copy) => Promise<T>, mode?: OwnerMode): Promise<T>
  /** Why nothing can be stored at present (a full disk), as the last write told it; null when all is well. */
  storageFault(): string | null
  close(): Promise<void>
  /** The embedded database itself: what a test copies as a template. */
  embedded?: PGlite
}

/** A store as its database makes it. */
export type BareDb = Omit<Db, 'storageFault'>

export type OpenOptions =
  | { url: string; poolSize?: number }
  /** `folder` undefined: in memory. `template` is a dump to start from. */
  | { folder?: string; template?: Blob }

/** Opens and migrates, up to the migration of that moment where one is given. Only a restore works on a store like that. */
export const openBare = async (options: OpenOptions, upTo?: number): Promise<Db> =>
  watchStorage('url' in options ? await openServer(options, upTo) : await openEmbedded(options, upTo))

/** Opens, migrates, and refuses to return a store whose isolation does not hold. */
export async function openDb(options: OpenOptions): Promise<Db> {
  const db = await openBare(options)
  try {
    await assertIsolated(db)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

/** Rows of a raw statement: PGlite answers `{ rows }`, postgres.js the rows themselves. */
export async function rowsOf<R extends Record<string, unknown>>(tx: Tx, statement: SQL): Promise<R[]> {
  const result: unknown = await tx.execute(statement)
  return Array.isArray(result) ? (result.slice() as R[]) : (result as { rows: R[] }).rows
}
