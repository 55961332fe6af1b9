/** Tickets: requests to support, and how they were served. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, derived, hoursBetween, stored, toAccount } from '../fields.ts'
import type { EnumValue, ObjectType } from '../types.ts'

export const priorityValues: EnumValue[] = [
  choice('low', 'Low', 'low-priority', 'minor'),
  choice('normal', 'Normal', 'medium', 'standard'),
  choice('high', 'High', 'high-priority', 'important', 'major'),
  choice('urgent', 'Urgent', 'critical', 'p1', 'sev1', 'blocker'),
]

export const ticket: ObjectType = {
  key: 'ticket',
  label: 'Ticket',
  plural: 'Tickets',
  nouns: ['tix', 'case', 'support case', 'support ticket', 'issue', 'support request'],
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
      phrases: { cues: ['about', 'regarding', 'on', 'concerning', 'mentioning'] },
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
        verbs: ['answer', 'respond'],
        adjectives: [
          {
            words: ['unanswered', 'without a response', 'not answered', 'awaiting a response'],
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
          nouns: ['first response', 'time to first response', 'response time', 'frt'],
          superlatives: { high: ['slowest answered'], low: ['fastest answered'] },
        },
      },
    ),
    derived('resolution_h', 'Resolution time', 'number', 'Hours from opening to solution.', {
      unit: 'hours',
      better: 'low',
      sql: (c) => hoursBetween(column(c.row, 'opened_at'), column(c.row, 'solved_at')),
      phrases: {
        nouns: ['time to resolution', 'time to solve', 'solution time', 'time to close', 'ttr'],
        superlatives: { high: ['slowest'], low: ['fastest'] },
      },
    }),
    derived('age_days', 'Age', 'number', 'Days since the ticket was opened, of open tickets.', {
      unit: 'days',
      better: 'low',
      sql: (c) => sql`case when ${column(c.row, 'status')} <> 'solved'
        then ${c.day} - (${column(c.row, 'opened_at')} at time zone ${c.timeZone}::text)::date end`,
      phrases: {
        nouns: ['days open', 'ticket age'],
        adjectives: [],
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
