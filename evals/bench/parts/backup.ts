/** A backup taken while others write, restored on an empty machine: equal to the row, and how long a gigabyte would take. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { backUp } from '#db/backup/backup.ts'
import { restore } from '#db/backup/restore.ts'
import { contentOf, labelOf, listTables } from '#db/backup/tables.ts'
import { rowsOf, type Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { emptyPlace, freshDb, type Place } from '../../kit/store.ts'
import { bigBundle } from '../big-bundle.ts'
import { onEmbedded, onServer, type Kind } from '../both-stores.ts'
import type { Part } from '../part.ts'
import { differingTables, restoreMinutes } from '../targets.ts'
import type { Workshop } from '../workshop.ts'

type Key = `${'differing' | 'minutes'}${'Embedded' | 'Server'}`
type Tell = Parameters<Part<Key>['run']>[1]

const gigabyte = 2 ** 30
/** Of the big bundle: enough that opening a store is a small part of restoring it. */
const share = 3

const contentsOf = (db: Db) =>
  db.asOwner(async (tx) => {
    const contents = new Map<string, string>()
    for (const table of await listTables(tx))
      contents.set(labelOf(table), JSON.stringify(await contentOf(tx, table)))
    return contents
  }, 'snapshot')

const sizeOf = async (db: Db): Promise<number> => {
  const [size] = await db.asOwner((tx) =>
    rowsOf<{ bytes: number }>(tx, sql`select pg_database_size(current_database())::float8 as bytes`),
  )
  return size?.bytes ?? Number.NaN
}

const differing = (one: Map<string, string>, other: Map<string, string>): number =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name)).length

/** Imports again and again, into workspaces of their own, until told to stop. */
function load(db: Db, seed: number): () => Promise<number> {
  let isOn = true
  let imports = 0
  const working = (async () => {
    while (isOn) {
      await importBundle(db, { workspace: `load ${imports}`, source: fromMemory(bigBundle(seed, 0.01)) })
      imports++
    }
  })()
  return async () => {
    isOn = false
    await working
    return imports
  }
}

async function restoredFrom(file: string, place: Place) {
  const { report, db } = await restore(file, place.options)
  try {
    return { report, contents: await contentsOf(db), bytes: await sizeOf(db) }
  } finally {
    await db.close()
    await place.remove()
  }
}

async function measure(kind: Kind, workshop: Workshop, tell: Tell): Promise<void> {
  const of = kind === 'embedded' ? 'Embedded' : 'Server'
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-backup-'))
  const db = await freshDb()
  try {
    // What an empty store takes is not data.
    const emptyBytes = await sizeOf(db)
    await importBundle(db, {
      workspace: 'standing',
      source: fromMemory(bigBundle(workshop.seed, share)),
    })
    const before = await contentsOf(db)
    const quiet = join(folder, 'quiet.zip')
    const { ms, rows, bytes } = await backUp(db, quiet)
    const one = await restoredFrom(quiet, await emptyPlace())

    // Under load nobody knows beforehand what the moment will be: the restored store is backed up again and compared.
    const stop = load(db, workshop.seed)
    const busy = join(folder, 'busy.zip')
    await backUp(db, busy)
    const imports = await stop()
    const two = await restoredFrom(busy, await emptyPlace())
    const standing = [...before].filter(([name]) => !two.contents.has(name)).length
    const apart = differing(before, one.contents) + standing
    tell(`differing${of}`, { cases: 2 * before.size, value: imports > 0 ? apart : Number.NaN })
    tell(`minutes${of}`, {
      cases: 1,
      value: ((one.report.ms / 60_000) * gigabyte) / (one.bytes - emptyBytes),
    })
    workshop.note(
      `backup, ${kind}: ${rows} rows, ${((one.bytes - emptyBytes) / 2 ** 20).toFixed(0)} MiB of data and indexes, ${(bytes / 2 ** 20).toFixed(1)} MiB in the file; backed up in ${(ms / 1000).toFixed(1)} s, restored and checked in ${(one.report.ms / 1000).toFixed(1)} s; under load beside ${imports} imports: ${two.report.rows} rows`,
    )
  } finally {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const figures = (kind: Kind) => ({
  differing: {
    name: `R16 tables that differ after a restore, ${kind}`,
    unit: 'tables',
    bound: differingTables,
    leastCases: 40,
  },
  minutes: { name: `R16 restore of 1 GB, ${kind}`, unit: 'min', bound: restoreMinutes, leastCases: 1 },
})
const embedded = figures('embedded')
const server = figures('server')

export const backup: Part<Key> = {
  name: 'backup',
  figures: {
    differingEmbedded: embedded.differing,
    minutesEmbedded: embedded.minutes,
    differingServer: server.differing,
    minutesServer: server.minutes,
  },
  async run(workshop, tell) {
    await onEmbedded(() => measure('embedded', workshop, tell))
    await onServer(() => measure('server', workshop, tell))
  },
}
