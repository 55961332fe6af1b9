/** Appends to a workspace's audit log inside the caller's transaction: what can't be recorded does not happen, and nobody's entry comes between. */
import { desc, eq, sql } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '../connect.ts'
import { auditEntries, auditSalts } from '../schema/audit.ts'
import type { AuditDetail, AuditDetails, NewAuditEntry } from './contract.ts'
import { beginning, canonical, commitments, commitmentsKey, hashOf, type ChainedEntry } from './entry.ts'

/** Of the locks under which logs are appended to; the second key is the workspace's. */
const appending = 7_347_827

export type Appended = { seq: number; hash: string }

/**
 * The last thing that a transaction does, where it can be: others of the workspace who append wait until it ends.
 * Names, addresses and the like go into `personal`; never secrets, nowhere.
 */
export async function appendAudit(tx: Tx, workspace: string, entry: NewAuditEntry): Promise<Appended> {
  // A statement of its own: the next one then sees what was committed by whoever held the lock before.
  await tx.execute(sql`select pg_advisory_xact_lock(${appending}::int, hashtext(${workspace}))`)
  const [last] = await tx
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .where(eq(auditEntries.workspaceId, workspace))
    .orderBy(desc(auditEntries.seq))
    .limit(1)
  const { actor, action, subject, details } = entry
  const personal = cleanWords(entry.personal ?? {})
  const isPersonal = Object.keys(personal).length > 0
  const salt = randomBytes(32).toString('hex')
  const chained: ChainedEntry = {
    workspace,
    seq: (last?.seq ?? 0) + 1,
    at: new Date().toISOString().replace('Z', '000Z'),
    actor: { kind: actor.kind, id: 'id' in actor ? cleanId(actor.id) : null },
    action,
    subject: subject ? { kind: cleanId(subject.kind), id: cleanId(subject.id) } : null,
    details: {
      ...cleanDetails(details ?? {}),
      ...(isPersonal && { [commitmentsKey]: commitments(personal, salt) }),
    },
  }
  const prev = last?.hash ?? beginning
  const hash = hashOf(prev, chained)
  await tx.insert(auditEntries).values({
    ...{ workspaceId: workspace, seq: chained.seq, at: chained.at, action, prev, hash },
    ...{ actorKind: chained.actor.kind, actorId: chained.actor.id },
    ...{ subjectKind: chained.subject?.kind, subjectId: chained.subject?.id },
    details: canonical(chained.details),
  })
  if (isPersonal)
    await tx.insert(auditSalts).values({ workspaceId: workspace, seq: chained.seq, salt, personal })
  return { seq: chained.seq, hash }
}

/** Visitors type some of it: what no database or JSON takes must not keep an act from being recorded. */
const clean = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd')
/** An empty cell of an export is no id. */
const cleanId = (id: string) => clean(id) || '-'
const longestWord = 500

const cleanWords = (personal: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(personal).map(([key, value]) => [key, clean(value).slice(0, longestWord)]),
  )

function cleanDetail(detail: AuditDetail): AuditDetail {
  if (typeof detail === 'string') return clean(detail)
  if (Array.isArray(detail)) return detail.map(cleanDetail)
  return typeof detail === 'object' && detail !== null ? cleanDetails(detail) : detail
}

const cleanDetails = (details: AuditDetails): AuditDetails =>
  Object.fromEntries(Object.entries(details).map(([key, value]) => [clean(key), cleanDetail(value)]))

/** In a transaction of its own: for what writes nothing else, such as a read of a sensitive field, before it is handed out. */
export const recordAudit = (db: Db, workspace: string, entry: NewAuditEntry): Promise<Appended> =>
  db.inWorkspace(workspace, (tx) => appendAudit(tx, workspace, entry))
