/** Imports documents: a row of documents/index.csv with the text of the file that it names. */
import type { ImportContext } from './context.ts'
import { documentIndex } from './files/index-files.ts'
import { foreignDocuments } from './foreign-files.ts'
import { importIndexed } from './indexed-files.ts'
import { FileFault } from './refusal.ts'
import type { TableRow } from './upsert.ts'

export const importDocuments = (context: ImportContext): Promise<boolean> =>
  importIndexed(context, {
    spec: documentIndex,
    reads: ['md', 'txt'],
    mostBytes: 5_000_000,
    extra: [{ name: 'text', type: 'text' }],
    read: (_path, lines) => rowOf(lines.join('\n')),
    foreign: foreignDocuments,
    take: ({ text }) => rowOf(text),
  })

function rowOf(written: string): TableRow {
  const text = written.trim()
  if (text === '') throw new FileFault(1, null, 'the file has no text')
  return { text }
}
