/** What the account measures are made of, worked out ahead for one day; beside the rows that it comes from, and never instead of them. */
import { bigint, boolean, date, doublePrecision, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, workspaceTable } from './columns.ts'

/** A working-out of all accounts for one day. Readers use the newest that is ready and fits the day, the zone and the layout that they ask for. */
export const evidenceStates = workspaceTable(
  'evidence_states',
  {
    generation: bigint('generation', { mode: 'number' }).notNull(),
    day: date('day').notNull(),
    timeZone: text('time_zone').notNull(),
    /** A hash of what is worked out, by which SQL and settings, in which order. */
    layout: text('layout').notNull(),
    isReady: boolean('is_ready').notNull().default(false),
    startedAt: moment('started_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.generation] })],
)

/** A row each account. Numbers in the layout's order; days are counted from 2000-01-01, yes is 1. */
export const accountEvidence = workspaceTable(
  'account_evidence',
  {
    generation: bigint('generation', { mode: 'number' }).notNull(),
    accountId: uuid('account_id').notNull(),
    evidence: doublePrecision('evidence').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.generation, t.accountId] })],
)

/**
 * Accounts of which a row changed since: their evidence is worked out anew by whoever reads it. Written by the trigger
 * `mark_evidence` alone, in the transaction of the change; one mark a transaction, so that taking one away never takes
 * away that of a change which was not seen.
 */
export const evidenceMarks = workspaceTable(
  'evidence_marks',
  {
    generation: bigint('generation', { mode: 'number' }).notNull(),
    accountId: uuid('account_id').notNull(),
    writtenBy: bigint('written_by', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.generation, t.accountId, t.writtenBy] })],
)
