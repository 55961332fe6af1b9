/** Which planner plans a turn: the built-in one what it is sure of, the model the rest with its reading as a hint; one setting turns either off. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TurnEvent } from '#agent/contract.ts'
import { startTurn } from '#agent/run.ts'
import type { Steward } from '#agent/steward.ts'
import type { Db } from '#db/connect.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import { readEnv } from '#server/env.ts'
import { startOpenAi, type OpenAiServer } from './kit/openai-server.ts'
import { fixtureToday, testSteward } from './kit/service.ts'

let openai: OpenAiServer
let steward: Steward
let db: Db

beforeAll(async () => {
  openai = await startOpenAi({ apiKey: 'test-key' })
  ;({ steward, db } = await testSteward({
    apiKey: 'test-key',
    baseURL: openai.url,
    model: 'stand-in',
    timeoutMs: 2_000,
    backoffMs: 10,
  }))
})
afterEach(() => {
  openai.requests.length = 0
})
afterAll(async () => {
  await db.close()
  await openai.close()
})

async function ended(text: string, planner: Steward['planner']): Promise<TurnEvent | undefined> {
  const workspace = await findWorkspace(db, 'acme')
  const asker = await db.inWorkspace('acme', (tx) => findAsker(tx, 'acme', 'nora@acme.example'))
  const turn = await startTurn(
    { ...steward, planner },
    { asker, clock: clockOf(workspace, fixtureToday), text },
  )
  const events: TurnEvent[] = []
  for await (const event of turn.events()) events.push(event)
  await turn.ended
  return events.at(-1)
}

const clear = 'how many customers do we have'
const unclear = 'customers with a high blorp score'

test('what the built-in planner is sure of never reaches the model', async () => {
  expect(await ended(clear, 'both')).toMatchObject({ state: 'done', route: 'offline' })
  expect(openai.requests).toHaveLength(0)
})

test('the rest goes to the model, which is told what was not clear', async () => {
  openai.script([{ text: 'There is no such score.' }])
  expect(await ended(unclear, 'both')).toMatchObject({ route: 'model' })
  const said = openai.requests[0]?.body.messages.at(-1)
  expect(JSON.stringify(said)).toContain(unclear)
  expect(JSON.stringify(said)).toMatch(/its reading may be wrong:.*<data>.*blorp.*<\/data>/)
})

test('with the model turned off, what is not clear is asked', async () => {
  expect(await ended(unclear, 'offline')).toMatchObject({ route: 'offline' })
  expect(openai.requests).toHaveLength(0)
})

test('with the built-in planner turned off, the model plans all, without a hint', async () => {
  openai.script([{ text: 'Seven.' }])
  expect(await ended(clear, 'model')).toMatchObject({ route: 'model' })
  expect(openai.requests[0]?.body.messages.at(-1)).toMatchObject({ role: 'user', content: clear })
})

test('the setting is one variable; both planners plan where it is not set', () => {
  expect(readEnv(undefined, {}).planner).toBe('both')
  expect(readEnv(undefined, { PLANNER: 'model' }).planner).toBe('model')
  expect(() => readEnv(undefined, { PLANNER: 'neither' })).toThrow('PLANNER')
})
