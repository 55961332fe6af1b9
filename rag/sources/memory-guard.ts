/** The thread beside a reader that ends the whole process once it holds too much memory: what reads may never come to look itself. */
import { mostResidentMb } from './limits.ts'

setInterval(() => {
  if (process.memoryUsage.rss() > mostResidentMb * 1024 * 1024) process.kill(process.pid, 'SIGKILL')
}, 25)
