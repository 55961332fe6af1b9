/** Where a bundle's files come from: a folder or memory. A file may be opened more than once; each time its bytes stream anew. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Problem } from '../problem.ts'

/** `path` is relative to the bundle, with forward slashes. */
export type SourceFile = { path: string; bytes: number }

export type BundleSource = {
  /** What the import's record says it came from. */
  name: string
  list(): Promise<SourceFile[]>
  open(path: string): AsyncIterable<Uint8Array>
}

/** Folders of a bundle that hold one file an object. */
const innerFolders = ['transcripts', 'documents', 'playbooks']

export function fromFolder(folder: string): BundleSource {
  const root = resolve(folder)
  return {
    name: folder,
    async list() {
      const top = await filesIn(root, '')
      if (top === null) {
        throw new Problem('not_found', `There is no folder ${folder}.`, {
          next: 'Give the folder that holds users.csv and accounts.csv.',
        })
      }
      const inner = await Promise.all(innerFolders.map((name) => filesIn(join(root, name), `${name}/`)))
      return [...top, ...inner.flatMap((files) => files ?? [])]
    },
    open: (path) => createReadStream(join(root, path), { highWaterMark: 256 * 1024 }),
  }
}

/** The files of one folder in the order of their names, or null where it is not a folder. */
async function filesIn(folder: string, prefix: string): Promise<SourceFile[] | null> {
  const names = await readdir(folder).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  })
  if (names === null) return null
  const files: SourceFile[] = []
  for (const name of names.sort()) {
    if (name.startsWith('.')) continue
    const found = await stat(join(folder, name))
    if (found.isFile()) files.push({ path: prefix + name, bytes: found.size })
  }
  return files
}

/** Text is UTF-8. */
type Files = { files: ReadonlyMap<string, string | Uint8Array> }

export function fromMemory(bundle: Files, name = 'memory'): BundleSource {
  return {
    name,
    list: async () => [...bundle.files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) })),
    open: async function* (path) {
      yield Buffer.from(bundle.files.get(path) ?? '')
    },
  }
}
