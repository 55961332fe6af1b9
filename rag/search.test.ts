/** Retrieval on a small workspace: the right passage first, its place exact, nothing invented. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import type { Db } from '#db/connect.ts'
import { inChange } from '#db/history/change.ts'
import { accounts, calls, callTurns, documents, workspaces } from '#db/schema/tables.ts'
import { freshDb } from '#evals/kit/store.ts'
import { keepChunks } from './keep-chunks.ts'
import { search } from './search.ts'

let db: Db

beforeAll(async () => {
  db = await freshDb()
  await inChange(db, 'w', { kind: 'import', source: 'test' }, async (tx) => {
    await tx.insert(workspaces).values({ id: 'w', name: 'W' })
    const [a, b] = [uuid(), uuid()]
    const account = { workspaceId: 'w', lifecycle: 'adopting' as const }
    await tx.insert(accounts).values([
      { ...account, id: a, sourceId: 'A-1', name: 'Northlight' },
      { ...account, id: b, sourceId: 'A-2', name: 'Brulot' },
    ])
    const turns = [
      ['Nora', 'How is the rollout going in the warehouses?'],
      ['Hugo', 'Offline mode is the problem: the warehouse loses signal and drivers go back to paper.'],
      ['Nora', 'Understood. Offline mode is planned for March.'],
      ['Hugo', 'Then about the invoice, it arrived twice.'],
    ]
    const call = uuid()
    const second = uuid()
    const base = { workspaceId: 'w', at: '2026-11-01T10:00:00Z' }
    await tx.insert(calls).values([
      { ...base, id: call, sourceId: 'transcripts/a.vtt', accountId: a, title: 'Review' },
      { ...base, id: second, sourceId: 'transcripts/b.vtt', accountId: b, title: 'Kickoff' },
    ])
    await tx.insert(callTurns).values(
      turns.map(([speaker, text], n) => ({
        workspaceId: 'w',
        callId: call,
        n,
        speaker: speaker ?? null,
        startS: 3600 + n * 20,
        endS: 3610 + n * 20,
        text: text ?? '',
      })),
    )
    await tx.insert(callTurns).values({
      workspaceId: 'w',
      callId: second,
      n: 0,
      speaker: 'Chloé',
      startS: 5,
      endS: 9,
      text: 'We would like offline maps for our waiters.',
    })
    await tx.insert(documents).values({
      workspaceId: 'w',
      id: uuid(),
      sourceId: 'documents/msa.md',
      accountId: b,
      title: 'Master agreement',
      kind: 'contract',
      text: 'Parties and purpose.\n\nThe notice period is ninety days before the end of the term.\n\nLaw and courts.',
    })
  })
  await keepChunks(db, 'w')
})
afterAll(() => db.close())

const find = (question: string, accounts?: string[]) =>
  db.inWorkspace('w', (tx) => search(tx, 'w', { question, accounts }), 'read')

describe('search', () => {
  test('finds the turn that speaks of it, with the place in the call to the second', async () => {
    const [first] = await find('What did they say about offline mode in the warehouse?', ['A-1'])
    expect(first?.source).toBe('transcripts/a.vtt')
    expect(first?.text).toContain('drivers go back to paper')
    expect(first?.locator).toMatch(/^01:00:\d\d–01:0[01]:\d\d$/)
  })

  test('stays within the accounts that are named', async () => {
    const found = await find('offline', ['A-2'])
    expect(found.map((passage) => passage.source)).toEqual(['transcripts/b.vtt'])
  })

  test('finds a paragraph of a document', async () => {
    const [first] = await find('which notice period is in the agreement')
    expect(first).toMatchObject({ source: 'documents/msa.md', title: 'Master agreement' })
    expect(first?.locator).toContain('paragraph')
  })

  test('has nothing to say about what no source mentions', async () => {
    expect(await find('blockchain in Antarctica')).toEqual([])
  })

  test('sees no other workspace', async () => {
    expect(
      await db.inWorkspace('other', (tx) => search(tx, 'w', { question: 'offline mode' }), 'read'),
    ).toEqual([])
  })
})
