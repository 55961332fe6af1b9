/** Passages with vectors of a configured endpoint: how fast they are taken in, how fast the nearest of a hundred thousand are found, and how many of the truly nearest among them. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import { random, type Random } from '#db/demo/random.ts'
import { eligible, type Filters } from '#rag/eligible.ts'
import { createEmbedder } from '#rag/embed.ts'
import { keepChunks } from '#rag/keep-chunks.ts'
import { keepVectorIndex } from '#rag/keep-indexes.ts'
import { keepVectors } from '#rag/keep-vectors.ts'
import { nearestTo } from '#rag/nearest.ts'
import { freshDb } from '../../kit/store.ts'
import { accountCount, callsOf, fill, makeWorkspace, markAll, multiply } from '../big-talk.ts'
import { onEmbedded, onServer } from '../both-stores.ts'
import type { Part } from '../part.ts'
import type { Reading } from '../report.ts'
import { median, p95 } from '../spread.ts'
import { startEmbedding } from '../stand-in-embedding.ts'
import {
  ingestOfEmbedding,
  nearestEmbeddedMs,
  nearestFilteredRecall,
  nearestRecall,
  nearestServerMs,
} from '../targets.ts'

const model = 'made'
const dimensions = 384
const clusters = 300
const wanted = 10
const questions = 60
const takenIn = 200

/** Vectors of texts lie in clouds: each is a centre with as much noise. */
async function giveVectors(db: Db, seed: number): Promise<void> {
  await db.asOwner(async (tx) => {
    await tx.execute(sql`select setseed(${(seed % 1_000) / 1_000})`)
    const noise = (of: SQL) =>
      sql`(select array_agg(random() - 0.5 order by i) from generate_series(1, ${dimensions}::int) i where ${of} is not null)::vector(${sql.raw(String(dimensions))})`
    await tx.execute(
      sql`create table bench_centres as select k, ${noise(sql`k`)} as centre from generate_series(0, ${clusters - 1}::int) k`,
    )
    await tx.execute(sql`
      insert into chunk_vectors (workspace_id, model, chunk_id, account_id, kind, vector)
      select c.workspace_id, ${model}, c.id, c.account_id, c.kind, b.centre + ${noise(sql`c.id`)}
      from (select *, floor(random() * ${clusters}::int)::int as k from chunks where workspace_id = 'w') c join bench_centres b using (k)`)
    await tx.execute(sql`analyze chunk_vectors`)
  })
  await keepVectorIndex(db, 'w', model)
}

/** Near what is there, as questions are. */
async function questionVectors(db: Db, chance: Random): Promise<number[][]> {
  const rows = await db.asOwner((tx) =>
    rowsOf<{ centre: string }>(tx, sql`select centre::text from bench_centres order by k`),
  )
  const centres = rows.map(({ centre }) => JSON.parse(centre) as number[])
  return Array.from({ length: questions }, () =>
    chance.pick(centres).map((value) => value + chance.int(0, 1_000_000) / 1_000_000 - 0.5),
  )
}

/** The truly nearest: all are compared, at full precision. */
const exactly = (tx: Tx, where: SQL, values: number[]) =>
  rowsOf<{ id: string }>(
    tx,
    sql`select v.chunk_id as id from chunk_vectors v
        where v.workspace_id = 'w' and v.model = ${model}
          and exists (select from chunks c where c.workspace_id = v.workspace_id and c.id = v.chunk_id and ${where})
        order by v.vector <=> ${`[${values.join(',')}]`}::vector limit ${wanted}`,
  )

const accountsOf = (count: number): string[] => Array.from({ length: count }, (_, n) => `A-${n}`)
const shares: { name: string; filters: Filters }[] = [
  { name: 'all', filters: {} },
  { name: '10 % of them', filters: { accounts: accountsOf(accountCount / 10) } },
  { name: '1 % of them', filters: { accounts: accountsOf(1) } },
]

type Nearest = { ms: number[]; recall: number }

async function nearestIn(db: Db, vectors: number[][], filters: Filters): Promise<Nearest> {
  const where = eligible('w', filters)
  const ms: number[] = []
  let found = 0
  for (const values of vectors) {
    const start = performance.now()
    const near = await db.inWorkspace('w', (tx) => nearestTo(tx, 'w', { where, vector: { model, values }, limit: wanted }), 'read') // prettier-ignore
    ms.push(performance.now() - start)
    const truly = new Set(
      (await db.inWorkspace('w', (tx) => exactly(tx, where, values), 'scan')).map(({ id }) => id),
    )
    found += near.filter(({ id }) => truly.has(id)).length
  }
  return { ms, recall: found / (vectors.length * wanted) }
}

async function nearest(
  db: Db,
  seed: number,
  note: (text: string) => void,
): Promise<{ ms: Reading; recall: Reading; filtered: Reading }> {
  await makeWorkspace(db, 'w')
  await fill(db, 'w', callsOf(seed, 1_000))
  await multiply(db, 'w', 10)
  await giveVectors(db, seed)
  const vectors = await questionVectors(db, random(seed, 'vectors'))
  const all: Nearest[] = []
  for (const { name, filters } of shares) {
    const one = await nearestIn(db, vectors, filters)
    all.push(one)
    note(`nearest ${wanted} of ${name}, ${db.kind}: p50 ${median(one.ms).toFixed(1)} ms, p95 ${p95(one.ms).toFixed(1)} ms, recall ${one.recall.toFixed(3)}`) // prettier-ignore
  }
  const [whole, ...narrow] = all
  const cases = questions
  return {
    ms: { cases, value: p95(whole?.ms ?? []) },
    recall: { cases, value: whole?.recall ?? Number.NaN },
    filtered: { cases: cases * narrow.length, value: Math.min(...narrow.map(({ recall }) => recall)) },
  }
}

/** Passages a second with their vectors, beside the endpoint alone with the same texts. */
async function takeIn(db: Db, seed: number): Promise<Reading> {
  await makeWorkspace(db, 'w')
  await fill(db, 'w', callsOf(seed, takenIn))
  await markAll(db, 'w')
  const endpoint = await startEmbedding(dimensions)
  const embedder = createEmbedder({ apiKey: 'bench', baseURL: endpoint.url, model })
  try {
    const start = performance.now()
    const { chunks } = await keepChunks(db, 'w')
    await keepVectors(db, 'w', { embedder })
    const rate = chunks / ((performance.now() - start) / 1_000)
    const rows = await db.inWorkspace('w', (tx) => rowsOf<{ text: string }>(tx, sql`select text from chunks`))
    const texts = rows.map(({ text }) => text)
    const again = performance.now()
    for (let at = 0; at < texts.length; at += 64) await embedder.embed(texts.slice(at, at + 64))
    return { cases: chunks, value: rate, floor: chunks / ((performance.now() - again) / 1_000) }
  } finally {
    await endpoint.close()
  }
}

const withDb = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
  const db = await freshDb()
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

const figure = (name: string, bound: typeof nearestRecall, unit = '') => ({
  name,
  unit,
  bound,
  leastCases: questions,
})

type OnServer = 'taken' | 'serverMs' | 'serverRecall' | 'serverFiltered'

export const retrievalVectors: Part<OnServer> = {
  name: 'retrieval-vectors',
  figures: {
    taken: {
      ...{ name: 'passages with vectors, embedded, beside an endpoint at once', unit: '/s' },
      ...{ bound: ingestOfEmbedding, leastCases: 1_500 },
    },
    serverMs: figure('nearest 10 of 100k vectors, server, p95', nearestServerMs, 'ms'),
    serverRecall: figure('of the truly nearest 10 found, server', nearestRecall),
    serverFiltered: figure('the same within 1 and 10 %, server', nearestFilteredRecall),
  },
  async run({ seed, note }, tell) {
    const taken = await onEmbedded(() => withDb((db) => takeIn(db, seed)))
    note(
      `taken in with vectors: ${taken.value.toFixed(0)} passages/s, the endpoint alone ${taken.floor?.toFixed(0)}`,
    )
    tell('taken', taken)
    await onServer(
      async () => {
        const { ms, recall, filtered } = await withDb((db) => nearest(db, seed, note))
        tell('serverMs', ms)
        tell('serverRecall', recall)
        tell('serverFiltered', filtered)
      },
      { settings: ['maintenance_work_mem=1GB'] },
    )
  },
}

export const retrievalVectorsEmbedded: Part<'ms' | 'recall' | 'filtered'> = {
  name: 'retrieval-vectors-embedded',
  figures: {
    ms: figure('nearest 10 of 100k vectors, embedded, p95', nearestEmbeddedMs, 'ms'),
    recall: figure('of the truly nearest 10 found, embedded', nearestRecall),
    filtered: figure('the same within 1 and 10 %, embedded', nearestFilteredRecall),
  },
  run: ({ seed, note }, tell) =>
    onEmbedded(async () => {
      const { ms, recall, filtered } = await withDb((db) => nearest(db, seed, note))
      tell('ms', ms)
      tell('recall', recall)
      tell('filtered', filtered)
    }),
}
