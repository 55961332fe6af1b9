/** A workbook is read as the tables that people see in it, and what has no value is named by its address. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  rowsXml,
  workbook,
  workbookParts,
  type MadeSheet,
  type MadeWorkbook,
} from '#evals/fixtures/workbook.ts'
import { rawZip } from '#evals/fixtures/raw-zip.ts'
import { linesOfFile } from '../lines.ts'
import { fromPath } from '../source.ts'

let folder: string
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbooks-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Every table of the file: its lines, and what is said of it. */
async function tablesOf(bytes: Buffer) {
  const path = join(folder, `${made++}.xlsx`)
  await writeFile(path, bytes)
  const source = await fromPath(path)
  const tables: Record<string, { lines: string[]; bad: Map<number, string>; notes: string[] }> = {}
  for (const file of await source.list()) {
    const table = { lines: [] as string[], bad: new Map<number, string>(), notes: [] as string[] }
    tables[file.path] = table
    for await (const block of linesOfFile(source, file)) {
      table.lines.push(...block.lines)
      block.bad?.forEach((reason, line) => table.bad.set(line, reason))
      table.notes.push(...(block.notes ?? []))
    }
  }
  await source.close?.()
  return { tables, notes: source.notes }
}

const one = async (rows: string, rest: Partial<MadeWorkbook & MadeSheet> = {}) => {
  const sheet = { name: 'accounts', rows, ...rest }
  const { tables } = await tablesOf(workbook({ ...rest, sheets: [sheet] }))
  return tables['accounts.csv'] ?? { lines: [], bad: new Map<number, string>(), notes: [] }
}
const cells = async (xml: string, rest: Partial<MadeWorkbook> = {}) => {
  const { lines, bad } = await one(`<row r="1">${xml}</row>`, rest)
  return [lines[0], ...bad.values()]
}

describe('sheets', () => {
  it('are files by the key of their name; hidden ones are left out and said so; empty ones are nothing', async () => {
    const rows = rowsXml([['id', 'name']])
    const { tables, notes } = await tablesOf(
      workbook({
        sheets: [
          { name: 'Accounts', rows },
          { name: 'KPI Definitions', rows },
          { name: 'old', rows, state: 'hidden' },
          { name: 'older', rows, state: 'veryHidden' },
          { name: 'Chart notes', rows: '' },
          { name: '!?', rows },
        ],
      }),
    )
    expect(Object.keys(tables)).toEqual(['accounts.csv', 'kpi_definitions.csv', 'sheet_6.csv'])
    expect(notes).toEqual([
      { file: 'old.csv', reason: 'the sheet "old" is hidden, so it was not read' },
      { file: 'older.csv', reason: 'the sheet "older" is hidden, so it was not read' },
    ])
  })

  it('keep their row numbers: an empty row is an empty line, a line break in a cell is none', async () => {
    const rows = rowsXml([['id', 'name']], 3) + rowsXml([['A-1', 'two\nlines, "quoted"']], 6)
    expect((await one(rows)).lines).toEqual(['', '', 'id,name', '', '', 'A-1,"two\nlines, ""quoted"""'])
  })

  it('give every row the header’s width, also under a title and over a stray cell', async () => {
    const rows = rowsXml([
      ['Accounts as of today'],
      [null],
      ['id', 'name', 'arr', 'tags'],
      ['A-1', 'Acorn'],
      ['A-2', 'Birch', 5, null, null, 'see mail'],
    ])
    expect((await one(rows)).lines).toEqual([
      'Accounts as of today,,,',
      '',
      'id,name,arr,tags',
      'A-1,Acorn,,',
      'A-2,Birch,5,,,see mail',
    ])
  })

  it('say that merged cells hold one value, that hidden rows were read, and that percentages are fractions', async () => {
    const { lines, notes } = await one('<row r="1" hidden="1"><c r="B1" s="1"><v>0.25</v></c></row>', {
      formats: ['0.0%'],
      after: '<mergeCells><mergeCell ref="A1:A9"/><mergeCell ref="C1:C9"/></mergeCells>',
    })
    expect(lines).toEqual([',0.25'])
    expect(notes).toEqual([
      'column B shows 1 cell as percent: 25 % is read as 0.25',
      'the sheet has 2 merged ranges (first: "A1:A9"): only the first cell of each has its value, the others are empty',
      '1 hidden row read like all others',
    ])
  })

  it('are found under any part name, prefix and order of attributes', async () => {
    const parts = workbookParts({ sheets: [{ name: 'users', rows: '' }] }).map((part) =>
      part.name === 'xl/worksheets/sheet1.xml'
        ? {
            ...part,
            data: '<?xml version="1.0"?><x:worksheet xmlns:x="main"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
          }
        : part,
    )
    expect((await tablesOf(rawZip(parts))).tables['users.csv']?.lines).toEqual(['7,b'])
  })
})

describe('cells', () => {
  it('hold texts as they stand: shared, inline, in runs, without the reading aid, with leading zeros', async () => {
    const texts = [
      '0042',
      '<r><t>Ac</t></r><r><t xml:space="preserve">orn </t></r><rPh><t>x</t></rPh>',
      'a_x0041_b',
    ]
    const xml =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>' +
      '<c r="D1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="E1" t="str"><f>A1</f><v>x &amp; y</v></c>'
    expect(await cells(xml, { texts })).toEqual(['0042,Acorn ,aAb,inline,x & y'])
  })

  it('hold truth values and days written as such', async () => {
    const xml =
      '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="d"><v>2026-11-21T00:00:00</v></c>'
    expect(await cells(xml)).toEqual(['true,false,2026-11-21'])
  })

  it('are refused by their address where they have no value to take', async () => {
    const row = (n: number, xml: string) => `<row r="${n}">${xml.replaceAll('#', String(n))}</row>`
    const rows = [
      row(1, '<c r="C#" t="e"><v>!N/A</v></c><c r="D#" t="e"><v>second</v></c>'),
      row(2, '<c r="AB#"><f>A1*2</f><v></v></c>'),
      row(3, '<c r="A#" t="s"><v>9</v></c>'),
      row(4, '<c r="A#" s="1"><v>60</v></c>'),
      row(5, '<c r="A#"><v>12x</v></c>'),
    ]
    const { lines, bad } = await one(rows.join(''), { formats: ['yyyy-mm-dd'] })
    expect([...bad.values()]).toEqual([
      'cell C1 holds the error "!N/A": correct it in the workbook',
      'cell AB2 holds a formula that was never calculated: open the workbook in a spreadsheet program, save it and import it again',
      'cell A3 refers to a text "9" that the workbook does not have',
      'cell A4 holds "60", which is shown as 29 February 1900, a day that never was',
      'cell A5 holds "12x", which is not a number',
    ])
    expect(lines.every((line) => line.includes('\uFFFD'))).toBe(true)
  })

  it('with a formula give the value that was stored with it', async () => {
    const xml = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>3</v></c>'
    expect(await cells(xml)).toEqual(['2,,3'])
  })
})
