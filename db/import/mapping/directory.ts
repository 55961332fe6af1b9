/** Who is who: finds users, accounts and contacts by id, name, domain or e-mail, in the workspace and in the files that are imported. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../../connect.ts'
import type { ReferenceBy } from './mapping.ts'
import { companyKey, domainOf, lookupKey } from './words.ts'

export const referenced = ['users', 'accounts', 'contacts'] as const
export type Referenced = (typeof referenced)[number]
export const isReferencedObject = (object: string): object is Referenced =>
  (referenced as readonly string[]).includes(object)

/** `handle` is the id by which the bundle's importer knows the row. */
export type Entry = { handle: string; id?: string; name?: string; domain?: string; email?: string }
export type Found = { handles: readonly string[] }

/** Beside what mappings name: the very spelling of a name, and a company without its legal form. */
type Way = ReferenceBy | 'company' | 'spelling'

/** What a text is compared by; null where it is nothing of the kind. */
export function comparable(by: Way, text: string): string | null {
  if (by === 'spelling') return text.trim() || null
  if (by === 'company') return companyKey(text) || null
  if (by === 'domain') return domainOf(text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : text)
  return lookupKey(text) || null
}

export class Directory {
  private readonly rows = new Map<string, string[]>()

  add(object: Referenced, entry: Entry): void {
    const { handle, id, name, domain, email } = entry
    this.put(object, 'id', id, handle)
    this.put(object, 'name', name, handle)
    this.put(object, 'email', email, handle)
    this.put(object, 'domain', domain, handle)
    this.put(object, 'spelling', name, handle)
    if (object === 'accounts') this.put(object, 'company', name, handle)
  }

  private put(object: string, by: Way, text: string | undefined, handle: string): void {
    const value = text === undefined ? null : comparable(by, text)
    if (value === null) return
    const key = `${object} ${by} ${value}`
    const before = this.rows.get(key)
    if (!before) this.rows.set(key, [handle])
    else if (!before.includes(handle)) before.push(handle)
  }

  /** Of several of a name the one that is spelt the same; a company is also found by another spelling of its legal form. */
  find(object: Referenced, by: ReferenceBy, text: string): readonly string[] {
    const found = this.get(object, by, text)
    if (by !== 'name' || found.length === 1) return found
    if (found.length > 1) {
      const same = this.get(object, 'spelling', text)
      return same.length > 0 ? same : found
    }
    return object === 'accounts' ? this.get(object, 'company', text) : []
  }

  private get(object: Referenced, by: Way, text: string): readonly string[] {
    const value = comparable(by, text)
    return (value === null ? undefined : this.rows.get(`${object} ${by} ${value}`)) ?? []
  }
}

type Stored = { source_id: string; name: string; domain: string | null; email: string | null }

/** The workspace's rows of one of these objects. Memory grows with ids and names, never with rows. */
export async function storedEntries(tx: Tx, workspace: string, object: Referenced): Promise<Entry[]> {
  const domain = object === 'accounts' ? sql`domain` : sql`null::text as domain`
  const email = object === 'accounts' ? sql`null::text as email` : sql`email`
  const rows = await rowsOf<Stored>(
    tx,
    sql`select source_id, name, ${domain}, ${email} from ${sql.identifier(object)} where workspace_id = ${workspace}`,
  )
  return rows.map((row) => ({
    handle: row.source_id,
    id: row.source_id,
    name: row.name,
    ...(row.domain !== null && { domain: row.domain }),
    ...(row.email !== null && { email: row.email }),
  }))
}
