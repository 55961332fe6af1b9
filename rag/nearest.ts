/** The passages nearest to a question's vector, among the eligible ones: exactly while they are few, else by the workspace's own index. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'

export type QueryVector = { model: string; values: readonly number[] }
export type Near = { id: string; likeness: number }

/** `where` says which rows `c` of chunks are eligible. Likeness is the cosine. */
export async function nearestTo(
  tx: Tx,
  workspace: string,
  { where, vector, limit }: { where: SQL; vector: QueryVector; limit: number },
): Promise<Near[]> {
  // Without it, an index that is filtered gives up after its first few.
  await tx.execute(sql`select set_config('hnsw.iterative_scan', 'relaxed_order', true)`)
  const half = sql.raw(`halfvec(${vector.values.length})`)
  return rowsOf<Near>(
    tx,
    sql`select v.chunk_id as id, 1 - ((v.vector::${half}) <=> ${`[${vector.values.join(',')}]`}::${half}) as likeness
        from chunk_vectors v
        where v.workspace_id = ${workspace} and v.model = ${vector.model}
          and exists (select from chunks c where c.workspace_id = v.workspace_id and c.id = v.chunk_id and ${where})
        order by (v.vector::${half}) <=> ${`[${vector.values.join(',')}]`}::${half} limit ${limit}`,
  )
}

/** Two orders as one: what stands high in either comes first. */
export function fused(orders: readonly (readonly string[])[]): { id: string; score: number }[] {
  const scores = new Map<string, number>()
  for (const order of orders) order.forEach((id, at) => scores.set(id, (scores.get(id) ?? 0) + 1 / (60 + at)))
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score)
}
