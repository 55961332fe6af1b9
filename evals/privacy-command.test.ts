/** The command line exports and erases one person and keeps them erased over a restore; what is wrong is one clear line. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './kit/command.ts'
import { fixtureBundle } from './kit/service.ts'
import { freshPlace, type Place } from './kit/store.ts'

let place: Place
let folder: string
const privacy = (...args: string[]) => run(place, ['privacy', ...args, '--workspace', 'acme'])
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-privacy-'))
  place = await freshPlace()
  expect((await run(place, ['import', fixtureBundle, '--workspace', 'acme'])).status).toBe(0)
})
afterAll(async () => {
  await place.remove()
  rmSync(folder, { recursive: true })
})

test('exports what is held about a contact into a file of its own', async () => {
  const file = join(folder, 'hugo.json')
  expect((await privacy('export', file, '--contact', 'C-2')).out).toMatch(
    /^\d+ rows and \d+ mentions are in /,
  )
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ subject: { names: ['Hugo Brandt'] } })
  expect((await privacy('export', file, '--contact', 'C-2')).status).toBe(1)
})

test('says what erasing would do, does it only with --yes, and keeps it over a restore', async () => {
  const backup = join(folder, 'before.zip')
  expect((await run(place, ['backup', backup])).status).toBe(0)
  const preview = await privacy('erase', '--contact', 'hugo@northlight.example')
  expect(preview.out).toMatch(/Known by: Hugo Brandt, hugo@northlight\.example[\s\S]*Nothing was changed\./)
  expect((await privacy('ledger')).out).toBe('Nobody was erased so far.\n')
  const done = await privacy('erase', '--contact', 'hugo@northlight.example', '--yes')
  expect(done.out).toMatch(/^Erased; entry [0-9a-f-]{36} of the ledger\./)
  expect(done.out).not.toContain('Hugo')
  expect((await privacy('ledger')).out).toMatch(/contact {3}[0-9a-f-]{36}/)
  rmSync(join(place.env['DATA_DIR'] ?? '', 'db'), { recursive: true })
  const restored = await run(place, ['restore', backup])
  expect(restored.out).toMatch(/Erased again since the backup does not know of it: 1\./)
  expect((await privacy('erase', '--contact', 'C-2')).err).toMatch(/^steward: There is no contact C-2/)
  const again = await run(place, ['import', fixtureBundle, '--workspace', 'acme'])
  expect(again.out).toMatch(/the person was erased from this workspace/)
})

test('runs retention by the settings, and shows the map', async () => {
  expect((await privacy('retention')).out).toBe('No retention rule is set; nothing is deleted.\n')
  await run(place, ['settings', 'set', 'retention.activityBodies', '30', '--workspace', 'acme'])
  const dry = await privacy('retention', '--dry-run', '--today', '2036-11-21')
  expect(dry.out).toMatch(/^activityBodies: \d+ would be deleted\n$/)
  expect((await privacy('map')).out).toMatch(/^public\.contacts\.email +contact +delete row$/m)
})

test('a wrong form is the usage', async () => {
  const wrong = await privacy('erase')
  expect([wrong.status, wrong.err]).toEqual([2, expect.stringMatching(/^steward: one of --contact/)])
})
