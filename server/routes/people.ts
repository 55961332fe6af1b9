/** The people of a workspace: who there is, what they may, changing it, and why somebody sees an account or does not. */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { appendAudit, recordAudit } from '#db/audit/append.ts'
import { explainSight } from '#db/explain-rights.ts'
import { inChange } from '#db/history/change.ts'
import { openInvitations } from '#db/identities/links.ts'
import { accountsOf, askerOfPerson, endAccess } from '#db/identities/memberships.ts'
import {
  changePerson,
  lastSignIns,
  peopleOf,
  roleByKey,
  type Changed,
  type PersonOf,
} from '#db/identities/people.ts'
import type { AuditAction, AuditDetails } from '#db/audit/contract.ts'
import { actsOn } from '#db/rights.ts'
import { accounts as accountTable } from '#db/schema/tables.ts'
import { personChangeSchema, personRowSchema, sightSchema, type PersonRow } from '../contract-people.ts'
import { principalOf, type Principal } from '../principal.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { actorOf } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const list = route({
  method: 'get',
  path: '/people',
  access: 'people:read',
  responses: giving('Everybody of the workspace, by name', z.array(personRowSchema)),
})
const change = route({
  method: 'patch',
  path: '/people/{id}',
  access: 'people:manage',
  request: { params: z.object({ id: z.uuid() }), ...taking(personChangeSchema) },
  responses: giving('The person now', personRowSchema),
})
const sees = route({
  method: 'get',
  path: '/people/{id}/sees/{account}',
  access: 'people:manage',
  request: { params: z.object({ id: z.uuid(), account: z.string().min(1).max(200) }) },
  responses: giving('Why, in sentences', sightSchema),
})

type Known = { twoFactor: boolean; lastSeenAt: Date | null }

function stateOf({ deactivatedAt }: PersonOf, account: Known | undefined, isInvited: boolean) {
  if (deactivatedAt !== null) return 'deactivated'
  if (account) return 'active'
  return isInvited ? 'invited' : 'no account'
}

/** Of a session that goes on; else when the last one began. */
function lastSeen(live: Date | null, signedIn: string | undefined): string | null {
  const moments = [...(live ? [live] : []), ...(signedIn === undefined ? [] : [new Date(signedIn)])]
  const last = moments.toSorted((a, b) => b.getTime() - a.getTime())[0]
  return last?.toISOString() ?? null
}

async function rowsFor({ db }: Accounts, { workspace, asker }: Principal): Promise<PersonRow[]> {
  const mayManage = asker.rights.may.includes('people:manage')
  const accounts = new Map((await accountsOf(db, workspace.id)).map((one) => [one.personId, one]))
  const invited = new Set((await openInvitations(db, workspace.id)).map(({ personId }) => personId))
  return db.inWorkspace(
    workspace.id,
    async (tx) => {
      const rows: PersonRow[] = []
      const signedIn = mayManage ? await lastSignIns(tx, workspace.id) : new Map<string, string>()
      for (const person of await peopleOf(tx, workspace.id)) {
        const { rights } = await roleByKey(tx, workspace.id, person.customRole ?? person.role)
        const account = accounts.get(person.id)
        rows.push({
          ...{ id: person.id, email: person.email, name: person.name, role: person.role },
          ...{ customRole: person.customRole, roleLabel: rights.label, managerEmail: person.managerEmail },
          state: mayManage ? stateOf(person, account, invited.has(person.id)) : null,
          lastSeenAt: mayManage ? lastSeen(account?.lastSeenAt ?? null, signedIn.get(person.id)) : null,
          twoFactor: mayManage && account ? account.twoFactor : null,
        })
      }
      return rows
    },
    'read',
  )
}

const actsOf = ({ role, deactivated, manager }: Changed): [AuditAction, AuditDetails][] => [
  ...(role ? [['role_changed', role] as [AuditAction, AuditDetails]] : []),
  ...(deactivated === true ? [['person_deactivated', {}] as [AuditAction, AuditDetails]] : []),
  ...(deactivated === false ? [['person_reactivated', {}] as [AuditAction, AuditDetails]] : []),
  ...(manager ? [['person_changed', { field: 'manager' }] as [AuditAction, AuditDetails]] : []),
]

/** `account` is the id that answers print. */
async function mayActOn(
  { db }: Accounts,
  workspace: string,
  personId: string,
  account: string,
): Promise<boolean> {
  const person = await askerOfPerson(db, workspace, personId)
  if (!person) return false
  return db.inWorkspace(
    workspace,
    async (tx) => {
      const found = await tx
        .select({ id: accountTable.id })
        .from(accountTable)
        .where(and(eq(accountTable.workspaceId, workspace), eq(accountTable.sourceId, account)))
      return (
        (
          await actsOn(
            tx,
            person.asker,
            found.map(({ id }) => id),
          )
        ).length > 0
      )
    },
    'read',
  )
}

export function peopleRoutes(accounts: Accounts) {
  const { db } = accounts
  return resource()
    .openapi(list, async (context) => context.json(await rowsFor(accounts, principalOf(context)), 200))
    .openapi(change, async (context) => {
      const principal = principalOf(context)
      const { workspace, asker } = principal
      const { id } = context.req.valid('param')
      const wanted = context.req.valid('json')
      const withAccounts = new Set((await accountsOf(db, workspace.id)).map(({ personId }) => personId))
      const origin = { kind: 'edit', source: 'steward', actorId: asker.userId } as const
      const changed = await inChange(db, workspace.id, origin, async (tx) => {
        const done = await changePerson(tx, asker, id, wanted, withAccounts)
        for (const [action, details] of actsOf(done))
          await appendAudit(tx, workspace.id, {
            ...{ actor: actorOf(principal), action, subject: { kind: 'user', id }, details },
          })
        return done
      })
      // What they are signed in by was given to who they were before.
      if (changed.role || changed.deactivated === true) {
        const ended = await endAccess(db, workspace.id, id, { keys: changed.deactivated === true })
        if (ended.sessions + ended.keys > 0)
          await recordAudit(db, workspace.id, {
            ...{
              actor: actorOf(principal),
              action: 'session_revoked',
              subject: { kind: 'user', id },
              details: ended,
            },
          })
      }
      const row = (await rowsFor(accounts, principal)).find((one) => one.id === id)
      if (!row) throw new Error('a person is gone after they were changed')
      return context.json(row, 200)
    })
    .openapi(sees, async (context) => {
      const principal = principalOf(context)
      const { id, account } = context.req.valid('param')
      const { id: workspace } = principal.workspace
      const sight = await db.inWorkspace(workspace, (tx) => explainSight(tx, workspace, id, account), 'read')
      await recordAudit(db, workspace, {
        ...{ actor: actorOf(principal), action: 'access_explained', subject: { kind: 'user', id } },
        details: { account, sees: sight.sees },
      })
      const { because: reasons, ...rest } = sight
      const acts = await mayActOn(accounts, workspace, id, account)
      return context.json({ ...rest, reasons, acts: sight.sees && acts }, 200)
    })
}
