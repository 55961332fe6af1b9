/** Exports in the words of other systems and other languages are understood as a person would, and land without a refused row but those that are none. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/connect.ts'
import { answered } from '#evals/bench/fuzz-import.ts'
import { freshDb } from '#evals/kit/store.ts'
import { importBundle } from '../import-bundle.ts'
import { fromPath } from '../source.ts'
import type { MappedColumn, MappedTable } from './mapping.ts'
import { suggestMapping } from './suggest.ts'

const root = fileURLToPath(new URL('../../../evals/fixtures/foreign-systems/', import.meta.url))
/** By folder and object: the fields of Steward's own with their columns; `?` marks what a person should look at. */
const expected = JSON.parse(readFileSync(`${root}expected.json`, 'utf8')) as Record<
  string,
  Record<string, string>
>

/** Lines that are no rows: a footer, sums; and a column that Steward has a name for. */
const noRows: Record<string, string[]> = {
  salesforce: ['Accounts_Report_Nov.csv:5'],
  'german-list': ['Kundenliste.csv:7'],
  book: ['book.csv:null', 'book.csv:7'],
}

let db: Db
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())

const shown = ({ to, from, as, sure }: MappedColumn) =>
  `${to}${sure ? '' : '?'} ← ${from.join(' + ') || (as.kind === 'constant' ? as.value : '')}`
const named = ({ object, rows, file }: MappedTable) =>
  rows === 'distinct' ? `${object} from ${file}` : object

describe.each(Object.keys(expected))('the export %s', (name) => {
  it('is understood', async () => {
    const { mapping } = await suggestMapping(db, null, await fromPath(root + name))
    const found = mapping.tables.map((table) => {
      const own = table.columns.filter(({ to }) => to !== null && !to.startsWith('custom.'))
      return [named(table), own.map(shown).join(' | ')]
    })
    expect(Object.fromEntries(found)).toEqual(expected[name])
  })

  it('lands, and again without a change', async () => {
    const source = await fromPath(root + name)
    const mapping = answered((await suggestMapping(db, null, source)).mapping)
    const report = await importBundle(db, { workspace: name, source, mapping })
    expect(report.problems.map(({ file, line }) => `${file}:${line}`)).toEqual(noRows[name] ?? [])
    expect(report.files.reduce((sum, { created }) => sum + created, 0)).toBeGreaterThan(2)
    expect((await importBundle(db, { workspace: name, source, mapping })).changed).toBe(false)
  })
})
