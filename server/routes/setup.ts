/** The first administrator, by the one-time link that the service prints when it starts. */
import { z } from 'zod'
import { forgetTries, type Tried } from '#db/identities/attempts.ts'
import { findLink, withLink } from '#db/identities/links.ts'
import { freeWorkspaces, setUp } from '#db/identities/set-up.ts'
import { Problem } from '#db/problem.ts'
import { addressOf } from '../address.ts'
import { doneSchema, setUpSchema, setUpStateSchema } from '../contract-people.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { askAuth } from '../sign-in/ask-auth.ts'
import { enter } from '../sign-in/enter.ts'
import { assertTries } from '../sign-in/guard.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const look = route({
  method: 'get',
  path: '/setup',
  access: 'open',
  request: { query: z.object({ token: z.string().max(200) }) },
  responses: giving('The link is good', setUpStateSchema),
})
const make = route({
  method: 'post',
  path: '/setup',
  access: 'open',
  request: taking(setUpSchema),
  responses: giving('Set up, and signed in', doneSchema),
})

const spentLink = () =>
  new Problem(
    'not_found',
    'This link is no longer good: it was used, replaced by a newer one, or too much time has passed.',
    {
      done: 'Nothing was made.',
      next: 'Take the newest from where Steward runs, or make one with: steward people setup-link.',
    },
  )

export function setUpRoutes(accounts: Accounts) {
  const { db, demo } = accounts
  return resource()
    .openapi(look, async (context) => {
      await assertTries(db, ['setup', '', addressOf(context)])
      const link = await findLink(db, 'setup', context.req.valid('query').token)
      if (!link) throw spentLink()
      await forgetTries(db, ['setup', '', addressOf(context)])
      return context.json({ workspaces: await freeWorkspaces(db) }, 200)
    })
    .openapi(make, async (context) => {
      const { token, password, ...wanted } = context.req.valid('json')
      const tried: Tried = ['setup', '', addressOf(context)]
      await assertTries(db, tried)
      const { password: passwords } = await accounts.auth().$context
      const passwordHash = await passwords.hash(password)
      const done = await withLink(db, 'setup', token, async () => {
        await setUp(db, { ...wanted, passwordHash })
        return true
      })
      if (!done) throw spentLink()
      await forgetTries(db, tried)
      demo.look()
      const answer = await askAuth(
        context,
        accounts,
        '/sign-in/email',
        { email: wanted.email, password },
        { session: false },
      )
      await enter(context, accounts, answer.cookies, 'password')
      return context.json({ done: true as const }, 200)
    })
}
