/** Takes addresses and numbers of contacts out of whatever a tool answers, for people to whom they are not shown: texts repeat what fields withhold. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { Asker } from '#db/contract.ts'

const address = /[\p{L}\d._%+'-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu
/** Digits as people write a phone number: seven at least, in groups, not grouped as an amount is. */
const phone = /\+?\(?\d[\d\s()./-]{5,}\d/g

export const maskedAddress = '•••@•••'
export const maskedPhone = '•••'

const digitsOf = (text: string) => text.replaceAll(/\D/g, '')

type Strings = (change: (text: string) => string) => unknown

/** Every string of the value, keys apart, replaced. */
const overStrings =
  (value: unknown): Strings =>
  (change) => {
    if (typeof value === 'string') return change(value)
    if (Array.isArray(value)) return value.map((each) => overStrings(each)(change))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, each]): [string, unknown] => [key, overStrings(each)(change)]),
    )
  }

/** The answer without them; colleagues' addresses stay. `tx` is the asker's own. */
export async function maskContacts<T>(tx: Tx, { workspace, rights }: Asker, answer: T): Promise<T> {
  const hidesAddress = rights.withheld.includes('contact.email')
  const hidesPhone = rights.withheld.includes('contact.phone')
  if (!hidesAddress && !hidesPhone) return answer
  const addresses = new Set<string>()
  const numbers = new Set<string>()
  const each = overStrings(answer)
  each((text) => {
    for (const [found] of text.matchAll(address)) addresses.add(found.toLowerCase())
    for (const [found] of text.matchAll(phone)) numbers.add(digitsOf(found))
    return text
  })
  if (addresses.size + numbers.size === 0) return answer
  const [known] = await rowsOf<{ colleagues: string[]; phones: string[] }>(
    tx,
    sql`select
      coalesce((select json_agg(lower(email)) from users
        where workspace_id = ${workspace} and lower(email) = any (${sql.param([...addresses])}::text[])), '[]'::json) as colleagues,
      coalesce((select json_agg(distinct digits) from (select regexp_replace(phone, '\\D', '', 'g') as digits from contacts
        where workspace_id = ${workspace} and phone is not null) p where digits = any (${sql.param([...numbers])}::text[])), '[]'::json) as phones`,
  )
  const colleagues = new Set(known?.colleagues)
  const phones = new Set(known?.phones)
  return each((text) => {
    const bare = hidesAddress
      ? text.replaceAll(address, (found) => (colleagues.has(found.toLowerCase()) ? found : maskedAddress))
      : text
    if (!hidesPhone) return bare
    // Of a number that is nobody's here, only the international form is surely a phone's.
    return bare.replaceAll(phone, (found) =>
      phones.has(digitsOf(found)) || found.startsWith('+') ? maskedPhone : found,
    )
  }) as T
}
