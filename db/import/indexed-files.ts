/** Imports a folder whose index.csv names its files: each row with the text of its file; a file that no row names is refused. */
import { fileOf, wholeFile, type ImportContext } from './context.ts'
import type { FileSpec } from './file-spec.ts'
import { foreignFile, type FileText } from './foreign-files.ts'
import { extensionOf, formatFault } from './readable.ts'
import { FileFault } from './refusal.ts'
import type { SourceFile } from './source.ts'
import { importTable } from './table-import.ts'
import type { Prepare, TableImport } from './table-writer.ts'
import type { TableRow } from './upsert.ts'

export type IndexedFolder = Pick<TableImport, 'extra' | 'write'> & {
  spec: FileSpec
  /** Extensions that can be read. */
  reads: string[]
  mostBytes: number
  /** What a file adds to its row. Throws a FileFault where it cannot be read. */
  read: (path: string, lines: string[], sourceId: string) => TableRow
  /** Extensions of files that are more than lines, and what such a file adds to its row. */
  foreign: string[]
  take: (read: FileText, sourceId: string) => TableRow
}

/** True where custom fields changed. */
export async function importIndexed(context: ImportContext, folder: IndexedFolder): Promise<boolean> {
  const { spec, mostBytes, foreign } = folder
  const reads = context.readFile ? [...folder.reads, ...foreign] : folder.reads
  const prefix = spec.idPrefix ?? ''
  const named = new Set<string>([spec.path])
  const readFile = async (file: SourceFile, sourceId: string): ReturnType<Prepare> => {
    try {
      if (foreign.includes(extensionOf(file.path))) {
        const read = await foreignFile(context, file)
        if (!read) return formatFault(file.path, reads) ?? `${file.path} cannot be read`
        for (const reason of read.notes)
          context.log.noteOnce({ file: file.path, line: null, column: null, reason })
        return { extra: folder.take(read, sourceId), characters: read.text.length }
      }
      const lines = await wholeFile(context, file, mostBytes)
      return { extra: folder.read(file.path, lines, sourceId), characters: file.bytes }
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      const where = error.line === null ? file.path : `${file.path}, line ${error.line}`
      return `${where}: ${error.message}`
    }
  }
  const prepare: Prepare = async (row) => {
    named.add(row.id.toLowerCase())
    const file = fileOf(context, row.id)
    if (!file) return `there is no file ${row.id} in the bundle`
    return formatFault(file.path, [...folder.reads, ...foreign]) ?? (await readFile(file, row.id))
  }
  const fieldsChanged = await importIndex(context, folder, prepare, named)
  for (const { path } of context.files.values()) {
    if (!path.toLowerCase().startsWith(prefix) || named.has(path.toLowerCase())) continue
    context.log.of(spec.path).read++
    const reason =
      formatFault(path, reads) ??
      `no row of ${spec.path} names this file, so its account is not known: add one`
    context.log.refuse({ file: path, line: null, column: null, reason }, spec.path)
  }
  return fieldsChanged
}

async function importIndex(
  context: ImportContext,
  { spec, extra = [], write }: IndexedFolder,
  prepare: Prepare,
  named: Set<string>,
): Promise<boolean> {
  const file = fileOf(context, spec.path)
  if (!file) return false
  try {
    const refused = (id: string) => named.add(id.toLowerCase())
    return (await importTable({ context, spec, file, prepare, extra, refused, ...(write && { write }) }))
      .fieldsChanged
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    context.log.note({ file: spec.path, line: error.line, column: error.column, reason: error.message })
    return false
  }
}
