/** Takes away what no key at hand opens any more, so that a service whose master key is lost can start and be given its secrets anew. */
import { notInArray, sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { instanceSecrets } from '../schema/secrets.ts'
import { keysAtHand, type KeyPlace } from './master-key.ts'

export type Reset = { secrets: number; instance: number }

export function resetLost(db: Db, place: KeyPlace): Promise<Reset> {
  const known = ['', ...keysAtHand(place).map(({ id }) => id)]
  return db.asOwner(async (tx) => {
    const lost = sql`select from data_keys k where k.workspace_id = secrets.workspace_id and k.version = secrets.key_version
                     and not k.master_id = any (${sql.param(known)}::text[])`
    const secrets = await counted(tx, sql`delete from secrets where exists (${lost}) returning 1`)
    await tx.execute(sql`delete from data_keys where not master_id = any (${sql.param(known)}::text[])`)
    const instance = await tx
      .delete(instanceSecrets)
      .where(notInArray(instanceSecrets.masterId, known))
      .returning()
    return { secrets, instance: instance.length }
  })
}

const counted = async (tx: Tx, statement: SQL): Promise<number> => (await rowsOf(tx, statement)).length
