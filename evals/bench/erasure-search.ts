/** Looks for people in everything that a store is: every table as text, bytes decoded, the planner's samples, and the files beside it. */
import { sql } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { rowsOf, type Db } from '#db/connect.ts'
import { filesOf } from '#db/privacy/files.ts'
import { foldText } from '#db/privacy/fold.ts'
import { liveTables, tableSql } from '#db/privacy/live-tables.ts'

/** A row of a table, or a file. */
export type Piece = { place: string; text: string }

const decoded = (text: string) =>
  text.replace(/\\{1,2}x([0-9a-f]{2,})/g, (_, hex: string) => ` ${Buffer.from(hex, 'hex').toString('utf8')} `)

export async function everything(db: Db, dataDir: string): Promise<Piece[]> {
  const pieces: Piece[] = []
  await db.asOwner(async (tx) => {
    for (const name of (await liveTables(tx)).keys()) {
      const rows = await rowsOf<{ text: string }>(
        tx,
        sql`select to_jsonb(t)::text as text from ${tableSql(name)} t`,
      )
      pieces.push(...rows.map(({ text }) => ({ place: name, text: decoded(text) })))
    }
    const samples = await rowsOf<{ text: string }>(
      tx,
      sql`select coalesce(most_common_vals::text, '') || ' ' || coalesce(histogram_bounds::text, '') || ' ' ||
                 coalesce(most_common_elems::text, '') as text
          from pg_stats where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    pieces.push(...samples.map(({ text }) => ({ place: 'pg_statistic', text })))
  })
  for (const path of await filesOf(dataDir)) {
    const bytes = readFileSync(path)
    const text =
      bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8')
    pieces.push({ place: relative(dataDir, path), text: `${relative(dataDir, path)}\n${text}` })
  }
  return pieces
}

/** As somebody would look who knows what to look for: without case, accents, and what stands between letters and digits. */
const essence = (text: string) => foldText(text.replace(/\\n/g, ' ')).replace(/[^\p{L}\p{N}@]+/gu, '')

/** Worked out once a piece: thousands of texts are looked for in the same pieces. */
const plainPieces = new WeakMap<Piece[], Piece[]>()

export function search(pieces: Piece[], texts: string[]): { text: string; place: string }[] {
  const plain =
    plainPieces.get(pieces) ?? pieces.map((piece) => ({ place: piece.place, text: essence(piece.text) }))
  plainPieces.set(pieces, plain)
  return [...new Set(texts)].flatMap((text) => {
    const wanted = essence(text)
    return plain.filter((piece) => piece.text.includes(wanted)).map(({ place }) => ({ text, place }))
  })
}

/** What an erasure writes of itself. */
const ownRecords = new Set([
  'public.workspaces',
  'public.changes',
  'public.erasure_ledger',
  'public.audit_entries',
  'pg_statistic',
])

/** Rows and files that spoke of none of these people: how many, and which of them are not there any more as they were. */
export function strangersChanged(
  before: Piece[],
  after: Piece[],
  texts: string[],
): { strangers: number; changed: Piece[] } {
  const there = new Set(after.map(({ place, text }) => `${place} ${text}`))
  const wanted = [...new Set(texts)].map(essence).filter((text) => text.length > 1)
  const mentions = (text: string) => {
    const plain = essence(text)
    return wanted.some((one) => plain.includes(one))
  }
  // Rows that refer to one of theirs by its id alone lose the reference.
  const ids = before
    .filter(({ place, text }) => /^public\.(?:contacts|users)$/.test(place) && mentions(text))
    .flatMap(({ text }) => /"id": "([0-9a-f-]{36})"/.exec(text)?.[1] ?? [])
  const strangers = before.filter(
    ({ place, text }) => !ownRecords.has(place) && !ids.some((id) => text.includes(id)) && !mentions(text),
  )
  return {
    strangers: strangers.length,
    changed: strangers.filter(({ place, text }) => !there.has(`${place} ${text}`)),
  }
}
