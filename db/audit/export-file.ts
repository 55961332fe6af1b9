/** Writes an exported audit log into a file, in constant memory. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AuditFilter } from './contract.ts'
import { exportAudit, type AuditFormat } from './export.ts'
import { headFileOf, readHeadFile } from './head.ts'
import type { Signing } from './sign-heads.ts'

/** The file must not be there yet, or `flags` say that it may be written over. */
export async function exportAuditTo(
  path: string,
  { db, key, folder }: Signing,
  workspace: string,
  { filter, format, flags = 'wx' }: { filter: AuditFilter; format: AuditFormat; flags?: 'w' | 'wx' },
): Promise<void> {
  const { heads } = readHeadFile(headFileOf(folder, workspace))
  const options = { filter, format, heads, publicKey: key.publicKey.pem }
  await db.inWorkspace(
    workspace,
    (tx) =>
      pipeline(
        Readable.from(exportAudit(tx, workspace, options)),
        createWriteStream(path, { flags, mode: 0o600 }),
      ),
    'scan',
  )
}
