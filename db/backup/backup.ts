/** Writes everything that a store holds, as it was at one moment, to one file that either kind of database can be restored from. */
import { rowsOf, type Db, type Tx } from '../connect.ts'
import type { Copy } from '../copy.ts'
import { lastMigration } from '../migrate.ts'
import { sql } from 'drizzle-orm'
import { writeBackup } from './archive.ts'
import { format, manifestName, type Manifest } from './manifest.ts'
import { chunksOf, contentOf, labelOf, listTables, wholeOf, type Table } from './tables.ts'

export type BackupProgress = { table: string; rows: number }
export type BackupReport = {
  file: string
  bytes: number
  tables: number
  rows: number
  takenAt: string
  ms: number
}

async function* textOf(db: Db, tx: Tx, copy: Copy, table: Table): AsyncGenerator<Uint8Array> {
  if (db.kind === 'server') yield* copy.out(wholeOf(table))
  else for await (const chunk of chunksOf(tx, table)) yield* copy.out(chunk)
}

/** Others go on working meanwhile; what they write after the first moment is not in it. */
export async function backUp(
  db: Db,
  file: string,
  onProgress: (progress: BackupProgress) => void = () => {},
): Promise<BackupReport> {
  const started = performance.now()
  const writer = await writeBackup(file)
  try {
    const manifest = await db.asOwner(async (tx, copy) => {
      const [now] = await rowsOf<{ at: string }>(
        tx,
        sql`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
      )
      const migration = await lastMigration(tx)
      if (!now || migration === null) throw new Error('the store has no schema')
      const tables: Manifest['tables'] = []
      for (const table of await listTables(tx)) {
        const content = await contentOf(tx, table)
        const name = `tables/${labelOf(table)}.copy`
        await writer.add(name, textOf(db, tx, copy, table))
        tables.push({ ...table, ...content, file: name })
        onProgress({ table: labelOf(table), rows: content.rows })
      }
      return { format, migration, takenAt: now.at, from: db.kind, tables } satisfies Manifest
    }, 'snapshot')
    await writer.add(manifestName, Buffer.from(JSON.stringify(manifest, null, 1)))
    const bytes = await writer.finish()
    const { tables, takenAt } = manifest
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return { file, bytes, tables: tables.length, rows, takenAt, ms: performance.now() - started }
  } catch (error) {
    await writer.abandon()
    throw error
  }
}
