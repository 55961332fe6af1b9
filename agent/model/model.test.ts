/** The model planner over real HTTP: steps, parallel calls, repairs of wrong arguments, ids, order and what is sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { briefTool, queryTool, sampleTools } from '#evals/kit/openai/sample-tools.ts'
import { startOpenAi, type OpenAiServer } from '#evals/kit/openai-server.ts'
import { Problem } from '#db/problem.ts'
import { createModel, type Model, type ModelMessage, type ModelOptions, type ModelStep } from './model.ts'

let server: OpenAiServer
let model: Model
const using = (options: Partial<ModelOptions> = {}) =>
  createModel({ apiKey: 'key', baseURL: server.url, model: 'stand-in', backoffMs: 5, ...options })

beforeAll(async () => {
  server = await startOpenAi({ apiKey: 'key' })
  model = using()
})
afterAll(() => server.close())
beforeEach(() => {
  server.requests.length = 0
})

const opening: ModelMessage[] = [
  { role: 'system', content: 'Be exact.' },
  { role: 'user', content: 'Which accounts are red?' },
]
const red = { from: 'account', where: { field: 'health_band', op: 'eq', value: 'red' } }
const next = (messages = opening, said: string[] = []) =>
  model.next(messages, sampleTools, {
    signal: AbortSignal.timeout(20_000),
    onText: (delta) => said.push(delta),
  })
const failing = async (step: Promise<ModelStep>): Promise<Problem> => {
  const problem = await step.then(
    () => null,
    (error: unknown) => error,
  )
  expect(problem).toBeInstanceOf(Problem)
  return problem as Problem
}
const results = (step: ModelStep): ModelMessage[] =>
  step.toolCalls.map((call) => ({ role: 'tool', toolCallId: call.id, content: `found by ${call.tool}` }))
const refusals = (messages: ModelMessage[]) =>
  messages.filter((message) => message.role === 'tool' && message.refused)

describe('a turn', () => {
  test('of two steps: calls first, then the answer, streamed as it is written', async () => {
    server.script([
      { toolCalls: [{ name: 'records_query_records', arguments: red }] },
      { text: 'Two accounts are red: Northwind and Acme.' },
    ])
    const first = await next()
    expect(first.toolCalls).toEqual([
      { id: expect.any(String) as string, tool: 'records_query_records', input: red },
    ])
    expect(first.messages).toEqual([{ role: 'assistant', content: '', toolCalls: first.toolCalls }])

    const said: string[] = []
    const second = await next([...opening, ...first.messages, ...results(first)], said)
    expect(second.toolCalls).toEqual([])
    expect(second.text).toBe('Two accounts are red: Northwind and Acme.')
    expect(said.join('')).toBe(second.text)
    expect(said.length).toBeGreaterThan(3)
    expect(second.messages).toEqual([{ role: 'assistant', content: second.text, toolCalls: [] }])
    expect(server.requests.map((request) => request.refused)).toEqual([null, null])
    expect(server.requests[1]?.body.messages.map((message) => message.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
    ])
  })

  test('may call several tools in one step, in any number of pieces', async () => {
    server.script([
      {
        text: 'Let me look.',
        toolCalls: [
          { name: 'records_query_records', arguments: red },
          { name: 'accounts_brief_account', arguments: { account: 'A-1' } },
          { name: 'accounts_brief_account', arguments: { account: 'A-2' } },
        ],
      },
      { text: 'Done.' },
    ])
    const step = await next()
    expect(step.toolCalls.map((call) => call.input)).toEqual([red, { account: 'A-1' }, { account: 'A-2' }])
    expect(new Set(step.toolCalls.map((call) => call.id)).size).toBe(3)
    expect(step.text).toBe('Let me look.')
    const last = await next([...opening, ...step.messages, ...results(step).reverse()])
    expect(last.text).toBe('Done.')
  })

  test('counts tokens as the endpoint does', async () => {
    server.script([{ text: 'Yes.' }])
    const { usage } = await next()
    const sent = JSON.stringify(server.requests[0]?.body.messages).length
    expect(usage.input).toBe(Math.ceil(sent / 4))
    expect(usage.output).toBeGreaterThan(0)
  })

  test('survives being stored as JSON between steps', async () => {
    server.script([
      { toolCalls: [{ name: 'accounts_brief_account', arguments: { account: 'Ü "1"\n' } }] },
      { text: 'Fine.' },
    ])
    const step = await next()
    const stored = JSON.parse(
      JSON.stringify([...opening, ...step.messages, ...results(step)]),
    ) as ModelMessage[]
    expect((await next(stored)).text).toBe('Fine.')
  })

  test('sends no tools where there are none, and needs no system message', async () => {
    server.script([{ text: 'Plain.' }])
    const step = await model.next([{ role: 'user', content: 'hello' }], [], {
      signal: AbortSignal.timeout(5_000),
      onText: () => {},
    })
    expect(step.text).toBe('Plain.')
    expect(server.requests[0]?.body.tools).toBeUndefined()
  })
})

describe('the id of a call', () => {
  test('is new in the conversation even where the endpoint repeats its own', async () => {
    server.script(() => ({
      toolCalls: [
        { name: 'accounts_brief_account', arguments: { account: 'A' }, id: 'call_0' },
        { name: 'accounts_brief_account', arguments: { account: 'B' }, id: 'call_1' },
      ],
    }))
    let messages = opening
    const ids: string[] = []
    for (let i = 0; i < 4; i++) {
      const step = await next(messages)
      ids.push(...step.toolCalls.map((call) => call.id))
      messages = [...messages, ...step.messages, ...results(step)]
    }
    expect(new Set(ids).size).toBe(8)
    expect(server.requests.every((request) => request.refused === null)).toBe(true)
  })

  test('is made where the endpoint sends one that it would not take back', async () => {
    server.script([
      { toolCalls: [{ name: 'accounts_brief_account', arguments: { account: 'A' }, id: 'x'.repeat(60) }] },
      { text: 'ok' },
    ])
    const step = await next()
    expect(step.toolCalls[0]?.id).toMatch(/^[a-z0-9]{9}$/i)
    expect((await next([...opening, ...step.messages, ...results(step)])).text).toBe('ok')
  })
})

describe('arguments that are not right', () => {
  const wrong: [string, unknown, RegExp][] = [
    ['are cut off', '{"account": "A-1', /not JSON/],
    ['have the wrong type', { account: 17 }, /account: .*expected string/],
    ['have a key twice', '{"account": "A-1", "account": "A-2"}', /"account" is given twice/],
    ['are huge', { account: 'x'.repeat(70_000) }, /more than 64000 characters/],
    ['are a list', '["A-1"]', /one JSON object/],
    ['have keys that no one asked for', { account: 'A-1', force: true }, /[Uu]nrecognized key/],
  ]
  test.each(wrong)('%s: the model hears why, and its second try counts', async (_, bad, why) => {
    server.script([
      { toolCalls: [{ name: 'accounts_brief_account', arguments: bad }] },
      { toolCalls: [{ name: 'accounts_brief_account', arguments: { account: 'A-1' } }] },
    ])
    const step = await next()
    expect(step.toolCalls.map((call) => call.input)).toEqual([{ account: 'A-1' }])
    expect(server.requests).toHaveLength(2)
    expect(refusals(step.messages)).toHaveLength(1)
    expect(refusals(step.messages)[0]?.content).toMatch(why)
    expect(server.requests[1]?.body.messages.at(-1)?.content).toMatch(why)
    expect(server.requests[1]?.refused).toBeNull()
  })

  test('name a tool that there is not: the model hears which there are', async () => {
    server.script([{ toolCalls: [{ name: 'delete.everything', arguments: {} }] }, { text: 'Sorry.' }])
    const step = await next()
    expect(step.text).toBe('Sorry.')
    expect(refusals(step.messages)[0]?.content).toContain('accounts_brief_account')
  })

  test('are mended at most twice a turn, then the turn ends', async () => {
    server.script(() => ({ toolCalls: [{ name: 'accounts_brief_account', arguments: { account: 1 } }] }))
    const problem = await failing(next())
    expect(problem.code).toBe('model_bad_answer')
    expect(problem.done).toMatch(/nothing was changed/i)
    expect(server.requests).toHaveLength(3)
  })

  test('count over all steps of the turn, and not those of earlier turns', async () => {
    const bad = { toolCalls: [{ name: 'accounts_brief_account', arguments: '{' }] }
    const good = { toolCalls: [{ name: 'accounts_brief_account', arguments: { account: 'A' } }] }
    server.script([bad, good, bad, good, bad])
    let messages = opening
    for (let i = 0; i < 2; i++) {
      const step = await next(messages)
      messages = [...messages, ...step.messages, ...results(step)]
    }
    expect((await failing(next(messages))).code).toBe('model_bad_answer')
    expect(server.requests).toHaveLength(5)

    server.script([bad, bad, good])
    const later = await next([
      ...messages,
      { role: 'assistant', content: 'So.', toolCalls: [] },
      { role: 'user', content: 'And now?' },
    ])
    expect(later.toolCalls).toHaveLength(1)
  })

  test('beside right ones leave the right ones to be run', async () => {
    server.script([
      {
        toolCalls: [
          { name: 'accounts_brief_account', arguments: { account: 'A' } },
          { name: 'records_query_records', arguments: '{"from":' },
        ],
      },
      { text: 'Partly.' },
    ])
    const step = await next()
    expect(step.toolCalls.map((call) => call.tool)).toEqual(['accounts_brief_account'])
    expect(refusals(step.messages)).toHaveLength(1)
    expect((await next([...opening, ...step.messages, ...results(step)])).text).toBe('Partly.')
    expect(server.requests[1]?.refused).toBeNull()
  })

  test('come in at most 16 calls a step; more are refused, not run', async () => {
    server.script([
      {
        toolCalls: Array.from({ length: 40 }, (_, i) => ({
          name: 'accounts_brief_account',
          arguments: { account: `A-${i}` },
        })),
      },
    ])
    const step = await next()
    expect(step.toolCalls).toHaveLength(16)
    expect(refusals(step.messages)).toHaveLength(24)
  })
})

describe('what is sent', () => {
  test('is cut to the budget, with a line that says so', async () => {
    server.script([{ text: 'ok' }])
    const old: ModelMessage[] = Array.from({ length: 30 }, (_, i): ModelMessage[] => [
      { role: 'user', content: `Old request ${i}` },
      { role: 'assistant', content: 'word '.repeat(400), toolCalls: [] },
    ]).flat()
    const small = using({ inputTokens: 6_000 })
    await small.next([opening[0] as ModelMessage, ...old, opening[1] as ModelMessage], sampleTools, {
      signal: AbortSignal.timeout(5_000),
      onText: () => {},
    })
    const sent = server.requests[0]?.body.messages ?? []
    expect(sent.length).toBeLessThan(30)
    expect(sent[0]?.content).toMatch(/^Be exact\.\n\nLeft out to fit: the \d+ oldest turns/)
    expect(sent.at(-1)?.content).toBe('Which accounts are red?')
  })

  test('is cut once more where the endpoint finds it too long all the same', async () => {
    const tooLong = {
      status: 400,
      body: {
        error: {
          message: "This model's maximum context length is 4096 tokens.",
          type: 'invalid_request_error',
          param: 'messages',
          code: 'context_length_exceeded',
        },
      },
    }
    const past: ModelMessage[] = [
      { role: 'user', content: 'long ago' },
      { role: 'assistant', content: 'word '.repeat(6_000), toolCalls: [] },
    ]
    server.script([tooLong, { text: 'shorter' }])
    const messages = [opening[0] as ModelMessage, ...past, opening[1] as ModelMessage]
    expect((await next(messages)).text).toBe('shorter')
    expect(server.requests[1]?.body.messages).toHaveLength(2)

    server.script([tooLong, tooLong])
    expect((await failing(next(messages))).code).toBe('model_budget')
  })

  test('names the tools with schemas that the endpoint accepts', async () => {
    server.script([{ text: 'ok' }])
    await next()
    const tools = server.requests[0]?.body.tools ?? []
    expect(tools.map((tool) => tool.function.name)).toEqual([queryTool.name, briefTool.name])
    expect(tools.every((tool) => tool.function.parameters?.additionalProperties === false)).toBe(true)
  })
})
