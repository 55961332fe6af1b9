/** People as their rights are now: whose yes counts, and who could give one. */
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { outsideOf } from '#db/effects/rows.ts'
import { findAsker } from '#db/people.ts'
import { users } from '#db/schema/tables.ts'

/** Null where nobody of that id may sign in any more. */
export async function askerNow(tx: Tx, workspace: string, userId: string): Promise<Asker | null> {
  const [person] = await tx
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.workspaceId, workspace), eq(users.id, userId), isNull(users.deactivatedAt)))
  return person ? findAsker(tx, workspace, person.email) : null
}

/** Whether they may say yes to what that person asked for, its rows apart: to their own by acting, to others’ by approving. */
export const mayDecide = ({ userId, rights }: Asker, requesterId: string): boolean =>
  rights.may.includes('act') && (userId === requesterId || rights.may.includes('approve'))

/** How many of the workspace could approve it, counted up to `enough`. */
export async function countEligible(
  tx: Tx,
  {
    workspace,
    proposal,
    requester,
    enough,
  }: { workspace: string; proposal: string; requester: Asker; enough: number },
): Promise<number> {
  let found = requester.rights.may.includes('act') ? 1 : 0
  const others = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.workspaceId, workspace),
        isNull(users.deactivatedAt),
        ne(users.id, requester.userId),
        sql`(${users.role} in ('admin', 'manager') or ${users.customRole} is not null)`,
      ),
    )
    .orderBy(sql`${users.role} = 'admin' desc`, users.id)
  for (const { id } of others) {
    if (found >= enough) break
    const asker = await askerNow(tx, workspace, id)
    if (!asker || !mayDecide(asker, requester.userId)) continue
    if ((await outsideOf(tx, { workspace, proposal, asker })) === 0) found++
  }
  return found
}
