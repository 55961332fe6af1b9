/** Accounts over real HTTP and real mail: the first administrator, an invitation up to the first answer, passwords, resets, and what a stranger can't tell. */
import { sql } from 'drizzle-orm'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backUp } from '#db/backup/backup.ts'
import { restore } from '#db/backup/restore.ts'
import { rowsOf } from '#db/connect.ts'
import { newSetUpToken } from '#db/identities/set-up.ts'
import { hashOf } from '#db/identities/tokens.ts'
import { idsOf, read, userMessage } from './kit/chat-client.ts'
import {
  administrator,
  invite,
  password,
  realService,
  setUp,
  signIn,
  tokenOf,
  type Client,
  type RealService,
  type Told,
} from './kit/real-service.ts'
import { freshPlace } from './kit/store.ts'

type Me = { via: string; workspace: { id: string }; me: { email: string; role: string } }

const me = (client: Client) => client.get<Me & Told>('/api/session')

describe('the first start', () => {
  let service: RealService
  beforeAll(async () => {
    service = await realService({ isEmpty: true })
  })
  afterAll(() => service.close())

  test('asks for an administrator, who comes by the newest link, once', async () => {
    const stranger = service.client()
    expect((await stranger.get('/api/entry')).body).toMatchObject({ needsSetUp: true, sendsMail: true })
    expect((await me(stranger)).status).toBe(401)
    const old = await newSetUpToken(service.db)
    const token = await newSetUpToken(service.db)
    const wanted = { ...administrator, password, workspace: { id: 'first', name: 'The first' } }
    expect((await stranger.post('/api/setup', { ...wanted, token: old })).status).toBe(404)
    expect((await stranger.post('/api/setup', { ...wanted, token, password: 'too short' })).status).toBe(400)
    expect((await stranger.get(`/api/setup?token=${token}`)).status).toBe(200)
    const [one, other] = await Promise.all([
      stranger.post('/api/setup', { ...wanted, token }),
      service.client().post('/api/setup', { ...wanted, token, email: 'eve@evil.example' }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 404])
    expect((await stranger.post('/api/setup', { ...wanted, token })).status).toBe(404)
    expect(await newSetUpToken(service.db)).toBeNull()
  })

  test('leaves a signed-in administrator in a workspace of its own', async () => {
    const { client, answer } = await signIn(service, administrator.email)
    const winner = answer.status === 200 ? client : (await signIn(service, 'eve@evil.example')).client
    const session = (await me(winner)).body
    expect(session).toMatchObject({ via: 'session', workspace: { id: 'first' }, me: { role: 'admin' } })
    expect((await winner.get('/api/entry')).body).toMatchObject({ needsSetUp: false, demo: false })
  })
})

describe('accounts', () => {
  let service: RealService
  let admin: Client
  beforeAll(async () => {
    service = await realService()
    admin = await setUp(service)
  })
  afterAll(() => service.close())

  test('somebody invited gets a mail, sets a password, and gets the answer that they may see', async () => {
    const nora = await invite(service, admin, { email: 'nora@acme.example', name: 'Nora', role: 'csm' })
    expect((await me(nora)).body).toMatchObject({
      via: 'session',
      me: { email: 'nora@acme.example', role: 'csm' },
    })
    const asked = await fetch(`${service.url}/api/chat`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: service.url,
        cookie: [...nora.jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify({
        ...{ id: crypto.randomUUID(), trigger: 'submit-message', planner: 'offline' },
        messages: [userMessage('my accounts')],
      }),
    })
    expect(idsOf(await read(asked)).length).toBeGreaterThan(0)
  })

  test('an invitation works once, and not after it was taken back or sent again', async () => {
    const who = { email: 'ian@acme.example', name: 'Ian', role: 'viewer' }
    const { body } = await admin.post<{ id: string }>('/api/people/invitations', who)
    const first = tokenOf(await service.post.to(who.email))
    const again = await admin.post<{ id: string }>(`/api/people/invitations/${body.id}/resend`)
    const second = tokenOf(await service.post.to(who.email))
    const ian = service.client()
    expect((await ian.post(`/api/invitations/${first}`, { password })).status).toBe(404)
    expect((await ian.get(`/api/invitations/${second}`)).body).toMatchObject({
      ...{
        email: who.email,
        name: 'Ian',
        inviter: administrator.name,
        hasAccount: false,
        roleLabel: 'Viewer',
      },
    })
    expect((await admin.delete(`/api/people/invitations/${again.body.id}`)).status).toBe(200)
    expect((await ian.post(`/api/invitations/${second}`, { password })).status).toBe(404)
    const third = await admin.post('/api/people/invitations', who)
    expect(third.status).toBe(200)
    const token = tokenOf(await service.post.to(who.email))
    expect((await ian.post(`/api/invitations/${token}`, { password })).status).toBe(200)
    expect((await service.client().post(`/api/invitations/${token}`, { password })).status).toBe(404)
    expect((await admin.post('/api/people/invitations', who)).status).toBe(409)
  })

  test('an unknown e-mail, a wrong password and a spent limit tell a stranger the same', async () => {
    const answers = async (email: string, address: string) => {
      const stranger = service.client({ address })
      const told = []
      for (let i = 0; i < 12; i++) {
        const { status, body } = await stranger.post<Told>('/api/auth/sign-in/email', {
          email,
          password: `wrong ${i}`,
        })
        told.push([status, body.error?.code, status === 401 ? body.error?.what : ''])
      }
      return told
    }
    const known = await answers(administrator.email, '127.0.0.21')
    expect(await answers('nobody@acme.example', '127.0.0.22')).toEqual(known)
    expect(known.map(([status]) => status)).toEqual([...Array<number>(10).fill(401), 429, 429])
    // Nobody locks others out: the administrator comes in from elsewhere, and not from where the tries were.
    expect((await signIn(service, administrator.email, { address: '127.0.0.21' })).answer.status).toBe(429)
    expect((await signIn(service, administrator.email, { address: '127.0.0.23' })).answer.status).toBe(200)
  })

  test('a forgotten password is set anew by mail, once, and ends every session', async () => {
    const email = 'rita@acme.example'
    const rita = await invite(service, admin, { email, name: 'Rita', role: 'csm' })
    const stranger = service.client()
    const asked = await stranger.post('/api/auth/request-password-reset', { email })
    const askedForNobody = await stranger.post('/api/auth/request-password-reset', {
      email: 'nobody@acme.example',
    })
    expect([asked.status, asked.text]).toEqual([askedForNobody.status, askedForNobody.text])
    const letter = await service.post.to(email)
    expect(letter.text).toContain(`${service.url}/reset?token=`)
    const token = tokenOf(letter)
    const newPassword = 'another long password'
    expect((await stranger.post('/api/auth/reset-password', { token, newPassword: 'short' })).status).toBe(
      400,
    )
    expect((await stranger.post('/api/auth/reset-password', { token, newPassword })).status).toBe(200)
    expect((await stranger.post('/api/auth/reset-password', { token, newPassword })).status).toBe(400)
    expect((await me(rita)).status).toBe(401)
    expect((await signIn(service, email)).answer.status).toBe(401)
    expect((await signIn(service, email, { password: newPassword })).answer.status).toBe(200)
    expect(service.post.letters.filter(({ to }) => to === 'nobody@acme.example')).toEqual([])
  })

  test('a password is changed with the old one; the other devices are signed out, this one goes on', async () => {
    const email = 'paul@acme.example'
    const here = await invite(service, admin, { email, name: 'Paul', role: 'csm' })
    const { client: there } = await signIn(service, email)
    const before = new Map(here.jar)
    const newPassword = 'a changed long password'
    const wrong = await here.post('/api/auth/change-password', {
      currentPassword: 'not it at all',
      newPassword,
    })
    expect(wrong.status).toBe(403)
    expect(
      (await here.post('/api/auth/change-password', { currentPassword: password, newPassword })).status,
    ).toBe(200)
    expect((await me(here)).status).toBe(200)
    expect((await me(there)).status).toBe(401)
    const stolen = service.client()
    for (const [name, value] of before) stolen.jar.set(name, value)
    expect((await me(stolen)).status).toBe(401)
  })

  test('nothing that lets somebody in is stored or logged as it is', async () => {
    const { client } = await signIn(service, administrator.email)
    const cookie = decodeURIComponent(client.jar.get('steward.session_token') ?? '')
    const token = cookie.slice(0, cookie.lastIndexOf('.'))
    expect(token.length).toBeGreaterThanOrEqual(32)
    const stored = await service.db.inSignIn((tx) =>
      tx.execute(sql`select concat_ws(' ', (select json_agg(s)::text from auth.sessions s), (select json_agg(c)::text from auth.credentials c),
                     (select json_agg(l)::text from auth.one_time_links l), (select json_agg(v)::text from auth.verifications v)) as all`),
    )
    const all = JSON.stringify(stored)
    expect(all).toContain(hashOf(token))
    expect(all).not.toContain(token)
    expect(all).not.toContain(password)
    expect(service.log()).not.toContain(token)
    expect(service.log()).not.toContain(password)
  })

  test('a restored backup knows everybody’s account, and nobody who was signed in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-sign-in-'))
    const place = await freshPlace()
    try {
      const file = join(folder, 'backup')
      await backUp(service.db, file)
      const { db } = await restore(file, place.options)
      const count = sql`select (select count(*)::int from auth.identities) as identities, (select count(*)::int from auth.sessions) as sessions`
      const [before] = await service.db.inSignIn((tx) => rowsOf<{ identities: number }>(tx, count))
      const [after] = await db.inSignIn((tx) => rowsOf(tx, count))
      await db.close()
      expect(before?.identities).toBeGreaterThan(2)
      expect(after).toEqual({ identities: before?.identities, sessions: 0 })
    } finally {
      await place.remove()
      rmSync(folder, { recursive: true })
    }
  })
})
