/** Signs people in by every road of a whole service (set-up, invitation, reset, second factor, keys, provisioning) with passwords and tokens that are then looked for. */
import { TOTP } from 'otpauth'
import type { Random } from '#db/demo/random.ts'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { realService, tokenOf, type Client, type RealService } from '../kit/real-service.ts'
import { dumpOf, makeToken } from './planted-tokens.ts'
import type { Walked } from './token-roads.ts'

/** Its log is taken as the service writes it, at its most talkative and without the redaction that stands behind it. */
export async function walkSignIn(chance: Random, people: number): Promise<Walked & { dump: string[] }> {
  const service = await realService({ isEmpty: true })
  try {
    const tokens: string[] = []
    const admin = await setUp(service, chance, tokens)
    await useAdministration(admin, chance, tokens)
    for (let n = 0; n < people; n++) await bringIn(service, admin, { n, chance, tokens })
    return { tokens, dump: await dumpOf(service.db), log: service.log().split('\n') }
  } finally {
    await service.close()
  }
}

/** A request that has to work: a road that is closed would plant nothing. */
async function ask<T>(client: Client, path: string, body: unknown): Promise<T> {
  const answer = await client.post<T>(path, body)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`)
  return answer.body
}

/** A session's cookie: the whole, and what the server takes out of it. */
const cookiesOf = ({ jar }: Client): string[] =>
  [...jar.values()].flatMap((value) => {
    const text = decodeURIComponent(value)
    return [text, ...text.split('.')].filter((part) => part.length >= 16)
  })

async function setUp(service: RealService, chance: Random, tokens: string[]): Promise<Client> {
  const client = service.client()
  const token = (await newSetUpToken(service.db)) ?? ''
  const password = makeToken(chance)
  const workspace = { id: 'acme', name: 'Acme' }
  const who = { name: 'Ada Okoye', email: 'ada@acme.example' }
  await ask(client, '/api/setup', { token, ...who, password, workspace })
  tokens.push(token, password, ...cookiesOf(client))
  return client
}

async function useAdministration(admin: Client, chance: Random, tokens: string[]): Promise<void> {
  const key = await ask<{ secret: string }>(admin, '/api/keys', {
    label: 'reports',
    scopes: ['ask'],
    days: 30,
  })
  const { token } = await ask<{ token: string }>(admin, '/api/scim/tokens', {
    label: 'directory',
    expiresInDays: 30,
  })
  const clientSecret = makeToken(chance)
  tokens.push(key.secret, token, clientSecret)
  // Nobody answers there: the road of a failure.
  await admin.post('/api/sso/providers', {
    ...{ kind: 'oidc', id: 'okta', label: 'Okta', domains: ['acme.example'], newRole: null },
    ...{ issuer: 'http://127.0.0.1:9', clientId: 'steward', clientSecret },
  })
  const bearer = (value: string) => ({ headers: { authorization: `Bearer ${value}` } })
  await admin.get('/api/scim/v2/Users', bearer(token))
  await admin.get('/api/scim/v2/Users', bearer(`${token}x`))
  await admin.get('/api/session', bearer(key.secret))
  await admin.get('/api/session', bearer(key.secret.slice(0, -1)))
}

type Bringing = { n: number; chance: Random; tokens: string[] }

/** Invited, in, wrong once, with a second factor, out, and in again by a reset. */
async function bringIn(service: RealService, admin: Client, { n, chance, tokens }: Bringing): Promise<void> {
  const email = `person${n}@acme.example`
  const [first, wrong, second, third] = [0, 1, 2, 3].map(() => makeToken(chance))
  tokens.push(...[first, wrong, second, third].filter((one) => one !== undefined))
  await ask(admin, '/api/people/invitations', { email, name: `Person ${n}`, role: 'csm' })
  const invitation = tokenOf(await service.post.to(email))
  const client = service.client()
  await ask(client, `/api/invitations/${invitation}`, { password: first })
  tokens.push(invitation, ...cookiesOf(client))
  await client.post('/api/auth/sign-in/email', { email, password: wrong })
  await ask(client, '/api/auth/change-password', { currentPassword: first, newPassword: second })
  const factor = await ask<{ secret: string; recoveryCodes: string[] }>(
    client,
    '/api/auth/two-factor/enable',
    {
      password: second,
    },
  )
  await ask(client, '/api/auth/two-factor/verify-totp', {
    code: new TOTP({ secret: factor.secret }).generate(),
  })
  tokens.push(
    factor.secret,
    ...factor.recoveryCodes.filter((code) => code.length >= 10),
    ...cookiesOf(client),
  )
  await ask(service.client(), '/api/auth/request-password-reset', { email })
  const reset = tokenOf(await service.post.to(email))
  await ask(service.client(), '/api/auth/reset-password', { token: reset, newPassword: third })
  const again = service.client()
  await ask(again, '/api/auth/sign-in/email', { email, password: third })
  tokens.push(reset, ...cookiesOf(again))
}
