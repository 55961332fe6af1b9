/** The program that reads strangers' files, one at a time, in a process of its own; another thread ends it where it takes too much memory. */
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Problem } from '#db/problem.ts'
import { mostIdleMb } from './limits.ts'
import { readBytes } from './read-bytes.ts'
import type { Told } from './reader.ts'

async function read(name: string, bytes: Uint8Array, folder: string): Promise<Told> {
  const mustEnd = () => process.memoryUsage.rss() > mostIdleMb * 1024 * 1024
  try {
    const sources = await readBytes(name, bytes, folder)
    return { sources, mustEnd: mustEnd() }
  } catch (error) {
    if (error instanceof Problem) {
      return { refused: { what: error.message, next: error.next }, mustEnd: mustEnd() }
    }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error), mustEnd: true }
  }
}

const [folder = ''] = process.argv.slice(2)
new Worker(new URL('./memory-guard.ts', import.meta.url), { workerData: folder }).unref()
// Whoever asked is gone: nothing is read on.
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(1)
})
process.on('message', ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  void read(name, bytes, folder).then((told) => process.send?.(told))
})
