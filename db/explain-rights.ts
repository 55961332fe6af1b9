/** Why a person sees an account, or does not: each road to it, in words for an administrator. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from './connect.ts'
import { Problem } from './problem.ts'
import { rightsOf } from './rights.ts'
import { accounts, users } from './schema/tables.ts'

export type Sight = {
  person: string
  account: string
  sees: boolean
  /** Each a whole sentence; what is true of it first. */
  because: string[]
  /** Fields that they are not shown, as `object.field`. */
  withheld: string[]
}

/** `account` is the id that answers print. Read as the workspace, not as the person. Throws a Problem where one of them does not exist. */
export async function explainSight(
  tx: Tx,
  workspace: string,
  personId: string,
  account: string,
): Promise<Sight> {
  const all = await tx
    .select({
      ...{ id: users.id, name: users.name, role: users.role, customRole: users.customRole },
      ...{ managerId: users.managerId, deactivatedAt: users.deactivatedAt },
    })
    .from(users)
    .where(eq(users.workspaceId, workspace))
  const person = all.find(({ id }) => id === personId)
  if (!person) throw new Problem('not_found', 'There is no such person.')
  const [row] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.workspaceId, workspace), eq(accounts.sourceId, account)))
  if (!row) throw new Problem('not_found', `There is no account ${account}.`)
  const nameOf = (id: string | null) => all.find((one) => one.id === id)?.name ?? null
  const { rights } = await rightsOf(tx, workspace, person)
  const roads: [boolean, string][] = []
  const { reads } = rights
  if (reads === 'all') roads.push([true, `${person.name} is ${rights.label}: the role reads every account.`])
  else {
    for (const [id, what] of [
      [row.csmId, 'CSM'],
      [row.aeId, 'account executive'],
    ] as const) {
      const name = nameOf(id)
      const isTheirs = id !== null && reads.owners.includes(id)
      roads.push([
        isTheirs,
        name === null
          ? `The account has no ${what}.`
          : isTheirs
            ? `Its ${what} is ${name}, whose accounts ${person.name} reads.`
            : `Its ${what} is ${name}, who is not among those whose accounts ${person.name} reads (${listed(reads.owners.map(nameOf))}).`,
      ])
    }
    const tags = row.tags.filter((tag) => reads.tags.includes(tag))
    if (tags.length > 0)
      roads.push([true, `Accounts tagged ${tags.join(', ')} are shared with ${person.name}.`])
    if (reads.accounts.includes(row.id))
      roads.push([true, `The account is shared with ${person.name} by itself.`])
    if (tags.length === 0 && !reads.accounts.includes(row.id))
      roads.push([false, 'No sharing rule opens it to them.'])
  }
  if (person.deactivatedAt !== null) roads.unshift([false, `${person.name} may no longer sign in.`])
  const sees = person.deactivatedAt === null && roads.some(([isOpen]) => isOpen)
  return {
    ...{ person: person.name, account: row.name, sees, withheld: rights.withheld },
    because: roads.filter(([isOpen]) => isOpen || !sees).map(([, words]) => words),
  }
}

const listed = (names: (string | null)[]): string => {
  const known = names.flatMap((name) => name ?? [])
  if (known.length === 0) return 'nobody'
  return known.length > 6 ? `${known.slice(0, 6).join(', ')} and ${known.length - 6} more` : known.join(', ')
}
