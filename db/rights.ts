/** Who may see and do what: a person's role, reach and permissions, worked out from the workspace's roles, team tree and sharing rules. */
import { and, eq, sql } from 'drizzle-orm'
import { rowsOf, type Tx, type Within } from './connect.ts'
import type { Asker, Permission, Reach, Rights, Role, Shared, SharedWith } from './contract.ts'
import { permissions } from './contract.ts'
import { customRoles, sharingRules } from './schema/tables.ts'

/** Whose accounts: all; those of the people under one's manager; of the people below one; one's own; nobody's. */
export type Whose = 'all' | 'team' | 'below' | 'own' | 'none'

export type RoleRights = {
  key: string
  label: string
  reads: Whose
  acts: Whose
  /** Fields of the catalogue that are not shown, as `object.field`. */
  withheld: string[]
  may: readonly Permission[]
}

const ofCsm = ['ask', 'export', 'act', 'keys:own', 'people:read'] as const

/** DOMAIN.md, Roles. */
export const builtInRoles: Record<Role, RoleRights> = {
  viewer: {
    ...{ key: 'viewer', label: 'Viewer', reads: 'team', acts: 'none' },
    withheld: ['contact.email', 'contact.phone'],
    may: ['ask', 'people:read'],
  },
  csm: { key: 'csm', label: 'CSM', reads: 'team', acts: 'own', withheld: [], may: ofCsm },
  manager: {
    ...{ key: 'manager', label: 'Manager', reads: 'below', acts: 'below', withheld: [] },
    may: [...ofCsm, 'approve', 'definitions:manage'],
  },
  admin: { key: 'admin', label: 'Administrator', reads: 'all', acts: 'all', withheld: [], may: permissions },
}

export type CustomRole = typeof customRoles.$inferSelect

/** A role of the workspace's own over the one that it is based on. */
export function roleOf(role: Role, own: CustomRole | undefined): RoleRights {
  if (!own) return builtInRoles[role]
  const base = builtInRoles[own.basedOn]
  return {
    key: own.key,
    label: own.label,
    reads: own.reads ?? base.reads,
    // Nobody acts on what they do not read.
    acts: own.reads === null || widthOf[base.acts] <= widthOf[own.reads] ? base.acts : own.reads,
    withheld: [...new Set([...base.withheld, ...own.withheld])].filter((field) => !own.shown.includes(field)),
    may: own.may ?? base.may,
  }
}

const widthOf: Record<Whose, number> = { none: 0, own: 1, below: 2, team: 3, all: 4 }

export type Member = { id: string; managerId: string | null; role: Role; customRole: string | null }

/** Everybody below each of these people, with themselves, by user id. */
export async function peopleBelow(
  tx: Tx,
  workspace: string,
  roots: string[],
): Promise<Map<string, { id: string; email: string }[]>> {
  const rows = await rowsOf<{ root: string; id: string; email: string }>(
    tx,
    sql`with recursive below as (
          select id as root, id, email from users where workspace_id = ${workspace} and id = any (${sql.param([...new Set(roots)])}::uuid[])
          union
          select b.root, u.id, u.email from users u join below b on u.manager_id = b.id where u.workspace_id = ${workspace}
        ) select * from below order by email`,
  )
  const found = new Map<string, { id: string; email: string }[]>()
  for (const { root, ...person } of rows) found.set(root, [...(found.get(root) ?? []), person])
  return found
}

/** The person's rights, and the e-mails of everybody below them. */
export async function rightsOf(
  tx: Tx,
  workspace: string,
  person: Member,
): Promise<{ rights: Rights; team: string[] }> {
  const role = await roleOfMember(tx, workspace, person)
  const rules =
    role.reads === 'all' || role.reads === 'none' ? [] : await rulesFor(tx, workspace, person, role)
  const sharedBy = rules.flatMap((rule) => (rule.kind === 'team' ? [rule.personId] : []))
  const roots = [person.id, ...(person.managerId ? [person.managerId] : []), ...sharedBy]
  const below = await peopleBelow(tx, workspace, roots)
  const idsBelow = (root: string) => (below.get(root) ?? []).map(({ id }) => id)
  const reachOf = (whose: Whose, shared: Shared[]): Reach => {
    if (whose === 'all') return 'all'
    const own = {
      none: [],
      own: [person.id],
      below: idsBelow(person.id),
      team: [...new Set([...idsBelow(person.id), ...idsBelow(person.managerId ?? person.id)])],
    }[whose]
    return {
      owners: [
        ...new Set([
          ...own,
          ...shared.flatMap((rule) => (rule.kind === 'team' ? idsBelow(rule.personId) : [])),
        ]),
      ],
      tags: shared.flatMap((rule) => (rule.kind === 'tag' ? [rule.tag] : [])),
      accounts: shared.flatMap((rule) => (rule.kind === 'account' ? [rule.accountId] : [])),
    }
  }
  return {
    rights: {
      role: role.key,
      label: role.label,
      reads: reachOf(role.reads, rules),
      acts: reachOf(role.acts, []),
      withheld: role.withheld,
      may: [...role.may],
    },
    team: (below.get(person.id) ?? []).map(({ email }) => email),
  }
}

async function roleOfMember(tx: Tx, workspace: string, person: Member): Promise<RoleRights> {
  if (person.customRole === null) return builtInRoles[person.role]
  const [own] = await tx
    .select()
    .from(customRoles)
    .where(and(eq(customRoles.workspaceId, workspace), eq(customRoles.key, person.customRole)))
  return roleOf(person.role, own)
}

/** What is shared with the person: by name, by role, with a team that they are in, or with everybody. */
async function rulesFor(tx: Tx, workspace: string, person: Member, role: RoleRights): Promise<Shared[]> {
  const all = await tx.select().from(sharingRules).where(eq(sharingRules.workspaceId, workspace))
  const teams = all.flatMap(({ whom }) => (whom.kind === 'team' ? [whom.personId] : []))
  const members =
    teams.length > 0 ? await peopleBelow(tx, workspace, teams) : new Map<string, { id: string }[]>()
  const isMeant = (whom: SharedWith): boolean => {
    if (whom.kind === 'everyone') return true
    if (whom.kind === 'person') return whom.personId === person.id
    if (whom.kind === 'role') return whom.role === role.key || whom.role === person.role
    return (members.get(whom.personId) ?? []).some(({ id }) => id === person.id)
  }
  return all.filter(({ whom }) => isMeant(whom)).map(({ what }) => what)
}

/** What the person may read of their workspace, as the store takes it. */
export const within = ({ workspace, rights }: Pick<Asker, 'workspace' | 'rights'>): Within => ({
  workspace,
  reach: rights.reads,
})

/** Rights over everything: of Steward's own work, which nobody asked for. */
export const allRights: Rights = {
  role: 'admin',
  label: 'Administrator',
  reads: 'all',
  acts: 'all',
  withheld: [],
  may: [...permissions],
}

/** Nobody in particular: what is worked out for them reads all of the workspace. */
export const nobodyIn = (workspace: string): Asker => ({
  ...{ workspace, userId: '00000000-0000-0000-0000-000000000000', email: '', name: '' },
  ...{ role: 'admin', team: [], rights: allRights },
})

/** Of these accounts (row ids), the ones that the person may act on. */
export async function actsOn(tx: Tx, asker: Asker, accounts: string[]): Promise<string[]> {
  const { acts } = asker.rights
  if (acts === 'all') return accounts
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from accounts where workspace_id = ${asker.workspace} and id = any (${sql.param(accounts)}::uuid[])
        and (csm_id = any (${sql.param(acts.owners)}::uuid[]) or ae_id = any (${sql.param(acts.owners)}::uuid[]))`,
  )
  return rows.map(({ id }) => id)
}
