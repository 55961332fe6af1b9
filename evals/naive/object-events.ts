/** Tickets, NPS responses, tasks and activities as the evaluator knows them. */
import { answerHours, isWaiting, marksOf, netPromoters, newestResponses } from './account-touch.ts'
import { daysFrom, hoursFrom } from './calendar.ts'
import { dated, derived, ofAccount, ofContact, overdueSince, plain, priorities } from './derived.ts'
import { choice, one, storedFields, type ObjectOf, type Seen } from './kinds.ts'
import { number, text, type Row } from './world.ts'

type Window = { first: string; last: string }
const hours = (row: Row, key: string): number | null => {
  const [from, to] = [text(row, 'opened_at'), text(row, key)]
  return from === null || to === null ? null : hoursFrom(from, to)
}
export const ticket: ObjectOf = {
  ...plain,
  key: 'ticket',
  table: 'tickets',
  fields: new Map([
    ...storedFields({ text: 'id subject', time: 'opened_at first_response_at solved_at', number: 'csat' }),
    ['priority', choice('priority', priorities)],
    ['status', choice('status', ['open', 'pending', 'solved'])],
    ['open', derived('boolean', (row) => row.status !== 'solved')],
    ['first_response_h', derived('number', (row) => hours(row, 'first_response_at'))],
    ['resolution_h', derived('number', (row) => hours(row, 'solved_at'))],
    [
      'age_days',
      derived('number', (row, { world, day }) =>
        row.status === 'solved' ? null : daysFrom(world.day(String(row.opened_at)), day),
      ),
    ],
  ]),
  relations: new Map([
    ['account', ofAccount],
    ['contact', ofContact],
  ]),
  columns: ['subject', 'account.name', 'priority', 'status', 'opened_at', 'first_response_h', 'csat'],
  order: [{ by: 'opened_at', dir: 'desc' }],
}

export const nps: ObjectOf = {
  ...plain,
  key: 'nps',
  table: 'nps',
  fields: new Map([
    ...storedFields({ text: 'id comment', number: 'score', time: 'at' }),
    [
      'band',
      derived(
        'enum',
        (row) => {
          const mark = number(row, 'score') ?? 0
          return mark >= 9 ? 'promoter' : mark >= 7 ? 'passive' : 'detractor'
        },
        { values: ['promoter', 'passive', 'detractor'] },
      ),
    ],
    [
      'newest',
      dated('boolean', (row, seen) => {
        const own = seen.world.having('nps', 'contact_id', row.contact_id ?? null)
        return newestResponses(row.contact_id === null ? [row] : own, seen).includes(row)
      }),
    ],
  ]),
  relations: new Map([
    ['account', ofAccount],
    ['contact', ofContact],
  ]),
  columns: ['score', 'account.name', 'contact.name', 'comment', 'at'],
  order: [{ by: 'at', dir: 'desc' }],
  figures: new Map([
    [
      'portfolio_nps',
      {
        windowed: false,
        of: (rows: Row[], _: Window, seen: Seen) =>
          netPromoters(
            marksOf(newestResponses(seen.world.rows('nps'), seen).filter((row) => rows.includes(row))),
          ),
      },
    ],
  ]),
}

export const task: ObjectOf = {
  ...plain,
  key: 'task',
  table: 'tasks',
  fields: new Map([
    ...storedFields({ text: 'id title', date: 'due_on', time: 'done_at', person: 'assignee' }),
    ['status', choice('status', ['open', 'done', 'cancelled'])],
    ['priority', choice('priority', priorities)],
    ['open', derived('boolean', (row) => row.status === 'open')],
    ['overdue', derived('boolean', (row, seen) => overdueSince(row, 'due_on', seen) !== null)],
    ['days_overdue', derived('number', (row, seen) => overdueSince(row, 'due_on', seen))],
  ]),
  relations: new Map([
    ['account', ofAccount],
    ['assignee', one('user', 'users', 'assignee')],
  ]),
  columns: ['title', 'account.name', 'due_on', 'status', 'priority', 'assignee'],
  order: [{ by: 'due_on', dir: 'asc' }],
}

export const activity: ObjectOf = {
  ...plain,
  key: 'activity',
  table: 'activities',
  fields: new Map([
    ...storedFields({
      ...{ text: 'id subject body thread_id', time: 'at', person: 'owner' },
      ...{ number: 'sentiment', boolean: 'no_show' },
    }),
    ['type', choice('type', ['email', 'call', 'meeting', 'note', 'slack'])],
    ['direction', choice('direction', ['inbound', 'outbound'])],
    ['on', derived('date', (row, { world }) => world.day(String(row.at)))],
    ['answer_h', derived('number', answerHours)],
    ['unanswered', derived('boolean', isWaiting)],
  ]),
  relations: new Map([
    ['account', ofAccount],
    ['contact', ofContact],
    ['owner', one('user', 'users', 'owner')],
  ]),
  columns: ['at', 'type', 'direction', 'account.name', 'contact.name', 'subject', 'owner', 'sentiment'],
  order: [{ by: 'at', dir: 'desc' }],
}
