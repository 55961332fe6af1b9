/** A workspace goes out as a bundle and comes in again as the same workspace. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallBundle as demoBundle } from '#evals/fixtures/bundle-small.ts'
import { freshDb, onlyOn } from '#evals/kit/store.ts'
import type { Db } from '../connect.ts'
import { generateDemo } from '../demo/generate.ts'
import { inChange } from '../history/change.ts'
import { importBundle } from '../import/import-bundle.ts'
import { fromFolder, fromMemory } from '../import/source.ts'
import { exportBundle } from './export-bundle.ts'
import { openSink } from './sink.ts'

let db: Db
let folder: string
beforeEach(async () => {
  db = await freshDb()
  folder = await mkdtemp(join(tmpdir(), 'steward-export-'))
})
afterEach(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

async function filesOf(place: string): Promise<Map<string, string>> {
  const names = await readdir(place, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = files
    .sort()
    .map(async (file): Promise<[string, string]> => [
      file.slice(place.length + 1),
      await readFile(file, 'utf8'),
    ])
  return new Map(await Promise.all(read))
}

/** Exports, imports what came out as another workspace, and exports that one. */
async function around(files: ReadonlyMap<string, string>) {
  const first = await importBundle(db, { workspace: 'one', source: fromMemory({ files }) })
  expect(first.problems).toEqual([])
  const out = await exportBundle(db, { workspace: 'one', sink: await openSink(join(folder, 'one')) })
  const second = await importBundle(db, { workspace: 'two', source: fromFolder(join(folder, 'one')) })
  expect(second.problems).toEqual([])
  await exportBundle(db, { workspace: 'two', sink: await openSink(join(folder, 'two')) })
  return { out, first, one: await filesOf(join(folder, 'one')), two: await filesOf(join(folder, 'two')) }
}

const counts = (report: Awaited<ReturnType<typeof importBundle>>) =>
  Object.fromEntries(report.files.map(({ file, read }) => [file, read]))

/** Thousands of rows, the same on both. */
onlyOn('server', () =>
  test('the demo, with its calls, documents and playbooks, comes round unchanged', async () => {
    const { out, first, one, two } = await around(generateDemo({ today: '2026-11-21' }).files)
    expect(two).toEqual(one)
    expect(out.notes).toEqual([])
    const again = await importBundle(db, { workspace: 'one', source: fromFolder(join(folder, 'two')) })
    expect(counts(again)).toEqual(counts(first))
    expect(again.files.filter(({ created, changed, refused }) => created + changed + refused > 0)).toEqual([])
  }),
)

test('cells that hold delimiters, quotes, line ends, formulas and other scripts come round unchanged', async () => {
  const nasty = [
    [
      '=1+1',
      '@sum',
      '+49 30 123',
      '+cmd|x',
      "'quoted",
      "'=1",
      '-5',
      '-2+3',
      '＝1',
      'a,b',
      '"x"',
      'line\nline',
      'ü漢🙂',
      'null',
      ';',
    ],
    ['1e5', '007', 'TRUE', '2026-01-01', 'a;b', '\\N', '#N/A', '%', '{}', '""', ',', '\tx', '--', "''", '='],
  ]
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const accounts = nasty
    .flat()
    .map((text, i) => `a${i},${quoted(`N ${text}`)},${quoted(text)},${quoted(text)}`)
  const contacts = nasty.flat().map((text, i) => `c${i},a${i},${quoted(`K ${text}`)},${quoted(text)}`)
  const { one, two } = await around(
    new Map([
      ['users.csv', 'email,name,role\nd@x.test,D,csm\n'],
      ['accounts.csv', `id,name,industry,Own Words\n${accounts.join('\n')}\n`],
      ['contacts.csv', `id,account_id,name,phone\n${contacts.join('\n')}\n`],
      [
        'activities.csv',
        'id,account_id,type,at,body,sentiment\nx1,a1,email,2026-01-01T10:00:00.123456+02:00,"a\n\nb",-0.1\n',
      ],
    ]),
  )
  expect(two).toEqual(one)
  const cells = await db.inWorkspace('one', (tx) =>
    tx.query.contacts.findMany({ columns: { phone: true, sourceId: true } }),
  )
  const back = await db.inWorkspace('two', (tx) =>
    tx.query.contacts.findMany({ columns: { phone: true, sourceId: true } }),
  )
  const sorted = (rows: typeof cells) => rows.sort((a, b) => a.sourceId.localeCompare(b.sourceId))
  expect(sorted(back)).toEqual(sorted(cells))
  const text = one.get('contacts.csv') ?? ''
  expect(text).toContain(`,'=1+1`)
  expect(text).toContain(',+49 30 123')
})

test('a zip holds the same files as a folder', async () => {
  await importBundle(db, { workspace: 'one', source: fromMemory(demoBundle()) })
  const report = await exportBundle(db, { workspace: 'one', sink: await openSink(join(folder, 'one.zip')) })
  expect(report.files.find(({ path }) => path === 'accounts.csv')?.rows).toBeGreaterThan(0)
  const bytes = await readFile(join(folder, 'one.zip'))
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(await readdir(folder)).toEqual(['one.zip'])
})

test('what is there already is not written over, and a failed export leaves nothing behind', async () => {
  await importBundle(db, { workspace: 'one', source: fromMemory(demoBundle()) })
  await writeFile(join(folder, 'mine'), 'x')
  await expect(openSink(folder)).rejects.toThrow(/there already/)
  const sink = await openSink(join(folder, 'out'))
  await expect(exportBundle(db, { workspace: 'nobody', sink })).rejects.toThrow(/no workspace nobody/)
  expect(await readdir(folder)).toEqual(['mine'])
})

test('a transcript that its format can not hold is said', async () => {
  await importBundle(db, {
    workspace: 'one',
    source: fromMemory({
      files: new Map([
        ['users.csv', 'email,name,role\nd@x.test,D,csm\n'],
        ['accounts.csv', 'id,name\na,A\n'],
        ['transcripts/index.csv', 'file,account_id,title\nk.txt,a,Kickoff\n'],
        ['transcripts/k.txt', 'Ana: hello\nBo: hi\n'],
      ]),
    }),
  })
  await inChange(db, 'one', { kind: 'edit', source: 'steward' }, (tx) =>
    tx.execute(sql`update call_turns set speaker = 'said: by 2' where n = 2`),
  )
  const report = await exportBundle(db, { workspace: 'one', sink: await openSink(join(folder, 'one')) })
  expect(report.notes.map(({ file }) => file)).toEqual(['transcripts/k.txt'])
})
