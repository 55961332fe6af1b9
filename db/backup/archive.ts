/** The file of a backup: a zip whose last bytes are a digest of all before them, so that a cut or altered file is known before it is used. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile as OpenZip } from 'yauzl'
import { ZipFile } from 'yazl'
import { Problem } from '../problem.ts'

const digestLength = 64
const placeholder = '0'.repeat(digestLength)
/** Where most of the time would go otherwise; the rows of tables repeat themselves enough. */
const compressionLevel = 3

export type BackupWriter = {
  /** One after the other. */
  add: (name: string, bytes: AsyncIterable<Uint8Array> | Uint8Array) => Promise<void>
  /** Puts the file in its place; until then nothing is there. Answers its size. */
  finish: () => Promise<number>
  abandon: () => Promise<void>
}

export async function writeBackup(path: string): Promise<BackupWriter> {
  const place = resolve(path)
  if (existsSync(place)) {
    throw new Problem('conflict', `${path} is there already.`, {
      done: 'Nothing was written.',
      next: 'Name another file.',
    })
  }
  const partial = join(dirname(place), `.${process.pid}-${Date.now()}.partial`)
  const zip = new ZipFile()
  const hash = createHash('sha256')
  let held = Buffer.alloc(0)
  const digest = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk])
      const cut = Math.max(0, all.length - digestLength)
      hash.update(all.subarray(0, cut))
      held = all.subarray(cut)
      done(null, all.subarray(0, cut))
    },
    flush(done) {
      done(null, Buffer.from(hash.digest('hex')))
    },
  })
  // It holds everything that the workspaces hold: for its owner's eyes only.
  const file = createWriteStream(partial, { mode: 0o600, flags: 'wx' })
  const written = pipeline(zip.outputStream, digest, file)
  written.catch(() => {}) // heard by whoever adds or finishes
  const options = { compress: true, compressionLevel, forceZip64Format: true, mtime: new Date(0) }
  return {
    async add(name, bytes) {
      if (bytes instanceof Uint8Array) {
        zip.addBuffer(Buffer.from(bytes), name, { ...options, forceZip64Format: false })
        return
      }
      const stream = Readable.from(bytes, { objectMode: false })
      const read = new Promise<void>((done, failed) => stream.once('close', done).once('error', failed))
      zip.addReadStream(stream, name, options)
      await Promise.race([read, written.then(() => read)])
    },
    async finish() {
      zip.end({ comment: placeholder, forceZip64Format: true })
      await written
      const handle = await open(partial, 'r')
      await handle.sync()
      const { size } = await handle.stat()
      await handle.close()
      await rename(partial, place)
      return size
    },
    async abandon() {
      file.destroy()
      await rm(partial, { force: true })
    },
  }
}

export type BackupReader = {
  names: string[]
  read: (name: string) => Promise<Readable>
  close: () => void
}

const damaged = (path: string, cause?: unknown) =>
  new Problem('bad_request', `${path} is no whole backup: it was cut off or altered, or is something else.`, {
    done: 'Nothing was restored.',
    next: 'Take another copy of the backup, or another backup.',
    cause,
  })

const openZip = promisify<string, yauzl.Options, OpenZip>(
  (path: string, options: yauzl.Options, done: (error: Error | null, zip: OpenZip) => void) => {
    yauzl.open(path, options, done)
  },
)

/** Throws a Problem where the file is not, to the byte, what was written. */
export async function readBackup(path: string): Promise<BackupReader> {
  const found = await stat(path).catch((error: unknown) => {
    throw new Problem('not_found', `There is no backup ${path}.`, {
      done: 'Nothing was restored.',
      cause: error,
    })
  })
  if (!found.isFile() || found.size <= digestLength) throw damaged(path)
  const end = found.size - digestLength
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { end: end - 1, highWaterMark: 2 ** 20 })) {
    hash.update(chunk as Buffer)
  }
  const tail: Buffer[] = []
  for await (const chunk of createReadStream(path, { start: end })) tail.push(chunk as Buffer)
  if (Buffer.concat(tail).toString('latin1') !== hash.digest('hex')) throw damaged(path)
  const zip = await openZip(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw damaged(path, error)
  })
  const entries = await entriesOf(zip)
  const openStream = promisify<Entry, Readable>((entry, done) => {
    zip.openReadStream(entry, done)
  })
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name)
      if (!entry) throw damaged(path)
      return openStream(entry)
    },
    close: () => zip.close(),
  }
}

const entriesOf = (zip: OpenZip): Promise<Map<string, Entry>> =>
  new Promise((done, failed) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => done(entries))
    zip.once('error', failed)
    zip.readEntry()
  })
