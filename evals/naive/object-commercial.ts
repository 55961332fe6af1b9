/** Contracts, opportunities and milestones as the evaluator knows them. */
import { plusDays } from './calendar.ts'
import { dated, days, derived, ofAccount, overdueSince, plain } from './derived.ts'
import { choice, one, storedFields, type ObjectOf } from './kinds.ts'
import { sum } from './numbers.ts'
import { number, text, type Row } from './world.ts'

export const contract: ObjectOf = {
  ...plain,
  key: 'contract',
  table: 'contracts',
  fields: new Map([
    ...storedFields({
      ...{ text: 'id product', money: 'arr', number: 'seats notice_days' },
      ...{ date: 'start_on end_on', boolean: 'auto_renew' },
    }),
    ['status', choice('status', ['draft', 'active', 'ended'])],
    ['days_to_end', dated('number', (row, { day }) => days(day, text(row, 'end_on')))],
    [
      'notice_by',
      derived('date', (row) => {
        const [end, notice] = [text(row, 'end_on'), number(row, 'notice_days')]
        return end === null || notice === null ? null : plusDays(end, -notice)
      }),
    ],
  ]),
  relations: new Map([['account', ofAccount]]),
  columns: ['product', 'account.name', 'arr', 'seats', 'start_on', 'end_on', 'status'],
  order: [{ by: 'end_on', dir: 'asc' }],
  currency: 'account.currency',
}

type Window = { first: string; last: string }
const closing = (rows: Row[], { first, last }: Window) =>
  rows.filter((row) => String(row.close_on ?? '') >= first && String(row.close_on ?? '~') <= last)
const renewals = (rows: Row[], window: Window) =>
  closing(rows, window).filter((row) => row.type === 'renewal')
const isWon = (row: Row) => row.status === 'won'
const share = (rows: Row[], test: (row: Row) => boolean, weight: (row: Row) => number = () => 1) => {
  const all = sum(rows.map(weight))
  return all === 0 ? null : sum(rows.filter(test).map(weight)) / all
}

export const opportunity: ObjectOf = {
  ...plain,
  key: 'opportunity',
  table: 'opportunities',
  fields: new Map([
    ...storedFields({
      ...{ text: 'id name stage competitor lost_reason', money: 'amount' },
      ...{ number: 'probability', date: 'close_on', person: 'owner' },
    }),
    ['type', choice('type', ['renewal', 'expansion', 'new'])],
    ['status', choice('status', ['open', 'won', 'lost'])],
    [
      'weighted_amount',
      derived('money', (row) => {
        const [amount, chance] = [number(row, 'amount'), number(row, 'probability')]
        return amount === null || chance === null ? null : (amount * chance) / 100
      }),
    ],
    ['open', derived('boolean', (row) => row.status === 'open')],
    ['overdue', derived('boolean', (row, seen) => overdueSince(row, 'close_on', seen) !== null)],
    ['days_overdue', derived('number', (row, seen) => overdueSince(row, 'close_on', seen))],
  ]),
  relations: new Map([
    ['account', ofAccount],
    ['owner', one('user', 'users', 'owner')],
  ]),
  columns: ['name', 'account.name', 'type', 'stage', 'amount', 'probability', 'close_on', 'status'],
  order: [{ by: 'amount', dir: 'desc' }],
  currency: 'account.currency',
  figures: new Map([
    [
      'renewal_rate',
      {
        ...{ windowed: true, perCurrency: true as const },
        of: (rows: Row[], window: Window) =>
          share(renewals(rows, window), isWon, (row) => number(row, 'amount') ?? 0),
      },
    ],
    [
      'renewal_rate_count',
      { windowed: true, of: (rows: Row[], window: Window) => share(renewals(rows, window), isWon) },
    ],
    [
      'win_rate',
      {
        windowed: true,
        of: (rows: Row[], window: Window) =>
          share(
            closing(rows, window).filter((row) => row.status !== 'open'),
            isWon,
          ),
      },
    ],
  ]),
}

export const milestone: ObjectOf = {
  ...plain,
  key: 'milestone',
  table: 'milestones',
  fields: new Map([
    ...storedFields({ text: 'id name', date: 'due_on done_on' }),
    ['kind', choice('kind', ['onboarding', 'training', 'go_live', 'value'])],
    [
      'late',
      derived(
        'boolean',
        (row, { day }) => row.done_on === null && row.due_on !== null && String(row.due_on) < day,
      ),
    ],
    [
      'days_late',
      derived('number', (row, { day }) => {
        const late = days(text(row, 'due_on'), text(row, 'done_on') ?? day)
        return late === null ? null : Math.max(0, late)
      }),
    ],
  ]),
  relations: new Map([['account', ofAccount]]),
  columns: ['name', 'account.name', 'kind', 'due_on', 'done_on'],
  order: [{ by: 'due_on', dir: 'asc' }],
}
