/** The passages nearest to a question's vector, among the eligible ones: exactly while they are few, else by the workspace's own index. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import { exactVectorsUpTo } from './keep-indexes.ts'

export type QueryVector = { model: string; values: readonly number[] }
export type Near = { id: string; likeness: number }

type Wanted = { where: SQL; vector: QueryVector; limit: number }

/** `where` says which rows `c` of chunks are eligible. Likeness is the cosine. */
export async function nearestTo(tx: Tx, workspace: string, wanted: Wanted): Promise<Near[]> {
  const [few] = await rowsOf<{ count: number }>(
    tx,
    sql`select count(*)::int as count from (select from chunks c where ${wanted.where} limit ${exactVectorsUpTo + 1}) few`,
  )
  const isFew = (few?.count ?? 0) <= exactVectorsUpTo
  return isFew ? ofAll(tx, workspace, wanted) : byIndex(tx, workspace, wanted)
}

const point = ({ values }: QueryVector) => `[${values.join(',')}]`

/** An index that leads to few of the eligible ones misses most: all of them are compared. */
const ofAll = (tx: Tx, workspace: string, { where, vector, limit }: Wanted) =>
  rowsOf<Near>(
    tx,
    sql`with few as materialized (
          select v.chunk_id as id, v.vector from chunks c
          join chunk_vectors v on v.workspace_id = c.workspace_id and v.model = ${vector.model} and v.chunk_id = c.id
          where c.workspace_id = ${workspace} and ${where})
        select id, 1 - (vector <=> ${point(vector)}::vector) as likeness from few
        order by vector <=> ${point(vector)}::vector limit ${limit}`,
  )

/** Candidates that the index keeps in view: fewer find fewer of the truly nearest. */
const inView = 120

async function byIndex(tx: Tx, workspace: string, { where, vector, limit }: Wanted): Promise<Near[]> {
  // Without the first, an index that is filtered gives up after its first few.
  await tx.execute(
    sql`select set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', ${String(inView)}, true)`,
  )
  const half = sql.raw(`halfvec(${vector.values.length})`)
  const found = await rowsOf<Near>(
    tx,
    sql`select v.chunk_id as id, 1 - ((v.vector::${half}) <=> ${point(vector)}::${half}) as likeness
        from chunk_vectors v
        where v.workspace_id = ${workspace} and v.model = ${vector.model}
          and exists (select from chunks c where c.workspace_id = v.workspace_id and c.id = v.chunk_id and ${where})
        order by (v.vector::${half}) <=> ${point(vector)}::${half} limit ${limit}`,
  )
  // Relaxed: it gives them about in order.
  return found.sort((a, b) => b.likeness - a.likeness)
}

/** Two orders as one: what stands high in either comes first. */
export function fused(orders: readonly (readonly string[])[]): { id: string; score: number }[] {
  const scores = new Map<string, number>()
  for (const order of orders) order.forEach((id, at) => scores.set(id, (scores.get(id) ?? 0) + 1 / (60 + at)))
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score)
}
