/** Secrets of a workspace or of one person in it: stored sealed to their place, opened there and nowhere else. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Tx } from '../connect.ts'
import { secrets } from '../schema/secrets.ts'
import { dataKeyOf, newestDataKey, type DataKey } from './data-keys.ts'
import { seal, type Place } from './envelope.ts'
import { opened, type Vault } from './vault.ts'

/** Whose secret, at which provider, under which name: there is one at each. */
export type SecretPlace = { workspace: string; owner: string | null; provider: string; name: string }

const placeOf = ({ workspace, owner, provider, name }: SecretPlace, id: string, version: number): Place => ({
  ...{ workspace, person: owner, provider, table: 'secrets', column: 'sealed' },
  // The name too: a row that answers to another name is another row.
  ...{ row: `${id} ${name}`, keyVersion: String(version) },
})

const at = ({ workspace, owner, provider, name }: SecretPlace) =>
  and(
    eq(secrets.workspaceId, workspace),
    owner === null ? isNull(secrets.ownerId) : eq(secrets.ownerId, owner),
    eq(secrets.provider, provider),
    eq(secrets.name, name),
  )

/** Stores the secret, in place of the one that is there. */
export async function sealSecret(tx: Tx, vault: Vault, place: SecretPlace, value: string): Promise<void> {
  vault.onSecret(value)
  const { version, key } = await newestDataKey(tx, vault, place.workspace)
  const fresh = {
    workspaceId: place.workspace,
    ownerId: place.owner,
    provider: place.provider,
    name: place.name,
  }
  // The row first, so that two who store at once seal for one and the same row.
  const [row] = await tx
    .insert(secrets)
    .values({ ...fresh, id: v7(), sealed: '', keyVersion: version })
    .onConflictDoUpdate({
      target: [secrets.workspaceId, secrets.ownerId, secrets.provider, secrets.name],
      set: { keyVersion: version, updatedAt: sql`now()` },
    })
    .returning({ id: secrets.id })
  if (!row) throw new Error('the secret found no row')
  await putSealed(tx, { ...fresh, id: row.id }, value, { version, key })
}

/** Seals the value for its row, under that key. */
export async function putSealed(
  tx: Tx,
  row: Pick<SecretRow, 'workspaceId' | 'ownerId' | 'provider' | 'name' | 'id'>,
  value: string,
  { version, key }: DataKey,
): Promise<void> {
  const { workspaceId, ownerId, provider, name, id } = row
  const place = placeOf({ workspace: workspaceId, owner: ownerId, provider, name }, id, version)
  await tx
    .update(secrets)
    .set({ sealed: seal(key, place, Buffer.from(value)), keyVersion: version })
    .where(and(eq(secrets.workspaceId, workspaceId), eq(secrets.id, id)))
}

export type SecretRow = typeof secrets.$inferSelect

export async function openRow(tx: Tx, vault: Vault, row: SecretRow): Promise<string> {
  const { workspaceId, ownerId, provider, name, id, keyVersion, sealed } = row
  const key = await dataKeyOf(tx, vault, workspaceId, keyVersion)
  const place = { workspace: workspaceId, owner: ownerId, provider, name }
  return opened(key, placeOf(place, id, keyVersion), sealed).toString()
}

/** Null where there is none. Throws a Problem where what stands there does not belong there. */
export async function openSecret(tx: Tx, vault: Vault, place: SecretPlace): Promise<string | null> {
  const [row] = await tx.select().from(secrets).where(at(place))
  if (!row) return null
  const value = await openRow(tx, vault, row)
  vault.onSecret(value)
  return value
}

export async function removeSecret(tx: Tx, place: SecretPlace): Promise<boolean> {
  const gone = await tx.delete(secrets).where(at(place)).returning({ id: secrets.id })
  return gone.length > 0
}

/** What there is, without what it says. */
export const listSecrets = (tx: Tx, workspace: string) =>
  tx
    .select({
      ownerId: secrets.ownerId,
      provider: secrets.provider,
      name: secrets.name,
      keyVersion: secrets.keyVersion,
      updatedAt: secrets.updatedAt,
    })
    .from(secrets)
    .where(eq(secrets.workspaceId, workspace))
    .orderBy(secrets.provider, secrets.name)
