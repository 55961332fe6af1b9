/** Opens a zip archive as hostile input: names, methods and places of all entries are checked before a byte is unpacked, sizes and checksums while it is. */
import { pipeline, type Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'
import { shown } from '../refusal.ts'
import { ArchiveRefusal, importFolder, packAgain } from './archive-refusal.ts'
import type { Budget } from './budget.ts'
import { mostArchiveBytes, mostEntries, mostObjects } from './limits.ts'

/** A file in the archive; folders are left out. */
export type ZipEntry = {
  path: string
  bytes: number
  compressedBytes: number
  /** Throws an ArchiveRefusal where the entry is damaged, lies about its size or unpacks to too much. */
  read(budget: Budget): AsyncIterable<Buffer>
}

type Place = { path: string; start: number; end: number }

const objectFolder = /(?:^|\/)(?:transcripts|documents|playbooks)\//i

export async function openZip(file: string): Promise<{ entries: ZipEntry[]; close: () => void }> {
  // Names are read here: what yauzl refuses, it refuses in its own words.
  const zip = await yauzl
    .openPromise(file, { autoClose: false, decodeStrings: false, validateEntrySizes: false })
    .catch((error: unknown) => {
      throw damaged(error)
    })
  try {
    if (zip.fileSize > mostArchiveBytes) {
      throw new ArchiveRefusal(`it is larger than ${mostArchiveBytes / 1024 / 1024} MB`, importFolder)
    }
    if (zip.entryCount > mostEntries + mostObjects) throw tooMany(zip.entryCount)
    return { entries: await entriesOf(zip), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: yauzl.ZipFile): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = []
  const places: Place[] = []
  const seen = new Set<string>()
  let others = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = nameOf(entry)
      refuseName(path)
      refuseKind(path, entry)
      if (!objectFolder.test(path) && ++others > mostEntries) throw tooMany(others)
      const key = path.normalize('NFC').toLowerCase()
      if (seen.has(key)) throw new ArchiveRefusal(`it holds ${shown(path)} twice`, packAgain)
      seen.add(key)
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
      const end = fileDataStart + entry.compressedSize
      if (end > zip.fileSize) throw new ArchiveRefusal(`${shown(path)} is cut short`, packAgain)
      places.push({ path, start: entry.relativeOffsetOfLocalHeader, end })
      if (!path.endsWith('/')) entries.push(zipEntry(zip, entry, path))
    }
  } catch (error) {
    throw error instanceof ArchiveRefusal ? error : damaged(error)
  }
  refuseOverlap(places)
  return entries
}

const nameOf = (entry: yauzl.Entry): string =>
  yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)

function refuseName(path: string): void {
  const fault = nameFault(path)
  if (fault) throw new ArchiveRefusal(`the name of its entry ${shown(path)} ${fault}`, packAgain)
}

function nameFault(path: string): string | null {
  if (path.length === 0 || path.length > 1000) return 'is empty or longer than 1,000 characters'
  if (/\p{Cc}/u.test(path)) return 'holds a control character'
  if (path.includes('\\')) return 'holds a backslash'
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'is a path from the root of a disk'
  const parts = path.replace(/\/$/, '').split('/')
  if (parts.some((part) => part === '..' || part === '.' || part === '')) return 'leads out of the archive'
  return null
}

const methods: Record<number, string> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
  98: 'PPMd',
  99: 'AES encryption',
}

const fileKind = 0o170000
const symbolicLink = 0o120000

function refuseKind(path: string, entry: yauzl.Entry): void {
  if (entry.isEncrypted()) {
    throw new ArchiveRefusal(`${shown(path)} is encrypted`, 'Pack the bundle again without a password.')
  }
  const method = entry.compressionMethod
  if (method !== 0 && method !== 8) {
    const name = methods[method] ?? `method ${method}`
    throw new ArchiveRefusal(`${shown(path)} is packed with ${name}; only Deflate is read`, packAgain)
  }
  if (((entry.externalFileAttributes >>> 16) & fileKind) === symbolicLink) {
    throw new ArchiveRefusal(
      `${shown(path)} is a link to another file`,
      'Put the file itself into the archive.',
    )
  }
}

/** Bytes that serve several entries are how a small archive unpacks to petabytes. */
function refuseOverlap(places: Place[]): void {
  places.sort((a, b) => a.start - b.start || a.end - b.end)
  places.forEach((place, i) => {
    const before = places[i - 1]
    if (before && place.start < before.end) {
      throw new ArchiveRefusal(`${shown(before.path)} and ${shown(place.path)} overlap in it`, packAgain)
    }
  })
}

function zipEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string): ZipEntry {
  const { compressedSize, uncompressedSize, compressionMethod } = entry
  const found = { path: shown(path), compressedBytes: compressedSize }
  async function* read(budget: Budget) {
    const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    const plain: Readable =
      compressionMethod === 0
        ? raw
        : pipeline(raw, createInflateRaw({ chunkSize: 64 * 1024 }), () => {
            // The reader below hears of the fault.
          })
    let bytes = 0
    let sum = 0
    try {
      for await (const piece of plain as AsyncIterable<Buffer>) {
        bytes += piece.length
        budget.unpacked(piece.length, bytes, found)
        sum = crc32(piece, sum)
        yield piece
      }
    } catch (error) {
      throw error instanceof ArchiveRefusal ? error : damaged(error, path)
    } finally {
      raw.destroy()
    }
    if (bytes !== uncompressedSize || sum !== entry.crc32) {
      throw new ArchiveRefusal(
        `${shown(path)} is not what the archive says it is: its size or checksum differs`,
        packAgain,
      )
    }
  }
  return { path, bytes: uncompressedSize, compressedBytes: compressedSize, read }
}

const tooMany = (count: number) =>
  new ArchiveRefusal(
    `it holds ${count} files or more; at most ${mostEntries} are read, and ${mostObjects} in transcripts/, documents/ and playbooks/`,
    importFolder,
  )

function damaged(error: unknown, path?: string): Error {
  const reason = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // A disk that fails is no fault of the archive.
  if (/^E[A-Z]+$/.test(code) || !(error instanceof Error))
    return error instanceof Error ? error : new Error(reason)
  return new ArchiveRefusal(
    `${path ? shown(path) : 'it'} is damaged, cut short or no zip archive (${reason})`,
    packAgain,
  )
}
