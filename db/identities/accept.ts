/** What an invitation is about, and accepting it: the identity becomes the person who was invited. */
import { and, eq } from 'drizzle-orm'
import { appendAudit } from '../audit/append.ts'
import type { Db } from '../connect.ts'
import { inChange } from '../history/change.ts'
import { users, workspaces } from '../schema/tables.ts'
import { createIdentity } from './identities.ts'
import type { Link } from './links.ts'
import { join } from './memberships.ts'
import { roleByKey } from './people.ts'

export type InvitationOf = {
  workspace: string
  workspaceName: string
  inviter: string
  person: { id: string; email: string; name: string }
  roleLabel: string
}

/** Null where the person is no more, may not sign in, or has another e-mail by now. */
export const invitationOf = (
  db: Db,
  { workspaceId, personId, inviterId, email }: Link,
): Promise<InvitationOf | null> => {
  if (workspaceId === null || personId === null) return Promise.resolve(null)
  return db.inWorkspace(
    workspaceId,
    async (tx) => {
      const named = (id: string) =>
        tx
          .select()
          .from(users)
          .where(and(eq(users.workspaceId, workspaceId), eq(users.id, id)))
      const [workspace] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId))
      const [person] = await named(personId)
      if (!workspace || !person || person.deactivatedAt !== null || person.email !== email) return null
      const [inviter] = inviterId === null ? [] : await named(inviterId)
      const { rights } = await roleByKey(tx, workspaceId, person.customRole ?? person.role)
      return {
        ...{ workspace: workspaceId, workspaceName: workspace.name, roleLabel: rights.label },
        ...{ inviter: inviter?.name ?? 'An administrator' },
        person: { id: person.id, email: person.email, name: person.name },
      }
    },
    'read',
  )
}

/** An identity that there is, or what a new one is made of: its e-mail is verified, since the link came by mail. */
export type Accepting = { identity: string } | { name: string; passwordHash: string }

export async function accept(db: Db, { workspace, person }: InvitationOf, by: Accepting): Promise<void> {
  await db.inSignIn(async (tx) => {
    const identity =
      'identity' in by
        ? by.identity
        : await createIdentity(tx, { ...by, email: person.email, emailVerified: true })
    await join(tx, identity, workspace, person.id)
  })
  const origin = { kind: 'edit', source: 'steward', actorId: person.id } as const
  await inChange(db, workspace, origin, async (tx) => {
    if ('name' in by && by.name !== person.name)
      await tx
        .update(users)
        .set({ name: by.name })
        .where(and(eq(users.workspaceId, workspace), eq(users.id, person.id)))
    await appendAudit(tx, workspace, {
      actor: { kind: 'person', id: person.id },
      ...{ action: 'joined', subject: { kind: 'user', id: person.id }, details: { by: 'invitation' } },
    })
  })
}
