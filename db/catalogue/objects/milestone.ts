/** Milestones: the steps of an account's way to value. */
import { sql } from 'drizzle-orm'
import { choice, column, crossed, derived, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import { doneWords, late, lingering, undoneWords } from '../words/work.ts'

const doneAtAll = { field: 'done_on', op: 'not_null' as const }

/** Nouns for the steps of one kind. */
const ofKind = (kind: string, nouns: string) => ({
  words: words(nouns),
  where: { field: 'kind', op: 'eq' as const, value: kind },
})

export const milestone: ObjectType = {
  key: 'milestone',
  label: 'Milestone',
  plural: 'Milestones',
  nouns: words(
    'step of the plan|step|setup milestone|journey step|step of the journey|step of the way|plan item|setup step|set-up step|project goal|success plan step|step in the plan|rollout milestone|roll-out step|roll-out milestone|go-live step|launch step|onboarding milestone|onboarding goal|onboarding item|step of the rollout|step of the onboarding|implementation goal|onboarding step|goal|success milestone|checkpoint|deliverable|stepping stone|implementation step|rollout step|project step|implementation milestone|adoption milestone|project milestone',
  ),
  kinds: [
    ofKind(
      'training',
      'admin trainings|user trainings|training session|training day|admin training session|enablement session|user training session|training milestone|training step|training course',
    ),
    ofKind(
      'onboarding',
      'kickoffs|kick-offs|kick offs|project starts|setups|kickoff meeting|kick-off meeting|kickoff call|kick-off call|kickoff session|kickoff milestone|kick-off milestone|kickoff step|kick-off step',
    ),
    ofKind(
      'go_live',
      'go-lives|go lives|golives|launches|rollouts|roll-outs|cutovers|cut-overs|deployments|go-live milestone|go-live sign-off|go-live step|launch milestone|rollout sign-off|launch sign-off|go-live task|go-live event|go-live day|cutover step',
    ),
    ofKind(
      'value',
      'first-value confirmation|first value confirmation|value confirmation|confirmation of value|confirmation of first value|value milestone|first-value milestone|first value milestone|value sign-off|first-value sign-off|value checkpoint|first-value checkpoint|value proof|proof of value|value step|value review|first-value step|first-value check|first value check',
    ),
  ],
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
        choice('onboarding', 'Onboarding', ...words('kickoff|kick-off|kick off|project start|setup|set-up')),
        choice(
          'training',
          'Training',
          ...words('enablement|admin training|user training|workshop|coaching|education|course'),
        ),
        choice(
          'go_live',
          'Go-live',
          ...words(
            'go live|golive|launch|rollout|roll-out|roll out|going live|cutover|cut-over|production start|deployment|switch-on',
          ),
        ),
        choice(
          'value',
          'Value',
          ...words(
            'first value|value realised|value realized|first win|value confirmed|value proof|proof of value|first success|value delivery|roi|payoff|value moment|aha moment|moment of value|first benefit',
          ),
        ),
      ],
      phrases: { nouns: words('type|milestone type|sort of milestone') },
    }),
    stored('due_on', 'Due on', 'date', 'The day it is planned for.', {
      event: 'main',
      phrases: {
        nouns: words(
          'due date|deadline|due|planned date|target date|target|scheduled date|expected date|planned day',
        ),
        verbs: words(
          'due|plan|schedule|expect|come up|fall due|come due|be due|foresee|slate|be slated|be set|fall|target|must be done|be supposed to be done',
        ),
        superlatives: { low: ['next', 'soonest', 'earliest'] },
        adjectives: [
          {
            words: words(
              'still ahead|still to come|yet to come|to come|ahead of them|ahead of us|in front of us|in front of them|still before us|upcoming|coming up|yet to happen|yet to take place|still in the future|on the horizon|around the corner|up next|lying ahead',
            ),
            where: {
              and: [
                { field: 'done_on', op: 'is_null' },
                { field: 'due_on', op: 'gte', value: { today: 0 } },
              ],
            },
          },
        ],
      },
    }),
    stored('done_on', 'Done on', 'date', 'The day it was reached.', {
      event: 'past',
      phrases: {
        nouns: words('completion|completion date|date done|done date|date reached|finishing date'),
        verbs: words(
          'take place|happen|be held|hold|conduct|carry out|come in|get over the line|check off|be met|be ticked off|be done|be finished|be completed|be reached|be achieved|get finished|get completed|get reached|go through|get through|make|complete|reach|finish|achieve|hit|get done|accomplish|tick off|deliver|attain|wrap up|close|sign off|cross off',
        ),
        adjectives: [
          {
            words: [
              ...words(
                'done|reached|completed|complete|finished|achieved|hit|passed|delivered|met|attained|cleared|behind them',
              ),
              ...doneWords.filter((word) => !/^(finished|completed|complete|closed)$/.test(word)),
            ],
            where: { field: 'done_on', op: 'not_null' },
          },
          {
            words: [
              ...words(
                'open|still open|not done|undone|unfinished|outstanding|pending|incomplete|not reached|unmet|unreached',
              ),
              ...words(
                'still to do|still missing|to be done|not met|not finished|not completed|not achieved',
              ),
              ...words('not hit|not passed|still not done|still not reached'),
              ...crossed(
                'yet to be|not yet|still to be|never',
                'reached|done|completed|finished|achieved|met|hit|passed',
              ),
              ...lingering,
              ...undoneWords,
              ...crossed(
                'not|not yet|never|still not',
                'gone through|been through|got through|gotten through|sat through|attended|passed through|behind them|under their belt',
              ),
              ...words(
                'due|on the to-do list|left to reach|left to do|unfulfilled|awaited|not happened|not happened yet|still not happened',
              ),
            ],
            where: { field: 'done_on', op: 'is_null' },
          },
        ],
      },
    }),
    derived('late', 'Late', 'boolean', 'Not done after its due date.', {
      evidence: ['days_late'],
      sql: (c) =>
        sql`(${column(c.row, 'done_on')} is null and coalesce(${column(c.row, 'due_on')} < ${c.day}, false))`,
      phrases: {
        adjectives: [
          {
            words: [
              ...late.words,
              ...words('stalled|blocked|held up|hung up|on hold|not there yet'),
              ...crossed(
                'should have|ought to have|should already have|were supposed to have|were meant to have|was supposed to have|was meant to have|should long have',
                'reached|hit|got to|gotten to|had|made|achieved|gone through|passed',
              ),
            ],
            verbs: late.verbs,
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
          nouns: words(
            'by how many days|days too late|days over schedule|days over plan|days over|how late|how late they are|how late they were|how overdue|how far behind|how delayed|how far over|how much too late|delay|days overdue|days behind|overdue by|late by|behind by|delayed by|slippage|days of delay|overrun|lateness|days slipped|days behind schedule|slip',
          ),
          verbs: words(
            'slip|delay|run late|slip by|overrun|overrun by|run over|drag on|overshoot|come in late|be late by|miss the date by|miss it by|run over by',
          ),
          superlatives: {
            high: words(
              'latest|most delayed|longest delayed|most overdue|longest overdue|most late|furthest behind|worst delayed',
            ),
          },
          adjectives: [
            {
              words: [
                ...crossed(
                  'done|finished|completed|reached|delivered|came in|come in|achieved|closed|made|hit|happened|passed',
                  'late|too late|after the due date|after their due date|after its due date|past the due date|after the deadline|after their deadline|after they were supposed to|after it was supposed to|after they should have been|behind schedule|with a delay|with delay|later than planned|later than due|after they were due|after it was due',
                ),
                ...words('late but done|late to finish|delayed but done'),
              ],
              where: { and: [doneAtAll, { field: 'days_late', op: 'gt', value: 0 }] },
            },
            {
              words: [
                ...crossed(
                  'done|finished|completed|reached|delivered|came in|come in|achieved|made|hit|closed|wrapped up|ticked off|got done|happened',
                  'early|too early|ahead of schedule|ahead of time|ahead of plan|ahead of the plan|ahead of its due date|ahead of their due date|before schedule|before it was due|before they were due|earlier than planned|sooner than planned|earlier than due|before their time|before its time',
                ),
                ...words(
                  'ahead of schedule|ahead of plan|ahead of time|ahead of their due date|ahead of its due date',
                ),
              ],
              where: { field: 'done_on', to: 'due_on', op: 'gt', value: 0 },
            },
            {
              words: [
                ...crossed(
                  'done|finished|completed|reached|delivered|came in|come in|achieved|made|hit|happened',
                  'on time|in time|on schedule|as planned|by the due date|before the due date|by their due date|before the deadline',
                ),
                ...words('on time|punctual|in time'),
              ],
              where: { and: [doneAtAll, { field: 'days_late', op: 'eq', value: 0 }] },
            },
          ],
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
