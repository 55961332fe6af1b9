/** Starts the jobs of this process: each file of this folder that defines one, by its schedule and as it is asked for. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { openQueue, type Queue, type Task } from '#db/queue.ts'
import type { Job, JobParts } from './job.ts'

const folder = new URL('./', import.meta.url)
/** What is in the folder beside jobs. */
const others = ['job.ts', 'start-jobs.ts', 'consumers.ts', 'in-each-workspace.ts']
const restMs = 10_000
/** The first questions after a start come first. */
const restBeforeMs = 3_000
const graceMs = 5_000

export type Jobs = {
  /** Asks for a job, soon: by the name of its file. */
  send: (job: string, data?: Record<string, unknown>) => void
  stop: () => Promise<void>
}

async function loadJobs(): Promise<Map<string, Job>> {
  const files = readdirSync(fileURLToPath(folder)).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !others.includes(file),
  )
  const loaded = files.map(async (file): Promise<[string, Job]> => {
    const { default: job } = (await import(new URL(file, folder).href)) as { default: Job }
    return [file.slice(0, -3), job]
  })
  return new Map(await Promise.all(loaded))
}

/** Returns at once; what can't be started is told, and tried again until it can. */
export function startJobs(parts: JobParts): Jobs {
  const { db, log } = parts
  const ending = new AbortController()
  const onError = (err: unknown) => log.error({ err }, 'the queue of jobs failed')
  const rest = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => {}) // ended: nothing more to wait for
  const open = async (): Promise<Queue | null> => {
    await rest(restBeforeMs)
    while (!ending.signal.aborted) {
      try {
        return await begin(parts, await openQueue(db, onError))
      } catch (err) {
        log.error({ err }, 'the jobs could not be started')
        await rest(restMs)
      }
    }
    return null
  }
  const opening = open()
  return {
    send: (job, data = {}) => {
      opening
        .then((queue) => queue?.send({ job, data }, { key: JSON.stringify(data) }))
        .catch((err: unknown) => log.error({ err, job }, 'a job could not be asked for'))
    },
    stop: async () => {
      ending.abort()
      await (await opening)?.stop(graceMs)
    },
  }
}

async function begin(parts: JobParts, queue: Queue): Promise<Queue> {
  const jobs = await loadJobs()
  for (const [name, { cron }] of jobs) if (cron !== undefined) await queue.schedule(name, cron)
  await queue.work(async ({ job: name, data }: Task, signal) => {
    const job = jobs.get(name)
    // Of a newer version's process beside this one, or of an older one before it.
    if (!job) {
      parts.log.warn({ job: name }, 'there is no such job here')
      return
    }
    await job.run(job.data.parse(data), parts, signal)
  })
  return queue
}
