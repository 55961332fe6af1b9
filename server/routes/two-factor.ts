/** The second factor: turning it on and off, new recovery codes, and signing in with one. Each code works once. */
import { forgetTries, takeTry, type Tried } from '#db/identities/attempts.ts'
import { pendingIdentity } from '#db/identities/pending.ts'
import { Problem } from '#db/problem.ts'
import type { Context } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { addressOf } from '../address.ts'
import {
  codeSchema,
  doneSchema,
  recoveryCodesSchema,
  twoFactorSecretSchema,
  withPasswordSchema,
} from '../contract-people.ts'
import { giving, resource, taking } from '../resource.ts'
import { route } from '../route.ts'
import { askAuth } from '../sign-in/ask-auth.ts'
import { cookieName } from '../sign-in/auth.ts'
import { enter, goOn } from '../sign-in/enter.ts'
import { evenTime } from '../sign-in/even-time.ts'
import { assertTries, ownSession } from '../sign-in/guard.ts'
import { hashedCode } from '../sign-in/recovery-codes.ts'
import { recordForIdentity } from '../sign-in/record.ts'
import type { Accounts } from '../sign-in/sign-in.ts'

const wants = (path: string, access: 'open' | 'session') =>
  ({ method: 'post', path: `/auth/two-factor/${path}`, access }) as const
const enable = route({
  ...wants('enable', 'session'),
  request: taking(withPasswordSchema),
  responses: giving('What the app and the person keep', twoFactorSecretSchema),
})
const disable = route({
  ...wants('disable', 'session'),
  request: taking(withPasswordSchema),
  responses: giving('It is off', doneSchema),
})
const renew = route({
  ...wants('generate-backup-codes', 'session'),
  request: taking(withPasswordSchema),
  responses: giving('New recovery codes', recoveryCodesSchema),
})
const verifyTotp = route({
  ...wants('verify-totp', 'open'),
  request: taking(codeSchema),
  responses: giving('It was right', doneSchema),
})
const verifyRecovery = route({
  ...wants('verify-backup-code', 'open'),
  request: taking(codeSchema),
  responses: giving('It was right', doneSchema),
})

const wrongCode = () =>
  new Problem('signed_out', 'This code is not right, was used already, or came too late.', {
    next: 'Take the next code of your app, or sign in again.',
  })

const ok = { done: true as const }
/** As long as the clock of a phone may be off, on both sides. */
const codeSeconds = 120

/** Whoever has given their password on this browser and still owes a code. */
async function pending(context: Context, { db, secret, baseUrl }: Accounts): Promise<string | null> {
  const identifier = await getSignedCookie(context, secret, cookieName(baseUrl(), 'two_factor'))
  return identifier ? pendingIdentity(db, identifier) : null
}

async function withPassword(context: Context, accounts: Accounts, path: string, password: string) {
  const principal = ownSession(context)
  const tried: Tried = ['password', principal.identity, addressOf(context)]
  await assertTries(accounts.db, tried)
  const answer = await askAuth(context, accounts, `/two-factor/${path}`, { password }, { session: true })
  if (!answer.ok)
    throw new Problem(
      'forbidden',
      'The password is not right, or this is not how two-factor sign-in stands now.',
      {
        done: 'Nothing was changed.',
      },
    )
  await forgetTries(accounts.db, tried)
  return { principal, answer }
}

const codesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

async function refuse(
  accounts: Accounts,
  identity: string | null,
  began: number,
  address: string,
): Promise<never> {
  if (identity !== null)
    await recordForIdentity(accounts.db, identity, 'two_factor_failed', {
      actor: { kind: 'visitor' },
      personal: { address },
    })
  await evenTime(began)
  throw wrongCode()
}

export function twoFactorRoutes(accounts: Accounts) {
  const { db } = accounts
  return resource()
    .openapi(enable, async (context) => {
      const { answer } = await withPassword(context, accounts, 'enable', context.req.valid('json').password)
      const uri = String(answer.body['totpURI'])
      const secret = new URL(uri).searchParams.get('secret') ?? ''
      return context.json({ uri, secret, recoveryCodes: codesOf(answer.body['backupCodes']) }, 200)
    })
    .openapi(disable, async (context) => {
      const { principal, answer } = await withPassword(
        context,
        accounts,
        'disable',
        context.req.valid('json').password,
      )
      await goOn(context, accounts, answer.cookies, principal)
      await recordForIdentity(db, principal.identity, 'two_factor_off')
      return context.json(ok, 200)
    })
    .openapi(renew, async (context) => {
      const { password } = context.req.valid('json')
      const { principal, answer } = await withPassword(context, accounts, 'generate-backup-codes', password)
      await recordForIdentity(db, principal.identity, 'two_factor_on', {
        details: { what: 'new recovery codes' },
      })
      return context.json({ recoveryCodes: codesOf(answer.body['backupCodes']) }, 200)
    })
    .openapi(verifyTotp, async (context) => {
      const began = performance.now()
      const { code } = context.req.valid('json')
      const address = addressOf(context)
      const present = context.get('principal')
      const session = present?.via === 'session' ? present : null
      const identity = session?.identity ?? (await pending(context, accounts))
      const tried: Tried = ['second factor', identity ?? '', address]
      await assertTries(db, tried)
      const { isAllowed } = await takeTry(db, ['used code', identity ?? '', code], 1, codeSeconds)
      const answer = isAllowed
        ? await askAuth(context, accounts, '/two-factor/verify-totp', { code }, { session: session !== null })
        : null
      if (!answer?.ok) return refuse(accounts, identity, began, address)
      if (session && identity !== null) {
        await goOn(context, accounts, answer.cookies, session)
        await recordForIdentity(db, identity, 'two_factor_on')
      } else if (!(await enter(context, accounts, answer.cookies, 'totp')))
        return refuse(accounts, identity, began, address)
      await forgetTries(db, tried)
      return context.json(ok, 200)
    })
    .openapi(verifyRecovery, async (context) => {
      const began = performance.now()
      const address = addressOf(context)
      const identity = await pending(context, accounts)
      const tried: Tried = ['second factor', identity ?? '', address]
      await assertTries(db, tried)
      const code = hashedCode(context.req.valid('json').code)
      const answer = await askAuth(
        context,
        accounts,
        '/two-factor/verify-backup-code',
        { code },
        { session: false },
      )
      if (!answer.ok || !(await enter(context, accounts, answer.cookies, 'recovery code')))
        return refuse(accounts, identity, began, address)
      await forgetTries(db, tried)
      return context.json(ok, 200)
    })
}
