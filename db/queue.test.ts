/** The queue: what is sent is worked soon, once of a key that waits, and again after a failure; the store stays one that opens. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDb } from '#evals/kit/store.ts'
import { isolationFaults } from './isolation-faults.ts'
import type { Db } from './connect.ts'
import { openQueue, type Queue } from './queue.ts'

let db: Db
let queue: Queue
const errors: unknown[] = []
beforeAll(async () => {
  db = await freshDb()
  queue = await openQueue(db, (error) => errors.push(error), { pollSeconds: 0.5, retrySeconds: 1 })
})
afterAll(async () => {
  await queue.stop(1_000)
  await db.close()
})

test('work that is sent is done soon, of the same key once, and what failed is done again', async () => {
  await queue.send({ job: 'tidy', data: { room: 1 } }, { key: 'room 1' })
  await queue.send({ job: 'tidy', data: { room: 1 } }, { key: 'room 1' })
  await queue.schedule('tidy', '0 0 1 1 *')
  await queue.schedule('tidy', '0 0 1 1 *')
  const done: string[] = []
  let fails = true
  await queue.work(async ({ job, data }) => {
    done.push(`${job} ${String(data['room'])}`)
    if (data['room'] === 2 && fails) {
      fails = false
      throw new Error('the door is shut')
    }
  })
  await queue.send({ job: 'tidy', data: { room: 2 } })
  await expect.poll(() => done.length, { timeout: 40_000, interval: 100 }).toBe(3)
  expect(done).toEqual(['tidy 1', 'tidy 2', 'tidy 2'])
  expect(errors).toEqual([])
  expect(await db.asOwner((tx) => isolationFaults(tx))).toEqual([])
})
