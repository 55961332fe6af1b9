/** The program that reads strangers' files, one at a time, in a process of its own; another thread ends it where it takes too much time or memory. */
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Problem } from '#db/problem.ts'
import type { Guarded } from './guard.ts'
import { lateSignal, mostIdleMb, stuckMs, timeFor, waitFor } from './limits.ts'
import { readBytes } from './read-bytes.ts'
import type { Told } from './reader.ts'

/** Of its time, that a reader at work is at it. */
const leastBusy = 0.01

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
const times = new Float64Array(new SharedArrayBuffer(24)).fill(Infinity)
const guarded: Guarded = { folder, times }
new Worker(new URL('./guard.ts', import.meta.url), { workerData: guarded }).unref()
// Whoever asked is gone: nothing is read on.
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(1)
})

/** Ends this process where it waits for something that never comes. */
function watchIdle(): NodeJS.Timeout {
  let before = performance.eventLoopUtilization()
  return setInterval(() => {
    const now = performance.eventLoopUtilization()
    if (performance.eventLoopUtilization(now, before).utilization < leastBusy)
      process.kill(process.pid, lateSignal)
    before = now
  }, stuckMs)
}

process.on('message', ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  const { user, system } = process.cpuUsage()
  times.set([(user + system) / 1000, timeFor(bytes.length), Date.now() + waitFor(bytes.length)])
  const watch = watchIdle()
  void read(name, bytes, folder).then((told) => {
    times.fill(Infinity)
    clearInterval(watch)
    process.send?.(told)
  })
})
