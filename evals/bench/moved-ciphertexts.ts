/** Moves sealed values to every other place, damages them, and counts those that open all the same. */
import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/connect.ts'
import type { Random } from '#db/demo/random.ts'
import { Problem } from '#db/problem.ts'
import { dataKeys, secrets } from '#db/schema/secrets.ts'
import { unwrapKey } from '#db/secrets/data-keys.ts'
import { DoesNotOpen, open, seal, type Place } from '#db/secrets/envelope.ts'
import { rotateDataKeys } from '#db/secrets/rotate.ts'
import { openSecret, sealSecret, type SecretPlace } from '#db/secrets/secrets.ts'
import { openVault, type Vault } from '#db/secrets/vault.ts'

export type Opened = {
  /** Tries that had to be refused. */
  tries: number
  opened: string[]
  /** Values in their own place, which have to open. */
  rightful: number
  lost: string[]
}

const none = (): Opened => ({ tries: 0, opened: [], rightful: 0, lost: [] })

function opens(key: Buffer, place: Place, sealed: string): string | null {
  try {
    return open(key, place, sealed).toString()
  } catch (error) {
    if (error instanceof DoesNotOpen) return null
    throw error
  }
}

const places = (): Place[] =>
  ['acme', 'globex', 'initech'].flatMap((workspace) =>
    [null, 'ada', 'bob'].flatMap((person) =>
      ['secrets', 'connections'].flatMap((table) =>
        ['access', 'refresh'].flatMap((column) =>
          ['1', '2', '3'].flatMap((row) =>
            ['1', '2'].map((keyVersion) => ({
              workspace,
              person,
              provider: 'salesforce',
              table,
              column,
              row,
              keyVersion,
            })),
          ),
        ),
      ),
    ),
  )

/** Under one key for all, so that only the place can tell them apart; every pair of places. */
export function moveUnderOneKey(): Opened {
  const told = none()
  const key = randomBytes(32)
  const sealed = places().map((place) => ({
    place,
    text: JSON.stringify(place),
    bytes: seal(key, place, Buffer.from(JSON.stringify(place))),
  }))
  for (const { place, text, bytes } of sealed) {
    for (const other of sealed) {
      const value = opens(key, other.place, bytes)
      if (other.place === place) {
        told.rightful++
        if (value !== text) told.lost.push(text)
        continue
      }
      told.tries++
      if (value !== null) told.opened.push(`${text} in the place of ${other.text}`)
    }
  }
  return told
}

/** Cut at each length, each bit turned, another form, another key. */
export function damage(chance: Random): Opened {
  const told = none()
  const key = randomBytes(32)
  const [place] = places()
  if (!place) throw new Error('there are no places')
  const sealed = seal(key, place, Buffer.from('a refresh token of the provider'))
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  const of = (changed: Buffer) => `s1.${changed.toString('base64url')}`
  const turned = Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const copy = Buffer.from(bytes)
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return of(copy)
  })
  const cut = Array.from({ length: bytes.length }, (_, length) => of(bytes.subarray(0, length)))
  const grown = Array.from({ length: 50 }, () => of(Buffer.concat([bytes, randomBytes(chance.int(1, 20))])))
  const respelled = [
    `${sealed}=`,
    ` ${sealed}`,
    sealed.replace('s1.', 's2.'),
    sealed.slice(3),
    sealed.toLowerCase(),
    '',
    's1.',
  ]
  for (const one of [...turned, ...cut, ...grown, ...respelled]) {
    told.tries++
    if (opens(key, place, one) !== null) told.opened.push(one)
  }
  for (let n = 0; n < 100; n++) {
    told.tries++
    if (opens(randomBytes(32), place, sealed) !== null) told.opened.push('under another key')
  }
  told.rightful++
  if (opens(key, place, sealed) === null) told.lost.push('the value as it was sealed')
  return told
}

const person = (n: number) => `01999999-0000-7000-8000-00000000000${n}`

/** In the store, by the road that everybody takes: each row's sealed bytes put into each other row, of whatever workspace, person and name. */
export async function moveInStore(db: Db, folder: string): Promise<Opened> {
  const told = none()
  const vault = await openVault(db, { folder })
  const all: SecretPlace[] = ['acme', 'globex', 'initech'].flatMap((workspace) =>
    [null, person(1), person(2)].flatMap((owner) =>
      ['access', 'refresh', 'signing'].map((name) => ({ workspace, owner, provider: 'salesforce', name })),
    ),
  )
  for (const place of all)
    await db.inWorkspace(place.workspace, (tx) => sealSecret(tx, vault, place, JSON.stringify(place)))
  const before = await db.asOwner((tx) => tx.select().from(secrets))
  await rotateDataKeys(db, vault)
  const rows = await db.asOwner((tx) => tx.select().from(secrets))
  const placeOf = (row: (typeof rows)[number]): SecretPlace => ({
    workspace: row.workspaceId,
    owner: row.ownerId,
    provider: row.provider,
    name: row.name,
  })
  const put = (row: (typeof rows)[number], sealed: string) =>
    db.asOwner((tx) =>
      tx
        .update(secrets)
        .set({ sealed })
        .where(and(eq(secrets.workspaceId, row.workspaceId), eq(secrets.id, row.id))),
    )
  for (const row of rows) {
    const others = [...rows, ...before].filter(({ sealed }) => sealed !== row.sealed)
    for (const other of others) {
      await put(row, other.sealed)
      told.tries++
      if (await opensThere(db, vault, placeOf(row)))
        told.opened.push(JSON.stringify([placeOf(other), placeOf(row)]))
    }
    await put(row, row.sealed)
    told.rightful++
    const value = await db.inWorkspace(row.workspaceId, (tx) => openSecret(tx, vault, placeOf(row)), 'read')
    if (value !== JSON.stringify(placeOf(row))) told.lost.push(JSON.stringify(placeOf(row)))
  }
  await moveKeys(db, vault, told)
  return told
}

async function opensThere(db: Db, vault: Vault, place: SecretPlace): Promise<boolean> {
  try {
    return (await db.inWorkspace(place.workspace, (tx) => openSecret(tx, vault, place), 'read')) !== null
  } catch (error) {
    if (error instanceof Problem && /does not belong where it stands/.test(error.message)) return false
    throw error
  }
}

/** The data keys of workspaces are sealed to their place too. */
async function moveKeys(db: Db, vault: Vault, told: Opened): Promise<void> {
  const keys = await db.asOwner((tx) =>
    tx
      .select()
      .from(dataKeys)
      .orderBy(sql`1`),
  )
  for (const key of keys) {
    const moved = keys.filter((other) => other !== key).map(({ wrapped }) => ({ ...key, wrapped }))
    for (const one of [...moved, { ...key, version: key.version + 1 }]) {
      told.tries++
      try {
        unwrapKey(vault, one)
        told.opened.push(`a data key of ${key.workspaceId} in another place`)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
    }
  }
}
