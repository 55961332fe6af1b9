/** The master key, which wraps all others: given, or in a file outside the database that the first start makes. Former ones are found for as long as they are kept. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { fingerprint, keyBytes } from './envelope.ts'
import { keyFileOf, readKeyFile, syncFolder } from './key-file.ts'

export type MasterKey = { id: string; key: Buffer }

export type KeyPlace = {
  /** Where keys are kept (DATA_DIR/keys). */
  folder: string
  /** STEWARD_KEY: 32 bytes in base64; it stands before the file. */
  given?: string | undefined
  /** STEWARD_KEY_BEFORE: former ones, separated by commas, while they are being replaced. */
  givenBefore?: string | undefined
}

const fileName = 'master.key'
const nextName = 'master.key.next'
const isKeyFile = /^master\.key(\.[0-9a-f]{16}|\.next)?$/

function keyOf(text: string, from: string): MasterKey {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length === keyBytes) return { id: fingerprint(key), key }
  throw new Problem('bad_request', `${from} is not a key: it takes 32 bytes in base64.`, {
    done: 'Nothing was opened.',
    next: 'Make one with: openssl rand -base64 32. A key in use can’t be replaced so; use steward secrets rotate.',
  })
}

const newKey = () => randomBytes(keyBytes).toString('base64')

/** The one that wraps; null where there is none yet. */
export function currentKey({ folder, given }: KeyPlace): MasterKey | null {
  if (given !== undefined) return keyOf(given, 'STEWARD_KEY')
  // Between two renames of a rotation, the next one is there alone.
  for (const path of [join(folder, fileName), join(folder, nextName)]) {
    const text = readKeyFile(path)
    if (text !== null) return keyOf(text, path)
  }
  return null
}

/** Makes the file where there is none. Only right where nothing is sealed yet. */
export const makeKey = ({ folder }: KeyPlace): MasterKey => {
  const path = join(folder, fileName)
  return keyOf(keyFileOf(path, newKey), path)
}

/** Every key at hand: the current one, former ones, and the one that a rotation is going to. Read anew each time. */
export function keysAtHand(place: KeyPlace): MasterKey[] {
  const { folder, givenBefore } = place
  const former = (givenBefore ?? '').split(',').filter((text) => text.trim() !== '')
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => isKeyFile.test(name)) : []
  const fromFiles = files.map((name) => keyOf(readKeyFile(join(folder, name)) ?? '', join(folder, name)))
  const current = currentKey(place)
  return [
    ...(current ? [current] : []),
    ...former.map((text) => keyOf(text, 'STEWARD_KEY_BEFORE')),
    ...fromFiles,
  ]
}

/** The key that a rotation goes to: the given one, else a file beside the current one, made once however often it is tried. */
export function nextKey(place: KeyPlace): MasterKey {
  if (place.given !== undefined) return keyOf(place.given, 'STEWARD_KEY')
  mkdirSync(place.folder, { recursive: true, mode: 0o700 })
  const path = join(place.folder, nextName)
  return keyOf(keyFileOf(path, newKey), path)
}

/** The next key becomes the current one; the former stays beside it, for backups that were made under it. */
export function promote({ folder, given }: KeyPlace, former: MasterKey): string | null {
  if (given !== undefined) return null
  const kept = join(folder, `${fileName}.${former.id}`)
  if (existsSync(join(folder, fileName))) renameSync(join(folder, fileName), kept)
  renameSync(join(folder, nextName), join(folder, fileName))
  syncFolder(folder)
  return kept
}
