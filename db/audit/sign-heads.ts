/** Signs the head of a log, into the database and a file outside it, after it has made sure that the log still continues the head before. */
import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { auditEntries, auditHeads } from '../schema/audit.ts'
import { appendAudit } from './append.ts'
import { chainOf, isSound } from './chain.ts'
import type { NewAuditEntry } from './contract.ts'
import { beginning } from './entry.ts'
import { appendHeadLine, headFileOf, inForce, isSigned, readHeadFile, signHead, type Head } from './head.ts'
import type { SigningKey } from './signing-key.ts'

export type Signing = {
  db: Db
  key: SigningKey
  /** Where the files of heads are kept. */
  folder: string
}

type Tip = { seq: number; hash: string }
const start: Tip = { seq: 0, hash: beginning }

/** The newest head of the file, which whoever holds the database can't reach. */
export function newestOf(
  { key, folder }: Pick<Signing, 'key' | 'folder'>,
  workspace: string,
): Head | undefined {
  const { heads } = readHeadFile(headFileOf(folder, workspace))
  return heads.findLast((head) => head.workspace === workspace && isSigned(head, [key.publicKey]))
}

/** The end of the chain that follows `from`, every link checked; throws where it does not. */
async function tipAfter(tx: Tx, workspace: string, from: Tip): Promise<Tip> {
  let tip = from
  let isFirst = true
  for await (const row of chainOf(tx, workspace, { from: Math.max(1, from.seq) })) {
    const isFrom = isFirst && from.seq > 0
    const follows = isFrom
      ? row.seq === from.seq && row.hash === from.hash
      : row.seq === tip.seq + 1 && row.prev === tip.hash
    if (!follows || !isSound(row)) throw broken(workspace, row.seq)
    tip = { seq: row.seq, hash: row.hash }
    isFirst = false
  }
  if (isFirst && from.seq > 0) throw broken(workspace, from.seq)
  return tip
}

const broken = (workspace: string, seq: number) =>
  new Problem('conflict', `The audit log of ${workspace} does not continue what was signed (entry ${seq}).`, {
    done: 'No head was signed.',
    next: 'Run steward audit verify, which tells what was done to it.',
  })

/** Null where nothing was added since the head before. `last` spares a reading of the file; a head that another key signed is no start. */
export async function signTip(
  { db, key, folder }: Signing,
  workspace: string,
  last: Head | undefined = newestOf({ key, folder }, workspace),
): Promise<Head | null> {
  const tip = await db.inWorkspace(workspace, (tx) => tipAfter(tx, workspace, last ?? start), 'scan')
  if (tip.seq === (last?.seq ?? 0)) return null
  const head = signHead(key, { workspace, ...tip, at: new Date().toISOString(), lost: null })
  await keep({ db, folder }, head)
  return head
}

/** The file comes first: a head there is of entries that are stored, whatever becomes of the database's own copy. */
async function keep({ db, folder }: Pick<Signing, 'db' | 'folder'>, head: Head): Promise<void> {
  appendHeadLine(headFileOf(folder, head.workspace), head)
  await db.inWorkspace(head.workspace, (tx) => insertHead(tx, head), 'idempotent')
}

async function insertHead(tx: Tx, head: Head): Promise<void> {
  const { workspace, key, ...rest } = head
  await tx
    .insert(auditHeads)
    .values({ workspaceId: workspace, keyId: key, ...rest })
    .onConflictDoNothing()
}

/**
 * After a restore: records it, and signs that the log went back to where the backup had it, so that the heads signed since
 * are no accusation. Null where nothing was lost.
 */
export async function admitRestore(
  { db, key, folder }: Signing,
  workspace: string,
  actor: NewAuditEntry['actor'] = { kind: 'system' },
): Promise<Head | null> {
  const { heads } = readHeadFile(headFileOf(folder, workspace))
  const known = inForce(
    heads.filter((head) => head.workspace === workspace && isSigned(head, [key.publicKey])),
  )
  const { tip, agreed, lost, parted } = await db.inWorkspace(
    workspace,
    async (tx) => ({ tip: await tipAfter(tx, workspace, start), ...(await compared(tx, workspace, known)) }),
    'scan',
  )
  if (lost === 0) return null
  // Where others were appended since the restore, the log parted from its heads before its end.
  const back = parted ? agreed : tip
  const head = signHead(key, { workspace, ...back, at: new Date().toISOString(), lost })
  await keep({ db, folder }, head)
  await db.inWorkspace(workspace, (tx) =>
    appendAudit(tx, workspace, { actor, action: 'restored', details: { to: back.seq, lost } }),
  )
  return head
}

/** The last entry on which a head agrees, and the last of which one knows but the log does not, or not so. */
async function compared(
  tx: Tx,
  workspace: string,
  heads: Head[],
): Promise<{ agreed: Tip; lost: number; parted: boolean }> {
  let agreed = start
  let lost = 0
  let parted = false
  for (const { seq, hash } of heads) {
    const [row] = await tx
      .select({ hash: auditEntries.hash })
      .from(auditEntries)
      .where(and(eq(auditEntries.workspaceId, workspace), eq(auditEntries.seq, seq)))
    if (row && row.hash !== hash) parted = true
    if (row?.hash !== hash) lost = Math.max(lost, seq)
    else if (seq > agreed.seq) agreed = { seq, hash }
  }
  return { agreed, lost, parted }
}
