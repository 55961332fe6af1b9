/** One-time links: the first administrator's, invitations, and those that verify an e-mail. A link is stored as its hash, ends, and works once. */
import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Db, Tx } from '../connect.ts'
import { oneTimeLinks } from '../schema/sign-in.ts'
import { hashOf, newToken } from './tokens.ts'

export type Link = typeof oneTimeLinks.$inferSelect
export type LinkKind = Link['kind']

const hours: Record<LinkKind, number> = { setup: 24, invitation: 7 * 24, email: 24 }
/** Whoever claimed a link and broke off without a word holds nobody up for longer. */
const claimSeconds = 60

type Wanted = Pick<Link, 'kind'> &
  Partial<Pick<Link, 'email' | 'identityId' | 'workspaceId' | 'personId' | 'inviterId'>>

const isOpen = sql`${oneTimeLinks.usedAt} is null and ${oneTimeLinks.revokedAt} is null`
const isGood = and(isOpen, sql`${oneTimeLinks.expiresAt} > now()`)
const now = sql`now()` as never

/** Earlier links to the same end are over with it. */
export async function makeLink(tx: Tx, wanted: Wanted): Promise<{ link: Link; token: string }> {
  const token = newToken()
  const same: (SQL | undefined)[] = {
    setup: [],
    invitation: [
      eq(oneTimeLinks.workspaceId, wanted.workspaceId ?? ''),
      eq(oneTimeLinks.personId, wanted.personId ?? ''),
    ],
    email: [eq(oneTimeLinks.identityId, wanted.identityId ?? '')],
  }[wanted.kind]
  await tx
    .update(oneTimeLinks)
    .set({ revokedAt: now })
    .where(and(eq(oneTimeLinks.kind, wanted.kind), isOpen, ...same))
  const [link] = await tx
    .insert(oneTimeLinks)
    .values({
      ...wanted,
      id: v7(),
      token: hashOf(token),
      expiresAt: sql`now() + make_interval(hours => ${hours[wanted.kind]})` as never,
    })
    .returning()
  if (!link) throw new Error('a link was not stored')
  return { link, token }
}

/** Null where it is unknown, over, used or taken back. */
export const findLink = (db: Db, kind: LinkKind, token: string): Promise<Link | null> =>
  db.inSignIn(async (tx) => {
    const [link] = await tx
      .select()
      .from(oneTimeLinks)
      .where(and(eq(oneTimeLinks.kind, kind), eq(oneTimeLinks.token, hashOf(token)), isGood))
    return link ?? null
  })

/**
 * Uses the link for the work: of two who come with it at once, one gets it. Where the work fails the link is good again.
 * Null where there is no such link. The work takes its own transactions.
 */
export async function withLink<T>(
  db: Db,
  kind: LinkKind,
  token: string,
  work: (link: Link) => Promise<T>,
): Promise<T | null> {
  const [link] = await db.inSignIn((tx) =>
    tx
      .update(oneTimeLinks)
      .set({ claimedAt: now })
      .where(
        and(
          eq(oneTimeLinks.kind, kind),
          eq(oneTimeLinks.token, hashOf(token)),
          isGood,
          sql`(${oneTimeLinks.claimedAt} is null or ${oneTimeLinks.claimedAt} < now() - make_interval(secs => ${claimSeconds}))`,
        ),
      )
      .returning(),
  )
  if (!link) return null
  const settle = (set: { usedAt?: Date; claimedAt?: null }) =>
    db.inSignIn((tx) => tx.update(oneTimeLinks).set(set).where(eq(oneTimeLinks.id, link.id)))
  try {
    const done = await work(link)
    await settle({ usedAt: now })
    return done
  } catch (error) {
    await settle({ claimedAt: null })
    throw error
  }
}

/** Invitations that nobody has used or taken back, newest first. */
export const openInvitations = (db: Db, workspace: string): Promise<Link[]> =>
  db.inSignIn((tx) =>
    tx
      .select()
      .from(oneTimeLinks)
      .where(and(eq(oneTimeLinks.kind, 'invitation'), eq(oneTimeLinks.workspaceId, workspace), isOpen))
      .orderBy(desc(oneTimeLinks.createdAt)),
  )

/** Takes an open invitation of the workspace back; null where there is none of that id. */
export const revokeInvitation = (db: Db, workspace: string, id: string): Promise<Link | null> =>
  db.inSignIn(async (tx) => {
    const [link] = await tx
      .update(oneTimeLinks)
      .set({ revokedAt: now })
      .where(
        and(
          eq(oneTimeLinks.id, id),
          eq(oneTimeLinks.kind, 'invitation'),
          eq(oneTimeLinks.workspaceId, workspace),
          isNull(oneTimeLinks.usedAt),
          isNull(oneTimeLinks.revokedAt),
        ),
      )
      .returning()
    return link ?? null
  })
