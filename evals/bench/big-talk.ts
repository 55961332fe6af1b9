/** A workspace in which people talked a lot: calls of made-up words, as frequent as words are, multiplied inside the database to any size. */
import { sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { rowsOf, type Db } from '#db/connect.ts'
import { random, type Random } from '#db/demo/random.ts'
import { inChange } from '#db/history/change.ts'
import { accounts, workspaces } from '#db/schema/tables.ts'
import { ingest, type Ingest } from '#rag/ingest.ts'

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')
const vocabulary = 20_000
const turnsACall = 80
const wordsATurn = 15

/** The word of that frequency: the first is the most frequent. */
export const wordOf = (rank: number): string => {
  let word = ''
  for (let rest = rank + 400; rest > 0; rest = Math.floor(rest / 20)) word += syllables[rest % 20] ?? ''
  return word
}

/** As often as its rank says, which is how words of any language are spread. */
const zipf = (chance: Random): string =>
  wordOf(Math.floor(Math.exp((chance.int(0, 1_000_000) / 1_000_000) * Math.log(vocabulary))))

export const accountCount = 100

export async function makeWorkspace(db: Db, workspace: string): Promise<void> {
  await inChange(db, workspace, { kind: 'import', source: 'bench' }, async (tx) => {
    await tx.insert(workspaces).values({ id: workspace, name: workspace })
    const ids = Array.from({ length: accountCount }, (_, n) => n)
    await tx.insert(accounts).values(
      ids.map((n) => ({
        ...{ workspaceId: workspace, id: uuid(), sourceId: `A-${n}`, name: `Account ${n}` },
        lifecycle: 'adopting' as const,
      })),
    )
  })
}

export function callsOf(seed: number, count: number): Ingest[] {
  const chance = random(seed, 'talk')
  const text = () => Array.from({ length: wordsATurn }, () => zipf(chance)).join(' ')
  return Array.from({ length: count }, (_, n) => {
    const people = [`Person ${n % 50}`, `Guest ${n % 70}`]
    const passages = Array.from({ length: turnsACall }, (_, turn) => ({
      ...{ text: text(), speaker: people[turn % 2] ?? '', startS: turn * 8, endS: turn * 8 + 7 },
    }))
    const source = { kind: 'call' as const, title: `Call ${n}`, at: '2026-06-01T09:00:00Z', people, passages }
    return { name: `call-${n}`, account: `A-${n % accountCount}`, source }
  })
}

/** A few words of the middle and a rare one, as questions have. */
export const stemsOf = (chance: Random): string[] =>
  [chance.int(20, 200), chance.int(100, 1_000), chance.int(500, 5_000), chance.int(2_000, 15_000)].map(wordOf)

export const questionOf = (chance: Random): string => `What did they say about ${stemsOf(chance).join(' ')}?`

/** Through the product’s own code, a hundred calls at a time. */
export async function fill(db: Db, workspace: string, calls: Ingest[]): Promise<void> {
  for (let at = 0; at < calls.length; at += 100) await ingest(db, workspace, calls.slice(at, at + 100))
}

/** All passages are to be made anew, so that nothing but passages is made. */
export const markAll = (db: Db, workspace: string) =>
  db.inWorkspace(workspace, (tx) =>
    tx.execute(sql`insert into chunk_marks (workspace_id, kind, row_ids)
      select ${workspace}, 'call', array_agg(id) from (select id, row_number() over (order by id) / 100 as part from calls) c group by part`),
  )

/** Every first passage so many times, as other calls of the same accounts; `before` times it is there already. */
export async function multiply(db: Db, workspace: string, times: number, before = 1): Promise<void> {
  await unbind(db)
  for (let copy = before; copy < times; copy++)
    await db.inWorkspace(
      workspace,
      (tx) =>
        tx.execute(sql`
          insert into chunks (workspace_id, id, kind, row_id, source, n, account_id, title, at, speakers, spoken, from_n, to_n,
                              start_s, end_s, words, text, stems)
          select workspace_id, gen_random_uuid(), kind, md5(row_id::text || ${String(copy)})::uuid, source || ${`-${copy}`}, n,
                 account_id, title, at, speakers, spoken, from_n, to_n, start_s, end_s, words, text, stems
          from chunks where workspace_id = ${workspace} and source ~ '^call-[0-9]+$'`),
      'bulk',
    )
}

/** Copies have the stems of what they are copies of, and the index over words is made when all are there: a million would take an hour else. */
const unbind = (db: Db) =>
  db.asOwner(async (tx) => {
    await tx.execute(sql`alter table chunks alter column stems drop expression if exists`)
    const indexes = await rowsOf<{ name: string }>(
      tx,
      sql`select indexname as name from pg_indexes where tablename = 'chunks' and indexname like 'chunks\_stems\_%'`,
    )
    for (const { name } of indexes) await tx.execute(sql`drop index ${sql.identifier(name)}`)
  })
