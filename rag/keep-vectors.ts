/** Gives every passage a vector of the configured model, a few at a time; those of a former model go when the new one has them all, and search goes on meanwhile. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'
import type { Embedder } from './embed.ts'
import { keepVectorIndex } from './keep-indexes.ts'

const atOnce = 64

type Lacking = { id: string; account_id: string | null; kind: string; text: string }

/** Answers how many it made. Nothing is held open while the endpoint works. */
export async function keepVectors(
  db: Db,
  workspace: string,
  { embedder, signal }: { embedder: Embedder; signal?: AbortSignal | undefined },
): Promise<number> {
  let made = 0
  for (;;) {
    signal?.throwIfAborted()
    const lacking = await db.inWorkspace(workspace, (tx) => rowsOf<Lacking>(tx, lackingOf(workspace, embedder.model)), 'read') // prettier-ignore
    if (lacking.length === 0) break
    const vectors = await embedder.embed(lacking.map(({ text }) => text), signal) // prettier-ignore
    const rows = lacking.map(({ id, account_id, kind }, i) => ({ id, account_id, kind, vector: `[${(vectors[i] ?? []).join(',')}]` })) // prettier-ignore
    // A passage may have gone since: its row is not there to refer to.
    await db.inWorkspace(workspace, (tx) =>
      tx.execute(sql`
        insert into chunk_vectors (workspace_id, model, chunk_id, account_id, kind, vector)
        select ${workspace}, ${embedder.model}, r.id, r.account_id, r.kind, r.vector::vector
        from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, account_id uuid, kind text, vector text)
        where exists (select from chunks c where c.workspace_id = ${workspace} and c.id = r.id for key share)
        on conflict do nothing`),
    )
    made += lacking.length
  }
  if (made > 0) {
    await db.inWorkspace(workspace, (tx) =>
      tx.execute(
        sql`delete from chunk_vectors where workspace_id = ${workspace} and model <> ${embedder.model}`,
      ),
    )
    await keepVectorIndex(db, workspace, embedder.model)
  }
  return made
}

/** With what says whose it is and what it is about: a passage by itself often does not. */
const lackingOf = (workspace: string, model: string) => sql`
  select c.id, c.account_id, c.kind, concat_ws(E'\n', concat_ws(', ', a.name, nullif(c.title, ''), c.at::date::text), c.text) as text
  from chunks c left join accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id
  where c.workspace_id = ${workspace} and not exists (
    select from chunk_vectors v where v.workspace_id = c.workspace_id and v.model = ${model} and v.chunk_id = c.id)
  limit ${atOnce}`
