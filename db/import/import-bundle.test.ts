/** A bundle lands as it is, twice without a change, and changed rows are updated by id. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { smallBundle, smallFiles } from '#evals/fixtures/bundle-small.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle, type ImportReport } from './import-bundle.ts'
import { fromMemory } from './source.ts'

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const run = (workspace: string, files: Record<string, string | null> = {}) =>
  importBundle(db, { workspace, source: fromMemory(smallBundle(files)) })
const rows = <R extends Record<string, unknown>>(workspace: string, text: string) =>
  db.inWorkspace(workspace, (tx) => rowsOf<R>(tx, sql.raw(text)))
const counts = (report: ImportReport, file: string) => {
  const found = report.files.find((one) => one.file === file)
  return found && [found.read, found.created, found.changed, found.unchanged, found.refused]
}
const version = async (workspace: string) =>
  (await rows<{ version: number }>(workspace, 'select version from workspaces'))[0]?.version
const account = (...cells: string[]) => `${smallFiles['accounts.csv'] ?? ''}${cells.join(',')}\n`

describe('importing a bundle', () => {
  it('makes the workspace with an id from its name, and every row with its references', async () => {
    const report = await run('Acme GmbH & Co')
    expect(report).toMatchObject({ workspace: 'acme-gmbh-co', created: true, changed: true, problemCount: 0 })
    expect(counts(report, 'accounts.csv')).toEqual([4, 4, 0, 0, 0])
    expect(
      await rows(
        'acme-gmbh-co',
        `select a.source_id, a.name, p.source_id as parent, u.email as csm, a.arr::text, a.renewal_date::text, a.tags, a.currency
         from accounts a left join accounts p on p.id = a.parent_id left join users u on u.id = a.csm_id order by 1 limit 2`,
      ),
    ).toEqual([
      {
        ...{ source_id: 'A-1', name: 'Acorn', parent: null, csm: 'cy@ours.example', arr: '120000.00' },
        ...{ renewal_date: '2027-01-31', tags: ['vip', 'beta'], currency: 'USD' },
      },
      {
        ...{ source_id: 'A-2', name: 'Birch', parent: 'A-3', csm: 'cy@ours.example', arr: '9000.50' },
        ...{ renewal_date: '2026-12-15', tags: [], currency: 'USD' },
      },
    ])
    expect(
      await rows(
        'acme-gmbh-co',
        `select r.source_id from contacts c join contacts r on r.id = c.reports_to_id`,
      ),
    ).toEqual([{ source_id: 'C-2' }])
  })

  it('changes nothing the second time: no row is touched and the version stays', async () => {
    await run('twice')
    const before = await rows('twice', `select source_id, xmin::text, id::text from accounts order by 1`)
    const report = await run('twice')
    expect(report.changed).toBe(false)
    for (const { read, unchanged } of report.files) expect(unchanged).toBe(read)
    expect(await rows('twice', `select source_id, xmin::text, id::text from accounts order by 1`)).toEqual(
      before,
    )
    expect(await version('twice')).toBe(1)
  })

  it('updates changed rows by id, keeps rows that are gone, and raises the version', async () => {
    await run('changed')
    const [was] = await rows<{ id: string }>(
      'changed',
      `select id::text from accounts where source_id = 'A-1'`,
    )
    const report = await run('changed', { 'accounts.csv': 'id,name,arr\nA-1,Acorn Ltd,130000\nA-9,New,1\n' })
    expect(counts(report, 'accounts.csv')).toEqual([2, 1, 1, 0, 0])
    const after = await rows('changed', `select source_id, name, arr::text, tags from accounts order by 1`)
    expect(after).toHaveLength(5)
    // The file has no tags column, so it says nothing about them.
    expect(after[0]).toEqual({ source_id: 'A-1', name: 'Acorn Ltd', arr: '130000.00', tags: ['vip', 'beta'] })
    expect(await rows('changed', `select id::text from accounts where source_id = 'A-1'`)).toEqual([was])
    expect(await version('changed')).toBe(2)
  })

  it('an emptied cell becomes null', async () => {
    await run('emptied')
    await run('emptied', { 'accounts.csv': 'id,name,arr\nA-1,Acorn,\n' })
    expect(await rows('emptied', `select arr from accounts where source_id = 'A-1'`)).toEqual([{ arr: null }])
  })

  it('keeps workspaces apart: the same ids in two of them are two rows', async () => {
    await run('one')
    await run('two', { 'accounts.csv': 'id,name\nA-1,Other\n', 'contacts.csv': null })
    expect(await rows('one', `select name from accounts where source_id = 'A-1'`)).toEqual([
      { name: 'Acorn' },
    ])
  })

  it('reads semicolons as delimiter, a byte order mark, Windows line ends and headers in other spellings', async () => {
    const accounts =
      '\uFEFFsep=;\r\n ID ;Name;Renewal Date;ARR;tags\r\nA-1;"Acorn; Sons";2027-01-31;5;"a;b"\r\n'
    const report = await run('semicolons', { 'accounts.csv': accounts, 'contacts.csv': null })
    expect(report.problems).toEqual([])
    expect(await rows('semicolons', `select name, renewal_date::text, tags from accounts`)).toEqual([
      { name: 'Acorn; Sons', renewal_date: '2027-01-31', tags: ['a', 'b'] },
    ])
  })

  it('reads a moment without an offset in the time zone of the workspace', async () => {
    await run('zoned')
    await db.inWorkspace('zoned', (tx) =>
      tx.execute(sql`update workspaces set settings = '{"timeZone": "America/New_York"}'`),
    )
    const nps = 'id,account_id,score,at\nN-1,A-1,9,2026-01-15 09:00\nN-2,A-1,9,2026-01-15T09:00:00Z\n'
    await run('zoned', { 'nps.csv': nps })
    expect(
      await rows('zoned', `select (at at time zone 'UTC')::text as at from nps_responses order by source_id`),
    ).toEqual([{ at: '2026-01-15 14:00:00' }, { at: '2026-01-15 09:00:00' }])
  })

  it('a dry run reports and writes nothing', async () => {
    const report = await importBundle(db, {
      workspace: 'dry',
      source: fromMemory(smallBundle()),
      dryRun: true,
    })
    expect(counts(report, 'accounts.csv')).toEqual([4, 4, 0, 0, 0])
    expect(
      await rows(
        'dry',
        'select from workspaces union all select from accounts union all select from imports',
      ),
    ).toEqual([])
  })

  it('leaves a record with its counts', async () => {
    const report = await run('record', { 'accounts.csv': account('A-5', 'Elm', '', 'huge', '', '', '', '') })
    expect(
      await rows('record', 'select id::text, state, counts, problem_count, problems from imports'),
    ).toEqual([
      {
        ...{ id: report.id, state: 'done', problem_count: 1, problems: report.problems },
        counts: Object.fromEntries(report.files.map(({ file, ...rest }) => [file, rest])),
      },
    ])
  })

  it('tells how far it is, file by file, up to all bytes', async () => {
    const seen: string[] = []
    let last = { bytes: 0, totalBytes: 1 }
    await importBundle(db, {
      workspace: 'progress',
      source: fromMemory(smallBundle()),
      onProgress: (progress) => {
        seen.push(progress.file)
        expect(progress.bytes).toBeGreaterThanOrEqual(last.bytes)
        last = progress
      },
    })
    expect([...new Set(seen)]).toEqual(['users.csv', 'accounts.csv', 'contacts.csv'])
    expect(last.bytes).toBe(last.totalBytes)
  })
})

describe('columns that the domain does not name', () => {
  const accounts = (lines: string[]) =>
    ['id,name,sla_tier,Score Factor,isVIP,lastAudit,zip,empty', ...lines, ''].join('\n')
  const five = ['gold', 'gold', 'silver', 'silver', 'gold'].map(
    (tier, i) => `A-${i},N${i},${tier},${i}.5,${i % 2 ? 'yes' : 'no'},2026-01-0${i + 1},0${i}123,`,
  )
  const fieldsOf = (workspace: string) =>
    rows(workspace, `select object, key, label, type, "values" from custom_fields order by key`)

  it('are kept as what their cells are, with a label from the header', async () => {
    const files = { 'accounts.csv': accounts(five), 'contacts.csv': null }
    await run('custom', files)
    expect(await rows('custom', `select custom from accounts where source_id = 'A-1'`)).toEqual([
      {
        custom: { sla_tier: 'gold', score_factor: 1.5, is_vip: true, last_audit: '2026-01-02', zip: '01123' },
      },
    ])
    expect(await fieldsOf('custom')).toEqual([
      { object: 'account', key: 'is_vip', label: 'Is VIP', type: 'boolean', values: [] },
      { object: 'account', key: 'last_audit', label: 'Last audit', type: 'date', values: [] },
      { object: 'account', key: 'score_factor', label: 'Score factor', type: 'number', values: [] },
      { object: 'account', key: 'sla_tier', label: 'SLA tier', type: 'enum', values: ['gold', 'silver'] },
      { object: 'account', key: 'zip', label: 'Zip', type: 'text', values: [] },
    ])
    expect((await run('custom', files)).changed).toBe(false)
  })

  it('become text, also in rows that are not in the file, where a later bundle has other values', async () => {
    await run('widen', { 'accounts.csv': 'id,name,points\nA-1,One,5\nA-2,Two,7\n', 'contacts.csv': null })
    const report = await run('widen', {
      'accounts.csv': 'id,name,points\nA-2,Two,many\n',
      'contacts.csv': null,
    })
    expect(counts(report, 'accounts.csv')).toEqual([1, 0, 1, 0, 0])
    expect(await rows('widen', `select custom from accounts order by source_id`)).toEqual([
      { custom: { points: '5' } },
      { custom: { points: 'many' } },
    ])
    expect(await fieldsOf('widen')).toMatchObject([{ key: 'points', type: 'text' }])
    expect(await version('widen')).toBe(2)
  })

  it('keep what another bundle gave, and lose a value whose cell is empty', async () => {
    await run('merge', { 'accounts.csv': 'id,name,tier,plan\nA-1,One,gold,basic\n', 'contacts.csv': null })
    await run('merge', { 'accounts.csv': 'id,name,tier\nA-1,One,\n', 'contacts.csv': null })
    expect(await rows('merge', `select custom from accounts`)).toEqual([{ custom: { plan: 'basic' } }])
  })

  it('have no place in a series, and the report says so', async () => {
    const report = await run('series', {
      'usage.csv': 'account_id,on,feature,events,colour\nA-1,2026-01-01,Core,5,red\n',
    })
    expect(report.problems).toEqual([
      {
        ...{ file: 'usage.csv', line: 1, column: 'colour' },
        reason: 'the file has a fixed set of columns and no room for others: the column is left out',
      },
    ])
    expect(counts(report, 'usage.csv')).toEqual([1, 1, 0, 0, 0])
  })
})
