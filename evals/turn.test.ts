/** A turn as people meet it, over real HTTP: answered, followed up, reloaded, refused, stopped, and kept to its owner. */
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProposalPart } from '#agent/contract.ts'
import { addressFrom } from '#server/address.ts'
import { asNora, chat, idsOf, partsOf, read } from './kit/chat-client.ts'
import { testService, type TestService } from './kit/service.ts'

let service: TestService
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const newId = () => crypto.randomUUID()
const get = (path: string, cookie = asNora) => fetch(`${service.url}${path}`, { headers: { cookie } })
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: asNora, origin: service.url, ...headers },
    body: JSON.stringify(body),
  })

const headline = 'Which accounts renewing in the next 90 days are not green?'

describe('a turn', () => {
  test('answers with the right rows, a step that says what ran, and a text', async () => {
    const reply = await chat(service.url, newId(), headline)
    expect(idsOf(reply)).toEqual(['A-1', 'A-3', 'A-5'])
    expect(partsOf<{ state: string }>(reply, 'step').map((step) => step.state)).toEqual(['done'])
    expect(reply.text.length).toBeGreaterThan(10)
    expect(reply.chunks.at(0)?.type).toBe('start')
    expect(reply.chunks.at(-1)?.type).toBe('finish')
  })

  test('a follow-up narrows what the turn before found', async () => {
    const conversation = newId()
    await chat(service.url, conversation, headline)
    const reply = await chat(service.url, conversation, 'only enterprise')
    expect(idsOf(reply)).toEqual(['A-1'])
  })

  test('is the same after a reload: history holds the parts that were streamed', async () => {
    const conversation = newId()
    const reply = await chat(service.url, conversation, headline)
    const messages = (await (await get(`/api/conversations/${conversation}/messages`)).json()) as {
      role: string
      metadata: { state?: string }
      parts: { type: string; text?: string; data?: { rows?: { id: string }[] } }[]
    }[]
    expect(messages.map((message) => message.role)).toEqual(['user', 'assistant'])
    const answer = messages[1]
    expect(answer?.metadata.state).toBe('done')
    expect(answer?.parts.find((part) => part.type === 'text')?.text).toBe(reply.text)
    expect(answer?.parts.find((part) => part.type === 'data-table')?.data?.rows).toHaveLength(3)
    expect((await get(`/api/chat/${conversation}/stream`)).status).toBe(204)
  })

  test('a name that is in no record is asked about, never guessed', async () => {
    const reply = await chat(service.url, newId(), 'When does Zentrix Holdings renew?')
    expect(partsOf(reply, 'table')).toEqual([])
    expect(partsOf(reply, 'question').length + partsOf(reply, 'refusal').length).toBe(1)
  })

  test('what is outside its work is refused, naming what it can do', async () => {
    const reply = await chat(service.url, newId(), 'Write me a poem about cats')
    const [refusal] = partsOf<{ reason: string }>(reply, 'refusal')
    expect(refusal?.reason.length).toBeGreaterThan(20)
  })

  test('a request to change something proposes it and changes nothing', async () => {
    const reply = await chat(service.url, newId(), "Reassign Nora's accounts to Omar")
    const [proposal, ...others] = partsOf<ProposalPart>(reply, 'proposal')
    expect(others).toEqual([])
    expect(proposal).toMatchObject({ state: 'open', integrity: 'T', rows: 3, effectKind: 'E2', run: null })
    expect(proposal?.changes.map(({ id, after }) => [id, after])).toEqual(
      ['A-1', 'A-2', 'A-5'].map((id) => [id, 'omar@acme.example']),
    )
    const after = await chat(service.url, newId(), "Omar Haddad's accounts")
    expect(idsOf(after)).toEqual(['A-3', 'A-4', 'A-8'])
  })
})

describe('the API', () => {
  test('refuses a bad body with what is wrong, and keeps nothing of it', async () => {
    const conversation = newId()
    const response = await post('/api/chat', { id: conversation, messages: [] })
    expect(response.status).toBe(400)
    expect((await get(`/api/conversations/${conversation}/messages`)).status).toBe(404)
  })

  test('refuses an empty request in words', async () => {
    const response = await chat(service.url, newId(), '   ')
    expect(response.status).toBe(400)
    expect(JSON.parse(response.body)).toMatchObject({
      error: { code: 'bad_request', what: expect.stringContaining('empty') as string },
    })
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 400],
  ])('refuses a request from %s', async (_name, headers, status) => {
    const response = await post('/api/demo', { email: 'nora@acme.example' }, headers)
    expect(response.status).toBe(status)
  })

  test('believes what proxies say of an address only as far as it was told of proxies', async () => {
    const told = (proxies: number) => {
      const app = new Hono()
      app.get('/', (context) => context.text(addressFrom(context, proxies)))
      return app.request('/', { headers: { 'x-forwarded-for': '6.6.6.6, 10.0.0.7, 10.0.0.8' } })
    }
    expect(await (await told(0)).text()).toBe('unknown')
    expect(await (await told(1)).text()).toBe('10.0.0.8')
    expect(await (await told(2)).text()).toBe('10.0.0.7')
  })

  test('answers nobody who has not signed in', async () => {
    const paths = ['/api/session', '/api/conversations', `/api/conversations/${newId()}/messages`]
    for (const path of paths) expect((await get(path, '')).status).toBe(401)
    expect((await chat(service.url, newId(), headline, '')).status).toBe(401)
    expect((await chat(service.url, newId(), headline, 'steward_person=eve@evil.example')).status).toBe(401)
  })

  test("keeps a person's conversations to that person", async () => {
    const conversation = newId()
    await chat(service.url, conversation, headline)
    const other = 'steward_person=max@acme.example'
    expect((await get(`/api/conversations/${conversation}/messages`, other)).status).toBe(404)
    expect((await chat(service.url, conversation, 'only enterprise', other)).status).toBe(404)
    const list = (await (await get('/api/conversations', other)).json()) as { id: string }[]
    expect(list.map((one) => one.id)).not.toContain(conversation)
  })

  test('lists, renames and deletes conversations', async () => {
    const conversation = newId()
    await chat(service.url, conversation, headline)
    const url = `${service.url}/api/conversations/${conversation}`
    await fetch(url, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', cookie: asNora, origin: service.url },
      body: '{"title":"Renewals"}',
    })
    const titles = async () =>
      ((await (await get('/api/conversations')).json()) as { id: string; title: string }[]).filter(
        (one) => one.id === conversation,
      )
    expect(await titles()).toMatchObject([{ title: 'Renewals' }])
    await fetch(url, { method: 'DELETE', headers: { cookie: asNora, origin: service.url } })
    expect(await titles()).toEqual([])
    expect((await get(`/api/conversations/${conversation}/messages`)).status).toBe(404)
  })

  test('sends a policy that lets the page load from itself alone', async () => {
    const policy = (await get('/api/health')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toContain('http')
  })

  test('switching the person switches what "my" means', async () => {
    const as = (email: string) => chat(service.url, newId(), 'my accounts', `steward_person=${email}`)
    expect(idsOf(await as('nora@acme.example'))).toEqual(['A-1', 'A-2', 'A-5'])
    const health = await read(await get('/api/health'))
    expect(health.status).toBe(200)
  })
})
