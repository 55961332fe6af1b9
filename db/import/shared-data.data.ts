/** Whole shared bundles land line for line, and a second import changes nothing. Part of `npm run test:data`. */
import { sql } from 'drizzle-orm'
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rowsOf } from '#db/connect.ts'
import { needsShared, sharedData } from '#evals/kit/shared.ts'
import { freshDb } from '#evals/kit/store.ts'
import { bundleFiles } from './files/bundle-files.ts'
import { documentIndex, transcriptIndex } from './files/index-files.ts'
import { importBundle } from './import-bundle.ts'
import { fromFolder } from './source.ts'

it.skipIf(!sharedData('workspace')).each(['workspace', 'workspace-3'])(
  needsShared('workspace', 'the whole of %s lands, line for line, and a second import changes nothing'),
  async (name) => {
    const folder = sharedData(name) ?? ''
    const db = await freshDb()
    try {
      const first = await importBundle(db, { workspace: name, source: fromFolder(folder) })
      for (const { path, table } of [...bundleFiles, transcriptIndex, documentIndex]) {
        if (!existsSync(join(folder, path))) continue
        const lines: string[][] = parse(readFileSync(join(folder, path), 'utf8'))
        const counts = first.files.find((file) => file.file === path)
        expect([path, counts?.read]).toEqual([path, lines.length - 1])
        expect(counts?.created).toBe(lines.length - 1 - (counts?.refused ?? 0))
        const count = sql`select count(*)::int as n from ${sql.identifier(table)}`
        expect(await db.inWorkspace(name, (tx) => rowsOf(tx, count))).toEqual([{ n: counts?.created }])
      }
      expect(first.files.reduce((sum, file) => sum + file.refused, 0)).toBe(first.problemCount)

      const second = await importBundle(db, { workspace: name, source: fromFolder(folder) })
      expect(second.changed).toBe(false)
      for (const { read, refused, unchanged } of second.files) expect(unchanged).toBe(read - refused)
      expect(second.problems).toEqual(first.problems)
      const version = sql`select version from workspaces`
      expect(await db.inWorkspace(name, (tx) => rowsOf(tx, version))).toEqual([{ version: 1 }])
    } finally {
      await db.close()
    }
  },
  240_000,
)
