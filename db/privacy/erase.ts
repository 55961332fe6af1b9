/** Erases one person from a workspace, everywhere, in one transaction; a preview does the same and takes it back. Again it changes nothing more. */
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { appendAudit } from '../audit/append.ts'
import type { AuditActor } from '../audit/contract.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { beginChange } from '../history/change.ts'
import { lock } from '../import/import-record.ts'
import { Problem } from '../problem.ts'
import type { SubjectKind } from '../schema/privacy.ts'
import { commitmentsOf, type Known } from './commitments.ts'
import { erasureMap } from './erasure-map.ts'
import { eraseInFiles } from './files.ts'
import { findSubject, type Subject, type SubjectWanted } from './find-subject.ts'
import { enter, saltOf, type LedgerEntry } from './ledger.ts'
import { liveTables, tableSql, type LiveTable } from './live-tables.ts'
import { matcherOf } from './matcher.ts'
import { dealWithOwnRows, forgetHistory } from './own-rows.ts'
import { findTied, sweep } from './sweep.ts'
import { Tally, type Place, type Undecided } from './tally.ts'

export type EraseOptions = {
  /** Where files and the ledger's file are; null where there are none (a store in memory). */
  dataDir: string | null
  /** Says what would be done, and does nothing. */
  dryRun?: boolean
  actor?: AuditActor
  /** The ledger's entry that is carried out again, after a restore or an import. */
  again?: LedgerEntry
}

export type ErasureReport = {
  id: string | null
  kind: SubjectKind
  /** Of a preview only. */
  knownBy: string[]
  rows: number
  places: Place[]
  undecided: Undecided[]
  undecidedCount: number
  ms: number
}

/** Ends a preview: its transaction is taken back. */
class Preview extends Error {}

/** Throws a Problem where nobody is meant. Files come after the database: what is left of them is found when it is repeated. */
export async function erasePerson(
  db: Db,
  workspace: string,
  wanted: SubjectWanted,
  options: EraseOptions,
): Promise<ErasureReport> {
  const started = performance.now()
  const { dataDir, dryRun = false, again } = options
  const tally = new Tally()
  const id = again?.id ?? v7()
  let done: { subject: Subject; touched: string[] } | null = null
  try {
    await db.asOwner(async (tx) => {
      done = await eraseRows(tx, { workspace, wanted, tally })
      if (dryRun) throw new Preview()
      await record(tx, { workspace, subject: done.subject, tally, id, options })
    })
  } catch (error) {
    if (!(error instanceof Preview)) throw error
  }
  const { subject, touched } = done as unknown as { subject: Subject; touched: string[] }
  if (!dryRun) await forgetSamples(db, touched)
  const matcher = matcherOf(subject.known, subject.doubts)
  if (dataDir) await eraseInFiles(db, { dataDir, workspace, matcher, tally, dryRun })
  return {
    id: dryRun ? null : id,
    kind: subject.kind,
    knownBy: dryRun
      ? [...subject.known.names, ...subject.known.emails, ...subject.known.phones, ...subject.sourceIds]
      : [],
    rows: tally.rows,
    places: dryRun ? tally.list : tally.list.map((place) => ({ ...place, samples: [] })),
    undecided: tally.undecided,
    undecidedCount: tally.undecidedCount,
    ms: performance.now() - started,
  }
}

async function eraseRows(
  tx: Tx,
  { workspace, wanted, tally }: { workspace: string; wanted: SubjectWanted; tally: Tally },
): Promise<{ subject: Subject; touched: string[] }> {
  // What an import is about to write would not be seen.
  if (!(await lock(tx, workspace))) {
    throw new Problem('conflict', 'An import, or another erasure, is at work in this workspace.', {
      done: 'Nobody was erased.',
      next: 'Try again when it has ended.',
    })
  }
  const subject = await findSubject(tx, workspace, wanted)
  const tables = await liveTables(tx)
  const matcher = matcherOf(subject.known, subject.doubts)
  const job = { tx, workspace, subject, matcher, tables, tally, tied: new Set<string>() }
  await findTied(job)
  const change = await beginChange(tx, workspace, { kind: 'edit', source: 'steward', ref: 'erasure' })
  await dealWithOwnRows(job)
  await forgetHistory(job)
  // What the triggers wrote down of this is what was erased.
  const forget = () =>
    tx.execute(
      sql`delete from field_history where workspace_id = ${workspace} and change_id = ${change}::uuid`,
    )
  await sweep(job, forget)
  await forget()
  await tx.execute(sql`update workspaces set version = version + 1 where id = ${workspace}`)
  return { subject, touched: touchedTables(tables, tally) }
}

const touchedTables = (tables: Map<string, LiveTable>, { list }: Tally): string[] =>
  [...tables.keys()].filter((name) =>
    list.some(({ place }) => place === name || place.startsWith(`${name}.`)),
  )

async function record(
  tx: Tx,
  given: { workspace: string; subject: Subject; tally: Tally; id: string; options: EraseOptions },
): Promise<void> {
  const { workspace, subject, tally, id, options } = given
  const { actor = { kind: 'system' }, again, dataDir } = options
  const salt = again?.salt ?? (await saltOf(tx, workspace))
  const [now] = await rowsOf<{ at: string }>(
    tx,
    sql`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  )
  await enter(tx, workspace, {
    ...{ id, kind: again?.kind ?? subject.kind, salt, erasedAt: again?.erasedAt ?? now?.at ?? '' },
    // The file has it already.
    dataDir: again ? null : dataDir,
    commitments: again?.commitments ?? commitmentsOf(salt, knownPeople(subject)),
    actorId: 'id' in actor && actor.kind === 'person' ? actor.id : null,
    ...{ rows: tally.rows, undecided: tally.undecidedCount },
  })
  await appendAudit(tx, workspace, {
    actor,
    action: 'erased',
    subject: { kind: 'erasure', id },
    details: {
      kind: subject.kind,
      rows: tally.rows,
      undecided: tally.undecidedCount,
      again: again !== undefined,
    },
  })
}

/** Every spelling of the person that a row may come back with. */
function knownPeople({ rows, sourceIds, accounts, known }: Subject): Known[] {
  return [
    ...rows.map((rowId) => ({ rowId })),
    ...sourceIds.map((sourceId) => ({ sourceId })),
    ...known.emails.map((email) => ({ email })),
    ...known.names.flatMap((name) => accounts.map((accountId) => ({ name, accountId }))),
  ]
}

/** The planner keeps samples of columns' values; new ones are taken from what is there now. */
async function forgetSamples(db: Db, tables: string[]): Promise<void> {
  const known = tables.filter((name) => erasureMap.has(name))
  if (known.length === 0) return
  await db.asOwner((tx) => tx.execute(sql`analyze ${sql.join(known.map(tableSql), sql`, `)}`))
}
