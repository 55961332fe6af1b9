/** Probes for the classes of advisories of HTTP frameworks, and of what speaks through them: paths, methods, headers, bodies, tokens of other kinds. */
import { createHmac } from 'node:crypto'
import { administrator, password, signIn } from '../kit/real-service.ts'
import { allOf, csmEmail, emailOf, isNobody, isTurnedAway, newcomer, type Place, type Probe } from './advisory.ts'

/** Nothing of the people of the workspace is in it. */
const tellsNobody = ({ text }: { text: string }) => !text.includes('@acme.example')

const paths: Probe[] = [
  {
    of: 'Route rules passed by another spelling of the path (double, encoded and dotted slashes)',
    isRefused: ({ service }) =>
      allOf(
        [
          ...['//api/people', '/api//people', '/api/./people', '/api/people/', '/api/people/.', '/api/people;x', '/API/people'],
          ...['/api/%70eople', '/api%2fpeople', '/%61pi/people', '/api/auth/../people', '/api/auth/%2e%2e/people'],
          ...['/assets/../api/people', '/api/people%00', '/api/people%20', '/api/people?x', '/api/people#x', '/api\\people'],
        ],
        async (path) => tellsNobody(await service.client().get(path)),
      ),
  },
  {
    of: 'The same, for what takes a permission that one lacks',
    isRefused: ({ csm }) =>
      allOf(['//api/people/invitations', '/api/people//invitations', '/api/%70eople/invitations', '/api/people/./invitations'], async (path) => {
        const { status, headers } = await csm.get(path)
        return status >= 400 || !/json/.test(headers['content-type'] ?? '')
      }),
  },
  {
    of: 'Files outside the page’s folder',
    isRefused: ({ service }) =>
      allOf(
        [
          ...['/../package.json', '/assets/../../../package.json', '/assets/%2e%2e/%2e%2e/%2e%2e/package.json', '/..%2fpackage.json'],
          ...['/assets/..%5c..%5cpackage.json', '/%2e%2e%2f%2e%2e%2fpackage.json', '/assets/....//....//package.json', '//etc/passwd', '/%00/../package.json'],
        ],
        async (path) => {
          const { text } = await service.client().get(path)
          return !text.includes('"dependencies"') && !text.includes('root:')
        },
      ),
  },
]

const methods: Probe[] = [
  {
    of: 'A method named in a header or in the address',
    isRefused: async (place) => {
      const client = await newcomer(place, 'meth')
      await signIn(place.service, 'meth@acme.example')
      for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override'])
        await client.post('/api/devices?_method=DELETE', { _method: 'DELETE' }, { headers: { [name]: 'DELETE' } })
      return (await client.get<unknown[]>('/api/devices')).body.length === 2
    },
  },
  {
    of: 'HEAD, OPTIONS and TRACE on what one may not read',
    isRefused: ({ service }) =>
      allOf(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'], async (method) => {
        const answer = await service.client().ask(method, '/api/people')
        return answer.status >= 400 && answer.headers['access-control-allow-origin'] === undefined && tellsNobody(answer)
      }),
  },
]

const signInBody = { email: csmEmail, password }
const asAnother = (headers: Record<string, string | undefined>, raw?: string): ((place: Place) => Promise<boolean>) => {
  return async ({ service }) => {
    const stranger = service.client()
    const answer = await stranger.post('/api/auth/sign-in/email', signInBody, { headers, ...(raw !== undefined && { raw }) })
    return isTurnedAway(answer) && stranger.jar.size === 0
  }
}

const origins: Probe[] = [
  {
    of: 'Requests that another site makes a browser send (CSRF)',
    isRefused: async (place) => {
      const cases = [
        { origin: undefined, 'sec-fetch-site': undefined },
        { origin: 'null', 'sec-fetch-site': undefined },
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        { origin: undefined, 'sec-fetch-site': 'same-site' },
        { origin: undefined, 'sec-fetch-site': 'none' },
      ]
      return allOf(cases, (headers) => asAnother(headers)(place))
    },
  },
  {
    of: 'Origins that only look like Steward’s (wildcards, prefixes, suffixes)',
    isRefused: (place) => {
      const { host, port } = new URL(place.service.url)
      const cases = [`http://${host}.evil.example`, `http://evil.example/${host}`, `http://evil-${host}`, `http://127.0.0.1.evil.example:${port}`]
      return allOf([...cases, `http://127.0.0.1:${Number(port) + 1}`, `http://evil.example@${host}.evil.example`], (origin) =>
        asAnother({ origin, 'sec-fetch-site': undefined })(place),
      )
    },
  },
  {
    of: 'Bodies of another type than JSON',
    isRefused: async (place) =>
      (await allOf(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json', ''], (type) =>
        asAnother({ 'content-type': type })(place),
      )) &&
      (await asAnother({ 'content-type': undefined })(place)) &&
      asAnother({ 'content-type': 'application/x-www-form-urlencoded' }, `email=${csmEmail}&password=${password}`)(place),
  },
]

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

const bodies: Probe[] = [
  {
    of: 'Prototype pollution by a body',
    isRefused: async ({ csm }) => {
      const raw = `{"label":"p","scopes":["ask"],"days":1,"__proto__":{"role":"admin","may":["people:manage"]},"constructor":{"prototype":{"isAdmin":true}}}`
      await csm.post('/api/keys', undefined, { raw })
      const empty = {} as Record<string, unknown>
      const { body } = await csm.get<{ me: { role: string } }>('/api/session')
      return empty['role'] === undefined && empty['isAdmin'] === undefined && body.me.role === 'csm'
    },
  },
  {
    of: 'Bodies that are too large',
    isRefused: async ({ service }) => {
      const answer = await service.client().post('/api/auth/sign-in/email', { ...signInBody, more: 'x'.repeat(2 * 1024 * 1024) })
      return answer.status === 413
    },
  },
  {
    of: 'Bodies that break what reads them (depth, NUL, half characters, lists for values)',
    isRefused: ({ service }) =>
      allOf(
        [
          ...[nested(50_000), '{"email":"a\\u0000@acme.example","password":"x"}', '{"email":"\\ud800@acme.example","password":"\\ud800"}'],
          ...['{"email":["nora@acme.example"],"password":{"$ne":null}}', '[]', 'null', '"x"', '{"email":', ''],
        ],
        async (raw) => isTurnedAway(await service.client().post('/api/auth/sign-in/email', undefined, { raw })),
      ),
  },
  {
    of: 'Lines put into a mail’s head by a name',
    isRefused: async ({ service, admin }) => {
      const name = 'X\r\nBcc: evil@evil.example\r\n\r\nhttps://evil.example'
      await admin.post('/api/people/invitations', { email: 'mailed@acme.example', name, role: 'viewer' })
      const letter = await service.post.to('mailed@acme.example')
      return !letter.subject.includes('\n') && service.post.letters.every(({ to }) => to !== 'evil@evil.example')
    },
  },
]

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = part({ sub: administrator.email, email: administrator.email, role: 'admin', exp: 9_999_999_999 })
const jwts = () => {
  const none = `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}`
  const signed = ['', 'secret', 'better-auth-secret-123456789', 'better-auth-secret-12345678901234567890'].map(
    (key) => `${head}.${createHmac('sha256', key || 'x').update(head).digest('base64url')}`,
  )
  return [none, ...signed]
}

const tokens: Probe[] = [
  {
    of: 'JWTs without a signature or with a guessed one (algorithm confusion)',
    isRefused: ({ service }) =>
      allOf(jwts(), async (jwt) => {
        const bearer = await service.client().get('/api/session', { headers: { authorization: `Bearer ${jwt}` } })
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
        const { text } = await service.client().post(path, call, { headers: { 'mcp-session-id': 'guessed', authorization: 'Bearer guessed' } })
        return !text.includes('"tools"')
      })
    },
  },
  {
    of: 'Who one is, said in a header that a proxy would set',
    isRefused: ({ service }) =>
      allOf(['x-forwarded-user', 'x-remote-user', 'x-forwarded-email', 'x-steward-address', 'x-user-id', 'x-workspace'], async (name) => {
        const answer = await service.client().get('/api/session', { headers: { [name]: administrator.email } })
        return answer.status === 401
      }),
  },
  {
    of: 'Limits passed by saying another address',
    isRefused: async ({ service }) => {
      const thief = service.client({ address: '127.0.0.77' })
      let status = 0
      for (let i = 0; i < 11; i++) {
        const headers = { 'x-forwarded-for': `10.0.0.${i}`, 'x-real-ip': `10.0.1.${i}`, forwarded: `for=10.0.2.${i}`, 'x-steward-address': `10.0.3.${i}` }
        const sent = await thief.post('/api/auth/sign-in/email', { email: `${i % 2 ? 'NORA' : ' nora'}@acme.example`, password: 'wrong wrong' }, { headers })
        status = sent.status
      }
      return status === 429
    },
  },
  {
    of: 'What belongs to somebody else, by its id',
    isRefused: async ({ admin, csm }) => {
      const { body } = await admin.post<{ id: string }>('/api/keys', { label: 'own', scopes: ['ask'], days: 1 })
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

export const httpProbes: Probe[] = [...paths, ...methods, ...origins, ...bodies, ...tokens]
