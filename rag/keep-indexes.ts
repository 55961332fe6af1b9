/** Gives a workspace with many passages an index of its own: the share of the others stays out of it, in what is found and in the time that it takes. */
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'
import { exactUpTo } from './load-held.ts'

/** Up to so many vectors all are compared. */
export const exactVectorsUpTo = 5_000

const nameOf = (workspace: string, what: string) =>
  `chunks_${what}_${createHash('sha256').update(workspace).digest('hex').slice(0, 16)}`

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** The owner's work, for the app role owns no table. Answers whether an index was made. */
export async function keepIndexes(db: Db, workspace: string): Promise<boolean> {
  const [size] = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<{ count: number; there: boolean }>(
        tx,
        sql`select (select count(*)::int from (select from chunks where workspace_id = ${workspace} limit ${exactUpTo + 1}) few) as count,
                   to_regclass(${`public.${nameOf(workspace, 'stems')}`}) is not null as there`,
      ),
    'read',
  )
  if (!size || size.there || size.count <= exactUpTo) return false
  await db.asOwner((tx) =>
    tx.execute(
      sql.raw(
        `create index if not exists ${nameOf(workspace, 'stems')} on chunks using gin (stems) with (fastupdate = off) where workspace_id = ${quoted(workspace)}`,
      ),
    ),
  )
  return true
}

/** The same for vectors of a model, which all have one dimension. */
export async function keepVectorIndex(db: Db, workspace: string, model: string): Promise<boolean> {
  const name = nameOf(`${workspace} ${model}`, 'near')
  const [size] = await db.inWorkspace(
    workspace,
    (tx) =>
      rowsOf<{ count: number; dimensions: number | null; there: boolean }>(
        tx,
        sql`select count(*)::int as count, max(dimensions)::int as dimensions, to_regclass(${`public.${name}`}) is not null as there
            from (select vector_dims(vector) as dimensions from chunk_vectors
                  where workspace_id = ${workspace} and model = ${model} limit ${exactVectorsUpTo + 1}) few`,
      ),
    'read',
  )
  if (!size || size.there || size.count <= exactVectorsUpTo || size.dimensions === null) return false
  await db.asOwner((tx) =>
    tx.execute(
      sql.raw(
        `create index if not exists ${name} on chunk_vectors using hnsw ((vector::halfvec(${size.dimensions})) halfvec_cosine_ops)
         where workspace_id = ${quoted(workspace)} and model = ${quoted(model)}`,
      ),
    ),
  )
  return true
}
