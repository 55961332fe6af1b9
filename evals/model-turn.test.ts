/** A turn with a model over real HTTP against the stand-in endpoint: two steps streamed, cut off, rate-limited, stopped. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TurnEvent } from '#agent/contract.ts'
import { turnsOf } from '#agent/conversations.ts'
import { startTurn, type RunningTurn } from '#agent/run.ts'
import type { Steward } from '#agent/steward.ts'
import { clockOf, findAsker, findWorkspace } from '#db/people.ts'
import type { Db } from '#db/connect.ts'
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

async function begin(text: string, conversation?: string): Promise<RunningTurn> {
  const workspace = await findWorkspace(db, 'acme')
  const asker = await db.inWorkspace('acme', (tx) => findAsker(tx, 'acme', 'nora@acme.example'))
  return startTurn(steward, {
    asker,
    clock: clockOf(workspace, fixtureToday),
    text,
    conversation,
    planner: 'model',
  })
}

async function all(turn: RunningTurn): Promise<TurnEvent[]> {
  const events: TurnEvent[] = []
  for await (const event of turn.events()) events.push(event)
  await turn.ended
  return events
}

const textOf = (events: TurnEvent[]) =>
  events.map((event) => (event.kind === 'text' ? event.delta : '')).join('')
const count = {
  name: 'records_query_records',
  arguments: JSON.stringify({ from: 'account', measures: [{ fn: 'count' }] }),
}

describe('a turn with a model', () => {
  test('plans in two steps, runs the calls, and streams the answer', async () => {
    openai.script([{ toolCalls: [count] }, { text: 'You have 7 active accounts.' }])
    const events = await all(await begin('How many customers?'))
    expect(events.filter((event) => event.kind === 'step').map((step) => step.state)).toEqual([
      'running',
      'done',
    ])
    expect(textOf(events)).toContain('You have 7 active accounts.')
    expect(events.filter((event) => event.kind === 'text').length).toBeGreaterThan(1)
    expect(events.at(-1)).toMatchObject({ kind: 'ended', state: 'done', route: 'model' })
    expect(openai.requests.map((request) => request.refused)).toEqual([null, null])
    expect(openai.requests[0]?.body.tools?.length).toBeLessThanOrEqual(20)
  })

  test('marks a figure that no result holds', async () => {
    openai.script([{ toolCalls: [count] }, { text: 'You have 4321 accounts.' }])
    const text = textOf(await all(await begin('How many customers?')))
    expect(text).toMatch(/Not found in the results[^]*4321/)
  })

  test('cut off in the middle, ends by saying so, and the conversation goes on', async () => {
    openai.script([{ toolCalls: [count] }, { text: 'You have seven active accounts in all.', cutAfter: 4 }])
    const turn = await begin('How many customers?')
    const events = await all(turn)
    expect(events.find((event) => event.kind === 'error')).toMatchObject({ code: 'model_unreachable' })
    expect(events.at(-1)).toMatchObject({ state: 'failed' })
    openai.script([{ text: 'Hello again.' }])
    const next = await all(await begin('Are you there?', turn.conversation))
    expect(textOf(next)).toContain('Hello again.')
  })

  test('rate-limited for long, says when to try again and asks no more', async () => {
    openai.script([{ status: 429, headers: { 'retry-after': '3600' } }])
    const events = await all(await begin('How many customers?'))
    expect(events.find((event) => event.kind === 'error')).toMatchObject({ code: 'model_rate_limited' })
    expect(openai.requests).toHaveLength(1)
  })

  test('rate-limited for a moment, waits as told and answers', async () => {
    openai.script([{ status: 429, headers: { 'retry-after': '1' } }, { text: 'Here I am.' }])
    const events = await all(await begin('Hello?'))
    expect(textOf(events)).toContain('Here I am.')
    const [first, second] = openai.requests
    expect((second?.at ?? 0) - (first?.answeredAt ?? Infinity)).toBeGreaterThanOrEqual(1_000)
  })

  test('stopped by the person, ends as stopped and keeps what was said', async () => {
    openai.script([{ hang: true }])
    const turn = await begin('Tell me everything')
    while (openai.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    turn.stop()
    const events = await all(turn)
    expect(events.at(-1)).toMatchObject({ kind: 'ended', state: 'stopped' })
    const stored = await db.inWorkspace('acme', (tx) => turnsOf(tx, 'acme', turn.conversation))
    expect(stored.map((one) => one.state)).toEqual(['stopped'])
  })

  test('a second request while one runs is refused, and the first goes on', async () => {
    openai.script([{ text: 'Slowly.', delayMs: 300 }, { text: 'unused' }])
    const turn = await begin('First')
    await expect(begin('Second', turn.conversation)).rejects.toThrow('still answering')
    expect(textOf(await all(turn))).toContain('Slowly.')
  })

  test('leaves no checkpoint behind once it has ended', async () => {
    openai.script([{ text: 'Done.' }])
    await all(await begin('Quick'))
    const rows = await db.inWorkspace('acme', (tx) =>
      tx.execute('select count(*)::int as n from langgraph.checkpoints'),
    )
    expect(JSON.stringify(rows)).toContain('"n":0')
  })
})
