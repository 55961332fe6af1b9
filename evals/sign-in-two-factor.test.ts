/** Second factors, sessions and keys over real HTTP: each code once, each session only as long as it should, each key only what its owner may. */
import { sql } from 'drizzle-orm'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/connect.ts'
import {
  administrator,
  invite,
  password,
  realService,
  setUp,
  signIn,
  type Client,
  type RealService,
  type Told,
} from './kit/real-service.ts'

const me = (client: Client) =>
  client.get<Told & { via: string; may: string[]; workspace: { id: string } }>('/api/session')

let service: RealService
let admin: Client
beforeAll(async () => {
  service = await realService()
  admin = await setUp(service)
})
afterAll(() => service.close())

/** As the database has it: seconds into the past. */
const age = (column: 'last_seen_at' | 'expires_at' | 'created_at', seconds: number) =>
  service.db.inSignIn((tx) =>
    tx.execute(
      sql`update auth.sessions set ${sql.identifier(column)} = now() - make_interval(secs => ${seconds})`,
    ),
  )

const actions = (workspace = 'acme') =>
  service.db.inWorkspace(workspace, (tx) =>
    rowsOf<{ action: string }>(
      tx,
      sql`select action from audit_entries where workspace_id = ${workspace} order by seq`,
    ),
  )

describe('the second factor', () => {
  const email = 'tess@acme.example'
  let codes: string[]
  let totp: TOTP
  let period = 0
  /** Never the one before again: of the next period where need be, as a phone's clock may be ahead. */
  const nextCode = () => {
    period = Math.max(period + 1, Math.floor(Date.now() / 30_000))
    return totp.generate({ timestamp: period * 30_000 })
  }

  const halfWay = async () => {
    const { client, answer } = await signIn(service, email)
    expect(answer.body).toEqual({ secondFactor: true })
    expect((await me(client)).status).toBe(401)
    return client
  }

  test('is on once the app and Steward agree on a code', async () => {
    const tess = await invite(service, admin, { email, name: 'Tess', role: 'csm' })
    expect((await tess.post('/api/auth/two-factor/enable', { password: 'not the password' })).status).toBe(
      403,
    )
    const { body } = await tess.post<{ uri: string; secret: string; recoveryCodes: string[] }>(
      '/api/auth/two-factor/enable',
      { password },
    )
    expect((await signIn(service, email)).answer.body).toEqual({ secondFactor: false })
    codes = body.recoveryCodes
    expect(codes).toHaveLength(10)
    totp = new TOTP({ secret: body.secret })
    expect(body.uri).toContain(`secret=${body.secret}`)
    expect((await tess.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect((await tess.post('/api/auth/two-factor/verify-totp', { code: nextCode() })).status).toBe(200)
    expect((await me(tess)).status).toBe(200)
    const stored = JSON.stringify(
      await service.db.inSignIn((tx) => tx.execute(sql`select * from auth.second_factors`)),
    )
    for (const code of [...codes, body.secret]) expect(stored).not.toContain(code)
  })

  test('is asked for when signing in, and takes each code once', async () => {
    const client = await halfWay()
    const code = nextCode()
    expect((await client.post('/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
    expect((await me(client)).status).toBe(200)
    const other = await halfWay()
    expect((await other.post('/api/auth/two-factor/verify-totp', { code })).status).toBe(401)
    expect((await me(other)).status).toBe(401)
  })

  test('can be a recovery code, each once, however it is typed', async () => {
    const [code = ''] = codes
    const client = await halfWay()
    const typed = code.toUpperCase().replaceAll('-', ' ')
    expect((await client.post('/api/auth/two-factor/verify-backup-code', { code: typed })).status).toBe(200)
    expect((await me(client)).status).toBe(200)
    const other = await halfWay()
    expect((await other.post('/api/auth/two-factor/verify-backup-code', { code })).status).toBe(401)
    expect((await other.post('/api/auth/two-factor/verify-backup-code', { code: codes[1] })).status).toBe(200)
  })

  test('cannot be asked for without the password before it', async () => {
    const stranger = service.client()
    expect((await stranger.post('/api/auth/two-factor/verify-totp', { code: nextCode() })).status).toBe(401)
    expect((await stranger.post('/api/auth/two-factor/verify-backup-code', { code: codes[2] })).status).toBe(
      401,
    )
    expect((await me(stranger)).status).toBe(401)
  })

  test('is turned off with the password alone, and every step is on record', async () => {
    const client = await halfWay()
    expect((await client.post('/api/auth/two-factor/verify-backup-code', { code: codes[3] })).status).toBe(
      200,
    )
    expect((await client.post('/api/auth/two-factor/disable', { password: 'not the password' })).status).toBe(
      403,
    )
    expect((await client.post('/api/auth/two-factor/disable', { password })).status).toBe(200)
    expect((await signIn(service, email)).answer.body).toEqual({ secondFactor: false })
    const done = (await actions()).map(({ action }) => action)
    for (const action of [
      'invited',
      'joined',
      'signed_in',
      'two_factor_on',
      'two_factor_failed',
      'two_factor_off',
    ])
      expect(done, action).toContain(action)
  })
})

describe('a session', () => {
  test('ends when nothing is done with it for an hour, and not a minute earlier', async () => {
    const { client } = await signIn(service, administrator.email)
    await age('last_seen_at', 59 * 60)
    expect((await me(client)).status).toBe(200)
    await age('last_seen_at', 60 * 60 + 1)
    expect((await me(client)).status).toBe(401)
  })

  test('ends after twelve hours, however much is done with it', async () => {
    const { client } = await signIn(service, administrator.email)
    const [row] = await service.db.inSignIn((tx) =>
      rowsOf<{ hours: number }>(
        tx,
        sql`select round(extract(epoch from max(expires_at) - now()) / 3600)::int as hours from auth.sessions`,
      ),
    )
    expect(row?.hours).toBe(12)
    await age('expires_at', 1)
    expect((await me(client)).status).toBe(401)
  })

  test('is listed with its browser, and ended one by one or all but this one', async () => {
    const { client: here } = await signIn(service, administrator.email)
    const { client: there } = await signIn(service, administrator.email)
    const { client: elsewhere } = await signIn(service, administrator.email)
    type Device = { id: string; current: boolean; address: string; browser: string }
    const { body } = await there.get<Device[]>('/api/devices')
    const own = body.find(({ current }) => current)
    expect(own).toMatchObject({ address: '127.0.0.1', browser: 'Unknown' })
    expect((await here.delete(`/api/devices/${own?.id}`)).status).toBe(200)
    expect((await me(there)).status).toBe(401)
    expect((await here.delete('/api/devices')).status).toBe(200)
    expect((await me(elsewhere)).status).toBe(401)
    expect((await me(here)).status).toBe(200)
    admin = here
  })

  test('of somebody else can not be ended or seen', async () => {
    const { body } = await admin.get<{ id: string }[]>('/api/devices')
    const vera = await invite(service, admin, { email: 'vera@acme.example', name: 'Vera', role: 'viewer' })
    expect((await vera.delete(`/api/devices/${body[0]?.id}`)).status).toBe(404)
    expect((await vera.get<unknown[]>('/api/devices')).body).toHaveLength(1)
  })

  test('is over with the sign-out, also for whoever kept its cookie', async () => {
    const { client } = await signIn(service, administrator.email)
    const kept = service.client()
    for (const [name, value] of client.jar) kept.jar.set(name, value)
    expect((await client.post('/api/auth/sign-out')).status).toBe(200)
    expect(client.jar.size).toBe(0)
    expect((await me(kept)).status).toBe(401)
  })

  test('a new one takes the place of the one before it in the same browser', async () => {
    const { client } = await signIn(service, administrator.email)
    const before = service.client()
    for (const [name, value] of client.jar) before.jar.set(name, value)
    expect(
      (await client.post('/api/auth/sign-in/email', { email: administrator.email, password })).status,
    ).toBe(200)
    expect((await me(client)).status).toBe(200)
    expect((await me(before)).status).toBe(401)
  })
})

describe('a key', () => {
  type Made = Told & { id: string; secret: string; scopes: string[] }
  const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } })
  const use = (key: string, path = '/api/people') => service.client().get(path, bearer(key))
  let csm: Client
  beforeAll(async () => {
    csm = await invite(service, admin, { email: 'kim@acme.example', name: 'Kim', role: 'csm' })
  })

  test('does what it was made for, and nothing that its owner may not', async () => {
    const wanted = { label: 'reports', scopes: ['people:read', 'ask'], days: 30 }
    const { body } = await csm.post<Made>('/api/keys', wanted)
    expect(body.secret).toMatch(/^stw_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/)
    expect((await use(body.secret)).status).toBe(200)
    expect((await use(body.secret, '/api/keys')).status).toBe(403)
    const session = await service
      .client()
      .get<{ via: string; may: string[] }>('/api/session', bearer(body.secret))
    expect(session.body).toMatchObject({ via: 'key', may: ['ask', 'people:read'] })
    const beyond = await csm.post<Told>('/api/keys', { ...wanted, scopes: ['people:manage'] })
    expect(beyond.status).toBe(403)
    expect((await csm.post('/api/keys', { ...wanted, days: 366 })).status).toBe(400)
    expect((await csm.post('/api/keys', { label: 'endless', scopes: ['ask'] })).status).toBe(400)
  })

  test('makes no other keys, and its secret is shown and stored nowhere', async () => {
    const { body } = await csm.post<Made>('/api/keys', { label: 'all', scopes: ['keys:own', 'ask'], days: 1 })
    const made = await service
      .client()
      .post('/api/keys', { label: 'more', scopes: ['ask'], days: 365 }, bearer(body.secret))
    expect(made.status).toBe(403)
    expect((await csm.get('/api/keys')).text).not.toContain(body.secret)
    const stored = JSON.stringify(
      await service.db.inSignIn((tx) => tx.execute(sql`select * from auth.api_keys`)),
    )
    expect(stored).not.toContain(body.secret.split('_').at(-1))
  })

  test('ends on its day, when it is taken back, and loses what its owner loses', async () => {
    const make = async (scopes: string[]) =>
      (await csm.post<Made>('/api/keys', { label: 'k', scopes, days: 1 })).body
    const [late, revoked, kept] = [
      await make(['people:read']),
      await make(['people:read']),
      await make(['people:read', 'act']),
    ]
    await service.db.inSignIn((tx) =>
      tx.execute(
        sql`update auth.api_keys set expires_at = now() - interval '1 second' where id = ${late.id}`,
      ),
    )
    expect((await use(late.secret)).status).toBe(401)
    expect((await csm.delete(`/api/keys/${revoked.id}`)).status).toBe(200)
    expect((await use(revoked.secret)).status).toBe(401)
    const people = await admin.get<{ id: string; email: string }[]>('/api/people')
    const kim = people.body.find(({ email }) => email === 'kim@acme.example')?.id
    expect((await admin.patch(`/api/people/${kim}`, { role: 'viewer' })).status).toBe(200)
    const { body } = await service.client().get<{ may: string[] }>('/api/session', bearer(kept.secret))
    expect(body.may).toEqual(['people:read'])
    expect((await admin.patch(`/api/people/${kim}`, { deactivated: true })).status).toBe(200)
    expect((await use(kept.secret)).status).toBe(401)
  })

  test('guessed ten times is refused from there, even when it is right', async () => {
    const { body } = await admin.post<Made>('/api/keys', {
      label: 'guessed',
      scopes: ['people:read'],
      days: 1,
    })
    const wrong = `${body.secret.slice(0, -43)}${'A'.repeat(43)}`
    const thief = service.client({ address: '127.0.0.40' })
    for (let i = 0; i < 10; i++) expect((await thief.get('/api/people', bearer(wrong))).status).toBe(401)
    expect((await thief.get('/api/people', bearer(body.secret))).status).toBe(401)
    expect((await use(body.secret)).status).toBe(200)
  })
})
