/** Erases again whom a restored backup brought back: the ledger's file knows of every erasure, also of those after the backup. */
import { sql } from 'drizzle-orm'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { listWorkspaces } from '../people.ts'
import { erasureLedger } from '../schema/privacy.ts'
import { recognised } from './commitments.ts'
import { erasePerson } from './erase.ts'
import { erasureMap } from './erasure-map.ts'
import { everSeen, type SubjectWanted } from './find-subject.ts'
import { readFileLedger, workspacesOnFile, type LedgerRecord } from './ledger-file.ts'
import { enter, lift } from './ledger.ts'
import { liveTables, tableSql } from './live-tables.ts'
import { ofWorkspace, scannedColumns } from './scan.ts'

export type ReplayReport = {
  /** Entries that the database did not know. */
  entries: number
  /** Of these, those of which something had come back. */
  again: number
  rows: number
}

/** Safe to call whenever a store is opened: entries that the database knows cost one look. */
export async function replayLedger(db: Db, dataDir: string): Promise<ReplayReport> {
  const report: ReplayReport = { entries: 0, again: 0, rows: 0 }
  const here = new Set((await listWorkspaces(db)).map(({ id }) => id))
  for (const workspace of await workspacesOnFile(dataDir)) {
    if (!here.has(workspace)) continue
    const known = await db.inWorkspace(
      workspace,
      (tx) => tx.select({ id: erasureLedger.id }).from(erasureLedger),
      'read',
    )
    const ids = new Set(known.map(({ id }) => id))
    for (const entry of await readFileLedger(dataDir, workspace)) {
      if (ids.has(entry.id)) continue
      const rows = await replay(db, { dataDir, workspace, entry })
      report.entries++
      report.rows += rows
      if (rows > 0) report.again++
    }
  }
  return report
}

async function replay(
  db: Db,
  { dataDir, workspace, entry }: { dataDir: string; workspace: string; entry: LedgerRecord },
): Promise<number> {
  const { liftedAt, ...again } = entry
  const found = liftedAt === null ? await db.asOwner((tx) => whoCameBack(tx, workspace, entry)) : []
  let rows = 0
  for (const wanted of found) rows += (await erasePerson(db, workspace, wanted, { dataDir, again })).rows
  if (found.length === 0) {
    await db.inWorkspace(workspace, async (tx) => {
      await enter(tx, workspace, { ...again, actorId: null, rows: 0, undecided: 0, dataDir: null })
      if (liftedAt !== null) await lift(tx, workspace, { ids: [entry.id], dataDir: null })
    })
  }
  return rows
}

/** People whose rows are back; where there are none, addresses that stand in texts. */
async function whoCameBack(tx: Tx, workspace: string, entry: LedgerRecord): Promise<SubjectWanted[]> {
  const { kind, salt, commitments } = entry
  const ledger = new Set(commitments)
  if (kind !== 'address') {
    const seen = await everSeen(tx, workspace, kind)
    const theirs = seen.filter(
      (one) =>
        !one.email?.endsWith('@erased.invalid') &&
        recognised(salt, ledger, {
          ...{ email: one.email, sourceId: one.source_id, rowId: one.id },
          ...{ name: one.name, accountId: one.account_id },
        }) !== null,
    )
    const ids = [...new Set(theirs.map(({ id }) => id))]
    if (ids.length > 0) return ids.map((id) => ({ kind, id, hasLeft: true }))
  }
  const emails = (await addressesIn(tx, workspace)).filter(
    (email) => recognised(salt, ledger, { email }) !== null,
  )
  return emails.map((email) => ({ kind: 'address', email }))
}

/** Everything in the workspace that looks like an address. */
async function addressesIn(tx: Tx, workspace: string): Promise<string[]> {
  const found = new Set<string>()
  for (const [name, table] of await liveTables(tx)) {
    const treatment = erasureMap.get(name)
    if (!treatment || treatment.workspace === null) continue
    for (const column of scannedColumns(table, treatment)) {
      const value = sql`t.${sql.identifier(column.name)}`
      const text = column.cell === 'bytes' ? sql`encode(${value}, 'escape')` : sql`${value}::text`
      const rows = await rowsOf<{ email: string }>(
        tx,
        sql`select distinct m[1] as email from ${tableSql(name)} t
            cross join lateral regexp_matches(${text}, ${'[^\\s<>"\',;:()\\[\\]{}|\\\\/=?&]+@[[:alnum:].-]+[[:alnum:]]'}, 'g') m
            where ${ofWorkspace(treatment, workspace)}`,
      )
      for (const { email } of rows) found.add(email)
    }
  }
  return [...found]
}
