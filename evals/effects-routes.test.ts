/** Proposals over real HTTP: seen by who may, approved once as seen, narrowed, edited, rejected, carried out, taken back, stopped. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approve } from '#agent/proposals/approve.ts'
import type { Card, RunCard, RowsPage, ChangesPage } from '#server/contract-effects.ts'
import { proposeAs, askerOf } from './kit/effects.ts'
import { invite, realService, setUp, type Client, type RealService } from './kit/real-service.ts'

type Told = { error: { what: string; next: string } }
type Decided = { proposal: Card; run: RunCard | null }

describe('proposals over HTTP', () => {
  let service: RealService
  let admin: Client
  let nora: Client
  let max: Client
  beforeAll(async () => {
    service = await realService()
    admin = await setUp(service)
    nora = await invite(service, admin, { email: 'nora@acme.example', name: 'Nora Lind', role: 'csm' })
    max = await invite(service, admin, { email: 'max@acme.example', name: 'Max Fuchs', role: 'manager' })
  })
  afterAll(() => service?.close())

  let seats = 10_000
  /** Of Nora's accounts, proposed in her name; no two are alike. */
  async function proposed(ids = ['A-1', 'A-2', 'A-5'], email = 'nora@acme.example') {
    const asker = await askerOf(service.steward, 'acme', email)
    const input = { object: 'account', of: { ids }, field: 'seats', value: ++seats }
    const proposal = await proposeAs(service.steward, asker, { tool: 'records_change_field', input })
    if (!proposal) throw new Error('nothing was proposed')
    return proposal
  }
  const at = (id: string, act = '') => `/api/proposals/${id}${act}`

  test('is shown with what it is to the reader: who asked may approve, a manager above too, a stranger sees none', async () => {
    const { id } = await proposed()
    const hers = await nora.get<Card>(at(id))
    expect(hers.body).toMatchObject({
      isMine: true,
      mayDecide: true,
      state: 'open',
      rows: 3,
      requester: 'Nora Lind',
    })
    const his = await max.get<Card>(at(id))
    expect(his.body).toMatchObject({ isMine: false, mayDecide: true })
    const omar = await invite(service, admin, {
      email: 'omar@acme.example',
      name: 'Omar Haddad',
      role: 'csm',
    })
    expect((await omar.get(at(id))).status).toBe(404)
    const { body } = await max.get<Card[]>('/api/proposals?state=open&waiting=true')
    expect(body.map((card) => card.id)).toContain(id)
    expect((await omar.get<Card[]>('/api/proposals')).body).toEqual([])
  })

  test('pages through its changes with how each field is printed', async () => {
    const { id } = await proposed()
    const first = (await nora.get<ChangesPage>(at(id, '/changes?limit=2'))).body
    expect(first.changes.map(({ id: row, before }) => [row, before])).toHaveLength(2)
    expect(first.fields).toEqual([
      expect.objectContaining({ object: 'account', key: 'seats', label: 'Seats', type: 'number' }),
    ])
    const rest = (await nora.get<ChangesPage>(at(id, `/changes?limit=2&from=${first.next}`))).body
    expect([...first.changes, ...rest.changes].map((change) => change.id).sort()).toEqual([
      'A-1',
      'A-2',
      'A-5',
    ])
    expect(rest.next).toBeNull()
  })

  test('is approved as it was seen, once: the run is over with the answer, and a second yes is told so', async () => {
    const { id, digest } = await proposed()
    expect((await nora.post<Told>(at(id, '/approve'), { digest: 'another' })).status).toBe(409)
    const { body, status } = await nora.post<Decided>(at(id, '/approve'), { digest })
    expect(status).toBe(200)
    expect(body.proposal).toMatchObject({ state: 'approved', approvedBy: ['Nora Lind'] })
    expect(body.run).toMatchObject({ state: 'done', done: 3, skipped: 0, undo: null })
    const again = await max.post<Told>(at(id, '/approve'), { digest })
    expect([again.status, again.body.error.what]).toEqual([
      409,
      expect.stringContaining('Nora Lind approved this before you'),
    ])
  })

  test('is narrowed twice, and what was left out first stays left out', async () => {
    const { id, changes } = await proposed()
    const seqOf = (row: string) => changes.find((change) => change.id === row)?.seq
    const once = await nora.post<Card>(at(id, '/narrow'), { excluded: [seqOf('A-1')] })
    expect(once.body.rows).toBe(2)
    const twice = await nora.post<Card>(at(id, '/narrow'), { excluded: [seqOf('A-2')] })
    expect(twice.body.changes.map((change) => change.id)).toEqual(['A-5'])
    const done = await nora.post<Decided>(at(id, '/approve'), { digest: twice.body.digest })
    expect(done.body.run).toMatchObject({ done: 1, total: 1 })
  })

  test('is edited into another one, which takes its place', async () => {
    const { id } = await proposed()
    const form = await nora.get<{ schema: { properties: object }; arguments: object }>(at(id, '/form'))
    expect(Object.keys(form.body.schema.properties)).toContain('value')
    const wanted = { ...form.body.arguments, value: 77 }
    const { body } = await nora.post<Card>(at(id, '/edit'), { arguments: wanted })
    expect(body.changes.map(({ after }) => after)).toEqual([77, 77, 77])
    expect((await nora.get<Card>(at(id))).body).toMatchObject({ state: 'superseded', supersededBy: body.id })
    const wrong = await nora.post<Told>(at(body.id, '/edit'), { arguments: { ...wanted, value: 'many' } })
    expect(wrong.status).toBe(400)
  })

  test('is rejected with a reason that who asked reads', async () => {
    const { id } = await proposed()
    expect((await max.post(at(id, '/reject'), { reason: ' ' })).status).toBe(400)
    expect((await max.post<Card>(at(id, '/reject'), { reason: 'Not before Friday' })).status).toBe(200)
    expect((await nora.get<Card>(at(id))).body).toMatchObject({
      ...{ state: 'rejected', decidedBy: 'Max Fuchs', reason: 'Not before Friday' },
    })
  })

  test('leaves a run with every row, a file, and a way back that names what was edited since', async () => {
    const { id, digest } = await proposed()
    const { run } = (await nora.post<Decided>(at(id, '/approve'), { digest })).body
    const runPath = `/api/runs/${run?.id}`
    const rows = (await nora.get<RowsPage>(`${runPath}/rows?state=done`)).body.rows
    expect(rows.map((row) => row.id).sort()).toEqual(['A-1', 'A-2', 'A-5'])
    const file = await nora.get(`${runPath}/file`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.text.trim().split('\n')).toHaveLength(4)

    const other = await proposed(['A-1'])
    await nora.post(at(other.id, '/approve'), { digest: other.digest })
    const undo = (await nora.post<Card>(`${runPath}/undo`)).body
    expect(undo).toMatchObject({ undoes: run?.id, rows: 2, mayDecide: true })
    expect((await nora.get<RunCard>(runPath)).body.undo).toBe(undo.id)
    const left = (await nora.get<RowsPage>(at(undo.id, '/left'))).body.rows
    expect(left.map((row) => [row.id, row.state])).toEqual([['A-1', 'skipped']])
    const back = await nora.post<Decided>(at(undo.id, '/approve'), { digest: undo.digest })
    expect(back.body.run).toMatchObject({ state: 'done', done: 2 })
    expect((await nora.get<RunCard[]>('/api/runs')).body.map((one) => one.id)).toContain(run?.id)
    expect((await max.get<RunCard>(runPath)).body.undoneBy).toBe(undo.id)
  })

  test('is paused, gone on with and stopped while it is carried out', async () => {
    // Approved without waking anybody who would carry it out at once.
    const begun = async () => {
      const { id, digest } = await proposed()
      const asker = await askerOf(service.steward, 'acme', 'nora@acme.example')
      const said = await approve(service.steward, { asker, surface: 'web', proposal: id, digest })
      return said.state === 'approved' ? `/api/runs/${said.run}` : ''
    }
    const run = await begun()
    expect((await nora.post<RunCard>(`${run}/pause`)).body).toMatchObject({ state: 'paused', done: 0 })
    expect((await nora.post<RunCard>(`${run}/resume`)).body).toMatchObject({ state: 'done', done: 3 })
    expect((await nora.post<Told>(`${run}/stop`)).status).toBe(409)
    const other = await begun()
    expect((await max.post<RunCard>(`${other}/stop`)).body).toMatchObject({ state: 'stopped', done: 0 })
  })

  test('waits while everything is stopped, which an administrator alone may order', async () => {
    const { id, digest } = await proposed()
    expect((await max.post('/api/holds', { reason: 'Audit' })).status).toBe(403)
    expect((await admin.post('/api/holds', { reason: 'Audit of today' })).status).toBe(200)
    expect((await nora.get<Card>(at(id))).body.held).toBe('Audit of today')
    const refused = await nora.post<Told>(at(id, '/approve'), { digest })
    expect(refused.body.error.what).toContain('Audit of today')
    expect((await admin.delete<{ current: null; past: object[] }>('/api/holds')).body).toMatchObject({
      current: null,
    })
    expect((await nora.post(at(id, '/approve'), { digest })).status).toBe(200)
  })

  test('is carried out at once where a standing approval lets it through, until that is revoked', async () => {
    const wanted = { tool: 'records_change_field', mostRows: 3, mostADay: 1, days: 1 }
    type List = { granted: { id: string; label: string }[]; tools: { name: string }[] }
    const { body } = await admin.post<List>('/api/standing-approvals', wanted)
    expect(body.tools.map(({ name }) => name)).toContain('records_change_field')
    expect((await proposed(['A-5'])).state).toBe('approved')
    expect((await proposed(['A-5'])).state).toBe('open')
    const [granted] = body.granted
    const after = await admin.delete<List>(`/api/standing-approvals/${granted?.id}`)
    expect(after.body.granted).toEqual([])
  })
})
