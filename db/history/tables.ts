/** The tables whose changes are kept, each with its key columns in the order of `row_key`; a test holds them against the triggers. */

export const keptTables: ReadonlyMap<string, readonly string[]> = new Map([
  ['users', ['id']],
  ['accounts', ['id']],
  ['contacts', ['id']],
  ['contracts', ['id']],
  ['opportunities', ['id']],
  ['milestones', ['id']],
  ['activities', ['id']],
  ['tickets', ['id']],
  ['nps_responses', ['id']],
  ['tasks', ['id']],
  ['calls', ['id']],
  ['documents', ['id']],
  ['playbooks', ['id']],
  ['kpi_definitions', ['key']],
  ['health_scores', ['account_id', 'on']],
  ['usage', ['account_id', 'on', 'feature']],
  ['user_usage', ['account_id', 'contact_id', 'on']],
  ['kpis', ['account_id', 'key', 'on']],
  ['call_turns', ['call_id', 'n']],
  ['custom_fields', ['object', 'key']],
])
