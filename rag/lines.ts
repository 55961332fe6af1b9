/** The lines that quotes are made of: a call's turns, or the sentences of anything else, each with its place. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import { wordsIn } from './chunk.ts'
import type { Found } from './retrieve.ts'

export type Line = {
  /** The turn or the paragraph, and which sentence of it. */
  n: number
  part: number
  speaker: string | null
  startS: number | null
  endS: number | null
  text: string
  words: number
}

/** A turn of more words is quoted by its sentences. */
const long = 60
/** Turns around a passage that a quote may take in. */
const margin = 2

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** By the passage's id. */
export async function linesOf(
  tx: Tx,
  workspace: string,
  found: readonly Found[],
): Promise<Map<string, Line[]>> {
  const calls = found.filter(({ kind }) => kind === 'call')
  const turns = await turnsOf(tx, workspace, calls)
  return new Map(
    found.map((one) => [
      one.id,
      one.kind === 'call'
        ? turns.filter(
            ({ callId, n }) => callId === one.rowId && n >= one.fromN - margin && n <= one.toN + margin,
          )
        : sentencesOf(one),
    ]),
  )
}

type Turn = Line & { callId: string }

async function turnsOf(tx: Tx, workspace: string, calls: Found[]): Promise<Turn[]> {
  if (calls.length === 0) return []
  const rows = await rowsOf<Omit<Turn, 'words' | 'part'>>(
    tx,
    sql`select distinct t.call_id as "callId", t.n, t.speaker, t.start_s as "startS", t.end_s as "endS", t.text
        from json_to_recordset(${JSON.stringify(
          calls.map(({ rowId, fromN, toN }) => ({ row: rowId, first: fromN - margin, last: toN + margin })),
        )}::json) as p(row uuid, first integer, last integer)
        join call_turns t on t.workspace_id = ${workspace} and t.call_id = p.row and t.n between p.first and p.last
        order by t.call_id, t.n`,
  )
  return rows.flatMap((row) => inSentences({ ...row, part: 0, words: wordsIn(row.text) }))
}

/** A line that is too long for a quote, as its sentences. */
function inSentences<L extends Line>(line: L, longest = long): L[] {
  if (line.words <= longest) return [line]
  return [...sentences.segment(line.text)]
    .map(({ segment }) => segment.trim())
    .filter((text) => text !== '')
    .map((text, part) => ({ ...line, part, text, words: wordsIn(text) }))
}

/** A passage of anything else: its lines follow its paragraphs, which are counted from the first. */
const sentencesOf = ({ text, speakers, fromN, toN }: Found): Line[] =>
  text.split('\n').flatMap((paragraph, i) =>
    inSentences(
      {
        ...{ n: Math.min(fromN + i, toN), part: 0, speaker: speakers[0] ?? null, startS: null, endS: null },
        ...{ text: paragraph, words: wordsIn(paragraph) },
      },
      0,
    ),
  )
