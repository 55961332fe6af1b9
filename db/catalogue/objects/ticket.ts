/** Tickets: requests to support, and how they were served. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, derived, hoursBetween, stored, toAccount } from '../fields.ts'
import type { EnumValue, ObjectType } from '../types.ts'

export const priorityValues: EnumValue[] = [
  choice('low', 'Low', 'low-priority', 'low prio', 'minor', 'p4', 'trivial'),
  choice('normal', 'Normal', 'medium', 'standard', 'p3'),
  choice('high', 'High', 'high-priority', 'high prio', 'important', 'major', 'p2', 'sev2', 'sev 2'),
  choice('urgent', 'Urgent', 'critical', 'p1', 'p0', 'sev1', 'sev 1', 'blocker', 'burning', 'on fire'),
]

export const ticket: ObjectType = {
  key: 'ticket',
  label: 'Ticket',
  plural: 'Tickets',
  nouns: [
    'tix',
    'tkt',
    'case',
    'support case',
    'support ticket',
    'issue',
    'support issue',
    'support request',
    'bug report',
    'helpdesk ticket',
  ],
  description: 'A request that an account made to support.',
  table: 'tickets',
  title: 'subject',
  id: 'source_id',
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the ticket.', {
      column: 'source_id',
      phrases: { nouns: ['ticket number', 'ticket id'] },
    }),
    stored('subject', 'Subject', 'text', 'What the ticket is about.', {
      phrases: { cues: ['about', 'regarding', 'on', 'concerning', 'mentioning', 'mention', 'related to'] },
    }),
    stored('priority', 'Priority', 'enum', 'How pressing the ticket is.', {
      values: priorityValues,
      phrases: {
        nouns: ['prio', 'severity', 'urgency'],
        superlatives: { high: ['most urgent', 'most pressing'] },
      },
    }),
    stored('status', 'Status', 'enum', 'Open, waiting on somebody, or solved.', {
      values: [
        choice('open', 'Open'),
        choice('pending', 'Pending', 'waiting', 'on hold'),
        choice('solved', 'Solved', 'closed', 'resolved', 'done', 'fixed'),
      ],
      phrases: { nouns: ['ticket status', 'state'] },
    }),
    derived('open', 'Open', 'boolean', 'Not solved: open or pending.', {
      sql: (c) => sql`${column(c.row, 'status')} <> 'solved'`,
      phrases: {
        adjectives: [
          {
            words: [
              'open',
              'unsolved',
              'unresolved',
              'outstanding',
              'not solved',
              'still open',
              'not closed',
              'in the queue',
              'in the backlog',
              'ongoing',
            ],
            where: { field: 'open', op: 'eq', value: true },
          },
        ],
      },
    }),
    stored('opened_at', 'Opened', 'time', 'When the ticket was opened.', {
      event: 'main',
      phrases: {
        nouns: ['opening', 'opening date', 'created'],
        verbs: ['open', 'raise', 'create', 'file', 'submit', 'log', 'come in'],
        superlatives: { high: ['newest', 'latest', 'most recent'], low: ['oldest'] },
      },
    }),
    stored('first_response_at', 'First response', 'time', 'When support first answered.', {
      event: 'past',
      phrases: {
        verbs: ['answer', 'respond', 'reply', 'pick up'],
        adjectives: [
          {
            words: [
              'unanswered',
              'without a response',
              'without a first response',
              'without any response',
              'without an answer',
              'without a reply',
              'no response',
              'no first response',
              'not answered',
              'not responded to',
              'never answered',
              'nobody answered',
              'nobody replied to',
              'awaiting a response',
              'awaiting response',
              'awaiting first response',
              'waiting for a response',
              'waiting for a first response',
              'waiting for first response',
              'waiting for an answer',
              'untouched',
              'not picked up',
            ],
            where: { field: 'first_response_at', op: 'is_null' },
          },
        ],
      },
    }),
    stored('solved_at', 'Solved', 'time', 'When the ticket was solved.', {
      event: 'past',
      phrases: { nouns: ['solving date', 'resolution'], verbs: ['solve', 'close', 'resolve', 'fix'] },
    }),
    stored('csat', 'CSAT', 'number', 'How satisfied the customer was, 1–5.', {
      unit: 'score',
      better: 'high',
      phrases: {
        nouns: ['customer satisfaction', 'satisfaction', 'satisfaction score', 'csat score', 'rating'],
        superlatives: { high: ['best rated'], low: ['worst rated'] },
        adjectives: [
          {
            words: ['unrated', 'not rated', 'without a rating', 'never rated'],
            where: { field: 'csat', op: 'is_null' },
          },
          { words: ['rated', 'with a rating'], where: { field: 'csat', op: 'not_null' } },
        ],
      },
    }),
    derived(
      'first_response_h',
      'First response time',
      'number',
      'Hours from opening to the first response.',
      {
        unit: 'hours',
        better: 'low',
        sql: (c) => hoursBetween(column(c.row, 'opened_at'), column(c.row, 'first_response_at')),
        phrases: {
          nouns: [
            'first response',
            'time to first response',
            'response time',
            'frt',
            'first reply',
            'first answer',
            'time to first reply',
            'time to first answer',
            'reply time',
          ],
          verbs: ['answer', 'respond', 'reply'],
          superlatives: { high: ['slowest answered'], low: ['fastest answered'] },
        },
      },
    ),
    derived('resolution_h', 'Resolution time', 'number', 'Hours from opening to solution.', {
      unit: 'hours',
      better: 'low',
      sql: (c) => hoursBetween(column(c.row, 'opened_at'), column(c.row, 'solved_at')),
      phrases: {
        nouns: [
          'time to resolution',
          'time to solve',
          'solution time',
          'time to close',
          'time to fix',
          'ttr',
        ],
        verbs: ['solve', 'resolve', 'close', 'fix'],
        superlatives: { high: ['slowest'], low: ['fastest'] },
      },
    }),
    derived('age_days', 'Age', 'number', 'Days since the ticket was opened, of open tickets.', {
      unit: 'days',
      better: 'low',
      sql: (c) => sql`case when ${column(c.row, 'status')} <> 'solved'
        then ${c.day} - (${column(c.row, 'opened_at')} at time zone ${c.timeZone}::text)::date end`,
      phrases: {
        nouns: ['days open', 'ticket age', 'days old'],
        superlatives: { high: ['longest open', 'oldest open'] },
      },
    }),
  ],
  relations: [toAccount, belongsTo('contact', 'Contact', 'contact', 'contact_id')],
  usually: [],
  columns: ['subject', 'account.name', 'priority', 'status', 'opened_at', 'first_response_h', 'csat'],
  orderBy: [{ by: 'opened_at', dir: 'desc' }],
  owner: 'account.csm',
}
