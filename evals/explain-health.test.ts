/** Questions about health and churn are understood without a model: each of these calls the tool that answers it, with what it needs. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOfflinePlanner } from '#agent/offline/planner.ts'
import { clockAt } from '#db/calendar.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import type { Db } from '#db/connect.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { findAsker } from '#db/people.ts'
import { loadTools } from '#tools/kit/load-tools.ts'
import { freshDb } from './kit/store.ts'

const files = new Map([
  ['users.csv', 'email,name,role\nivo@firm.example,Ivo Marsh,csm'],
  [
    'accounts.csv',
    'id,name,lifecycle,csm,arr,currency\nC-1,Harbour Lights,adopting,ivo@firm.example,90000,USD\nC-2,Old Mill,adopting,,7000,USD',
  ],
])
const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, '2026-11-21')
const planner = createOfflinePlanner()
const tools = await loadTools()

let db: Db
beforeAll(async () => {
  db = await freshDb()
  await importBundle(db, { workspace: 'shop', source: fromMemory({ files }) })
})
afterAll(() => db.close())

const call = async (text: string) => {
  const plan = await db.inWorkspace('shop', async (tx) =>
    planner.plan({
      ...{ text, history: [], clock, tools, tx, signal: new AbortController().signal },
      asker: await findAsker(tx, 'shop', 'ivo@firm.example'),
      catalogue: await loadCatalogue(tx, 'shop'),
    }),
  )
  const [first] = plan.kind === 'calls' ? plan.calls : []
  return first ? { tool: first.tool, input: first.input } : plan
}

it.each<[string, object]>([
  ['Why is Harbour Lights’ health so low?', {}],
  ['why is the health of Old Mill 43', { account: 'C-2' }],
  ["what changed in Harbour Lights's health since June", { since: expect.anything() as unknown }],
  ['what has moved in the health of Old Mill since 1 September?', { since: expect.anything() as unknown }],
  ["why did Old Mill's health drop since September", { since: expect.anything() as unknown }],
  ['What would make Harbour Lights green?', { band: 'green' }],
  ['what would it take to get Old Mill to yellow', { band: 'yellow' }],
  ['how can we get Harbour Lights back to green', { band: 'green' }],
  ["how can we improve Old Mill's health", {}],
  ['break down the health score of Harbour Lights', {}],
])('%s', async (text, input) => {
  const account = text.includes('Old Mill') ? 'C-2' : 'C-1'
  expect(await call(text)).toEqual({
    tool: 'measures_explain_health',
    input: expect.objectContaining({ account, ...input }) as unknown,
  })
})

it.each([
  ['what is the churn probability of Old Mill', 'churn_probability'],
  ['which accounts have a churn probability over 20 %', 'churn_probability'],
  ['top 5 accounts by likelihood of churn', 'churn_probability'],
  ['accounts with health confidence under 50 %', 'health_confidence'],
])('%s', async (text, field) => {
  const made = await call(text)
  expect(made).toMatchObject({ tool: 'records_query_records' })
  expect(JSON.stringify(made)).toContain(`"${field}"`)
})
