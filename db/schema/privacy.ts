/** Privacy: who was erased (known again by salted commitments, never by name), and the days on which retention ran. */
import { date, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, workspaceTable } from './columns.ts'

export const subjectKinds = ['contact', 'colleague', 'address'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** Kept as a file beside the database as well, because a restored backup does not know of later erasures. */
export const erasureLedger = workspaceTable(
  'erasure_ledger',
  {
    id: uuid('id').notNull(),
    kind: text('kind', { enum: subjectKinds }).notNull(),
    /** Of the workspace: the same in all of its entries, so that one hash a row tells whether the row is in the ledger. */
    salt: text('salt').notNull(),
    /** `email:…`, `id:…`, `name:…` with a keyed hash each. */
    commitments: text('commitments').array().notNull(),
    erasedAt: moment('erased_at').notNull().defaultNow(),
    /** Null where a restored backup was brought up to date. */
    actorId: uuid('actor_id'),
    rows: integer('rows').notNull().default(0),
    undecided: integer('undecided').notNull().default(0),
    /** Since when the person may come in again: they consented anew. */
    liftedAt: moment('lifted_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
)

/** A row a day, by which one process runs the day's retention and the others leave it alone. */
export const retentionRuns = workspaceTable(
  'retention_runs',
  {
    day: date('day', { mode: 'string' }).notNull(),
    startedAt: moment('started_at').notNull().defaultNow(),
    /** Refreshed with each batch; a run without a recent beat lost its process, and another takes over. */
    beatAt: moment('beat_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
    counts: jsonb('counts').$type<Record<string, number>>().notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.day] })],
)
