/** What search reads: the passages of calls, documents, mails, notes, tickets, comments and playbooks, beside the rows that they come from and never instead of them. */
import { sql } from 'drizzle-orm'
import {
  customType,
  doublePrecision,
  index,
  integer,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { accounts } from './accounts.ts'
import { moment, ownedBy, workspaceTable } from './columns.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** Of any dimension: which one follows from the model. */
const anyVector = customType<{ data: string }>({ dataType: () => 'vector' })

/** A person reads passages of their accounts; of no account, only documents and playbooks. */
export const openKinds = ['document', 'playbook'] as const
export const chunkKinds = ['call', ...openKinds, 'mail', 'message', 'note', 'ticket', 'survey'] as const
export type ChunkKind = (typeof chunkKinds)[number]

/** Some turns, paragraphs or sentences that follow each other, about 120 words; `n` counts them within their row. */
export const chunks = workspaceTable(
  'chunks',
  {
    id: uuid('id').notNull(),
    kind: text('kind', { enum: chunkKinds }).notNull(),
    /** The row that it comes from, and the id by which answers name that. */
    rowId: uuid('row_id').notNull(),
    source: text('source').notNull(),
    n: integer('n').notNull(),
    accountId: uuid('account_id'),
    title: text('title').notNull(),
    at: moment('at'),
    /** Who says it, and how many words each. */
    speakers: text('speakers').array().notNull().default([]),
    spoken: integer('spoken').array().notNull().default([]),
    /** The first and the last turn or paragraph. */
    fromN: integer('from_n').notNull(),
    toN: integer('to_n').notNull(),
    startS: doublePrecision('start_s'),
    endS: doublePrecision('end_s'),
    /** Where in the document: its headings or its page. */
    place: text('place'),
    sentiment: doublePrecision('sentiment'),
    words: integer('words').notNull(),
    /** In random order: the first thousand are a sample of all. */
    draw: doublePrecision('draw')
      .notNull()
      .default(sql`random()`),
    text: text('text').notNull(),
    /** The title’s stems have the weight A. */
    stems: tsvector('stems').generatedAlwaysAs(
      sql`setweight(to_tsvector('english', title), 'A') || to_tsvector('english', text)`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.kind, t.rowId, t.n),
    ownedBy(t.workspaceId, t.accountId, accounts),
    index().on(t.workspaceId, t.accountId, t.at),
    index().on(t.workspaceId, t.accountId, t.draw),
    index().on(t.workspaceId, t.draw),
  ],
)

/** A passage as a point, by the model that made it. Those of the former model stay until the new one has made all. */
export const chunkVectors = workspaceTable(
  'chunk_vectors',
  {
    model: text('model').notNull(),
    chunkId: uuid('chunk_id').notNull(),
    accountId: uuid('account_id'),
    kind: text('kind', { enum: chunkKinds }).notNull(),
    vector: anyVector('vector').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.model, t.chunkId] }),
    ownedBy(t.workspaceId, t.chunkId, chunks),
    index().on(t.workspaceId, t.chunkId),
  ],
)

/** Rows whose passages are yet to be made. Written by the trigger `mark_chunks` alone, one a statement. */
export const chunkMarks = workspaceTable(
  'chunk_marks',
  {
    id: uuid('id').notNull().defaultRandom(),
    kind: text('kind').notNull(),
    rowIds: uuid('row_ids').array().notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.workspaceId, t.at)],
)
