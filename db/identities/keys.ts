/** Keys of programs: 256 bits behind a public prefix, stored as a hash; each acts for a person, with a part of what that person may, until a day. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Db } from '../connect.ts'
import type { Permission } from '../contract.ts'
import { apiKeys } from '../schema/sign-in.ts'
import { hashOf, isSame, newToken } from './tokens.ts'

export type KeyRow = Omit<typeof apiKeys.$inferSelect, 'secret'>

const now = sql`now()` as never
const seenSeconds = 60
/** So that an unknown prefix takes as long as a known one. */
const nobodys = hashOf('')

const columns = {
  id: apiKeys.id,
  identityId: apiKeys.identityId,
  workspaceId: apiKeys.workspaceId,
  personId: apiKeys.personId,
  label: apiKeys.label,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
}

export type NewKey = Pick<KeyRow, 'identityId' | 'workspaceId' | 'personId' | 'label'> & {
  scopes: Permission[]
  days: number
}

/** The whole key is told here and never again. */
export async function makeKey(db: Db, { days, ...wanted }: NewKey): Promise<{ row: KeyRow; key: string }> {
  const prefix = randomBytes(6).toString('hex')
  const secret = newToken()
  const [row] = await db.inSignIn((tx) =>
    tx
      .insert(apiKeys)
      .values({
        ...{ ...wanted, id: v7(), prefix, secret: hashOf(secret) },
        expiresAt: sql`now() + make_interval(days => ${days})` as never,
      })
      .returning(columns),
  )
  if (!row) throw new Error('a key was not stored')
  return { row, key: `stw_${prefix}_${secret}` }
}

/** Its two parts; null for what is no key at all. */
export function partsOf(key: string): { prefix: string; secret: string } | null {
  const [, prefix, secret] = /^stw_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/.exec(key) ?? []
  return prefix !== undefined && secret !== undefined ? { prefix, secret } : null
}

/** The key that is good now; null for any other. Counts as use of it. */
export const useKey = (
  db: Db,
  { prefix, secret }: { prefix: string; secret: string },
): Promise<KeyRow | null> =>
  db.inSignIn(async (tx) => {
    const [found] = await tx
      .select({
        ...columns,
        secret: apiKeys.secret,
        isGood: sql<boolean>`${apiKeys.revokedAt} is null and ${apiKeys.expiresAt} > now()`,
        isStale: sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - make_interval(secs => ${seenSeconds}), true)`,
      })
      .from(apiKeys)
      .where(eq(apiKeys.prefix, prefix))
    const isRight = isSame(hashOf(secret), found?.secret ?? nobodys)
    if (!found || !isRight || !found.isGood) return null
    if (found.isStale) await tx.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, found.id))
    return found
  })

/** Newest first; of one person, or of everybody in the workspace. */
export const listKeys = (db: Db, workspace: string, personId?: string): Promise<KeyRow[]> =>
  db.inSignIn((tx) =>
    tx
      .select(columns)
      .from(apiKeys)
      .where(
        and(
          eq(apiKeys.workspaceId, workspace),
          personId === undefined ? undefined : eq(apiKeys.personId, personId),
        ),
      )
      .orderBy(desc(apiKeys.createdAt)),
  )

/** Null where the workspace (or, if given, the person) has no such key that is still good for anything. */
export const revokeKey = (db: Db, workspace: string, id: string, personId?: string): Promise<KeyRow | null> =>
  db.inSignIn(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(
        and(
          eq(apiKeys.workspaceId, workspace),
          eq(apiKeys.id, id),
          sql`${apiKeys.revokedAt} is null`,
          personId === undefined ? undefined : eq(apiKeys.personId, personId),
        ),
      )
      .returning(columns)
    return row ?? null
  })
