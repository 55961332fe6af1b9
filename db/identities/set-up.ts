/** The first start: makes (or takes) the first real workspace and its administrator, once, by a link that the service prints. */
import { and, eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { appendAudit } from '../audit/append.ts'
import type { Db, Tx } from '../connect.ts'
import { inChange } from '../history/change.ts'
import { listWorkspaces } from '../people.ts'
import { Problem } from '../problem.ts'
import { users, workspaces } from '../schema/tables.ts'
import { createIdentity, removeIdentity } from './identities.ts'
import { makeLink } from './links.ts'
import { isAnybodyIn, join, joinedWorkspaces } from './memberships.ts'

/** A new link; those before it end. Null where somebody has an account: nobody comes in by this door any more. */
export async function newSetUpToken(db: Db): Promise<string | null> {
  if (await isAnybodyIn(db)) return null
  const { token } = await db.inSignIn((tx) => makeLink(tx, { kind: 'setup' }))
  return token
}

/** Imported ones that nobody has joined: the first administrator may take one of them. */
export async function freeWorkspaces(db: Db): Promise<{ id: string; name: string }[]> {
  const joined = await joinedWorkspaces(db)
  const all = await listWorkspaces(db)
  return all.filter(({ id, isDemo }) => !isDemo && !joined.includes(id)).map(({ id, name }) => ({ id, name }))
}

/** Makes the workspace; throws a Problem where there is one of that id. */
export async function makeWorkspace(tx: Tx, { id, name }: { id: string; name: string }): Promise<void> {
  const [made] = await tx
    .insert(workspaces)
    .values({ id, name })
    .onConflictDoNothing()
    .returning({ id: workspaces.id })
  if (!made) throw takenId(id)
}

export const takenId = (id: string) =>
  new Problem('conflict', `There is a workspace ${id} already.`, { next: 'Choose another id.' })

/** The person of that e-mail as an administrator of the workspace, inside a change; answers their id. */
export async function makeAdministrator(
  tx: Tx,
  workspace: string,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const [there] = await tx
    .update(users)
    .set({ role: 'admin', customRole: null, deactivatedAt: null })
    .where(and(eq(users.workspaceId, workspace), eq(users.email, email)))
    .returning({ id: users.id })
  if (there) return there.id
  const id = v7()
  await tx.insert(users).values({ workspaceId: workspace, id, sourceId: email, email, name, role: 'admin' })
  return id
}

export type FirstAdministrator = {
  email: string
  name: string
  passwordHash: string
  workspace: { id: string; name: string }
}

/** The link was claimed for this. What fails leaves no account behind, so that it can be tried again. */
export async function setUp(
  db: Db,
  { email, name, passwordHash, workspace }: FirstAdministrator,
): Promise<void> {
  if (await isAnybodyIn(db))
    throw new Problem('conflict', 'Steward is set up already.', {
      next: 'Ask an administrator for an invitation.',
    })
  const free = await freeWorkspaces(db)
  const isThere = free.some(({ id }) => id === workspace.id)
  if (!isThere && (await listWorkspaces(db)).some(({ id }) => id === workspace.id))
    throw takenId(workspace.id)
  const identity = await db.inSignIn((tx) =>
    createIdentity(tx, { email, name, passwordHash, emailVerified: false }),
  )
  try {
    const personId = await inChange(db, workspace.id, { kind: 'edit', source: 'steward' }, async (tx) => {
      if (!isThere) await makeWorkspace(tx, workspace)
      const id = await makeAdministrator(tx, workspace.id, { email, name })
      const actor = { kind: 'person', id } as const
      if (!isThere) await appendAudit(tx, workspace.id, { actor, action: 'workspace_made' })
      await appendAudit(tx, workspace.id, {
        ...{ actor, action: 'joined', subject: { kind: 'user', id } },
        details: { by: 'set-up' },
      })
      return id
    })
    await db.inSignIn((tx) => join(tx, identity, workspace.id, personId))
  } catch (error) {
    await removeIdentity(db, identity)
    throw error
  }
}
