/** New passwords: by a link in a mail, or with the old one; and the mail that verifies an address. */
import { findIdentity, securityOf, verifyEmail } from '#db/identities/identities.ts'
import { forgetTries } from '#db/identities/attempts.ts'
import { makeLink, withLink } from '#db/identities/links.ts'
import { Problem } from '#db/problem.ts'
import { addressOf } from '../address.ts'
import {
  doneSchema,
  passwordChangeSchema,
  resetSchema,
  resetWantedSchema,
  verifySchema,
} from '../contract-people.ts'
import { giving, nothingToSay, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { askAuth } from '../sign-in/ask-auth.ts'
import { goOn } from '../sign-in/enter.ts'
import { evenTime } from '../sign-in/even-time.ts'
import { assertTries, ownSession } from '../sign-in/guard.ts'
import { verificationMail } from '../sign-in/mails.ts'
import { recordForIdentity } from '../sign-in/record.ts'
import { sendUnawaited, type Accounts } from '../sign-in/sign-in.ts'

const done = giving('Done', doneSchema)
const post = { method: 'post', responses: done } as const

const wantReset = route({
  ...{ ...post, path: '/auth/request-password-reset', access: 'open' },
  request: taking(resetWantedSchema),
})
const reset = route({
  ...{ ...post, path: '/auth/reset-password', access: 'open' },
  request: taking(resetSchema),
})
const change = route({
  ...{ ...post, path: '/auth/change-password', access: 'session' },
  request: taking(passwordChangeSchema),
})
const sendVerification = route({
  ...{ ...post, path: '/auth/send-verification-email', access: 'session' },
  request: taking(nothingToSay),
})
const verify = route({
  ...{ ...post, path: '/auth/verify-email', access: 'open' },
  request: taking(verifySchema),
})

const spentLink = () =>
  new Problem('bad_request', 'This link is no longer good: it was used, or too much time has passed.', {
    done: 'Nothing was changed.',
    next: 'Ask for a new one.',
  })

const ok = { done: true as const }

export function passwordRoutes(accounts: Accounts) {
  const { db } = accounts
  return resource()
    .openapi(wantReset, async (context) => {
      const began = performance.now()
      const { email } = context.req.valid('json')
      await assertTries(db, ['reset wanted', email, addressOf(context)])
      await askAuth(context, accounts, '/request-password-reset', { email }, { session: false })
      const known = await findIdentity(db, email)
      if (known)
        await recordForIdentity(db, known.id, 'password_reset_asked', {
          actor: { kind: 'visitor' },
          personal: { address: addressOf(context) },
        })
      await evenTime(began)
      return context.json(ok, 200)
    })
    .openapi(reset, async (context) => {
      const tried = ['reset', '', addressOf(context)] as [string, string, string]
      await assertTries(db, tried)
      const answer = await askAuth(context, accounts, '/reset-password', context.req.valid('json'), {
        session: false,
      })
      if (!answer.ok) throw spentLink()
      await forgetTries(db, tried)
      return context.json(ok, 200)
    })
    .openapi(change, async (context) => {
      const principal = ownSession(context)
      const tried = ['password', principal.identity, addressOf(context)] as [string, string, string]
      await assertTries(db, tried)
      const wanted = { ...context.req.valid('json'), revokeOtherSessions: true }
      const answer = await askAuth(context, accounts, '/change-password', wanted, { session: true })
      if (!answer.ok)
        throw new Problem('forbidden', 'The current password is not right.', { done: 'Nothing was changed.' })
      await forgetTries(db, tried)
      await goOn(context, accounts, answer.cookies, principal)
      await recordForIdentity(db, principal.identity, 'password_changed', { details: { by: 'person' } })
      return context.json(ok, 200)
    })
    .openapi(sendVerification, async (context) => {
      const { identity } = ownSession(context)
      await assertTries(db, ['verification', identity, addressOf(context)])
      const security = await securityOf(db, identity)
      if (!security) throw new Error('a session without an identity')
      const { email } = security
      const { token } = await db.inSignIn((tx) =>
        makeLink(tx, { kind: 'email', identityId: identity, email }),
      )
      sendUnawaited(accounts, verificationMail({ baseUrl: accounts.baseUrl(), email, token }))
      return context.json(ok, 200)
    })
    .openapi(verify, async (context) => {
      await assertTries(db, ['verify', '', addressOf(context)])
      const verified = await withLink(
        db,
        'email',
        context.req.valid('json').token,
        async ({ identityId, email }) => {
          await verifyEmail(db, identityId ?? '', email ?? '')
          return true
        },
      )
      if (!verified) throw spentLink()
      return context.json(ok, 200)
    })
}
