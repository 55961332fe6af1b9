/** Hands files to reader processes, which have limits of memory and time, may read Steward's code and write into a folder of their own, and know no secret. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '#db/problem.ts'
import { heapMb, idleMs, lateSignal, mostReaders, mostWaiting, timeFor } from './limits.ts'
import type { SourceText } from './source.ts'
import { nameOf } from './unreadable.ts'

/** What a reader process tells of a file. `mustEnd`: it has grown too large for another. */
export type Told = { mustEnd: boolean } & (
  { sources: SourceText[] } | { refused: { what: string; next: string } } | { failed: string }
)

type Reader = { child: ChildProcess; folder: string; said: string; idle: NodeJS.Timeout | null }

const program = fileURLToPath(new URL('./read-files.ts', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))
/** What the program needs to run; not the whole folder, where settings may lie. */
const code = ['db', 'rag', 'node_modules', 'package.json'].map((name) => join(root, name))

const idle: Reader[] = []
const waiting: (() => void)[] = []
let busy = 0

export async function inReader(
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<SourceText[]> {
  signal?.throwIfAborted()
  while (busy >= mostReaders) await new Promise<void>((resolve) => waiting.push(resolve))
  busy++
  try {
    signal?.throwIfAborted()
    const reader = idleReader() ?? (await startReader())
    return await readWith(reader, name, bytes, signal)
  } finally {
    busy--
    waiting.shift()?.()
  }
}

async function startReader(): Promise<Reader> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'steward-read-')))
  // Where they really lie: a linked folder is not allowed by its link.
  const readable = await Promise.all([...code, folder].map((one) => realpath(one)))
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      '--permission',
      '--allow-worker',
      ...readable.map((one) => `--allow-fs-read=${one}`),
      `--allow-fs-write=${folder}`,
      ...[program, folder],
    ],
    // No environment: the process that reads strangers' files knows no secret.
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced', env: {}, cwd: folder },
  )
  const reader: Reader = { child, folder, said: '', idle: null }
  child.stderr?.on('data', (chunk: Buffer) => (reader.said = (reader.said + chunk.toString()).slice(-4_000)))
  child.once('close', () => {
    leave(reader)
    void rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return reader
}

async function readWith(
  reader: Reader,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<SourceText[]> {
  wake(reader)
  const ended = await outcome(reader, name, bytes, signal)
  if (ended.told && !ended.told.mustEnd) rest(reader)
  else reader.child.kill('SIGKILL')
  const refusal = (what: string, next: string) => new Problem('bad_request', what, { next })
  const { told, why } = ended
  if (told && 'sources' in told) return told.sources
  if (told && 'refused' in told) throw refusal(told.refused.what, told.refused.next)
  signal?.throwIfAborted()
  const simpler = 'Save it again in a simpler form, such as plain text, or split it.'
  if (why === 'late') throw refusal(`${nameOf(name)} was not read: it takes too long to read.`, simpler)
  // Out of its own memory it ends itself; out of the machine's, the system ends it.
  if (why === 'killed')
    throw refusal(`${nameOf(name)} was not read: it takes too much memory to read.`, simpler)
  throw new Error(`reading ${nameOf(name)} failed: ${told ? told.failed : reader.said}`)
}

type Outcome = { told: Told | null; why: 'told' | 'late' | 'killed' | 'aborted' | 'ended' }

/** Resolves when the process has told, or has ended, whatever way. */
function outcome(
  { child }: Reader,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let why: Outcome['why'] | null = null
    const end = (reason: 'late' | 'aborted') => {
      why = reason
      child.kill('SIGKILL')
    }
    const timer = setTimeout(end, timeFor(bytes.length) * mostWaiting, 'late')
    const onAbort = () => end('aborted')
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      child.off('message', onMessage).off('close', onClose).off('error', onError)
      settle()
    }
    const onMessage = (told: unknown) => finish(() => resolve({ told: told as Told, why: 'told' }))
    const onClose = (_status: number | null, by: string | null) =>
      finish(() => resolve({ told: null, why: why ?? endedBy(by) }))
    const onError = (error: Error) => finish(() => reject(error))
    signal?.addEventListener('abort', onAbort, { once: true })
    if (signal?.aborted) onAbort()
    child.on('message', onMessage).on('close', onClose).on('error', onError)
    child.send({ name, bytes }, (error) => {
      // A process that is ending is heard of when it has ended.
      if (error && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    })
  })
}

const endedBy = (signal: string | null): Outcome['why'] => {
  if (signal === null) return 'ended'
  return signal === lateSignal ? 'late' : 'killed'
}

function wake({ child, ...reader }: Reader): void {
  if (reader.idle) clearTimeout(reader.idle)
  for (const held of handles(child)) held.ref()
}

/** Kept for the next file, without keeping this process alive. */
function rest(reader: Reader): void {
  for (const held of handles(reader.child)) held.unref()
  reader.idle = setTimeout(() => {
    leave(reader)
    reader.child.kill('SIGKILL')
  }, idleMs).unref()
  idle.push(reader)
}

/** What keeps this process alive while a reader lives. */
const handles = (child: ChildProcess) =>
  [child, child.channel, child.stderr as Socket | null].filter((one) => one !== null && one !== undefined)

function idleReader(): Reader | undefined {
  const reader = idle.pop()
  return reader && !reader.child.connected ? idleReader() : reader
}

function leave(reader: Reader): void {
  const at = idle.indexOf(reader)
  if (at >= 0) idle.splice(at, 1)
}
