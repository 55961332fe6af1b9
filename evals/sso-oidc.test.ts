/** Single sign-on by OpenID Connect, end to end against a real provider. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProviderRow } from '#server/contract-sso.ts'
import type { Entry } from '#server/contract-people.ts'
import { goThrough, startOidcProvider, type OidcProvider } from './kit/oidc-provider.ts'
import {
  invite,
  realService,
  setUp,
  signIn,
  type Client,
  type RealService,
  type Told,
} from './kit/real-service.ts'
import { begin, deactivate, land, recorded, signInByOidc, whoIs } from './kit/sso-browser.ts'

let service: RealService
let admin: Client
let idp: OidcProvider

beforeAll(async () => {
  service = await realService()
  admin = await setUp(service)
  idp = await startOidcProvider(`${service.url}/api/auth/sso/callback/okta`)
  const made = await admin.post<ProviderRow>('/api/sso/providers', {
    ...{ id: 'okta', kind: 'oidc', label: 'Okta', issuer: idp.issuer, clientId: idp.clientId },
    ...{ clientSecret: idp.clientSecret, domains: ['acme.example'], newRole: 'viewer' },
  })
  expect(made.text).toContain(`${service.url}/api/auth/sso/callback/okta`)
})
afterAll(async () => {
  await idp.close()
  await service.close()
})

const come = async (
  subject: string,
  claims: object,
  next?: string,
): Promise<{ client: Client; at: string }> => {
  idp.people.set(subject, claims)
  idp.signedIn.as = subject
  const client = service.client()
  return { client, at: await signInByOidc(client, 'okta', idp.issuer, next) }
}
const verified = (email: string, name = 'Somebody') => ({ email, email_verified: true, name })

describe('a provider of the workspace', () => {
  test('stands among the buttons of the sign-in page', async () => {
    const { body } = await service.client().get<Entry>('/api/entry')
    expect(body.providers).toEqual([{ id: 'okta', label: 'Okta', kind: 'oidc' }])
  })

  test('keeps its secret out of what administrators and the database’s readers see', async () => {
    expect((await admin.get('/api/sso/providers')).text).not.toContain('a secret of the tests')
    expect(service.log()).not.toContain('a secret of the tests')
  })

  test('is no business of people without the right', async () => {
    const nora = await invite(service, admin, { email: 'guest@acme.example', name: 'Guest', role: 'csm' })
    expect((await nora.get('/api/sso/providers')).status).toBe(403)
    expect((await nora.delete('/api/sso/providers/okta')).status).toBe(403)
    expect((await service.client().get('/api/sso/providers')).status).toBe(401)
  })
})

describe('signing in by the provider', () => {
  test('lets a person of the workspace in who has no account yet, and to where they wanted', async () => {
    const { client, at } = await come('s-nora', verified('nora@acme.example'), '/c/1?x=2#y')
    expect(at).toBe('/c/1?x=2#y')
    expect(await whoIs(client)).toBe('nora@acme.example')
  })

  test('goes by the subject from then on, whatever e-mail the provider tells', async () => {
    const { client } = await come('s-nora', verified('max@acme.example'))
    expect(await whoIs(client)).toBe('nora@acme.example')
    const unverified = await come('s-nora', { email: 'omar@acme.example', email_verified: false })
    expect(await whoIs(unverified.client)).toBe('nora@acme.example')
  })

  test('makes a person with the role for new ones', async () => {
    const { client } = await come('s-new', verified('New.Person@Acme.example', 'New Person'))
    const { body } = await client.get<{ me: { email: string; name: string; role: string } }>('/api/session')
    expect(body.me).toEqual({ email: 'new.person@acme.example', name: 'New Person', role: 'viewer' })
  })

  test('takes no e-mail that the provider has not verified', async () => {
    const { client, at } = await come('s-omar', { email: 'omar@acme.example', email_verified: false })
    expect(at).toBe('/?sso=no_email')
    expect(await whoIs(client)).toBe(null)
  })

  test('takes no e-mail of another domain', async () => {
    for (const email of ['ceo@other.example', 'ceo@sub.acme.example', 'ceo@notacme.example'])
      expect((await come(`s-${email}`, verified(email))).at).toBe('/?sso=other_domain')
  })

  test('never takes over an account, but is linked to it by whoever is signed in', async () => {
    const before = await come('s-ada', verified('ada@acme.example'))
    expect(before.at).toBe('/?sso=has_account')
    expect(await whoIs(before.client)).toBe(null)

    const { client: ada } = await signIn(service, 'ada@acme.example')
    const url = await begin(ada, 'okta', '/profile', '/api/sso/link')
    expect(await land(ada, await goThrough(url, idp.issuer))).toBe('/profile')
    expect(await whoIs((await come('s-ada', verified('ada@acme.example'))).client)).toBe('ada@acme.example')
  })

  test('links nothing that is linked to somebody else', async () => {
    idp.signedIn.as = 's-nora'
    const { client: ada } = await signIn(service, 'ada@acme.example')
    const url = await begin(ada, 'okta', undefined, '/api/sso/link')
    expect(await land(ada, await goThrough(url, idp.issuer))).toBe('/?sso=other_account')
  })

  test('links nothing for a browser in which somebody else has signed in meanwhile', async () => {
    idp.people.set('s-swap', verified('swap@acme.example'))
    idp.signedIn.as = 's-swap'
    const { client } = await signIn(service, 'ada@acme.example')
    const url = await begin(client, 'okta', undefined, '/api/sso/link')
    const back = await goThrough(url, idp.issuer)
    await client.post('/api/auth/sign-out')
    expect(await land(client, back)).toBe('/?sso=expired')
  })

  test('lets nobody in who was deactivated', async () => {
    const { client } = await come('s-gone', verified('gone@acme.example'))
    await deactivate(service.db, 'acme', 'gone@acme.example')
    expect(await whoIs(client)).toBe(null)
    expect((await come('s-gone', verified('gone@acme.example'))).at).toBe('/?sso=deactivated')
    expect((await come('s-gone-too', verified('gone@acme.example'))).at).toBe('/?sso=deactivated')
  })

  test('tells administrators in the audit log what was wrong', async () => {
    const failed = await recorded(service.db, 'acme', 'sign_in_failed')
    expect(failed).toContainEqual(
      expect.objectContaining({
        how: 'oidc',
        reason: 'other_domain',
        why: 'the e-mail is of no domain of the provider’s',
      }),
    )
  })

  test('sends nobody to another site afterwards', async () => {
    const elsewhere = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/.//evil.example',
      '/\t/evil.example',
    ]
    for (const next of [
      ...elsewhere,
      'javascript:alert(1)',
      'evil.example',
      '/api/auth/sign-out',
      '/API/x',
      '@evil.example',
    ])
      expect((await come('s-nora', verified('nora@acme.example'), next)).at).toBe('/')
  })
})

test('a session by a workspace’s provider opens that workspace alone, whatever others its person belongs to', async () => {
  const { client: ada } = await signIn(service, 'ada@acme.example')
  expect((await ada.post('/api/workspaces', { id: 'second', name: 'Second' })).status).toBe(200)
  const workspaceOf = async (client: Client) =>
    (await client.get<{ workspace: { id: string } }>('/api/session')).body.workspace.id
  expect((await ada.post('/api/session/workspace', { id: 'second' })).status).toBe(200)
  expect(await workspaceOf(ada)).toBe('second')
  const { client } = await come('s-ada', verified('ada@acme.example'))
  expect(await workspaceOf(client)).toBe('acme')
  await client.post('/api/session/workspace', { id: 'second' })
  expect(await workspaceOf(client)).toBe('acme')
  // Nor is the provider that of the other workspace.
  expect((await ada.get<{ providers: object[] }>('/api/sso/providers')).body.providers).toEqual([])
  expect((await ada.delete('/api/sso/providers/okta')).status).toBe(404)
  expect((await ada.post('/api/sso/link', { provider: 'okta' })).status).toBe(404)
})

describe('an answer of the provider', () => {
  test('is taken once', async () => {
    idp.signedIn.as = 's-nora'
    const client = service.client()
    const back = await goThrough(await begin(client, 'okta'), idp.issuer)
    const cookies = new Map(client.jar)
    expect(await land(client, back)).toBe('/')
    const again = service.client()
    for (const [name, value] of cookies) again.jar.set(name, value)
    expect(await land(again, back)).toBe('/?sso=expired')
    expect(await whoIs(again)).toBe(null)
  })

  test('signs in no other browser than the one that asked', async () => {
    idp.signedIn.as = 's-nora'
    const attacker = service.client()
    const back = await goThrough(await begin(attacker, 'okta'), idp.issuer)
    const victim = service.client()
    await begin(victim, 'okta')
    expect(await land(victim, back)).toBe('/?sso=expired')
    expect(await whoIs(victim)).toBe(null)
  })

  test('is worth nothing with another’s code: the code belongs to the verifier of who asked', async () => {
    idp.signedIn.as = 's-nora'
    const one = service.client()
    const stolen = new URL(await goThrough(await begin(one, 'okta'), idp.issuer))
    idp.signedIn.as = 's-new'
    const other = service.client()
    const own = new URL(await goThrough(await begin(other, 'okta'), idp.issuer))
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect(await land(other, own.href)).toBe('/?sso=refused')
    expect(await whoIs(other)).toBe(null)
  })

  test('is taken only with the issuer’s name in it, since the provider says that it sends it', async () => {
    idp.signedIn.as = 's-nora'
    for (const iss of ['https://mixed-up.example', null]) {
      const client = service.client()
      const back = new URL(await goThrough(await begin(client, 'okta'), idp.issuer))
      if (iss === null) back.searchParams.delete('iss')
      else back.searchParams.set('iss', iss)
      expect(await land(client, back.href)).toBe('/?sso=refused')
    }
  })
})

test('a provider that was removed lets nobody in, and its links are gone', async () => {
  const { client } = await come('s-late', verified('late@acme.example'))
  expect(await whoIs(client)).toBe('late@acme.example')
  idp.signedIn.as = 's-late'
  const waiting = service.client()
  const back = await goThrough(await begin(waiting, 'okta'), idp.issuer)
  expect((await admin.delete('/api/sso/providers/okta')).status).toBe(200)
  expect(await whoIs(client)).toBe(null)
  expect(await land(waiting, back)).toBe('/?sso=refused')
  expect((await service.client().post<Told>('/api/auth/sso/start', { provider: 'okta' })).status).toBe(404)
  expect((await admin.delete('/api/sso/providers/okta')).status).toBe(404)
})
