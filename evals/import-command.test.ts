/** The command line brings in files of another system in three steps: a suggestion that imports nothing, a mapping to correct, an import by it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import type { ImportRecord } from '#db/import/list-imports.ts'
import type { ImportReport } from '#db/import/import-bundle.ts'
import { run } from './kit/command.ts'
import { fixtureBundle } from './kit/service.ts'
import { freshPlace, type Place } from './kit/store.ts'

const foreign = fileURLToPath(new URL('./fixtures/foreign/', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'import-command-'))
let data: Place
beforeAll(async () => {
  data = await freshPlace()
})
afterAll(async () => {
  await data.remove()
  rmSync(scratch, { recursive: true })
})
const map = join(scratch, 'map.yaml')

// Each command is a process that opens the store anew.
describe('steward import', { timeout: 300_000 }, () => {
  const steward = (...args: string[]) => run(data, args)
  const workspace = ['--workspace', 'acme']

  test('of files that are no bundle suggests how to read them, imports nothing, and --yes does not pass over a doubt', async () => {
    const shown = await steward('import', foreign, ...workspace)
    expect(shown.status).toBe(1)
    expect(shown.out).toMatch(/Annual Revenue Contract +arr +120\.000,00 € +120000\.00/)
    expect(shown.out).toContain('so nothing was imported')
    const hasty = await steward('import', foreign, ...workspace, '--yes')
    expect([hasty.status, hasty.out.includes('--yes takes a mapping in which nothing is doubtful')]).toEqual([
      1,
      true,
    ])
    expect((await steward('imports', ...workspace)).err).toContain('There is no workspace acme')
  })

  test('writes the suggestion, refuses it while a question is open, and imports by the answered one', async () => {
    expect((await steward('import', foreign, ...workspace, '--suggest', map)).status).toBe(0)
    const open = await steward('import', foreign, ...workspace, '--map', map)
    expect([open.status, open.err.includes('no e-mail is known of Dana Whitfield')]).toEqual([1, true])
    const text = readFileSync(map, 'utf8')
    writeFileSync(map, text.replace('people_without_email: null', 'people_without_email: leave_empty'))
    const report = join(scratch, 'refused.csv')
    const done = await steward('import', foreign, ...workspace, '--map', map, '--report', report)
    expect([done.status, done.out]).toEqual([0, expect.stringContaining('companies.csv: 5 read, 5 created')])
    expect(parse(readFileSync(report, 'utf8'))).toHaveLength(1)
  })

  test('shows by a dry run what a changed file would change, and lists what was imported and takes it back', async () => {
    const changed = join(scratch, 'companies.csv')
    const text = readFileSync(join(foreign, 'companies.csv'), 'utf8')
    writeFileSync(changed, text.replace('45.500,50 €', '46.000,00 €'))
    const own = join(scratch, 'companies.yaml')
    expect((await steward('import', changed, ...workspace, '--suggest', own)).status).toBe(0)
    writeFileSync(
      own,
      readFileSync(own, 'utf8').replace('people_without_email: null', 'people_without_email: leave_empty'),
    )
    const dry = await steward('import', changed, ...workspace, '--map', own, '--dry-run')
    expect([dry.status, dry.out]).toEqual([
      0,
      expect.stringContaining('accounts.csv crm:K-002 arr: 45500.50 → 46000.00'),
    ])
    const before = JSON.parse((await steward('imports', ...workspace, '--json')).out) as ImportRecord[]
    expect(before.map(({ system, state, files }) => [system, state, files.length])).toEqual([
      ['crm', 'done', 3],
    ])
    const id = before[0]?.id ?? ''
    expect((await steward('imports', 'revert', id, ...workspace)).out).toContain('accounts: 5 removed')
    expect((await steward('imports', ...workspace)).out).toContain('reverted')
  })

  test('of a bundle asks nothing', async () => {
    const done = await run(data, ['import', fixtureBundle, '--workspace', 'plain', '--json'])
    expect([done.status, (JSON.parse(done.out) as ImportReport).created]).toEqual([0, true])
  })
})
