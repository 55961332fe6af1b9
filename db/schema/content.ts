/** What customers said and what was written down: calls with their turns, documents, and the workspace's playbooks. */
import { sql } from 'drizzle-orm'
import {
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { accounts } from './accounts.ts'
import { moment, objectColumns, objectKeys, ownedBy, recordedColumns, workspaceTable } from './columns.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** Stems for search; language-neutral words stay whole. */
const stems = () => tsvector('stems').generatedAlwaysAs(sql`to_tsvector('english', text)`)

/** `source_id` is the file's path inside the bundle. */
export const calls = workspaceTable(
  'calls',
  {
    ...objectColumns(),
    accountId: uuid('account_id'),
    title: text('title').notNull(),
    at: moment('at'),
    durationMin: integer('duration_min'),
    attendees: text('attendees').array().notNull().default([]),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    index().on(t.workspaceId, t.accountId, t.at),
  ],
)

export const callTurns = workspaceTable(
  'call_turns',
  {
    ...recordedColumns(),
    callId: uuid('call_id').notNull(),
    n: integer('n').notNull(),
    speaker: text('speaker'),
    startS: doublePrecision('start_s'),
    endS: doublePrecision('end_s'),
    text: text('text').notNull(),
    stems: stems(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.callId, t.n] }),
    ownedBy(t.workspaceId, t.callId, calls),
    index().using('gin', t.stems),
  ],
)

export const documents = workspaceTable(
  'documents',
  {
    ...objectColumns(),
    accountId: uuid('account_id'),
    title: text('title').notNull(),
    kind: text('kind'),
    at: moment('at'),
    text: text('text').notNull(),
  },
  (t) => [
    ...objectKeys(t),
    ownedBy(t.workspaceId, t.accountId, accounts),
    index().on(t.workspaceId, t.accountId, t.at),
  ],
)

export type PlaybookStep = { day: number; kind: string; title: string; owner?: string }
export const playbooks = workspaceTable(
  'playbooks',
  {
    ...objectColumns(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    entry: text('entry'),
    exit: text('exit'),
    measures: text('measures').array().notNull().default([]),
    steps: jsonb('steps').$type<PlaybookStep[]>().notNull().default([]),
    body: text('body').notNull().default(''),
  },
  (t) => [...objectKeys(t), unique().on(t.workspaceId, t.slug)],
)
