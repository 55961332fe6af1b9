/** Retrieval on a Postgres server at ten thousand, a hundred thousand and a million passages, and within one account of the million. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '#db/connect.ts'
import { freshDb } from '../../kit/store.ts'
import { callsOf, fill, makeWorkspace, multiply } from '../big-talk.ts'
import { onServer } from '../both-stores.ts'
import type { Part } from '../part.ts'
import { prepare, questions, speedOf } from '../speed-of-search.ts'
import { retrievalOfFullText, retrievalServerMs } from '../targets.ts'

type Key = 'server10k' | 'server100k' | 'server1m' | 'account'

const calls = 1_000
/** One of a hundred: it has ten thousand of the million. */
const account = 'A-7'

const figure = (name: string, bound: typeof retrievalServerMs) => ({
  ...{ name: `retrieval ${name}, server, p95`, unit: 'ms', bound, leastCases: questions },
})

/** Loading is no part of what is measured. */
const settings = ['maintenance_work_mem=512MB', 'max_wal_size=8GB', 'synchronous_commit=off']

const idOf = async (db: Db): Promise<string> => {
  const [row] = await db.inWorkspace('w', (tx) =>
    rowsOf<{ id: string }>(tx, sql`select id from accounts where source_id = ${account}`),
  )
  return row?.id ?? ''
}

export const retrievalScale: Part<Key> = {
  name: 'retrieval-scale',
  figures: {
    server10k: figure('among 10k passages', retrievalServerMs),
    server100k: figure('among 100k passages', retrievalServerMs),
    server1m: figure('among 1M passages', retrievalOfFullText),
    account: figure('in an account of 10k among 1M', retrievalServerMs),
  },
  run: ({ seed, note }, tell) =>
    onServer(
      async () => {
        const db = await freshDb()
        try {
          await makeWorkspace(db, 'w')
          await fill(db, 'w', callsOf(seed, calls))
          await prepare(db)
          tell('server10k', await speedOf(db, { seed, note }))
          await multiply(db, 'w', 10)
          await prepare(db)
          tell('server100k', await speedOf(db, { seed, note }))
          await multiply(db, 'w', 100, 10)
          await prepare(db)
          tell('server1m', await speedOf(db, { seed, note }))
          tell('account', await speedOf(db, { seed, note, account }))
          const reach = { owners: [], tags: [], accounts: [await idOf(db)] }
          const within = { workspace: 'w', reach }
          await speedOf(db, {
            seed,
            within,
            note: (text) => note(`for who reads one account of a hundred: ${text}`),
          })
        } finally {
          await db.close()
        }
      },
      { settings },
    ),
}
