/** Counts the sources that filters let through, by kind, the most frequent first. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { ChunkKind } from '#db/schema/chunks.ts'
import { eligible, type Filters } from './eligible.ts'

export const countSources = (
  tx: Tx,
  workspace: string,
  filters: Filters,
): Promise<{ kind: ChunkKind; count: number }[]> =>
  rowsOf<{ kind: ChunkKind; count: number }>(
    tx,
    sql`select c.kind, count(distinct c.row_id)::int as count from chunks c where ${eligible(workspace, filters)}
        group by c.kind order by 2 desc, 1`,
  )
