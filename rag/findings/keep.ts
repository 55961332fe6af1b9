/** Writes what was found in passages, in the transaction that makes these. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { Chunk, Piece } from '../chunk.ts'
import type { SourceRow } from '../read-rows.ts'
import { findIn, type Known } from './find.ts'

/** Documents and playbooks are no talk: what they say is nobody's promise or wish. */
const talk = new Set(['call', 'mail', 'message', 'note', 'ticket', 'survey'])

export type Told = Omit<Known, 'at'>

export async function knownOf(tx: Tx, workspace: string): Promise<Told> {
  const [row] = await rowsOf<{ ours: string[] | null; rivals: string[] | null }>(
    tx,
    sql`select (select array_agg(lower(name)) from users where workspace_id = ${workspace}) as ours,
               (select array_agg(distinct competitor) from opportunities
                where workspace_id = ${workspace} and competitor <> '') as rivals`,
  )
  return { ours: new Set(row?.ours), rivals: row?.rivals ?? [] }
}

export type Made = { id: string; row: SourceRow; chunk: Chunk }

export async function insertFindings(
  tx: Tx,
  workspace: string,
  made: readonly Made[],
  told: Told,
): Promise<void> {
  const values = made.flatMap((one, i) => {
    const { id, row } = one
    if (!talk.has(row.kind)) return []
    return row.pieces
      .filter((piece) => isHere(piece, one, made[i - 1]))
      .flatMap((piece) => ofPiece(piece, row, told))
      .map((finding, seq) => ({
        ...{ chunk_id: id, seq, account_id: row.accountId, kind: row.kind, at: row.at },
        ...finding,
      }))
  })
  if (values.length === 0) return
  await tx.execute(
    sql`insert into findings (workspace_id, chunk_id, seq, what, account_id, kind, at, n, start_s, end_s, speaker, sentence,
                              subject, owner, due_on)
        select ${workspace}, r.* from json_to_recordset(${JSON.stringify(values)}::json) as r(
          chunk_id uuid, seq integer, what text, account_id uuid, kind text, at timestamptz, n integer, start_s double precision,
          end_s double precision, speaker text, sentence text, subject text, owner text, due_on date)`,
  )
}

/** A long piece lies in several passages of its row: it is looked through with the first. */
const isHere = ({ n }: Piece, { row, chunk }: Made, before: Made | undefined): boolean =>
  n >= chunk.fromN && n <= chunk.toN && !(before?.row === row && before.chunk.toN === n)

const ofPiece = (piece: Piece, { at, kind, title }: SourceRow, told: Told) =>
  findIn(
    { text: kind === 'ticket' ? title : piece.text, speaker: piece.speaker ?? null },
    { ...told, at },
  ).map(({ dueOn, ...finding }) => ({
    ...finding,
    ...{ n: piece.n, start_s: piece.startS ?? null, end_s: piece.endS ?? null, due_on: dueOn },
  }))
