/** The planner over a real store: names and values come from the workspace, its calls run, and a changed workspace is read anew. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt } from '#db/calendar.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { findAsker } from '#db/people.ts'
import { loadTools, type Tools } from '#tools/kit/load-tools.ts'
import { freshDb } from '#evals/kit/store.ts'
import type { Query } from '#db/query/query.ts'
import type { Plan, PlanRequest } from '../planner.ts'
import { orAgreed } from './agreement.ts'
import { createOfflinePlanner } from './planner.ts'

const users = `email,name,role,manager_email
root@firm.example,Rita Root,admin,
ivo@firm.example,Ivo Marsh,csm,root@firm.example
ada@firm.example,Ada Lane,csm,root@firm.example`
const header = 'id,name,industry,segment,region,lifecycle,csm,arr,currency,renewal_date,tags,fleet_size'
const rows = [
  'C-1,Harbour Lights,Shipping,enterprise,EMEA,adopting,ivo@firm.example,90000,USD,2027-01-10,pilot,12',
  'C-2,Monday,Bakery,smb,NA,adopting,ada@firm.example,4000,USD,2026-12-05,,3',
  'C-3,Old Mill,Bakery,smb,EMEA,churned,ada@firm.example,7000,USD,2026-03-01,pilot,',
]
const bundle = (accounts: string[]) =>
  fromMemory({
    files: new Map([
      ['users.csv', users],
      ['accounts.csv', [header, ...accounts].join('\n')],
    ]),
  })

let db: Db
let tools: Tools
const planner = createOfflinePlanner()
const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, '2026-11-21')

const asking = <T>(text: string, work: (request: PlanRequest) => Promise<T>): Promise<T> =>
  db.inWorkspace('shop', async (tx) =>
    work({
      text,
      history: [],
      asker: await findAsker(tx, 'shop', 'ivo@firm.example'),
      clock,
      catalogue: await loadCatalogue(tx, 'shop'),
      tools,
      tx,
      signal: new AbortController().signal,
    }),
  )
const plan = (text: string): Promise<Plan> => asking(text, planner.plan)
const where = async (text: string): Promise<unknown> => {
  const made = await plan(text)
  const input = made.kind === 'calls' ? made.calls[0]?.input : made
  return input && typeof input === 'object' && 'where' in input ? input.where : input
}

beforeAll(async () => {
  db = await freshDb()
  tools = await loadTools()
  await importBundle(db, { workspace: 'shop', source: bundle(rows) })
})
afterAll(() => db.close())

test('names, values and custom fields of the workspace are understood', async () => {
  expect(await where('when does Harbour Lights renew?')).toEqual({ field: 'id', op: 'eq', value: 'C-1' })
  expect(await where('bakery customers')).toEqual({ field: 'industry', op: 'eq', value: 'Bakery' })
  expect(await where('accounts tagged pilot')).toEqual({ field: 'tags', op: 'eq', value: 'pilot' })
  expect(await where('accounts with fleet size over 10')).toEqual({
    field: 'fleet_size',
    op: 'gt',
    value: 10,
  })
  expect(await where("Ada's accounts")).toEqual({ field: 'csm', op: 'eq', value: 'ada@firm.example' })
  expect(await where('ARR of Monday')).toEqual({ field: 'id', op: 'eq', value: 'C-2' })
})

test('what is one’s own to do is asked for by whatever one has to do', async () => {
  const mine = { field: 'assignee', op: 'eq', value: { person: 'me' } }
  for (const text of [
    'what do I still have to get done',
    'which things do I need to wrap up',
    'what is left for me to do',
  ])
    expect([text, await where(text)]).toEqual([
      text,
      { and: [mine, { field: 'open', op: 'eq', value: true }] },
    ])
  expect(await where("everything I'm late with")).toEqual({
    and: [mine, { field: 'overdue', op: 'eq', value: true }],
  })
  expect(await where("what is on Ada Lane's list")).toMatchObject({
    and: [{ field: 'assignee' }, { field: 'open' }],
  })
})

test('what one puts on a list is a task, and a label is added to what labels there are', async () => {
  const calls = async (text: string) => {
    const made = await plan(text)
    return made.kind === 'calls' ? made.calls.map(({ tool, input }) => ({ tool, input })) : made
  }
  expect(await calls("put a quick call with Harbour Lights on Ada Lane's list for Tuesday")).toEqual([
    {
      tool: 'tasks_create_task',
      input: {
        title: 'quick call with Harbour Lights',
        of: { ids: ['C-1'] },
        assignee: 'ada@firm.example',
        due_on: '2026-11-24',
      },
    },
  ])
  expect(await calls("put 'order cake' on my list for Friday")).toMatchObject([
    { tool: 'tasks_create_task', input: { title: 'order cake', assignee: 'ivo@firm.example' } },
  ])
  expect(await calls('note to self: order cake by Friday')).toMatchObject([
    { tool: 'tasks_create_task', input: { assignee: 'ivo@firm.example' } },
  ])
  for (const own of ['remind me to call my mom', 'set a reminder for me to wash the dog'])
    expect([own, (await plan(own)).kind === 'calls']).toEqual([own, false])
  expect(await calls('give the EMEA accounts the pilot label')).toMatchObject([
    { tool: 'accounts_change_tags', input: { add: ['pilot'] } },
  ])
  expect((await plan('raise an invoice for Harbour Lights')).kind).toBe('refuse')
})

test('every call it plans is one that its tool accepts and runs', async () => {
  for (const text of [
    'my accounts',
    'total ARR by region',
    'top 2 customers',
    'tell me about Monday',
    'what does health mean',
    'accounts without a champion',
    'timeline of Old Mill',
  ]) {
    const made = await plan(text)
    expect([text, made.kind]).toEqual([text, 'calls'])
    if (made.kind !== 'calls') continue
    await db.inWorkspace('shop', async (tx) => {
      const asker = await findAsker(tx, 'shop', 'ivo@firm.example')
      const context = {
        asker,
        clock,
        catalogue: await loadCatalogue(tx, 'shop'),
        tx,
        signal: new AbortController().signal,
      }
      for (const call of made.calls) {
        const tool = tools.get(call.tool)
        if (tool?.effect !== 'read') throw new Error(`${call.tool} does not read`)
        expect(await tool.run(tool.input.parse(call.input), context)).toMatchObject({
          text: expect.any(String) as unknown,
        })
      }
    })
  }
})

test('a name that comes with a later import is known then, and asked before', async () => {
  expect((await plan('ARR of Quillworks')).kind).not.toBe('calls')
  await importBundle(db, {
    workspace: 'shop',
    source: bundle([...rows, 'C-4,Quillworks,Print,smb,NA,adopting,ivo@firm.example,5000,USD,2027-02-01,,']),
  })
  expect(await where('ARR of Quillworks')).toEqual({ field: 'id', op: 'eq', value: 'C-4' })
})

test('a measure that is known for earlier days is asked for the day that is named', async () => {
  const asked = await plan('health of Harbour Lights on 1 September')
  expect(asked).toMatchObject({ kind: 'calls', confidence: 'sure' })
  expect(asked.kind === 'calls' && asked.calls[0]?.input).toMatchObject({
    select: [{ field: 'health', at: '2026-09-01' }],
  })
})

test('a day that an event falls on is a condition, not a day to look back to', async () => {
  const asked = await plan('accounts renewing on 5 December')
  expect(asked.kind === 'calls' && asked.calls[0]?.input).toMatchObject({
    where: { field: 'renewal_date', op: 'during', value: { from: '2026-12-05', to: '2026-12-05' } },
  })
})

test.each(['hi', 'Hello there!', 'thanks a lot'])(
  'courtesy alone gets examples, not a refusal: %s',
  async (text) => {
    const asked = await plan(text)
    expect(asked.kind).toBe('clarify')
    expect(asked.kind === 'clarify' && asked.options.length).toBeGreaterThan(2)
  },
)

test('a question about what was said goes to the sources, though its words are also values of fields', async () => {
  const asked = await plan('What did Harbour Lights say about shipping?')
  expect(asked.kind === 'calls' && asked.calls[0]).toMatchObject({
    tool: 'sources_search_sources',
    input: { accounts: ['C-1'] },
  })
})

test('a doubt between readings is put only where their answers differ, and where there is one', async () => {
  const of = (field: string, value: string): Query => ({ from: 'account', where: { field, op: 'eq', value } })
  const between = (...readings: Query[]): Promise<Plan> => {
    const options = readings.map((each) => JSON.stringify(each))
    const doubt: Plan = { kind: 'clarify', question: '?', options, readings, confidence: 'unsure' }
    return asking('', (request) => orAgreed(doubt, request))
  }
  // Harbour Lights alone is either.
  const agreed = await between(of('segment', 'enterprise'), of('industry', 'Shipping'))
  expect(agreed).toMatchObject({ kind: 'calls', calls: [{ input: of('segment', 'enterprise') }] })
  expect(await between(of('segment', 'enterprise'), of('region', 'NA'))).toMatchObject({ kind: 'clarify' })
  // Two that find nothing agree about nothing.
  expect(await between(of('region', 'APAC'), of('region', 'LATAM'))).toMatchObject({ kind: 'clarify' })
  expect(await between(of('segment', 'enterprise'))).toMatchObject({ kind: 'clarify' })
})
