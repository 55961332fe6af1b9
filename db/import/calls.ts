/** Imports recorded calls: a row of transcripts/index.csv and the turns of the file that it names. */
import { sql } from 'drizzle-orm'
import { rowsOf } from '../connect.ts'
import type { ImportContext } from './context.ts'
import { transcriptIndex } from './files/index-files.ts'
import { foreignTranscripts } from './foreign-files.ts'
import { importIndexed } from './indexed-files.ts'
import { extensionOf } from './readable.ts'
import { FileFault } from './refusal.ts'
import type { TableImport } from './table-writer.ts'
import { readCaptions } from './transcripts/captions.ts'
import { readJsonTranscript } from './transcripts/json.ts'
import { readTalk } from './transcripts/talk.ts'
import type { Turn } from './transcripts/turn.ts'
import { upsert, upsertGood, type TableRow, type UpsertTarget } from './upsert.ts'

/** By the extension of the file. */
export const transcriptReaders: Record<string, (lines: string[]) => Turn[]> = {
  vtt: readCaptions,
  srt: readCaptions,
  txt: readTalk,
  json: readJsonTranscript,
}

const turnColumns: UpsertTarget = {
  table: 'call_turns',
  columns: [
    { name: 'call_id', type: 'uuid' },
    { name: 'n', type: 'integer' },
    { name: 'speaker', type: 'text' },
    { name: 'start_s', type: 'double precision' },
    { name: 'end_s', type: 'double precision' },
    { name: 'text', type: 'text' },
  ],
  key: ['call_id', 'n'],
  kept: [],
  customKeys: [],
  stamped: false,
  tell: 'call_id',
}

export function importCalls(context: ImportContext): Promise<boolean> {
  /** Turns of the calls that are read but not yet written. */
  let turns = new Map<string, Turn[]>()
  return importIndexed(context, {
    spec: transcriptIndex,
    reads: Object.keys(transcriptReaders),
    mostBytes: 20_000_000,
    read: (path, lines, sourceId) => {
      turns.set(sourceId, transcriptReaders[extensionOf(path)]?.(lines) ?? [])
      return {}
    },
    foreign: foreignTranscripts,
    take: (read, sourceId) => {
      if (read.turns.length === 0) throw new FileFault(null, null, 'the file has no text')
      turns.set(sourceId, read.turns)
      return {}
    },
    write: (target, rows, refuse) => {
      // The next calls are read while these are written.
      const read = turns
      turns = new Map()
      return writeCalls(context, target, rows, refuse, read)
    },
  })
}

type Write = NonNullable<TableImport['write']>

async function writeCalls(
  context: ImportContext,
  target: UpsertTarget,
  rows: TableRow[],
  refuse: Parameters<Write>[2],
  turns: Map<string, Turn[]>,
): ReturnType<Write> {
  const { tx, workspace } = context
  const written = await upsertGood(tx, workspace, { ...target, tell: 'id' }, rows, refuse)
  const names = rows.map((row) => row['source_id'])
  const calls = await rowsOf<{ id: string; source_id: string; created: boolean }>(
    tx,
    sql`select id, source_id from calls where workspace_id = ${workspace}
        and source_id in (select json_array_elements_text(${JSON.stringify(names)}::json))`,
  )
  const counts = calls.map(({ id, source_id }) => ({ id, n: turns.get(source_id)?.length ?? 0 }))
  const cut = await rowsOf<{ id: string }>(
    tx,
    sql`delete from call_turns t using json_to_recordset(${JSON.stringify(counts)}::json) as r(id uuid, n integer)
        where t.workspace_id = ${workspace} and t.call_id = r.id and t.n > r.n returning r.id::text as id`,
  )
  const said = calls.flatMap(({ id, source_id }) =>
    (turns.get(source_id) ?? []).map(({ speaker, startS, endS, text }, i) => ({
      ...{ call_id: id, n: i + 1, speaker },
      ...{ start_s: startS, end_s: endS, text },
    })),
  )
  const heard = new Set<string>(cut.map((row) => row.id))
  for (let at = 0; at < said.length; at += 2000) {
    const { names: touched } = await upsert(tx, workspace, turnColumns, said.slice(at, at + 2000))
    for (const id of touched) heard.add(id)
  }
  // A call whose row stayed as it was has changed where its turns did.
  const own = new Set(written.names)
  const others = [...heard].filter((id) => !own.has(id)).length
  return { created: written.created, changed: written.changed + others }
}
