/** People as a directory provisions them: it sees and changes only those that it brought, and takes nobody over who signs in by themselves. */
import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { appendAudit } from '#db/audit/append.ts'
import type { AuditAction } from '#db/audit/contract.ts'
import type { Db, Tx } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { accountsOf, endAccess } from '#db/identities/memberships.ts'
import {
  addPerson,
  editPerson,
  personByEmail,
  stopTurnsOf,
  type PersonEdit,
} from '#db/identities/provision.ts'
import { provisionedPeople } from '#db/schema/sso.ts'
import { users } from '#db/schema/tables.ts'
import { mostListed, ScimError, urns, type UserDocument } from './scim-shapes.ts'
import type { Connection } from './scim-tokens.ts'
import { rolesOf, type WantedUser } from './scim-wanted.ts'
import type { Sso } from './sso.ts'

type Row = { person: typeof users.$inferSelect; record: typeof provisionedPeople.$inferSelect }
type Parts = Pick<Sso, 'db' | 'baseUrl' | 'running'>

export const scimBase = (baseUrl: string): string => `${baseUrl}/api/scim/v2`

/** At once, where this process runs them. */
function stopHere(running: Parts['running'], conversations: string[]): void {
  for (const conversation of conversations) running.get(conversation)?.stop()
}

const ofConnection = ({ workspaceId, connectionId }: Connection) =>
  and(eq(provisionedPeople.workspaceId, workspaceId), eq(provisionedPeople.connectionId, connectionId))

const joined = (tx: Tx) =>
  tx
    .select({ person: users, record: provisionedPeople })
    .from(provisionedPeople)
    .innerJoin(
      users,
      and(eq(users.workspaceId, provisionedPeople.workspaceId), eq(users.id, provisionedPeople.personId)),
    )

export type Filter = { by: 'userName' | 'externalId' | 'id' | 'email'; value: string } | null

export async function listUsers(
  { db, baseUrl }: Parts,
  connection: Connection,
  filter: Filter,
  start: number,
  count: number,
) {
  const matches = filter ? matching(filter) : undefined
  const rows = await db.inWorkspace(
    connection.workspaceId,
    (tx) =>
      joined(tx)
        .where(and(ofConnection(connection), isNull(provisionedPeople.deletedAt), matches))
        .orderBy(asc(provisionedPeople.createdAt), asc(provisionedPeople.personId)),
    'read',
  )
  const page = rows.slice(start - 1, start - 1 + Math.min(count, mostListed))
  return { total: rows.length, page: page.map((row) => documentOf(baseUrl, row)) }
}

function matching({ by, value }: NonNullable<Filter>): SQL {
  if (by === 'userName') return eq(provisionedPeople.userName, value.toLowerCase())
  if (by === 'externalId') return eq(provisionedPeople.externalId, value)
  if (by === 'email') return eq(users.email, value.toLowerCase())
  return sql`${provisionedPeople.personId}::text = ${value.toLowerCase()}`
}

const notThere = () => new ScimError(404, 'There is no such user.')
const isTaken = (what: string) => new ScimError(409, `${what} is taken.`, 'uniqueness')

async function findRow(tx: Tx, connection: Connection, id: string): Promise<Row> {
  const isId = sql`${provisionedPeople.personId}::text = ${id.toLowerCase()}`
  const [row] = await joined(tx).where(
    and(ofConnection(connection), isNull(provisionedPeople.deletedAt), isId),
  )
  if (!row) throw notThere()
  return row
}

export const readUser = async (
  { db, baseUrl }: Parts,
  connection: Connection,
  id: string,
): Promise<UserDocument> =>
  documentOf(
    baseUrl,
    await db.inWorkspace(connection.workspaceId, (tx) => findRow(tx, connection, id), 'read'),
  )

function documentOf(baseUrl: string, { person, record }: Row): UserDocument {
  const words = person.name.split(' ')
  const role = person.customRole ?? person.role
  return {
    ...{ schemas: [urns.user], id: person.id, userName: record.userName },
    ...(record.externalId !== null && { externalId: record.externalId }),
    displayName: person.name,
    name: { formatted: person.name, givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' },
    emails: [{ value: person.email, type: 'work', primary: true }],
    active: person.deactivatedAt === null,
    roles: [{ value: role, display: role, primary: true }],
    meta: {
      ...{ resourceType: 'User', created: iso(record.createdAt), lastModified: iso(record.updatedAt) },
      location: `${scimBase(baseUrl)}/Users/${person.id}`,
    },
  }
}

const iso = (moment: string) => new Date(moment).toISOString()

const act = <T>(db: Db, { workspaceId, id }: Connection, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inChange(db, workspaceId, { kind: 'edit', source: 'scim', ref: id }, work)

const record = (
  tx: Tx,
  { workspaceId, id }: Connection,
  action: AuditAction,
  personId: string,
  fields: string[],
) =>
  appendAudit(tx, workspaceId, {
    ...{ actor: { kind: 'system' }, action, subject: { kind: 'user', id: personId } },
    details: { scimToken: id, fields },
  })

/** Makes the person, takes a deleted one of the same name back, or takes somebody who has no account of their own yet. */
export async function createUser(
  parts: Parts,
  connection: Connection,
  wanted: WantedUser,
): Promise<UserDocument> {
  const { db } = parts
  const { workspaceId, connectionId } = connection
  const signedUp = new Set((await accountsOf(db, workspaceId)).map(({ personId }) => personId))
  const id = await act(db, connection, async (tx) => {
    const role = await rolesOf(tx, connection, wanted.roles)
    const [known] = await joined(tx).where(
      and(ofConnection(connection), eq(provisionedPeople.userName, wanted.userName)),
    )
    if (known?.record.deletedAt === null) throw isTaken('The userName')
    const there = known?.person ?? (await personByEmail(tx, workspaceId, wanted.email))
    const isActive = wanted.active ?? true
    const deactivatedAt = isActive ? null : (there?.deactivatedAt ?? new Date().toISOString())
    const values = { email: wanted.email, name: wanted.name, deactivatedAt }
    if (there) {
      if (!known)
        await assertFree(tx, workspaceId, there.id, signedUp.has(there.id) || there.deactivatedAt !== null)
      await assertEmailFree(tx, workspaceId, wanted.email, there.id)
      await editPerson(tx, workspaceId, there.id, { ...values, ...(role ?? {}) })
    }
    const person =
      there ??
      (await addPerson(tx, workspaceId, {
        ...values,
        ...(role ?? { role: connection.defaultRole, customRole: null }),
      }))
    if (!person) throw isTaken('The e-mail')
    const { userName, externalId } = wanted
    const fresh = { connectionId, userName, externalId, isActive, deletedAt: null }
    const kept = await tx
      .insert(provisionedPeople)
      .values({ ...fresh, workspaceId, personId: person.id })
      .onConflictDoUpdate({
        target: [provisionedPeople.workspaceId, provisionedPeople.personId],
        set: { ...fresh, updatedAt: new Date().toISOString() },
      })
      .returning()
    if (kept.length === 0) throw isTaken('The userName')
    await record(tx, connection, 'provisioned', person.id, ['email', 'name', 'role'])
    return person.id
  })
  return readUser(parts, connection, id)
}

/** A directory must not get hold of an account by naming its e-mail, nor let in whom an administrator put out. */
async function assertFree(tx: Tx, workspace: string, personId: string, isOwn: boolean): Promise<void> {
  const other = await tx
    .select({ id: provisionedPeople.personId })
    .from(provisionedPeople)
    .where(and(eq(provisionedPeople.workspaceId, workspace), eq(provisionedPeople.personId, personId)))
  if (isOwn || other.length > 0) throw isTaken('The e-mail')
}

async function assertEmailFree(tx: Tx, workspace: string, email: string, personId: string): Promise<void> {
  const other = await personByEmail(tx, workspace, email)
  if (other && other.id !== personId) throw isTaken('The e-mail')
}

/** Changes what is told. Whoever is put out, or gets other rights, is signed in no more when this returns. */
export async function changeUser(
  parts: Parts,
  connection: Connection,
  id: string,
  wantedOf: (before: UserDocument) => WantedUser,
): Promise<UserDocument> {
  const { db, running, baseUrl } = parts
  const { workspaceId } = connection
  const { person, ended, conversations } = await act(db, connection, async (tx) => {
    const row = await findRow(tx, connection, id)
    const wanted = wantedOf(documentOf(baseUrl, row))
    await assertEmailFree(tx, workspaceId, wanted.email, row.person.id)
    const [named] = await joined(tx).where(
      and(ofConnection(connection), eq(provisionedPeople.userName, wanted.userName)),
    )
    if (named && named.person.id !== row.person.id) throw isTaken('The userName')
    const edit = await editOf(tx, connection, row, wanted)
    await editPerson(tx, workspaceId, row.person.id, edit)
    const { userName, externalId, active } = wanted
    await keepRecord(tx, connection, row.person.id, {
      userName,
      externalId,
      ...(active !== null && { isActive: active }),
    })
    const isOut = edit.deactivatedAt !== undefined && edit.deactivatedAt !== null
    const conversations = isOut ? await stopTurnsOf(tx, workspaceId, row.person.id) : []
    const fields = Object.keys(edit)
    const action = isOut
      ? 'deprovisioned'
      : edit.deactivatedAt === null
        ? 'person_reactivated'
        : 'person_changed'
    if (fields.length > 0) await record(tx, connection, action, row.person.id, fields)
    const ended = isOut ? 'all' : 'role' in edit || 'customRole' in edit ? 'sessions' : null
    return { person: row.person.id, ended, conversations }
  })
  stopHere(running, conversations)
  if (ended) await endAccess(db, workspaceId, person, { keys: ended === 'all' })
  return readUser(parts, connection, person)
}

/** Only a directory that put somebody out lets them in again: whom an administrator put out stays out. */
async function editOf(
  tx: Tx,
  connection: Connection,
  { person, record }: Row,
  wanted: WantedUser,
): Promise<PersonEdit> {
  const { active, email, name } = wanted
  const goesOut = active === false && person.deactivatedAt === null
  const comesBack = active === true && !record.isActive
  const all: PersonEdit = {
    ...{ email, name },
    ...(goesOut && { deactivatedAt: new Date().toISOString() }),
    ...(comesBack && { deactivatedAt: null }),
    ...((await rolesOf(tx, connection, wanted.roles)) ?? {}),
  }
  const differs = ([key, value]: [string, unknown]) => person[key as keyof PersonEdit] !== value
  return Object.fromEntries(Object.entries(all).filter(differs))
}

const keepRecord = (
  tx: Tx,
  { workspaceId }: Connection,
  personId: string,
  set: Partial<typeof provisionedPeople.$inferInsert>,
) =>
  tx
    .update(provisionedPeople)
    .set({ ...set, updatedAt: new Date().toISOString() })
    .where(and(eq(provisionedPeople.workspaceId, workspaceId), eq(provisionedPeople.personId, personId)))

/** The person stays, because what they did stays theirs; but may do nothing more. */
export async function deleteUser({ db, running }: Parts, connection: Connection, id: string): Promise<void> {
  const { workspaceId } = connection
  const { person, conversations } = await act(db, connection, async (tx) => {
    const { person } = await findRow(tx, connection, id)
    const now = new Date().toISOString()
    await editPerson(tx, workspaceId, person.id, { deactivatedAt: person.deactivatedAt ?? now })
    await keepRecord(tx, connection, person.id, { deletedAt: now })
    const conversations = await stopTurnsOf(tx, workspaceId, person.id)
    await record(tx, connection, 'deprovisioned', person.id, [])
    return { person: person.id, conversations }
  })
  stopHere(running, conversations)
  await endAccess(db, workspaceId, person, { keys: true })
}
