/** An audit log as its tables hold it, for whoever owns the database: grown like a day's work, read row by row, and replaced by a tampered one. */
import { sql } from 'drizzle-orm'
import { appendAudit } from '#db/audit/append.ts'
import { auditActions, type ActorKind, type AuditAction, type Verdict } from '#db/audit/contract.ts'
import type { Head } from '#db/audit/head.ts'
import { signTip, type Signing } from '#db/audit/sign-heads.ts'
import { rowsOf, type Tx } from '#db/connect.ts'
import type { Random } from '#db/demo/random.ts'

/** A row as the table holds it. */
export type Raw = {
  seq: number
  at: string
  actor_kind: ActorKind
  actor_id: string | null
  action: string
  subject_kind: string | null
  subject_id: string | null
  details: string
  prev: string
  hash: string
}

export type Tampered = {
  name: string
  verdict: Verdict
  /** The first entry that is wrong; null where the verifier can only name a head. */
  seq: number | null
  rows: Raw[]
  /** Instead of those that the database held. */
  heads?: Head[]
  /** Instead of what stood beside the first entry that has personal words. */
  personal?: { seq: number; words: Record<string, string> }
}

export const actions = Object.keys(auditActions) as AuditAction[]

/** Appends entries like those of a day's work, and signs a head now and then, last after the last one. */
export async function growLog(
  signing: Signing,
  workspace: string,
  entries: number,
  chance: Random,
): Promise<void> {
  for (let n = 1; n <= entries; n++) {
    await signing.db.inWorkspace(workspace, (tx) =>
      appendAudit(tx, workspace, {
        actor: chance.chance(0.7) ? { kind: 'person', id: crypto.randomUUID() } : { kind: 'system' },
        action: chance.pick(actions),
        ...(chance.chance(0.6) && { subject: { kind: 'account', id: `A-${chance.int(1, 9)}` } }),
        details: {
          rows: chance.int(0, 500),
          field: chance.pick(['contact.email', 'contact.phone', 'account.arr']),
          n,
        },
        ...((n === 1 || chance.chance(0.3)) && { personal: { email: `person${n}@acme.example` } }),
      }),
    )
    if (n === entries || chance.chance(0.15)) await signTip(signing, workspace)
  }
}

export const rawRows = (tx: Tx, workspace: string): Promise<Raw[]> =>
  rowsOf<Raw>(
    tx,
    sql`select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind, actor_id, action,
               subject_kind, subject_id, details, prev, hash from audit_entries where workspace_id = ${workspace} order by seq`,
  )

/** Puts the tampered log into the database's place, in the owner's transaction. */
export async function putTampered(tx: Tx, workspace: string, tampered: Tampered): Promise<void> {
  for (const table of ['audit_entries', 'audit_heads'])
    await tx.execute(sql.raw(`drop trigger refuse_rewriting on ${table}`))
  await tx.execute(sql`alter table audit_entries drop constraint audit_entries_workspace_id_seq_pk`)
  await tx.execute(sql`delete from audit_entries where workspace_id = ${workspace}`)
  await tx.execute(
    sql`insert into audit_entries select ${workspace}, r.* from json_to_recordset(${JSON.stringify(tampered.rows)}::json)
        as r (seq bigint, at timestamptz, actor_kind text, actor_id text, action text, subject_kind text, subject_id text, details text, prev text, hash text)`,
  )
  if (tampered.heads) {
    await tx.execute(sql`delete from audit_heads where workspace_id = ${workspace}`)
    await tx.execute(
      sql`insert into audit_heads (workspace_id, seq, hash, at, lost, key_id, signature)
          select ${workspace}, r.* from json_to_recordset(${JSON.stringify(tampered.heads)}::json)
          as r (seq bigint, hash text, at text, lost bigint, key text, signature text)`,
    )
  }
  const { personal } = tampered
  if (personal)
    await tx.execute(
      sql`update audit_salts set personal = ${JSON.stringify(personal.words)}::jsonb where workspace_id = ${workspace} and seq = ${personal.seq}::bigint`,
    )
}
