/** Where a bundle's files come from: a path (folder, archive, workbook, lone file) or memory. A file may be opened more than once; each time its bytes stream anew. */
import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Problem } from '../problem.ts'
import { unpackArchive } from './archive/unpack.ts'

/** `path` is relative to the bundle, with forward slashes. */
export type SourceFile = {
  path: string
  bytes: number
  /** Where the file is a workbook's sheet, which is read as CSV whose line numbers are the sheet's row numbers. */
  sheet?: Sheet
}

export type Sheet = {
  /** As the workbook has it. */
  name: string
  /** By row: the cell that has no value to take, such as an error or a formula that was never calculated. */
  faults: ReadonlyMap<number, string>
  /** What a reader should know that cost no row. */
  notes: readonly string[]
}

/** What was left out, or is worth knowing, before any file is opened. */
export type SourceNote = { file: string; reason: string }

export type BundleSource = {
  /** What the import's record says it came from. */
  name: string
  list(): Promise<SourceFile[]>
  open(path: string): AsyncIterable<Uint8Array>
  notes?: readonly SourceNote[]
  /** Whoever made the source calls it at the end: an unpacked archive is deleted. */
  close?(): Promise<void>
}

/** Folders of a bundle that hold one file an object. */
const innerFolders = ['transcripts', 'documents', 'playbooks']

/** A folder, a .zip with the same files, an .xlsx with a sheet a file, or one lone file. Throws a Problem where it is none. */
export async function fromPath(path: string): Promise<BundleSource> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (!found || found.isDirectory()) return fromFolder(path)
  const start = await firstBytes(path)
  if (start === oldOffice) {
    const what = `${basename(path)} is an Excel file of the old kind (.xls), or has a password.`
    throw new Problem('bad_request', what, { next: 'Save it as .xlsx without a password, then import that.' })
  }
  // By its name too: an archive whose beginning is damaged is no table.
  return zips.includes(start) || /\.(?:zip|xlsx|xlsm)$/i.test(path) ? unpackArchive(path) : fromFile(path)
}

const zips = ['504b0304', '504b0506', '504b0708']
const oldOffice = 'd0cf11e0'

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A lone file: a table that is to be mapped, most likely. */
function fromFile(path: string): BundleSource {
  return {
    name: path,
    list: async () => [{ path: basename(path), bytes: (await stat(path)).size }],
    open: () => createReadStream(path, { highWaterMark: 256 * 1024 }),
  }
}

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
