/** Keyed hashes by which an erased person is known again, without the ledger holding anything that names them. */
import { createHmac } from 'node:crypto'
import { foldText } from './fold.ts'

export type Known = {
  email?: string | null
  sourceId?: string | null
  rowId?: string | null
  name?: string | null
  accountId?: string | null
}

const hash = (salt: string, kind: string, value: string) =>
  `${kind}:${createHmac('sha256', Buffer.from(salt, 'hex')).update(`${kind} ${value}`).digest('hex')}`

const email = (salt: string, value: string) => hash(salt, 'email', foldText(value.trim()))
const name = (salt: string, value: string, account: string | null | undefined) =>
  hash(
    salt,
    'name',
    `${foldText(value)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} ${account ?? ''}`,
  )

/** All that a person is committed by. */
export function commitmentsOf(salt: string, people: Known[]): string[] {
  const all = people.flatMap((one) => [
    ...(one.email ? [email(salt, one.email)] : []),
    ...(one.sourceId ? [hash(salt, 'id', one.sourceId)] : []),
    ...(one.rowId ? [hash(salt, 'id', one.rowId)] : []),
    ...(one.name ? [name(salt, one.name, one.accountId)] : []),
  ])
  return [...new Set(all)].sort()
}

/**
 * The commitment by which a row is an erased person's: its address, or its source's id. The name counts where the row has no
 * address: two people of one account may share a name, but hardly one without an address of their own.
 */
export function recognised(
  salt: string,
  ledger: { has: (commitment: string) => boolean },
  one: Known,
): string | null {
  const ways = [
    ...(one.email ? [email(salt, one.email)] : []),
    ...[one.sourceId, one.rowId].flatMap((id) => (id ? [hash(salt, 'id', id)] : [])),
    ...(!one.email && one.name ? [name(salt, one.name, one.accountId)] : []),
  ]
  return ways.find((way) => ledger.has(way)) ?? null
}
