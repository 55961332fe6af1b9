/** Sessions: who is behind a cookie right now, and the devices that an identity is signed in on. Ended is ended with the next request. */
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Db, Tx } from '../connect.ts'
import { identities, memberships, sessions } from '../schema/sign-in.ts'
import { hashOf } from './tokens.ts'

/** A session that nothing is done with ends after so many minutes. */
export const idleMinutes = 60
/** How exactly the last use is kept: not each request writes. */
const seenSeconds = 30

export type Member = { workspace: string; personId: string }
export type LiveSession = {
  id: string
  identity: string
  email: string
  /** The workspace that was chosen last first, then in the order of joining. */
  members: Member[]
}

const isLive = sql`${sessions.expiresAt} > now() and ${sessions.lastSeenAt} > now() - make_interval(mins => ${idleMinutes})`

/** Null where there is no such session any more. Counts as use of it. */
export const useSession = (db: Db, token: string): Promise<LiveSession | null> =>
  db.inSignIn(async (tx) => {
    const rows = await tx
      .select({
        id: sessions.id,
        identity: sessions.userId,
        email: identities.email,
        workspace: memberships.workspaceId,
        personId: memberships.personId,
        isStale: sql<boolean>`${sessions.lastSeenAt} < now() - make_interval(secs => ${seenSeconds})`,
      })
      .from(sessions)
      .innerJoin(identities, eq(identities.id, sessions.userId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.identityId, sessions.userId),
          // A workspace's identity provider opens that workspace alone.
          sql`coalesce(${sessions.onlyWorkspaceId}, ${memberships.workspaceId}) = ${memberships.workspaceId}`,
        ),
      )
      .where(and(eq(sessions.token, hashOf(token)), isLive))
      .orderBy(
        sql`(${memberships.workspaceId} = ${sessions.workspaceId}) desc nulls last`,
        asc(memberships.createdAt),
        asc(memberships.workspaceId),
      )
    const [first] = rows
    if (!first) return null
    if (first.isStale)
      await tx
        .update(sessions)
        .set({ lastSeenAt: sql`now()` })
        .where(eq(sessions.id, first.id))
    const members = rows.flatMap(({ workspace, personId }) =>
      workspace !== null && personId !== null ? [{ workspace, personId }] : [],
    )
    return { id: first.id, identity: first.identity, email: first.email, members }
  })

export const chooseWorkspace = (db: Db, session: string, workspace: string): Promise<unknown> =>
  db.inSignIn((tx) => tx.update(sessions).set({ workspaceId: workspace }).where(eq(sessions.id, session)))

export type DeviceRow = { id: string; agent: string; address: string; since: Date; lastSeenAt: Date }

/** Live ones, newest use first. */
export const listSessions = (db: Db, identity: string): Promise<DeviceRow[]> =>
  db.inSignIn((tx) =>
    tx
      .select({
        id: sessions.id,
        agent: sql<string>`coalesce(${sessions.userAgent}, '')`,
        address: sql<string>`coalesce(${sessions.ipAddress}, '')`,
        since: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, identity), isLive))
      .orderBy(desc(sessions.lastSeenAt)),
  )

/** True where it was one of the identity's. */
export const endSession = (db: Db, identity: string, id: string): Promise<boolean> =>
  db.inSignIn(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, identity), eq(sessions.id, id)))
      .returning({ id: sessions.id })
    return ended.length > 0
  })

/** Answers how many there were. */
export const endSessions = (db: Db, identity: string, except?: string): Promise<number> =>
  db.inSignIn((tx) => endSessionsIn(tx, identity, except))

/** Takes away what has been over for a day. */
export const sweepSessions = (db: Db): Promise<unknown> =>
  db.inSignIn((tx) => tx.delete(sessions).where(sql`${sessions.expiresAt} < now() - interval '1 day'`))

export async function endSessionsIn(tx: Tx, identity: string, except?: string): Promise<number> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, identity), except === undefined ? undefined : ne(sessions.id, except)))
    .returning({ id: sessions.id })
  return ended.length
}
