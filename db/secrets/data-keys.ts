/** The data keys of workspaces, each wrapped by a master key and bound to its workspace and version. */
import { and, desc, eq } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import type { Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { dataKeys } from '../schema/secrets.ts'
import { keyBytes, seal, type Place } from './envelope.ts'
import type { MasterKey } from './master-key.ts'
import { opened, type Vault } from './vault.ts'

const keyPlace = (workspace: string, version: number, masterId: string): Place => ({
  ...{ workspace, person: null, provider: 'steward', table: 'data_keys', column: 'wrapped' },
  ...{ row: String(version), keyVersion: masterId },
})

export const wrapKey = (master: MasterKey, workspace: string, version: number, key: Buffer): string =>
  seal(master.key, keyPlace(workspace, version, master.id), key)

export function unwrapKey(
  vault: Vault,
  row: { workspaceId: string; version: number; masterId: string; wrapped: string },
): Buffer {
  const { workspaceId, version, masterId, wrapped } = row
  return opened(vault.masterKey(masterId).key, keyPlace(workspaceId, version, masterId), wrapped)
}

export type DataKey = { version: number; key: Buffer }

/** The newest data key of the workspace, made where there is none. */
export async function newestDataKey(tx: Tx, vault: Vault, workspace: string): Promise<DataKey> {
  for (;;) {
    const [row] = await tx
      .select()
      .from(dataKeys)
      .where(eq(dataKeys.workspaceId, workspace))
      .orderBy(desc(dataKeys.version))
      .limit(1)
    if (row) return { version: row.version, key: unwrapKey(vault, row) }
    // Of two who make the first one at once, both then read the same.
    await addDataKey(tx, vault, workspace, 1)
  }
}

export async function addDataKey(tx: Tx, vault: Vault, workspace: string, version: number): Promise<void> {
  const master = vault.current()
  const wrapped = wrapKey(master, workspace, version, randomBytes(keyBytes))
  await tx
    .insert(dataKeys)
    .values({ workspaceId: workspace, version, wrapped, masterId: master.id })
    .onConflictDoNothing()
}

export async function dataKeyOf(tx: Tx, vault: Vault, workspace: string, version: number): Promise<Buffer> {
  const [row] = await tx
    .select()
    .from(dataKeys)
    .where(and(eq(dataKeys.workspaceId, workspace), eq(dataKeys.version, version)))
  if (row) return unwrapKey(vault, row)
  throw new Problem('conflict', `The data key ${version} of the workspace is gone.`, {
    done: 'Nothing was opened.',
    next: 'Restore it from a backup, or enter the secret anew.',
  })
}
