/** Office files, which are zip archives: opened as hostile input by the importer's own reader, then read as a document or as tables. */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isWorkbook } from '#db/import/archive/workbook.ts'
import { unpackWorkbook } from '#db/import/archive/workbook-csv.ts'
import { openZip, type ZipEntry } from '#db/import/archive/zip.ts'
import type { BundleSource } from '#db/import/source.ts'
import type { File } from './read-bytes.ts'
import type { SourceText } from './source.ts'
import { tablePassages } from './table.ts'
import { Unreadable } from './unreadable.ts'
import { momentInName } from './when.ts'
import { readWord } from './word.ts'

export async function readZipped(file: File): Promise<SourceText[]> {
  const folder = join(file.folder, randomUUID())
  await mkdir(folder)
  try {
    const path = join(folder, 'file.zip')
    await writeFile(path, file.bytes, { mode: 0o600 })
    const { entries, close } = await openZip(path)
    try {
      if (entries.some((entry) => /^word\/document\d*\.xml$/i.test(entry.path))) return [await readWord(file, entries)] // prettier-ignore
      if (!isWorkbook(entries) || !entries.some((entry) => /^xl\//i.test(entry.path))) throw noDocument()
      return await readSheets(file.name, entries, folder)
    } finally {
      close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const noDocument = () =>
  new Unreadable(
    'it is an archive, and neither a Word file nor a workbook',
    'Unpack it and give its files one by one.',
  )

async function readSheets(name: string, entries: ZipEntry[], folder: string): Promise<SourceText[]> {
  const { files, notes } = await unpackWorkbook(entries, folder)
  const stored = new Map(files.map((file) => [file.path, join(folder, file.stored)]))
  const source: BundleSource = {
    name,
    list: async () => files,
    open: (path) => createReadStream(stored.get(path) ?? ''),
  }
  const at = momentInName(name)
  const found: SourceText = {
    ...(at && { at }),
    kind: 'note',
    people: [],
    passages: [],
    notes: notes.map(({ reason }) => reason),
  }
  for (const file of files) {
    const table = await tablePassages(source, file)
    for (const passage of table?.passages ?? []) found.passages.push(passage)
    found.notes?.push(...(table?.notes ?? []))
  }
  return [found]
}
