/** A bundle is the same bundle as a folder, an archive or a workbook; what an archive cannot give is said as what a folder cannot. */
import { sql } from 'drizzle-orm'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { smallFiles } from '#evals/fixtures/bundle-small.ts'
import { rawZip } from '#evals/fixtures/raw-zip.ts'
import { rowsXml, workbook } from '#evals/fixtures/workbook.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle } from './import-bundle.ts'
import { fromMemory, fromPath } from './source.ts'

let db: Db
let folder: string
beforeAll(async () => {
  db = await freshDb()
  folder = await mkdtemp(join(tmpdir(), 'bundles-'))
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

async function importFile(workspace: string, name: string, bytes: Buffer) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const source = await fromPath(path)
  try {
    return await importBundle(db, { workspace, source })
  } finally {
    await source.close?.()
  }
}

const accountsOf = (workspace: string) =>
  db.inWorkspace(workspace, (tx) =>
    rowsOf(
      tx,
      sql`select source_id, name, segment, arr, renewal_date, tags from accounts
          where workspace_id = ${workspace} order by source_id`,
    ),
  )

const sheetOf = (name: string, text: string) => ({
  name,
  rows: rowsXml(
    text
      .trimEnd()
      .split('\n')
      .map((line) =>
        line
          .split(',')
          .map((cell) => (cell === '' ? null : /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)),
      ),
  ),
})
const sheets = Object.entries(smallFiles).map(([file, text]) => sheetOf(file.replace('.csv', ''), text))

describe('one bundle', () => {
  it('gives the same rows from an archive and from a workbook, and the second one changes nothing', async () => {
    await importBundle(db, {
      workspace: 'memory',
      source: fromMemory({ files: new Map(Object.entries(smallFiles)) }),
    })
    const zip = rawZip(Object.entries(smallFiles).map(([name, data]) => ({ name: `bundle/${name}`, data })))
    const first = await importFile('archive', 'bundle.zip', zip)
    const second = await importFile('archive', 'bundle.xlsx', workbook({ sheets }))
    expect(first.problems).toEqual([])
    expect(second.problems).toEqual([])
    expect(first.changed).toBe(true)
    expect(second.changed).toBe(false)
    expect(await accountsOf('archive')).toEqual(await accountsOf('memory'))
    expect(second.files.find(({ file }) => file === 'accounts.csv')).toMatchObject({ read: 4, unchanged: 4 })
  })

  it('names the row of the sheet and the column where a cell has no value, and the other rows land', async () => {
    const accounts = {
      name: 'Accounts',
      rows:
        rowsXml([
          ['id', 'name', 'arr'],
          ['A-1', 'Acorn', 5],
        ]) +
        '<row r="5"><c r="A5" t="inlineStr"><is><t>A-2</t></is></c><c r="B5" t="inlineStr"><is><t>two\nlines</t></is></c><c r="C5" t="e"><v>#DIV/0!</v></c></row>' +
        rowsXml(
          [
            ['A-3', 'three\nlines', 7],
            ['A-4', 'Dogwood', 'much'],
          ],
          8,
        ),
    }
    const users = sheets.filter(({ name }) => name === 'users')
    const hidden = { ...accounts, name: 'contacts', state: 'hidden' as const }
    const report = await importFile('cells', 'cells.xlsx', workbook({ sheets: [...users, accounts, hidden] }))
    expect(
      report.problems.map(({ file, line, column, reason }) => `${file}:${line} ${column}: ${reason}`),
    ).toEqual([
      'contacts.csv:null null: the sheet "contacts" is hidden, so it was not read',
      'accounts.csv:5 arr: cell C5 holds the error "#DIV/0!": correct it in the workbook',
      expect.stringContaining('accounts.csv:9 arr: "much" is not a number'),
    ])
    expect((await accountsOf('cells')).map((row) => row['source_id'])).toEqual(['A-1', 'A-3'])
  })

  it('refuses a bomb before anything is written', async () => {
    const bomb = rawZip([{ name: 'users.csv', data: Buffer.alloc(30_000_000, 'a') }])
    await expect(importFile('bomb', 'bomb.zip', bomb)).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('"users.csv" unpacks to more than 100 times its size') as string,
      done: 'Nothing was changed.',
    })
    expect(await db.inWorkspace('bomb', (tx) => rowsOf(tx, sql`select from imports`))).toEqual([])
  })
})
