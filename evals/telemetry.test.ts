/** What is known of a turn afterwards: its spans in the store and at a collector, without a word that was said; thumbs; and the figures made of them. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Quality, TurnSpan } from '#agent/telemetry/contract.ts'
import { forgetSpans, qualityOf, spansOf } from '#agent/telemetry/store.ts'
import { createTelemetry } from '#agent/telemetry/telemetry.ts'
import { rowsOf } from '#db/connect.ts'
import { sql } from 'drizzle-orm'
import { asNora, chat } from './kit/chat-client.ts'
import { startOpenAi, type OpenAiServer } from './kit/openai-server.ts'
import { testService, type TestService } from './kit/service.ts'

const asAda = 'steward_person=ada@acme.example'
let openai: OpenAiServer
let service: TestService
beforeAll(async () => {
  openai = await startOpenAi({ apiKey: 'k' })
  service = await testService({ apiKey: 'k', baseURL: openai.url, model: 'stand-in' })
})
afterAll(async () => {
  await service.close()
  await openai.close()
})

const ask = async (words: string) => {
  const conversation = crypto.randomUUID()
  const reply = await chat(service.url, conversation, words)
  const start = reply.chunks.find((chunk) => chunk.type === 'start')
  return { conversation, turn: start?.messageMetadata?.turn ?? '' }
}
const stored = (turn: string) => service.db.inWorkspace('acme', (tx) => spansOf(tx, 'acme', turn), 'read')
const line = ({ operation, name, error }: TurnSpan) =>
  [operation, name, ...(error === null ? [] : [error])].join(' ')
const request = (method: string, path: string, body?: object, cookie = asNora) =>
  fetch(`${service.url}/api${path}`, {
    method,
    headers: { cookie, origin: service.url, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })

describe('a turn', () => {
  test('without a model leaves a span for itself, its plan and each call', async () => {
    const { turn, conversation } = await ask('Which accounts renewing in the next 90 days are not green?')
    const spans = await stored(turn)
    expect(spans.map(line)).toEqual([
      'invoke_agent steward',
      'plan offline',
      'execute_tool records_query_records',
    ])
    const [whole, plan, call] = spans
    expect(whole?.attributes).toMatchObject({
      'gen_ai.conversation.id': conversation,
      'steward.route': 'offline',
    })
    expect([plan?.parentId, call?.parentId]).toEqual([whole?.spanId, whole?.spanId])
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    expect(JSON.stringify(spans)).not.toMatch(/renewing|green/i)
  })

  test('with a model leaves its steps with their tokens, and a failed call by its kind alone', async () => {
    openai.script([
      { toolCalls: [{ name: 'accounts_show_timeline', arguments: { account: 'Nemo & Sons' } }] },
      { text: 'I know no such account.' },
    ])
    const { turn } = await ask('Fasse bitte zusammen, was Nemo & Sons diese Woche bewegt hat')
    const spans = await stored(turn)
    expect(spans.map(line)).toEqual([
      'invoke_agent steward',
      'plan offline',
      'chat stand-in',
      expect.stringMatching(/^execute_tool accounts_show_timeline \w+$/),
      'chat stand-in',
    ])
    expect(spans[2]?.attributes).toMatchObject({
      'gen_ai.request.model': 'stand-in',
      'gen_ai.usage.input_tokens': expect.any(Number) as number,
    })
    expect(JSON.stringify(spans)).not.toContain('Nemo')
  })
})

describe('a thumb', () => {
  test('is kept with its answer, the last one counts, and is taken back', async () => {
    const { turn, conversation } = await ask('how many accounts do we have')
    const shown = async () => {
      const messages = (await (await request('GET', `/conversations/${conversation}/messages`)).json()) as {
        metadata: { thumb?: object }
      }[]
      return messages.at(-1)?.metadata.thumb
    }
    expect((await request('PUT', `/turns/${turn}/feedback`, { thumb: 'up' })).status).toBe(200)
    expect(await shown()).toEqual({ thumb: 'up', reason: null })
    await request('PUT', `/turns/${turn}/feedback`, { thumb: 'down', reason: 'one too many' })
    expect(await shown()).toEqual({ thumb: 'down', reason: 'one too many' })
    await request('DELETE', `/turns/${turn}/feedback`)
    expect(await shown()).toBeUndefined()
  })

  test('on somebody else’s answer is refused', async () => {
    const { turn } = await ask('how many accounts do we have')
    expect((await request('PUT', `/turns/${turn}/feedback`, { thumb: 'up' }, asAda)).status).toBe(404)
  })
})

test('the figures count turns, steps, failures and thumbs', async () => {
  const { turn } = await ask('how many accounts do we have')
  await request('PUT', `/turns/${turn}/feedback`, { thumb: 'down', reason: 'wrong day' })
  const refused = await request('GET', '/quality')
  expect(refused.status).toBe(403)
  const quality: Quality = await service.db.inWorkspace('acme', (tx) => qualityOf(tx, 'acme', 1), 'read')
  const [counted] = await service.db.inWorkspace('acme', (tx) =>
    rowsOf<{ turns: number }>(tx, sql`select count(*)::int as turns from turns where route is not null`),
  )
  expect(quality.turns.reduce((sum, one) => sum + one.turns, 0)).toBe(counted?.turns)
  expect(quality.steps.find(({ name }) => name === 'accounts_show_timeline')).toMatchObject({
    calls: 1,
    failed: 1,
  })
  expect(quality.said).toMatchObject([{ thumb: 'down', reason: 'wrong day', person: 'Nora Lind' }])
})

test('spans are forgotten after 90 days', async () => {
  const { turn } = await ask('how many accounts do we have')
  const { db } = service
  await db.asOwner((tx) =>
    tx.execute(sql`update spans set started_at = now() - interval '91 days' where turn_id = ${turn}::uuid`),
  )
  await forgetSpans(db, 'acme')
  expect(await stored(turn)).toEqual([])
})

test('a collector gets the spans as OTLP over HTTP, with the headers that it asks for', async () => {
  const got: { path: string; key: string; body: string }[] = []
  const collector = createServer((incoming, answer) => {
    void text(incoming).then((body) => {
      got.push({ path: incoming.url ?? '', key: String(incoming.headers['x-key']), body })
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  const telemetry = await createTelemetry({
    endpoint: `http://127.0.0.1:${port}/`,
    headers: { 'x-key': 'abc' },
  })
  const trace = telemetry.beginTurn({})
  const failing = trace.during('execute_tool', 'some_tool', () =>
    Promise.reject(new Error('said in private')),
  )
  await expect(failing).rejects.toThrow('said in private')
  expect(trace.end({})).toHaveLength(2)
  await telemetry.stop()
  collector.close()
  expect(got.map(({ path, key }) => [path, key])).toEqual([['/v1/traces', 'abc']])
  expect(got[0]?.body).toContain('execute_tool some_tool')
  expect(got[0]?.body).not.toContain('private')
})
