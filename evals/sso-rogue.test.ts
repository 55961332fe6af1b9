/** Single sign-on against an OpenID provider that cheats: each answer is wrong in one way, and signs nobody in. */
import { base64url, SignJWT, UnsecuredJWT, generateKeyPair, type JWTPayload } from 'jose'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realService, setUp, type Client, type RealService } from './kit/real-service.ts'
import { startRogueOidc, type RogueProvider, type Said } from './kit/rogue-oidc.ts'
import { begin, land, recorded, whoIs } from './kit/sso-browser.ts'

let service: RealService
let admin: Client
let rogue: RogueProvider

const secret = 'the secret that the client shares'
const now = () => Math.floor(Date.now() / 1000)
const honest = (issuer: string, nonce: string): JWTPayload => ({
  ...{ iss: issuer, aud: 'steward', sub: 'subject', nonce, iat: now(), exp: now() + 300 },
  ...{ email: 'nora@acme.example', email_verified: true },
})

beforeAll(async () => {
  service = await realService()
  admin = await setUp(service)
  rogue = await startRogueOidc(honest)
  expect((await addRogue('rogue', rogue.issuer)).status).toBe(200)
})
afterAll(async () => {
  await rogue.close()
  await service.close()
})

const addRogue = (id: string, issuer: string, domains = ['acme.example'], more: object = {}) =>
  admin.post('/api/sso/providers', {
    ...{
      id,
      kind: 'oidc',
      label: id,
      issuer,
      clientId: 'steward',
      clientSecret: secret,
      domains,
      newRole: 'viewer',
      ...more,
    },
  })

async function come(
  said: Partial<Said>,
  provider = 'rogue',
  from = rogue,
): Promise<{ at: string; client: Client }> {
  from.says({})
  const client = service.client()
  const url = new URL(await begin(client, provider))
  from.nonce.is = url.searchParams.get('nonce') ?? ''
  from.says(said)
  const back = new URL(url.searchParams.get('redirect_uri') ?? '')
  back.searchParams.set('code', 'a code')
  back.searchParams.set('state', url.searchParams.get('state') ?? '')
  return { at: await land(client, back.href), client }
}
const claiming = (claims: JWTPayload): Partial<Said> => ({
  claims: (nonce) => ({ ...honest(rogue.issuer, nonce), ...claims }),
})
const signing = (token: NonNullable<Said['token']>): Partial<Said> => ({ token })

const lies: [string, () => Partial<Said>][] = [
  ['of another issuer', () => claiming({ iss: 'https://other.example' })],
  ['for another client', () => claiming({ aud: 'somebody-else' })],
  ['for several clients, and authorised for none', () => claiming({ aud: ['steward', 'somebody-else'] })],
  ['authorised for another client', () => claiming({ azp: 'somebody-else' })],
  ['of another sign-in', () => claiming({ nonce: 'another' })],
  ['without a nonce', () => claiming({ nonce: undefined })],
  ['that has expired', () => claiming({ exp: now() - 120 })],
  ['that does not end', () => claiming({ exp: undefined })],
  ['that was made long ago', () => claiming({ iat: now() - 3_600 })],
  ['that holds only later', () => claiming({ nbf: now() + 600 })],
  ['about nobody', () => claiming({ sub: '' })],
  ['without a signature', () => signing(async (claims) => new UnsecuredJWT(claims).encode())],
  [
    'whose header says none, over a signature',
    () =>
      signing(async (claims, keys) => {
        const [, payload, signature] = (await keys.sign(claims)).split('.')
        return `${base64url.encode('{"alg":"none"}')}.${payload}.${signature}`
      }),
  ],
  [
    'signed with the public key as a shared secret',
    () =>
      signing((claims, keys) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(keys.publicPem)),
      ),
  ],
  [
    'signed with the client’s secret',
    () =>
      signing((claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret)),
      ),
  ],
  [
    'signed with another key',
    () =>
      signing(async (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'first' })
          .sign((await generateKeyPair('RS256')).privateKey),
      ),
  ],
  [
    'signed with a key that comes along',
    () =>
      signing(async (claims, { publicJwk }) => {
        const { privateKey } = await generateKeyPair('RS256')
        return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', jwk: publicJwk }).sign(privateKey)
      }),
  ],
  [
    'whose claims were changed after signing',
    () =>
      signing(async (claims, keys) => {
        const [header, , signature] = (await keys.sign(claims)).split('.')
        return `${header}.${base64url.encode(JSON.stringify({ ...claims, sub: 'victim' }))}.${signature}`
      }),
  ],
]

describe('an ID token', () => {
  test('that is right signs in', async () => {
    const { at, client } = await come({})
    expect(at).toBe('/')
    expect(await whoIs(client)).toBe('nora@acme.example')
  })

  test.each(lies)('%s signs nobody in', async (_, said) => {
    const { at, client } = await come(said())
    expect(at).toBe('/?sso=refused')
    expect(await whoIs(client)).toBe(null)
  })

  test('is asked for with the verifier of the challenge', async () => {
    const client = service.client()
    const url = new URL(await begin(client, 'rogue'))
    rogue.nonce.is = url.searchParams.get('nonce') ?? ''
    rogue.says({})
    await land(
      client,
      `${service.url}/api/auth/sso/callback/rogue?code=c&state=${url.searchParams.get('state')}`,
    )
    const verifier = rogue.exchanges.at(-1)?.get('code_verifier') ?? ''
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(
      url.searchParams.get('code_challenge'),
    )
  })
})

describe('what is said besides', () => {
  test('about somebody else by the user info endpoint signs nobody in', async () => {
    const bare = { email: undefined, email_verified: undefined }
    const info = { sub: 'somebody-else', email: 'ada@acme.example', email_verified: true }
    expect((await come({ ...claiming(bare), userInfo: info })).at).toBe('/?sso=refused')
  })

  test('by a discovery document of another issuer signs nobody in', async () => {
    expect((await come({ issuer: 'https://accounts.example' })).at).toBe('/?sso=refused')
  })

  test('by an answer without the issuer’s name, where it is promised, signs nobody in', async () => {
    const extra = { authorization_response_iss_parameter_supported: true }
    expect((await come({ extra })).at).toBe('/?sso=refused')
  })

  test('of a sign-in page that is a script, or inside the network, sends nobody there', async () => {
    for (const page of ['javascript:alert(1)', 'https://192.168.1.1/authorize', 'data:text/html,x']) {
      rogue.says({ extra: { authorization_endpoint: page } })
      const { status, text } = await service.client().post('/api/auth/sso/start', { provider: 'rogue' })
      expect([status, text.includes(page)]).toEqual([409, false])
    }
    rogue.says({})
  })

  test('by a redirect of an endpoint is not followed', async () => {
    expect((await come({ redirects: `${service.url}/api/health` })).at).toBe('/?sso=unreachable')
  })

  test('by endpoints inside the network is not asked', async () => {
    for (const at of [
      'http://169.254.169.254/latest',
      'https://10.0.0.1/token',
      'https://[::1]/token',
      'file:///etc/passwd',
    ])
      expect((await come({ extra: { token_endpoint: at } })).at).toMatch(/^\/\?sso=(?:unreachable|refused)$/)
  })
})

describe('an e-mail that the provider says nothing of', () => {
  const silent = (claims: JWTPayload): Partial<Said> => ({
    claims: (nonce) => ({
      ...honest(rogue.issuer, nonce),
      ...{ sub: 'silent', email: undefined, email_verified: undefined, ...claims },
    }),
  })
  test('counts only where an administrator trusts the provider with it', async () => {
    expect((await come(silent({ email: 'max@acme.example' }))).at).toBe('/?sso=no_email')
    expect((await addRogue('trusted', rogue.issuer, ['acme.example'], { trustsEmails: true })).status).toBe(
      200,
    )
    const unverified = silent({ email: 'max@acme.example', email_verified: false })
    expect((await come(unverified, 'trusted')).at).toBe('/?sso=no_email')
    expect((await come(silent({ email: 'max@other.example' }), 'trusted')).at).toBe('/?sso=other_domain')
    const named = { ...silent({ preferred_username: 'max@acme.example' }), userInfo: { sub: 'silent' } }
    const { at, client } = await come(named, 'trusted')
    expect([at, await whoIs(client)]).toEqual(['/', 'max@acme.example'])
  })
})

describe('another provider', () => {
  test('that tells the same e-mail, or the same subject, gets nobody’s account', async () => {
    const other = await startRogueOidc((issuer, nonce) => honest(issuer, nonce))
    try {
      expect((await addRogue('other', other.issuer)).status).toBe(200)
      const { at, client } = await come({}, 'other', other)
      expect(at).toBe('/?sso=has_account')
      expect(await whoIs(client)).toBe(null)
    } finally {
      await other.close()
    }
  })

  test('can not finish what was begun with this one', async () => {
    const client = service.client()
    rogue.says({})
    const state = new URL(await begin(client, 'rogue')).searchParams.get('state')
    expect(await land(client, `${service.url}/api/auth/sso/callback/other?code=c&state=${state}`)).toBe(
      '/?sso=expired',
    )
  })
})

describe('a provider is not stored', () => {
  const refused = async (change: object) => {
    const { status, text } = await admin.post('/api/sso/providers', {
      ...{ id: 'bad', kind: 'oidc', label: 'Bad', issuer: rogue.issuer, clientId: 'c', clientSecret: 's' },
      ...{ domains: ['acme.example'], newRole: 'viewer', ...change },
    })
    expect([status, text]).toEqual([400, expect.any(String)])
    expect((await admin.get('/api/sso/providers')).text).not.toContain('"bad"')
  }

  test('without https, or inside the network', async () => {
    for (const issuer of [
      'http://idp.example',
      'https://169.254.169.254',
      'https://10.1.2.3',
      'https://[fd00::1]',
      'https://0x7f000001',
      'https://localhost',
    ])
      await refused({ issuer })
  })

  test('that calls itself something else', async () => {
    rogue.says({ issuer: 'https://accounts.example' })
    await refused({})
    rogue.says({})
  })

  test('whose sign-in page is inside the network or no page', async () => {
    for (const page of ['javascript:alert(1)', 'https://192.168.1.1/authorize']) {
      rogue.says({ extra: { authorization_endpoint: page } })
      await refused({})
    }
    rogue.says({})
  })

  test('for everybody’s domains, or to make administrators', async () => {
    for (const domains of [
      ['com'],
      ['co.uk'],
      ['github.io'],
      ['acme.example', 'com'],
      ['*.acme.example'],
      [],
    ])
      await refused({ domains })
    await refused({ newRole: 'admin' })
  })
})

test('nobody but administrators makes providers: the sign-in library’s own ways are not there', async () => {
  const body = { providerId: 'own', issuer: rogue.issuer, domain: 'acme.example' }
  for (const path of [
    '/api/auth/sso/register',
    '/api/auth/sso/providers',
    '/api/auth/sign-in/sso',
    '/api/auth/sso/update-provider',
  ])
    expect((await admin.post(path, body)).status).toBe(404)
})

test('what was refused stands in the audit log, without what was sent', async () => {
  const whys = (await recorded(service.db, 'acme', 'sign_in_failed')).map(
    (one) => (one as { why: string }).why,
  )
  expect(whys).toContain('the ID token was made for another sign-in')
  expect(JSON.stringify(whys)).not.toContain('a code')
})
