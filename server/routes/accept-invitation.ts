/** An invitation as whoever has its link sees it, and accepting it: with a new account, or with the one that there is. */
import type { Context } from 'hono'
import { z } from 'zod'
import { accept, invitationOf } from '#db/identities/accept.ts'
import { forgetTries, type Tried } from '#db/identities/attempts.ts'
import { findIdentity } from '#db/identities/identities.ts'
import { findLink, withLink, type Link } from '#db/identities/links.ts'
import { Problem } from '#db/problem.ts'
import { addressOf } from '../address.ts'
import { acceptSchema, invitationViewSchema, signedInSchema } from '../contract-people.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { askAuth, setCookies } from '../sign-in/ask-auth.ts'
import { enter } from '../sign-in/enter.ts'
import { assertTries } from '../sign-in/guard.ts'
import { sessionOf, type Accounts } from '../sign-in/sign-in.ts'
import { wrongSignIn } from './sign-in.ts'

const byToken = { params: z.object({ token: z.string().max(200) }) }
const view = route({
  ...{ method: 'get', path: '/invitations/{token}', access: 'open', request: byToken },
  responses: giving('To whom and from whom', invitationViewSchema),
})
const take = route({
  ...{ method: 'post', path: '/invitations/{token}', access: 'open' },
  request: { ...byToken, ...taking(acceptSchema) },
  responses: giving('Accepted, and signed in unless a second factor is wanted', signedInSchema),
})

const spentLink = () =>
  new Problem(
    'not_found',
    'This invitation is no longer good: it was used, taken back, or too much time has passed.',
    {
      next: 'Ask whoever invited you for a new one.',
    },
  )

export function acceptRoutes(accounts: Accounts) {
  const { db } = accounts
  return resource()
    .openapi(view, async (context) => {
      const tried: Tried = ['invitation', '', addressOf(context)]
      await assertTries(db, tried)
      const link = await findLink(db, 'invitation', context.req.valid('param').token)
      const found = link && (await invitationOf(db, link))
      if (!found) throw spentLink()
      await forgetTries(db, tried)
      const { workspaceName, inviter, person, roleLabel } = found
      const hasAccount = (await findIdentity(db, person.email)) !== null
      return context.json(
        { workspace: workspaceName, inviter, email: person.email, name: person.name, roleLabel, hasAccount },
        200,
      )
    })
    .openapi(take, async (context) => {
      const tried: Tried = ['invitation', '', addressOf(context)]
      await assertTries(db, tried)
      const wanted = context.req.valid('json')
      const done = await withLink(db, 'invitation', context.req.valid('param').token, (link) =>
        acceptFor(context, accounts, link, wanted),
      )
      if (!done) throw spentLink()
      await forgetTries(db, tried)
      return context.json(done, 200)
    })
}

type Wanted = z.infer<typeof acceptSchema>

/** With an account of that e-mail: its password, or its session. Without: the password is the new account's. */
async function acceptFor(
  context: Context,
  accounts: Accounts,
  link: Link,
  { password, name }: Wanted,
): Promise<{ secondFactor: boolean }> {
  const { db } = accounts
  const found = await invitationOf(db, link)
  if (!found) throw spentLink()
  const { email } = found.person
  const known = await findIdentity(db, email)
  if (known && (await sessionOf(context, accounts))?.identity === known.id) {
    await accept(db, found, { identity: known.id })
    return { secondFactor: false }
  }
  if (password === undefined)
    throw known
      ? new Problem('signed_out', `There is an account of ${email} already.`, {
          next: 'Sign in with it, then accept.',
        })
      : new Problem('bad_request', 'A password is needed.', { next: 'Choose one of at least 12 characters.' })
  const signIn = () => askAuth(context, accounts, '/sign-in/email', { email, password }, { session: false })
  if (known) await assertTries(db, ['sign-in', email, addressOf(context)])
  const early = known ? await signIn() : null
  if (early && !early.ok) throw wrongSignIn()
  const { password: passwords } = await accounts.auth().$context
  await accept(
    db,
    found,
    known
      ? { identity: known.id }
      : { name: name ?? found.person.name, passwordHash: await passwords.hash(password) },
  )
  const answer = early ?? (await signIn())
  if (answer.body['twoFactorRedirect'] === true) {
    setCookies(context, answer.cookies)
    return { secondFactor: true }
  }
  await enter(context, accounts, answer.cookies, 'password')
  return { secondFactor: false }
}
