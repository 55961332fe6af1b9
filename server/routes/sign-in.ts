/** Signing in with e-mail and password, and out. What is refused sounds and takes the same, whoever has an account. */
import { forgetTries } from '#db/identities/attempts.ts'
import { findIdentity } from '#db/identities/identities.ts'
import { endSession } from '#db/identities/sessions.ts'
import { Problem } from '#db/problem.ts'
import { deleteCookie } from 'hono/cookie'
import { addressOf } from '../address.ts'
import { doneSchema, signedInSchema, signInSchema } from '../contract-people.ts'
import { giving, nothingToSay, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { askAuth, setCookies } from '../sign-in/ask-auth.ts'
import { cookieName, isHttps } from '../sign-in/auth.ts'
import { enter } from '../sign-in/enter.ts'
import { evenTime } from '../sign-in/even-time.ts'
import { assertTries } from '../sign-in/guard.ts'
import { recordForIdentity } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const signIn = route({
  method: 'post',
  path: '/auth/sign-in/email',
  access: 'open',
  request: taking(signInSchema),
  responses: giving('Signed in, or a second factor is wanted', signedInSchema),
})
const signOut = route({
  method: 'post',
  path: '/auth/sign-out',
  access: 'open',
  request: taking(nothingToSay),
  responses: giving('Signed out', doneSchema),
})

export const wrongSignIn = () =>
  new Problem('signed_out', 'This e-mail and password do not belong together.', {
    done: 'You are not signed in.',
    next: 'Try again, or set a new password by mail.',
  })

export function signInRoutes(accounts: Accounts) {
  const { db } = accounts
  return resource()
    .openapi(signIn, async (context) => {
      const began = performance.now()
      const { email, password } = context.req.valid('json')
      const address = addressOf(context)
      await assertTries(db, ['sign-in', email, address])
      const answer = await askAuth(
        context,
        accounts,
        '/sign-in/email',
        { email, password },
        { session: false },
      )
      if (answer.ok && answer.body['twoFactorRedirect'] === true) {
        setCookies(context, answer.cookies)
        return context.json({ secondFactor: true }, 200)
      }
      const principal = answer.ok ? await enter(context, accounts, answer.cookies, 'password') : null
      if (principal) {
        await forgetTries(db, ['sign-in', email, address])
        return context.json({ secondFactor: false }, 200)
      }
      const known = await findIdentity(db, email)
      if (known)
        await recordForIdentity(db, known.id, 'sign_in_failed', {
          actor: { kind: 'visitor' },
          personal: { address },
        })
      await evenTime(began)
      throw wrongSignIn()
    })
    .openapi(signOut, async (context) => {
      const principal = context.get('principal')
      if (principal?.via === 'session' && principal.identity !== null && principal.credential !== null) {
        await recordForIdentity(db, principal.identity, 'signed_out')
        await endSession(db, principal.identity, principal.credential)
      }
      const base = accounts.baseUrl()
      for (const kind of ['session_token', 'two_factor'])
        deleteCookie(context, cookieName(base, kind), { path: '/', secure: isHttps(base) })
      return context.json({ done: true as const }, 200)
    })
}
