/** Probes for the classes of advisories of HTTP frameworks: paths, methods, origins and bodies. */
import { password, signIn } from '../kit/real-service.ts'
import { allOf, csmEmail, isTurnedAway, newcomer, type Place, type Probe } from './advisory.ts'

/** Nothing of the people of the workspace is in it. */
const tellsNobody = ({ text }: { text: string }) => !text.includes('@acme.example')

const paths: Probe[] = [
  {
    of: 'Route rules passed by another spelling of the path (double, encoded and dotted slashes)',
    isRefused: ({ service }) =>
      allOf(
        [
          ...[
            '//api/people',
            '/api//people',
            '/api/./people',
            '/api/people/',
            '/api/people/.',
            '/api/people;x',
            '/API/people',
          ],
          ...[
            '/api/%70eople',
            '/api%2fpeople',
            '/%61pi/people',
            '/api/auth/../people',
            '/api/auth/%2e%2e/people',
          ],
          ...[
            '/assets/../api/people',
            '/api/people%00',
            '/api/people%20',
            '/api/people?x',
            '/api/people#x',
            '/api\\people',
          ],
        ],
        async (path) => tellsNobody(await service.client().get(path)),
      ),
  },
  {
    of: 'The same, for what takes a permission that one lacks',
    isRefused: ({ csm }) =>
      allOf(
        [
          '//api/people/invitations',
          '/api/people//invitations',
          '/api/%70eople/invitations',
          '/api/people/./invitations',
        ],
        async (path) => {
          const { status, headers } = await csm.get(path)
          return status >= 400 || !/json/.test(headers['content-type'] ?? '')
        },
      ),
  },
  {
    of: 'Files outside the page’s folder',
    isRefused: ({ service }) =>
      allOf(
        [
          ...[
            '/../package.json',
            '/assets/../../../package.json',
            '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
            '/..%2fpackage.json',
          ],
          ...[
            '/assets/..%5c..%5cpackage.json',
            '/%2e%2e%2f%2e%2e%2fpackage.json',
            '/assets/....//....//package.json',
            '//etc/passwd',
            '/%00/../package.json',
          ],
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
        await client.post(
          '/api/devices?_method=DELETE',
          { _method: 'DELETE' },
          { headers: { [name]: 'DELETE' } },
        )
      return (await client.get<unknown[]>('/api/devices')).body.length === 2
    },
  },
  {
    of: 'HEAD, OPTIONS and TRACE on what one may not read',
    isRefused: ({ service }) =>
      allOf(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'], async (method) => {
        const answer = await service.client().ask(method, '/api/people')
        return (
          answer.status >= 400 &&
          answer.headers['access-control-allow-origin'] === undefined &&
          tellsNobody(answer)
        )
      }),
  },
]

const signInBody = { email: csmEmail, password }
const asAnother = (
  headers: Record<string, string | undefined>,
  raw?: string,
): ((place: Place) => Promise<boolean>) => {
  return async ({ service }) => {
    const stranger = service.client()
    const answer = await stranger.post('/api/auth/sign-in/email', signInBody, {
      headers,
      ...(raw !== undefined && { raw }),
    })
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
      const cases = [
        `http://${host}.evil.example`,
        `http://evil.example/${host}`,
        `http://evil-${host}`,
        `http://127.0.0.1.evil.example:${port}`,
      ]
      return allOf(
        [...cases, `http://127.0.0.1:${Number(port) + 1}`, `http://evil.example@${host}.evil.example`],
        (origin) => asAnother({ origin, 'sec-fetch-site': undefined })(place),
      )
    },
  },
  {
    of: 'Bodies of another type than JSON',
    isRefused: async (place) =>
      (await allOf(
        [
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'text/json',
          '',
        ],
        (type) => asAnother({ 'content-type': type })(place),
      )) &&
      (await asAnother({ 'content-type': undefined })(place)) &&
      asAnother(
        { 'content-type': 'application/x-www-form-urlencoded' },
        `email=${csmEmail}&password=${password}`,
      )(place),
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
      const answer = await service
        .client()
        .post('/api/auth/sign-in/email', { ...signInBody, more: 'x'.repeat(2 * 1024 * 1024) })
      return answer.status === 413
    },
  },
  {
    of: 'Bodies that break what reads them (depth, NUL, half characters, lists for values)',
    isRefused: ({ service }) =>
      allOf(
        [
          ...[
            nested(50_000),
            '{"email":"a\\u0000@acme.example","password":"x"}',
            '{"email":"\\ud800@acme.example","password":"\\ud800"}',
          ],
          ...[
            '{"email":["nora@acme.example"],"password":{"$ne":null}}',
            '[]',
            'null',
            '"x"',
            '{"email":',
            '',
          ],
        ],
        async (raw) =>
          isTurnedAway(await service.client().post('/api/auth/sign-in/email', undefined, { raw })),
      ),
  },
  {
    of: 'Lines put into a mail’s head by a name',
    isRefused: async ({ service, admin }) => {
      const name = 'X\r\nBcc: evil@evil.example\r\n\r\nhttps://evil.example'
      await admin.post('/api/people/invitations', { email: 'mailed@acme.example', name, role: 'viewer' })
      const letter = await service.post.to('mailed@acme.example')
      return (
        !letter.subject.includes('\n') && service.post.letters.every(({ to }) => to !== 'evil@evil.example')
      )
    },
  },
]

export const httpProbes: Probe[] = [...paths, ...methods, ...origins, ...bodies]
