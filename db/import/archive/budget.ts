/** Counts what an archive unpacks to while it unpacks, since its headers may lie, and stops it at its limit. */
import { ArchiveRefusal, importFolder } from './archive-refusal.ts'
import { freeBytes, mostRatio, mostResidentMb } from './limits.ts'

const mb = 1024 * 1024
const checkEvery = 8 * mb

export class Budget {
  private readonly mostBytes: number
  private total = 0
  private checkedAt = 0

  constructor(mostBytes: number) {
    this.mostBytes = mostBytes
  }

  /** `of` is all that the entry unpacked to so far, this piece included. */
  unpacked(piece: number, of: number, entry: { path: string; compressedBytes: number }): void {
    if (of > freeBytes + entry.compressedBytes * mostRatio) {
      throw new ArchiveRefusal(
        `${entry.path} unpacks to more than ${mostRatio} times its size, as archives do that are made to fill a disk`,
        importFolder,
      )
    }
    this.write(piece)
  }

  /** Bytes that reading makes: unpacked, or written as CSV. */
  write(bytes: number): void {
    this.total += bytes
    if (this.total > this.mostBytes) {
      throw new ArchiveRefusal(`it unpacks to more than ${this.mostBytes / mb} MB`, importFolder)
    }
    if (this.total - this.checkedAt < checkEvery) return
    this.checkedAt = this.total
    if (process.memoryUsage.rss() > mostResidentMb * mb) {
      throw new ArchiveRefusal(`reading it takes more than ${mostResidentMb} MB of memory`, importFolder)
    }
  }
}
