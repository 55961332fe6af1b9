/** The thread beside a reader that ends the whole process once it holds too much memory, or nobody waits for it any more: what reads may never come to look itself. */
import { rmSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { mostResidentMb } from './limits.ts'

const folder = z.string().parse(workerData)
const parent = process.ppid

setInterval(() => {
  const isAlone = process.ppid !== parent
  if (isAlone) rmSync(folder, { recursive: true, force: true })
  if (isAlone || process.memoryUsage.rss() > mostResidentMb * 1024 * 1024)
    process.kill(process.pid, 'SIGKILL')
}, 25)
