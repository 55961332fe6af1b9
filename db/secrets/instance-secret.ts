/** Random values of the whole instance, made once and kept sealed by the master key: what sign-in signs and encrypts with. */
import { eq } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import type { Db } from '../connect.ts'
import { instanceSecrets } from '../schema/secrets.ts'
import { keyBytes, seal, type Place } from './envelope.ts'
import type { MasterKey } from './master-key.ts'
import { opened, type Vault } from './vault.ts'

const instancePlace = (name: string, masterId: string): Place => ({
  ...{ workspace: null, person: null, provider: 'steward', table: 'instance_secrets', column: 'sealed' },
  ...{ row: name, keyVersion: masterId },
})

export const sealForInstance = (master: MasterKey, name: string, value: string): string =>
  seal(master.key, instancePlace(name, master.id), Buffer.from(value))

export const openForInstance = (master: MasterKey, name: string, sealed: string): string =>
  opened(master.key, instancePlace(name, master.id), sealed).toString()

/** A random value of the whole instance, made once and the same ever after: what sign-in signs and encrypts with. */
export async function instanceSecret(db: Db, vault: Vault, name: string): Promise<string> {
  const value = await db.asOwner(async (tx) => {
    const there = () => tx.select().from(instanceSecrets).where(eq(instanceSecrets.name, name))
    const master = vault.current()
    const made = randomBytes(keyBytes).toString('base64url')
    let [row] = await there()
    if (!row) {
      await tx
        .insert(instanceSecrets)
        .values({ name, sealed: sealForInstance(master, name, made), masterId: master.id })
        .onConflictDoNothing()
      ;[row] = await there()
    }
    if (!row) throw new Error(`the instance's secret ${name} found no row`)
    return openForInstance(vault.masterKey(row.masterId), name, row.sealed)
  })
  vault.onSecret(value)
  return value
}
