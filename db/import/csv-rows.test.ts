/** CSV as it comes: delimiters, quotes, encodings, line numbers. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvReader, type CsvRow } from './csv-rows.ts'
import { readLines } from './lines.ts'

async function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function rowsOf(text: string | Buffer, delimiter = ',', size = 7): Promise<CsvRow[]> {
  const reader = new CsvReader(delimiter)
  const rows: CsvRow[] = []
  for await (const block of readLines(cut(Buffer.from(text), size))) rows.push(...reader.read(block))
  return [...rows, ...reader.end()]
}
const faults = (rows: CsvRow[]) =>
  rows.filter((row) => row.fault).map(({ line, cells }) => [line, cells.length])
const good = (rows: CsvRow[]) => rows.filter((row) => !row.fault).map(({ line, cells }) => [line, ...cells])

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', ' ', '7'), maxLength: 6 })

describe('reading CSV', () => {
  it('reads what an independent parser reads, however the bytes are cut', async () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, size) => {
          const text = rows.map((row) => row.map(quote).join(',')).join(end) + end
          const theirs: string[][] = parse(text, { relax_column_count: true })
          const ours = (await rowsOf(text, ',', size)).map((row) => row.cells)
          expect(ours).toEqual(theirs)
          expect(theirs).toEqual(rows)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('counts lines inside quotes, empty lines and Windows line ends', async () => {
    const text = 'a,b\r\n1,"x\r\ny"\r\n\r\n2,3\r\n4,"5"\n'
    expect(good(await rowsOf(text))).toEqual([
      [1, 'a', 'b'],
      [2, '1', 'x\ny'],
      [5, '2', '3'],
      [6, '4', '5'],
    ])
  })

  it('takes quotes inside a cell as they are, and spaces around a quoted one', async () => {
    expect(good(await rowsOf('5" pipe,he said "no"\n "a,b" , c\n'))).toEqual([
      [1, '5" pipe', 'he said "no"'],
      [2, 'a,b', ' c'],
    ])
  })

  it('reads the last line without a line end', async () => {
    expect(good(await rowsOf('a,b\n1,2'))).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ])
  })

  it('an unclosed quote costs its row alone, named by the line where it opened', async () => {
    const rows = await rowsOf('1,a\n2,"b\n3,c\n4,"d"\n5,e\n')
    expect(faults(rows)).toEqual([[2, 1]])
    expect(good(rows)).toEqual([
      [1, '1', 'a'],
      [3, '3', 'c'],
      [4, '4', 'd'],
      [5, '5', 'e'],
    ])
  })

  it('an unclosed quote after a cell of several lines is named by its own line', async () => {
    const rows = await rowsOf('1,"x\ny","z\n2,3\n')
    expect(faults(rows)).toEqual([[2, 2]])
    expect(good(rows)).toEqual([[3, '2', '3']])
  })

  it('an unclosed quote in the last line, and text after a closing quote, cost one row each', async () => {
    const rows = await rowsOf('1,"a"b,c\n2,d,e\n3,"f\n')
    expect(faults(rows)).toEqual([
      [1, 1],
      [3, 1],
    ])
    expect(good(rows)).toEqual([[2, '2', 'd', 'e']])
  })

  it('gives up on a quote after a million characters, and goes on below it', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(11_000)
    const rows = await rowsOf(`1,"open\n${filler}2,b\n`, ',', 65_536)
    expect(faults(rows)).toEqual([[1, 1]])
    expect(good(rows).at(-1)).toEqual([11_002, '2', 'b'])
    expect(rows).toHaveLength(11_002)
  })

  it('a line that is not UTF-8 where others are costs one row, named with its cell, also inside quotes', async () => {
    const odd = Buffer.from('1,caf\xe9,x\n2,b,y\n3,"one\ntwo \xfc",z\n4,d,w\n', 'latin1')
    const rows = await rowsOf(Buffer.concat([odd, Buffer.from('5,größer,v\n')]), ',', 1_000)
    expect(faults(rows)).toEqual([
      [1, 1],
      [4, 1],
    ])
    expect(rows[0]?.fault).toContain(
      'byte 0xE9 is not UTF-8, as other lines of the file are (in Windows-1252 it is é)',
    )
    expect(good(rows)).toEqual([
      [2, '2', 'b', 'y'],
      [5, '4', 'd', 'w'],
      [6, '5', 'größer', 'v'],
    ])
  })
})
