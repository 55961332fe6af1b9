/** What an entry's hash is taken over, and the commitments that stand in it for personal data: the same bytes wherever it is checked. */
import canonicalize from 'canonicalize'
import { createHash, createHmac } from 'node:crypto'
import type { ActorKind, AuditDetails } from './contract.ts'

/** The parts that the chain covers, as the database and an exported file hold them. */
export type ChainedEntry = {
  workspace: string
  seq: number
  /** UTC with six digits of a second, so that no digit of the stored moment is left out. */
  at: string
  actor: { kind: ActorKind; id: string | null }
  action: string
  subject: { kind: string; id: string } | null
  details: AuditDetails
}

/** What the first entry follows. */
export const beginning = '0'.repeat(64)

/** JCS (RFC 8785). */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('there is nothing to write as JSON')
  return text
}

export const hashOf = (prev: string, entry: ChainedEntry): string =>
  createHash('sha256').update(prev).update(canonical(entry)).digest('hex')

/** One spelling of what is one value. */
const normalised = (value: string) => value.normalize('NFC').trim().toLowerCase()

/** Says nothing of the value once the salt is gone; with the salt, that it was this one. */
export const commit = (value: string, salt: string): string =>
  createHmac('sha256', Buffer.from(salt, 'hex')).update(normalised(value)).digest('hex')

/** The details' own key for them. */
export const commitmentsKey = 'commitments'

export const commitments = (personal: Record<string, string>, salt: string): Record<string, string> =>
  Object.fromEntries(Object.entries(personal).map(([key, value]) => [key, commit(value, salt)]))
