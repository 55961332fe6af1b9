/** Counts tries at what must not be guessed, in the database, so that neither a restart nor a second process gives more of them. */
import { eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { attempts } from '../schema/sign-in.ts'
import { hashOf } from './tokens.ts'

/** At most so many a quarter of an hour, of one account from one address. */
export const triesMost = 10
const windowSeconds = 15 * 60

export type Take = { isAllowed: boolean; /** Until there are new ones. */ seconds: number }

/** What is tried, of whom, from where: nothing of it is stored as it is. */
export type Tried = [what: string, whose: string, address: string]
const keyOf = (tried: Tried) => hashOf(JSON.stringify(tried))

/** Takes one try. The window begins with the first and does not grow. */
export async function takeTry(
  db: Db,
  tried: Tried,
  most = triesMost,
  seconds = windowSeconds,
): Promise<Take> {
  const until = sql`now() + make_interval(secs => ${seconds})`
  const isOver = sql`${attempts.until} <= now()`
  return db.inSignIn(async (tx) => {
    const [row] = await tx
      .insert(attempts)
      .values({ key: keyOf(tried), count: 1, until: until as never })
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          count: sql`case when ${isOver} then 1 else ${attempts.count} + 1 end`,
          until: sql`case when ${isOver} then ${until} else ${attempts.until} end`,
        },
      })
      .returning({
        count: attempts.count,
        left: sql<number>`ceil(extract(epoch from ${attempts.until} - now()))::int`,
      })
    if (!row) throw new Error('a try was not counted')
    // Whoever opens a window sweeps up the ones that are over.
    if (row.count === 1) await tx.delete(attempts).where(lt(attempts.until, sql`now() - interval '1 hour'`))
    return { isAllowed: row.count <= most, seconds: Math.max(1, row.left) }
  })
}

/** Without taking one: whether there are tries left. */
export async function hasTries(db: Db, tried: Tried, most = triesMost): Promise<boolean> {
  const [row] = await db.inSignIn((tx) =>
    tx
      .select({ count: attempts.count })
      .from(attempts)
      .where(sql`${attempts.key} = ${keyOf(tried)} and ${attempts.until} > now()`),
  )
  return (row?.count ?? 0) < most
}

/** It was right: the tries before it count no more. */
export const forgetTries = (db: Db, tried: Tried): Promise<unknown> =>
  db.inSignIn((tx) => tx.delete(attempts).where(eq(attempts.key, keyOf(tried))))
