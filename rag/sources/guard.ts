/** The thread beside a reader that ends the whole process once it takes too much time or memory, or nobody waits for it any more: what reads may never come to look itself. */
import { rmSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { lateSignal, momentMs, mostResidentMb } from './limits.ts'

/** Of the file at hand, in ms: the processor's time when it began, how much of it it may take, and the moment when it is late. */
export type Guarded = { folder: string; times: Float64Array }

const { folder, times } = workerData as Guarded
const parent = process.ppid

setInterval(() => {
  const isAlone = process.ppid !== parent
  if (isAlone) rmSync(folder, { recursive: true, force: true })
  if (isAlone || process.memoryUsage.rss() > mostResidentMb * 1024 * 1024)
    process.kill(process.pid, 'SIGKILL')
  const [began = 0, most = Infinity, late = Infinity] = times
  const { user, system } = process.cpuUsage()
  const taken = (user + system) / 1000 - began
  if (taken > most || (taken > momentMs && Date.now() > late)) process.kill(process.pid, lateSignal)
}, 25)
