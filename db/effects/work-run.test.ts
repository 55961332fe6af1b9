/** Runs: once each row, steered between batches, taken over, fenced, held, and told of by the audit log once. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveBulk, bulk, bulkAsker, isWhole, makeBulkWorkspace, tallyOf } from '#evals/kit/bulk.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Db } from '../connect.ts'
import { applyBatch } from './apply.ts'
import { claimRun, Fenced, renew } from './claim.ts'
import { liftHold, placeHold } from './holds.ts'
import { resultFile } from './result-file.ts'
import { listRuns, pauseRun, readRun, resumeRun, stopRun } from './runs.ts'
import { createRunWorkers } from './workers.ts'
import { workRun } from './work-run.ts'

const rows = 30
const size = 10
let db: Db
beforeAll(async () => {
  db = await freshDb()
  await makeBulkWorkspace(db, rows)
})
afterAll(() => db.close())

const work = (run: string, rest: Partial<Parameters<typeof workRun>[1]> = {}) =>
  workRun(db, { workspace: bulk, run, size, ...rest })

test('a run writes each row once, tells of its progress, and ends on record', async () => {
  const { run } = await approveBulk(db, 'Retail')
  const seen: number[] = []
  const ended = await work(run, { onProgress: ({ done }) => seen.push(done) })
  expect(ended).toMatchObject({ state: 'done', total: rows, done: rows, failed: 0, requester: 'ada' })
  expect(seen.slice(0, 2)).toEqual([10, 20])
  expect(await tallyOf(db, run, 'Retail')).toSatisfy(isWhole)
  expect(await work(run)).toEqual(ended)
  expect(await tallyOf(db, run, 'Retail')).toSatisfy(isWhole)
})

test('a run that is paused keeps what is done, goes on where it was, and one that is stopped goes no further', async () => {
  const { run } = await approveBulk(db, 'Energy')
  const asker = await bulkAsker(db)
  const leaving = new AbortController()
  const left = await work(run, { signal: leaving.signal, onProgress: () => leaving.abort() })
  expect(left).toMatchObject({ state: 'queued', done: size })
  expect((await pauseRun(db, asker, run)).state).toBe('paused')
  expect((await work(run)).done).toBe(size)
  expect((await resumeRun(db, asker, run)).state).toBe('queued')
  // While somebody is at it, it is that one who sets it aside, before the next batch.
  const busy = await db.inWorkspace(bulk, (tx) => claimRun(tx, { workspace: bulk, run }))
  expect(busy).not.toBeNull()
  expect(await pauseRun(db, asker, run)).toMatchObject({ state: 'running', wish: 'pause' })
  await letGo(run)
  expect(await work(run)).toMatchObject({ state: 'paused', done: size })
  expect(await stopRun(db, asker, run)).toMatchObject({ state: 'stopped', done: size })
  await expect(resumeRun(db, asker, run)).rejects.toThrow('The run is over')
  expect(await tallyOf(db, run, 'Energy')).toMatchObject({
    state: 'stopped',
    written: size,
    audited: 1,
    twice: 0,
  })
})

/** As if its worker had died a while ago. */
const letGo = (run: string) =>
  db.inWorkspace(bulk, (tx) =>
    tx.execute(sql`update runs set leased_until = now() - interval '1 second' where id = ${run}::uuid`),
  )

test('whoever lost a run writes nothing more, and whoever took it over ends it', async () => {
  const { run, proposal } = await approveBulk(db, 'Travel')
  const claim = () => db.inWorkspace(bulk, (tx) => claimRun(tx, { workspace: bulk, run }))
  const first = await claim()
  expect(first).not.toBeNull()
  expect(await claim()).toBeNull()
  await db.inWorkspace(bulk, (tx) =>
    tx.execute(sql`update runs set leased_until = now() - interval '1 second' where id = ${run}::uuid`),
  )
  const second = await claim()
  expect(second?.fence).toBe((first?.fence ?? 0) + 1)
  const stale = { workspace: bulk, run, fence: first?.fence ?? 0 }
  await expect(db.inWorkspace(bulk, (tx) => renew(tx, stale))).rejects.toThrow(Fenced)
  await expect(db.inWorkspace(bulk, (tx) => applyBatch(tx, { ...stale, proposal, size }))).rejects.toThrow(
    Fenced,
  )
  expect(await tallyOf(db, run, 'Travel')).toMatchObject({ written: 0, state: 'running' })
  await db.inWorkspace(bulk, (tx) =>
    tx.execute(sql`update runs set leased_until = null where id = ${run}::uuid`),
  )
  expect((await work(run)).state).toBe('done')
  expect(await tallyOf(db, run, 'Travel')).toSatisfy(isWhole)
})

test('a hold stops a run before its next batch; lifted, a sweep carries it on', async () => {
  const { run } = await approveBulk(db, 'Media')
  const asker = await bulkAsker(db)
  await placeHold(db, asker, 'Something is wrong')
  expect(await work(run)).toMatchObject({ state: 'queued', done: 0 })
  await liftHold(db, asker)
  const errors: unknown[] = []
  const workers = createRunWorkers(db, (error) => errors.push(error))
  workers.sweep()
  await expect.poll(async () => (await tallyOf(db, run, 'Media')).state, { timeout: 10_000 }).toBe('done')
  await workers.stop()
  expect(errors).toEqual([])
  expect(await tallyOf(db, run, 'Media')).toSatisfy(isWhole)
})

async function textOf(blocks: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const block of blocks) text += block
  return text
}

test('the result file has a line for each field of each row, and none that runs as a formula', async () => {
  const { run } = await approveBulk(db, '=1+1')
  await work(run)
  const file = await textOf(await resultFile(db, await bulkAsker(db), run))
  const lines = file.trim().split('\n')
  expect(lines).toHaveLength(rows + 1)
  expect(lines[0]).toBe('id,name,object,field,before,after,state,note')
  expect(lines[1]).toMatch(/^B-\d+,Account \d+,account,Industry,Media,'=1\+1,done,$/)
})

test('a run is there for who asked for it and who may approve it, and for nobody else', async () => {
  const mine = await listRuns(db, await bulkAsker(db), { limit: 50 })
  expect(mine.length).toBeGreaterThan(0)
  const other = await bulkAsker(db, 'ben')
  expect(await listRuns(db, other, { limit: 50 })).toEqual([])
  const run = mine[0]?.id ?? ''
  for (const act of [readRun, pauseRun, stopRun])
    await expect(act(db, other, run)).rejects.toThrow('There is no run')
})
