/** Unpacks the files of a bundle from a zip archive, under names of our own; what a bundle does not have stays packed. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { shown } from '../refusal.ts'
import { ArchiveRefusal } from './archive-refusal.ts'
import { Budget } from './budget.ts'
import { mostBundleBytes, mostNotes } from './limits.ts'
import type { Opened } from './opened.ts'
import type { ZipEntry } from './zip.ts'

const objects = /^(?:transcripts|documents|playbooks)\/[^/]+$/i
const table = /^[^/]+\.csv$/i
const archive = /\.(?:zip|xlsx|xlsm|ods|7z|rar|gz|tgz|tar|bz2|xz)$/i
/** What systems add on their own. */
const litter = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i

export async function unpackBundle(entries: ZipEntry[], folder: string): Promise<Opened> {
  const kept = entries.filter(({ path }) => !litter.test(path))
  const root = rootOf(kept)
  if (!kept.some(({ path }) => table.test(path.slice(root.length)))) throw noTable(kept)
  const budget = new Budget(mostBundleBytes)
  const opened: Opened = { files: [], notes: [] }
  let left = 0
  for (const entry of kept) {
    const path = entry.path.slice(root.length)
    const isObject = objects.test(path)
    if (!isObject && !table.test(path)) {
      const reason = leftOut(path)
      if (reason && ++left <= mostNotes) opened.notes.push({ file: path, reason })
      continue
    }
    const stored = String(opened.files.length)
    await pipeline(entry.read(budget), createWriteStream(join(folder, stored), { mode: 0o600 }))
    // The folders' names are matched in lower case, as they are in a folder on some machines.
    const name = isObject ? path.replace(/^[^/]+/, (first) => first.toLowerCase()) : path
    opened.files.push({ path: name, stored, bytes: entry.bytes })
  }
  if (left > mostNotes) {
    opened.notes.push({ file: '', reason: `${left - mostNotes} more files of the archive were left out` })
  }
  return opened
}

/** The bundle lies at the top, or inside one single folder. */
function rootOf(entries: ZipEntry[]): string {
  if (entries.some(({ path }) => table.test(path))) return ''
  const firsts = new Set(entries.map(({ path }) => /^[^/]+\//.exec(path)?.[0] ?? ''))
  const [first = ''] = firsts
  return firsts.size === 1 ? first : ''
}

function noTable(entries: ZipEntry[]): ArchiveRefusal {
  const inner = entries.find(({ path }) => archive.test(path))
  const reason = 'it holds no CSV file at its top, nor in one folder at its top'
  return inner
    ? new ArchiveRefusal(
        `${reason}, but the archive ${shown(inner.path)}`,
        'Unpack it and import what is inside.',
      )
    : new ArchiveRefusal(reason, 'Pack the files of the bundle, users.csv and accounts.csv among them.')
}

function leftOut(path: string): string | null {
  if (archive.test(path)) return 'an archive inside the archive is not opened: unpack it first'
  if (/\.csv$/i.test(path)) {
    return 'the file lies in a folder that a bundle does not have, so it was not read: put it beside users.csv'
  }
  return null
}
