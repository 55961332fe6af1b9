/** A generated workspace is the same for the same seed, of the size asked for, and a bundle that the importer takes whole. */
import { expect, test } from 'vitest'
import { importBundle } from '#db/import/import-bundle.ts'
import { freshDb } from '../kit/store.ts'
import { bigTables, bigWorkspace } from './big-workspace.ts'
import { companyOf } from './big-workspace-people.ts'

async function textOf(source: ReturnType<typeof bigWorkspace>, path: string): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source.open(path)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('the same seed gives the same bytes however often a file is opened, another seed others', async () => {
  const [one, other] = [bigWorkspace({ accounts: 30, seed: 1 }), bigWorkspace({ accounts: 30, seed: 2 })]
  for (const { path } of bigTables) {
    const text = await textOf(one, path)
    expect(await textOf(one, path)).toBe(text)
    expect(await textOf(bigWorkspace({ accounts: 30, seed: 1 }), path)).toBe(text)
  }
  expect(await textOf(other, 'accounts.csv')).not.toBe(await textOf(one, 'accounts.csv'))
})

test('a hundred thousand accounts have about five contacts and twenty activities each', async () => {
  const rowsOf = async (path: string) =>
    (await textOf(bigWorkspace({ accounts: 2_000, seed: 1 }), path)).match(/^a\d+-[^,]+,a\d+,/gm)?.length ?? 0
  expect((await rowsOf('contacts.csv')) / 2_000).toBeGreaterThan(4.5)
  expect((await rowsOf('contacts.csv')) / 2_000).toBeLessThan(5.5)
  expect((await rowsOf('activities.csv')) / 2_000).toBeGreaterThan(17)
  expect((await rowsOf('activities.csv')) / 2_000).toBeLessThan(23)
})

test('no two of a hundred thousand companies share a name', () => {
  const names = new Set(Array.from({ length: 100_000 }, (_, n) => companyOf(n).name))
  expect(names.size).toBe(100_000)
})

test('the importer takes every row', async () => {
  const db = await freshDb()
  const report = await importBundle(db, {
    workspace: { id: 'grown', name: 'grown' },
    source: bigWorkspace({ accounts: 30, seed: 5 }),
  })
  expect(report.problems).toEqual([])
  expect(report.files.map(({ file }) => file).sort()).toEqual(bigTables.map(({ path }) => path).sort())
  for (const file of report.files) expect(file).toMatchObject({ changed: 0, unchanged: 0 })
  await db.close()
})

test('a size that makes no sense is refused', () => {
  expect(() => bigWorkspace({ accounts: 3, seed: 1 })).toThrow('from 10')
  expect(() => bigWorkspace({ accounts: 1.5, seed: 1 })).toThrow('from 10')
})
