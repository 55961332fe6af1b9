/** Keys can be replaced at any moment, and whatever kills it in between, no secret is lost and the next try brings it to its end. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { rowsOf, type Db } from '../connect.ts'
import { dataKeys, instanceSecrets, secrets } from '../schema/secrets.ts'
import { instanceSecret } from './instance-secret.ts'
import { rotateDataKeys, rotateMaster } from './rotate.ts'
import { openSecret, sealSecret, type SecretPlace } from './secrets.ts'
import { openVault, sealedWith, type Vault } from './vault.ts'

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
const put = (place: SecretPlace, value: string, by = vault) =>
  db.inWorkspace(place.workspace, (tx) => sealSecret(tx, by, place, value))
const get = (place: SecretPlace, by = vault) =>
  db.inWorkspace(place.workspace, (tx) => openSecret(tx, by, place), 'read')

class Killed extends Error {}

/** Ends the work at its n-th step, as a kill would between two transactions. */
function killAt(n: number) {
  let step = 0
  return () => {
    if (++step === n) throw new Killed()
  }
}

async function fill(): Promise<{ place: SecretPlace; value: string }[]> {
  const all = ['acme', 'globex', 'initech'].flatMap((workspace) =>
    ['one', 'two', 'three'].map((name) => ({
      place: { ...ours, workspace, name },
      value: `${workspace} ${name}`,
    })),
  )
  for (const { place, value } of all) await put(place, value)
  return all
}

async function assertAll(all: { place: SecretPlace; value: string }[], by = vault) {
  for (const { place, value } of all) expect(await get(place, by)).toBe(value)
}

describe('rotation', () => {
  test('of the master key wraps all anew, and keeps the former one beside it', async () => {
    const all = await fill()
    const secret = await instanceSecret(db, vault, 'sign-in')
    const former = vault.current().id
    const { masterId, wrapped, kept } = await rotateMaster(db, vault)
    expect(wrapped).toBe(4)
    expect(kept).toBe(join(folder, `master.key.${former}`))
    expect(await sealedWith(db)).toEqual([masterId])
    rmSync(kept ?? '')
    const anew = await openVault(db, { folder })
    expect(anew.current().id).toBe(masterId)
    await assertAll(all, anew)
    expect(await instanceSecret(db, anew, 'sign-in')).toBe(secret)
  })

  test('goes unnoticed by a service that has the former key at hand', async () => {
    const all = await fill()
    const running = await openVault(db, { folder })
    await rotateMaster(db, vault)
    await assertAll(all, running)
    await put(ours, 'written meanwhile', running)
    await rotateMaster(db, vault)
    expect(await get(ours, running)).toBe('written meanwhile')
  })

  test('of a given key takes the one before it along', async () => {
    const [before, given] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
    vault = await openVault(db, { folder: join(folder, 'none'), given: before })
    const all = await fill()
    const both = await openVault(db, { folder: join(folder, 'none'), given, givenBefore: before })
    await assertAll(all, both)
    await rotateMaster(db, both)
    await assertAll(all, await openVault(db, { folder: join(folder, 'none'), given }))
  })

  test.each([1, 2, 3, 4, 5])(
    'of the master key, killed at step %i, loses nothing and is brought to its end',
    async (n) => {
      const all = await fill()
      await expect(rotateMaster(db, vault, { onStep: killAt(n) })).rejects.toThrow(Killed)
      const after = await openVault(db, { folder })
      await assertAll(all, after)
      const { masterId } = await rotateMaster(db, after)
      expect(await sealedWith(db)).toEqual([masterId])
      expect(readdirSync(folder).filter((name) => !name.startsWith('master.key.'))).toEqual(['master.key'])
      expect(readdirSync(folder)).toHaveLength(2)
      await assertAll(all, await openVault(db, { folder }))
    },
  )

  test('of the master key, killed between its two renames, finds the next key', async () => {
    const all = await fill()
    await expect(rotateMaster(db, vault, { onStep: killAt(5) })).rejects.toThrow(Killed)
    renameSync(join(folder, 'master.key'), join(folder, `master.key.${vault.current().id}`))
    const after = await openVault(db, { folder })
    await assertAll(all, after)
    await rotateMaster(db, after)
    expect(existsSync(join(folder, 'master.key'))).toBe(true)
    await assertAll(all, await openVault(db, { folder }))
  })

  test('of data keys seals all anew, and the former ones go', async () => {
    const all = await fill()
    expect(await rotateDataKeys(db, vault)).toEqual({ workspaces: 3, secrets: 9 })
    const versions = await db.asOwner((tx) => tx.select({ version: dataKeys.version }).from(dataKeys))
    expect(versions.map(({ version }) => version)).toEqual([2, 2, 2])
    await assertAll(all)
  })

  test.each([1, 2, 3, 4])(
    'of data keys, killed at step %i, loses nothing and is brought to its end',
    async (n) => {
      const all = await fill()
      await expect(rotateDataKeys(db, vault, { onStep: killAt(n) })).rejects.toThrow(Killed)
      await assertAll(all)
      await rotateDataKeys(db, vault)
      await assertAll(all)
      const left = await db.asOwner((tx) =>
        rowsOf(tx, sql`select workspace_id from data_keys group by 1 having count(*) > 1`),
      )
      expect(left).toEqual([])
    },
  )

  test('never takes a key with which something is still sealed', async () => {
    await put(ours, 'kept')
    await expect(
      db.asOwner((tx) => tx.delete(dataKeys).where(eq(dataKeys.workspaceId, 'acme'))),
    ).rejects.toThrow()
    const rows = await db.inWorkspace('acme', (tx) => tx.select().from(secrets), 'read')
    expect(rows).toHaveLength(1)
    expect(await get(ours)).toBe('kept')
  })

  test('leaves an entry in the audit log of each workspace', async () => {
    await fill()
    await rotateMaster(db, vault)
    await rotateDataKeys(db, vault)
    const kept = await db.inWorkspace(
      'globex',
      (tx) =>
        rowsOf(
          tx,
          sql`select action, details::jsonb ->> 'key' as key from audit_entries order by seq desc limit 2`,
        ),
      'read',
    )
    expect(kept).toEqual([
      { action: 'secret_rotated', key: 'data' },
      { action: 'secret_rotated', key: 'master' },
    ])
  })
})
