/** The audit log over HTTP: for whoever may read it, by filter and page, as a file that can be verified, and checked on the spot. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordAudit } from '#db/audit/append.ts'
import { readExportedAudit } from '#db/audit/read-export.ts'
import type { Signing } from '#db/audit/sign-heads.ts'
import { signingKeyOf } from '#db/audit/signing-key.ts'
import { verifyLog } from '#db/audit/verify.ts'
import type { Db } from '#db/connect.ts'
import { permissions, type Permission, type Rights } from '#db/contract.ts'
import { Problem } from '#db/problem.ts'
import { freshDb } from '#evals/kit/store.ts'
import { auditPageSchema, auditVerificationSchema } from '../contract-audit.ts'
import type { Principal } from '../principal.ts'
import { auditRoutes } from './audit.ts'

let db: Db
let folder: string
let signing: Signing
beforeAll(async () => {
  db = await freshDb()
  folder = mkdtempSync(join(tmpdir(), 'steward-audit-route-'))
  signing = { db, key: signingKeyOf({ folder }), folder: join(folder, 'audit') }
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

const userId = '01999999-0000-7000-8000-000000000001'

function principal(workspace: string, may: readonly Permission[]): Principal {
  const rights: Rights = {
    role: 'admin',
    label: 'Administrator',
    reads: 'all',
    acts: 'all',
    withheld: [],
    may: [...may],
  }
  return {
    ...{ via: 'session', identity: 'i', credential: 's' },
    workspace: { id: workspace, name: workspace, isDemo: false, settings: {} },
    asker: { workspace, userId, email: 'ada@acme.example', name: 'Ada', role: 'admin', team: [], rights },
  }
}

/** As somebody who signed in to the workspace. */
function asked(workspace: string, path: string, may: readonly Permission[] = permissions) {
  const app = new OpenAPIHono()
  app.use(async (context, next) => {
    context.set('principal', principal(workspace, may))
    await next()
  })
  app.onError((error, context) =>
    context.json({ code: error instanceof Problem ? error.code : 'internal' }, 400),
  )
  app.route('/api', auditRoutes(signing))
  return app.request(path)
}

describe('the audit log', () => {
  test('is refused to whoever may not read it, on every road', async () => {
    const others = permissions.filter((one) => one !== 'audit:read')
    for (const path of ['/api/audit', '/api/audit/export', '/api/audit/verify'])
      expect(await (await asked('refused', path, others)).json()).toEqual({ code: 'forbidden' })
  })

  test('is read by filter, a page at a time, and never that of another workspace', async () => {
    for (let i = 1; i <= 3; i++)
      await recordAudit(db, 'acme', {
        actor: { kind: 'person', id: userId },
        action: 'exported',
        details: { i },
        personal: { email: 'ada@acme.example' },
      })
    await recordAudit(db, 'globex', { actor: { kind: 'system' }, action: 'imported' })
    const read = async (query: string) =>
      auditPageSchema.parse(await (await asked('acme', `/api/audit?${query}`)).json())
    const first = await read('limit=2')
    expect(first.entries.map(({ seq }) => seq)).toEqual([3, 2])
    expect((await read(`limit=2&cursor=${first.next ?? 0}`)).entries).toMatchObject([
      { seq: 1, personal: { email: 'ada@acme.example' } },
    ])
    expect((await read('action=imported')).entries).toEqual([])
    expect(await (await asked('acme', '/api/audit?since=yesterday')).json()).toEqual({ code: 'bad_request' })
  })

  test.each(['jsonl', 'csv'])(
    'comes as %s with what verifies it, leaves an entry, and nothing on the disk',
    async (format) => {
      const before = readdirSync(tmpdir()).filter((name) => /^steward-audit-[A-Za-z0-9]{6}$/.test(name))
      const answer = await asked('acme', `/api/audit/export?format=${format}`)
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="audit.${format}"`)
      const file = join(folder, `exported.${format}`)
      writeFileSync(file, await answer.text())
      const log = await readExportedAudit(file)
      expect(await verifyLog(log, [signing.key.publicKey], [])).toMatchObject({ verdict: 'intact' })
      const page = auditPageSchema.parse(await (await asked('acme', '/api/audit?limit=1')).json())
      expect(page.entries).toMatchObject([
        { action: 'audit_exported', actor: { id: userId }, details: { format } },
      ])
      await expect
        .poll(() =>
          readdirSync(tmpdir()).filter(
            (name) => /^steward-audit-[A-Za-z0-9]{6}$/.test(name) && !before.includes(name),
          ),
        )
        .toEqual([])
    },
  )

  test('is verified, and a head of it as it is now is signed', async () => {
    const told = auditVerificationSchema.parse(await (await asked('acme', '/api/audit/verify')).json())
    expect(told).toMatchObject({ verdict: 'intact', coveredTo: told.entries })
    expect(told.entries).toBeGreaterThan(2)
  })
})
