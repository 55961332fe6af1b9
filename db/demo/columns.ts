/** The columns of each CSV file that the demo writes, in the bundle's order; `sites` and `billing_cycle` are its own. */

const split = (text: string) => text.split(' ')

export const bundleColumns = {
  'users.csv': split('email name role manager_email slack_id time_zone locale'),
  'accounts.csv': split(
    'id name domain parent_id industry segment region lifecycle csm ae arr currency customer_since renewal_date auto_renew seats go_live_on next_touch_on churned_on churn_reason time_zone tags sites billing_cycle',
  ),
  'contacts.csv': split('id account_id name email phone title role reports_to left_on time_zone consent'),
  'contracts.csv': split('id account_id product arr seats start_on end_on auto_renew notice_days status'),
  'opportunities.csv': split(
    'id account_id type name stage amount probability close_on competitor owner status lost_reason',
  ),
  'health_scores.csv': split(
    'account_id on score usage engagement support sentiment relationship commercial',
  ),
  'usage.csv': split('account_id on feature active_users events'),
  'user_usage.csv': split('account_id contact_id on events'),
  'activities.csv': split(
    'id account_id contact_id type direction at subject body owner thread_id sentiment no_show',
  ),
  'tickets.csv': split(
    'id account_id contact_id subject priority status opened_at first_response_at solved_at csat',
  ),
  'nps.csv': split('id account_id contact_id score comment at'),
  'tasks.csv': split('id account_id title due_on status priority assignee done_at'),
  'milestones.csv': split('id account_id name kind due_on done_on'),
  'kpi_definitions.csv': split('key label category unit direction weight low high'),
  'kpis.csv': split('account_id on key value'),
  'transcripts/index.csv': split('file account_id title at duration_min attendees'),
  'documents/index.csv': split('file account_id title kind at'),
}
