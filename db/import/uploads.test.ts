/** What an import leaves on record, what a dry run shows, and the report of every refused row. */
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { smallBundle, smallFiles, type Changes } from '#evals/fixtures/bundle-small.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle } from './import-bundle.ts'
import { changeOfImport, listImports } from './list-imports.ts'
import { openReport } from './report-file.ts'
import { fromMemory } from './source.ts'
import { revertChange } from '../history/revert.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const run = (workspace: string, changes: Changes = {}, rest: { dryRun?: boolean } = {}) =>
  importBundle(db, { workspace, source: fromMemory(smallBundle(changes)), ...rest })
const rows = (workspace: string, text: string) => db.inWorkspace(workspace, (tx) => rowsOf(tx, sql.raw(text)))
const list = (workspace: string) => db.inWorkspace(workspace, (tx) => listImports(tx, workspace), 'read')

describe('the record of an import', () => {
  it('names its files with their fingerprints and rows, newest import first', async () => {
    await run('listed')
    await run('listed', { 'contacts.csv': null })
    const [second, first] = await list('listed')
    expect(first?.files).toEqual(
      ['users.csv', 'accounts.csv', 'contacts.csv'].map((path) => {
        const text = smallFiles[path] ?? ''
        const sha256 = createHash('sha256').update(text).digest('hex')
        return { path, bytes: Buffer.byteLength(text), sha256, rows: text.trim().split('\n').length - 1 }
      }),
    )
    expect(second).toMatchObject({
      from: 'memory',
      system: 'bundle',
      state: 'done',
      isReverted: false,
      problemCount: 0,
    })
    expect(second?.files.map(({ path }) => path)).toEqual(['users.csv', 'accounts.csv'])
    expect(second?.files[1]).toEqual(first?.files[1])
  })

  it('leads to its change, by a part of its id, which can be taken back', async () => {
    await run('reverted')
    const { id } = await run('reverted', { 'accounts.csv': 'id,name\nA-1,Renamed\nA-9,New\n' })
    const change = await db.inWorkspace('reverted', (tx) => changeOfImport(tx, 'reverted', id))
    await revertChange(db, 'reverted', change)
    expect(
      await rows('reverted', `select source_id, name from accounts where source_id in ('A-1', 'A-9')`),
    ).toEqual([{ source_id: 'A-1', name: 'Acorn' }])
    expect((await list('reverted'))[0]).toMatchObject({ id, isReverted: true })
    await expect(
      db.inWorkspace('reverted', (tx) => changeOfImport(tx, 'reverted', 'nothing')),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a dry run', () => {
  it('shows by example what would change and which fields would come or change their kind, and writes nothing', async () => {
    await run('dry', {
      'accounts.csv': 'id,name,csm,tier\nA-1,Acorn,cy@ours.example,1\nA-2,Birch,,2\n',
      'contacts.csv': null,
    })
    const before = await rows('dry', 'select to_jsonb(a) as row from accounts a order by source_id')
    const changed =
      'id,name,csm,tier,plan\nA-1,Acorn Ltd,mo@ours.example,gold,basic\nA-2,Birch,,2,\nA-3,Cedar,,,\n'
    const report = await run('dry', { 'accounts.csv': changed, 'contacts.csv': null }, { dryRun: true })
    expect(report.files.find(({ file }) => file === 'accounts.csv')).toMatchObject({
      created: 1,
      changed: 1,
      unchanged: 1,
    })
    expect(report.preview?.changes.filter(({ row }) => row === 'A-1')).toEqual([
      { file: 'accounts.csv', row: 'A-1', field: 'custom.tier', from: '1', to: 'gold' },
      { file: 'accounts.csv', row: 'A-1', field: 'csm_id', from: 'cy@ours.example', to: 'mo@ours.example' },
      { file: 'accounts.csv', row: 'A-1', field: 'custom.plan', from: null, to: 'basic' },
      { file: 'accounts.csv', row: 'A-1', field: 'name', from: 'Acorn', to: 'Acorn Ltd' },
    ])
    expect(report.preview?.fields).toEqual([
      { object: 'account', key: 'plan', label: 'Plan', type: 'text', was: null },
      { object: 'account', key: 'tier', label: 'Tier', type: 'text', was: 'number' },
    ])
    expect(await rows('dry', 'select to_jsonb(a) as row from accounts a order by source_id')).toEqual(before)
    expect(await list('dry')).toHaveLength(1)
  })
})

describe('the report of refused rows', () => {
  it('holds every one of them, beyond the thousand of the record, with the cell at fault; no cell of it is a formula', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'report-'))
    try {
      const path = join(folder, 'refused.csv')
      const bad = Array.from({ length: 1500 }, (_, i) => `A-${i + 10},Elm ${i},=1+${i}`)
      const report = openReport(path)
      const done = await importBundle(db, {
        workspace: 'reported',
        source: fromMemory(
          smallBundle({
            'accounts.csv': `id,name,arr\nA-1,Acorn,5\n${bad.join('\n')}\n`,
            'contacts.csv': null,
          }),
        ),
        onRefused: report.add,
      })
      expect(report.close()).toBe(1500)
      expect([done.problems.length, done.problemCount]).toEqual([1000, 1500])
      const lines: string[][] = parse(await readFile(path, 'utf8'))
      expect(lines).toHaveLength(1501)
      expect(lines[1]?.slice(0, 4)).toEqual(['accounts.csv', '3', 'arr', "'=1+0"])
      expect(lines[1500]?.[1]).toBe('1502')
      expect(lines.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('a name of a workspace', () => {
  it('that only spells another one’s differently is refused, with what to do; its id and its name lead to it', async () => {
    await run('Acme Inc')
    await expect(run('Acme, Inc.')).rejects.toMatchObject({
      code: 'conflict',
      message: 'The name "Acme, Inc." makes the id acme-inc, which the workspace "Acme Inc" has.',
    })
    expect((await run('acme-inc')).workspace).toBe('acme-inc')
    expect((await run('ACME INC')).workspace).toBe('acme-inc')
  })
})

describe('a column that a measure is called like', () => {
  it('is kept, and the report says by which name it answers', async () => {
    const report = await run('measured', {
      'accounts.csv': 'id,name,health\nA-1,Acorn,good\n',
      'contacts.csv': null,
    })
    expect(report.problems).toEqual([
      {
        ...{ file: 'accounts.csv', line: null, column: 'health' },
        reason: 'health is also what Steward calls a field of its own: this column answers to custom_health',
      },
    ])
  })
})
