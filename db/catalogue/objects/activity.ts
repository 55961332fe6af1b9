/** Activities: e-mails, calls, meetings, notes and chat messages with an account. */
import { belongsTo, choice, derived, dayOfMoment, column, stored, toAccount } from '../fields.ts'
import type { ObjectType } from '../types.ts'

export const activity: ObjectType = {
  key: 'activity',
  label: 'Activity',
  plural: 'Activities',
  nouns: ['touch', 'touchpoint', 'interaction'],
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
        choice('email', 'E-mail', 'email', 'mail', 'message'),
        choice('call', 'Call', 'phone call', 'phone'),
        choice('meeting', 'Meeting', 'appointment', 'session', 'video call'),
        choice('note', 'Note', 'internal note'),
        choice('slack', 'Slack', 'slack message', 'chat', 'chat message'),
      ],
      phrases: { nouns: ['kind', 'channel', 'activity type'] },
    }),
    stored('direction', 'Direction', 'enum', 'Who turned to whom.', {
      values: [
        choice(
          'inbound',
          'Inbound',
          'incoming',
          'received',
          'we got',
          'we received',
          'from them',
          'they sent',
          'from the customer',
        ),
        choice('outbound', 'Outbound', 'outgoing', 'sent', 'we sent', 'to them', 'we wrote', 'from us'),
      ],
    }),
    stored('at', 'When', 'time', 'When it happened.', {
      event: 'main',
      phrases: {
        nouns: ['date', 'time'],
        verbs: ['happen', 'take place', 'hold', 'send', 'receive', 'write', 'meet'],
        superlatives: {
          high: ['latest', 'newest', 'most recent', 'last'],
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
      phrases: { nouns: ['topic'], cues: ['about', 'regarding', 'concerning', 'mentioning', 'on'] },
    }),
    stored('body', 'Text', 'text', 'What was written.', { phrases: { nouns: ['content', 'body'] } }),
    stored('owner', 'Owner', 'person', 'Who of the team took part.', {
      column: 'owner_id',
      phrases: { nouns: ['sender', 'host', 'author'], verbs: ['hold', 'host', 'log', 'write'] },
    }),
    stored('thread_id', 'Thread', 'text', 'The e-mail thread it belongs to.', {
      phrases: { nouns: ['conversation', 'e-mail thread', 'email thread'] },
    }),
    stored('sentiment', 'Sentiment', 'number', 'The mood of it, −1 to 1.', {
      better: 'high',
      phrases: {
        nouns: ['mood', 'tone'],
        adjectives: [
          {
            words: ['negative', 'unhappy', 'angry', 'grumpy', 'frustrated', 'annoyed', 'nasty'],
            where: { field: 'sentiment', op: 'lt', value: 0 },
          },
          {
            words: ['positive', 'happy', 'friendly', 'upbeat'],
            where: { field: 'sentiment', op: 'gt', value: 0 },
          },
        ],
      },
    }),
    stored('no_show', 'No-show', 'boolean', 'Whether the customer did not come.', {
      phrases: {
        nouns: ['no show', 'no-show', 'noshow'],
        adjectives: [
          {
            words: [
              'no-show',
              'no show',
              'noshow',
              'missed',
              'stood up',
              'did not show up',
              'did not come',
              'not attended',
              'never showed',
              'never showed up',
              'failed to show',
              'skipped',
              'bailed',
              'blown off',
            ],
            where: { field: 'no_show', op: 'eq', value: true },
          },
          { words: ['attended'], where: { field: 'no_show', op: 'eq', value: false } },
        ],
      },
    }),
  ],
  relations: [
    toAccount,
    belongsTo('contact', 'Contact', 'contact', 'contact_id'),
    belongsTo('owner', 'Owner', 'user', 'owner_id'),
  ],
  usually: [],
  columns: ['at', 'type', 'direction', 'account.name', 'contact.name', 'subject', 'owner', 'sentiment'],
  orderBy: [{ by: 'at', dir: 'desc' }],
  owner: 'owner',
}
