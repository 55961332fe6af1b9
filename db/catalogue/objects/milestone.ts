/** Milestones: the steps of an account's way to value. */
import { sql } from 'drizzle-orm'
import { choice, column, derived, stored, toAccount } from '../fields.ts'
import type { ObjectType } from '../types.ts'

export const milestone: ObjectType = {
  key: 'milestone',
  label: 'Milestone',
  plural: 'Milestones',
  nouns: ['onboarding step', 'goal', 'success milestone'],
  description: 'A step of an account’s onboarding and way to value.',
  table: 'milestones',
  title: 'name',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the milestone.', { column: 'source_id' }),
    stored('name', 'Name', 'text', 'The milestone’s name.'),
    stored('kind', 'Kind', 'enum', 'What the milestone is about.', {
      values: [
        choice('onboarding', 'Onboarding', 'kickoff', 'kick-off', 'kick off'),
        choice('training', 'Training'),
        choice('go_live', 'Go-live', 'go live', 'golive', 'launch'),
        choice('value', 'Value', 'first value', 'value realised', 'value realized'),
      ],
      phrases: { nouns: ['type', 'milestone type'] },
    }),
    stored('due_on', 'Due on', 'date', 'The day it is planned for.', {
      event: 'main',
      phrases: {
        nouns: ['due date', 'deadline', 'due', 'planned date'],
        verbs: ['due', 'plan'],
        superlatives: { low: ['next', 'soonest', 'earliest'] },
      },
    }),
    stored('done_on', 'Done on', 'date', 'The day it was reached.', {
      event: 'past',
      phrases: {
        nouns: ['completion', 'completion date', 'date done'],
        verbs: ['complete', 'reach', 'finish', 'achieve', 'hit'],
        adjectives: [
          {
            words: ['done', 'reached', 'completed', 'complete', 'finished', 'achieved', 'hit'],
            where: { field: 'done_on', op: 'not_null' },
          },
          {
            words: [
              'open',
              'still open',
              'not done',
              'undone',
              'unfinished',
              'outstanding',
              'pending',
              'incomplete',
              'not reached',
            ],
            where: { field: 'done_on', op: 'is_null' },
          },
        ],
      },
    }),
    derived('late', 'Late', 'boolean', 'Not done after its due date.', {
      sql: (c) =>
        sql`(${column(c.row, 'done_on')} is null and coalesce(${column(c.row, 'due_on')} < ${c.day}, false))`,
      phrases: {
        adjectives: [
          {
            words: [
              'late',
              'overdue',
              'past due',
              'missed',
              'slipped',
              'delayed',
              'behind schedule',
              'behind',
              'running late',
              'not done on time',
              'should be done by now',
              'should have been done',
              'should have been done by now',
              'should already be done',
              'stalled',
              'stuck',
              'blocked',
            ],
            where: { field: 'late', op: 'eq', value: true },
          },
        ],
      },
    }),
    derived(
      'days_late',
      'Days late',
      'number',
      'Days from the due date to the day it was done, or to today.',
      {
        unit: 'days',
        better: 'low',
        sql: (c) => sql`case when ${column(c.row, 'due_on')} is not null
        then greatest(0, coalesce(${column(c.row, 'done_on')}, ${c.day}) - ${column(c.row, 'due_on')}) end`,
        phrases: {
          nouns: ['delay', 'days overdue', 'days behind', 'overdue by', 'late by', 'behind by', 'delayed by'],
          superlatives: { high: ['latest', 'most delayed'] },
        },
      },
    ),
  ],
  relations: [toAccount],
  usually: [],
  columns: ['name', 'account.name', 'kind', 'due_on', 'done_on'],
  orderBy: [{ by: 'due_on', dir: 'asc' }],
  owner: 'account.csm',
}
