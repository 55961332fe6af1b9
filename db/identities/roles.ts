/** A workspace's own roles and sharing rules: checked against who defines them and what can be withheld, and told in words. */
import { and, asc, count, eq, inArray, or, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { assertWithholdable } from '../catalogue/withhold.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import type { Tx } from '../connect.ts'
import { roles, type Asker, type Permission, type Role, type Shared, type SharedWith } from '../contract.ts'
import { Problem } from '../problem.ts'
import { builtInRoles, roleOf, type CustomRole, type RoleRights } from '../rights.ts'
import { accounts, customRoles, sharingRules, users } from '../schema/tables.ts'
import { assertMayGive } from './people.ts'

export type RoleWanted = {
  label: string
  basedOn: Role
  reads: CustomRole['reads']
  withheld: string[]
  shown: string[]
  may: Permission[] | null
}

export type RoleRow = { rights: RoleRights; own: RoleWanted | null; people: number }

/** Built-in ones first, least powerful first. */
export async function listRoles(tx: Tx, workspace: string): Promise<RoleRow[]> {
  const held = await tx
    .select({ role: users.role, own: users.customRole, people: count() })
    .from(users)
    .where(eq(users.workspaceId, workspace))
    .groupBy(users.role, users.customRole)
  const own = await tx
    .select()
    .from(customRoles)
    .where(eq(customRoles.workspaceId, workspace))
    .orderBy(asc(customRoles.label))
  const peopleOf = (key: string) =>
    held.filter((one) => (one.own ?? one.role) === key).reduce((sum, one) => sum + one.people, 0)
  return [
    ...roles.map((role) => ({ rights: builtInRoles[role], own: null, people: peopleOf(role) })),
    ...own.map((row) => {
      const { label, basedOn, reads, withheld, shown, may } = row
      return {
        rights: roleOf(basedOn, row),
        own: { label, basedOn, reads, withheld, shown, may },
        people: peopleOf(row.key),
      }
    }),
  ]
}

/** Answers the people who have it: what they are signed in by was given to who they were before. */
export async function putRole(tx: Tx, asker: Asker, key: string, wanted: RoleWanted): Promise<string[]> {
  const { workspace } = asker
  assertWithholdable(await loadCatalogue(tx, workspace), [...wanted.withheld, ...wanted.shown])
  const row: CustomRole = { ...wanted, workspaceId: workspace, key, updatedAt: new Date().toISOString() }
  const rights = roleOf(wanted.basedOn, row)
  assertMayGive(asker, rights)
  const beyond = asker.rights.withheld.filter((field) => !rights.withheld.includes(field))
  if (beyond.length > 0)
    throw new Problem('forbidden', `You don't see ${beyond.join(', ')} yourself, so a role of yours can't.`, {
      done: 'Nothing was changed.',
    })
  await tx
    .insert(customRoles)
    .values(row)
    .onConflictDoUpdate({ target: [customRoles.workspaceId, customRoles.key], set: row })
  const held = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.workspaceId, workspace), eq(users.customRole, key)))
  return held.map(({ id }) => id)
}

export async function removeRole(tx: Tx, workspace: string, key: string): Promise<void> {
  const held = await tx
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.workspaceId, workspace), eq(users.customRole, key)))
    .orderBy(asc(users.name))
    .limit(3)
  if (held.length > 0)
    throw new Problem('conflict', `Somebody has this role: ${held.map(({ name }) => name).join(', ')}.`, {
      done: 'It was not removed.',
      next: 'Give them another role first.',
    })
  const gone = await tx
    .delete(customRoles)
    .where(and(eq(customRoles.workspaceId, workspace), eq(customRoles.key, key)))
    .returning({ key: customRoles.key })
  if (gone.length === 0) throw new Problem('not_found', `There is no role ${key} of the workspace's own.`)
}

export type RuleRow = {
  id: string
  what: Shared
  whom: SharedWith
  whatLabel: string
  whomLabel: string
  createdAt: string
}

const named = async (tx: Tx, workspace: string, ids: string[]) => {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: users.id, name: users.name })
          .from(users)
          .where(and(eq(users.workspaceId, workspace), inArray(users.id, ids)))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function listRules(tx: Tx, workspace: string): Promise<RuleRow[]> {
  const rules = await tx
    .select()
    .from(sharingRules)
    .where(eq(sharingRules.workspaceId, workspace))
    .orderBy(asc(sharingRules.createdAt), asc(sharingRules.id))
  const peopleIds = rules.flatMap(({ what, whom }) => [
    ...('personId' in what ? [what.personId] : []),
    ...('personId' in whom ? [whom.personId] : []),
  ])
  const people = await named(tx, workspace, peopleIds)
  const accountIds = rules.flatMap(({ what }) => (what.kind === 'account' ? [what.accountId] : []))
  const found =
    accountIds.length === 0
      ? []
      : await tx
          .select({ id: accounts.id, name: accounts.name })
          .from(accounts)
          .where(and(eq(accounts.workspaceId, workspace), inArray(accounts.id, accountIds)))
  const accountNames = new Map(found.map(({ id, name }) => [id, name]))
  const labels = new Map((await listRoles(tx, workspace)).map(({ rights }) => [rights.key, rights.label]))
  const person = (id: string) => people.get(id) ?? 'somebody who is gone'
  return rules.map(({ id, what, whom, createdAt }) => ({
    ...{ id, what, whom, createdAt },
    whatLabel: {
      team: () => `Accounts of ${person((what as { personId: string }).personId)} and their team`,
      tag: () => `Accounts tagged ${(what as { tag: string }).tag}`,
      account: () => accountNames.get((what as { accountId: string }).accountId) ?? 'An account that is gone',
    }[what.kind](),
    whomLabel: {
      person: () => person((whom as { personId: string }).personId),
      team: () => `${person((whom as { personId: string }).personId)} and their team`,
      role: () =>
        `Everybody who is ${labels.get((whom as { role: string }).role) ?? (whom as { role: string }).role}`,
      everyone: () => 'Everybody',
    }[whom.kind](),
  }))
}

const assertThere = (isThere: boolean, what: string) => {
  if (!isThere) throw new Problem('not_found', `There is no such ${what}.`, { done: 'Nothing was shared.' })
}

/** By the id that answers print, or by Steward's own. */
async function accountShared(tx: Tx, workspace: string, named: string): Promise<Shared> {
  const [found] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, workspace),
        or(eq(accounts.sourceId, named), sql`${accounts.id}::text = ${named}`),
      ),
    )
  assertThere(found !== undefined, 'account')
  return { kind: 'account', accountId: found?.id ?? named }
}

/** Only whoever reads everything may open accounts to others: nobody shares what they can't see. Answers the rule's id. */
export async function addRule(
  tx: Tx,
  asker: Asker,
  { what, whom }: { what: Shared; whom: SharedWith },
): Promise<string> {
  const { workspace } = asker
  if (asker.rights.reads !== 'all')
    throw new Problem('forbidden', 'Only whoever reads all accounts may share accounts with others.', {
      done: 'Nothing was shared.',
    })
  for (const one of [what, whom])
    if ('personId' in one) assertThere((await named(tx, workspace, [one.personId])).size > 0, 'person')
  if (whom.kind === 'role')
    assertThere(
      (await listRoles(tx, workspace)).some(({ rights }) => rights.key === whom.role),
      'role',
    )
  const shared = what.kind === 'account' ? await accountShared(tx, workspace, what.accountId) : what
  const id = v7()
  await tx
    .insert(sharingRules)
    .values({ workspaceId: workspace, id, what: shared, whom, authorId: asker.userId })
  return id
}

export async function removeRule(tx: Tx, workspace: string, id: string): Promise<void> {
  const gone = await tx
    .delete(sharingRules)
    .where(and(eq(sharingRules.workspaceId, workspace), eq(sharingRules.id, id)))
    .returning({ id: sharingRules.id })
  if (gone.length === 0) throw new Problem('not_found', 'There is no such rule.')
}
