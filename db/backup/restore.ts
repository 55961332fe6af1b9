/** Fills an empty store from a backup: all of it, checked row by row against what the backup says, or nothing. */
import { sql } from 'drizzle-orm'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { openBare, openDb, rowsOf, type Db, type OpenOptions, type Tx } from '../connect.ts'
import type { Copy } from '../copy.ts'
import { knownMigrations, lastMigration } from '../migrate.ts'
import { Problem } from '../problem.ts'
import { readBackup, type BackupReader } from './archive.ts'
import { deferChecks } from './deferred.ts'
import { manifestName, manifestSchema, type Manifest } from './manifest.ts'
import { columnsOf, contentOf, labelOf, listTables, nameOf } from './tables.ts'

export type RestoreReport = { tables: number; rows: number; takenAt: string; ms: number }

const nothing = 'Nothing was restored.'

async function manifestOf(backup: BackupReader, file: string): Promise<Manifest> {
  const parsed = manifestSchema.safeParse(JSON.parse(await text(await backup.read(manifestName))))
  const newest = knownMigrations().at(-1)?.when ?? 0
  if (!parsed.success || parsed.data.migration > newest) {
    throw new Problem('conflict', `${file} was made by a newer version of Steward.`, {
      done: nothing,
      next: 'Restore it with that version.',
    })
  }
  if (!knownMigrations().some(({ when }) => when === parsed.data.migration)) {
    throw new Problem('conflict', `${file} was made by another Steward than this one.`, { done: nothing })
  }
  return parsed.data
}

/** Throws unless nothing would be mixed with the backup or overwritten by it. */
async function assertEmpty(tx: Tx, migration: number): Promise<void> {
  const [found] = await rowsOf<{ rows: number }>(tx, sql`select count(*) as rows from workspaces`)
  if (found?.rows === 0 && (await lastMigration(tx)) === migration) return
  throw new Problem('conflict', 'The place to restore into is not empty.', {
    done: nothing,
    next: 'Name an empty folder with --data, or an empty database with DATABASE_URL.',
  })
}

async function load(
  tx: Tx,
  copy: Copy,
  backup: BackupReader,
  { tables, migration }: Manifest,
): Promise<void> {
  await assertEmpty(tx, migration)
  const here = await listTables(tx)
  const known = new Map(here.map((table) => [labelOf(table), columnsOf(table)]))
  for (const table of tables) {
    if (known.get(labelOf(table)) !== columnsOf(table)) {
      throw new Problem('conflict', `The table ${labelOf(table)} is not what the backup was made from.`, {
        done: nothing,
      })
    }
  }
  const checkAgain = await deferChecks(tx, here)
  for (const table of tables) {
    await tx.execute(sql.raw(`delete from ${nameOf(table)}`)) // what migrations put there is in the backup
    await copy.in(`${nameOf(table)} (${columnsOf(table)})`, await backup.read(table.file))
    const { rows, checksum } = await contentOf(tx, table)
    if (rows !== table.rows || checksum !== table.checksum) {
      throw new Problem(
        'internal',
        `${labelOf(table)} did not come back as it was (${rows} of ${table.rows} rows).`,
        {
          done: nothing,
          next: 'Try another backup, and tell whoever looks after Steward.',
        },
      )
    }
  }
  await goOnCounting(tx)
  await checkAgain()
}

/** Rows that come in with their numbers do not move what counts them: the next row would take a number that is taken. */
async function goOnCounting(tx: Tx): Promise<void> {
  const counted = await rowsOf<{ table: string; column: string }>(
    tx,
    sql`select c.oid::regclass::text as table, quote_ident(a.attname) as column from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relkind in ('r', 'p') and not a.attisdropped and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null
          and c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'langgraph'))`,
  )
  for (const { table, column } of counted)
    await tx.execute(
      sql.raw(
        `select setval(pg_get_serial_sequence('${table}', '${column.replaceAll('"', '')}'), coalesce(max(${column}), 0) + 1, false) from ${table}`,
      ),
    )
}

const isEmptyFolder = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0

/** Opens the store afterwards as the service would, so that a restored store is one that serves. The caller closes it. */
export async function restore(file: string, target: OpenOptions): Promise<{ report: RestoreReport; db: Db }> {
  const started = performance.now()
  const folder = 'url' in target ? null : target.folder
  if (folder === undefined) throw new Error('a store in memory would be gone before it is opened')
  const backup = await readBackup(file)
  const isNew = folder !== null && isEmptyFolder(folder)
  try {
    const manifest = await manifestOf(backup, file)
    const bare = await openBare(target, manifest.migration)
    try {
      await bare.asOwner((tx, copy) => load(tx, copy, backup, manifest))
      await bare.asOwner((tx) => tx.execute(sql`analyze`))
    } catch (error) {
      await bare.close()
      if (isNew) rmSync(folder, { recursive: true, force: true })
      throw error
    }
    await bare.close()
    const db = await openDb(target)
    const { tables, takenAt } = manifest
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return { report: { tables: tables.length, rows, takenAt, ms: performance.now() - started }, db }
  } finally {
    backup.close()
  }
}
