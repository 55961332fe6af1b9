/** Writes each sheet of a workbook that has rows as a CSV file; hidden sheets are left out and said so. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { keyOf } from '../header.ts'
import { shown } from '../refusal.ts'
import { ArchiveRefusal, saveAgain } from './archive-refusal.ts'
import { Budget } from './budget.ts'
import { mostFaults, mostWorkbookBytes } from './limits.ts'
import type { Opened, StoredFile } from './opened.ts'
import { columnName, SheetReader } from './sheet.ts'
import { SheetCsv } from './sheet-csv.ts'
import { readWorkbook, type SheetPart, type Workbook } from './workbook.ts'
import { readXml } from './xml.ts'
import type { ZipEntry } from './zip.ts'

export async function unpackWorkbook(entries: ZipEntry[], folder: string): Promise<Opened> {
  const budget = new Budget(mostWorkbookBytes)
  const book = await readWorkbook(entries, budget)
  const opened: Opened = { files: [], notes: [] }
  const taken = new Map<string, string>()
  for (const [i, part] of book.sheets.entries()) {
    const path = `${keyOf(part.name) || `sheet_${i + 1}`}.csv`
    if (part.isHidden) {
      opened.notes.push({ file: path, reason: `the sheet ${shown(part.name)} is hidden, so it was not read` })
      continue
    }
    const before = taken.get(path)
    if (before !== undefined) {
      const reason = `its sheets ${shown(before)} and ${shown(part.name)} would both be ${path}`
      throw new ArchiveRefusal(reason, 'Rename or take out one of them.')
    }
    taken.set(path, part.name)
    const file = await writeSheet(book, part, budget, folder, String(i))
    if (file) opened.files.push({ path, ...file })
  }
  return opened
}

async function writeSheet(
  book: Workbook,
  part: SheetPart,
  budget: Budget,
  folder: string,
  stored: string,
): Promise<Omit<StoredFile, 'path'> | null> {
  const csv = new SheetCsv()
  const faults = new Map<number, string>()
  const reader = new SheetReader(book, {
    row: (row) => csv.add(row),
    fault: (row, reason) => {
      faults.set(row, reason)
      if (faults.size > mostFaults) throw tooManyFaults(part.name, faults)
    },
  })
  const output = createWriteStream(join(folder, stored), { mode: 0o600 })
  const done = finished(output)
  done.catch(() => {}) // awaited below; until then it is not unhandled
  let bytes = 0
  const write = async (text: string) => {
    if (text === '') return
    const piece = Buffer.from(text)
    bytes += piece.length
    budget.write(piece.length)
    if (!output.write(piece)) await Promise.race([once(output, 'drain'), done])
  }
  await readXml(part.entry.read(budget), part.entry.path, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
    rest: () => write(csv.take()),
  })
  await write(csv.end())
  output.end()
  await done
  return bytes === 0 ? null : { stored, bytes, sheet: { name: part.name, faults, notes: notesOf(reader) } }
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

function notesOf({ percent, merged, hiddenRows }: SheetReader): string[] {
  const notes: string[] = []
  for (const [column, count] of percent) {
    const cells = counted(count, 'cell')
    notes.push(`column ${columnName(column)} shows ${cells} as percent: 25 % is read as 0.25`)
  }
  if (merged.count > 0) {
    const reason = 'only the first cell of each has its value, the others are empty'
    notes.push(
      `the sheet has ${counted(merged.count, 'merged range')} (first: ${shown(merged.first)}): ${reason}`,
    )
  }
  if (hiddenRows > 0) notes.push(`${counted(hiddenRows, 'hidden row')} read like all others`)
  return notes
}

function tooManyFaults(sheet: string, faults: Map<number, string>): ArchiveRefusal {
  const [first = ''] = faults.values()
  const reason = `its sheet ${shown(sheet)} has more than ${mostFaults} rows with a cell that has no value to take; the first ${first}`
  return new ArchiveRefusal(reason, saveAgain)
}
