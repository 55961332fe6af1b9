/** Workspaces and their people: who exists, who asks, and everybody below a manager. */
import { asc, eq, sql } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from './connect.ts'
import type { Asker, Clock, Role } from './contract.ts'
import { clockAt } from './calendar.ts'
import { Problem } from './problem.ts'
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

/** The asker of that e-mail, or the workspace's first administrator. Throws a Problem where the person does not exist. */
export async function findAsker(tx: Tx, workspace: string, email?: string): Promise<Asker> {
  const [person] = await tx
    .select({ id: users.id, email: users.email, name: users.name, role: users.role })
    .from(users)
    .where(email ? eq(users.email, email.toLowerCase()) : eq(users.role, 'admin'))
    .orderBy(asc(users.email))
    .limit(1)
  if (!person) {
    throw new Problem(
      'not_found',
      email ? `Nobody here has the e-mail ${email}.` : 'This workspace has no administrator.',
      {
        next: email
          ? 'Ask an administrator for the right address.'
          : 'Give one person the role admin in users.csv and import again.',
      },
    )
  }
  const team = await rowsOf<{ email: string }>(
    tx,
    sql`with recursive below as (
          select workspace_id, id, email from users where workspace_id = ${workspace} and id = ${person.id}::uuid
          union
          select u.workspace_id, u.id, u.email from users u join below b on u.workspace_id = b.workspace_id and u.manager_id = b.id
        ) select email from below order by email`,
  )
  return {
    workspace,
    userId: person.id,
    email: person.email,
    name: person.name,
    role: person.role,
    team: team.map((t) => t.email),
  }
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
