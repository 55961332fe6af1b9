/** The contact as the evaluator knows it. */
import { decliningUsers, feedOf, powerUsers } from './account-usage.ts'
import { isKey, isSilent, newestTouch, stillThere } from './account-touch.ts'
import { isActive } from './account-value.ts'
import { dated, days, derived, idOf, ofAccount } from './derived.ts'
import { choice, many, one, storedFields, type ObjectOf, type Seen } from './kinds.ts'
import { text, type Row } from './world.ts'

const accountIdOf = (row: Row) => text(row, 'account_id') ?? ''
const touched = (row: Row, seen: Seen) =>
  newestTouch(seen.world.having('activities', 'contact_id', row.id ?? null), seen)

const activeAccount = (row: Row, seen: Seen) => {
  const found = seen.world.one('accounts', row.account_id ?? null)
  return found !== null && isActive(found, seen)
}

export const contact: ObjectOf = {
  key: 'contact',
  table: 'contacts',
  fields: new Map([
    ...storedFields({ text: 'id name email phone title time_zone nickname', date: 'left_on' }),
    [
      'role',
      choice('role', ['champion', 'economic_buyer', 'executive_sponsor', 'admin', 'user', 'detractor']),
    ],
    ['consent', choice('consent', ['yes', 'no', 'unknown'])],
    ['left', dated('boolean', (row, seen) => !stillThere(row, seen))],
    ['key', derived('boolean', isKey)],
    ['last_touch_on', dated('date', touched)],
    ['days_since_touch', dated('number', (row, seen) => days(touched(row, seen), seen.day))],
    ['silent', dated('boolean', isSilent)],
    [
      'events_28d',
      dated('number', (row, seen) => {
        const own = feedOf(accountIdOf(row), seen).find((one) => one.contact === row.id)
        return own ? own.events : 0
      }),
    ],
    ['power_user', dated('boolean', (row, seen) => powerUsers(accountIdOf(row), seen).includes(idOf(row)))],
    [
      'declining_user',
      dated('boolean', (row, seen) => decliningUsers(accountIdOf(row), seen).includes(idOf(row))),
    ],
  ]),
  relations: new Map([
    ['account', ofAccount],
    ['reports_to', one('contact', 'contacts', 'reports_to')],
    ['reports', many('contact', 'contacts', 'reports_to')],
    ['activities', many('activity', 'activities', 'contact_id')],
    ['tickets', many('ticket', 'tickets', 'contact_id')],
    ['nps_responses', many('nps', 'nps', 'contact_id')],
    ['user_usage', many('user_usage', 'user_usage', 'contact_id')],
  ]),
  columns: ['name', 'account.name', 'role', 'title', 'email', 'last_touch_on'],
  order: [
    { by: 'account.name', dir: 'asc' },
    { by: 'name', dir: 'asc' },
  ],
  usually: [
    {
      keeps: stillThere,
      fed: true,
      lifted: ['left_on', 'left', 'id', 'name', 'email'].map((field) => ({ field })),
    },
    {
      keeps: activeAccount,
      fed: true,
      lifted: [
        { field: 'account.lifecycle', values: ['churned'] },
        ...['account.active', 'account.churned_on', 'account.churn_reason', 'account.id', 'account.name'].map(
          (field) => ({ field }),
        ),
        ...['id', 'name', 'email'].map((field) => ({ field })),
      ],
    },
  ],
  figures: new Map(),
  id: 'id',
}
