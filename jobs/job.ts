/** What a job is: one file in this folder, found by its name, with what it does when it is its time or somebody asks for it. */
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Db } from '#db/connect.ts'

export type JobParts = {
  db: Db
  log: Logger
  /** The day that the service was told to take for today. */
  today: string | undefined
}

export type Job<D extends z.ZodObject = z.ZodObject> = {
  /** In UTC; without one it runs when it is sent. With one, an empty object must fit `data`. */
  cron?: string
  data: D
  /** May be run again after a failure or a crash, so a second run must change nothing more. */
  run: (data: z.output<D>, parts: JobParts, signal: AbortSignal) => Promise<void>
}

export const defineJob = <D extends z.ZodObject>(job: Job<D>): Job<D> => job
