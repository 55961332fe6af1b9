/** The Ed25519 key that signs the heads of audit logs: given, or made at the first start in a file outside the database. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { keyFileOf } from '../secrets/key-file.ts'

export type PublicKey = { id: string; key: KeyObject; pem: string }
export type SigningKey = { privateKey: KeyObject; publicKey: PublicKey }

const fileName = 'audit-signing.key'
/** What stands before the 32 bytes of an Ed25519 key in PKCS#8. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

function publicKeyOf(key: KeyObject): PublicKey {
  const der = key.export({ type: 'spki', format: 'der' })
  const pem = key.export({ type: 'spki', format: 'pem' }).toString()
  return { id: createHash('sha256').update(der).digest('hex').slice(0, 16), key, pem }
}

const wrong = (from: string, cause?: unknown) =>
  new Problem('bad_request', `${from} is not an Ed25519 key.`, {
    done: 'Nothing was signed.',
    next: 'Give it as PKCS#8 PEM, or as its 32 bytes in base64.',
    cause,
  })

function privateKeyOf(text: string, from: string): KeyObject {
  try {
    if (text.includes('-----BEGIN')) return ed25519(createPrivateKey(text), from)
    const bytes = Buffer.from(text, 'base64')
    const der = bytes.length === 32 ? Buffer.concat([pkcs8Head, bytes]) : bytes
    return ed25519(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), from)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw wrong(from, error)
  }
}

function ed25519(key: KeyObject, from: string): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw wrong(from)
  return key
}

const newKey = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim()

/** `folder` is where keys are kept; `given` (AUDIT_SIGNING_KEY) wins, and is needed where several machines serve one store. */
export function signingKeyOf({ folder, given }: { folder: string; given?: string | undefined }): SigningKey {
  const path = join(folder, fileName)
  const privateKey =
    given === undefined
      ? privateKeyOf(keyFileOf(path, newKey), path)
      : privateKeyOf(given.trim(), 'AUDIT_SIGNING_KEY')
  return { privateKey, publicKey: publicKeyOf(createPublicKey(privateKey)) }
}

/** Of a PEM file with one public key or several. */
export function publicKeysOf(text: string, from: string): PublicKey[] {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g) ?? []
  if (blocks.length === 0) throw wrong(from)
  try {
    return blocks.map((pem) => publicKeyOf(ed25519(createPublicKey(pem), from)))
  } catch (error) {
    if (error instanceof Problem) throw error
    throw wrong(from, error)
  }
}
