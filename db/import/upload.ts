/** Takes the fingerprint of every file while an import reads it, so that one upload is told from the next. */
import { createHash } from 'node:crypto'
import type { ImportCounts, ImportedFile } from '../schema/workspaces.ts'
import type { BundleSource } from './source.ts'

export type Upload = {
  /** The same files; reading one to its end takes its fingerprint. */
  source: BundleSource
  /** The files that were read to their end, with their rows. */
  files: (counts: Record<string, ImportCounts>) => ImportedFile[]
}

export function hashed(source: BundleSource): Upload {
  const read = new Map<string, Omit<ImportedFile, 'rows'>>()
  return {
    source: {
      ...source,
      list: () => source.list(),
      open: (path) => (read.has(path) ? source.open(path) : tapped(source, path, read)),
    },
    files: (counts) => [...read.values()].map((file) => ({ ...file, rows: counts[file.path]?.read ?? 0 })),
  }
}

async function* tapped(
  source: BundleSource,
  path: string,
  read: Map<string, Omit<ImportedFile, 'rows'>>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of source.open(path)) {
    hash.update(chunk)
    bytes += chunk.length
    yield chunk
  }
  read.set(path, { path, bytes, sha256: hash.digest('hex') })
}
