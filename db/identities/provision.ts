/** People of a workspace as single sign-on and directories bring them: found by e-mail, made, changed and deactivated inside a change. */
import { and, eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Tx } from '../connect.ts'
import type { Role } from '../contract.ts'
import { turns, users } from '../schema/tables.ts'

export type ProvisionedPerson = typeof users.$inferSelect

export async function personByEmail(
  tx: Tx,
  workspace: string,
  email: string,
): Promise<ProvisionedPerson | null> {
  const [found] = await tx
    .select()
    .from(users)
    .where(and(eq(users.workspaceId, workspace), eq(users.email, email)))
  return found ?? null
}

export async function personById(tx: Tx, workspace: string, id: string): Promise<ProvisionedPerson | null> {
  const [found] = await tx
    .select()
    .from(users)
    .where(and(eq(users.workspaceId, workspace), eq(users.id, id)))
  return found ?? null
}

export type NewPerson = {
  email: string
  name: string
  role: Role
  customRole: string | null
  deactivatedAt?: string | null
}

/** As an import makes one, whose source knows people by their e-mail. Null where that e-mail is taken. */
export async function addPerson(
  tx: Tx,
  workspace: string,
  fresh: NewPerson,
): Promise<ProvisionedPerson | null> {
  const [made] = await tx
    .insert(users)
    .values({ ...fresh, workspaceId: workspace, id: v7(), sourceId: fresh.email })
    .onConflictDoNothing()
    .returning()
  return made ?? null
}

export type PersonEdit = Partial<
  Pick<ProvisionedPerson, 'email' | 'name' | 'role' | 'customRole' | 'deactivatedAt'>
>

export async function editPerson(tx: Tx, workspace: string, id: string, edit: PersonEdit): Promise<void> {
  if (Object.keys(edit).length === 0) return
  await tx
    .update(users)
    .set({ ...edit, updatedAt: new Date().toISOString() })
    .where(and(eq(users.workspaceId, workspace), eq(users.id, id)))
}

/** Ends what runs for somebody who may do nothing here any more: whichever process runs it learns of it with the next beat. Answers the conversations. */
export async function stopTurnsOf(tx: Tx, workspace: string, personId: string): Promise<string[]> {
  const stopped = await tx
    .update(turns)
    .set({ stopRequested: true })
    .where(and(eq(turns.workspaceId, workspace), eq(turns.userId, personId), eq(turns.state, 'running')))
    .returning({ conversation: turns.conversationId })
  return stopped.map(({ conversation }) => conversation)
}
