/** Effects from a terminal: proposed by `ask`, approved with what was done per row, taken back, rejected, and stopped by the kill switch. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change } from '#db/effects/contract.ts'
import { run } from './kit/command.ts'
import { startOpenAi, type OpenAiServer } from './kit/openai-server.ts'
import { fixtureBundle } from './kit/service.ts'
import { freshPlace, type Place } from './kit/store.ts'

let openai: OpenAiServer
let place: Place
beforeAll(async () => {
  openai = await startOpenAi({ apiKey: 'test-key' })
  place = await freshPlace()
  expect((await steward('import', fixtureBundle, '--workspace', 'acme')).status).toBe(0)
})
afterAll(async () => {
  await place?.remove()
  await openai?.close()
})

const steward = (...args: string[]) =>
  run(place, args, { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: openai.url })
const asNora = ['--workspace', 'acme', '--as', 'nora@acme.example']

type ProposalJson = {
  id: string
  tool: string
  summary: string
  count: number
  changes: Omit<Change, 'seq'>[]
}

/** What the model makes of any request: tasks for each of Nora's accounts. */
async function asked(...options: string[]) {
  const input = { of: { ids: ['A-1', 'A-2'] }, title: 'Prepare the call', due_on: '2099-12-04' }
  openai.script([
    { toolCalls: [{ name: 'tasks_create_task', arguments: input }] },
    { text: 'It waits for you.' },
  ])
  return steward(
    'ask',
    'Prepare my calls',
    '--model',
    'stand-in',
    '--today',
    '2026-11-21',
    ...asNora,
    ...options,
  )
}
const proposed = async () =>
  (JSON.parse((await asked('--json')).out) as { proposals: [ProposalJson] }).proposals[0]

/** Proposed by one test, decided on by those after it. */
let waiting: string

test('ask proposes with every change as scripts read it, and tells a person how to decide', async () => {
  const { id, ...proposal } = await proposed()
  expect(proposal).toEqual({
    ...{ tool: 'tasks_create_task', effect: 'write', count: 2 },
    summary: expect.stringContaining('Prepare the call') as string,
    changes: ['A-1', 'A-2'].map((account_id) => ({
      ...{ object: 'task', id: null, field: null, before: null },
      after: expect.objectContaining({
        ...{ account_id, title: 'Prepare the call', due_on: '2099-12-04', assignee: 'nora@acme.example' },
      }) as object,
    })),
  })
  expect((await steward('reject', id, '--reason', 'Too early', ...asNora)).out).toContain(
    'Nothing was changed.',
  )
  const { out } = await asked()
  expect(out).toMatch(/New task .*Northlight.*: title Prepare the call/)
  expect(out).toMatch(/steward approve [\da-f-]{36}\n {2}steward reject [\da-f-]{36} --reason "…"/)
  waiting = /steward approve ([\da-f-]{36})/.exec(out)?.[1] ?? ''
})

test('while everything is stopped nothing is approved', async () => {
  const placed = await steward('hold', 'on', '--reason', 'Audit', '--workspace', 'acme')
  expect(placed.out).toContain('Audit (Ada Okoye)')
  const refused = await steward('approve', waiting, ...asNora)
  expect([refused.status, refused.err]).toEqual([
    1,
    expect.stringContaining('Everything is stopped in this workspace: Audit'),
  ])
  expect((await steward('hold', 'off', '--workspace', 'acme')).out).toBe('Nothing is stopped.\n')
})

test('approve carries it out and names each row; undo proposes to take it back, and is approved like anything', async () => {
  const { out, status } = await steward('approve', waiting, ...asNora)
  expect(status).toBe(0)
  expect(out).toContain('Done: 2 of 2 rows done.')
  expect(out).toMatch(/\[done\] .*Prepare the call/)
  const run = /steward undo ([\da-f-]{36})/.exec(out)?.[1] ?? ''
  expect((await steward('runs', ...asNora)).out).toContain(run)
  const undo = JSON.parse((await steward('undo', run, '--json', ...asNora)).out) as ProposalJson
  expect(undo.changes.map(({ object, after }) => [object, after])).toEqual([
    ['task', null],
    ['task', null],
  ])
  const back = JSON.parse((await steward('approve', undo.id, '--json', ...asNora)).out) as {
    run: { state: string; done: number }
    rows: { state: string }[]
  }
  expect(back).toMatchObject({
    run: { state: 'done', done: 2 },
    rows: [{ state: 'done' }, { state: 'done' }],
  })
  const refused = await steward('undo', run, ...asNora)
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('taken back already')])
})

test('a command without what it needs is wrong usage', async () => {
  expect((await steward('reject', 'x')).status).toBe(2)
  expect((await steward('runs', '--stop')).status).toBe(2)
})
