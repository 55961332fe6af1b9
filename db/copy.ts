/** COPY in and out as streams, inside the owner's transaction, in the same text on both databases and in constant memory. */
import type { Transaction } from '@electric-sql/pglite'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import type postgres from 'postgres'

export type Copy = {
  /** The rows of a SELECT as COPY's text. Read it to its end before anything else is asked of the transaction. */
  out: (select: string) => AsyncIterable<Uint8Array>
  /** `target` is a table with its columns, as SQL; it must be there. */
  in: (target: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>
}

/** The embedded database gives and takes a whole Blob a statement; a longer stream goes in as several. */
const blobBytes = 8 * 2 ** 20
const newline = 10

export const serverCopy = (client: postgres.Sql): Copy => ({
  async *out(select) {
    const rows: Readable = await client.unsafe(`copy (${select}) to stdout`).readable()
    for await (const chunk of rows) yield chunk as Uint8Array
    // The driver pauses its socket for a slow reader, and where the end comes right then, never resumes it.
    rows._read(0)
  },
  async in(target, chunks) {
    const into: Writable = await client.unsafe(`copy ${target} from stdin`).writable()
    const failed = Promise.withResolvers<never>()
    failed.promise.catch(() => {}) // heard by the races below while the stream is written
    into.once('error', failed.reject)
    for await (const chunk of chunks) {
      if (!into.write(chunk)) await Promise.race([once(into, 'drain'), failed.promise])
    }
    into.end()
    await breathe()
    // The driver never tells of a COPY that fails at its end; the next statement of the transaction does.
    await Promise.race([client.unsafe('select 1'), failed.promise])
  },
})

/** `keepRoom` is asked before each piece that goes in. */
export const embeddedCopy = (transaction: Transaction, keepRoom: () => void): Copy => ({
  async *out(select) {
    const { blob } = await transaction.query(`copy (${select}) to '/dev/blob'`)
    if (blob) yield await blob.bytes()
  },
  async in(target, chunks) {
    const put = async (parts: Uint8Array[]) => {
      keepRoom()
      // The copies are made so that no shared buffer is behind a part.
      const blob = new Blob(parts.map((part) => new Uint8Array(part)))
      await transaction.query(`copy ${target} from '/dev/blob'`, [], { blob })
    }
    let waiting: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of chunks) {
      // A row ends with the only line feed in it: inside a value COPY writes \\n.
      const cut = bytes + chunk.length < blobBytes ? 0 : chunk.lastIndexOf(newline) + 1
      if (cut > 0) {
        await put([...waiting, chunk.subarray(0, cut)])
        waiting = []
        bytes = 0
      }
      if (cut < chunk.length) waiting.push(chunk.subarray(cut))
      bytes += chunk.length - cut
    }
    if (bytes > 0) await put(waiting)
  },
})
