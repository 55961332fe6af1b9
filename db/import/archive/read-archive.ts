/** The program that opens one archive in a process of its own: it may read that file, write into one folder, and nothing else. */
import { ArchiveRefusal } from './archive-refusal.ts'
import { unpackBundle } from './bundle-zip.ts'
import type { Told } from './opened.ts'
import { isWorkbook } from './workbook.ts'
import { unpackWorkbook } from './workbook-csv.ts'
import { openZip } from './zip.ts'

const noRoom = {
  reason: 'the disk has no room to unpack it',
  next: 'Free some room in the system’s folder for temporary files, then import again.',
}

async function read(archive: string, folder: string): Promise<Told> {
  try {
    const { entries, close } = await openZip(archive)
    try {
      const unpack = isWorkbook(entries) ? unpackWorkbook : unpackBundle
      return { opened: await unpack(entries, folder) }
    } finally {
      close()
    }
  } catch (error) {
    if (error instanceof ArchiveRefusal) return { refused: { reason: error.message, next: error.next } }
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOSPC' || code === 'EDQUOT') return { refused: noRoom }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

// Whoever asked is gone: nothing is read on.
process.once('disconnect', () => process.exit(1))
const [archive = '', folder = ''] = process.argv.slice(2)
const told = await read(archive, folder)
process.send?.(told, () => process.exit(0))
