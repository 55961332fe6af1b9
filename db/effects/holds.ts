/** The kill switch of a workspace: while a hold stands, nothing is proposed, approved or carried out in it. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { appendAudit } from '../audit/append.ts'
import type { Db, Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { Problem } from '../problem.ts'
import { holds } from '../schema/effects.ts'
import { users } from '../schema/workspaces.ts'

export type Hold = {
  id: string
  reason: string
  placedBy: string
  placedAt: string
  liftedBy: string | null
  liftedAt: string | null
}

const iso = (moment: string) => new Date(moment).toISOString()

/** The reason of the hold that stands; null where none does. Asked before a proposal, an approval, and each batch of a run. */
export async function currentHold(tx: Tx, workspace: string): Promise<{ id: string; reason: string } | null> {
  const [hold] = await tx
    .select({ id: holds.id, reason: holds.reason })
    .from(holds)
    .where(and(eq(holds.workspaceId, workspace), isNull(holds.liftedAt)))
    .limit(1)
  return hold ?? null
}

/** All that were placed, newest first, with names. */
export async function listHolds(db: Db, asker: Asker, limit = 50): Promise<Hold[]> {
  const nameOf = (column: typeof holds.placedBy | typeof holds.liftedBy) =>
    sql<
      string | null
    >`(select name from ${users} where workspace_id = ${holds.workspaceId} and id = ${column})`
  const rows = await db.inWorkspace(
    asker.workspace,
    (tx) =>
      tx
        .select({
          ...{ id: holds.id, reason: holds.reason, placedAt: holds.placedAt, liftedAt: holds.liftedAt },
          ...{ placedBy: nameOf(holds.placedBy), liftedBy: nameOf(holds.liftedBy) },
        })
        .from(holds)
        .where(eq(holds.workspaceId, asker.workspace))
        .orderBy(desc(holds.placedAt))
        .limit(limit),
    'read',
  )
  return rows.map((row) => ({
    ...{ id: row.id, reason: row.reason, placedBy: row.placedBy ?? '', liftedBy: row.liftedBy },
    ...{ placedAt: iso(row.placedAt), liftedAt: row.liftedAt === null ? null : iso(row.liftedAt) },
  }))
}

const assertMay = ({ name, rights }: Asker) => {
  if (rights.may.includes('settings:manage')) return
  throw new Problem('forbidden', `${name}, as ${rights.label}, may not stop Steward or let it go on.`, {
    next: 'Ask an administrator.',
  })
}

/** One at a time, whoever places them: the table is locked against a second one. */
const alone = (tx: Tx, workspace: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(7347828, hashtext(${workspace}))`)

export const placeHold = async (db: Db, asker: Asker, reason: string): Promise<{ id: string }> => {
  assertMay(asker)
  const { workspace, userId } = asker
  const why = reason.trim()
  if (!why || why.length > 500)
    throw new Problem('bad_request', 'A stop needs its reason, in at most 500 characters.')
  return db.inWorkspace(workspace, async (tx) => {
    await alone(tx, workspace)
    if (await currentHold(tx, workspace))
      throw new Problem('conflict', 'Everything is stopped already.', { next: 'Let it go on first.' })
    const id = uuid()
    await tx.insert(holds).values({ workspaceId: workspace, id, reason: why, placedBy: userId })
    await appendAudit(tx, workspace, {
      ...{ actor: { kind: 'person', id: userId }, action: 'hold_placed', subject: { kind: 'hold', id } },
      personal: { reason: why },
    })
    return { id }
  })
}

export const liftHold = async (db: Db, asker: Asker): Promise<{ id: string }> => {
  assertMay(asker)
  const { workspace, userId } = asker
  return db.inWorkspace(workspace, async (tx) => {
    await alone(tx, workspace)
    const [lifted] = await tx
      .update(holds)
      .set({ liftedBy: userId, liftedAt: sql`now()` })
      .where(and(eq(holds.workspaceId, workspace), isNull(holds.liftedAt)))
      .returning({ id: holds.id })
    if (!lifted) throw new Problem('conflict', 'Nothing is stopped.')
    await appendAudit(tx, workspace, {
      ...{ actor: { kind: 'person', id: userId }, action: 'hold_lifted' },
      subject: { kind: 'hold', id: lifted.id },
    })
    return lifted
  })
}
