/** Loaded before a program under measurement: tells its parent its CPU time and memory when asked. Changes nothing else of it. */

export type Usage = {
  /** User and system time since the process began. */
  cpuMs: number
  rssMb: number
}

process.on('message', (message: unknown) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  const usage: Usage = { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1e6 }
  process.send?.(usage)
})
// The benchmark is gone, however it ended: nothing is left running.
process.once('disconnect', () => process.exit(1))
// A listener on the channel alone must not keep the program alive.
process.channel?.unref()
