/** Seals bytes with AES-256-GCM to the place that they stand in: moved anywhere else, cut or changed, they do not open. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import canonicalize from 'canonicalize'

export const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
/** Of the sealed form, so that another one can be told from this. */
const form = 's1.'

/** What a sealed value belongs to; all of it is part of what is checked. */
export type Place = {
  workspace: string | null
  person: string | null
  provider: string
  table: string
  column: string
  row: string
  keyVersion: string
}

/** Sealed bytes that do not belong to the place, or to the key. Says nothing of either. */
export class DoesNotOpen extends Error {}

const bytesOf = ({ workspace, person, provider, table, column, row, keyVersion }: Place) =>
  Buffer.from(canonicalize([workspace, person, provider, table, column, row, keyVersion]) ?? '')

export function seal(key: Buffer, place: Place, value: Buffer): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(bytesOf(place))
  const sealed = Buffer.concat([nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()])
  return form + sealed.toString('base64url')
}

export function open(key: Buffer, place: Place, sealed: string): Buffer {
  const bytes = Buffer.from(sealed.slice(form.length), 'base64url')
  // The text has to be the one that these bytes are written as: no other spelling passes for it.
  if (!sealed.startsWith(form) || bytes.toString('base64url') !== sealed.slice(form.length))
    throw new DoesNotOpen()
  if (bytes.length < nonceBytes + tagBytes) throw new DoesNotOpen()
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(bytesOf(place))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
  } catch (error) {
    throw new DoesNotOpen('the tag is not that of this place and key', { cause: error })
  }
}

/** Tells keys apart without saying anything of them. */
export const fingerprint = (key: Buffer): string =>
  createHash('sha256').update('steward master key').update(key).digest('hex').slice(0, 16)
