/** Tasks: what somebody of the team has to do, mostly for an account. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, derived, stored, toAccount } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import { priorityValues } from './ticket.ts'

export const task: ObjectType = {
  key: 'task',
  label: 'Task',
  plural: 'Tasks',
  nouns: ['to-do', 'todo', 'action item', 'to do', 'follow-up', 'followup', 'reminder', 'chore'],
  kinds: [
    {
      words: ['on my plate', 'on my list', 'on my desk'],
      where: { field: 'assignee', op: 'eq', value: { person: 'me' } },
    },
  ],
  description: 'Something that a person of the team has to do.',
  table: 'tasks',
  title: 'title',
  id: 'source_id',
  editable: true,
  personal: 'assignee',
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the task.', { column: 'source_id' }),
    stored('title', 'Title', 'text', 'What is to be done.', {
      phrases: { nouns: ['name'], cues: ['called', 'named', 'about', 'to'] },
    }),
    stored('due_on', 'Due on', 'date', 'The day the task is due.', {
      event: 'main',
      phrases: {
        nouns: ['due date', 'deadline', 'due'],
        verbs: ['due', 'fall due'],
        superlatives: { low: ['next', 'soonest', 'earliest', 'oldest'], high: ['latest'] },
        adjectives: [
          {
            words: ['without a due date', 'no deadline', 'undated', 'open-ended'],
            where: { field: 'due_on', op: 'is_null' },
          },
        ],
      },
    }),
    stored('status', 'Status', 'enum', 'Open, done or cancelled.', {
      values: [
        choice(
          'open',
          'Open',
          'to do',
          'todo',
          'outstanding',
          'pending',
          'undone',
          'not done',
          'unfinished',
          'still open',
          'incomplete',
          'left to do',
        ),
        choice(
          'done',
          'Done',
          'finished',
          'completed',
          'complete',
          'closed',
          'ticked off',
          'wrapped up',
          'knocked out',
        ),
        choice('cancelled', 'Cancelled', 'canceled', 'dropped', 'scrapped', 'abandoned'),
      ],
      phrases: { nouns: ['task status', 'state'] },
    }),
    derived('open', 'Open', 'boolean', 'Neither done nor cancelled.', {
      sql: (c) => sql`${column(c.row, 'status')} = 'open'`,
    }),
    derived('overdue', 'Overdue', 'boolean', 'Open after its due date.', {
      sql: (c) =>
        sql`(${column(c.row, 'status')} = 'open' and coalesce(${column(c.row, 'due_on')} < ${c.day}, false))`,
      phrases: {
        adjectives: [
          {
            words: [
              'overdue',
              'late',
              'past due',
              'past their due date',
              'past its due date',
              'past the due date',
              'slipped past their due date',
              'after deadline',
              'after the deadline',
              'past deadline',
              'past the deadline',
              'past their deadline',
              'beyond their due date',
              'slipped',
              'missed',
              'behind',
              'still not done',
              'should have been done',
              'should be done by now',
              'should have been done by now',
              'should have been finished',
              'should have been finished by now',
              'should already be done',
              'running late',
              'delayed',
              'overrun',
            ],
            where: { field: 'overdue', op: 'eq', value: true },
          },
        ],
      },
    }),
    derived('days_overdue', 'Days overdue', 'number', 'Days since the due date, of overdue tasks.', {
      unit: 'days',
      better: 'low',
      sql: (c) => sql`case when ${c.field('overdue')} then ${c.day} - ${column(c.row, 'due_on')} end`,
      phrases: {
        nouns: ['days late', 'days past due', 'overdue by', 'late by'],
        superlatives: { high: ['most overdue', 'longest overdue'] },
      },
    }),
    stored('priority', 'Priority', 'enum', 'How pressing the task is.', {
      values: priorityValues,
      phrases: { nouns: ['prio', 'urgency'] },
    }),
    stored('assignee', 'Assignee', 'person', 'Who has to do it.', {
      column: 'assignee_id',
      phrases: {
        nouns: ['owner', 'responsible'],
        verbs: ['assign', 'own'],
        adjectives: [
          {
            words: [
              'unassigned',
              'without an assignee',
              'nobody is assigned to',
              'nobody owns',
              'not assigned to anyone',
              'ownerless',
            ],
            where: { field: 'assignee', op: 'is_null' },
          },
        ],
      },
    }),
    stored('done_at', 'Done', 'time', 'When the task was done.', {
      event: 'past',
      fixed: 'it follows the status of the task',
      follows: {
        field: 'status',
        sql: ({ of, own, now }) => sql`case when ${of} = 'done' then coalesce(${own}, ${now}) end`,
      },
      phrases: {
        nouns: ['completion', 'completion date'],
        verbs: ['complete', 'finish', 'close', 'tick off', 'wrap up', 'get done'],
      },
    }),
  ],
  relations: [toAccount, belongsTo('assignee', 'Assignee', 'user', 'assignee_id')],
  usually: [],
  columns: ['title', 'account.name', 'due_on', 'status', 'priority', 'assignee'],
  orderBy: [{ by: 'due_on', dir: 'asc' }],
  owner: 'assignee',
}
