/** Privacy over HTTP: for whoever may manage it, a preview before the act, and the page's shapes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { rowsOf, type Db } from '#db/connect.ts'
import { permissions, type Permission } from '#db/contract.ts'
import { importBundle } from '#db/import/import-bundle.ts'
import { fromFolder } from '#db/import/source.ts'
import { Problem } from '#db/problem.ts'
import { fixtureBundle, fixtureToday } from '#evals/kit/service.ts'
import { freshDb } from '#evals/kit/store.ts'
import { sql } from 'drizzle-orm'
import {
  erasureMapSchema,
  erasureSchema,
  ledgerEntrySchema,
  personExportSchema,
  retentionCountsSchema,
  retentionSchema,
} from '../contract-privacy.ts'
import { privacyRoutes } from './privacy.ts'

const userId = '01999999-0000-7000-8000-000000000001'
let db: Db
let dataDir: string
beforeAll(async () => {
  db = await freshDb()
  dataDir = mkdtempSync(join(tmpdir(), 'steward-privacy-route-'))
  await importBundle(db, { workspace: 'acme', source: fromFolder(fixtureBundle) })
})
afterAll(async () => {
  await db.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function asked(path: string, given: { method?: string; body?: unknown; may?: readonly Permission[] } = {}) {
  const { method = 'GET', body, may = permissions } = given
  const app = new OpenAPIHono()
  app.use(async (context, next) => {
    const rights = { role: 'admin', label: 'Administrator', reads: 'all' as const, acts: 'all' as const }
    context.set('principal', {
      ...{ via: 'session', identity: 'i', credential: 's' },
      workspace: { id: 'acme', name: 'Acme', isDemo: false, settings: {} },
      asker: {
        ...{ workspace: 'acme', userId, email: 'ada@acme.example', name: 'Ada', role: 'admin', team: [] },
        rights: { ...rights, withheld: [], may: [...may] },
      },
    })
    await next()
  })
  app.onError((error, context) =>
    context.json({ code: error instanceof Problem ? error.code : String(error) }, 400),
  )
  app.route('/api', privacyRoutes({ db, dataDir, today: fixtureToday }))
  return app.request(`/api/privacy${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  })
}
const subject = { kind: 'contact', email: 'hugo@northlight.example' }
const roads = [
  ['POST', '/erasures/preview', { subject }],
  ['POST', '/erasures', { subject, confirm: true }],
  ['GET', '/erasures', undefined],
  ['POST', '/exports', { subject }],
  ['GET', '/retention', undefined],
  ['PATCH', '/retention', { rules: { history: 30 } }],
  ['POST', '/retention/preview', undefined],
  ['GET', '/map', undefined],
] as const

describe('privacy', () => {
  test('is refused to whoever may not manage it, on every road', async () => {
    const others = permissions.filter((one) => one !== 'privacy:manage')
    for (const [method, path, body] of roads)
      expect(await (await asked(path, { method, body, may: others })).json(), path).toEqual({
        code: 'forbidden',
      })
  })

  test('exports a person, previews their erasure, and erases them once confirmed', async () => {
    const held = personExportSchema.parse(
      await (await asked('/exports', { method: 'POST', body: { subject } })).json(),
    )
    expect(held.subject).toMatchObject({ names: ['Hugo Brandt'], emails: ['hugo@northlight.example'] })
    const look = async (path: string, body: unknown) =>
      erasureSchema.parse(await (await asked(path, { method: 'POST', body })).json())
    const preview = await look('/erasures/preview', { subject })
    expect(preview).toMatchObject({ id: null, kind: 'contact' })
    expect((await asked('/erasures', { method: 'POST', body: { subject } })).status).toBe(400)
    const done = await look('/erasures', { subject, confirm: true })
    expect(done).toMatchObject({ rows: preview.rows, knownBy: [] })
    const ledger = z.array(ledgerEntrySchema).parse(await (await asked('/erasures')).json())
    expect(ledger).toMatchObject([{ id: done.id, kind: 'contact', liftedAt: null }])
    const entries = await db.inWorkspace('acme', (tx) =>
      rowsOf(
        tx,
        sql`select action, actor_kind, actor_id from audit_entries where action in ('person_exported', 'erased') order by seq`,
      ),
    )
    expect(entries).toEqual([
      { action: 'person_exported', actor_kind: 'person', actor_id: userId },
      { action: 'erased', actor_kind: 'person', actor_id: userId },
    ])
  })

  test('changes retention rules, tells what they would delete, and keeps who changed them', async () => {
    const read = async (method: string, body?: unknown) =>
      retentionSchema.parse(await (await asked('/retention', { method, body })).json())
    expect((await read('GET')).rules.every(({ days }) => days === null)).toBe(true)
    const changed = await read('PATCH', { rules: { activityBodies: 30, history: 365 } })
    expect(changed.rules.filter(({ days }) => days !== null).map(({ kind, days }) => [kind, days])).toEqual([
      ['activityBodies', 30],
      ['history', 365],
    ])
    const { counts } = retentionCountsSchema.parse(
      await (await asked('/retention/preview', { method: 'POST' })).json(),
    )
    expect(counts['activityBodies']).toBeGreaterThan(0)
    expect((await asked('/retention', { method: 'PATCH', body: { rules: { history: 0 } } })).status).toBe(400)
    expect((await read('PATCH', { rules: { activityBodies: null } })).rules[2]?.days).toBeNull()
  })

  test('shows which column holds whose data', async () => {
    const map = erasureMapSchema.parse(await (await asked('/map')).json())
    expect(map).toContainEqual({
      table: 'public.contacts',
      column: 'email',
      holds: 'contact',
      how: 'delete row',
    })
  })
})
