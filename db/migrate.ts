/** Brings the schema up to this version of Steward, or an earlier one, in one transaction; refuses a database that is ahead of it. */
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { PgDialect, PgSession } from 'drizzle-orm/pg-core'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { rowsOf, type Tx } from './connect.ts'
import { Problem } from './problem.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

type Internals = { dialect: PgDialect; session: PgSession }

const journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.int() })) })

/** The migrations that this version knows, oldest first. */
export const knownMigrations = (): { tag: string; when: number }[] =>
  journal.parse(JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8'))).entries

/** When the newest migration that the database has was written; null before the first. */
export async function lastMigration(tx: Tx): Promise<number | null> {
  const [there] = await rowsOf<{ there: boolean }>(
    tx,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  )
  if (!there?.there) return null
  const [last] = await rowsOf<{ at: number | string | null }>(
    tx,
    sql`select max(created_at) as at from drizzle.__drizzle_migrations`,
  )
  return last?.at == null ? null : Number(last.at)
}

export async function migrate(tx: Tx, upTo = Number.POSITIVE_INFINITY): Promise<void> {
  const last = await lastMigration(tx)
  const all = readMigrationFiles({ migrationsFolder })
  if (last !== null && last > (all.at(-1)?.folderMillis ?? 0)) {
    throw new Problem('conflict', 'The database was made by a newer version of Steward.', {
      done: 'Nothing was opened or changed.',
      next: 'Start that version, or restore a backup that this version made.',
    })
  }
  const wanted = all.filter(({ folderMillis }) => folderMillis <= upTo)
  if (last === (wanted.at(-1)?.folderMillis ?? null)) return
  // What Drizzle's own migrators call, with the files that they would read.
  const { dialect, session } = tx as unknown as Internals
  await dialect.migrate(wanted, session, { migrationsFolder })
}
