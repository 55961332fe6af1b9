/** An audit log under test: a fresh store with a signing key and a folder of heads, and somebody who rewrites it all the same. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { NewAuditEntry, Verification } from '#db/audit/contract.ts'
import { headFileOf } from '#db/audit/head.ts'
import type { Signing } from '#db/audit/sign-heads.ts'
import { signingKeyOf } from '#db/audit/signing-key.ts'
import { verifyAudit } from '#db/audit/verify.ts'
import type { Db } from '#db/connect.ts'
import { freshDb } from './store.ts'

export const person = '01999999-0000-7000-8000-000000000001'

export const entry = (more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  actor: { kind: 'person', id: person },
  action: 'exported',
  subject: { kind: 'account', id: 'A-1' },
  details: { rows: 12 },
  ...more,
})

export type AuditLog = {
  db: Db
  /** Of its own: keys, heads, and whatever a test writes. */
  folder: string
  signing: Signing
  verify: (workspace: string) => Promise<Verification>
  /** As somebody who owns the database and takes the triggers out of the way. */
  rewriting: (...statements: string[]) => Promise<void>
  close: () => Promise<void>
}

export async function openAuditLog(): Promise<AuditLog> {
  const db = await freshDb()
  const folder = mkdtempSync(join(tmpdir(), 'steward-audit-log-'))
  const signing = { db, key: signingKeyOf({ folder: join(folder, 'keys') }), folder: join(folder, 'audit') }
  const triggers = (change: string) =>
    ['audit_entries', 'audit_heads'].map((table) => `alter table ${table} ${change} trigger refuse_rewriting`)
  return {
    ...{ db, folder, signing },
    verify: (workspace) =>
      verifyAudit(db, workspace, {
        keys: [signing.key.publicKey],
        files: [headFileOf(signing.folder, workspace)],
      }),
    rewriting: (...statements) =>
      db.asOwner(async (tx) => {
        for (const one of [...triggers('disable'), ...statements, ...triggers('enable always')])
          await tx.execute(sql.raw(one))
      }),
    close: async () => {
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
