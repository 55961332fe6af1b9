/** The people of a workspace as its administrators keep them: roles, managers, who may sign in; and that one administrator is always left. */
import { and, asc, eq, isNull, max } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'
import type { Tx } from '../connect.ts'
import { roles, type Asker, type Role } from '../contract.ts'
import { Problem } from '../problem.ts'
import { builtInRoles, peopleBelow, roleOf, type RoleRights } from '../rights.ts'
import { auditEntries, customRoles, users } from '../schema/tables.ts'
import { stopTurnsOf } from './provision.ts'

export type PersonOf = {
  id: string
  email: string
  name: string
  role: Role
  customRole: string | null
  managerId: string | null
  managerEmail: string | null
  deactivatedAt: string | null
}

const manager = alias(users, 'manager')

/** By name. */
export const peopleOf = (tx: Tx, workspace: string): Promise<PersonOf[]> =>
  tx
    .select({
      ...{
        id: users.id,
        email: users.email,
        name: users.name,
        role: users.role,
        customRole: users.customRole,
      },
      ...{ managerId: users.managerId, managerEmail: manager.email, deactivatedAt: users.deactivatedAt },
    })
    .from(users)
    .leftJoin(manager, and(eq(manager.workspaceId, users.workspaceId), eq(manager.id, users.managerId)))
    .where(eq(users.workspaceId, workspace))
    .orderBy(asc(users.name), asc(users.email))

/** When each last signed in, by person. */
export async function lastSignIns(tx: Tx, workspace: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: auditEntries.subjectId, at: max(auditEntries.at) })
    .from(auditEntries)
    .where(and(eq(auditEntries.workspaceId, workspace), eq(auditEntries.action, 'signed_in')))
    .groupBy(auditEntries.subjectId)
  return new Map(rows.flatMap(({ id, at }) => (id !== null && at !== null ? [[id, at]] : [])))
}

/** A role by its key: a built-in one, or the workspace's own over the one that it is based on. */
export type Given = { role: Role; customRole: string | null; rights: RoleRights }

const isBuiltIn = (key: string): key is Role => (roles as readonly string[]).includes(key)

export async function roleByKey(tx: Tx, workspace: string, key: string): Promise<Given> {
  if (isBuiltIn(key)) return { role: key, customRole: null, rights: builtInRoles[key] }
  const [own] = await tx
    .select()
    .from(customRoles)
    .where(and(eq(customRoles.workspaceId, workspace), eq(customRoles.key, key)))
  if (!own)
    throw new Problem('not_found', `There is no role ${key}.`, {
      next: `There are: ${roles.join(', ')}, and the workspace's own.`,
    })
  return { role: own.basedOn, customRole: own.key, rights: roleOf(own.basedOn, own) }
}

/** Nobody gives, or takes from somebody, what they do not have themselves. */
export function assertMayGive({ rights, name }: Pick<Asker, 'rights' | 'name'>, role: RoleRights): void {
  const beyond = role.may.filter((permission) => !rights.may.includes(permission))
  if (beyond.length === 0 && (role.reads !== 'all' || rights.reads === 'all')) return
  throw new Problem('forbidden', `${role.label} may do or see more than ${name}.`, {
    done: 'Nothing was changed.',
    next: 'Ask an administrator.',
  })
}

async function managerIdOf(tx: Tx, workspace: string, email: string, person?: string): Promise<string> {
  const [found] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.workspaceId, workspace), eq(users.email, email)))
  if (!found)
    throw new Problem('not_found', `Nobody here has the e-mail ${email}.`, { done: 'Nothing was changed.' })
  if (person === undefined) return found.id
  const below = (await peopleBelow(tx, workspace, [person])).get(person) ?? []
  if (found.id === person || below.some(({ id }) => id === found.id))
    throw new Problem('conflict', 'That would make somebody their own manager.', {
      done: 'Nothing was changed.',
    })
  return found.id
}

export type Invited = { email: string; name: string; role: string; managerEmail?: string | null | undefined }

/** Finds or makes the person, with that role. Inside a change. `hasAccount`: people who have one are not invited. */
export async function inviteTo(
  tx: Tx,
  asker: Asker,
  { email, name, role, managerEmail }: Invited,
  hasAccount: (personId: string) => boolean,
): Promise<{ id: string; name: string }> {
  const { workspace } = asker
  const given = await roleByKey(tx, workspace, role)
  assertMayGive(asker, given.rights)
  const managerId = managerEmail ? await managerIdOf(tx, workspace, managerEmail) : undefined
  const [there] = await tx
    .select()
    .from(users)
    .where(and(eq(users.workspaceId, workspace), eq(users.email, email)))
  const set = {
    role: given.role,
    customRole: given.customRole,
    ...(managerId !== undefined && { managerId }),
  }
  if (!there) {
    const id = v7()
    await tx.insert(users).values({ ...set, workspaceId: workspace, id, sourceId: email, email, name })
    return { id, name }
  }
  if (hasAccount(there.id))
    throw new Problem('conflict', `${there.name} has an account here already.`, {
      done: 'Nobody was invited.',
    })
  if (there.deactivatedAt !== null)
    throw new Problem('conflict', `${there.name} was deactivated.`, { next: 'Let them in again first.' })
  assertMayGive(asker, (await roleByKey(tx, workspace, there.customRole ?? there.role)).rights)
  await tx
    .update(users)
    .set(set)
    .where(and(eq(users.workspaceId, workspace), eq(users.id, there.id)))
  return { id: there.id, name: there.name }
}

export type PersonChange = {
  name?: string | undefined
  role?: Role | undefined
  customRole?: string | null | undefined
  managerEmail?: string | null | undefined
  deactivated?: boolean | undefined
}

export type Changed = {
  name: string
  role?: { from: string; to: string }
  deactivated?: boolean
  manager?: boolean
  renamed?: boolean
}

/** Inside a change. `withAccounts`: the people who can sign in; an administrator who can't is none. */
export async function changePerson(
  tx: Tx,
  asker: Asker,
  id: string,
  wanted: PersonChange,
  withAccounts: ReadonlySet<string>,
): Promise<Changed> {
  const { workspace } = asker
  const ours = and(eq(users.workspaceId, workspace), eq(users.id, id))
  // Of two administrators who demote one another at once, the second waits here and then is told.
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.workspaceId, workspace),
        eq(users.role, 'admin'),
        isNull(users.customRole),
        isNull(users.deactivatedAt),
      ),
    )
    .orderBy(asc(users.id))
    .for('update')
  const [person] = await tx.select().from(users).where(ours)
  if (!person) throw new Problem('not_found', 'There is no such person.')
  const now = person.customRole ?? person.role
  const next =
    wanted.customRole ?? (wanted.customRole === null || wanted.role ? (wanted.role ?? person.role) : now)
  const [before, after] = [await roleByKey(tx, workspace, now), await roleByKey(tx, workspace, next)]
  assertMayGive(asker, before.rights)
  assertMayGive(asker, after.rights)
  const deactivates = wanted.deactivated === true && person.deactivatedAt === null
  if (deactivates && id === asker.userId)
    throw new Problem('conflict', 'Nobody deactivates themselves.', { next: 'Ask another administrator.' })
  const left = admins.filter((one) => one.id !== id && (withAccounts.size === 0 || withAccounts.has(one.id)))
  if (admins.some((one) => one.id === id) && (deactivates || next !== 'admin') && left.length === 0)
    throw new Problem('conflict', `${person.name} is the last administrator who can sign in.`, {
      done: 'Nothing was changed.',
      next: 'Make somebody else an administrator first.',
    })
  const managerId =
    wanted.managerEmail === undefined
      ? person.managerId
      : wanted.managerEmail === null
        ? null
        : await managerIdOf(tx, workspace, wanted.managerEmail, id)
  await tx
    .update(users)
    .set({
      ...{ role: after.role, customRole: after.customRole, managerId },
      name: wanted.name ?? person.name,
      deactivatedAt:
        wanted.deactivated === undefined
          ? person.deactivatedAt
          : wanted.deactivated
            ? (person.deactivatedAt ?? new Date().toISOString())
            : null,
    })
    .where(ours)
  if (deactivates) await stopTurnsOf(tx, workspace, id)
  return {
    name: person.name,
    ...(next !== now && { role: { from: now, to: next } }),
    ...(deactivates && { deactivated: true }),
    ...(wanted.deactivated === false && person.deactivatedAt !== null && { deactivated: false }),
    ...(managerId !== person.managerId && { manager: true }),
    ...(wanted.name !== undefined && wanted.name !== person.name && { renamed: true }),
  }
}
