/** The stand-in refuses what OpenAI refuses, and what it says reads like OpenAI. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOpenAi, type OpenAiServer } from './openai-server.ts'

let server: OpenAiServer
beforeAll(async () => {
  server = await startOpenAi({ apiKey: 'right', models: ['m'] })
})
afterAll(() => server.close())

const post = (body: unknown, key = 'right') =>
  fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const ask = (rest: object) => post({ model: 'm', messages: [{ role: 'user', content: 'hi' }], ...rest })
const tool = (rest: object) => ({
  type: 'function',
  function: { name: 'look', parameters: { type: 'object', properties: {} }, ...rest },
})
const call = (id: string) => ({ id, type: 'function', function: { name: 'look', arguments: '{}' } })
const called = (...ids: string[]) => ({ role: 'assistant', content: null, tool_calls: ids.map(call) })
const result = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'found' })
const hi = { role: 'user', content: 'hi' }

describe('a request that is right', () => {
  test('is answered whole, with usage', async () => {
    server.script([{ text: 'Hello there.' }])
    const body = (await (await ask({})).json()) as {
      id: string
      choices: { message: { content: string } }[]
      usage: object
    }
    expect(body.choices[0]?.message.content).toBe('Hello there.')
    expect(body.id).toMatch(/^chatcmpl-/)
    expect(body.usage).toMatchObject({ prompt_tokens: expect.any(Number) as number })
  })

  test('is streamed in chunks that end with the reason, the usage where asked for, and [DONE]', async () => {
    server.script([{ text: 'One two three', toolCalls: [{ name: 'look', arguments: { a: 1 } }] }])
    const text = await (
      await ask({ tools: [tool({})], stream: true, stream_options: { include_usage: true } })
    ).text()
    const events = text
      .split('\n\n')
      .filter(Boolean)
      .map((line) => line.replace(/^data: /, ''))
    expect(events.at(-1)).toBe('[DONE]')
    const chunks = events.slice(0, -1).map(
      (event) =>
        JSON.parse(event) as {
          choices: { delta: { content?: string }; finish_reason: string | null }[]
          usage: object | null
        },
    )
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('One two three')
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls')
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { total_tokens: expect.any(Number) as number },
    })
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true)
  })

  test('gets ids of completions and calls that never repeat', async () => {
    server.script(() => ({ toolCalls: [{ name: 'look', arguments: {} }] }))
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const body = (await (await ask({ tools: [tool({})] })).json()) as {
          id: string
          choices: { message: { tool_calls: { id: string }[] } }[]
        }
        return [body.id, body.choices[0]?.message.tool_calls[0]?.id ?? '']
      }),
    )
    expect(new Set(ids.flat()).size).toBe(40)
  })

  test('may list the models', async () => {
    const answer = await fetch(`${server.url}/models`, { headers: { authorization: 'Bearer right' } })
    expect(await answer.json()).toMatchObject({ object: 'list', data: [{ id: 'm' }] })
  })
})

describe('a request that is wrong is refused with the place', () => {
  const nested = (depth: number): object =>
    depth === 0 ? { type: 'string' } : { type: 'array', items: nested(depth - 1) }
  const parameters = (schema: object) => ({ tools: [tool({ parameters: schema })] })
  const property = (schema: object) => parameters({ type: 'object', properties: { a: schema } })
  const cases: [string, object, RegExp][] = [
    ['no model', { model: undefined }, /you must provide a model parameter/],
    ['no messages', { messages: [] }, /Invalid 'messages': empty array/],
    ['an unknown argument', { tool: [] }, /Unrecognized request argument/],
    ['an unknown role', { messages: [{ role: 'robot', content: 'x' }] }, /messages\[0\]/],
    ['a user without words', { messages: [{ role: 'user', content: null }] }, /messages\[0\].content/],
    ['a call without its result', { messages: [hi, called('a')] }, /did not have response messages: a/],
    [
      'one of two calls without its result',
      { messages: [hi, called('a', 'b'), result('a'), hi] },
      /did not have response messages: b/,
    ],
    [
      'a result without its call',
      { messages: [hi, result('a')] },
      /must be a response to a preceeding message/,
    ],
    ['a result given twice', { messages: [hi, called('a'), result('a'), result('a')] }, /must be a response/],
    ['a step with one id twice', { messages: [hi, called('a', 'a'), result('a')] }, /Duplicate tool call id/],
    [
      'an empty list of calls',
      { messages: [hi, { role: 'assistant', content: 'x', tool_calls: [] }] },
      /tool_calls.*empty array/,
    ],
    [
      'arguments that are no string',
      {
        messages: [
          hi,
          { role: 'assistant', tool_calls: [{ ...call('a'), function: { name: 'look', arguments: {} } }] },
          result('a'),
        ],
      },
      /arguments/,
    ],
    ['an empty list of tools', { tools: [] }, /Invalid 'tools': empty array/],
    [
      '129 tools',
      { tools: Array.from({ length: 129 }, (_, i) => tool({ name: `t${i}` })) },
      /maximum length 128/,
    ],
    ['a tool name with a dot', { tools: [tool({ name: 'a.b' })] }, /tools\[0\].function.name/],
    ['a tool name of 65 characters', { tools: [tool({ name: 'a'.repeat(65) })] }, /tools\[0\].function.name/],
    ['two tools of one name', { tools: [tool({}), tool({})] }, /Duplicate function name/],
    [
      'a description of 1025 characters',
      { tools: [tool({ description: 'a'.repeat(1025) })] },
      /maximum length 1024/,
    ],
    ['parameters that are a list', parameters({ type: 'array', items: {} }), /'type: "object"'/],
    [
      'parameters that are a union',
      parameters({ type: 'object', anyOf: [{ type: 'object' }] }),
      /at the top level/,
    ],
    ['parameters without a type', parameters({ properties: {} }), /'type: "object"'/],
    ['a reference to nothing', property({ $ref: '#/$defs/gone' }), /can't be resolved/],
    ['a reference to elsewhere', property({ $ref: 'https://example.com/schema' }), /can't be resolved/],
    ['a list without items', property({ type: 'array' }), /missing items/],
    ['an unknown type', property({ type: 'date' }), /not valid under any/],
    ['an empty enum', property({ type: 'string', enum: [] }), /non-empty array/],
    ['nesting without end', property(nested(40)), /nested too deeply/],
    ['a broken pattern', property({ type: 'string', pattern: '(' }), /'regex'/],
    ['a strict tool that leaves objects open', { tools: [tool({ strict: true })] }, /additionalProperties/],
    ['a choice without tools', { tool_choice: 'auto' }, /only allowed when 'tools'/],
    [
      'a choice of no tool',
      { tools: [tool({})], tool_choice: { type: 'function', function: { name: 'b' } } },
      /not found in 'tools'/,
    ],
    ['a choice of no kind', { tools: [tool({})], tool_choice: 'maybe' }, /tool_choice/],
    [
      'stream options without a stream',
      { stream_options: { include_usage: true } },
      /only allowed when 'stream'/,
    ],
  ]
  test.each(cases)('%s', async (_, rest, message) => {
    server.script([{ text: 'never said' }])
    const answer = await ask(rest)
    const body = (await answer.json()) as { error: { message: string; type: string } }
    expect(answer.status).toBe(400)
    expect(body.error.message).toMatch(message)
    expect(body.error.type).toBe('invalid_request_error')
    expect(server.requests.at(-1)?.refused).toMatch(message)
  })

  test('a body that is no JSON', async () => {
    expect((await post('{"model":')).status).toBe(400)
  })
  test('a key that is wrong, or none', async () => {
    expect((await post({}, 'wrong')).status).toBe(401)
    expect((await post({}, '')).status).toBe(401)
  })
  test('a model that it does not have', async () => {
    const answer = await ask({ model: 'other' })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: { code: 'model_not_found' } })
  })
})

describe('a recursive schema', () => {
  test('is accepted, and so is a conversation in order', async () => {
    server.script([{ text: 'ok' }])
    const tree = {
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#/$defs/tree' } } },
    }
    const parameters = { type: 'object', properties: { root: { $ref: '#/$defs/tree' } }, $defs: { tree } }
    const answer = await ask({
      tools: [tool({ parameters })],
      messages: [
        { role: 'system', content: 'be brief' },
        hi,
        called('a', 'b'),
        result('b'),
        result('a'),
        { role: 'assistant', content: 'So.' },
        hi,
      ],
    })
    expect(answer.status).toBe(200)
  })
})
