/** Puts a story into a store by the importer, chapter by chapter, each recorded at its own moment of the past. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf as rowsOfStore, type Db } from '#db/connect.ts'
import { csv } from '#db/demo/csv.ts'
import { inChange } from '#db/history/change.ts'
import { keptTables } from '#db/history/tables.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import type { Chapter, Story } from './story.ts'
import type { Row, Table } from './world.ts'

const fileOf = (table: Table) => `${table}.csv`
/** The user's id is the e-mail. */
const columnOf = (table: Table, key: string) => (table === 'users' && key === 'id' ? 'email' : key)

function csvOf(table: Table, rows: Row[]): string {
  const named = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [columnOf(table, key), value])),
  )
  return csv(Object.keys(named[0] ?? {}), named)
}

/** A bundle whose every row the importer takes; a refused row would make the two sides differ for no fault of a query. */
export async function loadStory(db: Db, id: string, story: Story): Promise<void> {
  for (const chapter of story.chapters) {
    const [clock] = await db.asOwner((tx) => rowsOfStore<{ now: string }>(tx, sql`select now()::text as now`))
    const from = clock?.now ?? ''
    if (chapter.gone.length) await deleteRows(db, id, chapter)
    const files = new Map(
      [...chapter.files].flatMap(([table, rows]): [string, string][] =>
        rows.length ? [[fileOf(table), csvOf(table, rows)]] : [],
      ),
    )
    const report = await importBundle(db, {
      workspace: { id, name: id, settings: story.settings },
      source: fromMemory({ files }),
      ...(chapter.validFrom !== null && { validFrom: chapter.validFrom }),
    })
    const [problem] = report.problems
    if (problem) throw new Error(`the random bundle is not right: ${JSON.stringify(problem)}`)
    await recordedThen(db, id, { from, then: chapter.recorded, validFrom: chapter.validFrom })
  }
}

const storeTable = (table: Table) => (table === 'nps' ? 'nps_responses' : table)

const deleteRows = (db: Db, workspace: string, chapter: Chapter) =>
  inChange(db, workspace, { kind: 'edit', source: 'steward' }, async (tx) => {
    for (const { table, id } of chapter.gone) {
      await tx.execute(sql`delete from ${sql.identifier(storeTable(table))} where source_id = ${id}`)
    }
  })

/**
 * The store stamps what it records with the machine's clock; a story of months is told in seconds, so its stamps are put
 * back, by the tables' owner. What keeps the history is off meanwhile: it is not a change.
 */
async function recordedThen(
  db: Db,
  workspace: string,
  { from, then, validFrom }: { from: string; then: string; validFrom: string | null },
): Promise<void> {
  const stamped = [...keptTables.keys(), 'field_history', 'changes']
  await db.asOwner(async (tx) => {
    const alter = async (change: string) => {
      for (const table of stamped)
        await tx.execute(sql`alter table ${sql.identifier(table)} ${sql.raw(change)}`)
    }
    const stamp = (table: string, set: SQL, column: string) =>
      tx.execute(sql`update ${sql.identifier(table)} set ${set}
        where workspace_id = ${workspace} and ${sql.identifier(column)} >= ${from}::timestamptz`)
    await alter('no force row level security, disable trigger user')
    for (const table of keptTables.keys()) await stamp(table, sql`created_at = ${then}`, 'created_at')
    await stamp('field_history', sql`recorded_at = ${then}`, 'recorded_at')
    const holds =
      validFrom === null
        ? sql`valid_from = ${then}`
        : sql`valid_from = case when kind = 'import' then valid_from else ${then}::timestamptz end`
    await stamp('changes', sql`recorded_at = ${then}, ${holds}`, 'recorded_at')
    await alter('force row level security, enable trigger user')
  })
}
