/** The erasure map: of every column that could hold text, vectors or bytes, whose personal data it may be and how it is erased. A test holds it against the database. */
import { signIn } from './erasure-map-sign-in.ts'
import { closed, hashed, keep, mentions, type TableTreatment, type Treatment } from './treatment.ts'

const workspace_id = closed
/** A source's own id is often made of names: `transcripts/jane-doe.vtt`. */
const object = { workspace_id, source_id: mentions, custom: mentions }
const contactsOwn: Treatment = { holds: 'contact', how: 'delete row' }
const colleaguesOwn: Treatment = { holds: 'colleague', how: 'pseudonym' }
const words: Treatment = { holds: 'both', how: 'null' }
const stateless = keep('the workspace’s own words for its figures, which name nobody')

const ofTurn = (turn: string, what: string) =>
  `(select r.${what} from public.turns r where r.workspace_id = t.workspace_id and r.id::text = ${turn})`
const threadsTurn = `split_part(t.thread_id, '/', 2)`
const thread = {
  own: { colleague: ofTurn(threadsTurn, 'user_id'), deletes: true as const },
  unit: `'conversations ' || ${ofTurn(threadsTurn, 'conversation_id')}`,
}
const threadKeys = {
  ...{ workspace_id, thread_id: closed, checkpoint_ns: closed, type: closed },
}

const records: Record<string, TableTreatment> = {
  'public.accounts': {
    columns: {
      ...{ ...object, source_id: keep('the firm’s id'), name: keep('a firm’s name') },
      ...{ domain: keep('a firm’s domain'), industry: mentions, churn_reason: mentions, tags: mentions },
      ...{ segment: closed, region: closed, lifecycle: closed, currency: closed, time_zone: closed },
    },
  },
  'public.contacts': {
    own: { contact: 't.id', deletes: true },
    columns: {
      ...{ workspace_id, source_id: contactsOwn, name: contactsOwn, email: contactsOwn, phone: contactsOwn },
      ...{ title: mentions, custom: mentions, role: closed, time_zone: closed, consent: closed },
    },
  },
  'public.contracts': { columns: { ...object, product: mentions, status: closed } },
  'public.opportunities': {
    columns: {
      ...{ ...object, name: mentions, stage: mentions, competitor: mentions, lost_reason: mentions },
      ...{ type: closed, status: closed },
    },
  },
  'public.milestones': { columns: { ...object, name: mentions, kind: closed } },
  'public.activities': {
    own: { contact: 't.contact_id', words: `t.direction = 'inbound'` },
    columns: {
      ...{ ...object, type: closed, direction: closed, thread_id: mentions },
      ...{ subject: words, body: words },
    },
  },
  'public.tickets': {
    own: { contact: 't.contact_id' },
    columns: { ...object, subject: mentions, priority: closed, status: closed },
  },
  'public.nps_responses': {
    own: { contact: 't.contact_id', words: 'true' },
    columns: { ...object, comment: words, custom: words },
  },
  'public.tasks': { columns: { ...object, title: mentions, status: closed, priority: closed } },
  'public.health_scores': { columns: { workspace_id } },
  'public.usage': { columns: { workspace_id, feature: keep('the product’s feature') } },
  'public.user_usage': { own: { contact: 't.contact_id', deletes: true }, columns: { workspace_id } },
  'public.kpi_definitions': {
    columns: {
      ...{ workspace_id, key: stateless, label: stateless, category: stateless, unit: stateless },
      direction: closed,
    },
  },
  'public.kpis': { columns: { workspace_id, key: stateless } },
  'public.calls': {
    unit: `'calls ' || t.id`,
    columns: { ...object, title: mentions, attendees: mentions },
  },
  'public.call_turns': {
    speaker: 'speaker',
    unit: `'calls ' || t.call_id`,
    columns: { workspace_id, speaker: mentions, text: words, stems: { holds: 'both', how: 'recompute' } },
  },
  'public.documents': { columns: { ...object, title: mentions, kind: mentions, text: mentions } },
  // Made of the rows above, which mark them to be made anew as soon as they change.
  'public.chunks': {
    columns: {
      ...{
        workspace_id,
        kind: closed,
        source: mentions,
        title: mentions,
        speakers: mentions,
        place: mentions,
      },
      ...{ text: mentions, stems: { holds: 'both', how: 'recompute' } },
    },
  },
  'public.chunk_vectors': {
    columns: { workspace_id, model: closed, kind: closed, vector: { holds: 'both', how: 'recompute' } },
  },
  'public.chunk_marks': { columns: { workspace_id, kind: closed } },
  // They go with their passage, and come again with it.
  'public.findings': {
    columns: {
      ...{ workspace_id, what: closed, kind: closed, speaker: mentions, sentence: mentions },
      ...{ subject: mentions, owner: mentions },
    },
  },
  'public.playbooks': {
    columns: {
      ...{ ...object, slug: closed, name: mentions, entry: mentions, exit: mentions, steps: mentions },
      ...{ body: mentions, measures: stateless },
    },
  },
}

const workspaces: Record<string, TableTreatment> = {
  'public.workspaces': {
    workspace: 'id',
    columns: { id: closed, name: keep('the company’s own name'), settings: closed },
  },
  'public.users': {
    own: { colleague: 't.id', words: 'true' },
    columns: {
      ...{ workspace_id, source_id: colleaguesOwn, email: colleaguesOwn, name: colleaguesOwn },
      ...{ slack_id: words, time_zone: words, locale: words, custom: words },
      ...{ role: closed, custom_role: closed },
    },
  },
  'public.external_ids': {
    own: { contact: 't.id', colleague: 't.id', deletes: true },
    columns: {
      ...{ workspace_id, object: closed, source: keep('a system’s name') },
      external_id: { holds: 'both', how: 'delete row' },
    },
  },
  'public.custom_fields': {
    columns: {
      ...{ workspace_id, object: closed, key: keep('a column’s name'), type: closed },
      ...{ label: mentions, values: mentions },
    },
  },
  'public.custom_roles': {
    columns: {
      ...{ workspace_id, key: stateless, label: stateless, based_on: closed, reads: closed },
      ...{ withheld: closed, shown: closed, may: closed },
    },
  },
  'public.sharing_rules': { columns: { workspace_id, what: closed, whom: closed } },
  'public.imports': {
    columns: {
      ...{ workspace_id, source: mentions, state: closed, counts: mentions, problems: mentions },
      ...{ files: mentions, mapping: mentions },
    },
  },
}

const kept: Record<string, TableTreatment> = {
  'public.changes': {
    columns: { workspace_id, kind: closed, source: keep('a system’s name'), ref: closed },
  },
  'public.field_history': {
    unit: `case when t.object = 'call_turns' then 'calls ' || (t.row_key::jsonb ->> 0) else t.object || ' ' || t.row_key end`,
    columns: {
      ...{ workspace_id, object: closed, row_key: closed, operation: closed },
      ...{ before: mentions, after: mentions },
    },
  },
  'public.definitions': {
    columns: { workspace_id, kind: closed, key: keep('a measure’s or term’s name'), body: mentions },
  },
  'public.models': { columns: { workspace_id, key: closed, body: mentions } },
  'public.evidence_states': { columns: { workspace_id, time_zone: closed, layout: hashed } },
  'public.account_evidence': { columns: { workspace_id } },
  'public.evidence_marks': { columns: { workspace_id } },
  'public.audit_entries': {
    columns: {
      ...{ workspace_id, actor_kind: closed, actor_id: closed, action: closed, subject_kind: closed },
      ...{ subject_id: closed, details: keep('ids, counts and commitments; a change would break the chain') },
      ...{ prev: hashed, hash: hashed },
    },
  },
  'public.audit_salts': {
    columns: { workspace_id, salt: hashed, personal: { holds: 'both', how: 'delete on mention' } },
  },
  'public.audit_heads': {
    columns: { workspace_id, hash: hashed, at: closed, key_id: hashed, signature: hashed },
  },
  'public.data_keys': { columns: { workspace_id, wrapped: hashed, master_id: hashed } },
  'public.secrets': {
    own: { colleague: 't.owner_id', deletes: true },
    columns: { workspace_id, provider: closed, name: closed, sealed: keep('sealed; it goes with its owner') },
  },
  'public.instance_secrets': {
    workspace: null,
    columns: { name: closed, sealed: hashed, master_id: hashed },
  },
  'public.erasure_ledger': {
    columns: { workspace_id, kind: closed, salt: hashed, commitments: hashed },
  },
  'public.retention_runs': { columns: { workspace_id, counts: closed } },
  'drizzle.__drizzle_migrations': { workspace: null, columns: { hash: hashed } },
}

const effects: Record<string, TableTreatment> = {
  'public.focus': { own: { colleague: 't.user_id', deletes: true }, columns: { ...object, note: mentions } },
  'public.drafts': {
    own: { contact: 't.contact_id', deletes: true },
    columns: { ...object, subject: mentions, body: mentions, template: stateless, status: closed },
  },
  'public.health_overrides': { columns: { ...object, reason: mentions } },
  'public.consumed': { columns: { workspace_id, consumer: closed } },
  'public.outbox': { columns: { workspace_id, kind: closed, object: closed, details: mentions } },
  'public.notices': {
    own: { colleague: 't.user_id', deletes: true },
    columns: { workspace_id, kind: closed, object: closed, details: mentions },
  },
  'public.runs': { columns: { workspace_id, state: closed, wish: closed, problem: mentions } },
  'public.approvals': { columns: { workspace_id, surface: closed, digest: hashed } },
  'public.proposal_rows': {
    unit: `'proposals ' || t.proposal_id`,
    columns: {
      ...{
        workspace_id,
        object: closed,
        table: closed,
        operation: closed,
        source_id: mentions,
        name: mentions,
      },
      ...{ version: closed, before: mentions, after: mentions, write: mentions, restore: mentions },
      ...{ state: closed, note: mentions },
    },
  },
  'public.proposals': {
    unit: `'proposals ' || t.id`,
    columns: {
      ...{ workspace_id, surface: closed, call_id: closed, tool: closed, tool_hash: hashed, kind: closed },
      ...{ arguments: mentions, integrity: closed, summary: mentions, notes: mentions, object: closed },
      ...{ policy_version: closed, nonce: hashed, targets: hashed, digest: hashed, seal: hashed },
      ...{ state: closed, reason: mentions },
    },
  },
  'public.standing_approvals': { columns: { workspace_id, tool: closed, tool_hash: hashed } },
  'public.holds': { columns: { workspace_id, reason: mentions } },
}

const talk: Record<string, TableTreatment> = {
  'langgraph.checkpoint_migrations': { workspace: null, columns: {} },
  'langgraph.checkpoints': {
    ...thread,
    columns: {
      ...{ ...threadKeys, checkpoint_id: closed, parent_checkpoint_id: closed },
      ...{ checkpoint: mentions, metadata: mentions },
    },
  },
  'langgraph.checkpoint_blobs': {
    ...thread,
    columns: { ...threadKeys, channel: closed, version: closed, blob: mentions },
  },
  'langgraph.checkpoint_writes': {
    ...thread,
    columns: { ...threadKeys, checkpoint_id: closed, task_id: closed, channel: closed, blob: mentions },
  },
  'public.turn_events': {
    own: { colleague: ofTurn('t.turn_id::text', 'user_id'), deletes: true },
    unit: `'conversations ' || ${ofTurn('t.turn_id::text', 'conversation_id')}`,
    columns: { workspace_id, event: mentions },
  },
  'public.spans': {
    own: { colleague: ofTurn('t.turn_id::text', 'user_id'), deletes: true },
    unit: `'conversations ' || ${ofTurn('t.turn_id::text', 'conversation_id')}`,
    columns: {
      ...{ workspace_id, trace_id: closed, span_id: closed, parent_id: closed, operation: closed },
      ...{ name: closed, error: closed, attributes: closed },
    },
  },
  'public.feedback': {
    own: { colleague: 't.user_id', deletes: true },
    unit: `'conversations ' || ${ofTurn('t.turn_id::text', 'conversation_id')}`,
    columns: { workspace_id, thumb: closed, reason: mentions },
  },
  'public.turns': {
    own: { colleague: 't.user_id', deletes: true },
    unit: `'conversations ' || t.conversation_id`,
    columns: { workspace_id, text: mentions, state: closed, route: closed, plan: mentions, today: closed },
  },
  'public.conversations': {
    own: { colleague: 't.user_id', deletes: true },
    columns: { workspace_id, title: mentions },
  },
}

/** By `schema.table`. In the order in which rows are deleted: what is asked of a turn is asked while it is there; history comes last. */
export const erasureMap: ReadonlyMap<string, TableTreatment> = new Map(
  Object.entries({ ...talk, ...effects, ...records, ...workspaces, ...kept, ...signIn }),
)
