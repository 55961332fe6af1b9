/** A signed head: what somebody who held the key says a log's last entry was at a moment. Kept in the database and in a file outside it. */
import { sign, verify } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { canonical } from './entry.ts'
import type { PublicKey, SigningKey } from './signing-key.ts'

const hex = z.string().regex(/^[0-9a-f]+$/)

export const headSchema = z.strictObject({
  workspace: z.string(),
  seq: z.int().min(0),
  hash: hex.length(64),
  at: z.iso.datetime(),
  /** After a restore: entries up to this one had been there, and the heads above `seq` that were signed before are void. */
  lost: z.int().min(0).nullable(),
  key: hex.length(16),
  signature: z.base64(),
})
export type Head = z.infer<typeof headSchema>
type Statement = Omit<Head, 'signature'>

const signedBytes = (statement: Statement) => Buffer.from(`steward audit head\n${canonical(statement)}`)

export function signHead({ privateKey, publicKey }: SigningKey, statement: Omit<Statement, 'key'>): Head {
  const signed: Statement = { ...statement, key: publicKey.id }
  return { ...signed, signature: sign(null, signedBytes(signed), privateKey).toString('base64') }
}

export function isSigned(head: Head, trusted: readonly PublicKey[]): boolean {
  const { signature, ...statement } = head
  const by = trusted.find(({ id }) => id === head.key)
  return by !== undefined && verify(null, signedBytes(statement), by.key, Buffer.from(signature, 'base64'))
}

/** A workspace's id may hold characters that a file's name may not. */
export const headFileOf = (folder: string, workspace: string) =>
  join(folder, `${encodeURIComponent(workspace)}.heads`)

/** Adds a line; it is on the disk when this returns. */
export function appendHeadLine(path: string, head: Head): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // A line that a crash cut short must not swallow the next one.
  const file = openSync(path, 'a+', 0o600)
  try {
    const { size } = fstatSync(file)
    const last = Buffer.alloc(1)
    const isTorn = size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== '\n'
    writeSync(file, `${isTorn ? '\n' : ''}${JSON.stringify(head)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

export type HeadFile = { heads: Head[]; /** Lines that are no heads. */ unreadable: number }

export function readHeads(text: string): HeadFile {
  const read: HeadFile = { heads: [], unreadable: 0 }
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const head = parsedHead(line)
    if (head) read.heads.push(head)
    else read.unreadable++
  }
  return read
}

function parsedHead(line: string): Head | null {
  try {
    return headSchema.safeParse(JSON.parse(line)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export const readHeadFile = (path: string): HeadFile =>
  existsSync(path) ? readHeads(readFileSync(path, 'utf8')) : { heads: [], unreadable: 0 }

/** Heads signed before a restore say nothing of what followed the entry to which it went back. */
export function inForce(heads: Head[]): Head[] {
  const restores = heads.filter(({ lost }) => lost !== null)
  return heads.filter((head) => !restores.some(({ seq, at }) => head.seq > seq && head.at < at))
}
