/** The person of the team as the evaluator knows them: their load, each figure from its definition. */
import { health } from './account-usage.ts'
import { daysToRenewal, isActive, risk } from './account-value.ts'
import { choice, many, one, storedFields, type FieldOf, type ObjectOf, type Seen } from './kinds.ts'
import { isNumber, mean, sum } from './numbers.ts'
import { number, text, type Row } from './world.ts'

const bookOf = (row: Row, seen: Seen) =>
  seen.world.having('accounts', 'csm', row.id ?? null).filter((account) => isActive(account, seen))
const renewing = (row: Row, seen: Seen) =>
  bookOf(row, seen).filter((account) => {
    const days = daysToRenewal(account, seen)
    return days !== null && days >= 0 && days <= 90
  })
const openTasks = (row: Row, { world }: Seen) =>
  world.having('tasks', 'assignee', row.id ?? null).filter((task) => task.status === 'open')

/** None where they are of several currencies. */
const worth = (accounts: Row[], book: Row[]): number | null =>
  new Set(book.map((account) => account.currency)).size > 1
    ? null
    : sum(accounts.map((account) => number(account, 'arr')).filter(isNumber))

const load: [string, FieldOf][] = [
  ['accounts', { kind: 'number', of: (row, seen) => bookOf(row, seen).length }],
  ['arr', { kind: 'money', of: (row, seen) => worth(bookOf(row, seen), bookOf(row, seen)) }],
  [
    'at_risk_accounts',
    {
      kind: 'number',
      of: (row, seen) => bookOf(row, seen).filter((one) => risk(one, seen) === 'at_risk').length,
    },
  ],
  [
    'overdue_tasks',
    {
      kind: 'number',
      of: (row, seen) =>
        openTasks(row, seen).filter((task) => (text(task, 'due_on') ?? seen.day) < seen.day).length,
    },
  ],
  ['open_tasks', { kind: 'number', of: (row, seen) => openTasks(row, seen).length }],
  ['renewals_90', { kind: 'number', of: (row, seen) => renewing(row, seen).length }],
  ['renewing_arr_90', { kind: 'money', of: (row, seen) => worth(renewing(row, seen), bookOf(row, seen)) }],
  [
    'health',
    {
      kind: 'number',
      of: (row, seen) =>
        mean(
          bookOf(row, seen)
            .map((account) => health(account, seen))
            .filter(isNumber),
        ),
    },
  ],
]

export const user: ObjectOf = {
  key: 'user',
  table: 'users',
  fields: new Map([
    ...storedFields({ text: 'id name slack_id time_zone locale', person: 'manager=manager_email' }),
    ['role', choice('role', ['viewer', 'csm', 'manager', 'admin'])],
    ...load,
  ]),
  relations: new Map([
    ['accounts', many('account', 'accounts', 'csm')],
    ['sales_accounts', many('account', 'accounts', 'ae')],
    ['tasks', many('task', 'tasks', 'assignee')],
    ['opportunities', many('opportunity', 'opportunities', 'owner')],
    ['activities', many('activity', 'activities', 'owner')],
    ['manager', one('user', 'users', 'manager_email')],
    ['reports', many('user', 'users', 'manager_email')],
  ]),
  columns: ['name', 'role', 'manager'],
  order: [{ by: 'name', dir: 'asc' }],
  usually: [],
  figures: new Map(),
  id: 'id',
}
