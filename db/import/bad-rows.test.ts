/** Bad rows are reported by file, line, column and reason, and the good ones land. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { smallBundle, smallFiles, type Changes } from '#evals/fixtures/bundle-small.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle } from './import-bundle.ts'
import { fromMemory } from './source.ts'

let db: Db
let made = 0
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const rows = (workspace: string, text: string) => db.inWorkspace(workspace, (tx) => rowsOf(tx, sql.raw(text)))

/** Imports into a new workspace; answers the problems, one line each, and the ids of a table that landed. */
async function run(changes: Changes, table = 'accounts') {
  const workspace = `bad-${made++}`
  const report = await importBundle(db, { workspace, source: fromMemory(smallBundle(changes)) })
  const landed = await rows(workspace, `select source_id from ${table} order by source_id`)
  return {
    problems: report.problems.map(({ file, line, column, reason }) => `${file}:${line} ${column}: ${reason}`),
    landed: landed.map((row) => row['source_id']),
    counts: report.files,
  }
}

const accounts = (...lines: string[]) => ({
  'accounts.csv': `${smallFiles['accounts.csv'] ?? ''}${lines.join('\n')}\n`,
})
const all = ['A-1', 'A-2', 'A-3', 'A-4']

describe('a bad row is refused with its cell, and the good rows land', () => {
  const reason = 'February 2026 has 28 days; expected YYYY-MM-DD, such as 2026-11-21'
  it.each([
    [
      'the date 31/02/2026',
      'A-5,Elm,,,,,31/02/2026,',
      `6 renewal_date: "31/02/2026" is not a date: ${reason}`,
    ],
    [
      'the month 13',
      'A-5,Elm,,,,,2026-13-01,',
      '6 renewal_date: "2026-13-01" is not a date: there is no month 13',
    ],
    [
      'a number with commas',
      'A-5,Elm,,,,"1,200.50",,',
      '6 arr: "1,200.50" is not a number: expected digits with a point for decimals, and nothing else, such as 1200.50',
    ],
    [
      'an unknown segment',
      'A-5,Elm,,enterprize,,,,',
      '6 segment: "enterprize" is not a segment: expected enterprise, mid_market or smb (nearest: enterprise)',
    ],
    [
      'a duplicate id',
      'A-1,Second,,,,,,',
      '6 id: a row with the same id stands in line 2; the first one is kept',
    ],
    ['an empty name', 'A-5,,,,,,,', '6 name: the cell is empty, and every row needs a name'],
    ['too few cells', 'A-5,Elm', '6 parent_id: the row has 2 cells and the header 8'],
    [
      'too many cells',
      'A-5,Elm,,,,,,,,',
      '6 null: the row has 10 cells and the header 8; a cell that holds the delimiter needs quotes',
    ],
    [
      'the header again',
      'id,name,parent_id,segment,csm,arr,renewal_date,tags',
      '6 null: the header stands here again: take the line out',
    ],
    ['a NUL byte', 'A-5,E\0lm,,,,,,', '6 name: "E\\x00lm" holds a NUL byte; take it out'],
    [
      'a parent that does not exist',
      'A-5,Elm,A-99,,,,,',
      '6 parent_id: there is no account "A-99" in accounts.csv or the workspace',
    ],
    ['itself as parent', 'A-5,Elm,A-5,,,,,', '6 parent_id: the row names itself, "A-5", as its parent_id'],
    [
      'an unknown CSM',
      'A-5,Elm,,,cyy@ours.example,,,',
      '6 csm: there is no user "cyy@ours.example" in users.csv or the workspace (nearest: cy@ours.example)',
    ],
  ])('%s', async (_what, line, problem) => {
    const { problems, landed, counts } = await run(accounts(line))
    expect(problems).toEqual([`accounts.csv:${problem}`])
    expect(landed).toEqual(all)
    expect(counts.find((one) => one.file === 'accounts.csv')).toMatchObject({
      read: 5,
      created: 4,
      refused: 1,
    })
  })

  it('an unclosed quote: the line where it opened, rows before and after it land', async () => {
    const { problems, landed } = await run(accounts('A-5,"Elm,,,,,,', 'A-6,Fir,,,,,,', 'A-7,"Gum",,,,,,'))
    expect(problems).toEqual([
      'accounts.csv:6 name: a quote opens in this cell and is not closed before the next delimiter: close it, and write a quote inside a cell as ""',
    ])
    expect(landed).toEqual([...all, 'A-6', 'A-7'])
  })

  it('a line in Windows-1252 among lines in UTF-8: its cell and what to do; the other lines land', async () => {
    const lines = accounts('A-5,Café,,,,,,', 'A-6,Fir,,,,,,')['accounts.csv']
    const bytes = Buffer.concat([Buffer.from(lines, 'latin1'), Buffer.from('A-7,Grün,,,,,,\n')])
    const { problems, landed } = await run({ 'accounts.csv': bytes })
    expect(problems).toEqual([
      'accounts.csv:6 name: byte 0xE9 is not UTF-8, as other lines of the file are (in Windows-1252 it is é): save the whole file as CSV UTF-8',
    ])
    expect(landed).toEqual([...all, 'A-6', 'A-7'])
  })

  it('a file in Windows-1252 lands whole, and the import says so once', async () => {
    const text = accounts('A-5,Café,,,,,,', 'A-6,Fir,,,,,,')['accounts.csv'].replace('tags', 'Größe')
    const { problems, landed } = await run({ 'accounts.csv': Buffer.from(text, 'latin1') })
    expect(problems).toEqual([
      'accounts.csv:null null: the file is not UTF-8: read as Windows-1252, as 2 lines of it look. Check a text of line 1: "Größe"',
    ])
    expect(landed).toEqual([...all, 'A-5', 'A-6'])
  })

  it('blank rows, as spreadsheets leave them, are nothing', async () => {
    const { problems, landed, counts } = await run(accounts(',,,,,,,', '', '  '))
    expect([problems, landed]).toEqual([[], all])
    expect(counts.find((one) => one.file === 'accounts.csv')).toMatchObject({ read: 4 })
  })

  it('parents in a circle are refused, each of them, and so are rows below that exist only through them', async () => {
    const lines = ['A-5,Elm,A-6,,,,,', 'A-6,Fir,A-7,,,,,', 'A-7,Gum,A-5,,,,,', 'A-8,Hop,A-7,,,,,']
    const { problems, landed } = await run(accounts(...lines))
    expect(problems).toEqual([
      'accounts.csv:6 parent_id: the parent_id goes round in a circle: A-5 → A-6 → A-7 → A-5',
      'accounts.csv:7 parent_id: the parent_id goes round in a circle: A-5 → A-6 → A-7 → A-5',
      'accounts.csv:8 parent_id: the parent_id goes round in a circle: A-5 → A-6 → A-7 → A-5',
      'accounts.csv:9 parent_id: the account "A-7" was refused (accounts.csv, line 8)',
    ])
    expect(landed).toEqual(all)
  })

  it('a circle through a row that is stored from before is refused', async () => {
    const workspace = `bad-${made++}`
    await importBundle(db, { workspace, source: fromMemory(smallBundle()) })
    const source = fromMemory(smallBundle({ 'accounts.csv': 'id,name,parent_id\nA-3,Cedar,A-2\n' }))
    const { problems } = await importBundle(db, { workspace, source })
    expect(problems).toMatchObject([
      { line: 2, reason: 'the parent_id goes round in a circle: A-3 → A-2 → A-3' },
    ])
  })

  it('managers in a circle are refused', async () => {
    const users =
      'email,name,role,manager_email\na@o.example,A,manager,b@o.example\nb@o.example,B,manager,a@o.example\n'
    const { problems } = await run({
      'users.csv': users,
      'accounts.csv': 'id,name\nA-1,Acorn\n',
      'contacts.csv': null,
    })
    expect(problems.map((text) => text.slice(0, 40))).toEqual([
      'users.csv:2 manager_email: the manager_e',
      'users.csv:3 manager_email: the manager_e',
    ])
  })

  it('a reference to a row that was refused says so with its line', async () => {
    const { problems, landed } = await run(
      {
        ...accounts('A-5,Elm,,,,much,,'),
        'tasks.csv': 'id,account_id,title,status\nT-1,A-5,Call,open\nT-2,A-1,Call,open\n',
      },
      'tasks',
    )
    expect(problems).toEqual([
      'accounts.csv:6 arr: "much" is not a number: expected digits with a point for decimals, and nothing else, such as 1234.56',
      'tasks.csv:2 account_id: the account "A-5" was refused (accounts.csv, line 6)',
    ])
    expect(landed).toEqual(['T-2'])
  })

  it('unknown contacts and KPIs are refused', async () => {
    const { problems } = await run({
      'nps.csv': 'id,account_id,contact_id,score,at\nN-1,A-1,C-77,9,2026-01-01\n',
      'kpi_definitions.csv': 'key,label\nlogins,Logins\n',
      'kpis.csv': 'account_id,on,key,value\nA-1,2026-01-01,logins,5\nA-1,2026-01-01,login,5\n',
    })
    expect(problems).toEqual([
      'nps.csv:2 contact_id: there is no contact "C-77" in contacts.csv or the workspace',
      'kpis.csv:3 key: there is no KPI "login" in kpi_definitions.csv or the workspace (nearest: logins)',
    ])
  })

  it('the second row of a day of a series is refused, in any order of days', async () => {
    const line = (day: string, feature: string) => `A-1,${day},${feature},1,5`
    const days = ['2026-03-01', '2024-01-01', '2026-03-02', '2026-03-01', '2029-12-31', '2024-01-01']
    const usage = [
      'account_id,on,feature,active_users,events',
      ...days.map((day) => line(day, 'Core')),
      line('2026-03-01', 'Reports'),
      '',
    ]
    const { problems } = await run({ 'usage.csv': usage.join('\n') })
    const same =
      'a row with the same account_id, on, feature stands further up in this file; the first one is kept'
    expect(problems).toEqual([`usage.csv:5 feature: ${same}`, `usage.csv:7 feature: ${same}`])
  })

  it('a file that cannot be read is left out, and the others land', async () => {
    const { problems, landed } = await run({ 'tasks.csv': 'id,account_id\nT-1,A-1\n', 'taks.csv': 'id\n' })
    expect(problems).toEqual([
      'taks.csv:null null: no file of a bundle has this name, so it was not read; the nearest is tasks.csv',
      'tasks.csv:1 title: the header has no column title and status. Found: "id", "account_id"',
    ])
    expect(landed).toEqual(all)
  })

  it('a file that goes on without a line end is read up to there', async () => {
    const tasks = `id,title,status\nT-1,Call,open\nT-2,${'x'.repeat(17_000_000)}`
    const workspace = `bad-${made++}`
    const source = fromMemory(smallBundle({ 'tasks.csv': tasks }))
    const report = await importBundle(db, { workspace, source })
    expect(report.problems).toEqual([
      {
        file: 'tasks.csv',
        line: 3,
        column: null,
        reason: 'the line is longer than 16 MB; is this a text file?',
      },
    ])
    expect(await rows(workspace, 'select source_id from tasks')).toEqual([{ source_id: 'T-1' }])
  })

  it('a row that only the database refuses is found among the others', async () => {
    const contacts = `id,account_id,name\n${Array.from({ length: 50 }, (_, i) => `C-${i},A-1,N${i}`).join('\n')}\n`
    const workspace = `bad-${made++}`
    await db.asOwner((tx) =>
      tx.execute(sql`alter table contacts add constraint no_n17 check (name <> 'N17')`),
    )
    const report = await importBundle(db, {
      workspace,
      source: fromMemory(smallBundle({ 'contacts.csv': contacts })),
    })
    await db.asOwner((tx) => tx.execute(sql`alter table contacts drop constraint no_n17`))
    expect(report.problems).toMatchObject([{ file: 'contacts.csv', line: 19, column: null }])
    expect(report.problems[0]?.reason).toContain('the database does not take the row: ')
    expect(report.files.find((one) => one.file === 'contacts.csv')).toMatchObject({ created: 49, refused: 1 })
  })

  it('a column whose name holds a NUL byte can be told of, too', async () => {
    const { problems } = await run({
      'tasks.csv': 'id,title,status,n\0te,big\nT-1,Call,opened,x,y\nT-2,Call,open,a\0b,y\n',
    })
    expect(problems).toEqual([
      'tasks.csv:2 status: "opened" is not a status: expected open, done or cancelled (nearest: open)',
      'tasks.csv:3 n\\x00te: the cell holds a NUL byte; take it out',
    ])
  })

  it('of many problems the first thousand are kept, with the number of all', async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => `B-${i},N,,,,x,,`)
    const source = fromMemory(smallBundle(accounts(...lines)))
    const report = await importBundle(db, { workspace: `bad-${made++}`, source })
    expect([report.problems.length, report.problemCount]).toEqual([1000, 1500])
  })
})
