/** Who was erased stays erased: neither an older backup nor an import brings them back, unless they consent anew. */
import { sql } from 'drizzle-orm'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backUp } from '#db/backup/backup.ts'
import { restore } from '#db/backup/restore.ts'
import { rowsOf, type Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { everything, search } from '#evals/bench/erasure-search.ts'
import { freshPlace, freshDb, type Place } from '#evals/kit/store.ts'
import { erasePerson } from './erase.ts'
import { readFileLedger } from './ledger-file.ts'
import { replayLedger } from './replay.ts'

const workspace = 'acme'
const bundle = (more: [string, string][] = []) =>
  fromMemory({
    files: new Map([
      ['users.csv', 'email,name,role\nada@us.example,Ada Okoye,admin\nlea@us.example,Leandra Quist,csm\n'],
      ['accounts.csv', 'id,name,csm,arr\nA-1,Firma,lea@us.example,10\n'],
      [
        'contacts.csv',
        'id,account_id,name,email,phone\nCON-7171,A-1,Renata Vogelfrei,Renata@firma.example,+49 30 5550101\nCON-7272,A-1,Hugo Brandt,hugo@firma.example,\nCON-7373,A-1,Noemi Ohnepost,,\n',
      ],
      ['documents/index.csv', 'file,account_id,title\nnotes.md,A-1,Notes\n'],
      ['documents/notes.md', 'Renata Vogelfrei and Hugo Brandt asked Leandra Quist; also Noemi Ohnepost.\n'],
      ...more,
    ]),
  })

let db: Db
let folder: string
let backups: string
let place: Place
const theirs = [
  'Renata Vogelfrei',
  'renata@firma.example',
  '30 5550101',
  'CON-7171',
  'Leandra Quist',
  'lea@us.example',
  'Noemi Ohnepost',
  'CON-7373',
]
const found = async (store: Db) => [
  ...new Set(search(await everything(store, folder), theirs).map(({ text }) => text)),
]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-ledger-'))
  backups = mkdtempSync(join(tmpdir(), 'steward-ledger-backups-'))
  db = await freshDb()
  place = await freshPlace()
  await importBundle(db, { workspace, source: bundle() })
  await inChange(db, workspace, { kind: 'edit', source: 'steward' }, (tx) =>
    tx.execute(sql`update users set deactivated_at = now() where email = 'lea@us.example'`),
  )
})
afterAll(async () => {
  await db.close()
  await place.remove()
  rmSync(folder, { recursive: true })
  rmSync(backups, { recursive: true })
})

describe('the ledger', () => {
  test('holds nothing that names a person, in the database and in its file', async () => {
    expect(await found(db)).toEqual(theirs)
    await backUp(db, join(backups, 'before.zip'))
    await erasePerson(db, workspace, { kind: 'contact', id: 'CON-7171' }, { dataDir: folder })
    await erasePerson(db, workspace, { kind: 'contact', id: 'CON-7373' }, { dataDir: folder })
    await erasePerson(db, workspace, { kind: 'colleague', email: 'lea@us.example' }, { dataDir: folder })
    expect(await found(db)).toEqual([])
    const file = readFileSync(join(folder, 'erasure', `${workspace}.ledger`), 'utf8')
    for (const text of theirs) expect(file.toLowerCase()).not.toContain(text.toLowerCase())
    expect(await readFileLedger(folder, workspace)).toHaveLength(3)
  })

  test('is replayed into a backup that was taken before', async () => {
    const { db: back } = await restore(join(backups, 'before.zip'), place.options)
    try {
      expect(await found(back)).toEqual(theirs)
      expect(await replayLedger(back, folder)).toMatchObject({ entries: 3, again: 3 })
      expect(await found(back)).toEqual([])
      const others = search(await everything(back, folder), ['Hugo Brandt', 'Ada Okoye'])
      expect(others.map(({ place: at }) => at)).toEqual(
        expect.arrayContaining(['public.contacts', 'public.documents', 'public.users']),
      )
      expect(await replayLedger(back, folder)).toMatchObject({ entries: 0 })
    } finally {
      await back.close()
    }
  })

  test('refuses rows that would bring them back, and erases what the same bundle says of them', async () => {
    const more: [string, string][] = [
      ['documents/index.csv', 'file,account_id,title\nnotes.md,A-1,Notes\nmore.md,A-1,More\n'],
      [
        'documents/more.md',
        'Again Renata Vogelfrei said so, and renata@firma.example agreed. Hugo Brandt too.\n',
      ],
    ]
    const report = await importBundle(db, { workspace, source: bundle(more) })
    const reasons = report.problems.filter(({ reason }) => reason.includes('erasure ledger'))
    expect(reasons.map(({ file, line }) => [file, line])).toEqual([
      ['users.csv', 3],
      ['contacts.csv', 2],
      ['contacts.csv', 4],
    ])
    expect(await found(db)).toEqual([])
    const rows = await db.inWorkspace(workspace, (tx) =>
      rowsOf(
        tx,
        sql`select u.name, (select count(*)::int from contacts) as contacts from accounts a join users u on u.id = a.csm_id`,
      ),
    )
    expect(rows).toEqual([{ name: 'Former colleague', contacts: 1 }])
  })

  test('lets them back in where they consented anew, also after a restore', async () => {
    const source = bundle()
    await importBundle(db, { workspace, source, consentRenewed: true, dataDir: folder })
    const names = await db.inWorkspace(workspace, (tx) =>
      rowsOf(tx, sql`select name from contacts order by name`),
    )
    expect(names.map(({ name }) => name)).toEqual(['Hugo Brandt', 'Noemi Ohnepost', 'Renata Vogelfrei'])
    const again = await importBundle(db, { workspace, source: bundle() })
    expect(again.problems).toEqual([])
    expect((await readFileLedger(folder, workspace)).every(({ liftedAt }) => liftedAt !== null)).toBe(true)
  })

  test('is read past a line that a crash cut off, and not past one that somebody altered', async () => {
    const path = join(folder, 'erasure', `${workspace}.ledger`)
    const whole = readFileSync(path, 'utf8')
    appendFileSync(path, '{"id":"0198')
    expect(await readFileLedger(folder, workspace)).toHaveLength(3)
    rmSync(path)
    appendFileSync(path, whole.replace('"kind":"contact"', '"kind":"robot"'))
    await expect(readFileLedger(folder, workspace)).rejects.toMatchObject({ code: 'conflict' })
  })
})
