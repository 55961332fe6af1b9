/** How long searches take over a workspace in which people talked a lot, beside the least that ranks by words. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db, type Within } from '#db/connect.ts'
import { random } from '#db/demo/random.ts'
import { keepIndexes } from '#rag/keep-indexes.ts'
import { retrieve } from '#rag/retrieve.ts'
import { questionOf, stemsOf } from './big-talk.ts'
import type { Reading } from './report.ts'
import { median, p95 } from './spread.ts'

export const questions = 60
const warm = 10

export type Searched = {
  seed: number
  note: (text: string) => void
  /** Of one account, by its id. */
  account?: string
  within?: Within
}

const counted = async (db: Db, account: string | undefined): Promise<number> => {
  const [row] = await db.inWorkspace('w', (tx) =>
    rowsOf<{ n: number }>(tx, sql`select count(*)::int as n from chunks c where ${ofAccount(account)}`),
  )
  return row?.n ?? 0
}

const ofAccount = (account: string | undefined) =>
  account === undefined
    ? sql`c.workspace_id = 'w'`
    : sql`c.workspace_id = 'w' and c.account_id = (select id from accounts where workspace_id = 'w' and source_id = ${account})`

export async function prepare(db: Db): Promise<void> {
  await keepIndexes(db, 'w')
  await db.asOwner((tx) => tx.execute(sql`analyze chunks`))
}

/** p95 of whole retrievals, beside ranked full text; of cases that found something. */
export async function speedOf(db: Db, { seed, note, account, within = 'w' }: Searched): Promise<Reading> {
  const [ours, plain]: [number[], number[]] = [[], []]
  let finding = 0
  for (let n = -warm; n < questions; n++) {
    const question = questionOf(random(seed, 'question', n))
    const accounts = account === undefined ? undefined : [account]
    const start = performance.now()
    const { found } = await db.inWorkspace(within, (tx) => retrieve(tx, 'w', { question, accounts }), 'read')
    const middle = performance.now()
    await fullText(db, stemsOf(random(seed, 'question', n)), account)
    if (n < 0) continue
    if (found.length > 0) finding++
    ours.push(middle - start)
    plain.push(performance.now() - middle)
  }
  const ms = (values: number[]) => `p50 ${median(values).toFixed(1)} ms, p95 ${p95(values).toFixed(1)} ms`
  const of = `${await counted(db, account)} passages${account === undefined ? '' : ' of an account'}`
  note(`retrieval among ${of}, ${db.kind}: ${ms(ours)}; ranked full text alone ${ms(plain)}`)
  return { cases: finding, value: p95(ours), floor: p95(plain) }
}

/** As the owner, whom row security does not keep from the index. */
const fullText = (db: Db, stems: string[], account: string | undefined) =>
  db.asOwner((tx) =>
    rowsOf(
      tx,
      sql`select c.id from chunks c where ${ofAccount(account)} and c.stems @@ ${stems.join(' | ')}::tsquery
          order by ts_rank(c.stems, ${stems.join(' | ')}::tsquery) desc limit 10`,
    ),
  )
