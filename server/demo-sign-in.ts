/** Signs visitors in as one of a workspace's people, by a cookie that anybody may set: for the demo, and only while no real workspace exists. */
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { roles } from '#db/contract.ts'
import type { Db } from '#db/connect.ts'
import { findAsker, listPeople, type Person, type Workspace } from '#db/people.ts'
import { Problem } from '#db/problem.ts'
import type { Principal } from './principal.ts'

const demoCookie = 'steward_person'

/** The first person of each role, most powerful first. */
const oneOfEachRole = (people: Person[]): Person[] =>
  [...roles].reverse().flatMap((role) => people.find((person) => person.role === role) ?? [])

export const demoPeople = async (db: Db, workspace: string): Promise<Person[]> =>
  oneOfEachRole(await db.inWorkspace(workspace, listPeople, 'read'))

/** Whoever the cookie names, if it is one of the demo's people. */
export const demoPrincipal = (context: Context, db: Db, workspace: Workspace): Promise<Principal | null> =>
  db.inWorkspace(
    workspace.id,
    async (tx) => {
      const email = getCookie(context, demoCookie)
      if (email === undefined) return null
      const person = oneOfEachRole(await listPeople(tx)).find((one) => one.email === email)
      if (!person) return null
      const asker = await findAsker(tx, workspace.id, person.email)
      return { via: 'demo', workspace, asker, identity: null, credential: null }
    },
    'read',
  )

/** Enters as that person; without one as the demo's CSM: the first visitor sees what a CSM sees. */
export async function enterAs(
  context: Context,
  db: Db,
  workspace: string,
  email: string | undefined,
): Promise<Person> {
  const people = await demoPeople(db, workspace)
  const wanted = email === undefined ? people.find(({ role }) => role === 'csm') : undefined
  const person = wanted ?? people.find((one) => one.email === email)
  if (!person)
    throw new Problem('not_found', `${email ?? 'A CSM'} is not one of the demo's people.`, {
      next: `Choose one of: ${people.map((one) => one.email).join(', ')}.`,
    })
  setCookie(context, demoCookie, person.email, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 60 * 60 * 24 * 365,
  })
  return person
}
