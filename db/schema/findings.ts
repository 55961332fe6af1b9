/** What passages were found to hold by rules of language: actions, decisions, objections, rivals, money and wishes, each a sentence at its place. Made with the passage and gone with it. */
import { date, doublePrecision, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { chunkKinds, chunks } from './chunks.ts'
import { moment, ownedBy, workspaceTable } from './columns.ts'

export const findingKinds = ['action', 'decision', 'objection', 'competitor', 'pricing', 'request'] as const
export type FindingKind = (typeof findingKinds)[number]

export const findings = workspaceTable(
  'findings',
  {
    chunkId: uuid('chunk_id').notNull(),
    /** Counts the findings of a passage. */
    seq: integer('seq').notNull(),
    what: text('what', { enum: findingKinds }).notNull(),
    accountId: uuid('account_id'),
    /** Of the passage, as its rights follow from it. */
    kind: text('kind', { enum: chunkKinds }).notNull(),
    at: moment('at'),
    /** The turn or the paragraph, and when it was spoken. */
    n: integer('n').notNull(),
    startS: doublePrecision('start_s'),
    endS: doublePrecision('end_s'),
    speaker: text('speaker'),
    sentence: text('sentence').notNull(),
    /** The rival's name, the thing wished for, or what is to be done. */
    subject: text('subject'),
    /** Of an action: who takes it on, and until when, where that was said. */
    owner: text('owner'),
    dueOn: date('due_on'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.chunkId, t.seq] }),
    ownedBy(t.workspaceId, t.chunkId, chunks),
    index().on(t.workspaceId, t.what, t.at),
    index().on(t.workspaceId, t.accountId, t.at),
  ],
)
