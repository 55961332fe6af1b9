/** The trials of a run as they come, a line each in a file: a run that broke off is taken up where it was. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import { z } from 'zod'
import { trial as trialSchema, type Case, type Target, type Trial } from '../contract.ts'

type Task = { suite: string; target: Target; one: Case; nth: number }
export type Progress = { known: (task: Task) => Trial | null; tell: (task: Task, trial: Trial) => void }

const line = z.strictObject({ key: z.string(), trial: trialSchema })

/** A case or a target that was changed since is asked again. */
const keyOf = (task: Task): string =>
  createHash('sha256')
    .update(JSON.stringify([task.suite, task.target, task.one, task.nth]))
    .digest('hex')

export function progressIn(file: string): Progress {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  // A process that was killed may leave half a line.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const known = new Map(
    whole
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => line.parse(JSON.parse(one)))
      .map(({ key, trial }) => [key, trial]),
  )
  mkdirSync(dirname(file), { recursive: true })
  if (text !== whole) appendFileSync(file, '\n')
  return {
    known: (task) => known.get(keyOf(task)) ?? null,
    tell: (task, trial) => appendFileSync(file, `${JSON.stringify({ key: keyOf(task), trial })}\n`),
  }
}
