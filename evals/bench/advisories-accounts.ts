/** Probes for the classes of advisories of the sign-in library: who becomes whom, by which road, with which link or code. */
import { sql } from 'drizzle-orm'
import { administrator, password, tokenOf } from '../kit/real-service.ts'
import {
  allOf,
  csmEmail,
  forgetfulEmail,
  isNotThere,
  isTurnedAway,
  nameOf,
  newcomer,
  type Place,
  type Probe,
} from './advisory.ts'

const evil = 'https://evil.example'
const notThere = (of: string, requests: [method: string, path: string, body?: unknown][]): Probe => ({
  of,
  isRefused: ({ service, csm }) =>
    allOf(requests, async ([method, path, body]) => {
      const asked = [service.client(), csm].map((client) =>
        client.ask(method, path, method === 'GET' ? undefined : (body ?? {})),
      )
      return (await Promise.all(asked)).every(isNotThere)
    }),
})

const identities = async ({ service }: Place) =>
  JSON.stringify(
    await service.db.inSignIn((tx) => tx.execute(sql`select email from auth.identities order by 1`)),
  )

/** The letter of a reset that was asked for with these headers leads to Steward. */
async function resetLeadsHome(
  { service }: Place,
  headers: Record<string, string>,
  body: object = {},
): Promise<boolean> {
  const asked = await service
    .client()
    .post('/api/auth/request-password-reset', { email: forgetfulEmail, ...body }, { headers })
  if (isTurnedAway(asked)) return true
  const { text } = await service.post.to(forgetfulEmail)
  return text.includes(`${service.url}/reset?token=`) && !text.includes('evil.example')
}

async function newReset({ service }: Place): Promise<string> {
  await service.client().post('/api/auth/request-password-reset', { email: forgetfulEmail })
  return tokenOf(await service.post.to(forgetfulEmail))
}

const keys: Probe[] = [
  {
    of: 'API keys made by whoever is not signed in, for a user named in the body (CVE-2025-61928)',
    isRefused: async ({ service }) => {
      const wanted = { label: 'k', name: 'k', scopes: ['ask'], days: 1, userId: administrator.email }
      const stranger = service.client()
      const answers = [
        await stranger.post('/api/auth/api-key/create', wanted),
        await stranger.post('/api/auth/api-key/update', wanted),
        await stranger.post('/api/keys', wanted),
      ]
      return answers.every(isTurnedAway) && answers.every(({ text }) => !text.includes('stw_'))
    },
  },
  {
    of: 'API keys made for somebody else by naming them',
    isRefused: async ({ csm }) => {
      const { body } = await csm.post<{ owner?: { name: string } }>('/api/keys', {
        ...{ label: 'k', scopes: ['ask'], days: 1 },
        ...{ userId: 'x', personId: 'x', identityId: 'x', owner: administrator.name },
      })
      return body.owner === undefined || body.owner.name === (await nameOf(csm))
    },
  },
  {
    of: 'API keys with more rights than their owner',
    isRefused: async ({ csm }) =>
      isTurnedAway(await csm.post('/api/keys', { label: 'k', scopes: ['ask', 'people:manage'], days: 1 })),
  },
  {
    of: 'A wrong key tells whether its public part is known',
    isRefused: async ({ service, csm }) => {
      const { body } = await csm.post<{ secret: string }>('/api/keys', {
        label: 'k',
        scopes: ['ask'],
        days: 1,
      })
      const wrong = (key: string) =>
        service.client().get('/api/session', { headers: { authorization: `Bearer ${key}` } })
      const known = await wrong(`${body.secret.slice(0, -1)}${body.secret.endsWith('A') ? 'B' : 'A'}`)
      const unknown = await wrong(`stw_000000000000_${'A'.repeat(43)}`)
      return known.status === 401 && known.text === unknown.text
    },
  },
]

const roads: Probe[] = [
  notThere('Signing up where nobody may', [
    ['POST', '/api/auth/sign-up/email', { email: 'new@evil.example', password, name: 'New' }],
    ['POST', '/api/auth/sign-in/anonymous'],
  ]),
  {
    of: 'An account made beforehand by magic link or e-mail code (GHSA-qq9h-g4jm-xgf3)',
    isRefused: async (place) => {
      const before = await identities(place)
      const stranger = place.service.client()
      const email = { email: 'later@acme.example' }
      const paths = [
        'sign-in/magic-link',
        'email-otp/send-verification-otp',
        'sign-in/email-otp',
        'magic-link/verify?token=x',
      ]
      const refused = await allOf(paths, async (path) =>
        isNotThere(await stranger.post(`/api/auth/${path}`, email)),
      )
      return refused && before === (await identities(place))
    },
  },
  notThere('Single sign-on providers registered by anybody, and requests to their addresses (SSRF)', [
    [
      'POST',
      '/api/auth/sso/register',
      { providerId: 'p', issuer: 'http://169.254.169.254', domain: 'acme.example' },
    ],
    ['POST', '/api/auth/sso/update-provider', { providerId: 'p' }],
  ]),
  {
    of: 'Single sign-on providers configured by somebody who is no administrator',
    isRefused: async ({ csm, service }) => {
      const wanted = {
        id: 'p',
        label: 'P',
        kind: 'oidc',
        issuer: 'http://127.0.0.1:1',
        clientId: 'c',
        clientSecret: 's',
        domain: 'acme.example',
      }
      return (
        isTurnedAway(await csm.post('/api/sso/providers', wanted)) &&
        isTurnedAway(await service.client().post('/api/sso/providers', wanted))
      )
    },
  },
  notThere('Endpoints of the library that nobody declared', [
    ['GET', '/api/auth/get-session'],
    ['GET', '/api/auth/list-sessions'],
    ['GET', '/api/auth/admin/list-users'],
    ['POST', '/api/auth/admin/impersonate-user', { userId: 'x' }],
    ['POST', '/api/auth/organization/create', { name: 'x', slug: 'x' }],
    ['POST', '/api/auth/delete-user'],
    ['POST', '/api/auth/change-email', { newEmail: 'new@evil.example' }],
    ['POST', '/api/auth/link-social', { provider: 'google' }],
    ['GET', '/api/auth/callback/google?code=x&state=y'],
    ['POST', '/api/auth/set-password', { newPassword: password }],
    ['GET', '/api/auth/token'],
    ['GET', '/api/auth/ok'],
    ['GET', '/api/auth/error?error=<script>'],
  ]),
  notThere('Mass assignment by updating oneself', [
    ['POST', '/api/auth/update-user', { role: 'admin', emailVerified: true, twoFactorEnabled: false }],
    ['POST', '/api/auth/update-session', { workspaceId: 'other' }],
  ]),
  {
    of: 'Mass assignment while accepting an invitation',
    isRefused: async ({ service, admin }) => {
      const email = 'massive@acme.example'
      await admin.post('/api/people/invitations', {
        email,
        name: 'M',
        role: 'viewer',
        id: 'x',
        emailVerified: true,
      })
      const client = service.client()
      const path = `/api/invitations/${tokenOf(await service.post.to(email))}`
      await client.post(path, {
        password,
        role: 'admin',
        may: ['people:manage'],
        workspace: 'other',
        email: administrator.email,
      })
      const { body } = await client.get<{ me: { role: string; email: string } }>('/api/session')
      return body.me.role === 'viewer' && body.me.email === email
    },
  },
]

const redirects: Probe[] = [
  {
    of: 'Open redirect by callbackURL when signing in',
    isRefused: async ({ service }) => {
      const answer = await service
        .client()
        .post('/api/auth/sign-in/email', { email: csmEmail, password, callbackURL: evil })
      return answer.headers.location === undefined && !answer.text.includes('evil.example')
    },
  },
  notThere('Open redirect by the links of resets and verifications', [
    ['GET', `/api/auth/reset-password/x?callbackURL=${evil}`],
    ['GET', `/api/auth/verify-email?token=x&callbackURL=${evil}`],
  ]),
  {
    of: 'Reset links that lead elsewhere by redirectTo',
    isRefused: (place) => resetLeadsHome(place, {}, { redirectTo: evil, callbackURL: evil }),
  },
  {
    of: 'Reset links poisoned by the Host header',
    isRefused: (place) => resetLeadsHome(place, { host: 'evil.example', origin: 'http://evil.example' }),
  },
  {
    of: 'Reset links poisoned by X-Forwarded-Host',
    isRefused: (place) =>
      resetLeadsHome(place, {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      }),
  },
]

const links: Probe[] = [
  {
    of: 'A reset link used twice, also at once',
    isRefused: async (place) => {
      const token = await newReset(place)
      const tries = [1, 2, 3].map(() =>
        place.service.client().post('/api/auth/reset-password', { token, newPassword: password }),
      )
      const done = (await Promise.all(tries)).filter(({ status }) => status === 200)
      return (
        done.length === 1 &&
        isTurnedAway(
          await place.service.client().post('/api/auth/reset-password', { token, newPassword: password }),
        )
      )
    },
  },
  {
    of: 'A verification link used twice',
    isRefused: async (place) => {
      const client = await newcomer(place, 'veri')
      await client.post('/api/auth/send-verification-email')
      const token = tokenOf(await place.service.post.to('veri@acme.example'))
      const first = await place.service.client().post('/api/auth/verify-email', { token })
      return (
        first.status === 200 &&
        isTurnedAway(await place.service.client().post('/api/auth/verify-email', { token }))
      )
    },
  },
  {
    of: 'A link of one kind used as another',
    isRefused: async (place) => {
      const token = await newReset(place)
      const stranger = place.service.client()
      const answers = [
        await stranger.post('/api/auth/verify-email', { token }),
        await stranger.post(`/api/invitations/${token}`, { password }),
        await stranger.post('/api/setup', {
          token,
          ...administrator,
          password,
          workspace: { id: 'x', name: 'X' },
        }),
      ]
      return answers.every(isTurnedAway)
    },
  },
]

export const accountProbes: Probe[] = [...keys, ...roads, ...redirects, ...links]
