/** People at work with sessions, keys and running answers while their directory puts them out: what they still get, and until when. */
import { setTimeout as sleep } from 'node:timers/promises'
import { startOpenAi } from '../kit/openai-server.ts'
import { userMessage } from '../kit/chat-client.ts'
import { realService, setUp, type Client, type RealService } from '../kit/real-service.ts'
import { startRogueOidc, type RogueProvider } from '../kit/rogue-oidc.ts'
import { begin, land } from '../kit/sso-browser.ts'

type Access = { started: number; ended: number }
/** What one credential was good for. */
type Trail = { successes: Access[]; refusals: number; failures: string[] }

export type PutOut = {
  name: string
  how: string
  /** When the directory asked, and when it was told that it is done; in ms. */
  askedAt: number
  doneAt: number
  trails: { session: Trail; key: Trail }
  /** When the running answer last told something, and when its connection ended; null where it did not. */
  stream: { toldAt: number; endedAt: number | null }
}

/** As Okta and Entra put people out. */
const ways = [
  { how: 'PATCH active false', method: 'PATCH', body: patch({ op: 'replace', value: { active: false } }) },
  { how: 'PATCH "False"', method: 'PATCH', body: patch({ op: 'Replace', path: 'active', value: 'False' }) },
  { how: 'PUT inactive', method: 'PUT', body: null },
  { how: 'DELETE', method: 'DELETE', body: undefined },
] as const

function patch(operation: object) {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] }
}

/** Between a credential's requests: enough of them, and the machine is not busy with them alone. */
const pauseMs = 25
/** How long everybody goes on trying after the last one was put out. */
const afterMs = 3_000

type Member = {
  name: string
  user: object & { id: string }
  client: Client
  key: string
  conversation: string
}

/** `order` is who is put out when, by number. */
export async function putOut(order: number[]): Promise<{ out: PutOut[]; returns: number }> {
  const openai = await startOpenAi({ apiKey: 'k', msPerChunk: 100 })
  openai.script(() => ({ text: 'One word after another comes along slowly. '.repeat(400) }))
  const service = await realService({
    model: { apiKey: 'k', baseURL: openai.url, model: 'stand-in', timeoutMs: 120_000 },
    requestsPerMinute: 1_000_000,
  })
  const idp = await startRogueOidc((issuer, nonce) => claimsOf(issuer, nonce, ''))
  try {
    const directory = await connect(service, idp)
    const members: Member[] = []
    for (const number of order.keys())
      members.push(await hire(service, idp, directory, `person-${number}@acme.example`))
    const ending = new AbortController()
    const working = members.map((member) => work(service, member, ending.signal))
    const isAtWork = ({ trails, stream }: (typeof working)[number]) =>
      stream.toldAt > 0 && trails.session.successes.length > 0 && trails.key.successes.length > 0
    while (!working.every(isAtWork)) await sleep(100)
    const out: PutOut[] = []
    for (const [nth, number] of order.entries()) {
      const [member, at] = [members[number], working[number]]
      if (member && at) out.push(await dismiss(directory, member, at, nth))
    }
    await sleep(afterMs)
    ending.abort()
    await Promise.all(working.map((one) => one.done))
    return { out, returns: await comeBack(service, idp, members) }
  } finally {
    await idp.close()
    await service.close()
    await openai.close()
  }
}

const claimsOf = (issuer: string, nonce: string, email: string) => {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: issuer,
    aud: 'steward',
    sub: email,
    nonce,
    iat: now,
    exp: now + 300,
    email,
    email_verified: true,
  }
}

type Directory = (method: string, path: string, body?: object) => Promise<Response>

async function connect(service: RealService, idp: RogueProvider): Promise<Directory> {
  const admin = await setUp(service)
  const provider = {
    id: 'idp',
    kind: 'oidc',
    label: 'IdP',
    issuer: idp.issuer,
    clientId: 'steward',
    clientSecret: 'secret',
  }
  const made = await admin.post('/api/sso/providers', {
    ...provider,
    domains: ['acme.example'],
    newRole: null,
  })
  const { body } = await admin.post<{ token: string }>('/api/scim/tokens', {
    label: 'IdP',
    expiresInDays: 1,
    defaultRole: 'csm',
  })
  if (made.status !== 200) throw new Error(made.text)
  return (method, path, sent) =>
    fetch(`${service.url}/api/scim/v2/Users${path}`, {
      ...{
        method,
        headers: { authorization: `Bearer ${body.token}`, 'content-type': 'application/scim+json' },
      },
      ...(sent && { body: JSON.stringify(sent) }),
    })
}

/** By the provider; where they end up. */
async function enter(
  service: RealService,
  idp: RogueProvider,
  email: string,
): Promise<{ client: Client; at: string }> {
  const client = service.client()
  const url = new URL(await begin(client, 'idp'))
  idp.says({ claims: (nonce) => claimsOf(idp.issuer, nonce, email) })
  idp.nonce.is = url.searchParams.get('nonce') ?? ''
  return {
    client,
    at: await land(
      client,
      `${service.url}/api/auth/sso/callback/idp?code=c&state=${url.searchParams.get('state')}`,
    ),
  }
}

async function hire(
  service: RealService,
  idp: RogueProvider,
  directory: Directory,
  name: string,
): Promise<Member> {
  const made = await directory('POST', '', {
    userName: name,
    displayName: name,
    emails: [{ value: name, primary: true }],
  })
  const user = (await made.json()) as Member['user']
  const { client, at } = await enter(service, idp, name)
  const key = await client.post<{ secret: string }>('/api/keys', { label: 'mine', scopes: ['ask'], days: 1 })
  if (made.status !== 201 || at !== '/' || key.status !== 200)
    throw new Error(`${name}: ${made.status} ${at} ${key.text}`)
  return { name, user, client, key: key.body.secret, conversation: crypto.randomUUID() }
}

/** Asks again and again with both credentials, and follows one long answer. */
function work(service: RealService, member: Member, signal: AbortSignal) {
  const trails = { session: newTrail(), key: newTrail() }
  const cookie = [...member.client.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const stream: PutOut['stream'] = { toldAt: 0, endedAt: null }
  const ask = async (trail: Trail, headers: Record<string, string>) => {
    while (!signal.aborted) {
      const started = performance.now()
      const response = await fetch(`${service.url}/api/conversations`, { headers })
      await response.text()
      if (response.status === 200) trail.successes.push({ started, ended: performance.now() })
      else if (response.status === 401) trail.refusals++
      else trail.failures.push(`${response.status}`)
      await sleep(pauseMs)
    }
  }
  const follow = async () => {
    const response = await fetch(`${service.url}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: service.url },
      body: JSON.stringify({
        ...{
          id: member.conversation,
          planner: 'model',
          messages: [userMessage('Tell me a long story')],
          trigger: 'submit-message',
        },
      }),
    })
    const words = new TextDecoder()
    for await (const part of response.body ?? [])
      if (words.decode(part as Uint8Array, { stream: true }).includes('"text-delta"'))
        stream.toldAt = performance.now()
    stream.endedAt = performance.now()
  }
  const all = [
    ask(trails.session, { cookie }),
    ask(trails.key, { authorization: `Bearer ${member.key}` }),
    follow(),
  ]
  return { trails, done: Promise.all(all), stream }
}

const newTrail = (): Trail => ({ successes: [], refusals: 0, failures: [] })

async function dismiss(
  directory: Directory,
  { name, user }: Member,
  at: ReturnType<typeof work>,
  nth: number,
): Promise<PutOut> {
  const { how, method, body } = ways[nth % ways.length] ?? ways[0]
  if (at.stream.endedAt !== null) throw new Error(`the answer to ${name} ended by itself`)
  const askedAt = performance.now()
  const answer = await directory(method, `/${user.id}`, body === null ? { ...user, active: false } : body)
  const doneAt = performance.now()
  if (!answer.ok) throw new Error(`${how}: ${answer.status} ${await answer.text()}`)
  await answer.body?.cancel()
  return { name, how, askedAt, doneAt, trails: at.trails, stream: at.stream }
}

/** How many get in once more by the provider, or with what they still have. */
async function comeBack(service: RealService, idp: RogueProvider, members: Member[]): Promise<number> {
  let returns = 0
  for (const { name, client, key } of members) {
    const { at, client: fresh } = await enter(service, idp, name)
    const again = [
      await fresh.get('/api/session'),
      await client.get('/api/session'),
      await service.client().get('/api/session', { headers: { authorization: `Bearer ${key}` } }),
    ]
    if (at === '/' || again.some(({ status }) => status === 200)) returns++
  }
  return returns
}
