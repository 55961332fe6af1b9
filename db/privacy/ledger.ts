/** Who was erased from a workspace: entered in the transaction of the erasure and in the file beside the database, and asked by imports and after restores. */
import { asc, desc, eq, sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import { erasureLedger, type SubjectKind } from '../schema/privacy.ts'
import { users } from '../schema/workspaces.ts'
import { addToFile } from './ledger-file.ts'

export type LedgerEntry = {
  id: string
  kind: SubjectKind
  salt: string
  commitments: string[]
  erasedAt: string
}

/** One salt a workspace, so that a row of an import is hashed once, however many were erased. */
export async function saltOf(tx: Tx, workspace: string): Promise<string> {
  const [first] = await tx
    .select({ salt: erasureLedger.salt })
    .from(erasureLedger)
    .where(eq(erasureLedger.workspaceId, workspace))
    .orderBy(asc(erasureLedger.erasedAt))
    .limit(1)
  return first?.salt ?? randomBytes(32).toString('hex')
}

/** Again with the same id it counts what was done this time, and stays the entry that it was. */
export async function enter(
  tx: Tx,
  workspace: string,
  entry: LedgerEntry & { actorId: string | null; rows: number; undecided: number; dataDir: string | null },
): Promise<void> {
  const { dataDir, actorId, rows, undecided, ...record } = entry
  await tx
    .insert(erasureLedger)
    .values({ workspaceId: workspace, ...record, actorId, rows, undecided })
    .onConflictDoUpdate({
      target: [erasureLedger.workspaceId, erasureLedger.id],
      set: { rows: sql`${erasureLedger.rows} + ${rows}`, undecided },
    })
  // Before the commit: an erasure that the file does not know of would come back with a backup.
  if (dataDir) await addToFile(dataDir, workspace, record)
}

/** What everybody who is erased is known by, and the entry; a salt more than one only where a ledger was lost in between. */
export type StandingLedger = { salt: string; entries: Map<string, { id: string; kind: SubjectKind }> }[]

/** Empty where nobody was erased. `tx` sees the workspace. */
export async function standingLedger(tx: Tx, workspace: string): Promise<StandingLedger> {
  const rows = await tx
    .select({
      id: erasureLedger.id,
      kind: erasureLedger.kind,
      salt: erasureLedger.salt,
      commitments: erasureLedger.commitments,
    })
    .from(erasureLedger)
    .where(sql`${erasureLedger.workspaceId} = ${workspace} and ${erasureLedger.liftedAt} is null`)
  return [...Map.groupBy(rows, ({ salt }) => salt)].map(([salt, all]) => ({
    salt,
    entries: new Map(
      all.flatMap(({ id, kind, commitments }) => commitments.map((one) => [one, { id, kind }] as const)),
    ),
  }))
}

/** The person consented anew: they may come in again. */
export async function lift(
  tx: Tx,
  workspace: string,
  { ids, dataDir }: { ids: string[]; dataDir: string | null },
): Promise<void> {
  const lifted = await rowsOf<{ id: string; at: string }>(
    tx,
    sql`update erasure_ledger set lifted_at = now() where workspace_id = ${workspace}
          and id::text = any (${sql.param(ids)}::text[]) and lifted_at is null
        returning id::text as id, to_char(lifted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`,
  )
  if (dataDir) for (const { id, at } of lifted) await addToFile(dataDir, workspace, { id, liftedAt: at })
}

export type LedgerListing = {
  id: string
  kind: SubjectKind
  erasedAt: string
  by: string | null
  rows: number
  undecided: number
  liftedAt: string | null
}

/** Newest first. */
export const ledgerOf = (db: Db, workspace: string): Promise<LedgerListing[]> =>
  db.inWorkspace(
    workspace,
    (tx) =>
      tx
        .select({
          id: erasureLedger.id,
          kind: erasureLedger.kind,
          erasedAt: erasureLedger.erasedAt,
          by: users.name,
          rows: erasureLedger.rows,
          undecided: erasureLedger.undecided,
          liftedAt: erasureLedger.liftedAt,
        })
        .from(erasureLedger)
        .leftJoin(
          users,
          sql`${users.workspaceId} = ${erasureLedger.workspaceId} and ${users.id} = ${erasureLedger.actorId}`,
        )
        .where(eq(erasureLedger.workspaceId, workspace))
        .orderBy(desc(erasureLedger.erasedAt)),
    'read',
  )
