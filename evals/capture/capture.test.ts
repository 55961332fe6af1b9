/** A conversation becomes a case: nobody's name is left in it, each has one stand-in throughout, and it holds when it is run. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveThumb } from '#agent/telemetry/store.ts'
import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/connect.ts'
import { chat } from '../kit/chat-client.ts'
import { askerOf } from '../kit/effects.ts'
import { testService, type TestService } from '../kit/service.ts'
import { captured } from './capture.ts'

let service: TestService
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const talk = async (...turns: string[]) => {
  const conversation = crypto.randomUUID()
  for (const turn of turns) await chat(service.url, conversation, turn)
  return conversation
}
const caseOf = (conversation: string) => captured(service.db, { workspace: 'acme', conversation, seed: 7 })

test('names, addresses and ids of the workspace are gone, alike in what was asked and in what was called', async () => {
  const conversation = await talk(
    'accounts of Nora Lind',
    'what happened at Northlight Labs since June? write to me at nora@acme.example',
  )
  const made = await caseOf(conversation)
  const text = JSON.stringify(made)
  const names = await service.db.inWorkspace('acme', (tx) =>
    rowsOf<{ name: string }>(
      tx,
      sql`select name from accounts union all select name from contacts union all select name from users`,
    ),
  )
  for (const { name } of names) expect(text).not.toContain(name)
  expect(text).not.toMatch(/nora|acme\.example|northlight/i)
  expect(made).toMatchObject({ fixture: 'demo', today: '2026-11-21', tags: ['from-use'] })
  expect(made.turns).toHaveLength(2)
  expect(JSON.stringify(await caseOf(conversation))).toBe(text)
})

test('an answer that was said to be wrong is a known failure until somebody corrects it', async () => {
  const conversation = await talk('red accounts')
  const nora = await askerOf(service.steward, 'acme', 'nora@acme.example')
  const [turn] = await service.db.inWorkspace('acme', (tx) =>
    rowsOf<{ id: string }>(tx, sql`select id from turns where conversation_id = ${conversation}::uuid`),
  )
  await giveThumb(service.db, nora, turn?.id ?? '', { thumb: 'down', reason: 'Northlight Labs is missing' })
  const made = await caseOf(conversation)
  expect(made.known).toMatch(/^said to be wrong: /)
  expect(made.known).not.toContain('Northlight')
})

test('a conversation that is not there is said to be none', async () => {
  await expect(caseOf(crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' })
})
