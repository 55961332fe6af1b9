/** Tokens with which directories provision people: made by administrators, shown once, stored as a hash, ending by themselves. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { appendAudit, recordAudit } from '#db/audit/append.ts'
import type { Db, Tx } from '#db/connect.ts'
import { hashOf, isSame, newToken } from '#db/identities/tokens.ts'
import { Problem } from '#db/problem.ts'
import { customRoles } from '#db/schema/rights.ts'
import { provisionedPeople, scimTokens } from '#db/schema/sso.ts'
import { builtInRoles } from '#db/rights.ts'
import type { NewScimToken, ScimTokenRow } from '../contract-sso.ts'
import type { By } from './providers.ts'

/** On whose behalf a directory speaks. */
export type Connection = Pick<
  typeof scimTokens.$inferSelect,
  'id' | 'workspaceId' | 'connectionId' | 'defaultRole' | 'roleNames'
>

const seenSeconds = 60
const nobodys = hashOf('')
const ofWorkspace = (workspace: string) =>
  and(eq(scimTokens.workspaceId, workspace), isNull(scimTokens.revokedAt))

export async function makeScimToken(
  db: Db,
  by: By,
  wanted: NewScimToken,
): Promise<{ token: string; id: string }> {
  const { label, expiresInDays, defaultRole, roleNames, replaces } = wanted
  await db.inWorkspace(by.workspace, (tx) => assertRoles(tx, by.workspace, Object.values(roleNames)), 'read')
  const prefix = randomBytes(6).toString('hex')
  const token = `scim_${prefix}_${newToken()}`
  const id = v7()
  await db.inSignIn(async (tx) => {
    const connectionId = replaces === undefined ? id : await connectionOfToken(tx, by.workspace, replaces)
    await tx.insert(scimTokens).values({
      ...{ id, workspaceId: by.workspace, connectionId, label, prefix, defaultRole, roleNames },
      ...{ secret: hashOf(token), expiresAt: new Date(Date.now() + expiresInDays * 86_400_000) },
    })
  })
  await recordAudit(db, by.workspace, {
    ...{ actor: { kind: 'person', id: by.userId }, action: 'scim_changed' },
    ...{
      subject: { kind: 'scim_token', id },
      details: { made: true, days: expiresInDays, defaultRole, roleNames },
    },
  })
  return { token, id }
}

async function assertRoles(tx: Tx, workspace: string, wanted: string[]): Promise<void> {
  const own = await tx
    .select({ key: customRoles.key })
    .from(customRoles)
    .where(eq(customRoles.workspaceId, workspace))
  const known = new Set([...Object.keys(builtInRoles), ...own.map(({ key }) => key)])
  const unknown = wanted.filter((role) => !known.has(role))
  if (unknown.length === 0) return
  throw new Problem('bad_request', `There is no role ${unknown.join(', ')}.`, {
    next: `There are: ${[...known].join(', ')}.`,
  })
}

async function connectionOfToken(tx: Tx, workspace: string, id: string): Promise<string> {
  const [found] = await tx
    .select({ connectionId: scimTokens.connectionId })
    .from(scimTokens)
    .where(and(eq(scimTokens.workspaceId, workspace), eq(scimTokens.id, id)))
  if (!found) throw new Problem('not_found', 'There is no token that it could replace.')
  return found.connectionId
}

export async function scimTokensOf(db: Db, workspace: string): Promise<ScimTokenRow[]> {
  const rows = await db.inSignIn((tx) =>
    tx.select().from(scimTokens).where(ofWorkspace(workspace)).orderBy(desc(scimTokens.createdAt)),
  )
  const counts = await db.inWorkspace(
    workspace,
    (tx) =>
      tx
        .select({ connection: provisionedPeople.connectionId, people: sql<number>`count(*)::int` })
        .from(provisionedPeople)
        .where(and(eq(provisionedPeople.workspaceId, workspace), isNull(provisionedPeople.deletedAt)))
        .groupBy(provisionedPeople.connectionId),
    'read',
  )
  return rows.map(
    ({ id, label, prefix, defaultRole, roleNames, connectionId, createdAt, expiresAt, lastUsedAt }) => ({
      ...{ id, label, prefix: `scim_${prefix}`, defaultRole, roleNames },
      people: counts.find(({ connection }) => connection === connectionId)?.people ?? 0,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }),
  )
}

export async function revokeScimToken(db: Db, by: By, id: string): Promise<void> {
  const gone = await db.inSignIn((tx) =>
    tx
      .update(scimTokens)
      .set({ revokedAt: new Date() })
      .where(and(ofWorkspace(by.workspace), eq(scimTokens.id, id)))
      .returning({ id: scimTokens.id }),
  )
  if (gone.length === 0) throw new Problem('not_found', 'There is no such token.')
  await db.inWorkspace(by.workspace, (tx) =>
    appendAudit(tx, by.workspace, {
      ...{ actor: { kind: 'person', id: by.userId }, action: 'scim_changed' },
      ...{ subject: { kind: 'scim_token', id }, details: { made: false } },
    }),
  )
}

export const prefixOf = (token: string): string | null =>
  /^scim_([0-9a-f]{12})_[\w-]{43}$/.exec(token)?.[1] ?? null

/** Null where the token is unknown, over or taken back. */
export const useScimToken = (db: Db, token: string): Promise<Connection | null> =>
  db.inSignIn(async (tx) => {
    const [found] = await tx
      .select()
      .from(scimTokens)
      .where(eq(scimTokens.prefix, prefixOf(token) ?? ''))
    // Also for an unknown prefix, so that it takes as long.
    const isRight = isSame(hashOf(token), found?.secret ?? nobodys)
    if (!found || !isRight || found.revokedAt !== null || found.expiresAt.getTime() <= Date.now()) return null
    if ((found.lastUsedAt?.getTime() ?? 0) < Date.now() - seenSeconds * 1000)
      await tx.update(scimTokens).set({ lastUsedAt: new Date() }).where(eq(scimTokens.id, found.id))
    return found
  })
