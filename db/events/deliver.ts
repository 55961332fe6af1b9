/** Hands events to a consumer: each at least once, and what the consumer does in the store is done once, since both are one transaction. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from '../connect.ts'

export type Consumer = {
  /** Never changed: what it has done with is kept by its name. */
  name: string
  /** Steward's own transaction; events by their places in `outbox`. What it throws takes its work back, and they come again. */
  take: (tx: Tx, workspace: string, seqs: number[]) => Promise<void>
}

const mostAtOnce = 1_000

/** Answers how many it handed over. Of several processes that deliver to a consumer, each event goes to one. */
export async function deliverEvents(
  db: Db,
  workspace: string,
  consumer: Consumer,
  signal?: AbortSignal,
): Promise<number> {
  let delivered = 0
  while (!signal?.aborted) {
    const taken = await db.inWorkspace(workspace, (tx) => deliverSome(tx, workspace, consumer))
    delivered += taken
    if (taken < mostAtOnce) break
  }
  return delivered
}

async function deliverSome(tx: Tx, workspace: string, { name, take }: Consumer): Promise<number> {
  // Another process that takes the same ones waits here for the end of this transaction, and then gets others.
  const claimed = await rowsOf<{ seq: number }>(
    tx,
    sql`insert into consumed (workspace_id, consumer, seq)
        select o.workspace_id, ${name}, o.seq from outbox o
        where o.workspace_id = ${workspace} and not exists (
          select from consumed c where c.workspace_id = o.workspace_id and c.consumer = ${name} and c.seq = o.seq)
        order by o.seq limit ${mostAtOnce}
        on conflict do nothing returning seq`,
  )
  if (claimed.length === 0) return 0
  const seqs = claimed.map(({ seq }) => seq).sort((a, b) => a - b)
  await take(tx, workspace, seqs)
  return seqs.length
}

const kept = '30 days'

/** Events that every consumer has done with are kept for a while, so that a new one knows of the last weeks. */
export async function forgetEvents(db: Db, workspace: string, consumers: string[]): Promise<number> {
  const gone = await db.inWorkspace(workspace, (tx) =>
    rowsOf(
      tx,
      sql`delete from outbox o where o.workspace_id = ${workspace} and o.at < now() - ${kept}::interval
            and (select count(*) from consumed c where c.workspace_id = o.workspace_id and c.seq = o.seq
                   and c.consumer = any (${sql.param(consumers)}::text[])) = ${consumers.length}
          returning 1`,
    ),
  )
  return gone.length
}
