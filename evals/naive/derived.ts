/** What several objects are made of: derived fields, the account and the contact of a row, days between two. */
import { daysFrom } from './calendar.ts'
import { one, type FieldOf, type Kind, type Seen } from './kinds.ts'
import { text, type Cell, type Row } from './world.ts'

type Reading = (row: Row, seen: Seen) => Cell
export const derived = (kind: Kind, of: Reading, rest: Partial<FieldOf> = {}): FieldOf => ({
  kind,
  of,
  ...rest,
})
export const dated = (kind: Kind, of: Reading, rest: Partial<FieldOf> = {}): FieldOf => ({
  ...{ kind, of, dated: 'fed' },
  ...rest,
})

export const idOf = (row: Row) => text(row, 'id') ?? ''
export const ofAccount = one('account', 'accounts', 'account_id')
export const ofContact = one('contact', 'contacts', 'contact_id')
export const plain = { usually: [], figures: new Map<string, never>(), id: 'id' as const }
export const days = (from: string | null, to: string | null) =>
  from === null || to === null ? null : daysFrom(from, to)
export const priorities = ['low', 'normal', 'high', 'urgent']

/** Days since it was due, of what is open and was due before the day. */
export const overdueSince = (row: Row, key: string, { day }: Seen): number | null => {
  const due = text(row, key)
  return row.status === 'open' && due !== null && due < day ? daysFrom(due, day) : null
}
