/** Who belongs where: people, roles, sharing and workspaces over real HTTP, and that what somebody loses is gone with their next request. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/connect.ts'
import {
  administrator,
  invite,
  realService,
  setUp,
  signIn,
  tokenOf,
  type Client,
  type RealService,
  type Told,
} from './kit/real-service.ts'

type Row = {
  id: string
  email: string
  role: string
  customRole: string | null
  roleLabel: string
  managerEmail: string | null
  state: string | null
  lastSeenAt: string | null
}

let service: RealService
let admin: Client
beforeAll(async () => {
  service = await realService()
  admin = await setUp(service)
})
afterAll(() => service.close())

const status = async (client: Client) => (await client.get('/api/session')).status
const people = async (client = admin) => (await client.get<Row[]>('/api/people')).body
const idOf = async (email: string) => (await people()).find((one) => one.email === email)?.id ?? ''
const join = (email: string, role: string, rest: { managerEmail?: string } = {}) =>
  invite(service, admin, { email, name: email.split('@')[0] ?? '', role, ...rest })

describe('people', () => {
  test('stand with their role, manager and state; what concerns sign-in is for whoever manages people', async () => {
    const csm = await join('uma@acme.example', 'csm', { managerEmail: administrator.email })
    await admin.post('/api/people/invitations', { email: 'ivy@acme.example', name: 'Ivy', role: 'viewer' })
    const all = await people()
    expect(all.find(({ email }) => email === 'uma@acme.example')).toMatchObject({
      ...{ role: 'csm', roleLabel: 'CSM', managerEmail: administrator.email, state: 'active' },
      lastSeenAt: expect.any(String) as string,
    })
    expect(all.find(({ email }) => email === 'ivy@acme.example')?.state).toBe('invited')
    expect(all.filter(({ state }) => state === 'no account').length).toBeGreaterThan(0)
    expect((await people(csm)).map(({ state, lastSeenAt }) => [state, lastSeenAt])).toEqual(
      all.map(() => [null, null]),
    )
    expect((await csm.patch(`/api/people/${await idOf('uma@acme.example')}`, { role: 'admin' })).status).toBe(
      403,
    )
    expect(
      (await csm.post('/api/people/invitations', { email: 'x@acme.example', name: 'X', role: 'csm' })).status,
    ).toBe(403)
  })

  test('who is deactivated is nobody with the next request, and is let in again only by an administrator', async () => {
    const email = 'dora@acme.example'
    const dora = await join(email, 'csm')
    const id = await idOf(email)
    expect(await status(dora)).toBe(200)
    expect((await admin.patch<Row>(`/api/people/${id}`, { deactivated: true })).body.state).toBe(
      'deactivated',
    )
    expect(await status(dora)).toBe(401)
    expect((await signIn(service, email)).answer.status).toBe(401)
    expect((await admin.patch<Row>(`/api/people/${id}`, { deactivated: false })).body.state).toBe('active')
    expect(await status(dora)).toBe(401)
    expect((await signIn(service, email)).answer.status).toBe(200)
  })

  test('who is deactivated by whatever else writes to the database is nobody as well', async () => {
    const email = 'otto@acme.example'
    const otto = await join(email, 'csm')
    await service.db.inWorkspace('acme', async (tx) => {
      await tx.execute(sql`select set_config('app.change', (select id::text from changes limit 1), true)`)
      await tx.execute(
        sql`update users set deactivated_at = now() where workspace_id = 'acme' and email = ${email}`,
      )
    })
    expect(await status(otto)).toBe(401)
  })

  test('a new role ends what somebody is signed in by, and holds from the next sign-in on', async () => {
    const email = 'rolf@acme.example'
    const rolf = await join(email, 'csm')
    expect((await admin.patch<Row>(`/api/people/${await idOf(email)}`, { role: 'viewer' })).body.role).toBe(
      'viewer',
    )
    expect(await status(rolf)).toBe(401)
    const { client } = await signIn(service, email)
    expect((await client.get<{ me: { role: string } }>('/api/session')).body.me.role).toBe('viewer')
  })

  test('the last administrator stays one, and nobody deactivates themselves', async () => {
    const id = await idOf(administrator.email)
    expect((await admin.patch(`/api/people/${id}`, { role: 'csm' })).status).toBe(409)
    expect((await admin.patch(`/api/people/${id}`, { deactivated: true })).status).toBe(409)
    const second = await join('second@acme.example', 'admin')
    const [one, other] = await Promise.all([
      admin.patch(`/api/people/${await idOf('second@acme.example')}`, { role: 'csm' }),
      second.patch(`/api/people/${id}`, { role: 'csm' }),
    ])
    expect([one.status, other.status].filter((each) => each === 200)).toHaveLength(1)
    const winner = one.status === 200 ? admin : second
    const back = one.status === 200 ? 'second@acme.example' : administrator.email
    const all = await people(winner)
    expect(all.filter(({ role, state }) => role === 'admin' && state === 'active')).toHaveLength(1)
    const row = all.find(({ email }) => email === back)
    expect((await winner.patch(`/api/people/${row?.id}`, { role: 'admin' })).status).toBe(200)
    admin = (await signIn(service, administrator.email)).client
  })

  test('nobody becomes their own manager', async () => {
    await join('mia@acme.example', 'manager')
    await join('ned@acme.example', 'csm', { managerEmail: 'mia@acme.example' })
    const answer = await admin.patch(`/api/people/${await idOf('mia@acme.example')}`, {
      managerEmail: 'ned@acme.example',
    })
    expect(answer.status).toBe(409)
  })

  test('why somebody sees an account or not is told, and that it was asked is on record', async () => {
    const [account] = await service.db.inWorkspace('acme', (tx) =>
      rowsOf<{ id: string }>(tx, sql`select source_id as id from accounts order by source_id limit 1`),
    )
    const answer = await admin.get<{ sees: boolean; acts: boolean; reasons: string[] }>(
      `/api/people/${await idOf(administrator.email)}/sees/${account?.id}`,
    )
    expect(answer.body).toMatchObject({ sees: true, acts: true })
    expect(answer.body.reasons[0]).toBeTruthy()
    expect(
      (await admin.get(`/api/people/${await idOf(administrator.email)}/sees/none-of-these`)).status,
    ).toBe(404)
  })
})

describe('roles of the workspace’s own', () => {
  const role = {
    label: 'Support lead',
    basedOn: 'manager',
    withheld: ['account.arr'],
    may: ['ask', 'people:read', 'people:manage'],
  }

  test('take the place of a built-in one, and can not be removed while somebody has them', async () => {
    expect((await admin.put('/api/roles/support-lead', role)).status).toBe(200)
    const sue = await join('sue@acme.example', 'support-lead')
    const session = await sue.get<{ roleLabel: string; may: string[] }>('/api/session')
    expect(session.body).toMatchObject({ roleLabel: 'Support lead', may: role.may })
    expect((await admin.delete('/api/roles/support-lead')).status).toBe(409)
    const { body } =
      await admin.get<{ key: string; people: number; builtIn: boolean; withheld: string[] }[]>('/api/roles')
    expect(body.find(({ key }) => key === 'support-lead')).toMatchObject({
      people: 1,
      builtIn: false,
      withheld: ['account.arr'],
    })
    expect(body.slice(0, 4).map(({ key }) => key)).toEqual(['viewer', 'csm', 'manager', 'admin'])
  })

  test('refuse fields that nothing works without, and ones that are not there', async () => {
    for (const field of ['account.name', 'account.id', 'account.lifecycle', 'account.nothing'])
      expect((await admin.put('/api/roles/blind', { ...role, withheld: [field] })).status, field).not.toBe(
        200,
      )
    const { body } = await admin.get<{ key: string }[]>('/api/roles/fields')
    expect(body.map(({ key }) => key)).toEqual(expect.arrayContaining(['account.arr', 'contact.phone']))
    expect(body.map(({ key }) => key)).not.toContain('account.name')
    expect((await admin.put('/api/roles/admin', role)).status).toBe(400)
  })

  test('let nobody give more than they have: not to others, and not to themselves', async () => {
    const { client: sue } = await signIn(service, 'sue@acme.example')
    const own = await idOf('sue@acme.example')
    for (const change of [
      { role: 'admin', customRole: null },
      { role: 'manager', customRole: null },
    ])
      expect((await sue.patch(`/api/people/${own}`, change)).status).toBe(403)
    const wanted = { email: 'puppet@acme.example', name: 'Puppet', role: 'admin' }
    expect((await sue.post('/api/people/invitations', wanted)).status).toBe(403)
    expect(
      (await sue.patch(`/api/people/${await idOf(administrator.email)}`, { deactivated: true })).status,
    ).toBe(403)
    expect((await sue.put('/api/roles/more', { label: 'More', basedOn: 'admin' })).status).toBe(403)
  })

  test('a sharing rule is told in words, needs what it names, and goes', async () => {
    const uma = await idOf('uma@acme.example')
    const rule = { what: { kind: 'tag', tag: 'vip' }, whom: { kind: 'person', personId: uma } }
    const { body } = await admin.post<{ id: string; whatLabel: string; whomLabel: string }>(
      '/api/sharing-rules',
      rule,
    )
    expect(body).toMatchObject({ whatLabel: 'Accounts tagged vip', whomLabel: 'uma' })
    const nobody = { ...rule, whom: { kind: 'person', personId: crypto.randomUUID() } }
    expect((await admin.post('/api/sharing-rules', nobody)).status).toBe(404)
    expect((await admin.get<unknown[]>('/api/sharing-rules')).body).toHaveLength(1)
    expect((await admin.delete(`/api/sharing-rules/${body.id}`)).status).toBe(200)
    expect((await admin.get<unknown[]>('/api/sharing-rules')).body).toEqual([])
  })
})

describe('workspaces', () => {
  test('somebody who belongs to two sees one at a time, and nobody else’s', async () => {
    expect((await admin.post('/api/workspaces', { id: 'other', name: 'Other' })).status).toBe(200)
    expect((await admin.post('/api/workspaces', { id: 'acme', name: 'Again' })).status).toBe(409)
    const before = await people()
    const csm = await join('wim@acme.example', 'csm')
    expect((await csm.post('/api/session/workspace', { id: 'other' })).status).toBe(404)
    expect((await csm.post('/api/workspaces', { id: 'own', name: 'Own' })).status).toBe(403)
    expect((await admin.post('/api/session/workspace', { id: 'other' })).status).toBe(200)
    const here = await admin.get<{ workspace: { id: string }; workspaces: { id: string }[] }>('/api/session')
    expect(here.body.workspace.id).toBe('other')
    expect(here.body.workspaces.map(({ id }) => id)).toEqual(['acme', 'other'])
    expect((await people()).map(({ email }) => email)).toEqual([administrator.email])
    const foreign = before.find(({ email }) => email === 'uma@acme.example')?.id
    expect((await admin.patch(`/api/people/${foreign}`, { role: 'viewer' })).status).toBe(404)
    expect((await admin.get('/api/sharing-rules')).body).toEqual([])
    expect((await admin.get<{ key: string }[]>('/api/roles')).body.map(({ key }) => key)).not.toContain(
      'support-lead',
    )
    expect((await admin.get('/api/keys?all=true')).body).toEqual([])
    expect((await admin.post('/api/session/workspace', { id: 'acme' })).status).toBe(200)
    expect((await people()).length).toBeGreaterThan(before.length)
  })

  test('somebody with an account joins another workspace with it, and never by a new password', async () => {
    await admin.post('/api/session/workspace', { id: 'other' })
    const email = 'wim@acme.example'
    expect((await admin.post('/api/people/invitations', { email, name: 'Wim', role: 'viewer' })).status).toBe(
      200,
    )
    const token = tokenOf(await service.post.to(email))
    const thief = service.client()
    expect((await thief.get<{ hasAccount: boolean }>(`/api/invitations/${token}`)).body.hasAccount).toBe(true)
    const taken = await thief.post<Told>(`/api/invitations/${token}`, { password: 'a password of the thief' })
    expect(taken.status).toBe(401)
    expect(await status(thief)).toBe(401)
    const { client: wim } = await signIn(service, email)
    expect((await wim.post(`/api/invitations/${token}`)).status).toBe(200)
    expect((await wim.post('/api/session/workspace', { id: 'other' })).status).toBe(200)
    expect((await wim.get<{ me: { role: string } }>('/api/session')).body.me.role).toBe('viewer')
    await admin.post('/api/session/workspace', { id: 'acme' })
  })
})
