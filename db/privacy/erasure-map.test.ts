/** The erasure map names every column of the store that could hold personal data, and no column that is not there. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/connect.ts'
import { freshDb } from '#evals/kit/store.ts'
import { erasureMap } from './erasure-map.ts'
import { isAnnotated, liveTables, type LiveTable } from './live-tables.ts'

let db: Db
let tables: Map<string, LiveTable>
beforeAll(async () => {
  db = await freshDb()
  tables = await db.asOwner((tx) => liveTables(tx))
})
afterAll(() => db.close())

const notAnnotated = (live: Map<string, LiveTable>) =>
  [...live.values()].flatMap(({ name, columns }) =>
    columns
      .filter((column) => isAnnotated(column) && !erasureMap.get(name)?.columns[column.name])
      .map((column) => `${name}.${column.name}`),
  )

test('every column of text, JSON, bytes or vectors is annotated', () => {
  expect(tables.size).toBeGreaterThan(20)
  expect(notAnnotated(tables)).toEqual([])
})

test('no annotation outlives its column', () => {
  const stale = [...erasureMap].flatMap(([name, { columns }]) =>
    Object.keys(columns)
      .filter((column) => !tables.get(name)?.columns.some((one) => one.name === column))
      .map((column) => `${name}.${column}`),
  )
  expect(stale).toEqual([])
  expect([...erasureMap.keys()].filter((name) => !tables.has(name))).toEqual([])
})

test('a column that somebody adds is told, of each of these types', async () => {
  const types = ['text', 'text[]', 'jsonb', 'json', 'bytea', 'tsvector', 'vector(3)', 'character varying(20)']
  const found = await db.asOwner(async (tx) => {
    for (const [at, type] of types.entries())
      await tx.execute(sql.raw(`alter table tasks add column added_${at} ${type}`))
    await tx.execute(sql`create schema added`)
    await tx.execute(sql`create table added.notes (id integer, words text)`)
    const live = await liveTables(tx)
    for (const at of types.keys()) await tx.execute(sql.raw(`alter table tasks drop column added_${at}`))
    await tx.execute(sql`drop schema added cascade`)
    return notAnnotated(live)
  })
  expect(found).toEqual(['added.notes.words', ...types.map((_, at) => `public.tasks.added_${at}`)])
})

test('every table of a workspace that is searched has a key to name its rows by', () => {
  const without = [...erasureMap].filter(
    ([name, { workspace }]) => workspace !== null && (tables.get(name)?.key.length ?? 0) === 0,
  )
  expect(without.map(([name]) => name)).toEqual([])
})
