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
import { awaited, courses, doings, feelings, noShows } from '../words/exchanges.ts'
import { speaking } from '../words/topics.ts'
import { answersOf } from './mail-answers.ts'

/** Each e-mail of a thread: when it was answered, and whether it is one that waits. */
const answers: Part = { key: 'id', sql: answersOf }

export const activity: ObjectType = {
  key: 'activity',
  label: 'Activity',
  plural: 'Activities',
  nouns: words(
    'touch|touchpoint|touch point|interaction|conversation|communication|contact moment|exchange|correspondence|dealing|point of contact with them|contact event|time we|times we|times a customer|times a client|times customers|times clients|times the customer|times the client|times they|times somebody|times that a customer|times that a client|occasions a customer|occasions a client|time a customer|time a client|time customers|time clients|time the customer|time the client|time they|time somebody|occasion we|occasion a customer|occasion on which|time when|occasion when|occasion',
  ),
  kinds: [
    {
      words: words(
        'no-show|no show|noshow|missed meeting|missed appointment|missed session|empty-chair meeting',
      ),
      where: { field: 'no_show', op: 'eq', value: true },
    },
  ],
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
            'email|mail|message|electronic mail|customer mail|customer email|customer e-mail|customer message|client mail|client email|client e-mail|letter|piece of mail|written message|inbox item',
          ),
        ),
        choice(
          'call',
          'Call',
          ...words(
            'phone call|phone|customer call|client call|telephone call|phone conversation|telephone conversation|phone chat|phoner|voice call|ring|telephone chat|talk on the phone|dial-in|bell|phone catch-up',
          ),
        ),
        choice(
          'meeting',
          'Meeting',
          ...words(
            'appointment|session|customer meeting|client meeting|video call|sit-down|sync|catch-up|get-together|meet-up|meetup|site visit|on-site visit|onsite visit|face to face|face-to-face|in-person meeting|video meeting|video conference|zoom call|teams call|sync call|customer session|client session|sit down|visit|customer visit|client visit|in-person session|huddle|powwow|meet|rendezvous|get together|face time|review session|working session|workshop|online meeting|virtual meeting|conference|business lunch',
          ),
        ),
        choice(
          'note',
          'Note',
          ...words(
            'internal note|memo|internal remark|jotting|annotation|scribble|entry in the log|log entry|written note|record note|file note|jotted note',
          ),
        ),
        choice(
          'slack',
          'Slack',
          ...words(
            'slack message|chat|chat message|slack dm|dm|direct message|instant message|slack thread|slack ping|slack chat|ims',
          ),
        ),
      ],
      phrases: {
        nouns: words(
          'kind|channel|activity type|medium|means of contact|form of contact|type of contact|mode of contact|type of touch|kind of touch',
        ),
        adjectives: [
          { words: doings.called, verbs: doings.call, where: { field: 'type', op: 'eq', value: 'call' } },
          { words: doings.mailed, where: { field: 'type', op: 'eq', value: 'email' } },
          { words: [], verbs: doings.meeting, where: { field: 'type', op: 'eq', value: 'meeting' } },
          {
            words: [],
            verbs: doings.callIn,
            where: {
              and: [
                { field: 'type', op: 'eq', value: 'call' },
                { field: 'direction', op: 'eq', value: 'inbound' },
              ],
            },
          },
          {
            words: [],
            verbs: doings.mailIn,
            where: {
              and: [
                { field: 'type', op: 'eq', value: 'email' },
                { field: 'direction', op: 'eq', value: 'inbound' },
              ],
            },
          },
        ],
      },
    }),
    stored('direction', 'Direction', 'enum', 'Who turned to whom.', {
      values: [
        choice(
          'inbound',
          'Inbound',
          ...words(
            'incoming|received|we got|we received|from them|they sent|from the customer|from customers|from our customers|from the client|from clients|from our clients|from the account|coming in|came in|come in|comes in|they wrote|they have sent|they have written|wrote us|wrote to us|write to us|writing to us|written to us|they wrote us|they wrote to us|sent us|send us|sends us|sent to us|sent in|send in|wrote in|write in|written in|pinged us|messaged us|we have received|we have got|reached us|landed in our inbox|in our inbox|customer-initiated|on their initiative|client-initiated|initiated by them|initiated by the customer|initiated by the client|initiated by customers|made to us|placed to us|to us|to our side|addressed to us|coming from them|from their side|from their end|from the customer side|from the client side|that customers made|customers made|clients made|the customer made|the client made|they made|they placed|customers placed|they initiated|they started|customers started|started by them|started by the customer|turned to us|turn to us|approached us|reached out to us|reach out to us|got in touch with us|contacted us|contact us|came to us|they reached out|the customer reached out|knocked on our door|customers sent|customer sent|clients sent|client sent|the customer sent|the client sent|customers wrote|clients wrote|the customer wrote',
          ),
        ),
        choice(
          'outbound',
          'Outbound',
          ...words(
            'outgoing|sent|we sent|to them|we wrote|from us|going out|went out|gone out|sent out|sent by us|to the customer|to customers|to our customers|to the client|to clients|to our clients|we have sent|we have written|we made|we placed|we sent out|from our side|from our end|our outreach|on our initiative|initiated by us|we initiated|we started|started by us|we sent off|fired off|we fired off|sent off|made by us|placed by us|that we made|by our side|written by us|our side sent|the team sent|the team made|we reached out|we turned to them|us to them|we approached',
          ),
        ),
      ],
    }),
    stored('at', 'When', 'time', 'When it happened.', {
      event: 'main',
      planned: true,
      phrases: {
        nouns: ['date', 'time'],
        verbs: words(
          'go down|come about|crop up|fall|be logged|be on record|go on|occur to be|happen|take place|hold|send|receive|write|meet|occur|be held|exchange|conduct|go out|come in|arrive|carry out',
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
      prose: true,
      phrases: {
        nouns: words('topic|subject line|theme|heading|matter|subject matter|title'),
        cues: [...speaking, ...words('on|re|titled|headed|entitled')],
      },
    }),
    stored('body', 'Text', 'text', 'What was written.', {
      phrases: {
        nouns: words(
          'content|body|wording|message text|mail text|full text|what was said|what was written|what it said',
        ),
      },
    }),
    stored('owner', 'Owner', 'person', 'Who of the team took part.', {
      column: 'owner_id',
      phrases: {
        nouns: words(
          'person|head|sender|host|author|organiser|organizer|caller|note taker|colleague|team member|person on our side|who on the team|who on our team|who of us|who among us|who of the team|who in the team|which of us|attendee on our side',
        ),
        verbs: words(
          'hold|host|log|write|run|lead|send|conduct|attend|organise|organize|record|take part|jot down|note down|write down|write up|note|put down|make|place|be supposed to run|be meant to run|be supposed to hold|be meant to hold|be supposed to lead|be supposed to host|be supposed to attend|be due to hold|be due to run|be to run|be scheduled to run|be scheduled to hold|chair|sit in on|dial into|moderate|facilitate|have|have with|do|file|be part of|be present at|join|was in|were in|been in|was at|were at|been at',
        ),
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
          { words: feelings.bad, verbs: courses.badly, where: { field: 'sentiment', op: 'lt', value: 0 } },
          { words: feelings.good, verbs: courses.well, where: { field: 'sentiment', op: 'gt', value: 0 } },
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
            words: words(
              'attended|showed up|turned up|came along|they came to|they did come|they came|the customer came|the customer attended|kept|actually happened|where somebody was there',
            ),
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
