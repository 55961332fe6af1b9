/** Tasks: what somebody of the team has to do, mostly for an account. */
import { sql } from 'drizzle-orm'
import { belongsTo, choice, column, crossed, derived, stored, toAccount, words } from '../fields.ts'
import type { ObjectType } from '../types.ts'
import { priorityLadder, priorityValues } from './ticket.ts'
import { speaking } from '../words/topics.ts'
import {
  doneWords,
  droppedWords,
  keptBy,
  late,
  letSlip,
  lingering,
  mineLate,
  mineToDo,
  ownerless,
  pressing,
  stillToDo,
  undoneWords,
} from '../words/work.ts'

export const task: ObjectType = {
  key: 'task',
  label: 'Task',
  plural: 'Tasks',
  nouns: words(
    'to-do|todo|action item|piece of work|job to do|thing to do|homework|open point|open item|pending item|deliverable of ours|to do|follow-up|followup|reminder|chore|action point|work item|errand|to-do item|todo item|assignment|plate|on his plate|on her plate|to-do list|todo list|task list|jobs',
  ),
  kinds: [
    {
      words: [
        ...words(
          'on my plate|on my list|on my desk|in my queue|on my to-do list|on my todo list|on my task list|my homework|to do for me|waiting for me to do|is waiting for me|should i tackle|should i work on|should i be doing|should i be working on|needs my attention today|got on my plate|still got on my plate|left on my list|still on my list|left on my plate|still on my plate|left on my desk|still on my desk|remaining on my list|still have to do myself',
        ),
        ...mineToDo,
      ],
      where: {
        and: [
          { field: 'assignee', op: 'eq', value: { person: 'me' } },
          { field: 'open', op: 'eq', value: true },
        ],
      },
    },
    { words: keptBy, where: { field: 'open', op: 'eq', value: true } },
    {
      words: mineLate,
      where: {
        and: [
          { field: 'assignee', op: 'eq', value: { person: 'me' } },
          { field: 'overdue', op: 'eq', value: true },
        ],
      },
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
      prose: true,
      phrases: {
        nouns: ['name'],
        cues: [...speaking, ...words('called|named|to|titled|that say|which say')],
      },
    }),
    stored('due_on', 'Due on', 'date', 'The day the task is due.', {
      event: 'main',
      phrases: {
        nouns: words('due date|deadline|due|target date|date due|time limit|due day'),
        verbs: [
          ...words(
            'due|fall due|come due|be due|have due|get due|come up|must be done|must be finished|land|must be ready|should be done|should be finished|have to be done|have to be finished|have to be ready|be scheduled|be planned|be slated|be on for|be lined up',
          ),
          ...crossed('need|have', 'to be done|to be finished|to be completed'),
          ...words('need doing|need finishing'),
        ],
        superlatives: { low: ['next', 'soonest', 'earliest', 'oldest'], high: ['latest'] },
        adjectives: [
          {
            words: [
              ...words(
                'undated|open-ended|dateless|not dated|unscheduled|someday|no date|no date set|not scheduled',
              ),
              ...crossed('without|without a|without any|with no|no', 'due date|deadline|target date'),
              ...crossed(
                'nobody|no one',
                'put a due date on|gave a due date|set a due date for|put a date on|dated',
              ),
            ],
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
          ...words(
            'to do|todo|left|remaining|outstanding|pending|undone|not done|unfinished|still open|incomplete|left to do|still to do|still to be done|waiting to be done|waiting|not finished|not completed|not closed|not ticked off|unticked|yet to be done|yet to do|in progress|ongoing|active|not yet done|left over|to be done|uncompleted|not yet finished|still pending|still outstanding',
          ),
          ...lingering,
          ...undoneWords,
          ...stillToDo,
        ),
        choice('done', 'Done', ...doneWords),
        choice('cancelled', 'Cancelled', ...droppedWords),
      ],
      phrases: { nouns: words('task status|state') },
    }),
    derived('open', 'Open', 'boolean', 'Neither done nor cancelled.', {
      sql: (c) => sql`${column(c.row, 'status')} = 'open'`,
    }),
    derived('overdue', 'Overdue', 'boolean', 'Open after its due date.', {
      evidence: ['days_overdue'],
      sql: (c) =>
        sql`(${column(c.row, 'status')} = 'open' and coalesce(${column(c.row, 'due_on')} < ${c.day}, false))`,
      phrases: {
        adjectives: [
          {
            words: [...late.words, ...letSlip],
            verbs: late.verbs,
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
        nouns: words(
          'how late|how late they are|how late they were|how overdue|how far behind|how delayed|how far over|how much too late|days late|days past due|overdue by|late by|days behind|delay|days of delay|lateness|past due by|behind by',
        ),
        superlatives: {
          high: words(
            'most overdue|longest overdue|most late|furthest behind|overdue longest|late longest|furthest past due|overdue the longest|late the longest|longest past due|longest late|most behind|longest past their date|longest past their due date|furthest past their date|furthest past their due date|dragged on longest past their due date|dragged on longest|dragged on the longest|stalest|longest delayed|slipped the most|slipped most|slipped furthest',
          ),
        },
      },
    }),
    stored('priority', 'Priority', 'enum', 'How pressing the task is.', {
      values: priorityValues,
      ladder: priorityLadder,
      phrases: {
        nouns: [
          ...words('prio|urgency|importance|priority level|level of urgency|urgency level'),
          ...pressing,
        ],
        superlatives: { high: words('most urgent|most pressing|most important') },
      },
    }),
    stored('assignee', 'Assignee', 'person', 'Who has to do it.', {
      column: 'assignee_id',
      phrases: {
        nouns: words(
          'who on the team|who on our team|who of us|who among us|who of the team|who in the team|which of us|person|head|owner|responsible|task owner|person responsible|responsible person|person in charge|doer',
        ),
        verbs: words('assign|own|owe|be on the hook for|be responsible for|be in charge of|take on'),
        adjectives: [
          {
            words: ownerless,
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
        nouns: words('completion|completion date|date done|done date'),
        verbs: words(
          'complete|finish|close|tick off|wrap up|get done|be done with|get out of the way|tackle|clear|clear up|nail|be ticked off|get ticked off|get off the list|be over with|conclude|do|cross off|check off|get through|knock out|knock off|sort out|deal with|accomplish|close out|sign off|mark as done|mark done|polish off|put to bed|finish off',
        ),
      },
    }),
  ],
  relations: [toAccount, belongsTo('assignee', 'Assignee', 'user', 'assignee_id')],
  usually: [],
  columns: ['title', 'account.name', 'due_on', 'status', 'priority', 'assignee'],
  orderBy: [{ by: 'due_on', dir: 'asc' }],
  owner: 'assignee',
}
