/** What people see: the accounts of their reach and no others, whatever they ask; fields that are withheld tell nothing; texts do not repeat them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTool } from '#agent/run-tool.ts'
import { loadCatalogue } from '#db/catalogue/load.ts'
import { withhold } from '#db/catalogue/withhold.ts'
import type { Db } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'
import { explainSight } from '#db/explain-rights.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromMemory } from '#db/import/source.ts'
import { findAsker } from '#db/people.ts'
import type { Query } from '#db/query/query.ts'
import { runQuery } from '#db/query/run.ts'
import { within } from '#db/rights.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { loadTools } from '#tools/kit/load-tools.ts'
import { clockAt } from '#db/calendar.ts'
import { freshDb } from '../kit/store.ts'
import { accountsOf, openTrial, tryCalls } from './trial.ts'

test.each([6, 29, 42])(
  'two workspaces that differ in what a person may not see answer them alike (seed %i)',
  async (seed) => {
    const db = await freshDb()
    const trial = await openTrial(db, seed)
    const tally = await tryCalls(db, trial, 40)
    expect(tally.leaks).toEqual([])
    expect(tally.answered).toBeGreaterThan(12)
    // And nothing that they may see is kept from them.
    const { seen, expected } = await accountsOf(db, trial)
    expect(seen).toEqual(expected)
    await db.close()
  },
)

const workspace = 'w'
const clock = clockAt({ timeZone: 'UTC', fiscalYearStart: 1 }, '2026-11-21')
const files = {
  'users.csv': `email,name,role,manager_email
root@us.test,Root,admin,
mia@us.test,Mia,manager,root@us.test
cas@us.test,Cas,csm,mia@us.test
col@us.test,Col,csm,mia@us.test
vic@us.test,Vic,viewer,mia@us.test
max@us.test,Max,manager,root@us.test
eve@us.test,Eve,csm,max@us.test
`,
  'accounts.csv': `id,name,csm,ae,arr,tags
A1,Alder,cas@us.test,,100,vip
A2,Birch,col@us.test,,200,
A3,Cedar,eve@us.test,,400,vip
A4,Dogwood,eve@us.test,vic@us.test,800,
A5,Elm,,,1600,
`,
  'contacts.csv': `id,account_id,name,email,phone
C1,A1,Nia Ode,nia.ode@them.test,+1 (415) 555-0100
C3,A3,Omar Sy,omar.sy@them.test,415 555 0300
`,
  'activities.csv': `id,account_id,contact_id,type,at,subject,body,owner
X1,A1,C1,email,2026-11-01T10:00:00Z,Numbers,"Write to NIA.ODE@them.test or cas@us.test, call 1-415-555-0100; ARR is 1,250,000 on 2026-11-30",cas@us.test
`,
  'tasks.csv': `id,account_id,title,status,assignee
T1,A3,Cedar task,open,eve@us.test
T2,,Own matter of Cas,open,cas@us.test
T3,,Own matter of Eve,open,eve@us.test
T4,A5,Elm task,open,cas@us.test
`,
}

describe('a workspace with two teams', () => {
  let db: Db
  beforeAll(async () => {
    db = await freshDb()
    const report = await importBundle(db, {
      workspace: { id: workspace, name: 'W', settings: {} },
      source: fromMemory({ files: new Map(Object.entries(files)) }),
    })
    expect(report.problems).toEqual([])
  })
  afterAll(() => db.close())

  const as = async (name: string): Promise<{ asker: Asker; ask: (query: Query) => Promise<unknown[]> }> => {
    const asker = await db.inWorkspace(workspace, (tx) => findAsker(tx, workspace, `${name}@us.test`), 'read')
    const all = await db.inWorkspace(workspace, (tx) => loadCatalogue(tx, workspace), 'read')
    const catalogue = withhold(all, asker.rights)
    const ask = async (query: Query) =>
      (await db.inWorkspace(within(asker), (tx) => runQuery(tx, catalogue, query, { asker, clock }), 'read'))
        .rows
    return { asker, ask }
  }
  const ids = async (name: string, from = 'account') =>
    ((await (await as(name)).ask({ from, scope: 'all', limit: 50 })) as { id: string }[])
      .map(({ id }) => id)
      .sort()

  test.each([
    ['an administrator all', 'root', ['A1', 'A2', 'A3', 'A4', 'A5']],
    ['a manager those below', 'mia', ['A1', 'A2', 'A4']],
    ['a CSM those of the team', 'cas', ['A1', 'A2', 'A4']],
    ['the other team’s CSM those of theirs', 'eve', ['A3', 'A4']],
    ['a viewer those of the team', 'vic', ['A1', 'A2', 'A4']],
  ])('shows %s', async (_who, name, expected) => {
    expect(await ids(name)).toEqual(expected)
  })

  test('what belongs to an account goes with it, and a task with its person too', async () => {
    expect(await ids('cas', 'contact')).toEqual(['C1'])
    expect(await ids('eve', 'contact')).toEqual(['C3'])
    expect(await ids('cas', 'task')).toEqual(['T2', 'T4'])
    expect(await ids('eve', 'task')).toEqual(['T1', 'T3'])
  })

  test('sums count what is seen alone', async () => {
    const { ask } = await as('cas')
    expect(await ask({ from: 'account', measures: [{ fn: 'sum', field: 'arr' }] })).toEqual([
      { sum_arr: 1100 },
    ])
  })

  test.each<[string, Query]>([
    ['shown', { from: 'contact', select: ['email'] }],
    ['filtered by', { from: 'contact', where: { field: 'phone', op: 'contains', value: '415' } }],
    ['sorted by', { from: 'contact', orderBy: [{ by: 'email', dir: 'asc' }] }],
    ['grouped by', { from: 'contact', groupBy: ['email'], measures: [{ fn: 'count' }] }],
    [
      'counted by',
      { from: 'contact', measures: [{ fn: 'count', where: { field: 'email', op: 'not_null' } }] },
    ],
    ['reached over a relation', { from: 'activity', select: ['contact.email'] }],
  ])('a withheld field can’t be %s, and the refusal says why', async (_how, query) => {
    await expect((await as('vic')).ask(query)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('not shown to you') as string,
    })
    await expect((await as('cas')).ask(query)).resolves.toBeDefined()
  })

  test('a viewer’s timeline repeats no contact’s address or number, and keeps amounts, dates and colleagues', async () => {
    const tools = await loadTools()
    const timeline = async (name: string) => {
      const { asker } = await as(name)
      const all = await db.inWorkspace(workspace, (tx) => loadCatalogue(tx, workspace), 'read')
      const outcome = await runTool(
        { id: '1', tool: 'accounts_show_timeline', input: { account: 'A1' } },
        {
          ...{ db, tools, asker, clock, catalogue: withhold(all, asker.rights) },
          ...{ signal: new AbortController().signal, emit: () => {} },
          log: ({ error }) => {
            throw error
          },
        },
      )
      return JSON.stringify(outcome)
    }
    const [whole, bare] = [await timeline('cas'), await timeline('vic')]
    expect(whole).toContain('NIA.ODE@them.test')
    expect(whole).toContain('1-415-555-0100')
    expect(bare).not.toMatch(/nia\.ode/i)
    expect(bare).not.toContain('555-0100')
    for (const kept of ['cas@us.test', '1,250,000', '2026-11-30']) expect(bare).toContain(kept)
  })

  test.each([
    ['cas', 'A1', true, 'Its CSM is Cas'],
    ['vic', 'A4', true, 'account executive is Vic'],
    ['cas', 'A3', false, 'Its CSM is Eve, who is not among those'],
    ['cas', 'A5', false, 'The account has no CSM.'],
    ['root', 'A5', true, 'reads every account'],
  ])('tells an administrator why %s sees %s or not', async (name, account, sees, because) => {
    const sight = await db.inWorkspace(
      workspace,
      async (tx) =>
        explainSight(tx, workspace, (await findAsker(tx, workspace, `${name}@us.test`)).userId, account),
      'read',
    )
    expect(sight.sees).toBe(sees)
    expect(sight.because.join(' ')).toContain(because)
  })

  test('an answer with contacts’ addresses is on record, one without is not', async () => {
    const tools = await loadTools()
    const { asker } = await as('cas')
    const catalogue = await db.inWorkspace(workspace, (tx) => loadCatalogue(tx, workspace), 'read')
    const ask = (input: Query) =>
      runTool(
        { id: '1', tool: 'records_query_records', input },
        {
          ...{ db, tools, asker, clock, catalogue, signal: new AbortController().signal, emit: () => {} },
          log: ({ error }) => {
            throw error
          },
        },
      )
    const recorded = async () =>
      (await db.inWorkspace(workspace, (tx) => tx.select().from(auditEntries), 'read')).filter(
        ({ action }) => action === 'masked_read',
      )
    await ask({ from: 'contact', select: ['name', 'title'] })
    expect(await recorded()).toEqual([])
    await ask({ from: 'activity', select: ['subject', 'contact.email'] })
    const [entry, ...others] = await recorded()
    expect(others).toEqual([])
    expect(entry).toMatchObject({ actorId: asker.userId })
    expect(JSON.parse(entry?.details ?? '{}')).toMatchObject({ fields: ['contact.email'], rows: 1 })
  })

  test('a person writes nothing by their own transaction', async () => {
    const { asker } = await as('cas')
    await expect(db.inWorkspace(within(asker), (tx) => tx.execute(`delete from tasks`))).rejects.toThrow()
  })
})
