/** The store on a Postgres server: checked that it fits, migrated by one process at a time, and reached again after a lost connection. */
import { sql } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BareDb } from './connect.ts'
import { codesOf, isLostConnection } from './connection-loss.ts'
import { serverCopy } from './copy.ts'
import { migrate } from './migrate.ts'
import { Problem } from './problem.ts'
import { assertFits } from './server-fit.ts'
import { LostConnection, ServerPool, type Settings } from './server-pool.ts'
import { ownerSettings, signInSettings, workspaceSettings, type Setting } from './transaction-settings.ts'

/** How long work waits for a server that restarts before it says so. */
const patienceMs = 15_000
const longestPauseMs = 1_000
/** Of the lock under which one process migrates and the others wait. */
const migrationLock = 7_347_826
/** An export or a backup takes many statements, and must not see what is stored between them. */
const ofOneMoment = 'begin isolation level repeatable read'

export async function openServer(
  { url, poolSize = 10 }: { url: string; poolSize?: number },
  upTo?: number,
): Promise<BareDb> {
  const pool = new ServerPool(url, poolSize)
  try {
    await persist(false, () =>
      pool.transaction(textOf(ownerSettings('change')), async ({ tx }) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(migrationLock))})`)
        await assertFits(tx)
        await migrate(tx, upTo)
      }),
    )
  } catch (error) {
    await pool.close()
    throw refused(error)
  }
  return {
    kind: 'server',
    inWorkspace: (within, work, mode = 'write') =>
      persist(mode === 'read' || mode === 'idempotent', () =>
        pool.transaction(
          textOf(workspaceSettings(within, mode)),
          ({ tx }) => work(tx),
          mode === 'scan' ? ofOneMoment : 'begin',
        ),
      ),
    inSignIn: (work) =>
      persist(false, () => pool.transaction(textOf(signInSettings), ({ tx }) => work(tx), 'begin')),
    asOwner: (work, mode = 'change') =>
      persist(false, () =>
        pool.transaction(
          textOf(ownerSettings(mode)),
          ({ tx, client }) => work(tx, serverCopy(client)),
          mode === 'snapshot' ? ofOneMoment : 'begin',
        ),
      ),
    close: () => pool.close(),
  }
}

/** set_config(…, true) is SET LOCAL: all of it ends with the transaction. */
function textOf(settings: Setting[]): Settings {
  const set = settings.map(([name], i) => `set_config('${name}', $${i + 1}, true)`)
  return { text: `select ${set.join(', ')}`, values: settings.map(([, value]) => value) }
}

/** Tries again what a lost connection kept from happening, for a while; says what became of the rest. */
async function persist<T>(isRepeatable: boolean, attempt: () => Promise<T>): Promise<T> {
  const start = performance.now()
  for (let pauseMs = 20; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof LostConnection)) throw error
      const mayRepeat = error.phase === 'opening' || isRepeatable
      const isOutOfPatience = performance.now() - start + pauseMs > patienceMs
      if (!mayRepeat || isOutOfPatience) throw lost(error, isRepeatable)
      await sleep(pauseMs)
    }
  }
}

function lost(error: LostConnection, isRepeatable: boolean): Problem {
  if (error.phase === 'opening' || isRepeatable) {
    return new Problem('interrupted', 'The database can’t be reached.', {
      done: 'Nothing was changed.',
      next: 'Try again in a moment; Steward reconnects by itself once the database answers.',
      cause: error,
    })
  }
  return new Problem('interrupted', 'The connection to the database was lost in the middle of this.', {
    done:
      error.phase === 'working'
        ? 'What had been written was taken back.'
        : 'It was being stored at that moment: either all of it was, or nothing.',
    next: error.phase === 'working' ? 'Try again.' : 'Look whether it is there before you repeat it.',
    cause: error,
  })
}

/** Why a server can't be opened, where its own words need an explanation. Never shows the address: it holds a password. */
function refused(error: unknown): unknown {
  if (error instanceof Problem && error.code !== 'interrupted') return error
  const [code = ''] = codesOf(error).filter((one) => one !== 'interrupted')
  const next = 'Check DATABASE_URL.'
  const done = 'Steward did not start.'
  if (code === '28P01' || code === '28000')
    return new Problem('bad_request', 'The database refuses that user or password.', {
      done,
      next,
      cause: error,
    })
  if (code === '3D000')
    return new Problem('bad_request', 'The server has no database of that name.', {
      done,
      next,
      cause: error,
    })
  if (isLostConnection(error) || error instanceof Problem) {
    return new Problem('interrupted', `The database can’t be reached${code ? ` (${code})` : ''}.`, {
      done,
      next: 'Check that the server runs and that DATABASE_URL names it.',
      cause: error,
    })
  }
  return error
}
