/** What is cut first, what never, and that the model is told. */
import { describe, expect, test } from 'vitest'
import { Problem } from '#db/problem.ts'
import { conversationTokens, fit } from './budget.ts'
import { fenced } from './fence.ts'
import type { ModelMessage } from './model.ts'

const rows = (n: number) =>
  `Table of account: ${n} in all.\n${fenced(['Red accounts | accounts that are red', 'id\tname', ...Array.from({ length: n }, (_, i) => `A-${i}\tAccount number ${i}`)])}`
const result = (id: string, n: number): ModelMessage => ({ role: 'tool', toolCallId: id, content: rows(n) })
const calls = (...ids: string[]): ModelMessage => ({
  role: 'assistant',
  content: '',
  toolCalls: ids.map((id) => ({ id, tool: 'look', input: { q: id } })),
})
const says = (content: string): ModelMessage => ({ role: 'assistant', content, toolCalls: [] })
const asks = (content: string): ModelMessage => ({ role: 'user', content })
const system: ModelMessage = { role: 'system', content: 'Rules.' }

const conversation = [
  system,
  asks('first'),
  calls('a'),
  result('a', 60),
  says('answer one '.repeat(40)),
  asks('second'),
  calls('b'),
  result('b', 60),
  says('answer two '.repeat(40)),
  asks('third'),
  calls('c'),
  result('c', 60),
  calls('d', 'e'),
  result('d', 60),
  result('e', 60),
]
const whole = conversationTokens(conversation, [])
const contentOf = (messages: ModelMessage[], id: string) =>
  messages.find((message) => message.role === 'tool' && message.toolCallId === id)?.content
const isWhole = (messages: ModelMessage[], id: string) => contentOf(messages, id) === rows(60)

describe('a conversation', () => {
  test('that fits is sent as it is', () => expect(fit(conversation, [], whole)).toBe(conversation))

  test('loses the rows of the oldest result first, and keeps what it was and how many', () => {
    const kept = fit(conversation, [], whole - 100)
    expect(contentOf(kept, 'a')).toBe(
      'Table of account: 60 in all.\n<data>\nRed accounts | accounts that are red\nid\tname\n</data>\n(60 lines of this result are left out here to fit; call the tool again to see them.)',
    )
    expect(['b', 'c', 'd', 'e'].map((id) => isWhole(kept, id))).toEqual([true, true, true, true])
    expect(kept[0]?.content).toBe(
      'Rules.\n\nLeft out to fit: rows of 1 earlier result. Look things up again rather than guess at them.',
    )
  })

  test('then loses whole turns, oldest first', () => {
    const current = conversationTokens(conversation.slice(12), [])
    const kept = fit(conversation, [], current + 420)
    expect(kept.filter((message) => message.role === 'user').map((message) => message.content)).toEqual([
      'second',
      'third',
    ])
    expect(isWhole(kept, 'c')).toBe(false)
    expect(kept[0]?.content).toMatch(
      /Left out to fit: the oldest turn of this conversation, and rows of 3 earlier results\./,
    )
  })

  test('never loses the rules, the request, or the results of the current step', () => {
    const least = conversationTokens([system, asks('third'), ...conversation.slice(12)], []) + 200
    const kept = fit(conversation, [], least)
    expect(kept.map((message) => message.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'tool',
      'tool',
    ])
    expect(kept[1]).toEqual(asks('third'))
    expect([isWhole(kept, 'd'), isWhole(kept, 'e')]).toEqual([true, true])
    expect(kept[0]?.content).toMatch(/the 2 oldest turns/)
  })

  test('whose current step alone is too long is not sent at all, and it says so', () => {
    expect(() => fit(conversation, [], 300)).toThrow(Problem)
    expect(() => fit(conversation, [], 300)).toThrow(/longer than the model can read/)
  })

  test('never comes out longer than the limit, nor with a call apart from its result', () => {
    for (let limit = whole; limit > 0; limit -= 37) {
      let kept: ModelMessage[]
      try {
        kept = fit(conversation, [], limit)
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
        continue
      }
      expect(conversationTokens(kept, [])).toBeLessThanOrEqual(limit)
      const called = kept.flatMap((message) =>
        message.role === 'assistant' ? message.toolCalls.map((call) => call.id) : [],
      )
      const answered = kept.flatMap((message) => (message.role === 'tool' ? [message.toolCallId] : []))
      expect(answered.sort()).toEqual(called.sort())
    }
  })

  test('counts the tools that go with it', () => {
    const tool = {
      type: 'function' as const,
      function: { name: 'look', description: 'word '.repeat(200), parameters: {} },
    }
    expect(conversationTokens(conversation, [tool])).toBeGreaterThan(whole + 200)
    expect(fit(conversation, [tool], whole)).not.toBe(conversation)
  })

  test('without a system message gets one for the note', () => {
    expect(fit(conversation.slice(1), [], whole - 200)[0]).toMatchObject({
      role: 'system',
      content: expect.stringMatching(/^Left out to fit/) as string,
    })
  })
})
