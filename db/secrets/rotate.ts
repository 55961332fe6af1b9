/** Rotates keys: wraps all data keys under a new master key, or makes new data keys and seals all anew. Killed in between, it goes on where it stopped. */
import { and, asc, eq, lt, max, ne, sql } from 'drizzle-orm'
import { appendAudit } from '../audit/append.ts'
import type { NewAuditEntry } from '../audit/contract.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { dataKeys, instanceSecrets, secrets } from '../schema/secrets.ts'
import { addDataKey, newestDataKey, unwrapKey, wrapKey } from './data-keys.ts'
import { openForInstance, sealForInstance } from './instance-secret.ts'
import { nextKey, promote, type MasterKey } from './master-key.ts'
import { openRow, putSealed } from './secrets.ts'
import type { Vault } from './vault.ts'

/** Secrets that one transaction seals anew. */
const batchRows = 100

type Actor = NewAuditEntry['actor']
type Options = {
  actor?: Actor
  /** Between two transactions: what a test ends it by. */
  onStep?: (step: string) => void
}

export type Rotated = {
  masterId: string
  wrapped: number
  /** Where the former key is kept; null where it is not a file. */
  kept: string | null
}

/** To a key that is made for it, or to the given one (STEWARD_KEY) from those before it. */
export async function rotateMaster(
  db: Db,
  vault: Vault,
  { actor = { kind: 'system' }, onStep = () => {} }: Options = {},
): Promise<Rotated> {
  const former = vault.current()
  const next = nextKey(vault.place)
  onStep('the next key is there')
  let wrapped = 0
  for (const workspace of await workspacesWithKeys(db)) {
    wrapped += await db.inWorkspace(workspace, (tx) => rewrap(tx, vault, workspace, { next, actor }))
    onStep(`the keys of ${workspace} are wrapped`)
  }
  wrapped += await db.asOwner((tx) => rewrapInstance(tx, vault, next))
  onStep('all is wrapped')
  return { masterId: next.id, wrapped, kept: promote(vault.place, former) }
}

const workspacesWithKeys = (db: Db): Promise<string[]> =>
  db.asOwner(async (tx) => {
    const found = await rowsOf<{ id: string }>(
      tx,
      sql`select distinct workspace_id as id from data_keys order by 1`,
    )
    return found.map(({ id }) => id)
  })

async function rewrap(
  tx: Tx,
  vault: Vault,
  workspace: string,
  { next, actor }: { next: MasterKey; actor: Actor },
): Promise<number> {
  const rows = await tx
    .select()
    .from(dataKeys)
    .where(and(eq(dataKeys.workspaceId, workspace), ne(dataKeys.masterId, next.id)))
    .for('update')
  for (const row of rows) {
    const wrapped = wrapKey(next, workspace, row.version, unwrapKey(vault, row))
    await tx
      .update(dataKeys)
      .set({ wrapped, masterId: next.id })
      .where(and(eq(dataKeys.workspaceId, workspace), eq(dataKeys.version, row.version)))
  }
  if (rows.length > 0)
    await appendAudit(tx, workspace, {
      ...{ actor, action: 'secret_rotated' },
      details: { key: 'master', to: next.id, wrapped: rows.length },
    })
  return rows.length
}

async function rewrapInstance(tx: Tx, vault: Vault, next: MasterKey): Promise<number> {
  const rows = await tx
    .select()
    .from(instanceSecrets)
    .where(ne(instanceSecrets.masterId, next.id))
    .for('update')
  for (const { name, sealed, masterId } of rows) {
    const value = openForInstance(vault.masterKey(masterId), name, sealed)
    await tx
      .update(instanceSecrets)
      .set({ sealed: sealForInstance(next, name, value), masterId: next.id, updatedAt: sql`now()` })
      .where(eq(instanceSecrets.name, name))
  }
  return rows.length
}

export type Resealed = { workspaces: number; secrets: number }

/** A workspace whose last rotation was cut short is brought to its end instead of being given yet another key. */
export async function rotateDataKeys(
  db: Db,
  vault: Vault,
  { actor = { kind: 'system' }, onStep = () => {} }: Options = {},
): Promise<Resealed> {
  const workspaces = await workspacesWithKeys(db)
  let resealed = 0
  for (const workspace of workspaces) {
    await db.inWorkspace(workspace, (tx) => startVersion(tx, vault, workspace))
    onStep(`${workspace} has its new key`)
    for (;;) {
      const done = await db.inWorkspace(workspace, (tx) => resealBatch(tx, vault, workspace))
      if (done === 0) break
      resealed += done
      onStep(`${done} secrets of ${workspace} are sealed anew`)
    }
    await db.inWorkspace(workspace, (tx) => endVersion(tx, workspace, actor))
  }
  return { workspaces: workspaces.length, secrets: resealed }
}

const newestOf = async (tx: Tx, workspace: string): Promise<number> => {
  const [row] = await tx
    .select({ version: max(dataKeys.version) })
    .from(dataKeys)
    .where(eq(dataKeys.workspaceId, workspace))
  return row?.version ?? 0
}

const older = (workspace: string, version: number) =>
  and(eq(secrets.workspaceId, workspace), lt(secrets.keyVersion, version))

async function startVersion(tx: Tx, vault: Vault, workspace: string): Promise<void> {
  const version = await newestOf(tx, workspace)
  const [unfinished] = await tx
    .select({ id: secrets.id })
    .from(secrets)
    .where(older(workspace, version))
    .limit(1)
  if (!unfinished) await addDataKey(tx, vault, workspace, version + 1)
}

async function resealBatch(tx: Tx, vault: Vault, workspace: string): Promise<number> {
  const newest = await newestDataKey(tx, vault, workspace)
  const rows = await tx
    .select()
    .from(secrets)
    .where(older(workspace, newest.version))
    .orderBy(asc(secrets.id))
    .limit(batchRows)
    .for('update')
  for (const row of rows) await putSealed(tx, row, await openRow(tx, vault, row), newest)
  return rows.length
}

/** Former keys go; the database keeps one with which somebody sealed meanwhile. */
async function endVersion(tx: Tx, workspace: string, actor: Actor): Promise<void> {
  const version = await newestOf(tx, workspace)
  await tx
    .delete(dataKeys)
    .where(
      and(
        eq(dataKeys.workspaceId, workspace),
        lt(dataKeys.version, version),
        sql`not exists (select from secrets s where s.workspace_id = ${dataKeys.workspaceId} and s.key_version = ${dataKeys.version})`,
      ),
    )
  await appendAudit(tx, workspace, { actor, action: 'secret_rotated', details: { key: 'data', version } })
}
