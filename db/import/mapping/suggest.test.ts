/** Files of another system are read as a person would read them, and what only a person can know is asked. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { rowsXml, workbook } from '#evals/fixtures/workbook.ts'
import { freshDb } from '#evals/kit/store.ts'
import { fromMemory, fromPath, type BundleSource } from '../source.ts'
import { doubts, readMapping, unanswered, writeMapping, type Mapping } from './mapping.ts'
import { suggestMapping } from './suggest.ts'

const fixture = fileURLToPath(new URL('../../../evals/fixtures/foreign/', import.meta.url))

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const suggest = async (source: BundleSource) => (await suggestMapping(db, null, source)).mapping
const ofFiles = (files: Record<string, string>) =>
  suggest(fromMemory({ files: new Map(Object.entries(files)) }))

/** `field: column + column` of one object's table. */
const fields = (mapping: Mapping, object: string) =>
  (mapping.tables.find((table) => table.object === object)?.columns ?? []).flatMap(({ to, from }) =>
    to ? `${to}: ${from.join(' + ')}` : [],
  )
const column = (mapping: Mapping, object: string, field: string) =>
  mapping.tables.find((table) => table.object === object)?.columns.find(({ to }) => to === field)

const table = (...lines: string[]) => `${lines.join('\n')}\n`

describe('a suggestion for the files of a CRM', () => {
  let mapping: Mapping
  beforeAll(async () => {
    mapping = await suggest(await fromPath(fixture))
  })

  it('finds the header under a title, what each file holds, and which column is which field', () => {
    expect(mapping.tables.map(({ file, object, header }) => [file, object, header])).toEqual([
      ['companies.csv', 'accounts', 4],
      ['contacts-export.csv', 'contacts', 1],
      ['deals.csv', 'opportunities', 1],
    ])
    expect(fields(mapping, 'accounts')).toEqual([
      'id: Customer No.',
      'name: Company Name',
      'domain: Website',
      'region: Country',
      'custom.country: Country',
      'segment: Company Size',
      'arr: Annual Revenue Contract',
      'currency: Annual Revenue Contract',
      'renewal_date: Contract End Date',
      'csm: Success Manager',
      'lifecycle: Status',
      'auto_renew: Auto-renewal',
      'seats: # of Licenses',
      'custom.sla_level: SLA Level',
    ])
    expect(fields(mapping, 'contacts')).toEqual([
      'id: Contact ID',
      'name: First name + Last name',
      'email: E-mail address',
      'phone: Phone number',
      'title: Job title',
      'account_id: Company',
      'consent: Opted in',
      'reports_to: Reports to',
      'custom.last_modified: Last modified',
    ])
    expect(fields(mapping, 'opportunities')).toEqual([
      'id: Deal ID',
      'name: Deal name',
      'account_id: Company',
      'stage: Deal stage',
      'status: Deal stage',
      'amount: Amount',
      'probability: Win probability',
      'close_on: Expected close date',
      'owner: Deal owner',
      'type: Deal type',
    ])
  })

  it('reads numbers, dates and words by what the cells prove, and names rows of other files by what is found there', () => {
    expect(column(mapping, 'accounts', 'arr')).toMatchObject({
      as: { kind: 'number', decimal: ',' },
      sure: true,
      sample: '120.000,00 €',
      becomes: '120000.00',
    })
    expect(column(mapping, 'accounts', 'renewal_date')).toMatchObject({
      as: { kind: 'date', order: 'mdy' },
      sure: true,
      becomes: '2027-03-14',
    })
    expect(column(mapping, 'accounts', 'segment')?.as).toMatchObject({
      values: { 'Mid-Market': 'mid_market', Commercial: 'mid_market', 'Small Business': 'smb' },
    })
    expect(column(mapping, 'contacts', 'account_id')?.as).toEqual({
      kind: 'reference',
      to: 'accounts',
      by: 'name',
    })
    expect(column(mapping, 'opportunities', 'account_id')?.as).toEqual({
      kind: 'reference',
      to: 'accounts',
      by: 'id',
    })
    expect(column(mapping, 'opportunities', 'status')?.as).toEqual({
      kind: 'enum',
      values: { 'Closed Won': 'won', 'Closed Lost': 'lost' },
      otherwise: 'open',
    })
  })

  it('asks for the e-mails of people whom the files only name, and whether companies spelt two ways are one', () => {
    expect(mapping.people.map(({ name, email, role }) => [name, email, role])).toEqual([
      ['Dana Whitfield', null, 'csm'],
      ['Tom Brandt', null, 'csm'],
      ['Priya Raman', null, 'csm'],
      ['Kyle Hanson', null, 'viewer'],
      ['Elena Petrov', null, 'viewer'],
    ])
    expect(mapping.duplicates).toMatchObject([
      {
        merge: false,
        rows: [
          { line: 5, name: 'Acme GmbH' },
          { line: 8, name: 'ACME gmbh' },
        ],
      },
    ])
    expect(unanswered(mapping)).toHaveLength(1)
    expect(doubts(mapping)).toHaveLength(2)
  })

  it('is the same from a workbook whose dates and amounts are typed cells', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'foreign-'))
    try {
      const lines = readFileSync(join(fixture, 'companies.csv'), 'utf8').trimEnd().split('\n')
      const rows = lines.map((line) => line.split(';').map((text) => text || null))
      await writeFile(
        join(folder, 'book.xlsx'),
        workbook({ sheets: [{ name: 'Companies', rows: rowsXml(rows) }] }),
      )
      const source = await fromPath(join(folder, 'book.xlsx'))
      const fromSheet = await suggest(source)
      await source.close?.()
      expect(fields(fromSheet, 'accounts')).toEqual(fields(mapping, 'accounts'))
      expect(fromSheet.tables[0]).toMatchObject({ header: 4, object: 'accounts' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('can be written as YAML and read again', () => {
    expect(readMapping(writeMapping(mapping))).toEqual(mapping)
  })
})

describe('what the cells leave open', () => {
  const accounts = (header: string, ...cells: string[]) =>
    ofFiles({
      'companies.csv': table(
        `Company ID;Company name;${header}`,
        ...cells.map((cell, i) => `C${i};Company ${i};${cell}`),
      ),
    })

  it('is asked: dates that may be read two ways', async () => {
    const mapping = await accounts('Renewal date', '3/4/2026', '5/6/2027')
    expect(column(mapping, 'accounts', 'renewal_date')?.as).toEqual({ kind: 'date', order: null })
    expect(unanswered(mapping)).toEqual([
      'companies.csv: the dates of "Renewal date" can be read two ways: write order: dmy or mdy',
    ])
  })

  it('is doubtful: an amount with one separator before three digits', async () => {
    expect(column(await accounts('ARR', '1.200', '3.500'), 'accounts', 'arr')).toMatchObject({
      as: { decimal: ',' },
      sure: false,
    })
    expect(column(await accounts('ARR', '1.200', '3.500,5'), 'accounts', 'arr')).toMatchObject({
      as: { decimal: ',' },
      sure: true,
    })
  })

  it('is doubtful: a month’s money, thousands, shares of one, and a currency that nobody names', async () => {
    expect(column(await accounts('MRR', '100', '200'), 'accounts', 'arr')).toMatchObject({
      as: { scale: 12 },
      sure: false,
    })
    expect(column(await accounts('ARR (k€)', '100', '200'), 'accounts', 'arr')).toMatchObject({
      as: { scale: 1000 },
      sure: false,
    })
    const plain = await accounts('ARR', '100', '200')
    expect(column(plain, 'accounts', 'currency')).toMatchObject({
      as: { kind: 'constant', value: 'USD' },
      sure: false,
    })
    const named = await accounts('ARR (EUR)', '100', '200')
    expect(column(named, 'accounts', 'currency')).toMatchObject({
      as: { kind: 'constant', value: 'EUR' },
      sure: true,
    })
  })

  it('is doubtful: a word that no value of the list is', async () => {
    const mapping = await accounts('Segment', 'Enterprise', 'SMB', 'Zebra')
    expect(column(mapping, 'accounts', 'segment')).toMatchObject({
      as: { values: { Enterprise: 'enterprise', SMB: 'smb', Zebra: null } },
      sure: false,
    })
  })

  it('is kept: a column of a known name whose cells are nothing of the kind', async () => {
    const mapping = await accounts('ARR', 'strategic', 'tactical')
    expect(fields(mapping, 'accounts')).toContain('custom.arr: ARR')
  })
})

describe('rows that no file holds', () => {
  it('accounts that only deals name are made once each, by name', async () => {
    const mapping = await ofFiles({
      'pipeline.csv': table(
        'Opportunity Name,Account Name,Stage,Amount,Close Date',
        'One,Acme,Won,5,2026-01-13',
        'Two,Acme,Lost,6,2026-02-13',
        'Three,Birch,Open,7,2026-03-13',
      ),
    })
    expect(mapping.tables.map(({ object, rows, key }) => [object, rows, key])).toEqual([
      ['accounts', 'distinct', ['name']],
      ['opportunities', 'each', ['account_id', 'name']],
    ])
    expect(mapping.tables[0]?.sure).toBe(false)
  })

  it('contacts that stand in a list of accounts are made from it', async () => {
    const mapping = await ofFiles({
      'book.csv': table(
        'Customer,Segment,ARR,Primary Contact,Contact Email',
        'Acme,SMB,$5,Ana Diaz,ana@acme.example',
        'Birch,SMB,$7,Bo Lee,bo@birch.example',
      ),
    })
    expect(fields(mapping, 'contacts')).toEqual([
      'account_id: Customer',
      'name: Primary Contact',
      'email: Contact Email',
    ])
  })

  it('users whose e-mail stands in the column of owners are listed with it', async () => {
    const mapping = await ofFiles({
      'accounts.csv': table(
        'Account Name,CSM,CSM Email,ARR',
        'Acme,Ana Diaz,ana@ours.example,5',
        'Birch,Ana Diaz,ana@ours.example,6',
      ),
    })
    expect(mapping.people).toMatchObject([{ name: 'Ana Diaz', email: 'ana@ours.example', role: 'csm' }])
    expect(column(mapping, 'accounts', 'csm')).toMatchObject({ from: ['CSM Email'], as: { by: 'email' } })
  })

  it('a file of nothing that Steward knows is left out and said so; alone it is refused', async () => {
    const files = { 'weather.csv': table('Temp,Humidity', '20,40', '21,42') }
    await expect(ofFiles(files)).rejects.toMatchObject({ code: 'bad_request' })
    const { notes } = await suggestMapping(
      db,
      null,
      fromMemory({
        files: new Map(
          Object.entries({ ...files, 'companies.csv': table('Company name,Website', 'Acme,acme.example') }),
        ),
      }),
    )
    expect(notes.map(({ file }) => file)).toEqual(['weather.csv'])
  })
})

describe('a mapping that is handed back', () => {
  it.each([
    ['no YAML', 'a: [', 'no YAML'],
    ['an unknown field', 'accounts', 'has no field colour'],
    ['a slip in a name', 'tabels', 'Unrecognized key'],
  ])('is refused with the place where it is wrong: %s', (_what, text, reason) => {
    const whole = {
      accounts:
        'version: 1\nsource: crm\ntables: [{file: a.csv, header: 1, object: accounts, columns: [{from: [A], to: colour, as: {kind: text}}]}]\n',
      tabels:
        'version: 1\nsource: crm\ntabels: []\ntables: [{file: a.csv, header: 1, object: accounts, columns: []}]\n',
    }[text]
    expect(() => readMapping(whole ?? text)).toThrow(reason)
  })
})
