/** Who owes a second factor: found by what their browser was given after the password. */
import { and, eq, sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import type { Db } from '../connect.ts'
import { verifications } from '../schema/sign-in.ts'

/** As the sign-in library hashes what it stores. */
const stored = (identifier: string) => createHash('sha256').update(identifier).digest('base64url')

export const pendingIdentity = (db: Db, identifier: string): Promise<string | null> =>
  db.inSignIn(async (tx) => {
    const [found] = await tx
      .select({ identity: verifications.value })
      .from(verifications)
      .where(and(eq(verifications.identifier, stored(identifier)), sql`${verifications.expiresAt} > now()`))
    return found?.identity ?? null
  })
