/** Everything that a workspace holds about one person, with where it was found: rows of their own whole, mentions with the words around them. Leaves an audit entry. */
import { sql } from 'drizzle-orm'
import { recordAudit } from '../audit/append.ts'
import type { AuditActor } from '../audit/contract.ts'
import { rowsOf, type Db, type Tx } from '../connect.ts'
import type { SubjectKind } from '../schema/privacy.ts'
import { keptTables } from '../history/tables.ts'
import { erasureMap } from './erasure-map.ts'
import { mentionsInFiles } from './files.ts'
import { findSubject, type Subject, type SubjectWanted } from './find-subject.ts'
import { liveTables, tableSql, type LiveTable } from './live-tables.ts'
import { matcherOf, type Identifiers } from './matcher.ts'
import { isOwn } from './own-rows.ts'
import { ofWorkspace } from './scan.ts'
import { findTied, mentionsIn, type Mention } from './sweep.ts'
import { Tally, type Undecided } from './tally.ts'

export type PersonExport = {
  subject: { kind: SubjectKind } & Identifiers
  workspace: string
  exportedAt: string
  rows: Record<string, Record<string, unknown>[]>
  mentions: Mention[]
  undecided: Undecided[]
}

/** Characters around a mention: enough to see what is said of the person, not the rest of what others wrote. */
const wordsAround = 200

/** Throws a Problem where nobody is meant. */
export async function exportPerson(
  db: Db,
  workspace: string,
  wanted: SubjectWanted,
  { dataDir, actor = { kind: 'system' } }: { dataDir: string | null; actor?: AuditActor },
): Promise<PersonExport> {
  const tally = new Tally()
  const { found, matcher } = await db.asOwner(async (tx) => {
    const subject = await findSubject(tx, workspace, { ...wanted, hasLeft: true })
    const tables = await liveTables(tx)
    const how = matcherOf(subject.known, subject.doubts)
    const job = {
      tx,
      workspace,
      subject,
      matcher: how,
      tables,
      tally,
      tied: new Set<string>(),
      isReadOnly: true,
    }
    await findTied(job)
    const rows = await ownRows(tx, { workspace, subject, tables })
    const mentions = await mentionsIn(job, wordsAround)
    const exportedAt = new Date().toISOString()
    return {
      matcher: how,
      found: { subject: { kind: subject.kind, ...subject.known }, workspace, exportedAt, rows, mentions },
    }
  }, 'snapshot')
  if (dataDir)
    found.mentions.push(...(await mentionsInFiles(db, { dataDir, workspace, matcher, tally }, wordsAround)))
  await recordAudit(db, workspace, {
    actor,
    action: 'person_exported',
    details: {
      kind: found.subject.kind,
      rows: Object.values(found.rows).flat().length,
      mentions: found.mentions.length,
    },
    personal: Object.fromEntries(found.subject.emails.slice(0, 1).map((email) => ['email', email])),
  })
  return { ...found, undecided: tally.undecided }
}

/** With what they were before: history is theirs as well. Bytes and search words say nothing that the rest does not. */
async function ownRows(
  tx: Tx,
  { workspace, subject, tables }: { workspace: string; subject: Subject; tables: Map<string, LiveTable> },
): Promise<PersonExport['rows']> {
  const rows: PersonExport['rows'] = {}
  const take = async (name: string, from: ReturnType<typeof sql>) => {
    const found = await rowsOf<{ row: Record<string, unknown> }>(tx, from)
    if (found.length > 0) rows[name] = found.map(({ row }) => row)
  }
  for (const [name, treatment] of erasureMap) {
    const [table, own] = [tables.get(name), isOwn(treatment, subject)]
    if (!table || !own) continue
    const left = table.columns
      .filter(({ type }) => type === 'bytea' || type === 'tsvector')
      .map((column) => column.name)
    const secret = Object.entries(treatment.columns).filter(([, { how }]) => how.startsWith('keep: sealed'))
    const without = sql`${sql.param([...left, ...secret.map(([column]) => column), 'workspace_id'])}::text[]`
    await take(
      name,
      sql`select to_jsonb(t) - ${without} as row from ${tableSql(name)} t where ${ofWorkspace(treatment, workspace)} and ${own}`,
    )
    const object = name.split('.')[1] ?? ''
    if (keptTables.get(object)?.[0] !== 'id') continue
    await take(
      `${name} (history)`,
      sql`select to_jsonb(h) - 'workspace_id' as row from field_history h where h.workspace_id = ${workspace} and h.object = ${object}
          and (h.row_key = any (${sql.param(subject.rows)}::text[]) or h.row_key in (
            select t.id::text from ${tableSql(name)} t where ${ofWorkspace(treatment, workspace)} and ${own}))
          order by h.seq`,
    )
  }
  return rows
}
