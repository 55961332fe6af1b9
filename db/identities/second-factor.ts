/** Takes an identity's second factor away: for whoever lost it and has proved otherwise who they are. */
import { eq } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { identities, secondFactors } from '../schema/sign-in.ts'

export const dropSecondFactor = (db: Db, identity: string): Promise<void> =>
  db.inSignIn(async (tx) => {
    await tx.delete(secondFactors).where(eq(secondFactors.userId, identity))
    await tx.update(identities).set({ twoFactorEnabled: false }).where(eq(identities.id, identity))
  })
