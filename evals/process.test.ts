/** Steward as processes: the command line's answers and statuses, kill -9 in an import and in a turn, a second process, an orderly end. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDb } from '#db/connect.ts'
import { accounts, imports } from '#db/schema/tables.ts'
import type { AnswerJson } from '#server/answer-json.ts'
import { chat, partsOf } from './kit/chat-client.ts'
import { startOpenAi } from './kit/openai-server.ts'
import { run } from './kit/command.ts'
import { demoPlace, finish, removeDemo, serveProcess, start } from './kit/process.ts'
import { fixtureBundle, fixtureToday } from './kit/service.ts'
import { emptyPlace, freshPlace, onlyOn, type Place } from './kit/store.ts'
import { enterDemo } from './kit/enter-demo.ts'

const places: Place[] = []
const keep = async (making: Promise<Place>) => {
  const place = await making
  places.push(place)
  return place
}
afterAll(async () => {
  await Promise.all(places.map((place) => place.remove()))
  await removeDemo()
})

const ask = (data: Place, text: string, ...more: string[]) =>
  run(data, ['ask', text, '--workspace', 'acme', '--today', fixtureToday, '--json', ...more])

// What it prints and ends with does not depend on the database.
onlyOn('pglite', () =>
  describe('the command line', () => {
    let data: Place
    beforeAll(async () => {
      data = await keep(emptyPlace())
    })

    test('imports a bundle, and again without changing anything', async () => {
      const first = await run(data, ['import', fixtureBundle, '--workspace', 'acme', '--json'])
      expect(first).toMatchObject({ status: 0 })
      const again = await run(data, ['import', fixtureBundle, '--workspace', 'acme'])
      expect(again.out).toMatch(/accounts\.csv: 8 read, 0 created, 0 changed, 8 unchanged, 0 refused/)
    })

    test('prints one JSON object for an answer, and ends with 0', async () => {
      const done = await ask(data, 'Which accounts renewing in the next 90 days are not green?')
      const answer = JSON.parse(done.out) as AnswerJson
      expect(done.status).toBe(0)
      expect(answer.data[0]?.rows.map((row) => row.id).sort()).toEqual(['A-1', 'A-3', 'A-5'])
      expect(answer).toMatchObject({
        route: 'offline',
        clarify: null,
        refused: null,
        proposals: [],
        cost_usd: 0,
      })
    })

    test('goes on with a conversation, and speaks for the person that --as names', async () => {
      const first = JSON.parse(
        (await ask(data, 'my accounts', '--as', 'omar@acme.example')).out,
      ) as AnswerJson
      expect(first.data[0]?.rows.map((row) => row.id).sort()).toEqual(['A-3', 'A-4', 'A-8'])
      const more = await ask(
        data,
        'only enterprise',
        '--as',
        'omar@acme.example',
        '--conversation',
        first.conversation,
      )
      expect((JSON.parse(more.out) as AnswerJson).data[0]?.rows.map((row) => row.id)).toEqual(['A-4'])
    })

    test('answers one line after another from standard input, in order, a bad line too', async () => {
      const child = start(data, [
        'ask',
        '--stdin-jsonl',
        '--json',
        '--workspace',
        'acme',
        '--today',
        fixtureToday,
      ])
      const done = finish(child)
      child.stdin?.end(
        '{"text":"how many customers do we have"}\nnonsense\n{"text":"What is our total ARR?"}\n',
      )
      const lines = (await done).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as AnswerJson)
      expect(lines).toHaveLength(3)
      expect(lines[0]?.values[0]?.value).toBe(7)
      expect(lines[1]?.error).toMatchObject({ code: 'bad_request' })
      expect(lines[2]?.values[0]?.value).toBe(987_000)
    })

    test.each([
      [['ask'], 2],
      [['frobnicate'], 2],
      [['ask', 'x', '--colour', 'red'], 2],
      [['ask', 'x', '--workspace', 'nowhere'], 1],
      [['import', '/nowhere/at/all', '--workspace', 'acme'], 1],
      [['ask', 'x', '--workspace', 'acme', '--as', 'nobody@acme.example'], 1],
      [['ask', 'x', '--workspace', 'acme', '--model', 'gpt-x'], 1],
    ])('ends %j with %i and one line that says what to do', async (args, status) => {
      const done = await run(data, args)
      expect(done.status).toBe(status)
      expect(done.err.split('\n')[0]).toMatch(/^steward: .{15,}/)
      expect(done.err).not.toMatch(/\n\s+at /)
    })
  }),
)

describe('kill -9', () => {
  test('in the middle of an import leaves nothing half-written, and the next import is whole', async () => {
    const data = await keep(freshPlace())
    await run(data, ['import', fixtureBundle, '--workspace', 'first'])
    const child = start(data, ['import', fixtureBundle, '--workspace', 'acme'])
    const done = finish(child)
    setTimeout(() => child.kill('SIGKILL'), 1_200)
    await done
    const db = await openDb(data.options)
    const count = await db.inWorkspace('acme', (tx) => tx.$count(accounts))
    expect([0, 8]).toContain(count)
    await db.close()
    expect((await run(data, ['import', fixtureBundle, '--workspace', 'acme'])).status).toBe(0)
    const after = await openDb(data.options)
    expect(await after.inWorkspace('acme', (tx) => tx.$count(accounts))).toBe(8)
    const states = await after.inWorkspace('acme', (tx) => tx.select({ state: imports.state }).from(imports))
    expect(states.every(({ state }) => state !== 'running')).toBe(true)
    await after.close()
  })

  // Signs of life stop and are missed by the clock, and a busy machine may miss its own: such a miss is looked at again.
  const patient = { timeout: 180_000, retry: 1 }
  test(
    'in the middle of a turn: after the restart the conversation shows where it stopped, and goes on',
    patient,
    async () => {
      const openai = await startOpenAi()
      afterAll(() => openai.close())
      openai.script(() => ({ hang: true }))
      const data = await keep(demoPlace())
      const env = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: openai.url, OPENAI_MODEL: 'stand-in' }
      const conversation = crypto.randomUUID()
      const day = ['--today', fixtureToday]
      const first = await serveProcess(data, env, day)
      const cookie = await enterDemo(first.url)
      const lost = chat(
        first.url,
        conversation,
        'Fasse bitte zusammen, was die Kunden diese Woche bewegt hat',
        cookie,
      ).catch(() => null)
      await vi.waitFor(
        async () => {
          const answer = await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, 20))])
          expect(answer, 'answered without the model').toBeUndefined()
          expect(openai.requests, 'nothing was asked of the model').not.toHaveLength(0)
        },
        { timeout: 30_000, interval: 20 },
      )
      await first.kill('SIGKILL')
      await lost

      const second = await serveProcess(data, env, day)
      // On a server another process might run the turn: it is given up when its signs of life have stopped.
      const messages = await vi.waitFor(
        async () => {
          const response = await fetch(`${second.url}/api/conversations/${conversation}/messages`, {
            headers: { cookie },
          })
          const stored = (await response.json()) as { role: string; metadata: { state?: string } }[]
          expect(stored).toHaveLength(2)
          return stored
        },
        { timeout: 120_000, interval: 500 },
      )
      expect(messages.map((message) => [message.role, message.metadata.state])).toEqual([
        ['user', undefined],
        ['assistant', 'stopped'],
      ])
      const reply = await chat(
        second.url,
        conversation,
        'Which accounts renewing in the next 90 days are not green?',
        cookie,
      )
      expect(partsOf(reply, 'table')).toHaveLength(1)
      expect(await second.kill('SIGTERM')).toBe(0)
    },
  )
})

onlyOn('pglite', () =>
  describe('a second process', () => {
    test('on the same folder is refused with the first one named, and the first goes on', async () => {
      const data = await keep(demoPlace())
      const first = await serveProcess(data)
      const second = await run(data, ['ask', 'hello', '--json'])
      expect(second.status).toBe(1)
      expect(second.err).toContain(`pid ${first.child.pid}`)
      expect((await fetch(`${first.url}/api/health`)).status).toBe(200)
      expect(await first.kill('SIGTERM')).toBe(0)
    })
  }),
)
