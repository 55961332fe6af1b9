/** How fast passages are made and found on the embedded store: at ten thousand and a hundred thousand, beside plain inserts and plain full text. */
import { sql } from 'drizzle-orm'
import type { Db } from '#db/connect.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { freshDb } from '../../kit/store.ts'
import { callsOf, fill, makeWorkspace, markAll, multiply } from '../big-talk.ts'
import { onEmbedded } from '../both-stores.ts'
import type { Part } from '../part.ts'
import type { Reading } from '../report.ts'
import { prepare, questions, speedOf } from '../speed-of-search.ts'
import { chunkRate, retrievalEmbeddedMs } from '../targets.ts'

type Key = 'rate' | 'embedded10k' | 'embedded100k'

const calls = 1_000

/** Passages a second, beside inserting ready ones. */
async function rateOf(db: Db, seed: number): Promise<Reading> {
  await makeWorkspace(db, 'w')
  await fill(db, 'w', callsOf(seed, calls))
  await markAll(db, 'w')
  const start = performance.now()
  const { chunks } = await keepChunks(db, 'w')
  const rate = chunks / ((performance.now() - start) / 1_000)
  const again = performance.now()
  await db.inWorkspace(
    'w',
    (tx) =>
      tx.execute(sql`insert into chunks (workspace_id, id, kind, row_id, source, n, title, from_n, to_n, words, text)
        select workspace_id, gen_random_uuid(), kind, gen_random_uuid(), 'plain', n, title, from_n, to_n, words, text from chunks`),
    'bulk',
  )
  const plain = chunks / ((performance.now() - again) / 1_000)
  await db.inWorkspace('w', (tx) => tx.execute(sql`delete from chunks where source = 'plain'`), 'bulk')
  return { cases: chunks, value: rate, floor: plain }
}

const figure = (name: string) => ({
  ...{ name, unit: 'ms', bound: retrievalEmbeddedMs, leastCases: questions },
})

export const retrieval: Part<Key> = {
  name: 'retrieval',
  figures: {
    rate: {
      name: 'passages made, embedded, beside plain inserts',
      unit: '/s',
      bound: chunkRate,
      leastCases: 9_000,
    },
    embedded10k: figure('retrieval among 10k passages, embedded, p95'),
    embedded100k: figure('retrieval among 100k passages, embedded, p95'),
  },
  run: ({ seed, note }, tell) =>
    onEmbedded(async () => {
      const db = await freshDb()
      try {
        tell('rate', await rateOf(db, seed))
        await prepare(db)
        tell('embedded10k', await speedOf(db, { seed, note }))
        await multiply(db, 'w', 10)
        await prepare(db)
        tell('embedded100k', await speedOf(db, { seed, note }))
      } finally {
        await db.close()
      }
    }),
}
