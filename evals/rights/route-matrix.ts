/** Every route that the API declares × everybody who may come × every workspace: what is answered, and where that is not as DOMAIN.md and the route say. */
import type { Role } from '#db/contract.ts'
import { invite, setUp, type Answer, type Client, type RealService } from '../kit/real-service.ts'

export type Operation = {
  method: string
  path: string
  access: string
  parameters: string[]
  /** An example of its body, where it takes one. */
  body: unknown
}

type Documented = {
  'x-access': string
  requestBody?: { content: Record<string, { example?: unknown }> }
}

export async function operationsOf(client: Client): Promise<Operation[]> {
  const { body } = await client.get<{ paths: Record<string, Record<string, Documented>> }>(
    '/api/openapi.json',
  )
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, documented]) => ({
      ...{ method: method.toUpperCase(), path, access: documented['x-access'] },
      parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
      body: Object.values(documented.requestBody?.content ?? {})[0]?.example,
    })),
  )
}

const everybody = ['ask', 'people:read']
const csm = [...everybody, 'export', 'act', 'keys:own']
/** What each role may, by DOMAIN.md; `*` is everything. */
const mayOf: Record<Role, string[]> = {
  viewer: everybody,
  csm,
  manager: [...csm, 'approve', 'definitions:manage'],
  admin: ['*'],
}

export type Actor = {
  name: string
  workspace: string
  may: string[]
  /** Anew where the session was ended: some routes end what they are asked with. */
  enter: (isAnew?: boolean) => Promise<{ client: Client; headers: Record<string, string> }>
}

const people: Record<Role, { email: string; name: string }> = {
  viewer: { email: 'vic', name: 'Vic Ode' },
  csm: { email: 'cas', name: 'Cas Ray' },
  manager: { email: 'mia', name: 'Mia Sy' },
  admin: { email: 'ana', name: 'Ana Fox' },
}

export type Town = { operations: Operation[]; actors: Actor[]; admins: Map<string, Client> }

/** Two workspaces with somebody of each role, keys, and nobody. */
export async function openTown(service: RealService): Promise<Town> {
  const root = await setUp(service)
  const other = 'other'
  const made = await root.post('/api/workspaces', { id: other, name: 'Other' })
  if (made.status !== 200) throw new Error(`workspace: ${made.text}`)
  const actors: Actor[] = [
    {
      ...{ name: 'nobody', workspace: '', may: [] },
      enter: () => Promise.resolve({ client: service.client(), headers: {} }),
    },
  ]
  const admins = new Map<string, Client>()
  for (const workspace of ['acme', other]) {
    await root.post('/api/session/workspace', { id: workspace })
    for (const role of ['viewer', 'csm', 'manager', 'admin'] as const) {
      const { email, name } = people[role]
      const who = { email: `${email}@${workspace}.example`, name, role }
      const first = await invite(service, root, who)
      if (role === 'admin') admins.set(workspace, first)
      const enter = async (isAnew = false) => {
        const client = service.client()
        for (const [key, value] of first.jar) client.jar.set(key, value)
        if (!isAnew) return { client, headers: {} }
        client.jar.clear()
        const again = await client.post('/api/auth/sign-in/email', {
          email: who.email,
          password: passwordOf(),
        })
        if (again.status !== 200) throw new Error(`${who.email} can't sign in again: ${again.text}`)
        for (const [key, value] of client.jar) first.jar.set(key, value)
        return { client, headers: {} }
      }
      actors.push({ name: `${role} of ${workspace}`, workspace, may: mayOf[role], enter })
    }
    const admin = admins.get(workspace)
    for (const scopes of [['ask'], ['people:read', 'audit:read']]) {
      const key = await admin?.post<{ secret: string }>('/api/keys', {
        label: `key ${scopes.join()}`,
        scopes,
        days: 30,
      })
      if (key?.status !== 200) throw new Error(`key: ${key?.text}`)
      actors.push({
        ...{ name: `key ${scopes.join('+')} of ${workspace}`, workspace, may: scopes },
        enter: () =>
          Promise.resolve({
            client: service.client(),
            headers: { authorization: `Bearer ${key.body.secret}` },
          }),
      })
    }
  }
  return { operations: await operationsOf(root), actors, admins }
}

const passwordOf = () => 'a long enough password'

const nobodyHas = '00000000-0000-4000-8000-000000000000'
const pathOf = ({ path }: Operation, fill: (name: string) => string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(fill(name)))

/** A body that no route takes: who may is told that it is not right, who may not hears of that first. */
const noBody = '"matrix"'

export type Deviation = { call: string; who: string; expected: string; found: string }

/** What the access says of the actor: let in, or refused and how. */
const expectedOf = ({ access }: Operation, actor: Actor): 'in' | 401 | 403 => {
  if (access === 'open') return 'in'
  if (actor.name === 'nobody') return 401
  if (access === 'signed-in') return 'in'
  if (access === 'session') return actor.name.startsWith('key') ? 403 : 'in'
  return actor.may.includes('*') || actor.may.includes(access) ? 'in' : 403
}

async function ask(
  operation: Operation,
  actor: Actor,
  fill: (name: string) => string,
  body = noBody,
): Promise<Answer> {
  const takesBody = operation.method !== 'GET' && operation.method !== 'DELETE'
  const send = async (isAnew: boolean): Promise<Answer> => {
    const { client, headers } = await actor.enter(isAnew)
    const sent = { headers, ...(takesBody && { raw: body }) }
    return client.ask(operation.method, pathOf(operation, fill), undefined, sent)
  }
  const answer = await send(false)
  // The session may have been ended by the route before.
  return answer.status === 401 && operation.access !== 'open' && actor.name !== 'nobody' ? send(true) : answer
}

export type Tally = { calls: number; deviations: Deviation[] }

/** Route × actor: let in or refused as declared, before anything of the request is looked at. */
export async function tryAccess({ operations, actors }: Town): Promise<Tally> {
  const tried = async (operation: Operation, actor: Actor): Promise<Deviation[]> => {
    const expected = expectedOf(operation, actor)
    const { status, text } = await ask(operation, actor, () => nobodyHas)
    // A refusal of sign-in's own (a wrong token, no second factor asked for) is an answer of the route.
    const isIn = status !== 403 && (status !== 401 || operation.access === 'open')
    if ((expected === 'in' ? isIn : status === expected) && status < 500) return []
    const call = `${operation.method} ${operation.path} (${operation.access})`
    const found = `${status} ${text.slice(0, 120)}`
    return [{ call, who: actor.name, expected: String(expected), found }]
  }
  const deviations: Deviation[] = []
  // Some routes take their time, so that it tells nothing: everybody asks at once.
  for (const operation of operations)
    for (const found of await Promise.all(actors.map((actor) => tried(operation, actor))))
      deviations.push(...found)
  return { calls: operations.length * actors.length, deviations }
}

/** Every id that a workspace's administrator is shown, and all that the lists say. */
async function contentsOf(operations: Operation[], admin: Client) {
  const ids = new Set<string>()
  const lists: string[] = []
  for (const operation of operations) {
    if (operation.method !== 'GET' || operation.parameters.length > 0 || operation.access === 'open') continue
    if (/audit|session|devices/.test(operation.path)) continue
    const { body, status } = await admin.get(operation.path)
    if (status !== 200) continue
    lists.push(`${operation.path} ${JSON.stringify(body)}`)
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) for (const each of value) walk(each)
      if (Array.isArray(value) || typeof value !== 'object' || value === null) return
      for (const [key, each] of Object.entries(value)) {
        if (/^(?:id|key|personId)$/.test(key) && typeof each === 'string') ids.add(each)
        else walk(each)
      }
    }
    walk(body)
  }
  return { ids: [...ids], lists }
}

/** Everybody of one workspace, with ids of the other (so many of them): nothing of it is told or changed. */
export async function tryForeignIds(
  { operations, actors, admins }: Town,
  { canary, chance, most }: { canary: string; chance: () => number; most: number },
): Promise<Tally> {
  const deviations: Deviation[] = []
  let calls = 0
  const admin = admins.get('other')
  if (!admin) throw new Error('the other workspace has no administrator')
  const before = await contentsOf(operations, admin)
  const some = before.ids
    .map((id) => ({ id, order: chance() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, most)
  const ofAcme = actors.filter(({ workspace }) => workspace !== 'other')
  for (const operation of operations.filter(({ parameters }) => parameters.length > 0))
    for (const actor of ofAcme)
      for (const { id } of some) {
        const body = operation.body === undefined ? noBody : JSON.stringify(operation.body)
        const { status, text } = await ask(operation, actor, () => id, body)
        calls++
        if (
          (status < 300 && status !== 204 && operation.access !== 'open') ||
          text.includes(canary) ||
          status >= 500
        )
          deviations.push({
            call: `${operation.method} ${operation.path} of ${id}`,
            who: actor.name,
            expected: 'nothing',
            found: `${status} ${text.slice(0, 120)}`,
          })
      }
  const after = await contentsOf(operations, admin)
  for (const [at, list] of before.lists.entries())
    if (after.lists[at] !== list)
      deviations.push({
        call: 'what the other workspace has',
        who: 'others',
        expected: list.slice(0, 200),
        found: String(after.lists[at]).slice(0, 200),
      })
  return { calls, deviations }
}

const form = 'application/x-www-form-urlencoded'
/** How another site may make a browser send something. */
const crossSite: { name: string; headers: (url: string) => Record<string, string | undefined> }[] = [
  { name: 'no origin', headers: () => ({ origin: undefined, 'sec-fetch-site': undefined }) },
  { name: 'a null origin', headers: () => ({ origin: 'null', 'sec-fetch-site': undefined }) },
  {
    name: 'another origin',
    headers: () => ({ origin: 'https://evil.example', 'sec-fetch-site': undefined }),
  },
  {
    name: 'a sibling',
    headers: (url) => ({ origin: url.replace('//', '//evil.'), 'sec-fetch-site': 'same-site' }),
  },
  {
    name: 'another port',
    headers: (url) => ({ origin: url.replace(/:\d+$/, ':1'), 'sec-fetch-site': undefined }),
  },
  { name: 'a cross-site fetch', headers: () => ({ origin: undefined, 'sec-fetch-site': 'cross-site' }) },
  { name: 'its own origin, cross-site', headers: () => ({ 'sec-fetch-site': 'cross-site' }) },
  { name: 'text/plain', headers: () => ({ 'content-type': 'text/plain' }) },
  { name: 'a form', headers: () => ({ 'content-type': form }) },
  { name: 'a multipart form', headers: () => ({ 'content-type': 'multipart/form-data; boundary=x' }) },
  { name: 'no content type', headers: () => ({ 'content-type': undefined }) },
]

/** Of all that changes something, asked with an administrator's cookie from elsewhere: refused, and nobody signed in by it. */
export async function tryCrossSite({ operations, actors }: Town, url: string): Promise<Tally> {
  const admin = actors.find(({ name }) => name === 'admin of acme')
  if (!admin) throw new Error('no administrator')
  const tried = async (
    operation: Operation,
    { name, headers }: (typeof crossSite)[number],
  ): Promise<Deviation[]> => {
    const { client } = await admin.enter()
    const raw = operation.body === undefined ? '{}' : JSON.stringify(operation.body)
    const path = pathOf(operation, () => nobodyHas)
    const answer = await client.ask(operation.method, path, undefined, { raw, headers: headers(url) })
    // An identity provider's form comes from elsewhere by its nature, and proves itself by its signature.
    const isProvider = operation.path.startsWith('/api/auth/sso/saml2/')
    const isRefused = isProvider
      ? !(answer.headers['set-cookie'] ?? []).some((cookie) => /session_token=[^;]/.test(cookie))
      : answer.status === 403 || answer.status === 400
    if (isRefused) return []
    const found = `${answer.status} ${answer.text.slice(0, 120)}`
    return [{ call: `${operation.method} ${operation.path}`, who: name, expected: 'refused', found }]
  }
  const deviations: Deviation[] = []
  const changing = operations.filter(({ method }) => method !== 'GET')
  for (const operation of changing)
    for (const found of await Promise.all(crossSite.map((way) => tried(operation, way))))
      deviations.push(...found)
  return { calls: changing.length * crossSite.length, deviations }
}
