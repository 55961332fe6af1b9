/** Reads the audit log for people: newest first, by actor, action, subject and time, a page at a time. */
import { and, desc, eq, gte, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { Problem } from '../problem.ts'
import { auditEntries, auditSalts } from '../schema/audit.ts'
import { users } from '../schema/workspaces.ts'
import { actorKinds, auditActions, type AuditAction, type AuditEntry, type AuditFilter } from './contract.ts'

export type AuditPage = { entries: AuditEntry[]; next: number | null }

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)

/** A day counts whole, in UTC. */
function until(text: string): SQL {
  return isDay(text)
    ? lt(auditEntries.at, sql`(${text}::date + 1)::timestamp at time zone 'UTC'`)
    : lte(auditEntries.at, text)
}
const since = (text: string): SQL =>
  gte(auditEntries.at, isDay(text) ? sql`${text}::date::timestamp at time zone 'UTC'` : text)

function actionsOf(text: string): AuditAction[] {
  const actions = text.split(',').map((one) => one.trim())
  const unknown = actions.find((one) => !Object.hasOwn(auditActions, one))
  if (unknown === undefined) return actions as AuditAction[]
  throw new Problem('bad_request', `There is no action ${unknown}.`, {
    done: 'Nothing was read.',
    next: `There are: ${Object.keys(auditActions).join(', ')}.`,
  })
}

function subject(text: string): SQL | undefined {
  const at = text.indexOf(':')
  return at > 0
    ? and(eq(auditEntries.subjectKind, text.slice(0, at)), eq(auditEntries.subjectId, text.slice(at + 1)))
    : or(eq(auditEntries.subjectKind, text), eq(auditEntries.subjectId, text))
}

export const isFiltered = (filter: AuditFilter): boolean =>
  Object.values(filter).some((one) => one !== undefined)

export function conditionOf(workspace: string, filter: AuditFilter): SQL | undefined {
  const { actor, action } = filter
  const kind = actorKinds.find((one) => one === actor)
  return and(
    eq(auditEntries.workspaceId, workspace),
    actor === undefined
      ? undefined
      : kind
        ? eq(auditEntries.actorKind, kind)
        : eq(auditEntries.actorId, actor),
    action === undefined ? undefined : inArray(auditEntries.action, actionsOf(action)),
    filter.subject === undefined ? undefined : subject(filter.subject),
    filter.since === undefined ? undefined : since(filter.since),
    filter.until === undefined ? undefined : until(filter.until),
  )
}

/** Before `cursor`, the `next` of the page before. */
export async function listAudit(
  tx: Tx,
  workspace: string,
  { cursor, limit = 50, ...filter }: AuditFilter & { cursor?: number | undefined; limit?: number },
): Promise<AuditPage> {
  const rows = await tx
    .select({
      seq: auditEntries.seq,
      actorKind: auditEntries.actorKind,
      actorId: auditEntries.actorId,
      action: auditEntries.action,
      subjectKind: auditEntries.subjectKind,
      subjectId: auditEntries.subjectId,
      details: auditEntries.details,
      hash: auditEntries.hash,
      at: sql<string>`to_char(${auditEntries.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      personal: auditSalts.personal,
    })
    .from(auditEntries)
    .leftJoin(
      auditSalts,
      and(eq(auditSalts.workspaceId, auditEntries.workspaceId), eq(auditSalts.seq, auditEntries.seq)),
    )
    .where(
      and(conditionOf(workspace, filter), cursor === undefined ? undefined : lt(auditEntries.seq, cursor)),
    )
    .orderBy(desc(auditEntries.seq))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const names = await namesOf(
    tx,
    workspace,
    shown.flatMap((row) => [row.actorId, row.subjectKind === 'user' ? row.subjectId : null]),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  const entries = shown.map((row): AuditEntry => {
    const { seq, at, actorKind, actorId, action, subjectKind, subjectId, hash, personal } = row
    return {
      ...{ seq, at, action, hash, personal },
      actor: { kind: actorKind, id: actorId, name: nameOf(actorId) },
      subject:
        subjectKind === null || subjectId === null
          ? null
          : { kind: subjectKind, id: subjectId, name: nameOf(subjectId) },
      details: readable(row.details),
    }
  })
  return { entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null }
}

/** A row that somebody damaged is still shown; the verifier says what it is. */
function readable(details: string): AuditEntry['details'] {
  try {
    return JSON.parse(details) as AuditEntry['details']
  } catch {
    return { unreadable: details } // shown as it stands: hiding it would hide the tampering
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function namesOf(tx: Tx, workspace: string, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null && uuid.test(id)))] as string[]
  if (wanted.length === 0) return new Map()
  const people = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(eq(users.workspaceId, workspace), inArray(users.id, wanted)))
  return new Map(people.map(({ id, name }) => [id, name]))
}
