/** Two workers on one server: the one that has a run stands still for a minute, the other takes it over and ends it, the first wakes; what it still wrote. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Failpoint } from '#db/effects/failpoint.ts'
import { approveBulk, isWhole, tallyOf } from '../../kit/bulk.ts'
import { opened, orderOf, prepared } from './run-kills.ts'
import { startWorker } from './run-processes.ts'

/** In the middle of a transaction with nothing written, with all of its rows written, and between two. */
const places: [Failpoint, number][] = [
  ['batch-begun', 3],
  ['batch-written', 3],
  ['batch-stored', 3],
]
const stillMs = 60_000

export type Stopped = { at: Failpoint; staleWrites: number; takenOverSeconds: number }

async function stopAt([at, hit]: [Failpoint, number]): Promise<Stopped> {
  const place = await prepared()
  const { run } = await opened(place, (db) => approveBulk(db, 'Retail'))
  const order = orderOf(place, run)
  const still = startWorker({ ...order, strike: { at, hit, signal: 'SIGSTOP' } })
  await still.ready
  const began = performance.now()
  await sleep(1_000)
  const { over } = await startWorker(order).ended
  if (over?.state !== 'done') throw new Error('the other worker did not end the run')
  const takenOverSeconds = (performance.now() - began) / 1_000
  await sleep(Math.max(0, stillMs - (performance.now() - began)))
  const before = await opened(place, (db) => tallyOf(db, run, 'Retail'))
  still.signal('SIGCONT')
  await still.ended
  const after = await opened(place, (db) => tallyOf(db, run, 'Retail'))
  await place.remove()
  const differs = JSON.stringify(before) === JSON.stringify(after) && isWhole(after) ? 0 : 1
  return { at, staleWrites: Math.max(differs, after.twice, after.written - before.written), takenOverSeconds }
}

/** All at once: they wait most of the time. */
export const standStill = (): Promise<Stopped[]> => Promise.all(places.map(stopAt))
