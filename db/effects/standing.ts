/** Standing approvals: an administrator lets a tool's small writes of trusted requests go without a yes of their own, up to a number a day, until a day. */
import { and, count, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { v7 as uuid } from 'uuid'
import { appendAudit } from '../audit/append.ts'
import type { Db, Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { Problem } from '../problem.ts'
import { proposals, standingApprovals } from '../schema/effects.ts'
import { users } from '../schema/workspaces.ts'

export type Standing = {
  id: string
  tool: string
  mostRows: number
  mostADay: number
  grantedBy: string
  createdAt: string
  expiresAt: string
  revokedAt: string | null
}

export const mostStandingDays = 365

const assertMay = ({ name, rights }: Asker) => {
  if (rights.may.includes('settings:manage')) return
  throw new Problem('forbidden', `${name}, as ${rights.label}, may not grant standing approvals.`, {
    next: 'Ask an administrator.',
  })
}

export type Granted = {
  /** As it is defined now: under another definition the grant is void. */
  tool: { name: string; hash: string }
  mostRows: number
  mostADay: number
  days: number
}

/** In place of the one that the tool has. */
export async function grantStanding(
  db: Db,
  asker: Asker,
  { tool, mostRows, mostADay, days }: Granted,
): Promise<{ id: string }> {
  assertMay(asker)
  const { workspace, userId } = asker
  return db.inWorkspace(workspace, async (tx) => {
    await revoked(tx, asker, eq(standingApprovals.tool, tool.name))
    const id = uuid()
    await tx.insert(standingApprovals).values({
      ...{ workspaceId: workspace, id, tool: tool.name, toolHash: tool.hash, mostRows, mostADay },
      ...{
        grantedBy: userId,
        expiresAt: Temporal.Now.instant()
          .add({ hours: days * 24 })
          .toString(),
      },
    })
    await appendAudit(tx, workspace, {
      ...{ actor: { kind: 'person', id: userId }, action: 'standing_granted' },
      subject: { kind: 'standing_approval', id },
      details: { tool: tool.name, toolHash: tool.hash, mostRows, mostADay, days },
    })
    return { id }
  })
}

export async function revokeStanding(db: Db, asker: Asker, id: string): Promise<void> {
  assertMay(asker)
  const { workspace, userId } = asker
  await db.inWorkspace(workspace, async (tx) => {
    const [gone] = await revoked(tx, asker, eq(standingApprovals.id, id))
    if (!gone) throw new Problem('not_found', 'There is no such standing approval.')
    await appendAudit(tx, workspace, {
      ...{ actor: { kind: 'person', id: userId }, action: 'standing_revoked' },
      ...{ subject: { kind: 'standing_approval', id }, details: { tool: gone.tool } },
    })
  })
}

const revoked = (tx: Tx, { workspace }: Asker, which: ReturnType<typeof eq>) =>
  tx
    .update(standingApprovals)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(standingApprovals.workspaceId, workspace), which, isNull(standingApprovals.revokedAt)))
    .returning({ tool: standingApprovals.tool })

/** Newest first, the revoked and expired ones among them. */
export async function listStanding(db: Db, { workspace }: Asker): Promise<Standing[]> {
  const rows = await db.inWorkspace(
    workspace,
    (tx) =>
      tx
        .select({ standing: standingApprovals, grantedBy: users.name })
        .from(standingApprovals)
        .innerJoin(
          users,
          and(
            eq(users.workspaceId, standingApprovals.workspaceId),
            eq(users.id, standingApprovals.grantedBy),
          ),
        )
        .where(eq(standingApprovals.workspaceId, workspace))
        .orderBy(desc(standingApprovals.createdAt))
        .limit(200),
    'read',
  )
  const iso = (moment: string) => new Date(moment).toISOString()
  return rows.map(
    ({ standing: { id, tool, mostRows, mostADay, createdAt, expiresAt, revokedAt }, grantedBy }) => ({
      ...{ id, tool, mostRows, mostADay, grantedBy, createdAt: iso(createdAt), expiresAt: iso(expiresAt) },
      revokedAt: revokedAt === null ? null : iso(revokedAt),
    }),
  )
}

/** The one under which a call of the tool may go now; null where there is none, or its day is used up. */
export async function standingFor(
  tx: Tx,
  workspace: string,
  tool: { name: string; hash: string },
): Promise<{ id: string; mostRows: number; grantedBy: string } | null> {
  // Locked: of two calls at once, the second counts the first.
  const [standing] = await tx
    .select()
    .from(standingApprovals)
    .where(
      and(
        eq(standingApprovals.workspaceId, workspace),
        eq(standingApprovals.tool, tool.name),
        eq(standingApprovals.toolHash, tool.hash),
        isNull(standingApprovals.revokedAt),
        gt(standingApprovals.expiresAt, sql`now()`),
      ),
    )
    .limit(1)
    .for('update')
  if (!standing) return null
  const [used] = await tx
    .select({ n: count() })
    .from(proposals)
    .where(
      and(
        eq(proposals.workspaceId, workspace),
        eq(proposals.tool, tool.name),
        eq(proposals.state, 'approved'),
        isNull(proposals.decidedBy),
        gt(proposals.decidedAt, sql`now() - interval '1 day'`),
      ),
    )
  return (used?.n ?? 0) < standing.mostADay
    ? { id: standing.id, mostRows: standing.mostRows, grantedBy: standing.grantedBy }
    : null
}
