/** Reads one source whole, as whoever asks may read it: its title, whose it is, when, and its turns, paragraphs or message in order. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import type { Piece } from './chunk.ts'
import { readRows, type MarkKind } from './read-rows.ts'

export type WholeSource = {
  kind: ChunkKind
  source: string
  title: string
  at: string | null
  account: { id: string; name: string } | null
  lines: Piece[]
}

const tables: Record<MarkKind, string> = {
  call: 'calls',
  document: 'documents',
  playbook: 'playbooks',
  activity: 'activities',
  ticket: 'tickets',
  survey: 'nps_responses',
}

/** `id` is what citations print. Null where there is none of these kinds, or the person may not read it. */
export async function readWhole(
  tx: Tx,
  workspace: string,
  { id, kinds }: { id: string; kinds: readonly ChunkKind[] },
): Promise<WholeSource | null> {
  const places = await rowsOf<{ kind: MarkKind; id: string }>(
    tx,
    sql.join(
      Object.entries(tables).map(
        ([kind, table]) =>
          sql`select ${kind}::text as kind, id from ${sql.identifier(table)} where workspace_id = ${workspace} and source_id = ${id}`,
      ),
      sql` union all `,
    ),
  )
  for (const place of places) {
    const [row] = await readRows(tx, workspace, { kind: place.kind, ids: [place.id] })
    const lines = row?.pieces.filter(({ text }) => text.trim() !== '') ?? []
    // A call that was held and not written down is no source.
    if (!row || lines.length === 0 || !kinds.includes(row.kind)) continue
    const { kind, source, title, at } = row
    return { kind, source, title, at, lines, account: await accountOf(tx, workspace, row.accountId) }
  }
  return null
}

async function accountOf(tx: Tx, workspace: string, id: string | null): Promise<WholeSource['account']> {
  if (id === null) return null
  const [account] = await rowsOf<{ id: string; name: string }>(
    tx,
    sql`select source_id as id, name from accounts where workspace_id = ${workspace} and id = ${id}::uuid`,
  )
  return account ?? null
}
