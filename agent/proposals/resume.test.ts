/** A model's turn with proposals: it suspends, goes on when people have decided, and leaves the outcome in the history where something newer was said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/connect.ts'
import type { ProposalView } from '#db/effects/contract.ts'
import { clockOf, findWorkspace } from '#db/people.ts'
import { askerOf, carryOutAs } from '#evals/kit/effects.ts'
import { startOpenAi, type OpenAiServer } from '#evals/kit/openai-server.ts'
import { fixtureToday, testSteward } from '#evals/kit/service.ts'
import { sql } from 'drizzle-orm'
import type { TurnEvent } from '../contract.ts'
import { startTurn, type RunningTurn } from '../run.ts'
import type { Steward } from '../steward.ts'
import { resumeSettled } from './resume.ts'
import { reject } from './settle.ts'

let openai: OpenAiServer
let steward: Steward

beforeAll(async () => {
  openai = await startOpenAi({ apiKey: 'test-key' })
  ;({ steward } = await testSteward({
    ...{ apiKey: 'test-key', baseURL: openai.url, model: 'stand-in' },
    ...{ timeoutMs: 2_000, backoffMs: 10 },
  }))
})
afterAll(async () => {
  await steward.db.close()
  await openai.close()
})

const nora = () => askerOf(steward, 'acme', 'nora@acme.example')
const resumed = async () => resumeSettled(steward, await findWorkspace(steward.db, 'acme'))
const threads = async () =>
  steward.db.inWorkspace(
    'acme',
    (tx) => rowsOf(tx, sql`select distinct thread_id from langgraph.checkpoints`),
    'read',
  )

async function all(turn: RunningTurn): Promise<TurnEvent[]> {
  const events: TurnEvent[] = []
  for await (const event of turn.events()) events.push(event)
  await turn.ended
  return events
}
const ask = async (text: string, conversation?: string) => {
  const clock = clockOf(await findWorkspace(steward.db, 'acme'), fixtureToday)
  const turn = await startTurn(steward, { asker: await nora(), clock, text, conversation, planner: 'model' })
  return { conversation: turn.conversation, events: await all(turn) }
}
const textOf = (events: TurnEvent[]) =>
  events.map((event) => (event.kind === 'text' ? event.delta : '')).join('')
const proposalsIn = (events: TurnEvent[]): ProposalView[] =>
  events.filter((event) => event.kind === 'proposal')
const only = (events: TurnEvent[]): ProposalView => {
  const [proposal, ...more] = proposalsIn(events)
  if (!proposal || more.length > 0) throw new Error('there is not one proposal')
  return proposal
}
let next = 20_000
const change = () => ({
  name: 'records_change_field',
  arguments: JSON.stringify({ object: 'account', of: { ids: ['A-1'] }, field: 'seats', value: ++next }),
})
const last = () => JSON.stringify(openai.requests.at(-1)?.body.messages.at(-1))

describe('a turn of the model', () => {
  test('is told that its proposal waits, suspends, and goes on by itself once it was carried out', async () => {
    const count = {
      name: 'records_query_records',
      arguments: '{"from":"account","measures":[{"fn":"count"}]}',
    }
    openai.script([{ toolCalls: [count] }, { toolCalls: [change()] }, { text: 'It waits for you.' }])
    const { conversation, events } = await ask('Set the seats of Northlight anew')
    const proposal = only(events)
    expect(proposal).toMatchObject({ state: 'open', integrity: 'U', rows: 1 })
    expect(last()).toContain('nothing was done')
    expect(events.at(-1)).toMatchObject({ kind: 'ended', state: 'done' })
    expect(await resumed()).toEqual([])
    openai.script([{ text: 'Northlight has its seats.' }])
    await carryOutAs(steward, await nora(), proposal)
    const [turn, ...others] = await resumed()
    expect(others).toEqual([])
    if (!turn) throw new Error('nothing went on')
    expect(turn.conversation).toBe(conversation)
    const after = await all(turn)
    expect(textOf(after)).toContain('Northlight has its seats.')
    expect(after.at(-1)).toMatchObject({ kind: 'ended', state: 'done' })
    expect(last()).toContain('approved by Nora Lind; done: 1 of 1 rows changed')
    expect(await threads()).toEqual([])
    expect(await resumed()).toEqual([])
  })

  test('goes on after a rejection too, proposes again, and waits for that', async () => {
    openai.script([{ toolCalls: [change()] }, { text: 'It waits.' }])
    const { events } = await ask('Set the seats of Northlight')
    const { id } = only(events)
    // Nothing of records was read before it was called.
    expect(only(events).integrity).toBe('T')
    await reject(steward, { asker: await nora(), surface: 'web', proposal: id, reason: 'Too many' })
    openai.script([{ toolCalls: [change()] }, { text: 'Then this.' }])
    const [turn] = await resumed()
    const again = turn ? only(await all(turn)) : null
    expect(last()).toContain('nothing was done')
    expect(JSON.stringify(openai.requests.at(-2)?.body.messages)).toContain(
      'rejected by Nora Lind, because: Too many',
    )
    expect(again).toMatchObject({ state: 'open', integrity: 'U' })
    expect(await resumed()).toEqual([])
    openai.script([{ text: 'Done with it.' }])
    if (again) await carryOutAs(steward, await nora(), again)
    const [second] = await resumed()
    if (second) expect(textOf(await all(second))).toContain('Done with it.')
    expect(await threads()).toEqual([])
  })

  test('does not go on where the person has asked something since: the next request knows the outcome', async () => {
    openai.script([{ toolCalls: [change()] }, { text: 'It waits.' }, { text: 'Hello.' }, { text: 'Yes.' }])
    const { conversation, events } = await ask('Set the seats of Northlight')
    await ask('Hello?', conversation)
    await carryOutAs(steward, await nora(), only(events))
    expect(await resumed()).toEqual([])
    expect(await threads()).toEqual([])
    await ask('Was it done?', conversation)
    expect(JSON.stringify(openai.requests.at(-1)?.body.messages)).toContain('done: 1 of 1 rows changed')
  })
})
