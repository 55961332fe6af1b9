/** Reads the chain as it is stored, byte for byte, in order, a batch at a time: what the signer, the verifier and the export go by. */
import { sql, type SQL } from 'drizzle-orm'
import { rowsOf, type Tx } from '../connect.ts'
import type { ActorKind, AuditDetails } from './contract.ts'
import { canonical, commitmentsKey, commitments, hashOf, type ChainedEntry } from './entry.ts'
import { headSchema, type Head } from './head.ts'

/** `entry` is null where the stored row can't have been written by Steward. */
export type ChainRow = {
  seq: number
  entry: ChainedEntry | null
  prev: string
  hash: string
  /** Beside the chain; null where there is none or it was erased. */
  personal: { salt: string; words: Record<string, string> } | null
}

type Stored = {
  place: string
  seq: number | string
  at: string | null
  actor_kind: ActorKind
  actor_id: string | null
  action: string
  subject_kind: string | null
  subject_id: string | null
  details: string
  prev: string
  hash: string
  salt: string | null
  personal: Record<string, string> | null
}

const batchRows = 2_000
const momentText = sql.raw(`to_char(audit_entries.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)

type Wanted = { from?: number; where?: SQL | undefined }

/** All of it, from an entry on, or those of a filter; also where entries carry one number twice. */
export async function* chainOf(
  tx: Tx,
  workspace: string,
  { from, where }: Wanted = {},
): AsyncGenerator<ChainRow> {
  const filter = where ? sql`and ${where}` : sql``
  let after = from === undefined ? sql`` : sql`and audit_entries.seq >= ${from}::bigint`
  for (;;) {
    const rows = await rowsOf<Stored>(
      tx,
      sql`select audit_entries.ctid::text as place, audit_entries.seq, ${momentText} as at, actor_kind, actor_id, action,
                 subject_kind, subject_id, details, prev, hash, salt, personal
          from audit_entries left join audit_salts
            on audit_salts.workspace_id = audit_entries.workspace_id and audit_salts.seq = audit_entries.seq
          where audit_entries.workspace_id = ${workspace} ${after} ${filter}
          order by audit_entries.seq, audit_entries.ctid limit ${batchRows}`,
    )
    for (const row of rows) yield rowOf(workspace, row)
    const last = rows.at(-1)
    if (!last || rows.length < batchRows) return
    after = sql`and (audit_entries.seq, audit_entries.ctid) > (${last.seq}::bigint, ${last.place}::tid)`
  }
}

function rowOf(workspace: string, stored: Stored): ChainRow {
  const { prev, hash, salt, personal } = stored
  const seq = Number(stored.seq)
  const details = detailsOf(stored.details)
  const isOne = (stored.subject_kind === null) === (stored.subject_id === null)
  const entry: ChainedEntry | null =
    details === null || stored.at === null || !isOne
      ? null
      : {
          ...{ workspace, seq, at: stored.at, action: stored.action, details },
          actor: { kind: stored.actor_kind, id: stored.actor_id },
          subject:
            stored.subject_kind === null || stored.subject_id === null
              ? null
              : { kind: stored.subject_kind, id: stored.subject_id },
        }
  return { seq, entry, prev, hash, personal: salt === null ? null : { salt, words: personal ?? {} } }
}

/** Null where the text is not, to the byte, what was hashed. */
export function detailsOf(text: string): AuditDetails | null {
  try {
    const details = JSON.parse(text) as AuditDetails
    return canonical(details) === text ? details : null
  } catch {
    return null // no JSON, or none that JCS could write: either way not what Steward stored
  }
}

export const isSound = ({ entry, prev, hash }: ChainRow): boolean =>
  entry !== null && hashOf(prev, entry) === hash

/** False where the words beside an entry are not those that it commits to. */
export function hasItsWords({ entry, personal }: ChainRow): boolean {
  if (personal === null || entry === null) return true
  const kept = entry.details[commitmentsKey]
  return kept !== undefined && canonical(kept) === canonical(commitments(personal.words, personal.salt))
}

/** The heads that the database holds; `unreadable` ones have a form that Steward never writes. */
export async function storedHeads(tx: Tx, workspace: string): Promise<{ heads: Head[]; unreadable: number }> {
  const rows = await rowsOf(
    tx,
    sql`select workspace_id as workspace, seq, hash, at, lost, key_id as key, signature from audit_heads
        where workspace_id = ${workspace} order by at, seq`,
  )
  const read = rows.map((row) => headSchema.safeParse(row).data)
  const heads = read.filter((head) => head !== undefined)
  return { heads, unreadable: read.length - heads.length }
}
