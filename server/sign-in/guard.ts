/** The checks that routes of accounts share: a session of a person's own, and tries that are not spent. */
import type { Context } from 'hono'
import type { Db } from '#db/connect.ts'
import { takeTry, type Tried } from '#db/identities/attempts.ts'
import { Problem } from '#db/problem.ts'
import { principalOf, type Principal } from '../principal.ts'
import { TooMany } from '../rate-limits.ts'

export type OwnSession = Principal & { identity: string; credential: string }

/** Who is signed in by a session: neither a key nor a visitor of the demo has an account to change. */
export function ownSession(context: Context): OwnSession {
  const principal = principalOf(context)
  const { via, identity, credential } = principal
  if (via === 'session' && identity !== null && credential !== null)
    return { ...principal, identity, credential }
  throw new Problem('forbidden', 'This takes an account that you signed in to.', {
    next:
      via === 'demo'
        ? 'In the demo nobody has one: set Steward up with the link that it printed when it started.'
        : 'Sign in on the page.',
  })
}

/** Takes a try; throws where there are none left. */
export async function assertTries(db: Db, tried: Tried): Promise<void> {
  const { isAllowed, seconds } = await takeTry(db, tried)
  if (!isAllowed) throw new TooMany(seconds)
}
