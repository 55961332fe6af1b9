/** A backup holds everything of one moment, from either kind of database and into either; a damaged one restores nothing. */
import { sql } from 'drizzle-orm'
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDb, rowsOf, type Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { fixtureBundle } from '#evals/kit/service.ts'
import { emptyPlace, freshDb, freshPlace, onlyOn, type Place } from '#evals/kit/store.ts'
import { backUp } from './backup.ts'
import { restore } from './restore.ts'
import { contentOf, labelOf, listTables } from './tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-backup-'))
const file = join(folder, 'whole.zip')
const places: Place[] = []
/** A place without a schema is needed once; making it takes seconds. */
const newPlace = async (making = freshPlace()) => {
  const place = await making
  places.push(place)
  return place
}

const contentsOf = (db: Db) =>
  db.asOwner(async (tx) => {
    const contents: Record<string, unknown> = {}
    for (const table of await listTables(tx)) contents[labelOf(table)] = await contentOf(tx, table)
    return contents
  }, 'snapshot')

/** Indexes, references, triggers and policies by their definitions: what a restore takes away and must bring back. */
const shapeOf = (db: Db) =>
  db.asOwner((tx) =>
    rowsOf(
      tx,
      sql`select 'index' as kind, indexdef as text from pg_indexes where schemaname in ('public', 'langgraph')
          union all select 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where conrelid <> 0 and connamespace in ('public'::regnamespace, 'langgraph'::regnamespace)
          union all select 'trigger', pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
          union all select 'policy', polrelid::regclass || ' ' || polname from pg_policy order by 1, 2`,
    ),
  )

let db: Db
/** As the backup was taken. */
let contents: Record<string, unknown>
beforeAll(async () => {
  db = await freshDb()
  await importBundle(db, { workspace: 'acme', source: fromFolder(fixtureBundle) })
  await importBundle(db, { workspace: 'other', source: fromFolder(fixtureBundle) })
  // What COPY's text must escape, and what only bytes can hold.
  await db.inWorkspace('acme', async (tx) => {
    const text = 'tab\t line\nfeed \\N back\\slash \r ünï ☃ \u0001'
    await tx.execute(sql`update workspaces set name = ${text} where id = 'acme'`)
    await tx.execute(
      sql`insert into langgraph.checkpoint_writes (thread_id, checkpoint_id, task_id, idx, channel, blob)
          values ('acme/1', 'c', 't', 1, ${text}, decode('000a5c7fff', 'hex'))`,
    )
  })
  contents = await contentsOf(db)
  await backUp(db, file)
})
afterAll(async () => {
  await db.close()
  await Promise.all(places.map((place) => place.remove()))
  rmSync(folder, { recursive: true })
})

describe('a backup', () => {
  test('restored into an empty place is equal, row by row and in its shape', async () => {
    const { report, db: back } = await restore(file, (await newPlace(emptyPlace())).options)
    try {
      expect(await contentsOf(back)).toEqual(contents)
      expect(await shapeOf(back)).toEqual(await shapeOf(db))
      expect(report.rows).toBeGreaterThan(50)
      const [writes] = await back.inWorkspace('acme', (tx) =>
        rowsOf(tx, sql`select channel, encode(blob, 'hex') as blob from langgraph.checkpoint_writes`),
      )
      expect(writes).toEqual({
        channel: 'tab\t line\nfeed \\N back\\slash \r ünï ☃ \u0001',
        blob: '000a5c7fff',
      })
    } finally {
      await back.close()
    }
  })

  test('goes on where it was: what is changed afterwards is written down beside what was before', async () => {
    const rename = (store: Db, name: string) =>
      inChange(store, 'acme', { kind: 'edit', source: 'steward' }, (tx) =>
        tx.execute(sql`update accounts set name = ${name} where source_id = 'A-1'`),
      )
    const historic = join(folder, 'historic.zip')
    await rename(db, 'Renamed')
    await backUp(db, historic)
    await rename(db, 'Northlight')
    const { db: back } = await restore(historic, (await newPlace()).options)
    await rename(back, 'Renamed again')
    const [history] = await back.inWorkspace('acme', (tx) =>
      rowsOf<{ rows: number }>(
        tx,
        sql`select count(*)::int as rows from field_history where object = 'accounts'`,
      ),
    )
    await back.close()
    expect(history?.rows).toBe(2)
  })

  onlyOn('server', () =>
    test('goes from a server into a folder and back unchanged', async () => {
      const { db: embedded } = await restore(file, { folder: join(folder, 'other', 'db') })
      try {
        expect(await contentsOf(embedded)).toEqual(contents)
        const again = join(folder, 'again.zip')
        await backUp(embedded, again)
        const { db: back } = await restore(again, (await newPlace()).options)
        expect(await contentsOf(back)).toEqual(contents)
        await back.close()
      } finally {
        await embedded.close()
      }
    }),
  )

  test('is not written over a file that is there', async () => {
    const before = readFileSync(file)
    await expect(backUp(db, file)).rejects.toMatchObject({ code: 'conflict' })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('is of one moment, whatever is written meanwhile', async () => {
    const moment = join(folder, 'moment.zip')
    const names = () => db.inWorkspace('acme', (tx) => rowsOf(tx, sql`select name from accounts order by id`))
    const before = await names()
    const changes: Promise<unknown>[] = []
    await backUp(db, moment, () => {
      if (changes.length > 0) return
      changes.push(importBundle(db, { workspace: 'later', source: fromFolder(fixtureBundle) }))
    })
    await Promise.all(changes)
    const { db: back } = await restore(moment, (await newPlace()).options)
    const there = await back.asOwner((tx) => rowsOf(tx, sql`select id from workspaces order by id`))
    expect(there).toEqual([{ id: 'acme' }, { id: 'other' }])
    expect(
      await back.inWorkspace('acme', (tx) => rowsOf(tx, sql`select name from accounts order by id`)),
    ).toEqual(before)
    await back.close()
  })
})

/** Before the first row is read: the database has no part in it. */
onlyOn('pglite', () =>
  describe('a restore refuses', () => {
    const refused = async (path: string, place: Place) => {
      await expect(restore(path, place.options)).rejects.toMatchObject({ done: 'Nothing was restored.' })
      const opened = await openDb(place.options)
      expect(await opened.asOwner((tx) => rowsOf(tx, sql`select from workspaces`))).toEqual([])
      await opened.close()
    }

    test('a file that was cut off, at any length', async () => {
      const cut = join(folder, 'cut.zip')
      const whole = readFileSync(file)
      const place = await newPlace()
      for (const length of [0, 1, 64, 65, 1000, whole.length >> 1, whole.length - 64, whole.length - 1]) {
        writeFileSync(cut, whole)
        truncateSync(cut, length)
        await expect(restore(cut, place.options)).rejects.toMatchObject({ done: 'Nothing was restored.' })
      }
      await refused(cut, place)
    })

    test('a file in which one byte is another, wherever it stands', async () => {
      const altered = join(folder, 'altered.zip')
      const whole = readFileSync(file)
      const place = await newPlace()
      for (let i = 0; i < 40; i++) {
        const at = Math.floor((whole.length - 1) * (i / 39))
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ 0x20
        writeFileSync(altered, bytes)
        await expect(restore(altered, place.options)).rejects.toMatchObject({ done: 'Nothing was restored.' })
      }
      await refused(altered, place)
    })

    test('a place that holds something, which stays as it was', async () => {
      const place = await newPlace()
      const { db: first } = await restore(file, place.options)
      const before = await contentsOf(first)
      await first.close()
      await expect(restore(file, place.options)).rejects.toMatchObject({
        message: 'The place to restore into is not empty.',
      })
      const after = await openDb(place.options)
      expect(await contentsOf(after)).toEqual(before)
      await after.close()
    })

    test('a file that is not there, and leaves nothing behind', async () => {
      const target = join(folder, 'none', 'db')
      await expect(restore(join(folder, 'no.zip'), { folder: target })).rejects.toMatchObject({
        code: 'not_found',
      })
      expect(existsSync(target)).toBe(false)
    })
  }),
)
