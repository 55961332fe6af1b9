/** The audit log for whoever may read it: entries by filter, the whole as a file, and whether anybody tampered with it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { recordAudit } from '#db/audit/append.ts'
import { checkAudit } from '#db/audit/check.ts'
import { exportAuditTo } from '#db/audit/export-file.ts'
import { listAudit } from '#db/audit/list.ts'
import type { Signing } from '#db/audit/sign-heads.ts'
import {
  auditExportQuerySchema,
  auditPageSchema,
  auditQuerySchema,
  auditVerificationSchema,
} from '../contract-audit.ts'
import { principalOf } from '../principal.ts'
import { giving, resource } from '../resource.ts'
import { route } from '../route.ts'
import { actorOf } from '../sign-in/record.ts'

const list = route({
  method: 'get',
  path: '/audit',
  access: 'audit:read',
  request: { query: auditQuerySchema },
  responses: giving('Entries, the newest first', auditPageSchema),
})
const exported = route({
  method: 'get',
  path: '/audit/export',
  access: 'audit:read',
  request: { query: auditExportQuerySchema },
  responses: {
    200: {
      description:
        'The log as JSON lines or CSV; without filters with the signed heads, to be verified anywhere',
      content: { 'application/x-ndjson': {}, 'text/csv': {} },
    },
  },
})
const verify = route({
  method: 'get',
  path: '/audit/verify',
  access: 'audit:read',
  responses: giving('What the verifier found', auditVerificationSchema),
})

/** A file that is gone once it was read, or nobody reads on. */
async function readOnce(write: (path: string) => Promise<void>): Promise<ReadableStream> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-audit-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'log')
    await write(path)
    const file = createReadStream(path)
    file.once('close', () => void remove())
    return Readable.toWeb(file) as ReadableStream
  } catch (error) {
    await remove()
    throw error
  }
}

export function auditRoutes(signing: Signing) {
  const { db } = signing
  return resource()
    .openapi(list, async (context) => {
      const { workspace } = principalOf(context)
      const query = context.req.valid('query')
      return context.json(
        await db.inWorkspace(workspace.id, (tx) => listAudit(tx, workspace.id, query), 'read'),
        200,
      )
    })
    .openapi(exported, async (context) => {
      const principal = principalOf(context)
      const { workspace } = principal
      const { format, ...filter } = context.req.valid('query')
      await recordAudit(db, workspace.id, {
        ...{ actor: actorOf(principal), action: 'audit_exported' },
        details: { format, filters: Object.keys(filter) },
      })
      const body = await readOnce((path) => exportAuditTo(path, signing, workspace.id, { filter, format }))
      return context.body(body, 200, {
        'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
        'Content-Disposition': `attachment; filename="audit.${format}"`,
        'Cache-Control': 'no-store',
      })
    })
    .openapi(verify, async (context) => {
      const { workspace } = principalOf(context)
      return context.json(await checkAudit(signing, workspace.id), 200)
    })
}
