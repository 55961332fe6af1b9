/** A workspace goes out as a bundle and comes in as another one: both must give the same files, and the first must not change by its own export. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Db } from '#db/connect.ts'
import { exportBundle } from '#db/export/export-bundle.ts'
import { openSink } from '#db/export/sink.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder, type BundleSource } from '#db/import/source.ts'
import { sharedData } from '../../kit/shared.ts'
import { freshDb } from '../../kit/store.ts'
import { bigWorkspace } from '../big-workspace.ts'
import { onEmbedded, onServer, type Kind } from '../both-stores.ts'
import type { Part } from '../part.ts'
import { roundTripDifferences } from '../targets.ts'

const usualAccounts = 1_000
const shared = sharedData('workspace')

async function digests(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = new Map<string, string>()
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
    found.set(relative(folder, path), hash.digest('hex'))
  }
  return found
}

/** Files that differ, and rows that the first workspace's own export would change in it. */
async function around(
  db: Db,
  source: BundleSource,
  note: (text: string) => void,
): Promise<{ files: number; differences: number }> {
  const root = await mkdtemp(join(tmpdir(), 'steward-round-trip-'))
  const [one, two] = [join(root, 'one'), join(root, 'two')]
  try {
    const { problemCount } = await importBundle(db, { workspace: 'one', source })
    await exportBundle(db, { workspace: 'one', sink: await openSink(one) })
    const again = await importBundle(db, { workspace: 'one', source: fromFolder(one) })
    const second = await importBundle(db, { workspace: 'two', source: fromFolder(one) })
    await exportBundle(db, { workspace: 'two', sink: await openSink(two) })
    const [first, last] = [await digests(one), await digests(two)]
    const paths = new Set([...first.keys(), ...last.keys()])
    const differing = [...paths].filter((path) => first.get(path) !== last.get(path))
    const touched = again.files.reduce((sum, file) => sum + file.created + file.changed + file.refused, 0)
    if (differing.length > 0) note(`differing: ${differing.slice(0, 5).join(', ')}`)
    if (touched > 0) note(`${touched} rows were touched by the workspace's own export`)
    return { files: paths.size, differences: differing.length + touched + problemCount + second.problemCount }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** `sizes` are accounts of generated workspaces. */
export function roundTrip(sizes: number[], seed: number): Part {
  const sources = new Map<string, () => BundleSource>(
    (sizes.length > 0 ? sizes : [usualAccounts]).map((accounts) => [
      `${accounts} accounts`,
      () => bigWorkspace({ accounts, seed }),
    ]),
  )
  if (shared) sources.set('shared', () => fromFolder(shared))
  const kinds: Kind[] = ['embedded', 'server']
  const keyOf = (kind: Kind, name: string) => `${kind}: ${name}`
  return {
    name: 'round-trip',
    figures: Object.fromEntries(
      kinds.flatMap((kind) =>
        [...sources.keys()].map((name) => [
          keyOf(kind, name),
          {
            name: `import, export, import: differences, ${keyOf(kind, name)}`,
            unit: '',
            bound: roundTripDifferences,
            leastCases: 5,
          },
        ]),
      ),
    ),
    async run(workshop, tell) {
      const measure = (kind: Kind) => async () => {
        for (const [name, source] of sources) {
          const db = await freshDb()
          try {
            const { files, differences } = await around(db, source(), (text) =>
              workshop.note(`${keyOf(kind, name)}: ${text}`),
            )
            tell(keyOf(kind, name), { cases: files, value: differences })
          } finally {
            await db.close()
          }
        }
      }
      await onEmbedded(measure('embedded'))
      await onServer(measure('server'))
    },
  }
}
