/** Keeps an import from bringing erased people back: their rows are refused, and what the rest of the bundle says of them is erased again. */
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { sql } from 'drizzle-orm'
import type { KnownTable } from '../import/known-rows.ts'
import type { Row } from '../import/row-check.ts'
import { erasureLedger } from '../schema/privacy.ts'
import { commitmentsOf, recognised, type Known } from './commitments.ts'
import { erasePerson } from './erase.ts'
import { lift, standingLedger, type StandingLedger } from './ledger.ts'
import type { Identifiers } from './matcher.ts'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export class ImportGuard {
  private readonly ledger: StandingLedger
  /** The rows that stand for colleagues who were erased, by entry. */
  private readonly formerColleagues: ReadonlyMap<string, string>
  private readonly isRenewed: boolean
  /** Who would have come back, by entry. */
  readonly seen = new Map<string, Identifiers>()

  constructor(ledger: StandingLedger, formerColleagues: ReadonlyMap<string, string>, isRenewed: boolean) {
    this.ledger = ledger
    this.formerColleagues = formerColleagues
    this.isRenewed = isRenewed
  }

  /** Why a row of contacts or users does not land; null for everybody who was not erased, or consented anew. */
  refuse(row: Row, users: KnownTable | null): string | null {
    const { email, name, phone, account_id: accountId } = row.values
    const one: Known = { email: text(email), sourceId: row.id, name: text(name), accountId: text(accountId) }
    const entry = this.entryOf(one)
    if (!entry) return null
    const known = this.seen.get(entry.id) ?? { names: [], emails: [], phones: [], ids: [] }
    for (const [list, value] of [
      [known.names, text(name)],
      [known.emails, text(email)],
      [known.phones, text(phone)],
      [known.ids, row.id],
    ] as const)
      if (value !== null) list.push(value)
    this.seen.set(entry.id, known)
    if (this.isRenewed) return null
    // Accounts that name a former colleague find the row that stands for them.
    const standIn = this.formerColleagues.get(entry.id)
    if (users && standIn !== undefined) users.ids.set(row.id, standIn)
    return `the person was erased from this workspace (entry ${entry.id} of the erasure ledger); only an import that says that they consented anew brings them back`
  }

  private entryOf(one: Known): { id: string } | null {
    for (const { salt, entries } of this.ledger) {
      const way = recognised(salt, entries, one)
      if (way !== null) return entries.get(way) ?? null
    }
    return null
  }
}

/** Null where nobody was erased. `tx` is the import's own. */
export async function importGuard(
  tx: Tx,
  workspace: string,
  isRenewed: boolean,
): Promise<ImportGuard | null> {
  const ledger = await standingLedger(tx, workspace)
  if (ledger.length === 0) return null
  const users = await rowsOf<{ id: string }>(
    tx,
    sql`select id::text as id from users where workspace_id = ${workspace} and email like '%@erased.invalid'`,
  )
  const standIns = new Map<string, string>()
  for (const { salt, entries } of ledger) {
    for (const { id } of users) {
      const entry = commitmentsOf(salt, [{ rowId: id }])
        .map((way) => entries.get(way))
        .find((found) => found !== undefined)
      if (entry) standIns.set(entry.id, id)
    }
  }
  return new ImportGuard(ledger, standIns, isRenewed)
}

/** In the import's transaction, where they consented anew. */
export const liftSeen = (
  tx: Tx,
  workspace: string,
  guard: ImportGuard,
  dataDir: string | null,
): Promise<void> => lift(tx, workspace, { ids: [...guard.seen.keys()], dataDir })

/** After the import: calls, mails and documents of the same bundle may speak of who was refused. */
export async function eraseSeen(db: Db, workspace: string, guard: ImportGuard): Promise<void> {
  if (guard.seen.size === 0) return
  const entries = await db.inWorkspace(workspace, (tx) => tx.select().from(erasureLedger), 'read')
  for (const { id, kind, salt, commitments, erasedAt } of entries) {
    const known = guard.seen.get(id)
    if (!known) continue
    const again = { id, kind, salt, commitments, erasedAt }
    await erasePerson(db, workspace, { kind: 'address', known }, { dataDir: null, again })
  }
}
