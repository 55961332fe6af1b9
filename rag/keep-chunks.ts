/** Makes the passages of rows that were marked since the last time, in small transactions; safe to call from several processes at once. */
import { sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import { chunksOf } from './chunk.ts'
import { insertFindings, knownOf, type Told } from './findings/keep.ts'
import { keepIndexes } from './keep-indexes.ts'
import { markKinds, readRows, type MarkKind, type SourceRow } from './read-rows.ts'

/** Marks that one transaction takes: each is a statement's rows, a thousand or two at most. */
const marksAtOnce = 8
const rowsAtOnce = 500

export type KeptChunks = { rows: number; chunks: number }

const nothing: KeptChunks = { rows: 0, chunks: 0 }

/** Until nothing is marked, or another process is at it. */
export async function keepChunks(db: Db, workspace: string, signal?: AbortSignal): Promise<KeptChunks> {
  const isMarked = await db.inWorkspace(
    workspace,
    (tx) => rowsOf(tx, sql`select 1 from chunk_marks where workspace_id = ${workspace} limit 1`),
    'read',
  )
  let all = nothing
  if (isMarked.length === 0) return all
  for (;;) {
    signal?.throwIfAborted()
    const done = await db.inWorkspace(workspace, (tx) => keepSome(tx, workspace), 'bulk')
    if (done === null) break
    all = { rows: all.rows + done.rows, chunks: all.chunks + done.chunks }
    // While they are few: an index over many would keep writers waiting.
    await keepIndexes(db, workspace)
  }
  // Plans of a search depend on how many there are, and the embedded store counts nothing by itself.
  if (all.rows > 0) await db.asOwner((tx) => tx.execute(sql`analyze chunks`))
  return all
}

/** Null where there is nothing to do, or somebody else does it. */
async function keepSome(tx: Tx, workspace: string): Promise<KeptChunks | null> {
  const [row] = await rowsOf<{ got: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`chunks ${workspace}`}, 0)) as got`,
  )
  if (!row?.got) return null
  const marks = await rowsOf<{ kind: string; row_ids: string[] }>(
    tx,
    sql`delete from chunk_marks where workspace_id = ${workspace} and id in (
          select id from chunk_marks where workspace_id = ${workspace} order by at limit ${marksAtOnce})
        returning kind, row_ids`,
  )
  if (marks.length === 0) return null
  const told = await knownOf(tx, workspace)
  let done = nothing
  for (const kind of markKinds) {
    const ids = [...new Set(marks.filter((mark) => mark.kind === kind).flatMap((mark) => mark.row_ids))]
    for (let at = 0; at < ids.length; at += rowsAtOnce) {
      const some = ids.slice(at, at + rowsAtOnce)
      const made = await remake(tx, workspace, { kind, ids: some, told })
      done = { rows: done.rows + some.length, chunks: done.chunks + made }
    }
  }
  return done
}

type Remade = { kind: MarkKind; ids: string[]; told: Told }

async function remake(tx: Tx, workspace: string, of: Remade): Promise<number> {
  const kinds = of.kind === 'activity' ? ['mail', 'message', 'note'] : [of.kind]
  await tx.execute(
    sql`delete from chunks where workspace_id = ${workspace} and kind = any (${sql.param(kinds)}::text[])
        and row_id = any (${sql.param(of.ids)}::uuid[])`,
  )
  const rows = await readRows(tx, workspace, of)
  return insertChunks(tx, workspace, rows, of.told)
}

async function insertChunks(tx: Tx, workspace: string, rows: SourceRow[], told: Told): Promise<number> {
  const made = rows.flatMap((row) => chunksOf(row.pieces).map((chunk, n) => ({ id: uuid(), row, chunk, n })))
  const values = made.map(({ id, row, chunk, n }) => ({
    ...{ id, kind: row.kind, row_id: row.id, source: row.source, n, account_id: row.accountId },
    ...{ title: row.title, at: row.at, sentiment: row.sentiment, speakers: chunk.speakers },
    ...{ spoken: chunk.spoken, from_n: chunk.fromN, to_n: chunk.toN, start_s: chunk.startS },
    ...{ end_s: chunk.endS, place: chunk.place, words: chunk.words, text: chunk.text },
  }))
  if (values.length === 0) return 0
  await tx.execute(
    sql`insert into chunks (workspace_id, id, kind, row_id, source, n, account_id, title, at, sentiment, speakers, spoken,
                            from_n, to_n, start_s, end_s, place, words, text)
        select ${workspace}, r.* from json_to_recordset(${JSON.stringify(values)}::json) as r(
          id uuid, kind text, row_id uuid, source text, n integer, account_id uuid, title text, at timestamptz, sentiment double precision,
          speakers text[], spoken integer[], from_n integer, to_n integer, start_s double precision, end_s double precision,
          place text, words integer, text text)`,
  )
  await insertFindings(tx, workspace, made, told)
  return values.length
}
