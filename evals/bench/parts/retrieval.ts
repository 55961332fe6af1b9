/** How fast passages are made and found: at ten thousand and a hundred thousand on the embedded store, a hundred thousand and a million on a server, beside plain inserts and plain full text. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'
import { random } from '#db/demo/random.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { keepIndexes } from '#rag/keep-indexes.ts'
import { retrieve } from '#rag/retrieve.ts'
import { freshDb } from '../../kit/store.ts'
import { callsOf, fill, makeWorkspace, multiply, questionOf, stemsOf } from '../big-talk.ts'
import { onEmbedded, onServer } from '../both-stores.ts'
import type { Part } from '../part.ts'
import type { Reading } from '../report.ts'
import { chunkRate, retrievalEmbeddedMs, retrievalOfFullText, retrievalServerMs } from '../targets.ts'

type Key = 'rate' | 'embedded10k' | 'embedded100k' | 'server100k' | 'server1m'

const calls = 1_000
const questions = 60
const warm = 10

const p95 = (ms: number[]) => ms.toSorted((a, b) => a - b)[Math.floor(ms.length * 0.95)] ?? Number.NaN
const p50 = (ms: number[]) => ms.toSorted((a, b) => a - b)[ms.length >> 1] ?? Number.NaN

const count = async (db: Db): Promise<number> => {
  const [row] = await db.inWorkspace('w', (tx) =>
    rowsOf<{ n: number }>(tx, sql`select count(*)::int as n from chunks where workspace_id = 'w'`),
  )
  return row?.n ?? 0
}

/** Passages a second, beside inserting ready ones. */
async function rateOf(db: Db, seed: number): Promise<Reading> {
  await makeWorkspace(db, 'w')
  await fill(db, 'w', callsOf(seed, calls))
  // All of them anew, so that nothing but passages is made.
  await db.inWorkspace('w', (tx) =>
    tx.execute(sql`insert into chunk_marks (workspace_id, kind, row_ids)
      select 'w', 'call', array_agg(id) from (select id, row_number() over (order by id) / 100 as part from calls) c group by part`),
  )
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

async function speedOf(db: Db, seed: number, note: (text: string) => void): Promise<Reading> {
  await db.asOwner((tx) => tx.execute(sql`analyze chunks`))
  await keepIndexes(db, 'w')
  const [ours, plain]: [number[], number[]] = [[], []]
  let finding = 0
  for (let n = -warm; n < questions; n++) {
    const question = questionOf(random(seed, 'question', n))
    const start = performance.now()
    const { found } = await db.inWorkspace('w', (tx) => retrieve(tx, 'w', { question }), 'read')
    const middle = performance.now()
    await fullText(db, stemsOf(random(seed, 'question', n)))
    if (n < 0) continue
    if (found.length > 0) finding++
    ours.push(middle - start)
    plain.push(performance.now() - middle)
  }
  note(`retrieval among ${await count(db)} passages, ${db.kind}: p50 ${p50(ours).toFixed(1)} ms, p95 ${p95(ours).toFixed(1)} ms; ranked full text alone p50 ${p50(plain).toFixed(1)} ms, p95 ${p95(plain).toFixed(1)} ms`) // prettier-ignore
  return { cases: finding, value: p95(ours), floor: p95(plain) }
}

/** The least that ranks by words: as the owner, whom row security does not keep from the index. */
const fullText = (db: Db, stems: string[]) =>
  db.asOwner((tx) =>
    rowsOf(
      tx,
      sql`select id from chunks where workspace_id = 'w' and stems @@ ${stems.join(' | ')}::tsquery
          order by ts_rank(stems, ${stems.join(' | ')}::tsquery) desc limit 10`,
    ),
  )

const figure = (name: string, bound: typeof retrievalServerMs) => ({
  ...{ name, unit: 'ms', bound, leastCases: questions },
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
    embedded10k: figure('retrieval among 10k passages, embedded, p95', retrievalEmbeddedMs),
    embedded100k: figure('retrieval among 100k passages, embedded, p95', retrievalEmbeddedMs),
    server100k: figure('retrieval among 100k passages, server, p95', retrievalServerMs),
    server1m: figure('retrieval among 1M passages, server, p95', retrievalOfFullText),
  },
  async run({ seed, note }, tell) {
    await onEmbedded(async () => {
      const db = await freshDb()
      try {
        tell('rate', await rateOf(db, seed))
        tell('embedded10k', await speedOf(db, seed, note))
        await multiply(db, 'w', 10)
        tell('embedded100k', await speedOf(db, seed, note))
      } finally {
        await db.close()
      }
    })
    await onServer(async () => {
      const db = await freshDb()
      try {
        await makeWorkspace(db, 'w')
        await fill(db, 'w', callsOf(seed, calls))
        await multiply(db, 'w', 10)
        tell('server100k', await speedOf(db, seed, note))
        await multiply(db, 'w', 100, 10)
        tell('server1m', await speedOf(db, seed, note))
      } finally {
        await db.close()
      }
    })
  },
}
