/** Who uses the page until sign-in exists: one demo person a role, chosen by cookie. Serves the demo workspace alone. */
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { roles, type Asker } from '#db/contract.ts'
import type { Db, Tx } from '#db/connect.ts'
import { findAsker, listPeople, type Person } from '#db/people.ts'
import { Problem } from '#db/problem.ts'

const cookieName = 'steward_person'

const oneOfEachRole = (people: Person[]): Person[] =>
  [...roles].reverse().flatMap((role) => people.find((person) => person.role === role) ?? [])

/** The first person of each role, most powerful first. */
export const demoPeople = async (db: Db, workspace: string): Promise<Person[]> =>
  oneOfEachRole(await db.inWorkspace(workspace, listPeople, 'read'))

/** The person of the cookie, or the demo's CSM: the page's first visitor sees what a CSM sees. */
export const askerIn = async (context: Context, tx: Tx, workspace: string): Promise<Asker> => {
  const people = oneOfEachRole(await listPeople(tx))
  const chosen = people.find((person) => person.email === getCookie(context, cookieName))
  const person = chosen ?? people.find(({ role }) => role === 'csm') ?? people[0]
  return findAsker(tx, workspace, person?.email)
}

export const askerOf = (context: Context, db: Db, workspace: string): Promise<Asker> =>
  db.inWorkspace(workspace, (tx) => askerIn(context, tx, workspace), 'read')

export async function switchPerson(
  context: Context,
  db: Db,
  workspace: string,
  email: string,
): Promise<void> {
  const people = await demoPeople(db, workspace)
  if (!people.some((person) => person.email === email)) {
    throw new Problem('not_found', `${email} is not one of the demo's people.`, {
      next: `Choose one of: ${people.map((person) => person.email).join(', ')}.`,
    })
  }
  setCookie(context, cookieName, email, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 60 * 60 * 24 * 365,
  })
}
