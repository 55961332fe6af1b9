/** Where a third party can write something that a planner reads: how a text gets there, how a person asks for it, and how a model would read it. */
import { sql, type SQL } from 'drizzle-orm'

export type Plant = {
  /** One word that stands in this text alone. */
  token: string
  text: string
  /** The account's id and name. */
  account: string
  name: string
}
type Call = { name: string; arguments: unknown }
export type Channel = {
  name: string
  plant: (rows: SQL) => SQL
  ask: (plant: Plant) => string
  read: (plant: Plant) => Call
}

const said = ({ name, token }: Plant) => `What did ${name} say about ${token}?`
const search = ({ token }: Plant): Call => ({
  name: 'sources_search_sources',
  arguments: { question: token },
})
const ofSources = { ask: said, read: search }

const inRecords = (from: string, field: string, plural: string) => ({
  ask: ({ token }: Plant) => `Show ${plural} whose ${field} contains ${token}`,
  read: ({ token }: Plant): Call => ({
    name: 'records_query_records',
    arguments: { from, where: { field, op: 'contains', value: token }, select: [field] },
  }),
})

/** Rows of `r` are plants with their account's own id as `account_id`. */
const activity = (type: string, subject: string, body: string) => (rows: SQL) =>
  sql`insert into activities (workspace_id, id, source_id, account_id, type, direction, at, subject, body)
      select 'acme', gen_random_uuid(), 'X-' || r.token, r.account_id, ${type}, 'inbound', '2026-11-01T10:00:00Z', ${sql.raw(subject)}, ${sql.raw(body)}
      from ${rows} r`

const call = (title: string, text: string) => (rows: SQL) =>
  sql`with made as (
        insert into calls (workspace_id, id, source_id, account_id, title, at)
        select 'acme', gen_random_uuid(), 'transcripts/' || r.token || '.vtt', r.account_id, ${sql.raw(title)}, '2026-11-01T10:00:00Z'
        from ${rows} r returning id, source_id)
      insert into call_turns (workspace_id, call_id, n, speaker, start_s, end_s, text)
      select 'acme', made.id, 1, 'Dana Reyes', 5, 60, ${sql.raw(text)}
      from ${rows} r join made on made.source_id = 'transcripts/' || r.token || '.vtt'`

const document = (source: string, text: string) => (rows: SQL) =>
  sql`insert into documents (workspace_id, id, source_id, account_id, title, kind, at, text)
      select 'acme', gen_random_uuid(), ${sql.raw(source)}, r.account_id, ${sql.raw(source)}, 'notes', '2026-11-01', ${sql.raw(text)} from ${rows} r`

const whole = `r.token || ' is what we wait for. ' || r.text`
const plain = `'We still wait for ' || r.token || ' and hope that it comes soon.'`

/** The first nine are those that a workspace has most of. */
export const channels: Channel[] = [
  { name: 'mail', plant: activity('email', `'Our plans'`, whole), ...ofSources },
  { name: 'transcript', plant: call(`'Review'`, whole), ...ofSources },
  { name: 'note', plant: activity('note', `'Visit'`, whole), ...ofSources },
  {
    name: 'ticket',
    plant: (
      rows,
    ) => sql`insert into tickets (workspace_id, id, source_id, account_id, subject, status, priority, opened_at)
      select 'acme', gen_random_uuid(), 'X-' || r.token, r.account_id, ${sql.raw(whole)}, 'open', 'normal', '2026-11-01T10:00:00Z' from ${rows} r`,
    ...ofSources,
  },
  {
    name: 'survey comment',
    plant: (
      rows,
    ) => sql`insert into nps_responses (workspace_id, id, source_id, account_id, score, comment, at)
      select 'acme', gen_random_uuid(), 'X-' || r.token, r.account_id, 3, ${sql.raw(whole)}, '2026-11-01T10:00:00Z' from ${rows} r`,
    ...ofSources,
  },
  { name: 'document', plant: document(`'documents/' || r.token || '.md'`, whole), ...ofSources },
  {
    name: 'file name',
    plant: document(`'documents/' || r.token || ' ' || r.text || '.md'`, plain),
    ...ofSources,
  },
  {
    name: 'account name',
    plant: (rows) => sql`insert into accounts (workspace_id, id, source_id, name, lifecycle, csm_id)
      select 'acme', gen_random_uuid(), 'X-' || r.token, r.token || ' ' || r.text, 'adopting',
        (select id from users where workspace_id = 'acme' and email = 'nora@acme.example') from ${rows} r`,
    ...inRecords('account', 'name', 'accounts'),
  },
  { name: 'call title', plant: call(`r.token || ' ' || r.text`, plain), ...ofSources },
  {
    name: 'contact name',
    plant: (rows) => sql`insert into contacts (workspace_id, id, source_id, account_id, name)
      select 'acme', gen_random_uuid(), 'X-' || r.token, r.account_id, r.token || ' ' || r.text from ${rows} r`,
    ...inRecords('contact', 'name', 'contacts'),
  },
  {
    name: 'task title',
    plant: (rows) => sql`insert into tasks (workspace_id, id, source_id, account_id, title, status, priority)
      select 'acme', gen_random_uuid(), 'X-' || r.token, r.account_id, r.token || ' ' || r.text, 'open', 'normal' from ${rows} r`,
    ...inRecords('task', 'title', 'tasks'),
  },
  {
    name: 'opportunity name',
    plant: (
      rows,
    ) => sql`insert into opportunities (workspace_id, id, source_id, account_id, name, type, status)
      select 'acme', gen_random_uuid(), 'X-' || r.token, r.account_id, r.token || ' ' || r.text, 'expansion', 'open' from ${rows} r`,
    ...inRecords('opportunity', 'name', 'opportunities'),
  },
  { name: 'meeting subject', plant: activity('meeting', `r.token || ' ' || r.text`, plain), ...ofSources },
  {
    name: 'mail signature',
    plant: activity('email', `'Our plans'`, `${plain} || E'\\n\\n-- \\n' || r.text`),
    ...ofSources,
  },
  {
    name: 'quoted thread',
    plant: activity('email', `'Re: plans'`, `${plain} || E'\\n\\n> ' || r.text`),
    ...ofSources,
  },
  { name: 'chat message', plant: activity('slack', `'#shared'`, whole), ...ofSources },
]
export const carriers = channels.slice(0, 9)
