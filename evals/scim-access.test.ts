/** Whoever a directory puts out has no access left: not by a session, a key, a running answer, or the provider. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { users } from '#db/schema/tables.ts'
import { userMessage } from './kit/chat-client.ts'
import { startOpenAi, type OpenAiServer } from './kit/openai-server.ts'
import { realService, setUp, type Client, type RealService } from './kit/real-service.ts'
import { startRogueOidc, type RogueProvider } from './kit/rogue-oidc.ts'
import { begin, land, whoIs } from './kit/sso-browser.ts'

let service: RealService
let idp: RogueProvider
let openai: OpenAiServer
let token: string

const now = () => Math.floor(Date.now() / 1000)
const claims = (issuer: string, nonce: string, email = '') => ({
  ...{
    iss: issuer,
    aud: 'steward',
    sub: email,
    nonce,
    iat: now(),
    exp: now() + 300,
    email,
    email_verified: true,
  },
})

beforeAll(async () => {
  openai = await startOpenAi({ apiKey: 'k', msPerChunk: 50 })
  openai.script(() => ({ text: 'One word after another comes along slowly. '.repeat(400) }))
  service = await realService({
    model: { apiKey: 'k', baseURL: openai.url, model: 'stand-in', timeoutMs: 60_000 },
  })
  idp = await startRogueOidc(claims)
  const admin = await setUp(service)
  const made = await admin.post('/api/sso/providers', {
    ...{ id: 'idp', kind: 'oidc', label: 'IdP', issuer: idp.issuer, clientId: 'steward', clientSecret: 's' },
    ...{ domains: ['acme.example'], newRole: null },
  })
  expect(made.status).toBe(200)
  const wanted = { label: 'IdP', expiresInDays: 1, defaultRole: 'csm' }
  token = (await admin.post<{ token: string }>('/api/scim/tokens', wanted)).body.token
})
afterAll(async () => {
  await idp.close()
  await service.close()
  await openai.close()
})

async function ask(method: string, path: string, body?: object): Promise<{ id: string }> {
  const response = await fetch(`${service.url}/api/scim/v2/Users${path}`, {
    ...{ method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' } },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(response.ok).toBe(true)
  return response.status === 204 ? { id: '' } : ((await response.json()) as { id: string })
}
const change = (id: string, ...Operations: object[]) =>
  ask('PATCH', `/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })

async function enter(email: string): Promise<{ client: Client; at: string }> {
  const client = service.client()
  const url = new URL(await begin(client, 'idp'))
  idp.says({ claims: (nonce) => claims(idp.issuer, nonce, email) })
  idp.nonce.is = url.searchParams.get('nonce') ?? ''
  const back = `${service.url}/api/auth/sso/callback/idp?code=c&state=${url.searchParams.get('state') ?? ''}`
  return { client, at: await land(client, back) }
}

async function hired(email: string): Promise<{ id: string; client: Client; byKey: () => Promise<number> }> {
  const { id } = await ask('POST', '', { userName: email, displayName: email, emails: [{ value: email }] })
  const { client } = await enter(email)
  const key = await client.post<{ secret: string }>('/api/keys', { label: 'mine', scopes: ['ask'], days: 1 })
  const authorization = `Bearer ${key.body.secret}`
  const byKey = async () =>
    (await service.client().get('/api/conversations', { headers: { authorization } })).status
  expect([await whoIs(client), await byKey()]).toEqual([email, 200])
  return { id, client, byKey }
}

const ways: [string, (id: string) => Promise<unknown>][] = [
  ['deactivates', (id) => change(id, { op: 'replace', value: { active: false } })],
  ['deletes', (id) => ask('DELETE', `/${id}`)],
]

describe.each(ways)('whoever a directory %s', (how, putOut) => {
  test('is out with the next request, by session and key, and does not come in by the provider', async () => {
    const email = `${how}@acme.example`
    const { id, client, byKey } = await hired(email)
    await putOut(id)
    expect([await whoIs(client), await byKey()]).toEqual([null, 401])
    expect((await enter(email)).at).toBe('/?sso=deactivated')
  })

  test('is told nothing more by an answer that was running', async () => {
    const { id, client } = await hired(`running-${how}@acme.example`)
    const cookie = [...client.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const messages = [userMessage('Tell me a long story')]
    const response = await fetch(`${service.url}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: service.url },
      body: JSON.stringify({
        id: crypto.randomUUID(),
        planner: 'model',
        messages,
        trigger: 'submit-message',
      }),
    })
    const reader = response.body?.getReader()
    await reader?.read()
    await putOut(id)
    let rest = ''
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      rest += Buffer.from(part.value).toString()
    expect(rest).toContain('"state":"stopped"')
  })
})

test('who is let in again signs in anew: old sessions and keys stay ended', async () => {
  const { id, client, byKey } = await hired('again@acme.example')
  await change(id, { op: 'replace', value: { active: false } })
  await change(id, { op: 'replace', value: { active: true } })
  expect([await whoIs(client), await byKey()]).toEqual([null, 401])
  expect(await whoIs((await enter('again@acme.example')).client)).toBe('again@acme.example')
})

test('another role ends the sessions, and the next one has its rights', async () => {
  const { id, client } = await hired('promoted@acme.example')
  await change(id, { op: 'Replace', path: 'roles', value: [{ value: 'manager' }] })
  expect(await whoIs(client)).toBe(null)
  const { body } = await (
    await enter('promoted@acme.example')
  ).client.get<{ me: { role: string } }>('/api/session')
  expect(body.me.role).toBe('manager')
})

test('a change of the name leaves them signed in', async () => {
  const { id, client } = await hired('renamed@acme.example')
  await change(id, { op: 'Replace', path: 'displayName', value: 'Another Name' })
  expect(await whoIs(client)).toBe('renamed@acme.example')
})

test('one of two changes at once that puts out wins over the other', async () => {
  const { id, client } = await hired('at-once@acme.example')
  await Promise.all([
    change(id, { op: 'replace', value: { active: false } }),
    change(id, { op: 'Replace', path: 'displayName', value: 'At Once' }),
  ])
  expect(await whoIs(client)).toBe(null)
  const [person] = await service.db.inWorkspace('acme', (tx) =>
    tx
      .select()
      .from(users)
      .where(and(eq(users.workspaceId, 'acme'), eq(users.id, id))),
  )
  expect([person?.name, person?.deactivatedAt === null]).toEqual(['At Once', false])
})
