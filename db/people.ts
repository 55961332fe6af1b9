/** Workspaces and their people: who exists, who asks, and everybody below a manager. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from './connect.ts'
import type { Asker, Clock, Role } from './contract.ts'
import { clockAt } from './calendar.ts'
import { Problem } from './problem.ts'
import { rightsOf } from './rights.ts'
import { users, workspaces } from './schema/tables.ts'

export type Workspace = {
  id: string
  name: string
  isDemo: boolean
  settings: { timeZone?: string; fiscalYearStart?: number }
}

/** All workspaces, oldest first. The one read that crosses them; it tells names, never rows. */
export const listWorkspaces = (db: Db): Promise<Workspace[]> =>
  db.asOwner((tx) =>
    tx
      .select({
        id: workspaces.id,
        name: workspaces.name,
        isDemo: workspaces.isDemo,
        settings: workspaces.settings,
      })
      .from(workspaces)
      .orderBy(asc(workspaces.createdAt)),
  )

/** The workspace of that id or name; throws a Problem that lists what there is. */
export async function findWorkspace(db: Db, name: string): Promise<Workspace> {
  const all = await listWorkspaces(db)
  const found =
    all.find((one) => one.id === name) ?? all.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (found) return found
  throw new Problem('not_found', `There is no workspace ${name}.`, {
    next: all.length
      ? `There are: ${all.map((one) => one.id).join(', ')}.`
      : 'Import one with: steward import DIR --workspace NAME.',
  })
}

export type Person = { id: string; email: string; name: string; role: Role }

export const listPeople = (tx: Tx): Promise<Person[]> =>
  tx
    .select({ id: users.id, email: users.email, name: users.name, role: users.role })
    .from(users)
    .orderBy(asc(users.name))

const notThere = (email: string | undefined) =>
  new Problem(
    'not_found',
    email ? `Nobody here has the e-mail ${email}.` : 'This workspace has no administrator.',
    {
      next: email
        ? 'Ask an administrator for the right address.'
        : 'Give one person the role admin in users.csv and import again.',
    },
  )

/**
 * The asker of that e-mail, or the workspace's first administrator, with their rights. Throws a Problem where the person
 * does not exist or may no longer sign in.
 */
export async function findAsker(tx: Tx, workspace: string, email?: string): Promise<Asker> {
  const [person] = await tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.workspaceId, workspace),
        email
          ? eq(users.email, email.toLowerCase())
          : and(eq(users.role, 'admin'), isNull(users.deactivatedAt)),
      ),
    )
    .orderBy(asc(users.email))
    .limit(1)
  if (!person) throw notThere(email)
  if (person.deactivatedAt !== null)
    throw new Problem('not_found', `${person.name} may no longer sign in.`, {
      next: 'Ask an administrator to let them in again.',
    })
  const { rights, team } = await rightsOf(tx, workspace, person)
  const { id: userId, name, role } = person
  return { workspace, userId, email: person.email, name, role, team, rights }
}

/** The clock of a turn in a workspace: now, or the end of the day that `today` names. */
export const clockOf = (workspace: Workspace, today?: string): Clock =>
  clockAt(
    {
      timeZone: workspace.settings.timeZone ?? 'UTC',
      fiscalYearStart: workspace.settings.fiscalYearStart ?? 1,
    },
    today,
  )
