/** Files of another system land by their mapping as rows of the workspace, each problem at its own line and column; again without a change. */
import { sql } from 'drizzle-orm'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf, type Db } from '#db/connect.ts'
import { smallBundle } from '#evals/fixtures/bundle-small.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle, type ImportReport } from '../import-bundle.ts'
import { fromMemory, fromPath } from '../source.ts'
import type { Mapping } from './mapping.ts'
import { suggestMapping } from './suggest.ts'

const fixture = fileURLToPath(new URL('../../../evals/fixtures/foreign/', import.meta.url))

let db: Db
let made = 0
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const rows = <R extends Record<string, unknown>>(workspace: string, text: string) =>
  db.inWorkspace(workspace, (tx) => rowsOf<R>(tx, sql.raw(text)))
const sourceOf = (files: Record<string, string>) => fromMemory({ files: new Map(Object.entries(files)) })
const table = (...lines: string[]) => `${lines.join('\n')}\n`
const told = ({ problems }: ImportReport) =>
  problems.map(({ file, line, column, reason }) => `${file}:${line} ${column}: ${reason}`)
const counts = ({ files }: ImportReport) =>
  Object.fromEntries(
    files.map(({ file, created, changed, unchanged, refused }) => [
      file,
      [created, changed, unchanged, refused],
    ]),
  )

/** Suggests, lets a person answer, imports. */
async function bring(
  workspace: string,
  files: Record<string, string>,
  answer: (mapping: Mapping) => void = () => {},
) {
  const source = sourceOf(files)
  const exists = (await rows(workspace, `select from workspaces where id = '${workspace}'`)).length > 0
  const { mapping } = await suggestMapping(db, exists ? workspace : null, source)
  answer(mapping)
  return { mapping, report: await importBundle(db, { workspace, source, mapping }) }
}

describe('the files of a CRM', () => {
  const answered = async () => {
    const source = await fromPath(fixture)
    const { mapping } = await suggestMapping(db, null, source)
    for (const person of mapping.people) {
      if (person.name !== 'Tom Brandt')
        person.email = `${person.name.toLowerCase().replace(' ', '.')}@ours.example`
    }
    mapping.people_without_email = 'leave_empty'
    for (const pair of mapping.duplicates) pair.merge = true
    return { source, mapping }
  }

  it('land with their amounts, days, words and people; two spellings of a company become one, and what names the other follows', async () => {
    const { source, mapping } = await answered()
    const report = await importBundle(db, { workspace: 'crm', source, mapping })
    expect(counts(report)).toEqual({
      '(people of the mapping)': [4, 0, 0, 0],
      'companies.csv': [4, 0, 0, 0],
      'contacts-export.csv': [4, 0, 0, 0],
      'deals.csv': [4, 0, 0, 0],
    })
    expect(
      await rows(
        'crm',
        `select a.source_id as id, a.name, a.domain, a.region, a.segment, a.lifecycle, a.arr::text, a.currency, a.renewal_date::text as renews,
                a.auto_renew, a.seats, u.email as csm, a.custom from accounts a left join users u on u.id = a.csm_id order by 1`,
      ),
    ).toEqual([
      {
        ...{
          id: 'crm:K-001',
          name: 'Acme GmbH',
          domain: 'acme.example',
          region: 'EMEA',
          segment: 'enterprise',
        },
        ...{
          lifecycle: 'adopting',
          arr: '120000.00',
          currency: 'EUR',
          renews: '2027-03-14',
          auto_renew: true,
        },
        ...{
          seats: 250,
          csm: 'dana.whitfield@ours.example',
          custom: { country: 'Germany', sla_level: 'Gold' },
        },
      },
      {
        ...{ id: 'crm:K-002', name: 'Birch & Sons Ltd.', domain: 'birch.example', region: 'EMEA' },
        ...{
          segment: 'mid_market',
          lifecycle: 'adopting',
          arr: '45500.50',
          currency: 'EUR',
          renews: '2026-12-31',
        },
        ...{ auto_renew: false, seats: 80, csm: 'dana.whitfield@ours.example' },
        custom: { country: 'United Kingdom', sla_level: 'Silver' },
      },
      {
        ...{ id: 'crm:K-003', name: 'Cedar Labs Inc', domain: 'cedarlabs.example', region: 'NA' },
        ...{
          segment: 'mid_market',
          lifecycle: 'onboarding',
          arr: '1234.50',
          currency: 'EUR',
          renews: '2027-01-05',
        },
        ...{ auto_renew: true, seats: 12, csm: null, custom: { country: 'USA', sla_level: 'Gold' } },
      },
      {
        ...{
          id: 'crm:K-005',
          name: 'Dogwood SA',
          domain: 'dogwood.example',
          region: 'LATAM',
          segment: 'smb',
        },
        ...{ lifecycle: 'churned', arr: '9000.00', currency: 'EUR', renews: '2027-02-28', auto_renew: false },
        ...{ seats: 5, csm: 'priya.raman@ours.example', custom: { country: 'Brazil', sla_level: 'Silver' } },
      },
    ])
    expect(
      await rows(
        'crm',
        `select c.name, a.source_id as account, r.name as boss from contacts c join accounts a on a.id = c.account_id
         left join contacts r on r.id = c.reports_to_id order by c.source_id`,
      ),
    ).toEqual([
      { name: 'Renata Oliveira', account: 'crm:K-001', boss: 'Hugh Lancaster' },
      { name: 'Hugh Lancaster', account: 'crm:K-001', boss: null },
      { name: 'Maya Espinoza', account: 'crm:K-002', boss: null },
      { name: 'Ken Adams', account: 'crm:K-003', boss: null },
    ])
    expect(
      await rows(
        'crm',
        `select o.status, o.amount::text, o.probability, o.close_on::text as closes, a.source_id as account from opportunities o
         join accounts a on a.id = o.account_id order by o.source_id`,
      ),
    ).toEqual([
      { status: 'open', amount: '120000.00', probability: 60, closes: '2027-03-14', account: 'crm:K-001' },
      { status: 'won', amount: '12500.00', probability: 100, closes: '2026-10-01', account: 'crm:K-002' },
      { status: 'lost', amount: '3000.50', probability: 0, closes: '2026-09-15', account: 'crm:K-003' },
      { status: 'open', amount: '8000.00', probability: 40, closes: '2026-12-20', account: 'crm:K-001' },
    ])
  })

  it('change nothing the second time, are known by the ids of their system, and leave their mapping on record', async () => {
    const { source, mapping } = await answered()
    const again = await importBundle(db, { workspace: 'crm', source, mapping })
    expect(again.changed).toBe(false)
    expect(
      await rows(
        'crm',
        `select e.external_id as id, a.source_id as row from external_ids e join accounts a on a.id = e.id order by 1`,
      ),
    ).toEqual([
      { id: 'K-001', row: 'crm:K-001' },
      { id: 'K-002', row: 'crm:K-002' },
      { id: 'K-003', row: 'crm:K-003' },
      { id: 'K-004', row: 'crm:K-001' },
      { id: 'K-005', row: 'crm:K-005' },
    ])
    const [record] = await rows<{ source: string; mapping: Mapping }>(
      'crm',
      `select c.source, i.mapping from imports i join changes c on c.id = i.change_id order by i.started_at desc limit 1`,
    )
    expect(record).toMatchObject({ source: 'crm', mapping: { version: 1, source: 'crm' } })
  })

  it('may hold anything in headers and cells: the record keeps what the database can', async () => {
    const workspace = `noise-${made++}`
    const companies = table(
      'Company ID,Company name,Seg\0ment,Tier',
      'C1,Acme,SMB,go\0ld',
      'C2,Birch,Ent\0,\uD800',
    )
    const { report } = await bring(workspace, { 'companies.csv': companies })
    expect(told(report).every((one) => one.startsWith('companies.csv:'))).toBe(true)
    const [record] = await rows<{ state: string }>(workspace, 'select state from imports')
    expect(record?.state).toBe('done')
  })

  it('are refused while a question is open, with the question', async () => {
    const source = await fromPath(fixture)
    const { mapping } = await suggestMapping(db, null, source)
    await expect(importBundle(db, { workspace: 'open', source, mapping })).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('no e-mail is known of Dana Whitfield') as string,
    })
    expect(await rows('open', 'select from accounts')).toEqual([])
  })
})

describe('rows that are one', () => {
  it('fill what the first of them leaves open, but nothing says of itself that it is part of itself', async () => {
    const workspace = `one-${made++}`
    const companies = table(
      'Company ID,Company name,Website,Parent company,Seats',
      'C1,Acme,acme.example,,',
      'C2,Acme GmbH,,C1,7',
      'C3,Birch,,,9',
    )
    const { mapping, report } = await bring(workspace, { 'companies.csv': companies }, ({ duplicates }) => {
      for (const pair of duplicates) pair.merge = true
    })
    expect(mapping.duplicates).toHaveLength(1)
    expect(told(report)).toEqual([
      'companies.csv:2 null: line 3 is merged into this row, as the mapping says',
    ])
    expect(
      await rows(workspace, 'select source_id as id, name, parent_id, seats from accounts order by 1'),
    ).toEqual([
      { id: 'crm:C1', name: 'Acme', parent_id: null, seats: 7 },
      { id: 'crm:C3', name: 'Birch', parent_id: null, seats: 9 },
    ])
  })
})

describe('a row that names another', () => {
  it('means the one of that very spelling; without one, any that only one spelling comes near to', async () => {
    const workspace = `spelt-${made++}`
    const files = {
      'companies.csv': table('Company ID,Company name', 'C1,Acme GmbH', 'C2,ACME gmbh', 'C3,Birch Ltd.'),
      'contacts.csv': table(
        'Contact ID,Name,Company',
        'P1,Ana,Acme GmbH',
        'P2,Bo,ACME gmbh',
        'P3,Cy,birch',
        'P4,Di,acme GMBH',
      ),
    }
    const { report } = await bring(workspace, files)
    expect(
      await rows(
        workspace,
        'select c.name, a.source_id as account from contacts c join accounts a on a.id = c.account_id order by 1',
      ),
    ).toEqual([
      { name: 'Ana', account: 'crm:C1' },
      { name: 'Bo', account: 'crm:C2' },
      { name: 'Cy', account: 'crm:C3' },
    ])
    expect(told(report)).toEqual([
      'contacts.csv:5 Company: 2 accounts have the name "acme GMBH" (crm:C1, crm:C2): which one is meant cannot be told',
    ])
  })
})

describe('a row that does not fit', () => {
  const run = (...lines: string[]) =>
    bring(`foreign-${made++}`, {
      'companies.csv': table(
        'Customer list',
        '',
        'Company ID;Company name;ARR;Renewal date',
        'C1;Acme;1.000,50;14.03.2027',
        'C2;Birch;2.000,50;31.12.2026',
        ...lines,
      ),
    })

  it.each([
    [
      'a number in another notation',
      'C3;Cedar;1,000.50;01.01.2027',
      'companies.csv:6 ARR: "1,000.50" is not a number with a comma for decimals, as in the rest of the column',
    ],
    [
      'a day that does not exist',
      'C3;Cedar;5,5;31.02.2027',
      'companies.csv:6 Renewal date: "31.02.2027" is not a date in the order of this column (day, month, year)',
    ],
    ['too few cells', 'C3;Cedar', 'companies.csv:6 ARR: the row has 2 cells and the header 4'],
    [
      'no name',
      'C3;;5,5;01.01.2027',
      'companies.csv:6 Company name: the cell is empty, and every row needs a name',
    ],
    [
      'the header again',
      'Company ID;Company name;ARR;Renewal date',
      'companies.csv:6 null: the header stands here again: take the line out',
    ],
    ['a line of totals', 'Total;;3.001,00;', 'companies.csv:6 null: a line of totals is no row'],
    [
      'an id that stands above',
      'C1;Again;5,5;01.01.2027',
      'companies.csv:6 Company ID: a row with the same id stands in line 4; the first one is kept',
    ],
  ])('is refused at its own line and column, and the others land: %s', async (_what, line, problem) => {
    const { mapping } = await run()
    const workspace = `foreign-${made++}`
    const files = {
      'companies.csv': table(
        'Customer list',
        '',
        'Company ID;Company name;ARR;Renewal date',
        'C1;Acme;1.000,50;14.03.2027',
        'C2;Birch;2.000,50;31.12.2026',
        line,
      ),
    }
    const report = await importBundle(db, { workspace, source: sourceOf(files), mapping })
    expect(told(report)).toEqual([problem])
    expect(await rows(workspace, 'select name from accounts order by 1')).toEqual([
      { name: 'Acme' },
      { name: 'Birch' },
    ])
  })

  it('names a row that was refused, or none', async () => {
    const files = {
      'companies.csv': table(
        'Company ID,Company name,Website',
        'C1,Acme,acme.example',
        'C2,,birch.example',
        'C3,Cedar,cedar.example',
      ),
      'contacts.csv': table(
        'Contact ID,Name,Email,Company ID',
        'P1,Ana,ana@acme.example,C1',
        'P2,Bo,bo@birch.example,C2',
        'P3,Cy,cy@cedar.example,C9',
      ),
    }
    const { report } = await bring(`foreign-${made++}`, files)
    expect(told(report)).toEqual([
      'companies.csv:3 Company name: the cell is empty, and every row needs a name',
      'contacts.csv:3 Company ID: the account "crm:C2" was refused (companies.csv, line 3)',
      'contacts.csv:4 Company ID: there is no account with the id "C9" in these files or the workspace',
    ])
  })

  it('could be two rows of the workspace: that is for a person to say', async () => {
    const workspace = `foreign-${made++}`
    const accounts = table('id,name,domain', 'A-1,Acme,acme.example', 'A-2,Acme Labs,acme.example')
    await importBundle(db, {
      workspace,
      source: fromMemory(smallBundle({ 'accounts.csv': accounts, 'contacts.csv': null })),
    })
    const { report } = await bring(
      workspace,
      { 'companies.csv': table('Company ID,Company name,Website', 'C1,Acme Corp,www.acme.example') },
      (mapping) => {
        for (const one of mapping.tables) one.match = ['domain']
      },
    )
    expect(told(report)).toEqual([
      'companies.csv:2 Company ID: 2 accounts of the workspace have the domain "acme.example" (A-1, A-2): which one this row is cannot be told',
    ])
  })
})

describe('rows that the workspace knows from elsewhere', () => {
  const companies = (name: string) =>
    table(
      'Company ID,Company name,Website,Renewal date',
      `C1,${name},acorn.example,2027-05-31`,
      'C7,Fir,fir.example,2027-06-30',
    )
  const withDomain = {
    'accounts.csv': table('id,name,domain,arr', 'A-1,Acorn,acorn.example,5', 'A-2,Birch,birch.example,6'),
    'contacts.csv': null,
  }

  it('take what the file says, keep the rest and their ids, and are found again by the other system’s id', async () => {
    const workspace = `match-${made++}`
    await importBundle(db, { workspace, source: fromMemory(smallBundle(withDomain)) })
    const { mapping, report } = await bring(workspace, { 'companies.csv': companies('Acorn Inc') })
    expect(mapping.tables[0]).toMatchObject({ match: ['domain', 'name'], sure: false })
    expect(counts(report)).toEqual({ 'companies.csv': [1, 1, 0, 0] })
    const stored = () =>
      rows(
        workspace,
        `select source_id as id, name, arr::text, renewal_date::text as renews from accounts order by 1`,
      )
    expect(await stored()).toEqual([
      { id: 'A-1', name: 'Acorn Inc', arr: '5.00', renews: '2027-05-31' },
      { id: 'A-2', name: 'Birch', arr: '6.00', renews: null },
      { id: 'crm:C7', name: 'Fir', arr: null, renews: '2027-06-30' },
    ])
    // The domain is gone from the next file; the id is enough.
    const next = sourceOf({
      'companies.csv': companies('Acorn plc').replace('acorn.example', 'other.example'),
    })
    const again = await importBundle(db, { workspace, source: next, mapping })
    expect(counts(again)).toEqual({ 'companies.csv': [0, 1, 1, 0] })
    expect((await stored())[0]).toMatchObject({ id: 'A-1', name: 'Acorn plc' })
  })

  it('are named by later files of that system alone', async () => {
    const workspace = `match-${made++}`
    await importBundle(db, { workspace, source: fromMemory(smallBundle(withDomain)) })
    await bring(workspace, { 'companies.csv': companies('Acorn') })
    const { report } = await bring(workspace, {
      'contacts.csv': table(
        'Contact ID,Name,Email,Company',
        'P1,Ana,ana@fir.example,Fir',
        'P2,Bo,bo@acorn.example,Acorn',
      ),
    })
    expect(told(report)).toEqual([])
    expect(
      await rows(
        workspace,
        `select c.name, a.source_id as account from contacts c join accounts a on a.id = c.account_id order by 1`,
      ),
    ).toEqual([
      { name: 'Ana', account: 'crm:C7' },
      { name: 'Bo', account: 'A-1' },
    ])
  })
})

describe('rows without an id', () => {
  const files = {
    'contacts.csv': table(
      'Full name,Email,Company',
      'Ana Diaz,ana@acme.example,Acme',
      'Bo Lee,bo@birch.example,Birch',
    ),
  }

  it('are known by their key, and updated by it', async () => {
    const workspace = `key-${made++}`
    const { mapping } = await bring(workspace, files)
    expect(mapping.tables.map(({ object, key }) => [object, key])).toEqual([
      ['accounts', ['name']],
      ['contacts', ['email']],
    ])
    const renamed = sourceOf({ 'contacts.csv': files['contacts.csv'].replace('Bo Lee', 'Bo Li') })
    const report = await importBundle(db, { workspace, source: renamed, mapping })
    expect(counts(report)).toEqual({ 'contacts.csv (accounts)': [0, 0, 2, 0], 'contacts.csv': [0, 1, 1, 0] })
    expect(await rows(workspace, 'select source_id as id, name from contacts order by 1')).toEqual([
      { id: 'crm:ana@acme.example', name: 'Ana Diaz' },
      { id: 'crm:bo@birch.example', name: 'Bo Li' },
    ])
  })
})

describe('a part of a bundle', () => {
  it('is imported with its own ids, without a word of doubt', async () => {
    const workspace = `part-${made++}`
    await importBundle(db, { workspace, source: fromMemory(smallBundle()) })
    const contacts = table(
      'id,account_id,name,email',
      'C-1,A-1,Nia Ray-Diaz,nia@acorn.example',
      'C-9,A-2,New One,new@birch.example',
    )
    const { mapping, report } = await bring(workspace, { 'contacts.csv': contacts })
    expect(mapping).toMatchObject({ source: 'bundle', tables: [{ sure: true, object: 'contacts' }] })
    expect(counts(report)).toEqual({ 'contacts.csv': [1, 1, 0, 0] })
    expect(await rows(workspace, 'select from external_ids')).toEqual([])
  })
})
