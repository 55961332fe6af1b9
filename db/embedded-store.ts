/** The embedded store: PGlite in a folder that this process alone has open, or in memory. */
import { PGlite, type Transaction } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { setImmediate as breathe } from 'node:timers/promises'
import type { BareDb, Tx } from './connect.ts'
import { embeddedCopy, type Copy } from './copy.ts'
import { guardPanic } from './embedded-panic.ts'
import { assertRoomToOpen, roomKeeper } from './disk-room.ts'
import { lockFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import { parsers, plainPglite, type Watch } from './plain-pglite.ts'
import * as schema from './schema/tables.ts'
import { ownerSettings, signInSettings, workspaceSettings, type Setting } from './transaction-settings.ts'

type Options = { folder?: string; template?: Blob }

export async function openEmbedded({ folder, template }: Options, upTo?: number): Promise<BareDb> {
  if (folder) assertRoomToOpen(folder)
  const release = folder ? lockFolder(folder) : () => {}
  try {
    const pg = await PGlite.create({
      ...(folder && { dataDir: folder }),
      ...(template && { loadDataDir: template }),
      extensions: { vector, pg_trgm },
      parsers,
    })
    const hasPanicked = guardPanic(pg)
    const current = new Current(folder)
    const db = drizzle(plainPglite(pg, current), { schema })
    await migrate(db, upTo)
    return {
      kind: 'pglite',
      ...transactions(db, current),
      embedded: pg,
      close: async () => {
        if (!hasPanicked()) await pg.close() // it would never come back from writing its last words
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** The transaction that runs: there is one at a time. */
class Current implements Watch {
  private transaction: Transaction | null = null
  private readonly keepRoom: () => void
  /** Before each statement of a transaction that writes, the disk is looked at. */
  isWriting = false

  constructor(folder: string | undefined) {
    this.keepRoom = folder ? roomKeeper(folder) : () => {}
  }

  began = (transaction: Transaction): void => {
    this.transaction = transaction
  }

  asked = (): void => {
    if (this.isWriting) this.keepRoom()
  }

  copy(): Copy {
    if (!this.transaction) throw new Error('no transaction is open')
    return embeddedCopy(this.transaction, this.keepRoom)
  }
}

function transactions(db: Tx, current: Current): Pick<BareDb, 'inWorkspace' | 'inSignIn' | 'asOwner'> {
  const run = async <T>(settings: Setting[], writes: boolean, work: (tx: Tx) => Promise<T>): Promise<T> => {
    // PGlite works in microtasks: without a breath between them, queued transactions would hold up all I/O.
    await breathe()
    return db.transaction(async (tx) => {
      current.isWriting = writes
      try {
        // set_config(…, true) is SET LOCAL: all of it ends with the transaction.
        const set = settings.map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
        await tx.execute(sql`select ${sql.join(set, sql`, `)}`)
        return await work(tx)
      } finally {
        current.isWriting = false
      }
    })
  }
  return {
    inWorkspace: (within, work, mode = 'write') =>
      run(workspaceSettings(within, mode), mode !== 'read' && mode !== 'scan', work),
    inSignIn: (work) => run(signInSettings, true, work),
    asOwner: (work, mode = 'change') => run(ownerSettings(mode), false, (tx) => work(tx, current.copy())),
  }
}
