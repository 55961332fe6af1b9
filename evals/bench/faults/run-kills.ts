/** Kills the workers of bulk runs, at each named place in turn or at random moments, and counts what was done twice, lost or left in the middle. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb, type Db } from '#db/connect.ts'
import { failpoints, type Failpoint } from '#db/effects/failpoint.ts'
import { random as randomOf } from '#db/demo/random.ts'
import { approveBulk, bulk, isWhole, makeBulkWorkspace, tallyOf, type Tally } from '../../kit/bulk.ts'
import { copyOfPlace, freshPlace, type Place } from '../../kit/store.ts'
import { placeNamed, startWorker, type Worker } from './run-processes.ts'

export const rows = 1_000
const size = 100
/** About what a run takes: most kills hit it. */
const longestMs = 500

export type Kills = {
  kills: number
  runs: number
  /** Rows that were written more than once. */
  doubled: number
  /** Rows that were not written, or runs that were not ended as they should be. */
  lost: number
  /** From the start of a process until it had the run that another one left, the slowest. */
  slowestSeconds: number
  /** The last run that was not whole. */
  example: Tally | null
}

const none = (): Kills => ({ kills: 0, runs: 0, doubled: 0, lost: 0, slowestSeconds: 0, example: null })

export const opened = async <T>(place: Place, work: (db: Db) => Promise<T>): Promise<T> => {
  const db = await openDb(place.options)
  return work(db).finally(() => db.close())
}

export async function prepared(): Promise<Place> {
  const place = await freshPlace()
  await opened(place, (db) => makeBulkWorkspace(db, rows))
  return place
}

export const orderOf = (place: Place, run: string) => ({
  place: placeNamed(place.options),
  workspace: bulk,
  run,
  size,
})

async function judge(into: Kills, place: Place, run: string, value: string): Promise<void> {
  const tally = await opened(place, (db) => tallyOf(db, run, value))
  into.runs++
  into.doubled += tally.twice
  into.lost += Math.max(tally.undone, tally.total - tally.written)
  if (isWhole(tally)) return
  into.example = tally
  into.lost = Math.max(into.lost, 1)
}

async function takenOver(into: Kills, worker: Worker): Promise<void> {
  const { over } = await worker.ended
  if (over?.state !== 'done') throw new Error('a run that was taken over did not end')
  into.slowestSeconds = Math.max(into.slowestSeconds, (over.resumedMs ?? 0) / 1_000)
}

/** Every place, every time that a run comes by it: each in a store of its own. */
export async function killEverywhere(): Promise<Kills> {
  const result = none()
  const template = await prepared()
  const { run } = await opened(template, (db) => approveBulk(db, 'Retail'))
  const count = async () => {
    const place = await copyOfPlace(template)
    const { over } = await startWorker(orderOf(place, run)).ended
    await place.remove()
    return over?.hits ?? {}
  }
  const hits = await count()
  const places = failpoints.flatMap((at) =>
    Array.from({ length: hits[at] ?? 0 }, (_, i): [Failpoint, number] => [at, i + 1]),
  )
  if (new Set(places.map(([at]) => at)).size !== failpoints.length)
    throw new Error('a run did not come by every place that is named')
  for (const [at, hit] of places) {
    const place = await copyOfPlace(template)
    const struck = await startWorker({ ...orderOf(place, run), strike: { at, hit, signal: 'SIGKILL' } }).ended
    if (!struck.isKilled) throw new Error(`nothing was killed at ${at} ${hit}`)
    result.kills++
    await takenOver(result, startWorker(orderOf(place, run)))
    await judge(result, place, run, 'Retail')
    await place.remove()
  }
  await template.remove()
  return result
}

/** At random moments after the worker is ready, until so many kills have hit a run that was not over. */
export async function killAtRandom(seed: number, wanted: number): Promise<Kills> {
  const result = none()
  const random = randomOf(seed, 'kills')
  const place = await prepared()
  while (result.kills < wanted) {
    const value = `Industry ${result.runs}`
    const { run } = await opened(place, (db) => approveBulk(db, value))
    let isOver = false
    while (!isOver) {
      const worker = startWorker(orderOf(place, run))
      await worker.ready
      await Promise.race([sleep(random.between(0, longestMs)), worker.ended])
      worker.signal('SIGKILL')
      const { isKilled, over } = await worker.ended
      if (isKilled && over === null) result.kills++
      isOver = over !== null
    }
    await judge(result, place, run, value)
  }
  await place.remove()
  return result
}
