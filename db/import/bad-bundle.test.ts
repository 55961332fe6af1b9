/** A bundle that is not whole: one clear error each, and nothing half-written. */
import { sql } from 'drizzle-orm'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { Problem } from '#db/problem.ts'
import { smallBundle, type Changes } from '#evals/fixtures/bundle-small.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle } from './import-bundle.ts'
import { fromFolder, fromMemory, type BundleSource } from './source.ts'

let db: Db
let made = 0
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const rows = (workspace: string, text: string) => db.inWorkspace(workspace, (tx) => rowsOf(tx, sql.raw(text)))

/** What the import of this source into a new workspace throws. */
const refusalOf = (source: BundleSource) =>
  importBundle(db, { workspace: `bad-${made++}`, source }).then(
    () => expect.unreachable('the import went through'),
    (error: unknown) => error,
  )
const refusal = (changes: Changes) => refusalOf(fromMemory(smallBundle(changes)))

describe('a bundle that cannot be imported', () => {
  it('says that accounts.csv is missing, and writes nothing', async () => {
    const error = await refusal({ 'accounts.csv': null, 'acounts.csv': 'id,name\n' })
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({
      ...{ code: 'bad_request', message: 'The bundle has no accounts.csv.', done: 'Nothing was changed.' },
      next: 'Is acounts.csv meant to be it? Rename it, then import again.',
    })
    expect(await rows(`bad-${made - 1}`, 'select from workspaces union all select from imports')).toEqual([])
  })

  it('says that both files are missing', async () => {
    expect(await refusal({ 'accounts.csv': null, 'users.csv': null })).toMatchObject({
      message: 'The bundle has no users.csv and no accounts.csv.',
    })
  })

  it('says that the folder does not exist, or is empty', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'bundle-'))
    expect(await refusalOf(fromFolder(join(empty, 'nowhere')))).toMatchObject({ code: 'not_found' })
    expect(await refusalOf(fromFolder(empty))).toMatchObject({ code: 'bad_request' })
    await rm(empty, { recursive: true })
  })

  it.each([
    [
      'is binary',
      Buffer.from('00010203000000ff00000000', 'hex'),
      'accounts.csv, line 1: the file is binary, not text: save the table as CSV UTF-8.',
    ],
    [
      'is a workbook',
      Buffer.from('504b030414000600', 'hex'),
      'accounts.csv, line 1: the file is a zip archive (an .xlsx workbook is one), not text: import it by itself, or save the sheet as CSV UTF-8.',
    ],
    ['is empty', Buffer.from(''), 'accounts.csv, line 1: the file is empty: expected a header line.'],
    [
      'lacks a required column',
      Buffer.from('id,nmae\nA-1,Acorn\n'),
      'accounts.csv, line 1: the header has no column name; the nearest is "nmae". Found: "id", "nmae".',
    ],
    [
      'names a column twice',
      Buffer.from('id,name,Name\nA-1,Acorn,A\n'),
      'accounts.csv, line 1: the header names "name" twice, in cells 2 and 3: keep one.',
    ],
    [
      'has a column without a name',
      Buffer.from('id,name,,arr\nA-1,Acorn,,1\n'),
      'accounts.csv, line 1: cell 3 of the header is empty: give the column a name, or take it out.',
    ],
    [
      'has no header',
      Buffer.from('A-1,Acorn\n'),
      'accounts.csv, line 1: the header has no column id and name. Found: "A-1", "Acorn".',
    ],
  ])('says that accounts.csv %s, and writes nothing', async (_what, bytes, message) => {
    expect(await refusal({ 'accounts.csv': bytes })).toMatchObject({
      code: 'bad_request',
      message,
    })
    const workspace = `bad-${made - 1}`
    expect(await rows(workspace, 'select from workspaces union all select from users')).toEqual([])
    expect(await rows(workspace, 'select state from imports')).toEqual([{ state: 'failed' }])
  })
})
