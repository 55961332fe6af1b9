/** Erasing a person leaves nothing of them anywhere, and everything of everybody else as it was. */
import { sql } from 'drizzle-orm'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { peopleOf } from '#evals/bench/erasure-people.ts'
import { plant, type Plants } from '#evals/bench/erasure-plants.ts'
import { everything, search, type Piece } from '#evals/bench/erasure-search.ts'
import { freshDb } from '#evals/kit/store.ts'
import { erasePerson } from './erase.ts'

const workspace = 'acme'
const people = peopleOf(7, 4, 1)
let db: Db
let dataDir: string
let plants: Plants
beforeAll(async () => {
  db = await freshDb()
  dataDir = mkdtempSync(join(tmpdir(), 'steward-erase-'))
  plants = await plant(db, { workspace, people, each: 50, seed: 7, dataDir })
})
afterAll(async () => {
  await db.close()
  rmSync(dataDir, { recursive: true })
})

const count = (pieces: Piece[], text: string) =>
  pieces.reduce((sum, piece) => sum + piece.text.split(text).length - 1, 0)

describe('erasing people', () => {
  test('finds what was planted of them in every searched column, before', async () => {
    const pieces = await everything(db, dataDir)
    for (const { text } of plants.canaries) expect(search(pieces, [text]).length, text).toBeGreaterThan(0)
    expect(plants.canaries.length).toBeGreaterThanOrEqual(50 * people.length)
    expect(plants.places.length).toBeGreaterThan(40)
  })

  test('a preview tells it by place and changes nothing', async () => {
    const before = await everything(db, dataDir)
    const report = await erasePerson(db, workspace, people[0]!.wanted, { dataDir, dryRun: true })
    expect(report.rows).toBeGreaterThan(50)
    expect(report.knownBy).toEqual(expect.arrayContaining([people[0]!.name, people[0]!.email]))
    expect(report.places.find(({ place }) => place === 'public.contacts')).toMatchObject({
      how: 'deleted',
      count: 1,
    })
    const texts = (pieces: Piece[]) =>
      pieces
        .filter(({ place }) => place !== 'pg_statistic')
        .map(({ text }) => text)
        .sort()
    expect(texts(await everything(db, dataDir))).toEqual(texts(before))
  })

  test('leaves 0 hits of them in rows, history, checkpoints, samples and files, and all of everybody else', async () => {
    const before = await everything(db, dataDir)
    for (const { wanted } of people) {
      const report = await erasePerson(db, workspace, wanted, { dataDir })
      expect(report.id).not.toBeNull()
    }
    const after = await everything(db, dataDir)
    const texts = [
      ...plants.canaries,
      ...plants.ownWords.filter(({ person }) => person.wanted.kind === 'contact'),
    ]
    expect(
      search(
        after,
        texts.map(({ text }) => text),
      ),
    ).toEqual([])
    for (const { name, first, last } of people) expect(search(after, [name, first, last])).toEqual([])
    for (const name of ['Ines Bleibtreu', 'Ada Okoye'])
      expect(count(after, name)).toBeGreaterThanOrEqual(count(before, name) - people.length)
  })

  test('again changes nothing more', async () => {
    const [left] = await db.inWorkspace(workspace, (tx) =>
      rowsOf<{ rows: number }>(tx, sql`select count(*)::int as rows from erasure_ledger`),
    )
    expect(left?.rows).toBe(people.length)
    await expect(erasePerson(db, workspace, people[0]!.wanted, { dataDir })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
