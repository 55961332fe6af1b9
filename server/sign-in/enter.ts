/** Somebody has proved who they are: signs them in, unless no workspace lets them in any more, and records it. */
import type { Context } from 'hono'
import { forgetTries } from '#db/identities/attempts.ts'
import {
  chooseWorkspace,
  endSession,
  sweepSessions,
  useSession,
  type LiveSession,
} from '#db/identities/sessions.ts'
import { addressOf } from '../address.ts'
import type { Principal } from '../principal.ts'
import { setCookies, tokenIn } from './ask-auth.ts'
import { recordForIdentity } from './record.ts'
import { principalOfSession, type Accounts } from './sign-in.ts'

export type How = 'password' | 'totp' | 'recovery code' | 'oidc' | 'saml'

/**
 * `cookies` are those that the library begins the session with. Null where nobody may come in: the session is ended then,
 * and no cookie is set. The session that the browser had before ends.
 */
export async function enter(
  context: Context,
  accounts: Accounts,
  cookies: string[],
  how: How,
): Promise<Principal | null> {
  const { db, baseUrl } = accounts
  const token = tokenIn(cookies, baseUrl())
  const session = token === null ? null : await useSession(db, token)
  if (!session) return null
  const principal = await principalOfSession(db, session)
  if (!principal) {
    await endSession(db, session.identity, session.id)
    return null
  }
  try {
    await recordForIdentity(db, session.identity, 'signed_in', {
      details: { how, session: session.id },
      personal: { address: addressOf(context) },
    })
  } catch (error) {
    await endSession(db, session.identity, session.id)
    throw error
  }
  await endBefore(context, accounts, session)
  await sweepSessions(db)
  await forgetTries(db, ['sign-in', session.email, addressOf(context)])
  setCookies(context, cookies)
  return principal
}

async function endBefore(context: Context, { db }: Accounts, session: LiveSession): Promise<void> {
  const before = context.get('principal')
  if (
    before?.via === 'session' &&
    before.identity !== null &&
    before.credential !== null &&
    before.credential !== session.id
  )
    await endSession(db, before.identity, before.credential)
}

/** The library has begun a new session in place of the principal's: it goes on in the workspace where the old one was. */
export async function goOn(
  context: Context,
  { db, baseUrl }: Accounts,
  cookies: string[],
  { workspace, identity, credential }: Principal,
): Promise<void> {
  const token = tokenIn(cookies, baseUrl())
  const session = token === null ? null : await useSession(db, token)
  if (!session) return
  await chooseWorkspace(db, session.id, workspace.id)
  if (identity !== null && credential !== null && credential !== session.id)
    await endSession(db, identity, credential)
  setCookies(context, cookies)
}
