/** Activities: e-mails, calls, meetings, notes and chat messages with an account. */
import { sql } from 'drizzle-orm'
import {
  belongsTo,
  choice,
  dayOfMoment,
  column,
  derived,
  hoursBetween,
  of,
  setDays,
  stored,
  toAccount,
  words,
} from '../fields.ts'
import type { ObjectType, Part } from '../types.ts'
import { awaited, feelings, noShows } from '../words/exchanges.ts'
import { answersOf } from './mail-answers.ts'

/** Each e-mail of a thread: when it was answered, and whether it is one that waits. */
const answers: Part = { key: 'id', sql: answersOf }

export const activity: ObjectType = {
  key: 'activity',
  label: 'Activity',
  plural: 'Activities',
  nouns: words('touch|touchpoint|touch point|interaction|conversation|communication|contact moment|exchange'),
  description:
    'Something that happened between us and an account: an e-mail, call, meeting, chat message, or a note about it.',
  table: 'activities',
  title: 'subject',
  id: 'source_id',
  editable: true,
  fields: [
    stored('id', 'Id', 'text', 'The source’s id of the activity.', { column: 'source_id' }),
    stored('type', 'Type', 'enum', 'What kind of activity.', {
      values: [
        choice(
          'email',
          'E-mail',
          ...words(
            'email|mail|message|electronic mail|customer mail|customer email|customer e-mail|customer message|client mail|client email|client e-mail',
          ),
        ),
        choice(
          'call',
          'Call',
          ...words(
            'phone call|phone|customer call|client call|telephone call|phone conversation|telephone conversation|phone chat|phoner|voice call',
          ),
        ),
        choice(
          'meeting',
          'Meeting',
          ...words(
            'appointment|session|customer meeting|client meeting|video call|sit-down|sync|catch-up|get-together|meet-up|meetup|site visit|on-site visit|onsite visit|face to face|face-to-face|in-person meeting|video meeting|video conference|zoom call|teams call|sync call',
          ),
        ),
        choice('note', 'Note', ...words('internal note|memo|internal remark|jotting|annotation')),
        choice(
          'slack',
          'Slack',
          ...words(
            'slack message|chat|chat message|slack dm|dm|direct message|instant message|slack thread|slack ping|slack chat|im',
          ),
        ),
      ],
      phrases: { nouns: words('kind|channel|activity type|medium|means of contact|form of contact') },
    }),
    stored('direction', 'Direction', 'enum', 'Who turned to whom.', {
      values: [
        choice(
          'inbound',
          'Inbound',
          ...words(
            'incoming|received|we got|we received|from them|they sent|from the customer|from customers|from our customers|from the client|from clients|from our clients|from the account|coming in|came in|come in|comes in|they wrote|they have sent|they have written|wrote us|wrote to us|write to us|writing to us|written to us|they wrote us|they wrote to us|sent us|send us|sends us|sent to us|sent in|send in|wrote in|write in|written in|written to us|called us|rang us|rung us|phoned us|mailed us|emailed us|pinged us|messaged us|we have received|we have got|reached us|landed in our inbox|in our inbox|customer-initiated|on their initiative',
          ),
        ),
        choice(
          'outbound',
          'Outbound',
          ...words(
            'outgoing|sent|we sent|to them|we wrote|from us|going out|went out|gone out|sent out|sent by us|to the customer|to customers|to our customers|to the client|to clients|to our clients|we have sent|we have written|we made|we placed|we sent out|from our side|from our end|our outreach|on our initiative|initiated by us|we initiated',
          ),
        ),
      ],
    }),
    stored('at', 'When', 'time', 'When it happened.', {
      event: 'main',
      phrases: {
        nouns: ['date', 'time'],
        verbs: words(
          'happen|take place|hold|send|receive|write|meet|occur|be held|exchange|conduct|go out|come in|arrive|carry out',
        ),
        superlatives: {
          high: ['latest', 'newest', 'most recent', 'last', 'freshest'],
          low: ['oldest', 'first', 'earliest'],
        },
      },
    }),
    derived('on', 'Day', 'date', 'The day it happened.', {
      event: 'other',
      sql: (c) => dayOfMoment(column(c.row, 'at'), c),
      phrases: { nouns: ['day'] },
    }),
    stored('subject', 'Subject', 'text', 'What it was about.', {
      phrases: {
        nouns: words('topic|subject line|theme|heading'),
        cues: words(
          'about|regarding|concerning|mentioning|on|re|titled|headed|entitled|to do with|on the topic of|on the subject of|with the subject|with subject',
        ),
      },
    }),
    stored('body', 'Text', 'text', 'What was written.', {
      phrases: { nouns: ['content', 'body', 'wording'] },
    }),
    stored('owner', 'Owner', 'person', 'Who of the team took part.', {
      column: 'owner_id',
      phrases: {
        nouns: words('person|head|sender|host|author|organiser|organizer|caller|note taker'),
        verbs: words('hold|host|log|write|run|lead|send|conduct|attend|organise|organize|record|take part'),
      },
    }),
    stored('thread_id', 'Thread', 'text', 'The e-mail thread it belongs to.', {
      phrases: { nouns: words('thread|e-mail thread|email thread|mail thread') },
    }),
    derived(
      'answer_h',
      'Time to answer',
      'number',
      'Hours from an inbound e-mail to the first later outbound one of its thread.',
      {
        unit: 'hours',
        better: 'low',
        sql: (c) =>
          sql`case when ${column(c.row, 'direction')} = 'inbound' then ${hoursBetween(column(c.row, 'at'), of(c, 'answers', 'answered_at'))} end`,
        phrases: {
          nouns: awaited.time,
          verbs: awaited.answering,
          superlatives: {
            high: words('slowest answered|longest unanswered|slowest to be answered'),
            low: words('fastest answered|quickest answered'),
          },
        },
      },
    ),
    derived(
      'unanswered',
      'Unanswered',
      'boolean',
      ({ touch: { answerDays } }) =>
        `The newest inbound e-mail of its thread, with no later answer after ${answerDays} working day${answerDays === 1 ? '' : 's'}.`,
      {
        sql: (c) =>
          sql`(coalesce(${of(c, 'answers', 'is_open')}, false) and ${of(c, 'answers', 'waited')} >= ${setDays(c.settings.touch.answerDays)})`,
        phrases: ({ touch: { answerDays } }) => ({
          adjectives: [
            { words: awaited.mails, days: answerDays, where: { field: 'unanswered', op: 'eq', value: true } },
          ],
        }),
      },
    ),
    stored('sentiment', 'Sentiment', 'number', 'The mood of it, −1 to 1.', {
      better: 'high',
      phrases: {
        nouns: feelings.nouns,
        adjectives: [
          { words: feelings.bad, where: { field: 'sentiment', op: 'lt', value: 0 } },
          { words: feelings.good, where: { field: 'sentiment', op: 'gt', value: 0 } },
        ],
        superlatives: { high: feelings.best, low: feelings.worst },
      },
    }),
    stored('no_show', 'No-show', 'boolean', 'Whether the customer did not come.', {
      phrases: {
        nouns: ['no show', 'no-show', 'noshow'],
        adjectives: [
          { ...noShows, where: { field: 'no_show', op: 'eq', value: true } },
          {
            words: words('attended|showed up|turned up'),
            where: { field: 'no_show', op: 'eq', value: false },
          },
        ],
      },
    }),
  ],
  relations: [
    toAccount,
    belongsTo('contact', 'Contact', 'contact', 'contact_id'),
    belongsTo('owner', 'Owner', 'user', 'owner_id'),
  ],
  parts: { answers },
  usually: [],
  columns: ['at', 'type', 'direction', 'account.name', 'contact.name', 'subject', 'owner', 'sentiment'],
  orderBy: [{ by: 'at', dir: 'desc' }],
  owner: 'owner',
}
