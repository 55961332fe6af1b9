/** A run whose process is killed in the middle of a batch goes on with the next process, with no row twice and none lost. */
import { expect, test } from 'vitest'
import { openDb, type Db } from '#db/connect.ts'
import { placeNamed, startWorker } from './bench/faults/run-processes.ts'
import { approveBulk, bulk, isWhole, makeBulkWorkspace, tallyOf } from './kit/bulk.ts'
import { freshPlace } from './kit/store.ts'

test('kill -9 between the rows of a batch and its end: the next process ends the run', async () => {
  const place = await freshPlace()
  const opened = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    const db = await openDb(place.options)
    return work(db).finally(() => db.close())
  }
  try {
    const { run } = await opened(async (db) => {
      await makeBulkWorkspace(db, 30)
      return approveBulk(db, 'Retail')
    })
    const order = { place: placeNamed(place.options), workspace: bulk, run, size: 10 }
    const struck = startWorker({ ...order, strike: { at: 'batch-written', hit: 2, signal: 'SIGKILL' } })
    expect((await struck.ended).isKilled).toBe(true)
    const next = await startWorker(order).ended
    expect(next.over?.state).toBe('done')
    expect(await opened((db) => tallyOf(db, run, 'Retail'))).toSatisfy(isWhole)
  } finally {
    await place.remove()
  }
})
