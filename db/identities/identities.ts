/** Identities: made by set-up, invitation or single sign-on, never by signing up. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Db, Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { credentials, identities } from '../schema/sign-in.ts'

export type Identity = { id: string; email: string; name: string; emailVerified: boolean }

const columns = {
  id: identities.id,
  email: identities.email,
  name: identities.name,
  emailVerified: identities.emailVerified,
}

export const findIdentity = (db: Db, email: string): Promise<Identity | null> =>
  db.inSignIn(async (tx) => {
    const [found] = await tx.select(columns).from(identities).where(eq(identities.email, email.toLowerCase()))
    return found ?? null
  })

export type NewIdentity = { email: string; name: string; passwordHash: string | null; emailVerified: boolean }

/** Throws a Problem where the e-mail has an identity already: nobody takes it over. */
export async function createIdentity(tx: Tx, { passwordHash, ...person }: NewIdentity): Promise<string> {
  const [made] = await tx
    .insert(identities)
    .values({ ...person, email: person.email.toLowerCase(), id: v7() })
    .onConflictDoNothing()
    .returning({ id: identities.id })
  if (!made)
    throw new Problem('conflict', 'There is an account with this e-mail already.', {
      next: 'Sign in with it.',
    })
  if (passwordHash !== null)
    await tx.insert(credentials).values({
      id: v7(),
      accountId: made.id,
      providerId: 'credential',
      userId: made.id,
      password: passwordHash,
    })
  return made.id
}

export const removeIdentity = (db: Db, id: string): Promise<unknown> =>
  db.inSignIn((tx) => tx.delete(identities).where(eq(identities.id, id)))

export const verifyEmail = (db: Db, id: string, email: string): Promise<unknown> =>
  db.inSignIn((tx) =>
    tx
      .update(identities)
      .set({ emailVerified: true })
      .where(and(eq(identities.id, id), eq(identities.email, email))),
  )

export type Security = { hasPassword: boolean; twoFactor: boolean; emailVerified: boolean; email: string }

export const securityOf = (db: Db, id: string): Promise<Security | null> =>
  db.inSignIn(async (tx) => {
    const [one] = await tx
      .select({ ...columns, twoFactor: identities.twoFactorEnabled })
      .from(identities)
      .where(eq(identities.id, id))
    if (!one) return null
    const [password] = await tx
      .select({ id: credentials.id })
      .from(credentials)
      .where(
        and(
          eq(credentials.userId, id),
          eq(credentials.providerId, 'credential'),
          isNotNull(credentials.password),
        ),
      )
    return {
      hasPassword: password !== undefined,
      twoFactor: one.twoFactor ?? false,
      emailVerified: one.emailVerified,
      email: one.email,
    }
  })
