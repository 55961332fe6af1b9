/** The audit log: a chain of entries a workspace, the personal words beside them that can be erased, and the signed heads that vouch for the chain. */
import { bigint, index, jsonb, primaryKey, text } from 'drizzle-orm/pg-core'
import { actorKinds, type AuditAction } from '../audit/contract.ts'
import { moment, workspaceTable } from './columns.ts'

/** Written by db/audit/append.ts alone; a trigger refuses every change, whoever asks for it. */
export const auditEntries = workspaceTable(
  'audit_entries',
  {
    /** 1, 2, 3 … in each workspace. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: moment('at').notNull(),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    action: text('action').$type<AuditAction>().notNull(),
    subjectKind: text('subject_kind'),
    subjectId: text('subject_id'),
    /** As JCS writes it, and not as jsonb, which would not keep every byte that was hashed. */
    details: text('details').notNull(),
    /** The hash of the entry before; of the first, zeros. */
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    index().on(t.workspaceId, t.action, t.seq),
    index().on(t.workspaceId, t.actorId, t.seq),
    index().on(t.workspaceId, t.subjectId, t.seq),
    index().on(t.workspaceId, t.at),
  ],
)

/** Outside the chain: deleting a row here erases who it was about, and leaves every hash as it is. */
export const auditSalts = workspaceTable(
  'audit_salts',
  {
    seq: bigint('seq', { mode: 'number' }).notNull(),
    salt: text('salt').notNull(),
    personal: jsonb('personal').$type<Record<string, string>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq] })],
)

/** What was signed of a chain, when, by which key. The same lines stand in a file outside the database. */
export const auditHeads = workspaceTable(
  'audit_heads',
  {
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
    /** As it was signed. */
    at: text('at').notNull(),
    /** After a restore: the last entry before it, as far as is known. */
    lost: bigint('lost', { mode: 'number' }),
    keyId: text('key_id').notNull(),
    signature: text('signature').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq, t.at] })],
)
