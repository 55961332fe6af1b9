/** The thread beside a reader that ends the whole process once it takes too much time or memory, or nobody waits for it any more: what reads may never come to look itself. */
import { rmSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { lateSignal, mostResidentMb } from './limits.ts'

/** `until` holds the processor time, in ms, at which the file at hand takes too long. */
export type Guarded = { folder: string; until: Float64Array }

const { folder, until } = workerData as Guarded
const parent = process.ppid

setInterval(() => {
  const isAlone = process.ppid !== parent
  if (isAlone) rmSync(folder, { recursive: true, force: true })
  if (isAlone || process.memoryUsage.rss() > mostResidentMb * 1024 * 1024)
    process.kill(process.pid, 'SIGKILL')
  const { user, system } = process.cpuUsage()
  if ((user + system) / 1000 > (until[0] ?? Infinity)) process.kill(process.pid, lateSignal)
}, 25)
