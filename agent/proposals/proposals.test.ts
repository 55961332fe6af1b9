/** Proposals by the real road: what is seen is what is approved, once, by who may, as things are now; every refusal has its own words and writes nothing. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/connect.ts'
import { liftHold, placeHold } from '#db/effects/holds.ts'
import { inChange } from '#db/history/change.ts'
import { Problem } from '#db/problem.ts'
import { actingIn, askerOf, carryOutAs, proposeAs, type Acting } from '#evals/kit/effects.ts'
import { freshDb } from '#evals/kit/store.ts'
import { approve } from './approve.ts'
import { edit, proposeUndo } from './replace.ts'
import { narrow, reject } from './settle.ts'
import { grantStandingFor } from './standing.ts'
import { listProposals, readProposal } from './view.ts'

let parts: Acting
beforeAll(async () => {
  parts = await actingIn(await freshDb())
})
afterAll(() => parts.close())

const workspace = 'acme'
const who = (name: string) => askerOf(parts, workspace, `${name}@acme.example`)
const at = (statement: ReturnType<typeof sql>) =>
  parts.db.inWorkspace(workspace, (tx) => rowsOf<Record<string, unknown>>(tx, statement), 'read')
const changed = (statement: ReturnType<typeof sql>) =>
  inChange(parts.db, workspace, { kind: 'edit', source: 'steward' }, (tx) => tx.execute(statement))
const seats = async (id: string) =>
  (await at(sql`select seats from accounts where source_id = ${id}`))[0]?.['seats']

/** No two are alike, so each is a change of every row. */
let next = 10_000
const toggled = (ids: string[]) => ({
  tool: 'records_change_field',
  input: { object: 'account', of: { ids }, field: 'seats', value: ++next },
})
async function proposed(name: string, ids: string[], integrity: 'T' | 'U' = 'T') {
  const proposal = await proposeAs(parts, await who(name), { ...toggled(ids), integrity })
  if (!proposal) throw new Error('nothing was proposed')
  return proposal
}
const yes = async (name: string, { id, digest }: { id: string; digest: string }, now?: string) =>
  approve(parts, { asker: await who(name), surface: 'web', proposal: id, digest, now })

/** Everything that a decision could write. */
const written = () =>
  at(sql`select (select count(*) from approvals)::int as approvals, (select count(*) from runs)::int as runs,
      (select count(*) from field_history)::int as history, (select count(*) from audit_entries)::int as audit,
      (select count(*) from proposals where state <> 'open')::int as decided`)

/** The refusal's words; nothing was written. */
async function refused(work: () => Promise<unknown>): Promise<string> {
  const before = await written()
  const error = await work().then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(await written()).toEqual(before)
  if (error instanceof Problem) return `${error.message} ${error.next}`
  throw error instanceof Error ? error : new Error('it was not refused')
}

const actions = async () =>
  (await at(sql`select action from audit_entries order by seq`)).map(({ action }) => action)

describe('a proposal', () => {
  test('changes nothing until it is approved, and is on record with each decision', async () => {
    const before = await seats('A-1')
    const past = (await actions()).length
    const proposal = await proposed('nora', ['A-1'])
    expect(proposal).toMatchObject({ state: 'open', effectKind: 'E2', rows: 1, requester: 'Nora Lind' })
    expect(await seats('A-1')).toBe(before)
    const run = await carryOutAs(parts, await who('nora'), proposal)
    expect(run).toMatchObject({ state: 'done', done: 1, approvedBy: 'Nora Lind' })
    expect(await seats('A-1')).not.toBe(before)
    expect((await actions()).slice(past)).toEqual(['proposed', 'approved', 'acted'])
  })

  test('leaves out what is so already and what is not theirs to act on; a viewer has none at all', async () => {
    const input = { object: 'account', of: { ids: ['A-1'] }, field: 'seats', value: await seats('A-1') }
    expect(await proposeAs(parts, await who('nora'), { tool: 'records_change_field', input })).toBeNull()
    const proposal = await proposed('nora', ['A-1', 'A-3'])
    expect(proposal.changes.map(({ id }) => id)).toEqual(['A-1'])
    expect(proposal.notes.join()).toContain('Café Brûlot')
    await expect(proposed('vera', ['A-1'])).rejects.toThrow('may not change anything')
  })

  test('is seen by who asked and by who may approve every row, and by nobody else', async () => {
    const { id } = await proposed('nora', ['A-2'])
    for (const name of ['nora', 'max', 'ada'])
      expect((await readProposal(parts, await who(name), id)).id).toBe(id)
    for (const name of ['omar', 'vera'])
      await expect(readProposal(parts, await who(name), id)).rejects.toThrow('There is no such proposal')
    const ids = async (name: string) => (await listProposals(parts, await who(name))).map((one) => one.id)
    expect(await ids('max')).toContain(id)
    expect(await ids('omar')).not.toContain(id)
  })

  test('of the same call of a turn is made once', async () => {
    const call = { ...toggled(['A-4']), turn: crypto.randomUUID(), id: 'call-1' }
    const [one, other] = [
      await proposeAs(parts, await who('omar'), call),
      await proposeAs(parts, await who('omar'), call),
    ]
    expect(other?.id).toBe(one?.id)
  })
})

describe('a yes', () => {
  test('of two people at once counts once', async () => {
    const proposal = await proposed('nora', ['A-2'])
    const results = await Promise.allSettled([yes('max', proposal), yes('ada', proposal)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = results.find((one) => one.status === 'rejected')
    expect(String(lost?.reason)).toMatch(/(Max Fuchs|Ada Okoye) approved this before you/)
    expect(await at(sql`select 1 from runs where proposal_id = ${proposal.id}::uuid`)).toHaveLength(1)
  })

  test('to a row that changed since is refused by name, and a new proposal takes its place', async () => {
    const proposal = await proposed('nora', ['A-1', 'A-5'])
    await changed(sql`update accounts set seats = seats + 1 where source_id = 'A-5'`)
    const before = await at(sql`select count(*)::int as n from field_history`)
    await expect(yes('max', proposal)).rejects.toThrow(
      '1 of its 2 rows was changed since the preview: Quiet Harbor.',
    )
    const old = await readProposal(parts, await who('max'), proposal.id)
    expect(old.state).toBe('superseded')
    const anew = await readProposal(parts, await who('max'), old.supersededBy ?? '')
    expect(anew).toMatchObject({ state: 'open', rows: 2, requester: 'Nora Lind', run: null })
    expect(anew.changes.map(({ before, after }) => [before, after])[1]).toEqual([
      13,
      proposal.changes[1]?.after,
    ])
    expect(await at(sql`select count(*)::int as n from field_history`)).toEqual(before)
    expect(await refused(() => yes('max', proposal))).toContain(anew.id)
    expect(await yes('max', anew)).toMatchObject({ state: 'approved' })
  })

  test('that comes too late, twice, or to what was rejected is refused', async () => {
    const late = await proposed('nora', ['A-1'])
    const tomorrow = new Date(Date.now() + 25 * 3_600_000).toISOString()
    expect(await refused(() => yes('nora', late, tomorrow))).toContain('expired at')
    await yes('nora', late)
    expect(await refused(() => yes('nora', late))).toContain('You have approved this already')
    const unwanted = await proposed('nora', ['A-2'])
    await reject(parts, { asker: await who('max'), surface: 'web', proposal: unwanted.id, reason: 'Not now' })
    expect(await refused(() => yes('nora', unwanted))).toContain('Max Fuchs rejected this')
  })

  test('of who lost the right, or never had it, is refused', async () => {
    const own = await proposed('nora', ['A-5'])
    expect(await refused(() => yes('omar', own))).toContain('You may not, or no longer, approve this')
    const omar = await who('omar')
    const unseen = { asker: omar, surface: 'web' as const, proposal: own.id }
    expect(await refused(() => approve(parts, unseen))).toContain('There is no such proposal')
    const csm = (name: string) =>
      changed(
        sql`update accounts set csm_id = (select id from users where email = ${`${name}@acme.example`}) where source_id = 'A-5'`,
      )
    await csm('omar')
    expect(await refused(() => yes('nora', own))).toContain(
      'You may not, or no longer, act on 1 of its 1 rows',
    )
    expect(await refused(() => yes('max', own))).toContain(
      'Whoever asked for this may no longer do it themselves',
    )
    await csm('nora')
    const others = await proposed('nora', ['A-2'])
    const max = await who('max')
    await changed(sql`update users set role = 'csm' where email = 'max@acme.example'`)
    const stale = { asker: max, surface: 'slack' as const, proposal: others.id, digest: others.digest }
    expect(await refused(() => approve(parts, stale))).toContain('You may not, or no longer, approve this')
    await changed(sql`update users set role = 'manager' where email = 'max@acme.example'`)
  })

  test.each([
    ['its arguments', sql`update proposals set arguments = jsonb_set(arguments, '{value}', '"78"')`],
    ['how many must agree', sql`update proposals set approvals_needed = 0`],
    ['a value that it writes', sql`update proposal_rows set "write" = '{"seats": 78}'`],
    ['a value that it shows', sql`update proposal_rows set after = '{"seats": 78}'`],
    [
      'which row it writes',
      sql`update proposal_rows set row_id = (select id from accounts where source_id = 'A-3')`,
    ],
    ['which rows are left out', sql`update proposal_rows set excluded = true`],
  ])('to one of which somebody altered %s is refused', async (_what, tampering) => {
    const proposal = await proposed('nora', ['A-1', 'A-2'])
    const key = tampering.queryChunks.some((chunk) => JSON.stringify(chunk).includes('proposal_rows'))
      ? sql` where seq = 1 and proposal_id = ${proposal.id}::uuid`
      : sql` where id = ${proposal.id}::uuid`
    await parts.db.inWorkspace(workspace, (tx) => tx.execute(sql`${tampering}${key}`))
    expect(await refused(() => yes('nora', proposal))).toContain('not as Steward wrote it')
  })

  test('under another key, another definition of the tool, or while everything is stopped is refused', async () => {
    const proposal = await proposed('nora', ['A-1'])
    const approval = { asker: await who('nora'), surface: 'web' as const, proposal: proposal.id }
    const other = { ...parts, sealingKey: () => Promise.resolve(Buffer.alloc(32)) }
    expect(await refused(() => approve(other, approval))).toContain('not as Steward wrote it')
    const tool = parts.tools.get('records_change_field')
    if (!tool) throw new Error('the tool is there')
    const tools = new Map([
      ...parts.tools,
      [tool.name, { ...tool, description: `${tool.description} And more.` }],
    ])
    expect(await refused(() => approve({ ...parts, tools }, approval))).toContain(
      'has changed since this was proposed',
    )
    await placeHold(parts.db, await who('ada'), 'Odd things happen')
    expect(await refused(() => approve(parts, approval))).toContain('Odd things happen')
    expect(await refused(() => proposed('nora', ['A-2']))).toContain('Odd things happen')
    await liftHold(parts.db, await who('ada'))
    expect(await approve(parts, approval)).toMatchObject({ state: 'approved' })
  })

  test('to many rows that untrusted text led to takes two people', async () => {
    await changed(sql`insert into tasks (workspace_id, id, source_id, account_id, title, status, priority, assignee_id)
      select 'acme', gen_random_uuid(), 'many-' || n, a.id, 'Task ' || n, 'open', 'normal', a.csm_id
      from accounts a, generate_series(1, 501) n where a.source_id = 'A-1'`)
    const where = { field: 'title', op: 'contains', value: 'Task ' }
    const input = { object: 'task', of: { where }, field: 'priority', value: 'high' }
    const proposal = await proposeAs(parts, await who('nora'), {
      tool: 'records_change_field',
      input,
      integrity: 'U',
    })
    if (!proposal) throw new Error('nothing was proposed')
    expect(proposal).toMatchObject({ rows: 501, effectKind: 'E3', integrity: 'U', approvalsNeeded: 2 })
    expect(await yes('nora', proposal)).toEqual({ state: 'waiting', approvalsLeft: 1 })
    expect(await refused(() => yes('nora', proposal))).toContain('It takes a second person')
    expect(await yes('max', proposal)).toMatchObject({ state: 'approved' })
  })
})

describe('before a yes', () => {
  test('rows can be left out: the others are sealed anew, and what was seen before is refused', async () => {
    const proposal = await proposed('max', ['A-1', 'A-2', 'A-5'])
    const asker = await who('max')
    const less = await narrow(parts, { asker, surface: 'web', proposal: proposal.id, excluded: [1, 3] })
    expect(less).toMatchObject({ rows: 1, count: 1, state: 'open' })
    expect(less.digest).not.toBe(proposal.digest)
    expect(await refused(() => yes('max', proposal))).toContain('not the one that you saw')
    const none = { asker, surface: 'web' as const, proposal: proposal.id, excluded: [1, 2, 3] }
    expect(await refused(() => narrow(parts, none))).toContain('That would leave no row')
    expect(await carryOutAs(parts, asker, less)).toMatchObject({ done: 1, total: 1 })
  })

  test('its arguments can be edited: a new proposal of who edited takes its place', async () => {
    const proposal = await proposed('nora', ['A-1'])
    const given = { asker: await who('max'), surface: 'web' as const, proposal: proposal.id }
    const wrong = { ...proposal.arguments, value: 'gigantic' }
    expect(await refused(() => edit(parts, { ...given, arguments: wrong }))).toContain('gigantic')
    const edited = await edit(parts, { ...given, arguments: { ...proposal.arguments, value: 77 } })
    expect(edited).toMatchObject({ state: 'open', requester: 'Max Fuchs' })
    expect(edited.changes[0]?.after).toBe(77)
    expect((await readProposal(parts, given.asker, proposal.id)).supersededBy).toBe(edited.id)
  })
})

describe('what was done', () => {
  test('is taken back by a proposal, which is taken back itself; each run once', async () => {
    const nora = await who('nora')
    const before = await seats('A-5')
    const run = await carryOutAs(parts, nora, await proposed('nora', ['A-5']))
    const undo = await proposeUndo(parts, { asker: nora, surface: 'web', run: run.id })
    expect(undo).toMatchObject({ undoes: run.id, rows: 1, tool: 'runs_undo_run' })
    const undone = await carryOutAs(parts, nora, undo)
    expect(await seats('A-5')).toBe(before)
    expect(await refused(() => proposeUndo(parts, { asker: nora, surface: 'web', run: run.id }))).toContain(
      'already',
    )
    const last = await proposeAs(parts, nora, { tool: 'runs_undo_run', input: {} })
    expect(last).toMatchObject({ undoes: undone.id, arguments: { run: undone.id } })
    if (last) await carryOutAs(parts, nora, last)
    expect(await seats('A-5')).not.toBe(before)
  })
})

describe('a standing approval', () => {
  test('lets small trusted writes go at once, as often as it says, and nothing else', async () => {
    const ada = await who('ada')
    const standing = { asker: ada, tool: 'records_change_field', mostRows: 1, mostADay: 1, days: 7 }
    await expect(grantStandingFor(parts, { ...standing, asker: await who('max') })).rejects.toThrow(
      'may not grant',
    )
    await grantStandingFor(parts, standing)
    expect(await proposed('max', ['A-1', 'A-2'])).toMatchObject({ state: 'open' })
    expect(await proposed('nora', ['A-1'], 'U')).toMatchObject({ state: 'open' })
    const before = await seats('A-2')
    const done = await proposed('nora', ['A-2'])
    expect(done).toMatchObject({ state: 'approved', decidedBy: null })
    expect(await seats('A-2')).not.toBe(before)
    expect(await proposed('nora', ['A-5'])).toMatchObject({ state: 'open' })
    const undo = await proposeUndo(parts, { asker: await who('nora'), surface: 'web', run: done.run ?? '' })
    expect(undo).toMatchObject({ state: 'open', undoes: done.run })
  })
})
