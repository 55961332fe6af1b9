/** `steward audit` and `steward secrets` as a person runs them: read, export, verify elsewhere, and rotate. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAudit } from '#db/audit/append.ts'
import { signingKeyOf } from '#db/audit/signing-key.ts'
import { openDb } from '#db/connect.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import { sealSecret } from '#db/secrets/secrets.ts'
import { openVault } from '#db/secrets/vault.ts'
import { run } from '#evals/kit/command.ts'
import { freshPlace, type Place } from '#evals/kit/store.ts'

let place: Place
let folder: string
const keys = () => join(place.env['DATA_DIR'] ?? '', 'keys')
const steward = (...args: string[]) => run(place, args)

beforeAll(async () => {
  place = await freshPlace()
  folder = mkdtempSync(join(tmpdir(), 'steward-audit-command-'))
  const db = await openDb(place.options)
  await db.asOwner((tx) => tx.insert(workspaces).values({ id: 'acme', name: 'Acme' }))
  await recordAudit(db, 'acme', {
    ...{ actor: { kind: 'visitor' }, action: 'sign_in_failed' },
    personal: { email: 'ada@acme.example' },
  })
  await recordAudit(db, 'acme', { actor: { kind: 'system' }, action: 'imported', details: { rows: 12 } })
  const vault = await openVault(db, { folder: keys() })
  const at = { workspace: 'acme', owner: null, provider: 'salesforce', name: 'refresh token' }
  await db.inWorkspace('acme', (tx) => sealSecret(tx, vault, at, 'never-printed'))
  await db.close()
})
afterAll(async () => {
  await place.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('lists, verifies, exports, and verifies the export anywhere, where a change of it shows', async () => {
  const listed = await steward('audit', 'list', '--workspace', 'Acme', '--action', 'sign_in_failed')
  expect(listed.out).toMatch(
    /^1 {2}\S+ {2}the visitor failed to sign in {2}\{"email":"ada@acme\.example"\}\n$/,
  )
  expect(await steward('audit', 'verify')).toMatchObject({
    ...{ status: 0, out: 'acme: The log is intact: 2 entries, vouched for by signed heads up to 2.\n' },
  })
  const [file, key] = [join(folder, 'log.csv'), join(folder, 'key.pem')]
  expect((await steward('audit', 'export', file, '--workspace', 'acme')).out).toBe(`Written to ${file}.\n`)
  writeFileSync(key, signingKeyOf({ folder: keys() }).publicKey.pem)
  writeFileSync(file, readFileSync(file, 'utf8').replace('""rows"":12', '""rows"":13'))
  const changed = await steward('audit', 'verify', file, '--key', key, '--json')
  expect(changed.status).toBe(1)
  expect(JSON.parse(changed.out)).toMatchObject({ workspace: 'acme', verdict: 'altered', seq: 2 })
})

test('rotates keys, never prints a secret, and says what is missing where the key is gone', async () => {
  const rotated = await steward('secrets', 'rotate', '--json')
  const { masterId } = JSON.parse(rotated.out) as { masterId: string }
  const listed = await steward('secrets')
  expect(listed.out).toContain(`acme  salesforce  refresh token  the workspace  key 1`)
  expect(listed.out).toContain(`Master key: ${masterId}`)
  expect(listed.out).not.toContain('never-printed')
  rmSync(keys(), { recursive: true })
  const refused = await steward('secrets', 'rotate')
  expect(refused.status).toBe(1)
  expect(refused.err).toContain(`sealed with the master key ${masterId}, and that key is not here`)
  expect(refused.err).toContain('Put the file master.key back')
})

test('says what it takes where something else was typed', async () => {
  const wrong = await steward('audit', 'list', '--workspace', 'acme', '--since', 'yesterday')
  expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('since') as unknown })
})
