/** Secrets that people and programs carry: made at random, stored as SHA-256, compared without telling how much was right. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** 256 bits that fit an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
