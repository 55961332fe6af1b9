/** The files of a bundle's folders, one by one: transcripts from their turns, documents from their text, playbooks with their front matter. */
import { sql } from 'drizzle-orm'
import { stringify } from 'yaml'
import { rowsOf } from '../connect.ts'
import { transcriptReaders } from '../import/calls.ts'
import { foreignDocuments, foreignTranscripts, writtenAsRead } from '../import/foreign-files.ts'
import { extensionOf } from '../import/readable.ts'
import type { Turn } from '../import/transcripts/turn.ts'
import type { PlaybookStep } from '../schema/content.ts'
import type { Exported } from './rows.ts'
import { writeTranscript } from './transcript.ts'

/** `note` says what does not come back as it was. */
export type TextFile = { path: string; text: string; note?: string }

type CallRow = { id: string; path: string; turns: Turn[] | null }

export async function* transcripts({ tx, workspace }: Exported): AsyncGenerator<TextFile> {
  for (let last = ''; ;) {
    const calls = await rowsOf<CallRow>(
      tx,
      sql`select c.source_id as path, (
            select json_agg(json_build_object('speaker', t.speaker, 'startS', t.start_s, 'endS', t.end_s, 'text', t.text) order by t.n)
            from call_turns t where t.workspace_id = ${workspace} and t.call_id = c.id) as turns
          from calls c where c.workspace_id = ${workspace} and c.source_id > ${last} order by c.source_id limit 50`,
    )
    if (calls.length === 0) return
    for (const { path, turns } of calls) yield transcript(path, turns ?? [])
    last = calls.at(-1)?.path ?? last
  }
}

function transcript(path: string, turns: Turn[]): TextFile {
  const extension = extensionOf(path)
  if (foreignTranscripts.includes(extension))
    return { path, text: writtenAsRead(writeTranscript('json', turns)) }
  const text = writeTranscript(extension, turns)
  const read = transcriptReaders[extension]
  const isSame = read ? JSON.stringify(read(text.split('\n'))) === JSON.stringify(turns) : false
  return {
    path,
    text,
    ...(!isSame && {
      note: 'speakers or times can not all be written in this format: they read back otherwise',
    }),
  }
}

export async function* documents({ tx, workspace }: Exported): AsyncGenerator<TextFile> {
  for (let last = ''; ;) {
    const found = await rowsOf<{ path: string; text: string }>(
      tx,
      sql`select source_id as path, text from documents where workspace_id = ${workspace} and source_id > ${last}
          order by source_id limit 50`,
    )
    if (found.length === 0) return
    for (const { path, text } of found) {
      const isForeign = foreignDocuments.includes(extensionOf(path))
      yield { path, text: isForeign ? writtenAsRead(`${text}\n`) : `${text}\n` }
    }
    last = found.at(-1)?.path ?? last
  }
}

type PlaybookRow = {
  path: string
  name: string
  entry: string | null
  exit: string | null
  measures: string[]
  steps: PlaybookStep[]
  body: string
}

export async function* playbooks({ tx, workspace }: Exported): AsyncGenerator<TextFile> {
  const found = await rowsOf<PlaybookRow>(
    tx,
    sql`select source_id as path, name, entry, exit, to_json(measures) as measures, steps, body from playbooks
        where workspace_id = ${workspace} order by source_id`,
  )
  for (const { path, name, entry, exit, measures, steps, body } of found) {
    const front = {
      name,
      ...(entry !== null && { entry }),
      ...(exit !== null && { exit }),
      ...(measures.length > 0 && { measures }),
      ...(steps.length > 0 && { steps }),
    }
    yield { path, text: `---\n${stringify(front, { lineWidth: 0 })}---\n${body}\n` }
  }
}
