/** Secrets open where they were sealed and nowhere else, and a store whose master key is gone says so. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { rowsOf, type Db } from '../connect.ts'
import { dataKeys, instanceSecrets, secrets } from '../schema/secrets.ts'
import { instanceSecret } from './instance-secret.ts'
import { resetLost } from './reset.ts'
import { listSecrets, openSecret, removeSecret, sealSecret, type SecretPlace } from './secrets.ts'
import { openVault, type Vault } from './vault.ts'

let db: Db
let folder: string
let vault: Vault
beforeAll(async () => {
  db = await freshDb()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.asOwner(async (tx) => {
    for (const table of [secrets, dataKeys, instanceSecrets]) await tx.delete(table)
  })
  folder = mkdtempSync(join(tmpdir(), 'steward-secrets-'))
  vault = await openVault(db, { folder })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ours = { workspace: 'acme', owner: null, provider: 'salesforce', name: 'refresh token' }
const hers = { ...ours, owner: '01999999-0000-7000-8000-000000000001' }
const put = (place: SecretPlace, value: string, by = vault) =>
  db.inWorkspace(place.workspace, (tx) => sealSecret(tx, by, place, value))
const get = (place: SecretPlace, by = vault) =>
  db.inWorkspace(place.workspace, (tx) => openSecret(tx, by, place), 'read')

describe('a secret', () => {
  test('comes back to whoever it belongs to, and to nobody else', async () => {
    await put(ours, 'of the workspace')
    await put(hers, 'of a person')
    expect(await get(ours)).toBe('of the workspace')
    expect(await get(hers)).toBe('of a person')
    expect(await get({ ...hers, owner: '01999999-0000-7000-8000-000000000002' })).toBeNull()
    expect(await get({ ...ours, workspace: 'globex' })).toBeNull()
  })

  test('takes the place of the one before, and can be removed', async () => {
    await put(ours, 'old')
    await put(ours, 'new')
    expect(await get(ours)).toBe('new')
    expect(await db.inWorkspace('acme', (tx) => listSecrets(tx, 'acme'), 'read')).toHaveLength(1)
    expect(await db.inWorkspace('acme', (tx) => removeSecret(tx, ours))).toBe(true)
    expect(await get(ours)).toBeNull()
  })

  test('stored by two at once is one of the two', async () => {
    await Promise.all([put(ours, 'one'), put(ours, 'two'), put(hers, 'three')])
    expect(['one', 'two']).toContain(await get(ours))
    expect(await get(hers)).toBe('three')
  })

  test('is told to whoever keeps the log clean, and stands nowhere in clear', async () => {
    const told: string[] = []
    const listening = await openVault(db, { folder }, (value) => told.push(value))
    await put(ours, 'a-token-in-clear', listening)
    await get(ours, listening)
    expect(told).toEqual(['a-token-in-clear', 'a-token-in-clear'])
    const rows = await db.asOwner((tx) =>
      rowsOf(tx, sql`select s::text, k::text from secrets s, data_keys k`),
    )
    expect(JSON.stringify(rows)).not.toContain('a-token-in-clear')
  })

  test('moved to another row, renamed or cut does not open', async () => {
    await put(ours, 'one')
    await put(hers, 'two')
    const change = (what: string) => db.asOwner((tx) => tx.execute(sql.raw(what)))
    const refused = { message: expect.stringContaining('does not belong where it stands') as unknown }
    await change(`update secrets s set sealed = (select sealed from secrets where id <> s.id)`)
    await expect(get(ours)).rejects.toMatchObject(refused)
    await expect(get(hers)).rejects.toMatchObject(refused)
    await put(ours, 'one')
    await change(`update secrets set name = 'access token' where owner_id is null`)
    await expect(get({ ...ours, name: 'access token' })).rejects.toMatchObject(refused)
    await put(ours, 'one')
    await change(`update secrets set sealed = left(sealed, 40)`)
    await expect(get(ours)).rejects.toMatchObject(refused)
  })
})

describe('the master key', () => {
  test('is a file that nobody else reads, made once', async () => {
    await put(ours, 'kept')
    expect(statSync(join(folder, 'master.key')).mode & 0o077).toBe(0)
    expect(await get(ours, await openVault(db, { folder }))).toBe('kept')
    expect(readdirSync(folder)).toEqual(['master.key'])
  })

  test('that is gone or another one stops the start, and says what to do', async () => {
    await put(ours, 'kept')
    renameSync(join(folder, 'master.key'), join(folder, 'elsewhere'))
    const told = {
      message: expect.stringMatching(
        /sealed with the master key [0-9a-f]{16}, and that key is not here/,
      ) as unknown,
      next: expect.stringContaining('master.key') as unknown,
    }
    await expect(openVault(db, { folder })).rejects.toMatchObject(told)
    expect(existsSync(join(folder, 'master.key'))).toBe(false)
    const given = randomBytes(32).toString('base64')
    await expect(openVault(db, { folder, given })).rejects.toMatchObject(told)
    renameSync(join(folder, 'elsewhere'), join(folder, 'master.key'))
    expect(await get(ours, await openVault(db, { folder }))).toBe('kept')
  })

  test('may be given instead', async () => {
    const given = randomBytes(32).toString('base64')
    const other = join(folder, 'other')
    const theirs = await openVault(db, { folder: other, given })
    await put(ours, 'kept', theirs)
    expect(await get(ours, theirs)).toBe('kept')
    expect(existsSync(other)).toBe(false)
    await expect(openVault(db, { folder: other, given: 'short' })).rejects.toThrow(/STEWARD_KEY is not a key/)
  })

  test('that is damaged is told', async () => {
    await put(ours, 'kept')
    writeFileSync(join(folder, 'master.key'), 'nonsense')
    await expect(openVault(db, { folder })).rejects.toThrow(/master\.key is not a key/)
  })
})

test('what no key opens any more can be taken away, and nothing else is', async () => {
  const given = randomBytes(32).toString('base64')
  await put(ours, 'lost')
  const theirs = { ...ours, workspace: 'globex' }
  const place = { folder: join(folder, 'none'), given }
  await expect(openVault(db, place)).rejects.toThrow(/that key is not here/)
  expect(await resetLost(db, place)).toEqual({ secrets: 1, instance: 0 })
  const anew = await openVault(db, place)
  await put(theirs, 'kept', anew)
  await instanceSecret(db, anew, 'sign-in')
  expect(await get(ours, anew)).toBeNull()
  expect(await resetLost(db, place)).toEqual({ secrets: 0, instance: 0 })
  expect(await get(theirs, anew)).toBe('kept')
  expect(await resetLost(db, { folder })).toEqual({ secrets: 1, instance: 1 })
})

describe('a secret of the instance', () => {
  test('is made once and the same ever after', async () => {
    const [one, two] = await Promise.all([
      instanceSecret(db, vault, 'sign-in'),
      instanceSecret(db, vault, 'sign-in'),
    ])
    expect(one).toBe(two)
    expect(Buffer.from(one, 'base64url')).toHaveLength(32)
    expect(await instanceSecret(db, await openVault(db, { folder }), 'sign-in')).toBe(one)
    expect(await instanceSecret(db, vault, 'another')).not.toBe(one)
  })

  test('is out of reach for the application’s role', async () => {
    await instanceSecret(db, vault, 'sign-in')
    const read = db.inWorkspace('acme', (tx) => tx.execute(sql`select * from instance_secrets`), 'read')
    await expect(read).rejects.toMatchObject({
      cause: { message: expect.stringContaining('permission denied') as unknown },
    })
  })
})
