/** The reader that an import is given for files that are more than lines of text: every format that sources come in, read in a process of its own. */
import type { FileReader } from '#db/import/foreign-files.ts'
import { textOf } from './ingest.ts'
import { readSource, type SourceText } from './sources/source.ts'

export const readForImport: FileReader = async (name, bytes, signal) => {
  const sources = await readSource(name, bytes, { signal })
  return {
    text: sources.map((source) => textOf(toldBy(source))).join('\n\n'),
    turns: sources.flatMap(({ passages }) =>
      passages.map(({ text, speaker = null, startS = null, endS = null }) => ({
        ...{ text, speaker, startS, endS },
      })),
    ),
    notes: sources.flatMap(({ notes = [] }) => notes),
  }
}

/** In a call that is kept as a document, each turn begins with who speaks. */
const toldBy = ({ kind, passages }: SourceText): SourceText['passages'] =>
  kind === 'call'
    ? passages.map((one) => (one.speaker ? { ...one, text: `${one.speaker}: ${one.text}` } : one))
    : passages
