/** What row security lets a person read of each table, as the database prints it: the boot self-test compares these to the letter (spaces apart). */

const ours = `(workspace_id = NULLIF(current_setting('app.workspace'::text, true), ''::text))`
const setting = (name: string, type: string) =>
  `( SELECT (NULLIF(current_setting('app.${name}'::text, true), ''::text))::${type}[] AS "nullif")`
const owns = (column: string) => `(${column} = ANY (${setting('owners', 'uuid')}::uuid[]))`
const ofAccount = `(account_id IN ( SELECT accounts.id FROM accounts))`
/** Of no account, and of everybody. */
const open = `(object = ANY (ARRAY['users'::text, 'documents'::text, 'playbooks'::text, 'kpi_definitions'::text, 'custom_fields'::text]))`

/** Of an account of theirs; of none where it is everybody's. */
const passage = `(${ofAccount} OR ((account_id IS NULL) AND (kind = ANY (ARRAY['document'::text, 'playbook'::text]))))`

const reach: Record<string, string | null> = {
  accounts: `(${owns('csm_id')} OR ${owns('ae_id')} OR (tags && ${setting('tags', 'text')}) OR (id = ANY (${setting('accounts', 'uuid')}::uuid[])))`,
  contacts: ofAccount,
  contracts: ofAccount,
  opportunities: ofAccount,
  milestones: ofAccount,
  activities: ofAccount,
  tickets: ofAccount,
  nps_responses: ofAccount,
  health_scores: ofAccount,
  usage: ofAccount,
  user_usage: ofAccount,
  kpis: ofAccount,
  calls: ofAccount,
  focus: ofAccount,
  drafts: ofAccount,
  health_overrides: ofAccount,
  account_evidence: ofAccount,
  evidence_marks: ofAccount,
  tasks: `(${ofAccount} OR ${owns('assignee_id')})`,
  documents: `(${ofAccount} OR (account_id IS NULL))`,
  chunks: passage,
  chunk_vectors: passage,
  findings: passage,
  call_turns: `(call_id IN ( SELECT calls.id FROM calls))`,
  field_history: `(${ofAccount} OR ${owns('owner_id')} OR ((account_id IS NULL) AND ${open}))`,
  users: null,
  changes: null,
  custom_fields: null,
  kpi_definitions: null,
  playbooks: null,
  definitions: null,
  models: null,
  evidence_states: null,
  external_ids: null,
}

/** The policy's expression by table: these, and no other table, does a person read. */
export const personPolicies: ReadonlyMap<string, string> = new Map([
  ...Object.entries(reach).map(([table, rows]): [string, string] => [
    `public.${table}`,
    rows === null ? ours : `(${ours} AND ${rows})`,
  ]),
  ['public.workspaces', ours.replace('workspace_id', 'id')],
])
