/** The rows that other rows may name: their source's id → Steward's own. Memory grows with ids, never with rows. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import type { ReferencedTable } from './file-spec.ts'
import { nearest, shown } from './refusal.ts'

export type KnownTable = {
  ids: Map<string, string>
  /** Ids of rows of this import that were refused, with where: `accounts.csv, line 4`. */
  refused: Map<string, string>
}

const nouns: Record<ReferencedTable, { noun: string; file: string }> = {
  users: { noun: 'user', file: 'users.csv' },
  accounts: { noun: 'account', file: 'accounts.csv' },
  contacts: { noun: 'contact', file: 'contacts.csv' },
  kpi_definitions: { noun: 'KPI', file: 'kpi_definitions.csv' },
}

/** People mistype words; a code that is near another code says nothing. Beyond so many words the search costs too much. */
const words = new Set<ReferencedTable>(['users', 'kpi_definitions'])
const mostSearched = 2000

export class KnownRows {
  private readonly tables = new Map<ReferencedTable, KnownTable>()
  private readonly tx: Tx
  private readonly workspace: string

  constructor(tx: Tx, workspace: string) {
    this.tx = tx
    this.workspace = workspace
  }

  /** What the store holds of the table, read once. */
  async of(table: ReferencedTable): Promise<KnownTable> {
    const found = this.tables.get(table)
    if (found) return found
    const source = table === 'kpi_definitions' ? sql`key as source_id, key as id` : sql`source_id, id`
    const rows = await rowsOf<{ source_id: string; id: string }>(
      this.tx,
      sql`select ${source} from ${sql.identifier(table)} where workspace_id = ${this.workspace}`,
    )
    const known = {
      ids: new Map(rows.map((row) => [row.source_id, row.id])),
      refused: new Map<string, string>(),
    }
    this.tables.set(table, known)
    return known
  }
}

export const isReferenced = (table: string): table is ReferencedTable => table in nouns

/** Why a reference finds no row. */
export function unknownReason(table: ReferencedTable, id: string, known: KnownTable): string {
  const { noun, file } = nouns[table]
  const where = known.refused.get(id)
  if (where !== undefined) return `the ${noun} ${shown(id)} was refused (${where})`
  const near =
    words.has(table) && known.ids.size <= mostSearched ? nearest(id.toLowerCase(), known.ids.keys()) : null
  return `there is no ${noun} ${shown(id)} in ${file} or the workspace${near ? ` (nearest: ${near})` : ''}`
}
