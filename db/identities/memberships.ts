/** Which identity is which person of which workspace, and what a workspace's administrators may know of it. */
import { and, asc, eq, max, sql } from 'drizzle-orm'
import type { Db, Tx } from '../connect.ts'
import type { Asker } from '../contract.ts'
import { findAsker, type Workspace } from '../people.ts'
import { Problem } from '../problem.ts'
import { apiKeys, identities, memberships, oneTimeLinks, sessions } from '../schema/sign-in.ts'
import { users, workspaces } from '../schema/tables.ts'
import { endSessionsIn } from './sessions.ts'

/** The person of that id with their workspace; null where they are no more, or may no longer sign in. */
export const askerOfPerson = (
  db: Db,
  workspace: string,
  personId: string,
): Promise<{ workspace: Workspace; asker: Asker } | null> =>
  db.inWorkspace(
    workspace,
    async (tx) => {
      const [row] = await tx
        .select({
          email: users.email,
          name: workspaces.name,
          isDemo: workspaces.isDemo,
          settings: workspaces.settings,
        })
        .from(users)
        .innerJoin(workspaces, eq(workspaces.id, users.workspaceId))
        .where(and(eq(users.workspaceId, workspace), eq(users.id, personId)))
      if (!row) return null
      const { email, name, isDemo, settings } = row
      try {
        return {
          workspace: { id: workspace, name, isDemo, settings },
          asker: await findAsker(tx, workspace, email),
        }
      } catch (error) {
        if (error instanceof Problem && error.code === 'not_found') return null
        throw error
      }
    },
    'read',
  )

export const isAnybodyIn = (db: Db): Promise<boolean> =>
  db.inSignIn(async (tx) => {
    const [one] = await tx.select({ identity: memberships.identityId }).from(memberships).limit(1)
    return one !== undefined
  })

/** Workspaces that have somebody. */
export const joinedWorkspaces = (db: Db): Promise<string[]> =>
  db.inSignIn(async (tx) => {
    const rows = await tx.selectDistinct({ workspace: memberships.workspaceId }).from(memberships)
    return rows.map(({ workspace }) => workspace)
  })

export async function join(tx: Tx, identity: string, workspace: string, personId: string): Promise<void> {
  const [joined] = await tx
    .insert(memberships)
    .values({ identityId: identity, workspaceId: workspace, personId })
    .onConflictDoNothing()
    .returning({ personId: memberships.personId })
  if (joined) return
  const [there] = await tx
    .select({ personId: memberships.personId })
    .from(memberships)
    .where(and(eq(memberships.identityId, identity), eq(memberships.workspaceId, workspace)))
  if (there?.personId !== personId)
    throw new Problem('conflict', 'This account, or this person, belongs to somebody else already.', {
      next: 'Ask an administrator to look at the people of the workspace.',
    })
}

export type Account = {
  personId: string
  identity: string
  twoFactor: boolean
  lastSeenAt: Date | null
}

/** The identities of a workspace's people. */
export const accountsOf = (db: Db, workspace: string): Promise<Account[]> =>
  db.inSignIn((tx) =>
    tx
      .select({
        personId: memberships.personId,
        identity: memberships.identityId,
        twoFactor: sql<boolean>`coalesce(${identities.twoFactorEnabled}, false)`,
        lastSeenAt: max(sessions.lastSeenAt),
      })
      .from(memberships)
      .innerJoin(identities, eq(identities.id, memberships.identityId))
      .leftJoin(sessions, eq(sessions.userId, memberships.identityId))
      .where(eq(memberships.workspaceId, workspace))
      .groupBy(memberships.personId, memberships.identityId, identities.twoFactorEnabled),
  )

/** Of one identity, in the order of joining. */
export const workspacesOf = (db: Db, identity: string): Promise<{ workspace: string; personId: string }[]> =>
  db.inSignIn((tx) =>
    tx
      .select({ workspace: memberships.workspaceId, personId: memberships.personId })
      .from(memberships)
      .where(eq(memberships.identityId, identity))
      .orderBy(asc(memberships.createdAt), asc(memberships.workspaceId)),
  )

export type Ended = { sessions: number; keys: number }

/** Ends what a person is signed in by: the sessions of their identity; with `keys`, also their keys and open invitations here. */
export const endAccess = (
  db: Db,
  workspace: string,
  personId: string,
  { keys }: { keys: boolean },
): Promise<Ended> =>
  db.inSignIn(async (tx) => {
    const found = await tx
      .select({ identity: memberships.identityId })
      .from(memberships)
      .where(and(eq(memberships.workspaceId, workspace), eq(memberships.personId, personId)))
    const done = { sessions: 0, keys: 0 }
    for (const { identity } of found) done.sessions += await endSessionsIn(tx, identity)
    if (!keys) return done
    const now = sql`now()` as never
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(
        and(
          eq(apiKeys.workspaceId, workspace),
          eq(apiKeys.personId, personId),
          sql`${apiKeys.revokedAt} is null`,
        ),
      )
      .returning({ id: apiKeys.id })
    await tx
      .update(oneTimeLinks)
      .set({ revokedAt: now })
      .where(
        and(
          eq(oneTimeLinks.workspaceId, workspace),
          eq(oneTimeLinks.personId, personId),
          sql`${oneTimeLinks.usedAt} is null and ${oneTimeLinks.revokedAt} is null`,
        ),
      )
    return { ...done, keys: revoked.length }
  })

/** Names of workspaces, by id. */
export async function namesOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of ids) {
    const [row] = await db.inWorkspace(
      id,
      (tx) => tx.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, id)),
      'read',
    )
    if (row) names.set(id, row.name)
  }
  return names
}
