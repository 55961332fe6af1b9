/** Provisioning by SCIM, with the requests that Okta and Entra send. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { users } from '#db/schema/tables.ts'
import { scimTokens } from '#db/schema/sso.ts'
import type { ScimTokenRow } from '#server/contract-sso.ts'
import { invite, realService, setUp, signIn, type Client, type RealService } from './kit/real-service.ts'
import { deactivate, recorded, whoIs } from './kit/sso-browser.ts'

let service: RealService
let admin: Client
let okta: Directory

type User = {
  id: string
  userName: string
  externalId?: string
  displayName: string
  name: { givenName: string; familyName: string }
  emails: { value: string }[]
  active: boolean
  roles: { value: string }[]
}
type List = { totalResults: number; startIndex: number; itemsPerPage: number; Resources: User[] }
type Answered<T> = { status: number; body: T; headers: Headers }
type Refused = { schemas: string[]; status: string; scimType?: string; detail: string }

const scim = 'application/scim+json'

/** A directory as Steward meets it: a token, no origin, no cookies. */
class Directory {
  readonly token: string
  constructor(token: string) {
    this.token = token
  }
  async ask<T>(method: string, path: string, body?: object): Promise<Answered<T>> {
    const response = await fetch(`${service.url}/api/scim/v2${path}`, {
      ...{ method, headers: { authorization: `Bearer ${this.token}`, 'content-type': scim, accept: scim } },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as T,
    }
  }
  create = <T = User>(body: object): Promise<Answered<T>> => this.ask<T>('POST', '/Users', body)
  patch = <T = User>(id: string, ...Operations: object[]): Promise<Answered<T>> =>
    this.ask<T>('PATCH', `/Users/${id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations,
    })
  find = async (filter: string) =>
    (await this.ask<List>('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body
}

async function makeToken(more: object = {}): Promise<{ id: string; token: string }> {
  const made = await admin.post<{ id: string; token: string }>('/api/scim/tokens', {
    label: 'Okta',
    expiresInDays: 90,
    ...more,
  })
  expect(made.status).toBe(200)
  return made.body
}

/** As Okta creates people. */
const oktaUser = (email: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  ...{ userName: email, name: { givenName: 'Test', familyName: 'User' }, displayName: 'Test User' },
  emails: [{ primary: true, value: email, type: 'work' }],
  ...{ locale: 'en-US', externalId: `00u${email}`, groups: [], password: '1mz050nq', active: true, ...more },
})
/** As Entra does. */
const entraUser = (email: string, more: object = {}) => ({
  schemas: [
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  ],
  ...{ externalId: `ext-${email}`, userName: email, active: true, meta: { resourceType: 'User' }, roles: [] },
  emails: [{ primary: true, type: 'work', value: email }],
  name: { formatted: 'Given Family', familyName: 'Family', givenName: 'Given' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
    department: 'Sales',
    manager: { value: 'x' },
  },
  ...more,
})

const personOf = async (email: string) => {
  const [row] = await service.db.inWorkspace('acme', (tx) =>
    tx
      .select()
      .from(users)
      .where(and(eq(users.workspaceId, 'acme'), eq(users.email, email))),
  )
  return row
}

beforeAll(async () => {
  service = await realService()
  admin = await setUp(service)
  okta = new Directory((await makeToken({ roleNames: { 'CS Lead': 'manager', Ops: 'admin' } })).token)
})
afterAll(() => service.close())

describe('a token', () => {
  test('is made by administrators, shown once, and stored as its hash', async () => {
    const { token } = await makeToken({ label: 'Shown once' })
    const listed = await admin.get<{ tokens: ScimTokenRow[] }>('/api/scim/tokens')
    expect(listed.body.tokens.map(({ label }) => label)).toContain('Shown once')
    expect(listed.text).not.toContain(token)
    const stored = await service.db.inSignIn((tx) => tx.select().from(scimTokens))
    expect(JSON.stringify(stored)).not.toContain(token.slice(-20))
    const nora = await invite(service, admin, { email: 'guest@acme.example', name: 'Guest', role: 'csm' })
    expect((await nora.post('/api/scim/tokens', { label: 'x', expiresInDays: 1 })).status).toBe(403)
  })

  test('is needed for everything, and must be right', async () => {
    const wrong = [
      '',
      'stw_0_0',
      okta.token.slice(0, -1),
      `${okta.token}x`,
      `scim_${'0'.repeat(12)}_${'x'.repeat(43)}`,
    ]
    const paths = ['/Users', '/ServiceProviderConfig', '/Schemas', '/ResourceTypes', '/Users/x']
    for (const [index, token] of wrong.entries()) {
      const { status, body, headers } = await new Directory(token).ask<Refused>('GET', paths[index] ?? '')
      expect([status, body.status, headers.get('www-authenticate')]).toEqual([401, '401', 'Bearer'])
    }
    expect((await admin.get('/api/scim/v2/Users')).status).toBe(401)
  })

  test('can not be guessed: after ten tries nothing is answered any more, not even the right one', async () => {
    const { token } = await makeToken()
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) {
      const guess = new Directory(`${token.slice(0, -2)}${i < 10 ? `0${i}` : i}`)
      statuses.push((await guess.ask('GET', '/Users')).status)
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10)
    expect(statuses.at(-1)).toBe(429)
    expect((await new Directory(token).ask('GET', '/Users')).status).toBe(429)
  })

  test('signs nobody in elsewhere', async () => {
    const { status } = await fetch(`${service.url}/api/session`, {
      headers: { authorization: `Bearer ${okta.token}` },
    })
    expect(status).toBe(401)
  })

  test('ends when it is taken back, and by itself', async () => {
    const { id, token } = await makeToken()
    const directory = new Directory(token)
    expect((await directory.ask('GET', '/Users')).status).toBe(200)
    expect((await admin.delete(`/api/scim/tokens/${id}`)).status).toBe(200)
    expect((await directory.ask('GET', '/Users')).status).toBe(401)
    const other = await makeToken()
    await service.db.inSignIn((tx) =>
      tx
        .update(scimTokens)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(eq(scimTokens.id, other.id)),
    )
    expect((await new Directory(other.token).ask('GET', '/Users')).status).toBe(401)
  })

  test('that replaces another has its people; any other sees none of them', async () => {
    const first = await makeToken()
    const { body } = await new Directory(first.token).create(oktaUser('kept@acme.example'))
    const second = new Directory((await makeToken({ replaces: first.id })).token)
    expect((await second.ask<User>('GET', `/Users/${body.id}`)).body.userName).toBe('kept@acme.example')
    expect((await okta.ask('GET', `/Users/${body.id}`)).status).toBe(404)
    expect((await okta.find('userName eq "kept@acme.example"')).totalResults).toBe(0)
    expect((await okta.ask('DELETE', `/Users/${body.id}`)).status).toBe(404)
    expect((await okta.patch(body.id, { op: 'replace', value: { active: false } })).status).toBe(404)
  })
})

describe('as Okta provisions', () => {
  test('a person is looked for, made, found, changed and put out', async () => {
    const filter = 'userName eq "olga@acme.example"'
    expect(await okta.find(filter)).toMatchObject({ totalResults: 0, Resources: [] })
    const made = await okta.create(oktaUser('olga@acme.example', { displayName: 'Olga Okta' }))
    expect(made.status).toBe(201)
    expect(made.headers.get('content-type')).toContain(scim)
    expect(made.headers.get('location')).toBe(`${service.url}/api/scim/v2/Users/${made.body.id}`)
    expect(made.body).toMatchObject({
      externalId: '00uolga@acme.example',
      active: true,
      displayName: 'Olga Okta',
      roles: [{ value: 'viewer' }],
    })
    expect(made.body).not.toHaveProperty('password')
    expect((await okta.find('userName eq "OLGA@acme.example"')).Resources).toEqual([made.body])
    expect((await okta.find('externalId eq "00uolga@acme.example"')).totalResults).toBe(1)
    expect((await okta.find('externalId eq "00UOLGA@acme.example"')).totalResults).toBe(0)

    const whole = {
      ...made.body,
      name: { givenName: 'Olga', familyName: 'Renamed' },
      displayName: 'Olga Renamed',
      roles: [{ value: 'CS Lead' }],
    }
    const put = await okta.ask<User>('PUT', `/Users/${made.body.id}`, whole)
    expect(put.body).toMatchObject({
      id: made.body.id,
      displayName: 'Olga Renamed',
      roles: [{ value: 'manager' }],
    })
    const out = await okta.patch(made.body.id, { op: 'replace', value: { active: false } })
    expect([out.status, out.body.active]).toEqual([200, false])
    expect((await personOf('olga@acme.example'))?.deactivatedAt).not.toBe(null)
    await okta.patch(made.body.id, { op: 'replace', value: { active: true } })
    expect((await personOf('olga@acme.example'))?.deactivatedAt).toBe(null)
  })

  test('who is deleted is put out and gone from the list, and comes back as the same person', async () => {
    const { body } = await okta.create(oktaUser('dele@acme.example'))
    expect((await okta.ask('DELETE', `/Users/${body.id}`)).status).toBe(204)
    expect((await okta.ask('GET', `/Users/${body.id}`)).status).toBe(404)
    expect((await okta.find('userName eq "dele@acme.example"')).totalResults).toBe(0)
    expect((await personOf('dele@acme.example'))?.deactivatedAt).not.toBe(null)
    const again = await okta.create(oktaUser('dele@acme.example'))
    expect([again.status, again.body.id, again.body.active]).toEqual([201, body.id, true])
  })

  test('a list has pages', async () => {
    const { body } = await okta.ask<List>('GET', '/Users?startIndex=2&count=1')
    expect([body.startIndex, body.itemsPerPage, body.Resources.length]).toEqual([2, 1, 1])
    expect(body.totalResults).toBeGreaterThan(1)
    expect((await okta.ask<List>('GET', '/Users?count=0')).body.Resources).toEqual([])
  })
})

describe('as Entra provisions', () => {
  test('a person is made, patched attribute by attribute, and disabled with a string', async () => {
    const made = await okta.create(entraUser('erik@acme.example'))
    expect(made.body).toMatchObject({ displayName: 'Given Family', roles: [{ value: 'viewer' }] })
    const { id } = made.body
    const patched = await okta.patch(
      id,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'Erik.New@acme.example' },
      { op: 'Replace', path: 'name.familyName', value: 'Newname' },
      { op: 'Add', path: 'roles', value: [{ value: 'csm' }] },
      {
        op: 'Replace',
        path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
        value: 'CS',
      },
    )
    expect(patched.body).toMatchObject({
      displayName: 'Given Newname',
      emails: [{ value: 'erik.new@acme.example' }],
      roles: [{ value: 'csm' }],
    })
    expect((await okta.patch(id, { op: 'Replace', path: 'active', value: 'False' })).body.active).toBe(false)
    expect((await okta.patch(id, { op: 'Add', path: 'active', value: 'True' })).body.active).toBe(true)
    expect(
      (await okta.patch(id, { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'manager' })).body
        .roles[0]?.value,
    ).toBe('manager')
    expect(
      (
        await okta.patch(id, {
          op: 'Replace',
          value: { 'name.givenName': 'E.', displayName: 'Erik Display' },
        })
      ).body.displayName,
    ).toBe('Erik Display')
    expect((await okta.patch(id, { op: 'Remove', path: 'externalId' })).body).not.toHaveProperty('externalId')
    expect(
      (await okta.patch(id, { op: 'Replace', path: 'userName', value: 'erik2@acme.example' })).body.userName,
    ).toBe('erik2@acme.example')
  })

  test('the connection test asks for somebody who is not there', async () => {
    expect((await okta.find('userName eq "6e8f1d0c-none"')).totalResults).toBe(0)
    for (const path of ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes'])
      expect((await okta.ask('GET', path)).status).toBe(200)
  })
})

describe('nobody is taken over', () => {
  const conflict = { status: 409, scimType: 'uniqueness' }
  const refusedWith = async (body: object) => {
    const refused = await okta.create<Refused>(body)
    return { status: refused.status, scimType: refused.body.scimType }
  }

  test('who has an account of their own', async () => {
    expect(await refusedWith(oktaUser('ada@acme.example', { active: false }))).toEqual(conflict)
    expect(
      await refusedWith(oktaUser('someone-else', { emails: [{ value: 'ADA@acme.example', primary: true }] })),
    ).toEqual(conflict)
    expect((await okta.find('userName eq "ada@acme.example"')).totalResults).toBe(0)
    expect((await personOf('ada@acme.example'))?.deactivatedAt).toBe(null)
    expect(await whoIs((await signIn(service, 'ada@acme.example')).client)).toBe('ada@acme.example')
  })

  test('by giving another the e-mail or the name of somebody', async () => {
    const { body } = await okta.create(oktaUser('plain@acme.example'))
    await okta.create(oktaUser('other@acme.example'))
    const email = await okta.patch<Refused>(body.id, {
      op: 'replace',
      path: 'emails',
      value: [{ value: 'ada@acme.example' }],
    })
    expect([email.status, email.body.scimType]).toEqual([409, 'uniqueness'])
    const name = await okta.patch<Refused>(body.id, {
      op: 'replace',
      value: { userName: 'other@acme.example' },
    })
    expect([name.status, name.body.scimType]).toEqual([409, 'uniqueness'])
    expect(await refusedWith(oktaUser('plain@acme.example'))).toEqual(conflict)
  })

  test('whom another directory brought, or an administrator put out', async () => {
    const other = new Directory((await makeToken()).token)
    await other.create(oktaUser('theirs@acme.example'))
    expect(await refusedWith(oktaUser('theirs@acme.example'))).toEqual(conflict)
    await deactivate(service.db, 'acme', 'vera@acme.example')
    expect(await refusedWith(oktaUser('vera@acme.example'))).toEqual(conflict)
  })

  test('but a person of the imported data who has no account is brought in, and keeps role and team', async () => {
    const made = await okta.create(entraUser('omar@acme.example'))
    expect([made.status, made.body.roles[0]?.value]).toEqual([201, 'csm'])
    expect((await personOf('omar@acme.example'))?.managerId).not.toBe(null)
  })
})

describe('rights', () => {
  test('come by names that are known here; administrators only by the name that an administrator gave them', async () => {
    const roleOf = async (value: string) =>
      (await okta.create(oktaUser(`${value.replaceAll(/\W/g, '')}@acme.example`, { roles: [{ value }] })))
        .body.roles[0]?.value
    expect(await roleOf('csm')).toBe('csm')
    expect(await roleOf('CS Lead')).toBe('manager')
    expect(await roleOf('unheard of')).toBe('viewer')
    expect(await roleOf('admin')).toBe('viewer')
    expect(await roleOf('__proto__')).toBe('viewer')
    expect(await roleOf('Ops')).toBe('admin')
  })

  test('that an administrator took away are not given back by a change of something else', async () => {
    const { body } = await okta.create(oktaUser('stays-out@acme.example'))
    await deactivate(service.db, 'acme', 'stays-out@acme.example')
    await okta.ask('PUT', `/Users/${body.id}`, { ...body, active: true, displayName: 'Still Out' })
    await okta.patch(body.id, { op: 'replace', value: { active: true } })
    const person = await personOf('stays-out@acme.example')
    expect([person?.name, person?.deactivatedAt === null]).toEqual(['Still Out', false])
  })
})

describe('a request that is not right', () => {
  const refused = async (asked: Promise<{ status: number; body: Refused }>) => {
    const { status, body } = await asked
    expect(body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
    return [status, body.scimType]
  }

  test('says so in the words of SCIM', async () => {
    const { body } = await okta.create(oktaUser('right@acme.example'))
    expect(await refused(okta.create<Refused>({ schemas: [] }))).toEqual([400, 'invalidValue'])
    expect(await refused(okta.create<Refused>({ userName: 'no-address' }))).toEqual([400, 'invalidValue'])
    expect(
      await refused(okta.ask<Refused>('GET', '/Users?filter=' + encodeURIComponent('title co "x"'))),
    ).toEqual([400, 'invalidFilter'])
    expect(await refused(okta.ask<Refused>('GET', '/Users/not-an-id'))).toEqual([404, undefined])
    expect(await refused(okta.ask<Refused>('PATCH', `/Users/${body.id}`, { Operations: [] }))).toEqual([
      400,
      'invalidSyntax',
    ])
    expect(await refused(okta.patch<Refused>(body.id, { op: 'replace', path: 'a[b', value: 1 }))).toEqual([
      400,
      'invalidPath',
    ])
    expect(
      await refused(okta.patch<Refused>(body.id, { op: 'replace', path: 'active', value: 'perhaps' })),
    ).toEqual([400, 'invalidValue'])
    expect(
      await refused(okta.patch<Refused>(body.id, { op: 'replace', value: { emails: [], userName: 'x' } })),
    ).toEqual([400, 'invalidValue'])
    expect(await refused(okta.patch<Refused>(body.id, { op: 'remove' }))).toEqual([400, 'noTarget'])
  })

  test('changes nothing when one of its operations fails', async () => {
    const { body } = await okta.create(oktaUser('whole@acme.example'))
    await okta.patch(
      body.id,
      { op: 'replace', path: 'displayName', value: 'Half Done' },
      { op: 'replace', path: 'active', value: 'x' },
    )
    expect((await okta.ask<User>('GET', `/Users/${body.id}`)).body).toEqual(body)
  })
})

test('every act of a directory is recorded, without names or addresses', async () => {
  for (const action of [
    'provisioned',
    'deprovisioned',
    'person_changed',
    'person_reactivated',
    'scim_changed',
  ] as const)
    expect((await recorded(service.db, 'acme', action)).length).toBeGreaterThan(0)
  expect(JSON.stringify(await recorded(service.db, 'acme', 'provisioned'))).not.toContain('@')
})
