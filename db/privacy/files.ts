/** Takes a person out of the files that Steward keeps: text is rewritten, what can't be rewritten is deleted where it was derived, and listed where not. */
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { gunzipSync } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { listWorkspaces } from '../people.ts'
import type { Db } from '../connect.ts'
import type { Matcher } from './matcher.ts'
import { decoded, isJsonText, scrub } from './scrub.ts'
import type { Mention } from './sweep.ts'
import type { Tally } from './tally.ts'

/** The database has its own road, keys name nobody, and the two logs hold hashes alone. */
const notSearched = new Set(['db', 'keys', 'audit', 'erasure'])
/** Made from what is in the database, and made again from it. */
const derived = new Set(['exports', 'reports', 'cache', 'uploads', 'logs', 'tmp'])
/** A larger file is listed, not read. */
const mostBytes = 256 * 2 ** 20

export type FileJob = {
  dataDir: string
  workspace: string
  matcher: Matcher
  tally: Tally
  dryRun?: boolean
}

export async function eraseInFiles(db: Db, job: FileJob): Promise<void> {
  const workspaces = (await listWorkspaces(db)).map(({ id }) => id)
  for (const path of await filesOf(job.dataDir)) {
    if (concerns(relative(job.dataDir, path), job.workspace, workspaces)) await eraseInFile(path, job)
  }
}

/** Every file outside of the places that have their own road. */
export async function filesOf(dataDir: string): Promise<string[]> {
  const top = await readdir(dataDir, { withFileTypes: true })
  const found = top.filter((one) => one.isFile()).map((one) => join(dataDir, one.name))
  for (const folder of top) {
    if (!folder.isDirectory() || notSearched.has(folder.name)) continue
    const inside = await readdir(join(dataDir, folder.name), { recursive: true, withFileTypes: true })
    for (const one of inside) if (one.isFile()) found.push(join(one.parentPath, one.name))
  }
  return found
}

/** A file of another workspace alone is not looked at: it stands in that one's folder, or begins with its name. */
export function concerns(path: string, workspace: string, workspaces: string[]): boolean {
  const steps = path.split(sep)
  const named = workspaces.filter((id) => steps.some((step) => step === id || step.startsWith(`${id}.`)))
  return named.length === 0 || named.includes(workspace)
}

/** Reads instead of changing. */
export async function mentionsInFiles(db: Db, job: FileJob, words: number): Promise<Mention[]> {
  const { dataDir, workspace, matcher, tally } = job
  const workspaces = (await listWorkspaces(db)).map(({ id }) => id)
  const found: Mention[] = []
  for (const path of await filesOf(dataDir)) {
    const place = relative(dataDir, path)
    if (!concerns(place, workspace, workspaces)) continue
    const bytes = (await stat(path)).size > mostBytes ? null : await readFile(path)
    if (bytes && isPlainText(bytes)) {
      const { text } = decoded(bytes)
      for (const { from, to } of matcher.spans(text, false))
        found.push({ place: 'files', row: place, text: text.slice(Math.max(0, from - words), to + words) })
      continue
    }
    const inside = bytes ? await mentionsInside(bytes, matcher) : null
    if (inside) found.push({ place: 'files', row: place, text: 'inside of the file' })
    if (inside === null) tally.doubt({ place: 'files', row: place, why: 'the file can’t be searched' })
  }
  return found
}

async function eraseInFile(path: string, { dataDir, matcher, tally, dryRun }: FileJob): Promise<void> {
  const place = relative(dataDir, path)
  const folder = place.split(sep)[0] ?? ''
  const { size } = await stat(path)
  if (size > mostBytes) {
    tally.doubt({ place: 'files', row: place, why: 'the file is too large to be searched' })
    return
  }
  const bytes = await readFile(path)
  const isNamed = matcher.spans(basename(path), false).length > 0
  if (isPlainText(bytes) && !isNamed) {
    const { text, encoding } = decoded(bytes)
    const done = scrub(isJsonText(text) ? 'json' : 'text', text, { matcher, isTied: false })
    if (!done) return
    tally.add(place, 'replaced', 1, done.samples)
    if (dryRun) return
    const beside = `${path}.${process.pid}.partial`
    await writeFile(beside, Buffer.from(done.value, encoding), { mode: 0o600 })
    await rename(beside, path)
    return
  }
  const inside = isNamed ? true : await mentionsInside(bytes, matcher)
  if (inside === false) return
  if (inside && derived.has(folder)) {
    tally.add(folder, 'deleted')
    if (!dryRun) await rm(path)
    return
  }
  const why = inside ? 'the file mentions the person and can’t be rewritten' : 'the file can’t be searched'
  tally.doubt({ place: 'files', row: isNamed ? folder : place, why })
}

const isPlainText = (bytes: Buffer) => !bytes.subarray(0, 8192).includes(0) && !isArchive(bytes)
const isArchive = (bytes: Buffer) =>
  bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' || (bytes[0] === 0x1f && bytes[1] === 0x8b)

/** Null where what is inside can't be told. */
async function mentionsInside(bytes: Buffer, matcher: Matcher): Promise<boolean | null> {
  const isIn = (content: Uint8Array) =>
    matcher.spans(decoded(content).text.replace(/<[^>]*>/g, ' '), false).length > 0
  if (!isArchive(bytes)) return isIn(bytes)
  try {
    if (bytes[0] === 0x1f) return isIn(gunzipSync(bytes, { maxOutputLength: mostBytes }))
    for (const content of await entriesOf(bytes)) if (isIn(content)) return true
    return false
  } catch (error) {
    // A damaged or oversized archive; whoever looks at it decides.
    if (error instanceof Error) return null
    throw error
  }
}

function entriesOf(bytes: Buffer): Promise<Buffer[]> {
  return new Promise((done, failed) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (fault: Error | null, zip: ZipFile) => {
      if (fault) {
        failed(fault)
        return
      }
      const found: Buffer[] = []
      let total = 0
      zip.on('entry', (entry: Entry) => {
        found.push(Buffer.from(entry.fileName))
        zip.openReadStream(entry, (error, stream) => {
          if (error) {
            failed(error)
            return
          }
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => {
            total += chunk.length
            if (total > mostBytes) stream.destroy(new Error('the archive holds too much to be searched'))
            else chunks.push(chunk)
          })
          stream.once('error', failed)
          stream.once('end', () => {
            found.push(Buffer.concat(chunks))
            zip.readEntry()
          })
        })
      })
      zip.once('end', () => done(found))
      zip.once('error', failed)
      zip.readEntry()
    })
  })
}
