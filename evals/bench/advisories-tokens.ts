/** Probes for credentials that are none of Steward's: tokens of other kinds and in other places, headers of a proxy, ids of somebody else. */
import { createHmac } from 'node:crypto'
import { administrator, signIn } from '../kit/real-service.ts'
import { allOf, csmEmail, emailOf, isNobody, isTurnedAway, type Probe } from './advisory.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = part({
  sub: administrator.email,
  email: administrator.email,
  role: 'admin',
  exp: 9_999_999_999,
})
const jwts = () => {
  const none = `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}`
  const signed = [
    '',
    'secret',
    'better-auth-secret-123456789',
    'better-auth-secret-12345678901234567890',
  ].map(
    (key) =>
      `${head}.${createHmac('sha256', key || 'x')
        .update(head)
        .digest('base64url')}`,
  )
  return [none, ...signed]
}

export const tokenProbes: Probe[] = [
  {
    of: 'JWTs without a signature or with a guessed one (algorithm confusion)',
    isRefused: ({ service }) =>
      allOf(jwts(), async (jwt) => {
        const bearer = await service
          .client()
          .get('/api/session', { headers: { authorization: `Bearer ${jwt}` } })
        const thief = service.client()
        thief.jar.set('steward.session_token', jwt)
        thief.jar.set('steward.session_data', jwt)
        return bearer.status === 401 && (await isNobody(thief))
      }),
  },
  {
    of: 'A session’s token in another place than its cookie (header, address)',
    isRefused: async ({ service }) => {
      const { client } = await signIn(service, csmEmail)
      const value = decodeURIComponent(client.jar.get('steward.session_token') ?? '')
      const token = value.slice(0, value.lastIndexOf('.'))
      const stranger = service.client()
      const answers = [
        await stranger.get('/api/session', { headers: { authorization: `Bearer ${token}` } }),
        await stranger.get('/api/session', { headers: { authorization: `Bearer ${value}` } }),
        await stranger.get(`/api/session?token=${token}&session_token=${token}&api_key=${token}`),
        await stranger.get('/api/session', { headers: { 'x-api-key': token, 'x-session-token': value } }),
      ]
      return (await emailOf(client)) === csmEmail && answers.every(({ status }) => status === 401)
    },
  },
  {
    of: 'An MCP endpoint that trusts a session’s id, or takes anybody’s token through',
    isRefused: async ({ service }) => {
      const call = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }
      return allOf(['/mcp', '/api/mcp', '/sse', '/.well-known/oauth-protected-resource'], async (path) => {
        const { text } = await service
          .client()
          .post(path, call, { headers: { 'mcp-session-id': 'guessed', authorization: 'Bearer guessed' } })
        return !text.includes('"tools"')
      })
    },
  },
  {
    of: 'Who one is, said in a header that a proxy would set',
    isRefused: ({ service }) =>
      allOf(
        [
          'x-forwarded-user',
          'x-remote-user',
          'x-forwarded-email',
          'x-steward-address',
          'x-user-id',
          'x-workspace',
        ],
        async (name) => {
          const answer = await service
            .client()
            .get('/api/session', { headers: { [name]: administrator.email } })
          return answer.status === 401
        },
      ),
  },
  {
    of: 'Limits passed by saying another address',
    isRefused: async ({ service }) => {
      const thief = service.client({ address: '127.0.0.77' })
      let status = 0
      for (let i = 0; i < 11; i++) {
        const headers = {
          'x-forwarded-for': `10.0.0.${i}`,
          'x-real-ip': `10.0.1.${i}`,
          forwarded: `for=10.0.2.${i}`,
          'x-steward-address': `10.0.3.${i}`,
        }
        const sent = await thief.post(
          '/api/auth/sign-in/email',
          { email: `${i % 2 ? 'NORA' : ' nora'}@acme.example`, password: 'wrong wrong' },
          { headers },
        )
        status = sent.status
      }
      return status === 429
    },
  },
  {
    of: 'What belongs to somebody else, by its id',
    isRefused: async ({ admin, csm }) => {
      const { body } = await admin.post<{ id: string }>('/api/keys', {
        label: 'own',
        scopes: ['ask'],
        days: 1,
      })
      const devices = await admin.get<{ id: string }[]>('/api/devices')
      const answers = [
        await csm.delete(`/api/keys/${body.id}`),
        await csm.get('/api/keys?all=true'),
        await csm.delete(`/api/devices/${devices.body[0]?.id}`),
        await csm.get('/api/people/invitations'),
      ]
      return answers.every(isTurnedAway) && (await emailOf(admin)) === administrator.email
    },
  },
]
