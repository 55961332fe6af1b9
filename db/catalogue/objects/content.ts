/** What was recorded and written down: calls with a transcript, documents, and the workspace's playbooks. */
import { column, derived, stored, toAccount, words } from '../fields.ts'
import { sql } from 'drizzle-orm'
import type { ObjectType } from '../types.ts'

export const call: ObjectType = {
  key: 'call',
  label: 'Recorded call',
  plural: 'Recorded calls',
  nouns: words(
    'recording|transcript|recorded call|call recording|call transcript|recorded conversation|recorded meeting|taped call|meeting recording|transcribed call',
  ),
  description: 'A call with an account that has a transcript.',
  table: 'calls',
  title: 'title',
  id: 'source_id',
  fields: [
    stored('id', 'File', 'text', 'The transcript’s file in the bundle.', {
      column: 'source_id',
      phrases: { nouns: ['file'] },
    }),
    stored('title', 'Title', 'text', 'The call’s title.', {
      prose: true,
      phrases: { nouns: ['name', 'subject'], cues: ['about', 'called', 'titled'] },
    }),
    stored('at', 'When', 'time', 'When the call took place.', {
      event: 'main',
      phrases: {
        nouns: ['date', 'time'],
        verbs: words('happen|take place|hold|record|occur|be held|tape'),
        superlatives: { high: ['latest', 'newest', 'last', 'most recent'], low: ['oldest', 'first'] },
      },
    }),
    stored('duration_min', 'Duration', 'number', 'Minutes the call took.', {
      unit: 'minutes',
      additive: true,
      phrases: {
        nouns: words('length|minutes|call length|call duration|running time|talk time|run time'),
        verbs: words('go on for'),
        superlatives: { high: words('longest|lengthiest'), low: ['shortest'] },
      },
    }),
    stored('attendees', 'Attendees', 'list', 'E-mail addresses of who took part.', {
      phrases: {
        nouns: words('attendee|participant|participants|invitee|guest|people on the call'),
        cues: words('with|attended by|joined by'),
      },
    }),
    derived('turns', 'Turns', 'number', 'How many times somebody spoke.', {
      unit: 'items',
      additive: true,
      sql: (c) =>
        sql`(select count(*) from call_turns x where x.workspace_id = ${c.workspace} and x.call_id = ${column(c.row, 'id')})`,
    }),
  ],
  relations: [toAccount],
  usually: [],
  columns: ['title', 'account.name', 'at', 'duration_min', 'attendees'],
  orderBy: [{ by: 'at', dir: 'desc' }],
  owner: 'account.csm',
}

export const document: ObjectType = {
  key: 'document',
  label: 'Document',
  plural: 'Documents',
  nouns: words('doc|file|paper|pdf|write-up|attachment|written document'),
  description: 'A written document about an account: a contract, a business review, notes.',
  table: 'documents',
  title: 'title',
  id: 'source_id',
  fields: [
    stored('id', 'File', 'text', 'The file in the bundle.', {
      column: 'source_id',
      phrases: { nouns: ['file'] },
    }),
    stored('title', 'Title', 'text', 'The document’s title.', {
      prose: true,
      phrases: { nouns: ['name'], cues: ['about', 'called', 'titled'] },
    }),
    stored('kind', 'Kind', 'text', 'What sort of document.', {
      phrases: { nouns: words('type|document type|sort of document|kind of document') },
    }),
    stored('at', 'Date', 'time', 'The document’s date.', {
      event: 'main',
      phrases: {
        nouns: ['date'],
        verbs: words('write|sign|draw up|create|upload|produce'),
        superlatives: { high: ['latest', 'newest', 'most recent'], low: ['oldest'] },
      },
    }),
  ],
  relations: [toAccount],
  usually: [],
  columns: ['title', 'account.name', 'kind', 'at'],
  orderBy: [{ by: 'at', dir: 'desc' }],
  owner: 'account.csm',
}

export const playbook: ObjectType = {
  key: 'playbook',
  label: 'Playbook',
  plural: 'Playbooks',
  nouns: words('play|runbook|run book|procedure|cadence'),
  description: 'A set of steps for a situation of an account, with when to start and when to stop.',
  table: 'playbooks',
  title: 'name',
  id: 'source_id',
  fields: [
    stored('id', 'File', 'text', 'The playbook’s file in the bundle.', { column: 'source_id' }),
    stored('name', 'Name', 'text', 'The playbook’s name.'),
    stored('slug', 'Short name', 'text', 'The playbook’s name in links.'),
    stored('entry', 'Entry', 'text', 'When to start it.', {
      phrases: {
        nouns: words(
          'entry criteria|start condition|entry condition|entry rule|trigger condition|when to start',
        ),
      },
    }),
    stored('exit', 'Exit', 'text', 'When to stop it.', {
      phrases: { nouns: words('exit criteria|end condition|exit condition|exit rule|when to stop') },
    }),
    stored('measures', 'Measures', 'list', 'The measures it is meant to move.', {
      phrases: { nouns: ['measure', 'goal'] },
    }),
    derived('step_count', 'Steps', 'number', 'How many steps it has.', {
      unit: 'items',
      sql: (c) => sql`jsonb_array_length(${column(c.row, 'steps')})`,
      phrases: {
        nouns: words('step|number of steps|step count'),
        superlatives: { high: ['longest', 'most steps'], low: ['shortest', 'fewest steps'] },
      },
    }),
  ],
  relations: [],
  usually: [],
  columns: ['name', 'entry', 'exit', 'measures', 'step_count'],
  orderBy: [{ by: 'name', dir: 'asc' }],
}
