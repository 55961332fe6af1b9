/** Passages follow their rows: made once, made anew when a row changes, gone with it, and read by whoever may read the row. */
import { sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf, type Db, type Tx } from '#db/connect.ts'
import type { Reach } from '#db/contract.ts'
import { inChange } from '#db/history/change.ts'
import { accounts, activities, calls, callTurns, playbooks, workspaces } from '#db/schema/tables.ts'
import { freshDb } from '#evals/kit/store.ts'
import { ingest } from './ingest.ts'
import { keepChunks } from './keep-chunks.ts'
import { retrieve } from './retrieve.ts'

let db: Db
const [mine, theirs, call, mail] = [uuid(), uuid(), uuid(), uuid()]
const owner = uuid()

const change = (work: (tx: Tx) => Promise<unknown>) =>
  inChange(db, 'w', { kind: 'edit', source: 'steward' }, work)
const base = { workspaceId: 'w', at: '2026-11-01T10:00:00Z' }

beforeAll(async () => {
  db = await freshDb()
  await change(async (tx) => {
    await tx.insert(workspaces).values({ id: 'w', name: 'W' })
    const account = { workspaceId: 'w', lifecycle: 'adopting' as const }
    await tx.insert(accounts).values([
      { ...account, id: mine, sourceId: 'A-1', name: 'Northlight', tags: ['mine'] },
      { ...account, id: theirs, sourceId: 'A-2', name: 'Brulot' },
    ])
    await tx.insert(calls).values([
      { ...base, id: call, sourceId: 'a.vtt', accountId: mine, title: 'Review' },
      { ...base, id: uuid(), sourceId: 'nobody.vtt', accountId: null, title: 'Internal talk of tariffs' },
    ])
    await tx.insert(callTurns).values([
      {
        workspaceId: 'w',
        callId: call,
        n: 1,
        speaker: 'Hugo Marsh',
        text: 'The warehouse loses its signal.',
      },
      { workspaceId: 'w', callId: call, n: 2, speaker: 'Nora Lind', text: 'The invoice arrived twice.' },
    ])
    await tx.insert(activities).values([
      {
        ...base,
        id: mail,
        sourceId: 'M-1',
        accountId: theirs,
        type: 'email',
        subject: 'Tariff',
        body: 'Tariffs doubled.',
      },
    ])
    await tx.insert(playbooks).values({ workspaceId: 'w', id: uuid(), sourceId: 'p.md', slug: 'p', name: 'Save', body: 'Ask about tariffs.' }) // prettier-ignore
  })
})
afterAll(() => db.close())

const kept = () =>
  db.inWorkspace('w', (tx) =>
    rowsOf<{ id: string; source: string; text: string }>(
      tx,
      sql`select id, source, text from chunks order by source, n`,
    ),
  )
const reach: Reach = { owners: [owner], tags: ['mine'], accounts: [] }
const found = async (question: string, within: 'w' | { workspace: 'w'; reach: Reach } = 'w') => {
  const { found: all } = await db.inWorkspace(within, (tx) => retrieve(tx, 'w', { question }), 'read')
  return all.map(({ source }) => source)
}

describe('passages', () => {
  test('are made of whatever says something, and a second pass makes nothing', async () => {
    expect(await keepChunks(db, 'w')).toMatchObject({ chunks: 3 })
    expect((await kept()).map(({ source }) => source)).toEqual(['M-1', 'a.vtt', 'p.md'])
    expect(await keepChunks(db, 'w')).toEqual({ rows: 0, chunks: 0 })
  })

  test('are read by whoever may read the row: of no account, only what is everybody’s', async () => {
    expect((await found('What about tariffs?')).toSorted()).toEqual(['M-1', 'p.md'])
    expect(await found('What about tariffs?', { workspace: 'w', reach })).toEqual(['p.md'])
    expect(await found('Who lost the signal?', { workspace: 'w', reach })).toEqual(['a.vtt'])
  })

  test('go in the change that changes their row, and come back as it says now', async () => {
    await change((tx) =>
      tx.execute(
        sql`update call_turns set text = 'The pallets arrived broken.' where workspace_id = 'w' and n = 2`,
      ),
    )
    expect((await kept()).map(({ source }) => source)).toEqual(['M-1', 'p.md'])
    await keepChunks(db, 'w')
    expect(await found('broken pallets')).toEqual(['a.vtt'])
    expect(await found('the invoice')).toEqual([])
  })

  test('stay as they are where a change is of something else', async () => {
    const before = await kept()
    await change((tx) => tx.execute(sql`update calls set duration_min = 30 where workspace_id = 'w'`))
    expect(await keepChunks(db, 'w')).toEqual({ rows: 0, chunks: 0 })
    expect(await kept()).toEqual(before)
  })

  test('go with their row, and with their account', async () => {
    await change((tx) => tx.execute(sql`delete from calls where workspace_id = 'w' and source_id = 'a.vtt'`))
    await change((tx) => tx.execute(sql`delete from accounts where workspace_id = 'w' and source_id = 'A-2'`))
    expect((await kept()).map(({ source }) => source)).toEqual(['p.md'])
    await keepChunks(db, 'w')
    expect((await kept()).map(({ source }) => source)).toEqual(['p.md'])
  })

  test('of a file that is stored again unchanged stay; a changed one replaces its own', async () => {
    const file = (text: string) => ({
      name: 'notes.pdf',
      source: {
        ...{ kind: 'document' as const, title: 'Notes', people: [] },
        passages: [{ text: 'Parties and purpose of this agreement between both companies as signed in spring.', page: 1 }, { text, page: 2 }], // prettier-ignore
      },
    })
    const notice = 'The notice period is ninety days before the end of the term, in writing.'
    expect(await ingest(db, 'w', [file(notice)])).toEqual([{ state: 'created', kind: 'document' }])
    const before = await kept()
    expect(await ingest(db, 'w', [file(notice)])).toEqual([{ state: 'unchanged', kind: 'document' }])
    expect(await kept()).toEqual(before)
    expect(await ingest(db, 'w', [file(notice.replace('ninety', 'sixty'))])).toMatchObject([
      { state: 'changed' },
    ])
    const { found: all } = await db.inWorkspace(
      'w',
      (tx) => retrieve(tx, 'w', { question: 'notice period' }),
      'read',
    )
    expect(all[0]).toMatchObject({ source: 'notes.pdf', place: 'page 2' })
    expect(all[0]?.text).toContain('sixty')
  })
})
