/** Retention deletes what is over and nothing else, once a day, and goes on where it was broken off. */
import { sql } from 'drizzle-orm'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeSetting } from '#db/change-setting.ts'
import { rowsOf, type Db } from '#db/connect.ts'
import type { Clock } from '#db/contract.ts'
import { beginChange } from '#db/history/change.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { freshDb } from '#evals/kit/store.ts'
import { retainToday } from './retention-keeper.ts'
import { runRetention } from './retention.ts'

const workspace = 'acme'
const clock: Clock = { now: '2026-11-21T12:00:00Z', today: '2026-11-21', timeZone: 'UTC', fiscalYearStart: 1 }
/** 30 days before is the first day that is kept. */
const [over, kept] = ['2026-10-21T23:59:00Z', '2026-10-22T00:01:00Z']
const files = new Map([
  ['users.csv', 'email,name,role\nada@us.example,Ada Okoye,admin\n'],
  ['accounts.csv', 'id,name\nA-1,Firma\n'],
  [
    'activities.csv',
    `id,account_id,type,at,subject,body\nX-1,A-1,email,${over},Old,Old words\nX-2,A-1,email,${kept},New,New words\n`,
  ],
  [
    'transcripts/index.csv',
    `file,account_id,title,at\nold.txt,A-1,Old call,${over}\nnew.txt,A-1,New call,${kept}\n`,
  ],
  ['transcripts/old.txt', 'Ada: Old speech.\n'],
  ['transcripts/new.txt', 'Ada: New speech.\n'],
])

let db: Db
let dataDir: string
beforeEach(async () => {
  db = await freshDb()
  dataDir = mkdtempSync(join(tmpdir(), 'steward-retention-'))
  await importBundle(db, { workspace, source: fromMemory({ files }) })
  await db.inWorkspace(workspace, async (tx) => {
    await beginChange(tx, workspace, { kind: 'edit', source: 'steward' })
    await tx.execute(sql`update activities set body = body || '!'`)
    await tx.execute(sql`update call_turns set text = text || '!'`)
    for (const at of [over, kept]) {
      const [talk, turn] = [crypto.randomUUID(), crypto.randomUUID()]
      await tx.execute(
        sql`insert into conversations (workspace_id, id, user_id, title, updated_at)
            select ${workspace}, ${talk}::uuid, id, ${at}, ${at}::timestamptz from users`,
      )
      await tx.execute(
        sql`insert into turns (workspace_id, id, conversation_id, seq, user_id, text, state, today)
            select ${workspace}, ${turn}::uuid, ${talk}::uuid, 1, id, 'Hello', 'done', '2026-10-21' from users`,
      )
      await tx.execute(
        sql`insert into langgraph.checkpoints (thread_id, checkpoint_id, checkpoint) values (${`${workspace}/${turn}`}, 'c', '{}')`,
      )
    }
  })
  mkdirSync(join(dataDir, 'exports'))
  for (const [name, at] of [
    ['old.csv', over],
    ['new.csv', kept],
  ] as const) {
    const path = join(dataDir, 'exports', name)
    writeFileSync(path, 'x')
    utimesSync(path, new Date(at), new Date(at))
  }
})
afterEach(async () => {
  await db.close()
  rmSync(dataDir, { recursive: true })
})

const texts = () =>
  db.inWorkspace(workspace, async (tx) => ({
    bodies: (await rowsOf(tx, sql`select body from activities order by source_id`)).map((row) => row['body']),
    said: (await rowsOf(tx, sql`select text from call_turns`)).map((row) => row['text']),
    calls: (await rowsOf(tx, sql`select title from calls order by title`)).length,
    talks: (await rowsOf(tx, sql`select title from conversations order by title`)).map((row) => row['title']),
    threads: (await rowsOf(tx, sql`select 1 from langgraph.checkpoints`)).length,
    history: (await rowsOf(tx, sql`select before from field_history order by seq`)).map(
      (row) => row['before'],
    ),
  }))
const set = (kind: string, days: number | null) =>
  changeSetting(db, workspace, { path: `retention.${kind}`, value: days })
const job = () => ({ db, workspace, clock, dataDir })

test('without a rule nothing is ever deleted', async () => {
  const before = await texts()
  expect(await runRetention(job())).toEqual({})
  expect(await texts()).toEqual(before)
})

test('deletes what is older than the first day that is kept, with its history, and nothing else', async () => {
  for (const kind of ['conversations', 'transcripts', 'activityBodies', 'exports']) await set(kind, 30)
  expect(await runRetention({ ...job(), dryRun: true })).toEqual({
    conversations: 1,
    transcripts: 1,
    activityBodies: 1,
    exports: 1,
  })
  expect((await texts()).talks).toHaveLength(2)
  expect(await runRetention(job())).toEqual({
    conversations: 1,
    transcripts: 1,
    activityBodies: 1,
    exports: 1,
  })
  expect(await texts()).toEqual({
    bodies: [null, 'New words!'],
    said: ['New speech.!'],
    calls: 2,
    talks: [kept],
    threads: 1,
    history: [{}, { body: 'New words' }, { text: 'New speech.' }],
  })
  expect([
    existsSync(join(dataDir, 'exports', 'old.csv')),
    existsSync(join(dataDir, 'exports', 'new.csv')),
  ]).toEqual([false, true])
  expect(await runRetention(job())).toEqual({
    conversations: 0,
    transcripts: 0,
    activityBodies: 0,
    exports: 0,
  })
})

test('forgets former values by the day that they were recorded', async () => {
  await set('history', 30)
  expect(await runRetention(job())).toEqual({ history: 0 })
  const later: Clock = { ...clock, today: '2036-12-31', now: '2036-12-31T12:00:00Z' }
  const { history } = await texts()
  expect(await runRetention({ ...job(), clock: later })).toEqual({ history: history.length })
})

test('runs once a day, whoever asks, and is taken over where it was broken off', async () => {
  await set('activityBodies', 30)
  const both = await Promise.all([retainToday(db, job()), retainToday(db, job())])
  expect(both.filter((one) => one !== null)).toEqual([{ activityBodies: 1 }])
  const next = { ...job(), clock: { ...clock, today: '2026-11-22' } }
  const ended = AbortSignal.abort()
  expect(await retainToday(db, { ...next, signal: ended })).toBeNull()
  expect(await retainToday(db, next)).toBeNull()
  await db.inWorkspace(workspace, (tx) =>
    tx.execute(sql`update retention_runs set beat_at = now() - interval '1 hour' where day = '2026-11-22'`),
  )
  expect(await retainToday(db, next)).toEqual({ activityBodies: 1 })
})

test('leaves another workspace alone', async () => {
  await importBundle(db, { workspace: 'other', source: fromMemory({ files }) })
  await set('activityBodies', 1)
  await runRetention(job())
  const bodies = await db.inWorkspace('other', (tx) =>
    rowsOf(tx, sql`select body from activities order by source_id`),
  )
  expect(bodies).toEqual([{ body: 'Old words' }, { body: 'New words' }])
})
