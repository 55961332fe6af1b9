/** Streams as the many compatible servers send them, beyond what OpenAI does: one answer comes out all the same. */
import { describe, expect, test } from 'vitest'
import { asParams, collect, Endless, nothingYet, type Chunk } from './wire.ts'

type Delta = Record<string, unknown>
async function* stream(deltas: Delta[]): AsyncGenerator<Chunk> {
  for (const delta of deltas) {
    const chunk: unknown = { id: 'c', choices: [{ index: 0, delta, finish_reason: null }] }
    yield await Promise.resolve(chunk as Chunk)
  }
}
const read = async (deltas: Delta[]) => {
  const all = nothingYet()
  const said: string[] = []
  await collect(
    all,
    stream(deltas),
    (text) => said.push(text),
    () => {},
  )
  return { ...all, said }
}
const piece = (id: string | undefined, name: string | undefined, text: unknown, index?: number) => ({
  tool_calls: [
    {
      ...(index === undefined ? {} : { index }),
      ...(id ? { id } : {}),
      function: { ...(name ? { name } : {}), arguments: text },
    },
  ],
})
const two = [
  { id: 'a', name: 'look', text: '{"x":1}' },
  { id: 'b', name: 'find', text: '{"y":2}' },
]

describe('calls', () => {
  test.each<[string, Delta[]]>([
    [
      'with an index each, in pieces that alternate',
      [
        piece('a', 'look', '{"x"', 0),
        piece('b', 'find', '{"y"', 1),
        piece(undefined, undefined, ':1}', 0),
        piece(undefined, undefined, ':2}', 1),
      ],
    ],
    [
      'without an index',
      [piece('a', 'look', '{"x":'), piece(undefined, undefined, '1}'), piece('b', 'find', '{"y":2}')],
    ],
    [
      'all of index 0',
      [
        piece('a', 'look', '{"x":1}', 0),
        piece('b', 'find', '{"y":', 0),
        piece(undefined, undefined, '2}', 0),
      ],
    ],
    [
      'whose id comes with every piece',
      [piece('a', 'look', '{"x":', 0), piece('a', 'look', '1}', 0), piece('b', 'find', '{"y":2}', 1)],
    ],
    ['whose arguments are an object', [piece('a', 'look', { x: 1 }, 0), piece('b', 'find', { y: 2 }, 1)]],
    [
      'with a role in no piece, or in every one',
      [
        { role: 'assistant', ...piece('a', 'look', '{"x":1}', 0) },
        { role: 'assistant', ...piece('b', 'find', '{"y":2}', 1) },
      ],
    ],
  ])('%s', async (_, deltas) => expect((await read(deltas)).calls).toEqual(two))
})

describe('text', () => {
  test('comes without what the store refuses, and never with half a character', async () => {
    const { text, said } = await read([
      { content: 'a\0b' },
      { content: 'fish \ud83d' },
      { content: '\udc1f!' },
      { content: '\ud83d' },
    ])
    expect(text).toBe('abfish 🐟!')
    expect(said.every((part) => part.isWellFormed())).toBe(true)
    expect(said.join('')).toBe(text)
  })
  test('may be a refusal', async () => {
    expect((await read([{ refusal: 'I cannot.' }])).text).toBe('I cannot.')
  })
  test('that does not end is stopped', async () => {
    const endless = Array.from({ length: 300 }, () => ({ content: 'x'.repeat(1_000) }))
    await expect(read(endless)).rejects.toBeInstanceOf(Endless)
    await expect(read(endless.map(() => piece('a', 'look', 'x'.repeat(9_000), 0)))).rejects.toBeInstanceOf(
      Endless,
    )
  })
  test('is not disturbed by chunks that say nothing', async () => {
    const all = nothingYet()
    async function* odd(): AsyncGenerator<Chunk> {
      for (const chunk of [
        {},
        { choices: null },
        { choices: [] },
        { choices: [{}] },
        { choices: [{ delta: null }] },
      ] as unknown[])
        yield await Promise.resolve(chunk as Chunk)
      yield* stream([{ content: null, tool_calls: null }, { content: 'ok' }])
    }
    await collect(
      all,
      odd(),
      () => {},
      () => {},
    )
    expect(all).toMatchObject({ text: 'ok', calls: [], finish: null, chunks: 7 })
  })
})

test('messages become what the endpoint takes, for models with a developer role too', () => {
  const messages = [
    { role: 'system' as const, content: 'Rules.' },
    { role: 'assistant' as const, content: '', toolCalls: [{ id: 'a', tool: 'look', input: { x: 1 } }] },
    { role: 'tool' as const, toolCallId: 'a', content: 'found', refused: true },
  ]
  expect(asParams(messages, 'stand-in')).toEqual([
    { role: 'system', content: 'Rules.' },
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{"x":1}' } }],
    },
    { role: 'tool', tool_call_id: 'a', content: 'found' },
  ])
  expect(asParams(messages, 'o3')[0]?.role).toBe('developer')
})
