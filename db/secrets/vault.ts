/** The vault: the master keys at hand, without which nothing that is sealed opens; a store whose key is gone is told, never started anew. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db } from '../connect.ts'
import { Problem } from '../problem.ts'
import { DoesNotOpen, open, type Place } from './envelope.ts'
import { currentKey, keysAtHand, makeKey, type KeyPlace, type MasterKey } from './master-key.ts'

export type Vault = {
  place: KeyPlace
  /** The key that wraps new data keys. */
  current: () => MasterKey
  /** The key of that fingerprint, also where it was put there since; throws a Problem where it is not at hand. */
  masterKey: (id: string) => MasterKey
  /** Every secret that comes by, in clear: what the log must never show. */
  onSecret: (value: string) => void
}

const lost = (id: string, { folder }: KeyPlace) =>
  new Problem(
    'conflict',
    `The store holds secrets sealed with the master key ${id}, and that key is not here.`,
    {
      done: 'Nothing was opened or changed.',
      next: `Put the file master.key back into ${folder}, or set STEWARD_KEY to that key (STEWARD_KEY_BEFORE while it is being replaced). Backups of the database do not hold it. If it is gone for good: steward secrets reset --yes, and enter the secrets anew.`,
    },
  )

/** Fingerprints of the master keys that something in the store is sealed with. */
export const sealedWith = (db: Db): Promise<string[]> =>
  db.asOwner(async (tx) => {
    const found = await rowsOf<{ id: string }>(
      tx,
      sql`select master_id as id from data_keys union select master_id from instance_secrets order by 1`,
    )
    return found.map(({ id }) => id)
  })

/** Makes the master key where nothing is sealed yet; throws a Problem where something is, and its key is not at hand. */
export async function openVault(
  db: Db,
  place: KeyPlace,
  onSecret: (value: string) => void = () => {},
): Promise<Vault> {
  const used = await sealedWith(db)
  const first = used[0]
  let current = currentKey(place)
  if (!current && first !== undefined) throw lost(first, place)
  current ??= makeKey(place)
  const known = new Map([current, ...keysAtHand(place)].map((one) => [one.id, one]))
  for (const id of used) if (!known.has(id)) throw lost(id, place)
  return {
    place,
    onSecret,
    current: () => currentKey(place) ?? current,
    masterKey: (id) => {
      for (const one of known.has(id) ? [] : keysAtHand(place)) known.set(one.id, one)
      const found = known.get(id)
      if (found) return found
      throw lost(id, place)
    },
  }
}

/** As `open`, in words for a person. */
export function opened(key: Buffer, place: Place, sealed: string): Buffer {
  try {
    return open(key, place, sealed)
  } catch (error) {
    if (!(error instanceof DoesNotOpen)) throw error
    throw new Problem('conflict', `A sealed value of ${place.provider} does not belong where it stands.`, {
      done: 'It was not opened.',
      next: 'It was moved or damaged in the database. Restore it from a backup, or enter the secret anew.',
      cause: error,
    })
  }
}
