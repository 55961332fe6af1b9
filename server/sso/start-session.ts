/** Begins the session of somebody whom a provider vouched for: in that provider's workspace, and in no other of theirs. */
import { generateSignedCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { v7 } from 'uuid'
import { hashOf, newToken } from '#db/identities/tokens.ts'
import { sessions } from '#db/schema/sign-in.ts'
import { addressOf } from '../address.ts'
import { cookieName, isHttps, sessionHours } from '../sign-in/auth.ts'
import { enter as comeIn, type How } from '../sign-in/enter.ts'
import type { Sso } from './sso.ts'
import { Distrust } from './trust.ts'

export async function startSession(
  context: Context,
  { db, accounts, baseUrl }: Sso,
  who: { identity: string; workspace: string },
  how: How,
): Promise<void> {
  const token = newToken()
  const seconds = sessionHours * 60 * 60
  await db.inSignIn((tx) =>
    tx.insert(sessions).values({
      ...{ id: v7(), userId: who.identity, token: hashOf(token) },
      ...{ workspaceId: who.workspace, onlyWorkspaceId: who.workspace },
      expiresAt: new Date(Date.now() + seconds * 1000),
      ipAddress: addressOf(context),
      userAgent: (context.req.header('user-agent') ?? '').slice(0, 300),
    }),
  )
  const cookie = await generateSignedCookie(cookieName(baseUrl, 'session_token'), token, accounts.secret, {
    ...{ httpOnly: true, sameSite: 'Lax', path: '/', secure: isHttps(baseUrl), maxAge: seconds },
  })
  const principal = await comeIn(context, accounts, [cookie], how)
  if (!principal) throw new Distrust('the person may no longer sign in', 'deactivated')
}
