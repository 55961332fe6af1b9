/** An endpoint that is down, slow, limited or broken, over real HTTP: the turn ends saying so, nothing partial comes out, waits are kept. */
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleTools } from '#evals/kit/openai/sample-tools.ts'
import { startOpenAi, type OpenAiServer } from '#evals/kit/openai-server.ts'
import { Problem } from '#db/problem.ts'
import { createModel, type ModelMessage, type ModelOptions, type NextOptions } from './model.ts'

let server: OpenAiServer
beforeAll(async () => {
  server = await startOpenAi({ apiKey: 'key', models: ['stand-in'] })
})
afterAll(() => server.close())
beforeEach(() => {
  server.requests.length = 0
})

const messages: ModelMessage[] = [{ role: 'user', content: 'How is Northwind?' }]
const next = (options: Partial<ModelOptions> = {}, rest: Partial<NextOptions> = {}) =>
  createModel({ apiKey: 'key', baseURL: server.url, model: 'stand-in', backoffMs: 5, ...options }).next(
    messages,
    sampleTools,
    {
      signal: AbortSignal.timeout(30_000),
      onText: () => {},
      ...rest,
    },
  )
const failing = async (step: Promise<unknown>): Promise<Problem> => {
  const error = await step.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}
const calling = {
  text: 'I will look.',
  toolCalls: [
    { name: 'accounts_brief_account', arguments: { account: 'Nörd 🐟' } },
    { name: 'accounts_brief_account', arguments: { account: 'B' } },
  ],
}

describe('a stream that is cut', () => {
  test.each([true, false])(
    'after any chunk gives no call and says so (ended cleanly: %s)',
    async (cleanly) => {
      server.script([calling])
      await next()
      // Role, words, two calls with their arguments in pieces; after them the finish, the usage and the end.
      const beforeFinish = 1 + 3 + 2 + Math.ceil(21 / 12) + Math.ceil(15 / 12)
      for (let cutAfter = 0; cutAfter <= beforeFinish; cutAfter++) {
        server.script([{ ...calling, cutAfter, cleanly }, { text: 'no second try' }])
        server.requests.length = 0
        const problem = await failing(next())
        expect(problem.code).toBe('model_unreachable')
        expect(problem.done).toMatch(/nothing was changed/i)
        expect(problem.message).toContain(new URL(server.url).host)
        // Once headers came nothing is asked again: the person may have read the beginning.
        expect(server.requests.length).toBe(1)
      }
      server.script([{ ...calling, cutAfter: beforeFinish + 1, cleanly }])
      expect((await next()).toolCalls).toHaveLength(2)
    },
  )

  test('at any byte gives all calls or none', async () => {
    let whole = 0
    for (let cutAfterBytes = 1; whole < 3; cutAfterBytes += 17) {
      server.script([{ ...calling, cutAfterBytes, cleanly: cutAfterBytes % 2 === 0 }])
      const step = await next().catch((error: unknown) => error)
      if (step instanceof Problem) expect(step.code).toMatch(/unreachable|bad_answer/)
      else
        expect(step).toMatchObject({
          toolCalls: [{ input: { account: 'Nörd 🐟' } }, { input: { account: 'B' } }],
        })
      if (!(step instanceof Problem)) whole++
    }
  })

  test('says what stands: look-ups of the turn that were done before', async () => {
    server.script([{ text: 'In short, all is', cutAfter: 3 }])
    const call = { id: 'a1', tool: 'accounts_brief_account', input: { account: 'A' } }
    const before: ModelMessage[] = [
      ...messages,
      { role: 'assistant', content: '', toolCalls: [call] },
      { role: 'tool', toolCallId: 'a1', content: 'fine' },
    ]
    const model = createModel({ apiKey: 'key', baseURL: server.url, model: 'stand-in' })
    const problem = await failing(
      model.next(before, sampleTools, { signal: AbortSignal.timeout(5_000), onText: () => {} }),
    )
    expect(problem.done).toMatch(/^One look-up was done before and stands/)
  })

  test('or broken by something that is not its protocol is a bad answer', async () => {
    server.script([{ ...calling, badJson: true }])
    expect((await failing(next())).code).toBe('model_bad_answer')
  })

  test('before it began is told apart: the address may be no such endpoint', async () => {
    server.script([{ status: 200, body: '<html>It works!</html>', headers: { 'content-type': 'text/html' } }])
    expect((await failing(next())).next).toMatch(/OPENAI_BASE_URL/)
  })
})

describe('a rate limit', () => {
  const limited = (headers: Record<string, string> = {}, code = 'rate_limit_exceeded') => ({
    status: 429,
    headers,
    body: { error: { message: 'Rate limit reached', type: 'requests', param: null, code } },
  })

  test.each<[string, string, number]>([
    ['retry-after', '1', 1_000],
    ['retry-after-ms', '150', 150],
  ])('with a short wait (%s: %s) is obeyed, never earlier', async (name, value, asked) => {
    server.script([limited({ [name]: value }), limited({ [name]: value }), { text: 'At last.' }])
    expect((await next()).text).toBe('At last.')
    expect(server.requests).toHaveLength(3)
    for (const i of [0, 1]) {
      const [told, back] = [server.requests[i]?.answeredAt ?? Infinity, server.requests[i + 1]?.at ?? 0]
      expect(back - told).toBeGreaterThanOrEqual(asked)
    }
  })

  test('with a long wait ends the turn at once and says when to come back', async () => {
    server.script([limited({ 'retry-after': '120' }), { text: 'too early' }])
    const problem = await failing(next())
    expect(problem.code).toBe('model_rate_limited')
    expect(problem.next).toBe('Try again in 2 minutes.')
    expect(server.requests).toHaveLength(1)
  })

  test('with a date is understood', async () => {
    server.script([limited({ 'retry-after': new Date(Date.now() + 7_200_000).toUTCString() })])
    expect((await failing(next())).next).toBe('Try again in 2 hours.')
  })

  test('that would outlast the turn ends it at once', async () => {
    server.script([limited({ 'retry-after': '30' }), { text: 'too late' }])
    expect((await failing(next({}, { deadline: Date.now() + 10_000 }))).code).toBe('model_rate_limited')
    expect(server.requests).toHaveLength(1)
  })

  test('without a wait is tried three times in all', async () => {
    server.script(() => limited())
    expect((await failing(next())).code).toBe('model_rate_limited')
    expect(server.requests).toHaveLength(3)
  })

  test('for a used-up quota is not tried again', async () => {
    server.script(() => limited({ 'retry-after': '1' }, 'insufficient_quota'))
    expect((await failing(next())).next).toMatch(/billing/)
    expect(server.requests).toHaveLength(1)
  })
})

describe('an endpoint that fails', () => {
  test.each([500, 502, 503, 529])('with %i is tried three times in all, then named', async (status) => {
    server.script(() => ({ status }))
    const problem = await failing(next())
    expect(problem.code).toBe('model_unreachable')
    expect(problem.message).toContain(new URL(server.url).host)
    expect(problem.message).toContain(String(status))
    expect(server.requests).toHaveLength(3)
  })

  test('once, and then not, is not noticed', async () => {
    server.script([{ status: 500 }, { text: 'Here.' }])
    expect((await next()).text).toBe('Here.')
  })

  test.each([
    [{ apiKey: 'wrong' }, /refused Steward's key/],
    [{ model: 'other' }, /does not know the model other/],
  ])('for a reason that no second try mends is asked once (%o)', async (options, what) => {
    server.script([{ text: 'never' }])
    const problem = await failing(next(options))
    expect(problem.message).toMatch(what)
    expect(problem.next).toMatch(/administrator/)
    expect(JSON.stringify([problem.message, problem.next, problem.done])).not.toContain('wrong')
    expect(server.requests).toHaveLength(1)
  })

  test('to take a connection is tried three times in all, then named', async () => {
    let met = 0
    const door = createServer((socket) => {
      met++
      socket.destroy()
    })
    const port = await new Promise<number>((resolve) =>
      door.listen(0, '127.0.0.1', () => resolve((door.address() as { port: number }).port)),
    )
    const problem = await failing(next({ baseURL: `http://127.0.0.1:${port}/v1` }))
    expect(problem.message).toContain(`127.0.0.1:${port}`)
    expect(met).toBe(3)
    await new Promise((resolve) => door.close(resolve))
    expect((await failing(next({ baseURL: `http://127.0.0.1:${port}/v1` }))).code).toBe('model_unreachable')
  })

  test.each([{ hang: true }, { text: 'One two three four', stallAfter: 3 }])(
    'to go on is left after its time (%o)',
    async (step) => {
      server.script([step, { text: 'never' }])
      const problem = await failing(next({ timeoutMs: 80 }))
      expect(problem.code).toBe('model_unreachable')
      expect(problem.message).toMatch(/said nothing for 0\.1 seconds/)
      expect(server.requests).toHaveLength(1)
    },
  )

  test('to be quick, but goes on, is waited for: only silence counts', async () => {
    const slow = await startOpenAi({ msPerChunk: 40 })
    slow.script([{ text: 'word '.repeat(16) }])
    const step = await next({ baseURL: slow.url, timeoutMs: 450 })
    expect(step.text.match(/word/g)).toHaveLength(16)
    await slow.close()
  })

  test('to end is left when the turn is over', async () => {
    server.script([{ hang: true }])
    expect((await failing(next({}, { deadline: Date.now() + 60 }))).message).toMatch(/longer than a turn/)
  })

  test.each([
    [{ text: 'cut', finish: 'length' }, /cut off/],
    [{ text: '', finish: 'stop' }, /empty answer/],
    [{ text: '', finish: 'content_filter' }, /content filter/],
    [{ ...calling, finish: 'length' }, /cut off/],
  ])('to give a usable answer is said plainly (%o)', async (step, what) => {
    server.script([step])
    const problem = await failing(next())
    expect(problem.code).toBe('model_bad_answer')
    expect(problem.message).toMatch(what)
  })

  test('leaves the conversation usable: the next turn is answered', async () => {
    server.script([{ text: 'x', cutAfter: 1 }, { text: 'Better now.' }])
    await failing(next())
    expect((await next()).text).toBe('Better now.')
  })
})

describe('a stop', () => {
  const stopped = new Error('stopped by the person')
  test.each([
    ['while waiting for the first byte', { hang: true }],
    ['in the middle of the text', { text: 'One two three four', stallAfter: 3 }],
    ['while waiting for a rate limit', { status: 429, headers: { 'retry-after': '50' } }],
  ])('%s is obeyed at once, with its own reason', { timeout: 5_000 }, async (_, step) => {
    server.script([step, { text: 'never' }])
    const stop = new AbortController()
    const running = next({}, { signal: stop.signal })
    while (server.requests[0] === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    setTimeout(() => stop.abort(stopped), 30)
    await expect(running).rejects.toBe(stopped)
    expect(server.requests).toHaveLength(1)
  })

  test('that came before asks nothing', async () => {
    await expect(next({}, { signal: AbortSignal.abort(stopped) })).rejects.toBe(stopped)
    expect(server.requests).toHaveLength(0)
  })
})

test('an error of the one who listens is thrown as it is, not blamed on the endpoint', async () => {
  server.script([{ text: 'One two' }])
  const ours = new Error('the log is full')
  await expect(
    next(
      {},
      {
        onText: () => {
          throw ours
        },
      },
    ),
  ).rejects.toBe(ours)
})
