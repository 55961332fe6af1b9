/** Opens an archive or workbook in a process of its own, with limits of memory and time, as a source of files that are deleted when it is closed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createReadStream, rmSync } from 'node:fs'
import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../../problem.ts'
import { shown } from '../refusal.ts'
import type { BundleSource } from '../source.ts'
import { importFolder } from './archive-refusal.ts'
import { heapMb, longestMs } from './limits.ts'
import type { Opened, Told } from './opened.ts'

const program = fileURLToPath(new URL('./read-archive.ts', import.meta.url))
const root = fileURLToPath(new URL('../../../', import.meta.url))
/** What the program needs to run; not the whole folder, where settings may lie. */
const code = ['db', 'node_modules', 'package.json'].map((name) => join(root, name))

/** Folders to delete, also where this process ends before it closes its sources. */
const folders = new Set<string>()
let isWatching = false

export async function unpackArchive(path: string): Promise<BundleSource> {
  const archive = await realpath(path)
  await removeOld()
  const folder = await realpath(await mkdtemp(join(tmpdir(), prefix)))
  folders.add(folder)
  if (!isWatching) process.once('exit', () => folders.forEach((one) => rmSync(one, removal)))
  isWatching = true
  const close = async () => {
    await rm(folder, removal)
    folders.delete(folder)
  }
  try {
    return sourceOf(path, folder, await readInChild(archive, folder), close)
  } catch (error) {
    await close()
    throw error
  }
}

const prefix = 'steward-import-'
const dayMs = 86_400_000

/** What processes left behind that were ended in the middle. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const path = join(tmpdir(), name)
    const found = await stat(path).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    })
    if (!found?.isDirectory() || found.uid !== process.getuid?.()) continue
    if (Date.now() - found.mtimeMs > dayMs) await rm(path, removal)
  }
}

const removal = { recursive: true, force: true }

function sourceOf(name: string, folder: string, opened: Opened, close: () => Promise<void>): BundleSource {
  const stored = new Map(opened.files.map((file) => [file.path, join(folder, file.stored)]))
  const files = opened.files.map(({ path, bytes, sheet }) => ({ path, bytes, ...(sheet && { sheet }) }))
  return {
    name,
    notes: opened.notes,
    list: async () => files,
    open: (path) => {
      const file = stored.get(path)
      if (file === undefined) throw new Error(`there is no ${path} in ${name}`)
      return createReadStream(file, { highWaterMark: 256 * 1024 })
    },
    close,
  }
}

async function readInChild(archive: string, folder: string): Promise<Opened> {
  // Where they really lie: a linked folder is not allowed by its link.
  const readable = await Promise.all([...code, archive, folder].map((one) => realpath(one)))
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      '--permission',
      ...readable.map((one) => `--allow-fs-read=${one}`),
      `--allow-fs-write=${folder}`,
      ...[program, archive, folder],
    ],
    // No environment: the process that reads strangers' files knows no secret.
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced', env: {}, cwd: folder },
  )
  const { told, said, isLate, wasKilled } = await outcome(child)
  const name = shown(basename(archive))
  const refusal = (reason: string, next: string) =>
    new Problem('bad_request', `${name} was not read: ${reason}.`, { next })
  if (told && 'opened' in told) return told.opened
  if (told && 'refused' in told) throw refusal(told.refused.reason, told.refused.next)
  if (isLate) throw refusal(`it takes longer than ${longestMs / 60_000} minutes to unpack`, importFolder)
  // Out of its own memory it ends itself; out of the machine's, the system ends it.
  if (!told && wasKilled) {
    throw refusal('it takes more memory to unpack than archives may', importFolder)
  }
  throw new Error(`reading ${archive} failed: ${told ? told.failed : said}`)
}

type Outcome = { told: Told | undefined; said: string; isLate: boolean; wasKilled: boolean }

/** Resolves when the process has ended, whatever way. */
function outcome(child: ChildProcess): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let told: Told | undefined
    let said = ''
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, longestMs)
    child.on('message', (message) => (told = message as Told))
    child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)))
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('close', (_status, signal) => {
      clearTimeout(timer)
      resolve({ told, said, isLate, wasKilled: signal !== null })
    })
  })
}
