/** What happens to records, as events: the closed list of kinds. Rows of `outbox`, written by the database itself or by the daily pass. */

export const eventKinds = [
  'account.created',
  'account.health_changed',
  'account.renewal_moved',
  'account.csm_changed',
  'account.lifecycle_changed',
  'contact.added',
  'contact.left',
  'task.overdue',
] as const
export type EventKind = (typeof eventKinds)[number]
